"""The ledger: facts about the user's world, what they were read from, and which of them are current.

Promises: only what the user typed or confirmed becomes a fact, and every quote stands word for word in the turn that it
is said to come from, or nothing is written. Refuses to know how facts are found, merged or dreamt.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from engine.errors import Bug, Trouble
from engine.protocol import FactView, Trust
from engine.store.facts import (
    COLUMNS,
    CURRENT,
    FACT_TRUST,
    STATES,
    Change,
    Evidence,
    Fact,
    FactState,
    Lives,
    fact_of,
    same_key,
)
from engine.store.history import History
from engine.store.shelf import id_list
from engine.store.views import fact_views

__all__ = ["Change", "Evidence", "Fact", "FactState", "Ledger", "Lives", "same_key"]

_FACT = f"SELECT {COLUMNS} FROM facts"  # noqa: S608  # our own column names


class Ledger(History):
    """The facts of one database. With `night`, changes are written down as that night's; without, as the user's."""

    # --- reading ------------------------------------------------------------------------------------------------

    def facts(self, state: str = "", search: str = "") -> list[Fact]:
        """Newest first. `state` "" is every state but "deleted"; `search` keeps those that hold all its words."""
        if state:
            _see_state(state)
        where = "state = ?" if state else "state <> ?"
        rows = self._db.execute(f"{_FACT} WHERE {where} ORDER BY id DESC", (state or "deleted",))
        words = search.casefold().split()
        return [fact for fact in map(fact_of, rows) if all(word in fact.text.casefold() for word in words)]

    def match(self, words: Sequence[str], lives: str = "", limit: int = 50) -> list[tuple[Fact, float]]:
        """Active and uncertain facts that share a word's stem with `words`, best first, with BM25 (higher is better).

        `lives` "" is everywhere. Equal scores: the newer fact first.
        """
        query = " OR ".join('"' + word.replace('"', '""').replace("\0", " ") + '"' for word in words if same_key(word))
        if not query:
            return []
        rows = self._db.execute(
            f"SELECT {COLUMNS}, -bm25(facts_fts) AS score FROM facts_fts JOIN facts ON facts.id = facts_fts.rowid"  # noqa: S608
            " WHERE facts_fts MATCH ? AND state IN ('active', 'uncertain') AND lives = coalesce(?, lives)"
            " ORDER BY score DESC, facts.id DESC LIMIT ?",
            (query, lives or None, limit),
        )
        return [(fact_of(row[:-1]), float(row[-1])) for row in rows]

    def find_same(self, text: str) -> Fact | None:
        """The current fact that says the same but for case, spacing and punctuation; the oldest, if there are more."""
        where = "WHERE same = ? AND state IN (?, ?, ?) ORDER BY id LIMIT 1"
        row = self._db.one(f"{_FACT} {where}", (same_key(text), *CURRENT))
        return fact_of(row) if row else None

    def evidence(self, fact: int) -> list[Evidence]:
        """What `fact` was read from, oldest first; places whose conversation was deleted are left out."""
        sql = 'SELECT turn, start, "end", quote FROM evidence WHERE fact = ? AND turn IS NOT NULL ORDER BY id'
        return [Evidence(*row) for row in self._db.execute(sql, (fact,))]

    def told(self) -> dict[int, int]:
        """How many messages each fact was read from."""
        return dict(self._db.execute("SELECT fact, count(DISTINCT turn) FROM evidence GROUP BY fact"))

    def read_from(self, conversation: int) -> list[int]:
        """The facts that were read from a turn of `conversation`, in every state, oldest first."""
        sql = "SELECT DISTINCT e.fact FROM evidence e JOIN turns t ON t.id = e.turn WHERE t.conversation = ? ORDER BY 1"
        return [row[0] for row in self._db.execute(sql, (conversation,))]

    def views(self, ids: Collection[int] | None = None, details: bool = True) -> list[FactView]:
        """Facts as a face shows them, newest first; `ids` None is every fact that is not deleted."""
        if ids is None:
            return fact_views(self._db, self.facts(), details)
        where = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"
        rows = self._db.execute(f"{_FACT} {where}", (id_list(ids),))
        return fact_views(self._db, [fact_of(row) for row in rows], details)

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

        Raises `Trouble` ("untrusted") for any other trust and ("empty") without words, `Bug` for evidence that does not
        stand in the user's own turn.
        """
        if trust not in FACT_TRUST:
            raise Trouble("untrusted", "Only what you typed or confirmed yourself becomes a memory about you.")
        if trust == "user_typed" and not evidence:
            raise Bug("a fact that the user typed names the turn it was typed in")
        _see_words(text)
        now = self._now()
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
        """The user said it again: one more piece of evidence, a fresh date, and no more doubt."""
        with self._db.transaction():
            self._add_evidence(fact, [evidence] if evidence else [])
            old = self.get(fact)
            new: dict[str, Any] = {"confirmed": self._now()}
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
        """Another state. `why` of an uncertain fact stays with it, to ask by; leaving "superseded" frees it."""
        _see_state(state)
        with self._db.transaction():
            old = self.get(fact)
            new = {
                "state": state,
                "superseded_by": old.superseded_by if state == "superseded" else None,
                "uncertain_because": why if state == "uncertain" else "",
            }
            return self._change(old, "state", new, why)

    def set_text(self, fact: int, text: str, why: str = "") -> Fact:
        """The user's own wording ("user_confirmed"); back to the prompt, because the weights know the old words."""
        _see_words(text)
        with self._db.transaction():
            old = self.get(fact)
            new = {"text": text, "trust": "user_confirmed", "lives": "prompt", "fails": 0, "confirmed": self._now()}
            if text != old.text and old.value not in text:
                new["value"] = ""  # the old value would be examined, and supersede, wrongly
            return self._change(old, "text", new, why)

    def set_parts(self, fact: int, kind: str, subject: str, attribute: str, value: str, why: str = "") -> Fact:
        """What kind of fact it is, about whom, and which value it gives to which attribute."""
        new = {"kind": kind, "subject": subject, "attribute": attribute, "value": value}
        return self._set(fact, "parts", new, why)

    def set_lives(self, fact: int, lives: Lives, why: str = "") -> Fact:
        """From where it is answered: the prompt, the fast or the slow adapter."""
        return self._set(fact, "lives", {"lives": lives}, why)

    def set_fails(self, fact: int, fails: int, why: str = "") -> Fact:
        """How many exams in a row it has failed."""
        return self._set(fact, "fails", {"fails": fails}, why)

    def set_pinned(self, fact: int, pinned: bool) -> Fact:
        """Pinned facts are the user's favourites: always first in the prompt."""
        return self._set(fact, "pinned", {"pinned": pinned}, "")

    def _set(self, fact: int, what: str, new: dict[str, Any], why: str) -> Fact:
        with self._db.transaction():
            return self._change(self.get(fact), what, new, why)

    def _add_evidence(self, fact: int, evidence: Sequence[Evidence]) -> None:
        """Store evidence whose quote stands in its turn; the table itself refuses turns that are not the user's."""
        for piece in evidence:
            row = self._db.one("SELECT text FROM turns WHERE id = ?", (piece.turn,))
            if row is None or not piece.quote or row[0][piece.start : piece.end] != piece.quote:
                raise Bug("evidence quotes its turn word for word")
            self._db.insert(
                'INSERT INTO evidence (fact, turn, start, "end", quote, created) VALUES (?, ?, ?, ?, ?, ?)',
                (fact, piece.turn, piece.start, piece.end, piece.quote, self._now()),
            )

    def _successors(self, fact: int) -> list[int]:
        rows = self._db.execute(
            "WITH RECURSIVE later (id) AS (SELECT superseded_by FROM facts WHERE id = ? UNION"
            " SELECT f.superseded_by FROM facts f JOIN later ON f.id = later.id)"
            " SELECT id FROM later WHERE id IS NOT NULL",
            (fact,),
        )
        return [row[0] for row in rows]


def _see_state(state: str) -> None:
    if state not in STATES:
        raise Trouble("no_such_state", "There is no such state of a memory.", f"Use one of {', '.join(STATES)}.")


def _see_words(text: str) -> None:
    if not same_key(text):
        raise Trouble("empty", "There are no words to remember.", "Write one sentence.")
