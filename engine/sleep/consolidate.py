"""What a night's candidates mean for the ledger: what is new, known already, newer, over, or no longer sure.

`plan` is pure: facts and candidates in, an ordered list of changes out, the same whatever the order of processing (the
newest evidence wins, counted by turn id and place in the turn, never by the clock). `apply` writes a plan down.
Promises: nothing is ever removed, only superseded or doubted; every change names its reason; only words that trust
allows become a fact; a secret never does. Refuses to know the memory file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.memory import dates, trust
from engine.memory.statement import Statement, parse, same_subject
from engine.memory.words import normal, stems
from engine.protocol import Trust

if TYPE_CHECKING:
    from engine.store.ledger import Evidence, Fact, Ledger

NOW = 1 << 62  # the order of what the user edited by hand tonight: later than every turn
# The user tells that something changed. Without such a word a second value of an attribute that can hold many stands
# beside the first.
CHANGE = re.compile(
    r"\b(?:now|nowadays|these days|any ?more|no longer|instead|swap(?:ped|ping)?|switch(?:ed|ing)?|chang(?:ed|ing|e)"
    r"|mov(?:ed|ing)|replac(?:ed|ing)|trad(?:ed|ing)|sold|quit|left|leav(?:es|ing)|gave up|given up|drop(?:ped|ping)"
    r"|ditched|used to|not .{1,40} but|fell through|cancel(?:led|ed)|bumped|postponed|rescheduled|brought forward"
    r"|new hours|took over|taken over|took (?:me|him|her|us) off|put (?:me|him|her|us) on|stopped|retired|repainted"
    r"|turns out|actually|after all|back to|became|has become|got rid of|upgraded|renamed|corrected?|correction)\b",
    re.IGNORECASE,
)
ADDITION = re.compile(r"\b(?:also|as well|too|another|second|both|besides|in addition|added)\b", re.IGNORECASE)

# When this attribute of somebody changes, those kinds of facts about the same one may have changed with it.
DEPENDENT: dict[str, tuple[str, ...]] = {
    "lives": ("home",),
    "job": ("work", "schedule"),
    "employer": ("work", "schedule"),
}
Kind = Literal["add", "confirm", "supersede", "doubt", "drop"]


@dataclass(frozen=True)
class Heard:
    """One candidate, ready to be weighed: `order` is (turn, place in the turn), `source` the whole turn's text."""

    text: str
    kind: str
    subject: str
    attribute: str
    value: str
    trust: Trust
    confidence: float
    order: tuple[int, int]
    source: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Known:
    """One fact of the ledger as the plan sees it. `key` is its id; one added by the plan has a key below zero."""

    key: int
    text: str
    kind: str
    order: tuple[int, int]
    uncertain: bool = False
    said: Statement = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", parse(self.text))


@dataclass(frozen=True)
class Change:
    """One step of a plan. `key` is the fact concerned (the new one for "add"), `by` the one that takes its place."""

    what: Kind
    key: int
    why: str
    by: int = 0
    heard: Heard | None = None


def plan(known: Iterable[Known], heard: Iterable[Heard]) -> list[Change]:
    """The changes that the candidates call for, in order. Pure; the order of `known` and `heard` does not matter."""
    desk = _Desk(sorted(known, key=lambda each: (each.order, each.text)))
    for each in sorted(heard, key=lambda one: (one.order, one.text)):
        desk.weigh(each)
    return desk.changes


def hear(candidates: Iterable[Heard], said: Mapping[int, date]) -> tuple[list[Heard], list[Change]]:
    """The candidates that may enter, with absolute dates; the others as "drop" changes with their reasons."""
    kept: list[Heard] = []
    dropped: list[Change] = []
    for each in candidates:
        why = _refusal(each)
        if why:
            dropped.append(Change("drop", 0, why, heard=each))
        else:
            day = said.get(each.order[0])
            kept.append(replace(each, text=dates.absolute(each.text, day)) if day else each)
    return kept, dropped


def _refusal(heard: Heard) -> str:
    if not trust.may_be_fact(heard.trust):
        return "not the user's own word"
    if not normal(heard.text):
        return "no words in it"
    if trust.is_secret(heard.text) or any(trust.is_secret(each.quote) for each in heard.evidence):
        return "a secret"
    return ""


