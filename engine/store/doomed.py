"""What goes in a forgetting, row by row, and how texts are looked into for it.

Promises: a row is named by id and date, so that another database's row of the same number is not mistaken for it.
Refuses to know why it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from engine.store.database import Database


class Named(msgspec.Struct, frozen=True):
    """A row named so that another database's row of the same number is not mistaken for it."""

    id: int
    created: str


class Doomed(msgspec.Struct, frozen=True):
    """What goes. `openings` are the first words of forgotten messages, `until` the newest turn at that time."""

    facts: tuple[Named, ...] = ()
    turns: tuple[Named, ...] = ()
    conversations: tuple[Named, ...] = ()
    same: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    until: int = 0


class Scrub(msgspec.Struct, frozen=True):
    """How to look into text: `mentions` a line, `text` without such lines, `json` and a memory file's `page`."""

    mentions: Callable[[str], bool]
    text: Callable[[str], str]
    json: Callable[[bytes], bytes]
    page: Callable[[str, bytes, frozenset[int]], tuple[str, bytes]]


def present(db: Database, table: str, rows: Sequence[Named]) -> list[int]:
    """Those of `rows` that stand in `table`, of that id and date: after a restore an id may name something else."""
    sql = f"SELECT id FROM {table} WHERE id = ? AND created = ?"  # noqa: S608  # three names of our own
    return sorted({found[0] for row in rows for found in db.execute(sql, (row.id, row.created))})
