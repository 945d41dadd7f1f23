"""What a night's candidates mean for the ledger: what is new, known already, newer, over, or no longer sure.

`plan` is pure: facts and candidates in, an ordered list of changes out, the same whatever the order of processing (the
newest evidence wins, counted by turn id and place in the turn, never by the clock). `apply` writes a plan down.
Promises: nothing is ever removed, only superseded or doubted; every change names its reason; only words that trust
allows become a fact; a secret never does. Refuses to know the memory file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from engine.memory import dates, trust
from engine.memory.words import normal
from engine.sleep.supersession import (
    EXACT,
    Heard,
    Known,
    depends,
    names_as_gone,
    replaces,
    says_as_much,
    spoke_of,
    tells_of_an_end,
)

if TYPE_CHECKING:
    from engine.store.ledger import Fact, Ledger

NOW = 1 << 62  # the order of what the user edited by hand tonight: later than every turn
Kind = Literal["add", "confirm", "supersede", "doubt", "drop"]


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


def doubts(known: Iterable[Known], changes: Iterable[Change], told: Mapping[tuple[int, int], str]) -> list[Change]:
    """What the user named as gone in a message from which nothing was read that takes its place: to be asked about.

    `told` maps the order of each of the user's messages to its text.
    """
    told = {order: text for order, text in told.items() if tells_of_an_end(text)}
    settled = {change.key for change in changes if change.what in ("supersede", "doubt", "confirm")}
    return [
        Change("doubt", each.key, "you said that something of this is over")
        for each in known
        if not each.uncertain and each.key not in settled
        if any(order > each.order and names_as_gone(text, each) for order, text in told.items())
    ]


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
        same = next((old for old in self.known if says_as_much(old, new)), None)
        if same is not None:
            self._confirm(same, heard)
            return
        self.next -= 1
        gone = [(old, why) for old in self.known if (why := replaces(new, old, heard, self.known))]
        if gone and heard.kind == "other":  # a newer value belongs where the older one stood
            heard = replace(heard, kind=gone[0][0].kind)
            new = replace(new, kind=heard.kind)
        self.changes.append(Change("add", new.key, "said by the user", heard=heard))
        newer = next((old for old, why in gone if old.order > new.order and why != EXACT), None)
        if newer is not None:  # old news: what is known comes from later evidence
            self.changes.append(Change("supersede", new.key, "older than what is known", by=newer.key))
            return
        for old, why in gone:
            self.changes.append(Change("supersede", old.key, why, by=new.key))
        self.known = [each for each in self.known if all(each is not old for old, _ in gone)]
        for old, _ in gone:
            self._doubt(new, lambda each, old=old: depends(each, old, new))  # type: ignore[misc]
        if new.said.negated or new.said.ended:
            self._doubt(new, lambda each: spoke_of(each, new))
        self.known.append(new)

    def _confirm(self, same: Known, heard: Heard) -> None:
        if heard.order == same.order and normal(heard.text) == normal(same.text):
            return  # the same words of the same turn, read twice
        self.changes.append(Change("confirm", same.key, "said again", heard=heard))
        fresh = replace(same, order=max(same.order, heard.order), uncertain=False)
        self.known = [fresh if each is same else each for each in self.known]

    def _doubt(self, new: Known, why_of: Callable[[Known], str]) -> None:
        for place, each in enumerate(self.known):
            why = "" if each.uncertain else why_of(each)
            if why:
                self.changes.append(Change("doubt", each.key, why, by=new.key))
                self.known[place] = replace(each, uncertain=True)


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
    surer = 1 - (1 - ledger.get(key).confidence) * (1 - change.heard.confidence)  # two witnesses, taken as independent
    for evidence in change.heard.evidence:
        ledger.confirm(key, evidence, min(surer, 0.99))
