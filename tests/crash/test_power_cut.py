"""No acknowledged turn is lost to a power cut; with a weaker setting the same test fails (the control)."""

from __future__ import annotations

from engine.store.database import PRAGMAS
from tests.crash.power_cut import cut_often, record


def test_nothing_acknowledged_is_lost() -> None:
    outcome = cut_often(record(60, PRAGMAS), 400, seed=1)
    assert outcome.cuts == 400 and outcome.lost == 0 and outcome.corrupt == 0, outcome


def test_the_control_loses_turns_without_full_sync() -> None:
    weak = tuple("synchronous=NORMAL" if pragma.startswith("synchronous") else pragma for pragma in PRAGMAS)
    outcome = cut_often(record(60, weak), 150, seed=2)
    assert outcome.lost > 30, outcome
