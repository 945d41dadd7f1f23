"""What every part of the store is: some tables of one database, and the clock that dates their rows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from engine.clock import Clock, stamp
from engine.store.database import Database


class Shelf:
    """One subject's tables. Every write is one transaction, or a part of the one that the caller has begun."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    def _now(self) -> str:
        return stamp(self._clock.now())


def numbers(joined: str | None) -> tuple[int, ...]:
    """The ids in SQL's `group_concat`."""
    return tuple(map(int, joined.split(","))) if joined else ()


def id_list(ids: Iterable[int]) -> str:
    """Ids as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(sorted(set(ids)))
