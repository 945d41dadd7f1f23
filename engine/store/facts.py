"""What a fact, its evidence and a change to it are, and when two sentences are the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

from engine.protocol import Trust
from engine.store.database import Row

FactState = Literal["active", "uncertain", "superseded", "suspended", "deleted"]
Lives = Literal["prompt", "fast", "slow"]
CURRENT = ("active", "uncertain", "suspended")  # the states in which a fact is the newest word on its matter
STATES = (*CURRENT, "superseded", "deleted")
FACT_TRUST = ("user_typed", "user_confirmed")  # who may speak about the user; the table says so too


@dataclass(frozen=True)
class Evidence:
    """Where a fact was read: characters `start` to `end` of the turn's text, which are `quote`."""

    turn: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Fact:
    """One third-person sentence ("The user's sister Priya lives in Lisbon.") and what is known about it.

    `confidence` is 0 to 1; `created` and `confirmed` are ISO 8601 in UTC; `fails` counts failed exams in a row;
    `uncertain_because` says what put it in doubt.
    """

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


_NAMES = tuple(Fact.__dataclass_fields__)
_PINNED = _NAMES.index("pinned")
COLUMNS = ", ".join(f"facts.{name}" for name in _NAMES)


def fact_of(row: Row) -> Fact:
    """The fact in a row of `COLUMNS`."""
    return Fact(*(*row[:_PINNED], bool(row[_PINNED]), *row[_PINNED + 1 :]))  # SQLite has no booleans


def same_key(text: str) -> str:
    """`text` as compared for sameness: compatibility form, no case, no punctuation, single spaces."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