class _Desk:
    """The facts that stand while a plan is made."""

    def __init__(self, known: list[Known]) -> None:
        self.known = known
        self.changes: list[Change] = []
        self.next = -1

    def weigh(self, heard: Heard) -> None:
        """Take in one candidate."""
        new = Known(self.next, heard.text, heard.kind, heard.order)
        same = next((old for old in self.known if _says_as_much(old, new)), None)
        if same is not None:
            self._confirm(same, heard)
            return
        self.next -= 1
        self.changes.append(Change("add", new.key, "said by the user", heard=heard))
        gone = [(old, why) for old in self.known if (why := _replaces(new, old, heard, self.known))]
        newer = next((old for old, _ in gone if old.order > new.order), None)
        if newer is not None:  # old news: what is known comes from later evidence
            self.changes.append(Change("supersede", new.key, "older than what is known", by=newer.key))
            return
        for old, why in gone:
            self.changes.append(Change("supersede", old.key, why, by=new.key))
        self.known = [each for each in self.known if all(each is not old for old, _ in gone)]
        for old, _ in gone:
            self._doubt(old, new)
        self.known.append(new)

    def _confirm(self, same: Known, heard: Heard) -> None:
        if heard.order == same.order and normal(heard.text) == normal(same.text):
            return  # the same words of the same turn, read twice
        self.changes.append(Change("confirm", same.key, "said again", heard=heard))
        fresh = replace(same, order=max(same.order, heard.order), uncertain=False)
        self.known = [fresh if each is same else each for each in self.known]

    def _doubt(self, old: Known, new: Known) -> None:
        for each in self.known:
            why = _depends(each, old, new)
            if why and not each.uncertain:
                self.changes.append(Change("doubt", each.key, why, by=new.key))
                self.known = [replace(one, uncertain=True) if one is each else one for one in self.known]


def _says_as_much(old: Known, new: Known) -> bool:
    """Whether `old` already says all that `new` says."""
    if normal(old.text) == normal(new.text):
        return True
    one, other = old.said, new.said
    if one.negated != other.negated or one.ended != other.ended or not same_subject(one, other):
        return False
    return bool(other.rest) and other.rest <= one.rest and other.head <= one.head | one.rest


def _replaces(new: Known, old: Known, heard: Heard, known: Sequence[Known]) -> str:
    """Why `new` takes the place of `old`; "" when both can stand."""
    one, other = old.said, new.said
    subject = same_subject(one, other)
    if subject and one.rest < other.rest and one.negated == other.negated and not other.ended:
        return "told more exactly"
    if subject and other.negated != one.negated and _speaks_of(other, one):
        return "no longer so" if other.negated else "so again"
    if other.ended and not one.ended and subject and _over(other, one):
        return "over"
    if other.negated or other.ended or one.negated or one.ended:
        return ""
    if subject and other.attribute == one.attribute and other.single and one.value != other.value:
        return "" if other.attribute in ("time", "place") and not _same_aspect(one, other) else "newer value"
    return _told_to_change(new, old, heard, known)


def _same_aspect(one: Statement, other: Statement) -> bool:
    """For "closes at" against "opens at": the verbs must agree where both have one."""
    verbs = ({"open", "start", "begin"}, {"clos", "shut", "end", "finish"})
    return not any((one.rest & these) and (other.rest & those) for these, those in (verbs, verbs[::-1]))


def _speaks_of(negation: Statement, fact: Statement) -> bool:
    """Whether a sentence with "no" in it takes back `fact`: half of its words, and one that is not the verb."""
    common = negation.rest & fact.rest
    if not negation.value:
        return bool(negation.rest) and negation.rest <= fact.rest
    return bool(common - {negation.verb}) and 2 * len(common) >= len(negation.rest)


_OVER_VERBS = frozenset(
    str.split("sell giv gav away lost lo die di pass put sleep got rid scrap thrown brok split divorc clos has have")
)


