"""The database's shape, as an append-only list of steps: step N leads from version N-1 to version N.

Promises: each step is one transaction together with its record (`user_version`), so that a file is of one version or
of the next, never between. A released step is never edited; a new wish is a new step. Refuses to know about keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from engine.store import schema_1, schema_2, schema_3, schema_4, schema_5, schema_6

APPLICATION = 0x446F726D  # "Dorm": tells `file` and us whose database this is


class Executes(Protocol):
    """What a step may ask of a database."""

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing."""
        ...


def migrate(database: Executes) -> None:
    """Take `database` to the latest version, step by step; a second call does nothing."""
    while _version(database) < LATEST:
        with database.transaction():
            version = _version(database)  # again, under the lock: another process may have been quicker
            if version < LATEST:
                STEPS[version](database)
                database.execute(f"PRAGMA user_version={version + 1}")


def _version(database: Executes) -> int:
    return int(database.execute("PRAGMA user_version")[0][0])


def _first(database: Executes) -> None:
    """Conversations, the ledger and the nights."""
    database.execute(f"PRAGMA application_id={APPLICATION}")
    for part in (schema_1.TURNS, schema_1.LEDGER, schema_1.NIGHTS):
        for statement in part.split("\n\n"):
            database.execute(statement)


def _second(database: Executes) -> None:
    """Tombstones, and forgettings under way."""
    for statement in schema_2.FORGETTING.split("\n\n"):
        database.execute(statement)


def _third(database: Executes) -> None:
    """Insights."""
    for statement in schema_3.INSIGHTS.split("\n\n"):
        database.execute(statement)


def _fourth(database: Executes) -> None:
    """What an adapter stands on."""
    database.execute(schema_4.LAYERS)


def _fifth(database: Executes) -> None:
    """The memory file's draft."""
    database.execute(schema_5.DRAFT)


def _sixth(database: Executes) -> None:
    """What an adapter knew in its exam."""
    database.execute(schema_6.KNOWN)


STEPS: tuple[Callable[[Executes], None], ...] = (_first, _second, _third, _fourth, _fifth, _sixth)
LATEST = len(STEPS)
