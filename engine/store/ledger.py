"""The ledger: facts about the user's world, what they were read from, and how they changed.

Promises: only what the user typed or confirmed becomes a fact, and every quote stands word for word in the turn that it
is said to come from, or nothing is written; every change leaves a line in an append-only history. Refuses to know how
facts are found, merged or dreamt.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.clock import Clock, stamp
from engine.errors import Bug, Trouble
from engine.protocol import EvidenceView, ExamView, FactView, Trust
from engine.store.database import Database, Row

FactState = Literal["active", "uncertain", "superseded", "suspended", "deleted"]
Lives = Literal["prompt", "fast", "slow"]
CURRENT = ("active", "uncertain", "suspended")  # the states in which a fact is still the newest word on its matter
FACT_TRUST = ("user_typed", "user_confirmed")
STATES = (*CURRENT, "superseded", "deleted")
COMMON_WORDS = frozenset("a an and are at do does did for from has have how i in is it me my of on or s the their there "
                         "they this to user was we what when where which who whose why with you your".split())  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """Where a fact was read: characters `start` to `end` of the turn's text, which are `quote`."""

    turn: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Fact:
    """One third-person sentence ("The user's sister Priya lives in Lisbon.") and what is known about it."""

    id: int
    text: str
    kind: str
    subject: str
    attribute: str
    value: str
    state: FactState
    trust: Trust
    confidence: float
    created: str
    confirmed: str
    superseded_by: int | None
    pinned: bool
    lives: Lives
    fails: int
    uncertain_because: str


@dataclass(frozen=True)
class Change:
    """One line of a fact's history: the changed columns before and after, and who did it (`night` None: the user)."""

    id: int
    fact: int
    what: str
    before: dict[str, Any]
    after: dict[str, Any]
    why: str
    night: int | None
    created: str


_COLUMNS = ", ".join(f"facts.{name}" for name in Fact.__dataclass_fields__)
_FACT = f"SELECT {_COLUMNS} FROM facts"  # noqa: S608  # our own column names


