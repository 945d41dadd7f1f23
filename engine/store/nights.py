"""What the nights leave behind: their journal, dreams, exams, adapters and reports.

Promises: every write may be repeated after a crash with the same result; at most one night is open; the adapter to
answer from is the one published last and not revoked. Refuses to know what the stages do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.clock import Clock, stamp
from engine.errors import Bug, Trouble
from engine.protocol import Depth, ExamView, Stage, Trust, Verdict
from engine.store.database import Database, Row
from engine.store.ledger import EXAM, exam_view

AdapterKind = Literal["fast", "slow"]
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


@dataclass(frozen=True)
class DreamRow:
    """One training row; `prompt` is JSON of its messages, `parents` the facts and `turns` the turns it comes from."""

    id: int
    night: int
    kind: str
    prompt: str
    answer: str
    trust: Trust
    state: Literal["kept", "dropped"]
    reason: str
    parents: tuple[int, ...]
    turns: tuple[int, ...]


@dataclass(frozen=True)
class AdapterRow:
    """One adapter; `id` is the SHA-256 of its weights, `parents` the facts it was trained on."""

    id: str
    night: int
    folder: str
    model: str
    kind: AdapterKind
    state: Literal["made", "published", "revoked"]
    reason: str
    created: str
    parents: tuple[int, ...]


_NIGHT = "SELECT id, depth, last_turn, seed, started, ended, verdict, reason FROM nights"
_ADAPTER = (
    "SELECT id, night, folder, model, kind, state, reason, created,"
    " (SELECT group_concat(fact ORDER BY fact) FROM adapter_facts WHERE adapter = id) FROM adapters"
)


class Nights:
    """The nights of one database."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    # --- nights -------------------------------------------------------------------------------------------------

    def begin(self, depth: Depth, last_turn: int, seed: int) -> int:
        """Open a night; its number. Raises `Bug` while another one is open: resume or end that first."""
        with self._db.transaction():
            if self.unfinished():
                raise Bug("one night at a time")
            return self._db.insert(
                "INSERT INTO nights (depth, last_turn, seed, started) VALUES (?, ?, ?, ?)",
                (depth, last_turn, seed, stamp(self._clock.now())),
            )

    def unfinished(self) -> NightRow | None:
        """The night that was begun and has not ended, if any."""
        row = self._db.one(f"{_NIGHT} WHERE ended IS NULL ORDER BY id DESC LIMIT 1")
        return NightRow(*row) if row else None

    def end(self, night: int, verdict: Verdict, reason: str, report: bytes) -> None:
        """Close a night with its report (JSON); raises `Bug` when it is not open."""
        with self._db.transaction():
            closed = self._db.execute(
                "UPDATE nights SET ended = ?, verdict = ?, reason = ?, report = ?"
                " WHERE id = ? AND ended IS NULL RETURNING id",
                (stamp(self._clock.now()), verdict, reason, report, night),
            )
            if not closed:
                raise Bug("only an open night can end")

    def nights(self, limit: int = 60) -> list[NightRow]:
        """The nights, newest first, an open one among them."""
        return [NightRow(*row) for row in self._db.execute(f"{_NIGHT} ORDER BY id DESC LIMIT ?", (limit,))]

    def report(self, night: int | None = None) -> bytes | None:
        """The report (JSON) of `night`, or of the newest night that ended; None when there is none."""
        row = self._db.one(
            "SELECT report FROM nights WHERE report IS NOT NULL AND (?1 IS NULL OR id = ?1) ORDER BY id DESC LIMIT 1",
            (night,),
        )
        return bytes(row[0]) if row else None

    def last_turn(self) -> int:
        """The newest turn that an ended night has gathered (its journal says so), else 0: the next one starts there."""
        row = self._db.one(
            "SELECT coalesce(max(n.last_turn), 0) FROM nights n JOIN journal j ON j.night = n.id"
            " WHERE n.ended IS NOT NULL AND j.stage = 'gather' AND j.state = ?",
            (DONE,),
        )
        return int(row[0]) if row else 0

    # --- journal ------------------------------------------------------------------------------------------------

    def journal(self, night: int, stage: Stage, state: str, payload: bytes = b"") -> None:
        """Write down where `stage` stands ("begun", `DONE`) with what a resume needs; the newest word replaces."""
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO journal (night, stage, state, payload, updated) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET state = excluded.state, payload = excluded.payload,"
                " updated = excluded.updated",
                (night, stage, state, payload, stamp(self._clock.now())),
            )

    def stage_state(self, night: int, stage: Stage) -> str:
        """The newest word on `stage`; "" when it has not begun."""
        row = self._db.one("SELECT state FROM journal WHERE night = ? AND stage = ?", (night, stage))
        return str(row[0]) if row else ""

    def stage_payload(self, night: int, stage: Stage) -> bytes | None:
        """What was written down with the newest word on `stage`; None when it has not begun."""
        row = self._db.one("SELECT payload FROM journal WHERE night = ? AND stage = ?", (night, stage))
        return bytes(row[0]) if row else None

    # --- dreams and exams ---------------------------------------------------------------------------------------

    def add_dream(
        self,
        night: int,
        kind: str,
        prompt: str,
        answer: str,
        parents: Sequence[int],
        turns: Sequence[int],
        trust: Trust,
        state: Literal["kept", "dropped"],
        reason: str = "",
    ) -> int:
        """One training row and its lineage; its id."""
        with self._db.transaction():
            dream = self._db.insert(
                "INSERT INTO dreams (night, kind, prompt, answer, trust, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (night, kind, prompt, answer, trust, state, reason),
            )
            for fact in sorted(set(parents)):
                self._db.execute("INSERT INTO dream_facts (dream, fact) VALUES (?, ?)", (dream, fact))
            for turn in sorted(set(turns)):
                self._db.execute("INSERT INTO dream_turns (dream, turn) VALUES (?, ?)", (dream, turn))
        return dream

    def dreams(self, night: int) -> list[DreamRow]:
        """A night's training rows in the order they were added."""
        rows = self._db.execute(
            "SELECT id, night, kind, prompt, answer, trust, state, reason,"
            " (SELECT group_concat(fact ORDER BY fact) FROM dream_facts WHERE dream = id),"
            " (SELECT group_concat(turn ORDER BY turn) FROM dream_turns WHERE dream = id)"
            " FROM dreams WHERE night = ? ORDER BY id",
            (night,),
        )
        return [DreamRow(*row[:8], _numbers(row[8]), _numbers(row[9])) for row in rows]

    def drop_dreams(self, night: int) -> int:
        """Remove a night's training rows (a stage that starts over); how many there were."""
        return len(self._db.execute("DELETE FROM dreams WHERE night = ? RETURNING id", (night,)))

    def add_exam(
        self,
        night: int,
        kind: str,
        fact: int | None,
        question: str,
        expected: str,
        answer: str,
        right: bool,
        when: Literal["before", "after"],
    ) -> None:
        """One answer, before or after the training; asked again, the newest answer counts."""
        if when not in ("before", "after"):
            raise Bug("an exam is before or after")
        self._db.execute(
            f"INSERT INTO exams (night, kind, fact, question, expected, {when}, right_{when})"  # noqa: S608  # checked above
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (night, kind, ifnull(fact, 0), question) DO UPDATE"
            f" SET expected = excluded.expected, {when} = excluded.{when}, right_{when} = excluded.right_{when}",
            (night, kind, fact, question, expected, answer, right),
        )

    def exams(self, night: int) -> list[ExamView]:
        """A night's questions in the order they were first asked, with both answers."""
        return [exam_view(row) for row in self._db.execute(f"{EXAM} WHERE night = ? ORDER BY id", (night,))]

    # --- adapters -----------------------------------------------------------------------------------------------

    def add_adapter(
        self, adapter: str, night: int, folder: str, model: str, parents: Sequence[int], kind: AdapterKind = "fast"
    ) -> None:
        """Write down a new adapter; the same weights built once more stay as they are known."""
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO adapters (id, night, folder, model, kind, created) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (adapter, night, folder, model, kind, stamp(self._clock.now())),
            )
            for fact in sorted(set(parents)):
                self._db.execute(
                    "INSERT INTO adapter_facts (adapter, fact) VALUES (?, ?) ON CONFLICT DO NOTHING", (adapter, fact)
                )

    def adapter(self, adapter: str) -> AdapterRow | None:
        """One adapter by its id."""
        row = self._db.one(f"{_ADAPTER} WHERE id = ?", (adapter,))
        return _adapter(row) if row else None

    def adapters(self) -> list[AdapterRow]:
        """All adapters, oldest first."""
        return [_adapter(row) for row in self._db.execute(f"{_ADAPTER} ORDER BY rowid")]

    def current_adapter(self, model: str, kind: AdapterKind = "fast") -> AdapterRow | None:
        """The adapter of `model` that was published last and not revoked."""
        row = self._db.one(
            f"{_ADAPTER} WHERE model = ? AND kind = ? AND state = 'published' ORDER BY published DESC LIMIT 1",
            (model, kind),
        )
        return _adapter(row) if row else None

    def publish(self, adapter: str) -> None:
        """Answer from `adapter` from now on: the one row that is written after its files."""
        self._set_adapter(
            adapter, "state = 'published', reason = '', published = (SELECT max(published) + 1 FROM adapters)"
        )

    def revoke(self, adapter: str, why: str) -> None:
        """Never answer from `adapter` again, until it is published anew."""
        self._set_adapter(adapter, "state = 'revoked', reason = ?", why)

    def _set_adapter(self, adapter: str, assignments: str, *params: object) -> None:
        with self._db.transaction():
            sql = f"UPDATE adapters SET {assignments} WHERE id = ? RETURNING id"  # noqa: S608  # both callers are above
            if not self._db.execute(sql, (*params, adapter)):
                raise Trouble("no_such_adapter", "That adapter does not exist.", "Let Dormouse sleep once more.")


def _numbers(joined: str | None) -> tuple[int, ...]:
    return tuple(map(int, joined.split(","))) if joined else ()


def _adapter(row: Row) -> AdapterRow:
    return AdapterRow(*row[:8], parents=_numbers(row[8]))