def _over(ending: Statement, fact: Statement) -> bool:
    """Whether "sold the boat" ends `fact`: they share the thing, and `fact` is not merely about how it was."""
    if ending.died:
        return False  # who has died keeps the name and the past; what is present about them is doubted
    thing = ending.rest - _OVER_VERBS
    return bool(thing & fact.value) and fact.attribute not in ("likes", "dislikes", "born", "raised")


def _told_to_change(new: Known, old: Known, heard: Heard, known: Sequence[Known]) -> str:
    """The user's own words speak of a change, and of this one: they name the old value, or there is but one to mean."""
    if not CHANGE.search(heard.source) or ADDITION.search(heard.source):
        return ""
    one, other = old.said, new.said
    if same_subject(one, other):
        alike = one.attribute == other.attribute and bool(one.attribute)
        only_old = one.value - other.value
        rivals = [
            each
            for each in known
            if each.said.attribute == one.attribute and same_subject(each.said, one) and each.order != new.order
        ]
        named = bool(only_old & set(stems(heard.source)))
        close = 2 * len(one.rest & other.rest) >= min(len(one.rest), len(other.rest))
        meant = named or (len(rivals) == 1 and not (one.about_user and one.attribute in _CROWDED))
        return "changed" if alike and meant and (close or named or one.attribute in ("is", "trip")) else ""
    # Another holder of the same thing: "Hamish keeps the spare key now", when Winifred did.
    holder = (one.head - other.head) & set(stems(heard.source))
    return "changed hands" if holder and one.value and one.rest == other.rest else ""


# Of these a user has many at once, so that "now" alone does not say which one has ended.
_CROWDED = frozenset(str.split("keeps likes dislikes takes is own go allergic see play trip"))


def _depends(fact: Known, old: Known, new: Known) -> str:
    """Why `fact` is no longer sure once `new` has taken the place of `old`; "" when it is untouched."""
    if fact.order >= new.order or fact.said.negated or fact.said.ended:
        return ""
    names = {each for each in old.said.value - new.said.rest if len(each) > 3}
    if names & (fact.said.head | fact.said.owner) or (len(names) == 1 and names <= fact.said.value):
        return f"it spoke of what has changed: {new.text}"
    about_same = same_subject(fact.said, old.said) or (old.said.head and old.said.head & fact.said.owner)
    if about_same and fact.kind in DEPENDENT.get(old.said.attribute, ()):
        return f"it may have changed with this: {new.text}"
    return ""


# --- the ledger ---------------------------------------------------------------------------------------------------


def known_of(facts: Iterable[Fact], orders: Mapping[int, tuple[int, int]]) -> list[Known]:
    """The ledger's facts as the plan sees them; `orders` maps a fact's id to its newest evidence, default (0, 0)."""
    return [
        Known(each.id, each.text, each.kind, orders.get(each.id, (0, 0)), each.state == "uncertain") for each in facts
    ]


def apply(changes: Iterable[Change], ledger: Ledger) -> dict[Kind, list[int]]:
    """Write a plan down (inside the caller's transaction); the ids of the facts touched, by kind of change."""
    ids: dict[int, int] = {}
    done: dict[Kind, list[int]] = {"add": [], "confirm": [], "supersede": [], "doubt": [], "drop": []}
    for change in changes:
        key = ids.get(change.key, change.key)
        match change.what:
            case "add":
                key = ids[change.key] = _add(change, ledger)
            case "confirm":
                _confirm(key, change, ledger)
            case "supersede":
                ledger.supersede(key, ids.get(change.by, change.by), change.why)
            case "doubt":
                ledger.set_state(key, "uncertain", change.why)
                ledger.set_lives(key, "prompt", change.why)  # only a prompt can say that it is not sure
        done[change.what].append(key)
    return done


def _add(change: Change, ledger: Ledger) -> int:
    heard = change.heard
    assert heard is not None  # an "add" always carries its candidate
    fact = ledger.add(
        heard.text, kind=heard.kind, subject=heard.subject, attribute=heard.attribute, value=heard.value,
        trust=heard.trust, confidence=heard.confidence, evidence=heard.evidence,
    )  # fmt: skip
    return fact.id


def _confirm(key: int, change: Change, ledger: Ledger) -> None:
    assert change.heard is not None  # as above
    for evidence in change.heard.evidence:
        ledger.confirm(key, evidence)
