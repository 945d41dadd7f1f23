"""How facts changed: every change leaves a line that is never rewritten, and a night can be taken back by them.

Promises: a change and its line are one transaction; undoing a night leaves what was changed later as it is. Refuses to
know why a fact should change.
"""

from __future__ import annotations

import json
from typing import Any

from engine.clock import Clock
from engine.errors import Trouble
from engine.store.database import Database
from engine.store.facts import COLUMNS, Change, Fact, fact_of, same_key
from engine.store.shelf import Shelf


class History(Shelf):
    """The facts of one database and their changes, written down as those of `night`, or without one as the user's."""

    def __init__(self, db: Database, clock: Clock, night: int | None = None) -> None:
        super().__init__(db, clock)
        self._night = night

    def get(self, fact: int) -> Fact:
        """One fact, of any state; raises `Trouble` ("no_such_fact")."""
        row = self._db.one(f"SELECT {COLUMNS} FROM facts WHERE id = ?", (fact,))  # noqa: S608  # our own names
        if row is None:
            raise Trouble("no_such_fact", "That memory does not exist.", "Look at the list again.")
        return fact_of(row)

    def history(self, fact: int | None = None, night: int | None = None) -> list[Change]:
        """The changes of one fact, of one night, or all; oldest first."""
        rows = self._db.execute(
            "SELECT id, fact, what, before, after, why, night, created FROM fact_changes"
            " WHERE fact = coalesce(?, fact) AND night IS coalesce(?, night) ORDER BY id",
            (fact, night),
        )
        return [
            Change(number, about, what, json.loads(before), json.loads(after), why, whose, created)
            for number, about, what, before, after, why, whose, created in rows
        ]

    def by_hand(self) -> dict[int, str]:
        """When the user's own hand last said something about a fact (wrote it down, worded it, confirmed it, put it in
        a state): a stamp for each fact of which that is true."""
        rows = self._db.execute(
            "SELECT c.fact, max(c.created) FROM fact_changes c JOIN facts f ON f.id = c.fact WHERE c.night IS NULL"
            " AND (c.what IN ('text', 'confirmed', 'state') OR c.what = 'added' AND f.trust = 'user_confirmed')"
            " GROUP BY c.fact"
        )
        return dict(rows)

    def undo_night(self, night: int) -> list[int]:
        """Take back what `night` did to the ledger, and return the facts that are different now.

        A column that somebody has changed since keeps its newer value; a fact that the night added is deleted, unless
        somebody has touched it since.
        """
        undone = [change.fact for change in reversed(self.history(night=night)) if self._undo(change)]
        return sorted(set(undone))

    def _undo(self, change: Change) -> bool:
        fact = self.get(change.fact)
        if change.what == "added":
            later = [c for c in self.history(change.fact) if c.night != change.night and c.what != "undone"]
            back: dict[str, Any] = {} if later else {"state": "deleted"}
        else:
            back = {name: old for name, old in change.before.items() if getattr(fact, name) == change.after[name]}
        return self._change(fact, "undone", back, f"night {change.night}") != fact

    def _change(self, old: Fact, what: str, new: dict[str, Any], why: str) -> Fact:
        """Write those columns of `new` that differ, with one line of history; without a difference, nothing."""
        after = {name: value for name, value in new.items() if getattr(old, name) != value}
        if not after:
            return old
        written = after | ({"same": same_key(after["text"])} if "text" in after else {})
        columns = ", ".join(f"{name} = ?" for name in written)
        with self._db.transaction():
            self._db.execute(f"UPDATE facts SET {columns} WHERE id = ?", (*written.values(), old.id))  # noqa: S608
            self._note(old.id, what, {name: getattr(old, name) for name in after}, after, why)
            return self.get(old.id)

    def _note(self, fact: int, what: str, before: dict[str, Any], after: dict[str, Any], why: str) -> None:
        self._db.execute(
            "INSERT INTO fact_changes (fact, what, before, after, why, night, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (fact, what, json.dumps(before), json.dumps(after), why, self._night, self._now()),
        )
