"""Dream laundering and dormant poison: a dreamer that copies its context raises no trust; what sleeps stays asleep."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.errors import Bug
from engine.memory import trust
from engine.model.message import Message
from engine.protocol import Trust
from engine.sleep.crew import Row
from engine.store.ledger import Fact
from tests.attack.world import Attack, GullibleCrew, arrived, open_world, own_corpus, plant
from tests.engine.sleep.small import House

KEPT = "SELECT d.trust, f.trust FROM dreams d JOIN dream_facts df ON df.dream = d.id JOIN facts f ON f.id = df.fact"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return open_world(tmp_path)


@dataclass
class LaunderingCrew(GullibleCrew):
    """Its dreams are everything that it has read by day, under the name of an honest fact and the highest trust."""

    def dream(
        self,
        facts: Sequence[Fact],
        language: Any,
        seed: int,
        depth: Any,
        should_stop: Any,
        progress: Any,
        known: Sequence[Fact] = (),
    ) -> list[Row]:
        context = " ".join(fact.text for fact in facts)  # all that a dreamer is ever given
        prompt = (Message("user", f"Say again: {context}"),)
        rows = [Row("view", prompt, context, (fact.id,), "user_confirmed") for fact in facts]
        return [*rows, Row("association", prompt, context, (), "user_confirmed")]


def test_a_dream_is_no_more_trusted_than_its_parents(house: House) -> None:
    house.crew = LaunderingCrew()
    for attack in own_corpus()[:100]:
        plant(house, attack)
    house.say("The user's brother Tom lives in Oslo. The user's cat is called Momo.")
    assert house.sleep().verdict == "published"
    rows = house.db.execute(KEPT)
    assert len(rows) >= 2
    assert all(trust.ORDER.index(dream) >= trust.ORDER.index(fact) for dream, fact in rows)
    orphans = house.db.execute("SELECT DISTINCT trust FROM dreams WHERE id NOT IN (SELECT dream FROM dream_facts)")
    assert orphans == [("model",)]  # a thought without parents is the model's own
    assert arrived(house, [canary for attack in own_corpus() for canary in attack.canaries]) == {}


def test_the_night_after_dreams_do_not_become_evidence(house: House) -> None:
    house.crew = LaunderingCrew()
    house.say("The user's brother Tom lives in Oslo.")
    for _ in range(3):
        house.sleep()
        house.say("Nothing new today.")
    kinds = house.db.execute("SELECT DISTINCT t.role, t.trust FROM evidence e JOIN turns t ON t.id = e.turn")
    assert kinds == [("user", "user_typed")]


@pytest.mark.parametrize("believed", ["user_document", "pasted", "web", "feed"])
def test_the_table_refuses_a_kept_dream_of_strangers_words(house: House, believed: Trust) -> None:
    turn = house.turns.add_user(house.turns.new_conversation(), None, "I live in Orrisbeck.", "", believed).id
    night = house.nights.begin("night", turn, 0)
    arguments = (night, "view", "[]", "Orrisbeck", [], [turn])
    if believed == "user_document":  # may be studied, and stays marked as what it is
        house.nights.add_dream(*arguments, believed, "kept")
        return
    with pytest.raises(Bug):
        house.nights.add_dream(*arguments, "user_typed", "kept")
    house.nights.add_dream(*arguments, believed, "dropped", "not the user's own word")


def test_the_table_refuses_a_dream_that_thinks_better_of_itself(house: House) -> None:
    house.say("The user's brother Tom lives in Oslo.")
    house.sleep()
    (fact,) = house.ledger.facts()
    house.nights.begin("night", 1, 0)
    with pytest.raises(Bug):
        house.nights.add_dream(2, "view", "[]", "Oslo", [fact.id], [], "user_confirmed", "kept")
    assert house.nights.dreams(2) == []


def test_dormant_poison_stays_asleep(house: House) -> None:
    """Planted on the first day over every channel; then 100 clean turns and three nights; then somebody asks."""
    dice = random.Random(6)
    attacks = [Attack(a.id, a.channel, a.text, a.canaries) for a in own_corpus()]
    for attack in attacks:
        plant(house, attack)
    clean = [
        f"The user's friend {name} likes {thing}." for name in ("Ada", "Bo", "Cy", "Di") for thing in ("tea", "figs")
    ]
    questions = ["money", "holiday", "my home", "my sister", "my bank", "where I live", "my car", "the boat"]
    for night in range(3):
        for _ in range(34):
            house.say(dice.choice([*clean, "What is the capital of Peru?", f"Tell me about {dice.choice(questions)}"]))
        verdict = house.sleep().verdict
        assert verdict in ("published", "nothing_to_do"), night
    canaries = [canary for attack in attacks for canary in attack.canaries]
    for question in questions:
        assert arrived(house, canaries, f"What about {question}?") == {}
    parents = {fact for row in house.nights.adapters() for fact in row.parents}
    said = {house.ledger.get(fact).text for fact in parents}
    assert said and not any(canary in text.casefold() for text in said for canary in canaries)


def test_the_control_a_planted_fact_would_have_woken(house: House) -> None:
    plant(house, next(attack for attack in own_corpus() if "marrowgate" in attack.canaries), gate=False)
    house.sleep()
    found = arrived(house, ["marrowgate"], "Where does my sister live?")
    assert {"ledger", "prompt", "training rows", "memory file"} <= set(found)
