"""Fast and slow: which facts tonight's adapter is made of, and what it stands on.

A deep night makes a slow adapter of all facts, from the bare model. A night after that makes a fast one upon it, of
what the slow one does not know: a night costs what is new. When something in a slow adapter was forgotten, the next
night is a deep one of what is left of its facts, so that both are again what they would be had it never been said.
Promises: the same ledger and adapters give the same plan. Refuses to know rows, training and exams.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from engine.protocol import PUBLISHED, Depth
from engine.store.adapters import AdapterKind, AdapterRow
from engine.store.ledger import Fact, Ledger
from engine.store.nights import Nights

CHECKED = 8  # facts of the slow adapter that a night examines, drawn anew every night; who fails is looked up again


@dataclass(frozen=True)
class Plan:
    """`facts` to learn, in their canonical order; `beneath` the slow adapter's id ("" the bare model); `checked` facts
    that it knows and that are examined; `known` all that it knows."""

    facts: tuple[Fact, ...]
    kind: AdapterKind = "fast"
    beneath: str = ""
    checked: tuple[Fact, ...] = ()
    known: tuple[Fact, ...] = ()

    @property
    def marker(self) -> list[str]:
        """What decides the result beside the facts; nothing for a night upon the bare model."""
        return [f"upon {self.beneath}"] if self.beneath else []


def depth_of(nights: Nights, model: str, wish: Depth) -> Depth:
    """The depth of the night that begins: a deep one where a slow adapter is to be made anew."""
    return "deep" if nights.lost_slow(model) else wish


def deep_is_due(nights: Nights, every: int) -> bool:
    """Whether the next night should be a deep one, where each `every`th is (0: none)."""
    since = 0
    for row in nights.nights():
        if row.depth == "deep" and row.ended:
            break
        since += row.verdict in PUBLISHED
    return every > 0 and since >= every - 1


def left_by_a_nap(nights: Nights, ledger: Ledger, model: str) -> bool:
    """Whether the last night was a nap that noted more facts than it could teach: a longer night has them to do."""
    last = next((row for row in nights.nights() if row.ended), None)
    if last is None or last.depth != "nap" or last.verdict != "nothing_to_do":
        return False
    taught = {fact for row in nights.worn(model) for fact in row.parents}
    return any(fact.id not in taught for fact in ledger.facts("active"))


def plan(
    active: Sequence[Fact], ledger: Ledger, nights: Nights, model: str, depth: Depth, night: int, seed: int
) -> Plan:
    """Tonight's plan; `active` are the current facts in their canonical order."""
    if depth == "deep":
        lost = nights.lost_slow(model, but=night)
        return Plan(tuple(left_of(lost, active, ledger)) if lost else tuple(active), "slow")
    slow = next((row for row in nights.worn(model) if row.kind == "slow"), None)
    if slow is None or any(ledger.get(fact).state == "deleted" for fact in slow.parents):
        return Plan(tuple(active))
    known = [fact for fact in active if fact.lives == "slow" and fact.id in slow.known]
    new = [fact for fact in active if fact not in known]
    drawn = random.Random(f"checked/{seed}/{night}").sample(known, min(CHECKED, len(known)))
    return Plan(tuple(new), "fast", slow.id, tuple(fact for fact in known if fact in drawn), tuple(known))


def left_of(lost: AdapterRow, active: Sequence[Fact], ledger: Ledger) -> list[Fact]:
    """What a slow adapter that is made anew is made of: its facts that were not taken back, replaced ones too, in
    their canonical order."""
    found = [ledger.get(fact) for fact in lost.parents]
    kept = [fact for fact in found if fact.state != "deleted"]
    return sorted(kept, key=lambda fact: (fact.text, fact.kind, fact.subject, fact.attribute, fact.value))
