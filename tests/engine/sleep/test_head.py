"""The head on the starter model's states: it hears what no sign tells, only in its own model, and always alike."""

from __future__ import annotations

import math

import pytest

from engine.model.language import Language
from engine.sleep import gather, head, judge
from tests.bench.extraction import STARTER, Unasked, conversation
from tests.engine.sleep.test_gather import Agreeable


class Leaning:
    """A stand-in of the head's size whose states lean all the way, for or against."""

    def __init__(self, side: float) -> None:
        self.parameters, self.side, self.heard = head.fitted().parameters, side, 0

    def halfway(self, text: str, layer: int) -> list[float]:
        """States along the head's own weights."""
        self.heard += 1
        assert layer == head.fitted().layer
        return [self.side * math.copysign(1.0, weight) * 40 for weight in head.fitted().states]

    def raw_scores(self, prefix: str, options: list[str]) -> list[float]:
        """Never called: the head is there."""
        raise AssertionError


def test_the_head_decides_beside_the_signs() -> None:
    (_, clause), *_ = gather.clauses_of(conversation(["My cousin Tilda keeps bees in Ghent."], 1), {})
    signs_alone = judge.judge(clause, Unasked()).probability
    for_it, against = judge.judge(clause, Leaning(1)), judge.judge(clause, Leaning(-1))
    assert against.probability < signs_alone < for_it.probability + 0.01
    assert for_it.accepted and not against.accepted
    assert for_it.log_odds > 0 > against.log_odds


def test_what_the_user_asked_to_remember_needs_no_hearing() -> None:
    (_, clause), *_ = gather.clauses_of(conversation(["Remember that my locker is number 12."], 1), {})
    against = Leaning(-1)
    assert clause.explicit and judge.judge(clause, against).accepted and not against.heard


def test_another_model_gets_no_head() -> None:
    assert head.of(Agreeable()) is None
    assert head.of(Unasked()) is None


@pytest.mark.skipif(not STARTER.exists(), reason="the starter model is built by set-up")
def test_the_head_is_the_starter_models_own() -> None:
    language = Language.load(STARTER)
    probe = head.of(language)
    assert probe is not None
    states = language.halfway("The user keeps bees.", probe.layer)
    assert len(states) == len(probe.states)
    assert states == language.halfway("The user keeps bees.", probe.layer)  # nothing asked before changes a bit
    lasting, passing = "The user's sister Ines is a dentist in Turin.", "The user's sister is stuck on the bus."
    assert probe.odds(lasting, language) > probe.odds(passing, language)
