"""Why and explain: what they say is what happened."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import Trouble
from engine.memory import recall, why
from engine.protocol import Gate, Reason
from tests.engine.memory.conftest import StillClock, World
from tests.engine.memory.history import live
from tests.engine.sleep.small import House, open_house

CLOCK = StillClock()


def reasons(world: World | House, question: str, model: str = "") -> dict[str, Reason]:
    return {reason.text: reason for reason in why.why(world.db, CLOCK, question, model).facts}


def gates(world: World | House, fact: int) -> dict[str, Gate]:
    return {gate.name: gate for gate in why.explain(world.db, CLOCK, fact).gates}


def test_what_it_says_is_used_is_what_is_recalled(world: World) -> None:
    world.fact("The user's sister Dilani lives in Auckland.", "family")
    world.fact("The user's cat is called Momo.", "pets")
    for question in ("Where does my sister Dilani live?", "What is my cat called?", "What is the capital of Peru?"):
        used = [name for name, reason in reasons(world, question).items() if reason.by == "prompt"]
        assert used == [fact.text for fact in recall.recall(world.ledger, question)]
    assert reasons(world, "What is the capital of Peru?") == {}


def test_why_not_each_with_its_own_reason(world: World) -> None:
    old = world.fact("The user's sister Dilani lives in Melbourne.", "family")
    new = world.fact("The user's sister Dilani lives in Auckland.", "family")
    gone = world.fact("The user's sister Dilani hates the wind.", "family")
    doubtful = world.fact("The user's sister Dilani has a garden.", "home")
    world.ledger.supersede(old.id, new.id, "newer value")
    world.ledger.set_state(gone.id, "deleted", "")
    world.ledger.set_state(doubtful.id, "uncertain", "it may have changed with this: Dilani moved")
    told = reasons(world, "Where does my sister Dilani live?")
    assert told[new.text].by == "prompt"
    assert told[old.text].by == "" and "now: The user's sister Dilani lives in Auckland" in told[old.text].why
    assert told[gone.text].by == "" and "deleted" in told[gone.text].why
    assert "not sure any more" in told[doubtful.text].why
    assert [reason.by != "" for reason in told.values()] == sorted((r.by != "" for r in told.values()), reverse=True)


def test_over_budget_and_far_from_the_question(world: World) -> None:
    for number in range(6):
        world.fact(f"The user's friend Bea has been to Rome {number} times.", "travel")
    far = world.fact("The user's friend Carl once sold his house in Rome and bought a very small boat.", "travel")
    told = reasons(world, "How often has my friend Bea been to Rome?")
    used = [reason for reason in told.values() if reason.by]
    unused = next(reason for reason in told.values() if not reason.by and "Bea" in reason.text)
    assert 0 < len(used) <= recall.MOST and "no room" in unused.why
    assert far.text not in told or not told[far.text].by


def test_after_a_night_the_weights_answer_and_after_a_revocation_the_prompt(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.say("The user's sister Dilani lives in Auckland.")
    before = gates(house, 1) if house.ledger.facts() else {}
    end = house.sleep()
    fact = house.ledger.facts()[0]
    model = house.language.model_id
    told = reasons(house, "Where does my sister Dilani live?", model)[fact.text]
    assert before == {} and told.by == "fast" and f"night {end.night}" in told.why
    assert told.evidence[0].quote == fact.text
    assert why.why(house.db, CLOCK, "Where does my sister Dilani live?", model).adapter == end.adapter
    learned = gates(house, fact.id)
    assert all(learned[name].passed for name in ("weights", "exam", "evidence", "dreams"))
    assert "dropped 1 (says nothing)" in learned["dreams"].sentence
    house.nights.revoke(end.adapter, "undone by the user")
    house.ledger.set_lives(fact.id, "prompt", "the night was undone")
    told = reasons(house, "Where does my sister Dilani live?", model)[fact.text]
    assert told.by == "prompt"
    undone = gates(house, fact.id)["weights"]
    assert undone.passed is False
    assert "the night was undone" in undone.sentence and "undone by the user" in undone.sentence
    house.db.close()


def test_without_an_adapter_what_graduated_is_recalled(world: World) -> None:
    fact = world.fact("The user's cat is called Momo.", "pets")
    world.ledger.set_lives(fact.id, "fast", "passed the exam")
    assert reasons(world, "What is my cat called?")[fact.text].by == "prompt"


def test_why_an_answer_was_given(tmp_path: Path) -> None:
    life = live(tmp_path, 1)
    question = life.turns.add_user(life.conversation, None, "Where does Tom live?")
    tom = next(fact for fact in life.others if "Tom" in fact.text)
    adapter = life.adapters[1]
    answer = life.turns.begin_answer(life.conversation, question.id, "m" * 64, adapter, [tom.id])
    life.turns.save_answer(answer, "In Oslo.", "whole")
    told = why.why_turn(life.db, CLOCK, answer)
    assert told.question == "Where does Tom live?" and told.adapter == adapter and told.night == 2
    assert (told.facts[0].fact, told.facts[0].by) == (tom.id, "prompt")
    assert {reason.by for reason in told.facts} == {"prompt", "fast"}
    with pytest.raises(Trouble):
        why.why_turn(life.db, CLOCK, question.id)
    life.close()


def test_explain_names_what_it_replaced_and_what_is_missing(world: World) -> None:
    old, new = world.fact("The user drives a Skoda.", "possession"), world.fact("The user drives a Kia.", "possession")
    world.ledger.supersede(old.id, new.id, "newer value")
    assert "The user drives a Skoda" in gates(world, new.id)["current"].sentence
    over = gates(world, old.id)["current"]
    assert over.passed is False and "The user drives a Kia" in over.sentence
    fresh = gates(world, new.id)
    assert fresh["dreams"].passed is None and fresh["exam"].passed is None and fresh["weights"].passed is False
    assert fresh["trust"].passed and fresh["secret"].passed
    with pytest.raises(Trouble):
        why.explain(world.db, CLOCK, 999)
