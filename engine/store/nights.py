"""The nights, their journal and their reports; what they taught, made and wrote is on the shelves they inherit.

Promises: at most one night is open; every write may be repeated after a crash with the same result. Refuses to know
what the stages do.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Bug
from engine.protocol import Depth, Stage, Verdict
from engine.store.adapters import AdapterRow, Adapters
from engine.store.insights import Insights
from engine.store.lessons import DreamRow, Lessons
from engine.store.memory_versions import MemoryRow, MemoryVersions

__all__ = ["DONE", "AdapterRow", "DreamRow", "MemoryRow", "NightRow", "Nights"]

DONE = "done"  # the journal's word for a stage whose transaction is on disk


@dataclass(frozen=True)
class NightRow:
    """One night. `last_turn` is the newest turn it takes in; `ended` is None while it may still be resumed."""

    id: int
    depth: Depth
    last_turn: int
    seed: int
    started: str
    ended: str | None
    verdict: str
    reason: str


_NIGHT = "SELECT id, depth, last_turn, seed, started, ended, verdict, reason FROM nights"


class Nights(Lessons, Insights, Adapters, MemoryVersions):
    """The nights of one database."""

    def begin(self, depth: Depth, last_turn: int, seed: int) -> int:
        """Open a night; its number. Raises `Bug` while another one is open: resume or end that first."""
        with self._db.transaction():
            if self.unfinished():
                raise Bug("one night at a time")
            return self._db.insert(
                "INSERT INTO nights (depth, last_turn, seed, started) VALUES (?, ?, ?, ?)",
                (depth, last_turn, seed, self._now()),
            )

    def unfinished(self) -> NightRow | None:
        """The night that was begun and has not ended, if any."""
        row = self._db.one(f"{_NIGHT} WHERE ended IS NULL ORDER BY id DESC LIMIT 1")
        return NightRow(*row) if row else None

    def end(self, night: int, verdict: Verdict, reason: str, report: bytes) -> None:
        """Close a night with its report (JSON); raises `Bug` when it is not open."""
        closed = self._db.execute(
            "UPDATE nights SET ended = ?, verdict = ?, reason = ?, report = ?"
            " WHERE id = ? AND ended IS NULL RETURNING id",
            (self._now(), verdict, reason, report, night),
        )
        if not closed:
            raise Bug("only an open night can end")

    def nights(self, limit: int = 60) -> list[NightRow]:
        """The nights, newest first, an open one among them."""
        return [NightRow(*row) for row in self._db.execute(f"{_NIGHT} ORDER BY id DESC LIMIT ?", (limit,))]

    def report(self, night: int | None = None) -> bytes | None:
        """The report (JSON) of `night`, or of the newest night that ended; None when there is none."""
        row = self._db.one(
            "SELECT report FROM nights WHERE report IS NOT NULL AND id = coalesce(?, id) ORDER BY id DESC LIMIT 1",
            (night,),
        )
        return row[0] if row else None

    def last_turn(self) -> int:
        """The newest turn whose night has consolidated it (its journal says so), else 0: the next night starts there.

        Whatever the night's verdict was: a night that failed before has taken nothing in.
        """
        row = self._db.one(
            "SELECT max(n.last_turn) FROM nights n JOIN journal j ON j.night = n.id"
            " WHERE j.stage = 'consolidate' AND j.state = ?",
            (DONE,),
        )
        return (row and row[0]) or 0

    def journal(self, night: int, stage: Stage, state: str, payload: bytes = b"") -> None:
        """Write down where `stage` stands ("running", `DONE`, "failed"), with what a resume needs; once per stage."""
        self._db.execute(
            "INSERT INTO journal (night, stage, state, payload, updated) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET state = excluded.state, payload = excluded.payload, updated = excluded.updated",
            (night, stage, state, payload, self._now()),
        )

    def stage_state(self, night: int, stage: Stage) -> str:
        """The last word on `stage`; "" when it has not begun."""
        row = self._db.one("SELECT state FROM journal WHERE night = ? AND stage = ?", (night, stage))
        return row[0] if row else ""

    def stage_payload(self, night: int, stage: Stage) -> bytes | None:
        """What was written down with the last word on `stage`; None when it has not begun."""
        row = self._db.one("SELECT payload FROM journal WHERE night = ? AND stage = ?", (night, stage))
        return row[0] if row else None