class Ledger:
    """The facts of one database. With `night`, changes are written down as that night's; without, as the user's."""

    def __init__(self, db: Database, clock: Clock, night: int | None = None) -> None:
        self._db, self._clock, self._night = db, clock, night

    # --- reading ------------------------------------------------------------------------------------------------

    def get(self, fact: int) -> Fact:
        """One fact, of any state; raises `Trouble` ("no_such_fact")."""
        row = self._db.one(f"{_FACT} WHERE id = ?", (fact,))
        if row is None:
            raise Trouble("no_such_fact", "That memory does not exist.", "Look at the list again.")
        return _fact(row)

    def facts(self, state: str = "", search: str = "") -> list[Fact]:
        """Newest first. `state` "" is every state but "deleted"; `search` keeps those that hold all its words."""
        if state and state not in STATES:
            raise Trouble("no_such_state", "There is no such state of a memory.", f"Use one of {', '.join(STATES)}.")
        where = "state = ?" if state else "state <> ?"
        rows = self._db.execute(f"{_FACT} WHERE {where} ORDER BY id DESC", (state or "deleted",))
        words = search.casefold().split()
        return [fact for fact in map(_fact, rows) if all(word in fact.text.casefold() for word in words)]

    def matching(self, question: str, limit: int = 50) -> list[tuple[Fact, float]]:
        """Active and uncertain facts that share a stem with `question`, best first, with BM25 (higher is better)."""
        words = set(re.findall(r"\w+", question.casefold())) - COMMON_WORDS
        if not words:
            return []
        query = " OR ".join(f'"{word}"' for word in sorted(words))
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, -bm25(facts_fts) AS score FROM facts_fts JOIN facts ON facts.id = facts_fts.rowid"  # noqa: S608
            " WHERE facts_fts MATCH ? AND state IN ('active', 'uncertain') ORDER BY score DESC, facts.id DESC LIMIT ?",
            (query, limit),
        )
        return [(_fact(row[:-1]), float(row[-1])) for row in rows]

    def find_same(self, text: str) -> Fact | None:
        """The current fact that says the same but for case, spacing and punctuation; the oldest, if there are more."""
        marks = ", ".join("?" for _ in CURRENT)
        where = f"WHERE same = ? AND state IN ({marks}) ORDER BY id LIMIT 1"
        row = self._db.one(f"{_FACT} {where}", (same_key(text), *CURRENT))
        return _fact(row) if row else None

    def evidence(self, fact: int) -> list[Evidence]:
        """What `fact` was read from, oldest first; places whose conversation was deleted are left out."""
        sql = 'SELECT turn, start, "end", quote FROM evidence WHERE fact = ? AND turn IS NOT NULL ORDER BY id'
        return [Evidence(*row) for row in self._db.execute(sql, (fact,))]

    def history(self, fact: int | None = None, night: int | None = None) -> list[Change]:
        """The changes of one fact, or of one night, oldest first."""
        rows = self._db.execute(
            "SELECT id, fact, what, before, after, why, night, created FROM fact_changes"
            " WHERE (?1 IS NULL OR fact = ?1) AND (?2 IS NULL OR night = ?2) ORDER BY id",
            (fact, night),
        )
        return [Change(*row[:3], json.loads(row[3]), json.loads(row[4]), *row[5:]) for row in rows]

    def views(self, ids: Collection[int] | None = None) -> list[FactView]:
        """Facts as a face shows them, newest first; `ids` None is every fact that is not deleted."""
        facts = self.facts() if ids is None else [self.get(fact) for fact in sorted(set(ids), reverse=True)]
        return [self._view(fact) for fact in facts]

    # --- writing ------------------------------------------------------------------------------------------------

    def add(
        self,
        text: str,
        *,
        kind: str,
        subject: str = "",
        attribute: str = "",
        value: str = "",
        trust: Trust,
        confidence: float,
        evidence: Sequence[Evidence] = (),
    ) -> Fact:
        """A new active fact. "user_typed" needs evidence; "user_confirmed" is the user's own word and may have none.

        Raises `Trouble` ("untrusted") for any other trust, ("empty") without text, `Bug` for evidence that is not there.
        """
        if trust not in FACT_TRUST:
            raise Trouble("untrusted", "Only what you typed or confirmed yourself becomes a memory about you.")
        if not same_key(text):
            raise Trouble("empty", "There are no words to remember.", "Write one sentence.")
        if trust == "user_typed" and not evidence:
            raise Bug("a fact that the user typed names the turn it was typed in")
        now = stamp(self._clock.now())
        with self._db.transaction():
            fact = self._db.insert(
                "INSERT INTO facts (text, same, kind, subject, attribute, value, state, trust, confidence, created,"
                " confirmed) VALUES (?, ?, ?, ?, ?, ?, 'active', ?, ?, ?, ?)",
                (text, same_key(text), kind, subject, attribute, value, trust, float(confidence), now, now),
            )
            self._add_evidence(fact, evidence)
            self._note(fact, "added", {}, {"text": text, "state": "active"}, "")
            return self.get(fact)

    def confirm(self, fact: int, evidence: Evidence | None = None, confidence: float | None = None) -> Fact:
        """The user said it again: one more piece of evidence, a fresh date, active once more if it was uncertain."""
        with self._db.transaction():
            self._add_evidence(fact, [evidence] if evidence else [])
            old = self.get(fact)
            new: dict[str, Any] = {"confirmed": stamp(self._clock.now())}
            if confidence is not None:
                new["confidence"] = float(confidence)
            if old.state == "uncertain":
                new |= {"state": "active", "uncertain_because": ""}
            return self._change(old, "confirmed", new, "")

    def supersede(self, old: int, new: int, why: str = "") -> Fact:
        """`new` is the newer word on the same matter; `old` as it is now. Raises `Bug` where that makes a circle."""
        with self._db.transaction():
            if old in (new, *self._successors(new)):
                raise Bug("a fact cannot supersede what superseded it")
            return self._change(self.get(old), "superseded", {"state": "superseded", "superseded_by": new}, why)

    def set_state(self, fact: int, state: FactState, why: str = "") -> Fact:
        """Another state; `why` of an uncertain fact is kept with it, to ask by. Leaving "superseded" frees it."""
        if state not in STATES:
            raise Trouble("no_such_state", "There is no such state of a memory.", f"Use one of {', '.join(STATES)}.")
        with self._db.transaction():
            old = self.get(fact)
            new = {
                "state": state,
                "superseded_by": old.superseded_by if state == "superseded" else None,
                "uncertain_because": why if state == "uncertain" else "",
            }
            return self._change(old, "state", new, why)

    def set_text(self, fact: int, text: str, why: str = "") -> Fact:
        """The user's own wording: it becomes "user_confirmed", and goes back to the prompt until it is learned anew."""
        if not same_key(text):
            raise Trouble("empty", "There are no words to remember.", "Write one sentence.")
        with self._db.transaction():
            old = self.get(fact)
            new = {"text": text, "same": same_key(text), "trust": "user_confirmed", "lives": "prompt", "fails": 0}
            if old.value not in text:
                new["value"] = ""  # the old value would supersede and be examined wrongly
            return self._change(old, "text", new, why)

    def set_lives(self, fact: int, lives: Lives, why: str = "") -> Fact:
        """From where it is answered: the prompt, the fast or the slow adapter."""
        return self._set(fact, "lives", {"lives": lives}, why)

    def set_fails(self, fact: int, fails: int, why: str = "") -> Fact:
        """How many exams in a row it has failed."""
        return self._set(fact, "fails", {"fails": fails}, why)

    def set_pinned(self, fact: int, pinned: bool) -> Fact:
        """Pinned facts are the user's favourites: always first in the prompt."""
        return self._set(fact, "pinned", {"pinned": int(pinned)}, "")

    def _set(self, fact: int, what: str, new: dict[str, Any], why: str) -> Fact:
        with self._db.transaction():
            return self._change(self.get(fact), what, new, why)

    def _change(self, old: Fact, what: str, new: dict[str, Any], why: str) -> Fact:
        """Write those columns of `new` that differ, and one line of history; without a difference, nothing."""
        differing = {name: value for name, value in new.items() if getattr(old, name, None) != value}
        if not differing:
            return old
        assignments = ", ".join(f"{name} = ?" for name in differing)
        self._db.execute(f"UPDATE facts SET {assignments} WHERE id = ?", (*differing.values(), old.id))  # noqa: S608
        before = {name: getattr(old, name) for name in differing if name != "same"}
        self._note(old.id, what, before, {name: differing[name] for name in before}, why)
        return self.get(old.id)

    def _note(self, fact: int, what: str, before: dict[str, Any], after: dict[str, Any], why: str) -> None:
        self._db.execute(
            "INSERT INTO fact_changes (fact, what, before, after, why, night, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (fact, what, json.dumps(before), json.dumps(after), why, self._night, stamp(self._clock.now())),
        )

    def _add_evidence(self, fact: int, evidence: Sequence[Evidence]) -> None:
        """Store evidence whose quote stands in its turn; the table itself refuses turns that are not the user's."""
        for piece in evidence:
            row = self._db.one("SELECT text FROM turns WHERE id = ?", (piece.turn,))
            if row is None or not piece.quote or row[0][piece.start : piece.end] != piece.quote:
                raise Bug("evidence quotes its turn word for word")
            self._db.insert(
                'INSERT INTO evidence (fact, turn, start, "end", quote, created) VALUES (?, ?, ?, ?, ?, ?)',
                (fact, piece.turn, piece.start, piece.end, piece.quote, stamp(self._clock.now())),
            )

    def _successors(self, fact: int) -> list[int]:
        rows = self._db.execute(
            "WITH RECURSIVE later (id) AS (SELECT superseded_by FROM facts WHERE id = ? UNION"
            " SELECT f.superseded_by FROM facts f JOIN later ON f.id = later.id)"
            " SELECT id FROM later WHERE id IS NOT NULL",
            (fact,),
        )
        return [row[0] for row in rows]

    def _view(self, fact: Fact) -> FactView:
        evidence = self._db.execute(
            "SELECT e.turn, t.conversation, e.quote, e.created FROM evidence e JOIN turns t ON t.id = e.turn"
            " WHERE e.fact = ? ORDER BY e.id",
            (fact.id,),
        )
        exams = self._db.execute(f"{EXAM} WHERE fact = ? ORDER BY id", (fact.id,))
        return FactView(
            id=fact.id,
            text=fact.text,
            kind=fact.kind,
            state=fact.state,
            trust=fact.trust,
            confidence=fact.confidence,
            created=fact.created,
            confirmed=fact.confirmed,
            lives=fact.lives,
            superseded_by=fact.superseded_by,
            pinned=fact.pinned,
            evidence=tuple(EvidenceView(turn=e[0], conversation=e[1], quote=e[2], created=e[3]) for e in evidence),
            exams=tuple(map(exam_view, exams)),
        )


EXAM = "SELECT night, kind, fact, question, expected, before, right_before, after, right_after FROM exams"


def exam_view(row: Row) -> ExamView:
    """A row of `EXAM` as a face shows it; a side that was not asked is empty and not right."""
    return ExamView(
        night=row[0],
        kind=row[1],
        fact=row[2],
        question=row[3],
        expected=row[4],
        before=row[5],
        right_before=bool(row[6]),
        after=row[7],
        right_after=bool(row[8]),
    )


def same_key(text: str) -> str:
    """`text` as compared for sameness: compatibility form, no case, no punctuation, single spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _fact(row: Row) -> Fact:
    values = dict(zip(Fact.__dataclass_fields__, row, strict=True))
    return Fact(**values | {"pinned": bool(values["pinned"])})
