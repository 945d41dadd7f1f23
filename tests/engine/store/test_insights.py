"""An insight is told once, judged by the user, and goes with its sources."""

from __future__ import annotations

import pytest

from engine.errors import Trouble
from engine.store.database import Database
from engine.store.ledger import Evidence, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.store.conftest import FakeClock


@pytest.fixture
def nights(db: Database) -> Nights:
    """Two facts with one turn each, and an open night."""
    clock = FakeClock()
    turns, ledger = Turns(db, clock), Ledger(db, clock)
    talk = turns.new_conversation("Talk")
    for text in ("My sister lives in Porto.", "We travel to Porto."):
        said = turns.add_user(talk, None, text)
        ledger.add(
            text, kind="other", trust="user_typed", confidence=1.0, evidence=[Evidence(said.id, 0, len(text), text)]
        )
    nights = Nights(db, clock)
    nights.begin("night", 2, 0)
    return nights


def test_an_insight_comes_back_as_it_was_told(nights: Nights) -> None:
    made = nights.add_insight(1, "Your sister lives where you travel.", [2, 1], [1, 2], 0.5, 0.9)
    (told,) = nights.insights(1)
    assert told.id == made and told.facts == (1, 2) and told.turns == (1, 2)
    assert (told.novelty, told.support, told.state) == (0.5, 0.9, "new")


def test_the_same_pair_is_told_once(nights: Nights) -> None:
    assert nights.add_insight(1, "Once.", [1, 2], [], 0.5, 0.5) is not None
    assert nights.add_insight(1, "In other words.", [2, 1], [], 0.9, 0.9) is None
    assert nights.told_pairs() == {"1-2"} and nights.told_pairs(but=1) == set()


def test_the_last_judgement_counts(nights: Nights) -> None:
    made = nights.add_insight(1, "Once.", [1, 2], [], 0.5, 0.5)
    assert made is not None and nights.judge_insight(made, True) == 1
    assert nights.insights(1)[0].state == "kept"
    nights.judge_insight(made, False)
    assert nights.insights(1)[0].state == "refused"
    with pytest.raises(Trouble, match="does not exist"):
        nights.judge_insight(made + 1, True)


def test_a_stage_that_starts_over_takes_its_insights_back(nights: Nights) -> None:
    nights.add_insight(1, "Once.", [1, 2], [], 0.5, 0.5)
    nights.clear_stage(1, "exam")
    assert len(nights.insights(1)) == 1
    nights.clear_stage(1, "dream")
    assert nights.insights(1) == ()
