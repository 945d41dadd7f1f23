"""Adapters taken out of use, and what that means for the facts: who is answered from the weights is known there.

Promises: after it, a fact lives in the fast or in the slow adapter only where the one that is worn has passed its exam
on it; all others are answered from the prompt. To be called inside a transaction. Refuses to know files.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.store.adapters import DELETED, AdapterRow
from engine.store.ledger import Ledger
from engine.store.nights import Nights

UPON = "it stood on one that went out of use"


def retire(nights: Nights, ledger: Ledger, rows: Sequence[AdapterRow], why: str, because: str) -> list[int]:
    """Never answer from `rows` again, nor from what stands upon them; the ids of the facts that are looked up now."""
    gone = {row.id for row in rows}
    for row in rows:
        nights.revoke(row.id, why)
    for row in nights.adapters():
        if row.state == "published" and row.beneath in gone:
            nights.revoke(row.id, UPON)
    return look_up(nights, ledger, because)


def stale(nights: Nights, ledger: Ledger) -> list[AdapterRow]:
    """The adapters in use that were trained on what the user has deleted since."""
    gone = {fact.id for fact in ledger.facts("deleted")}
    return [row for row in nights.adapters() if row.state == "published" and gone.intersection(row.parents)]


def retire_stale(nights: Nights, ledger: Ledger) -> int:
    """Take those out of use, even when nothing better is at hand; how many there were."""
    old = stale(nights, ledger)
    if old:
        retire(nights, ledger, old, DELETED, "its adapter is out of use")
    return len(old)


def look_up(nights: Nights, ledger: Ledger, because: str) -> list[int]:
    """Answer from the prompt what no worn adapter knows by heart; the ids of the facts that this has changed."""
    known, changed = nights.by_heart(), list[int]()
    for fact in (*ledger.facts(), *ledger.facts("deleted")):
        if fact.lives == "prompt" or (fact.id, fact.lives) in known:
            continue
        # undone, a deep night leaves what the fast adapter before it knew; but what a fast one had to learn again, the
        # slow one beneath it did not know any more
        fast = fact.lives == "slow" and (fact.id, "fast") in known
        ledger.set_lives(fact.id, "fast" if fast else "prompt", because)
        changed.append(fact.id)
    return changed
