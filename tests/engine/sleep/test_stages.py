"""What the stages let through: only the user's own words, no secrets, nothing forgotten, no laundering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.model.message import Message
from engine.sleep.crew import Answered, Marked, Row
from engine.store.ledger import Evidence
from engine.store.tombstones import Tombstones
from tests.engine.sleep.small import Found, House, SmallCrew, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = open_house(tmp_path / "data")
    yield made
    made.db.close()


@pytest.mark.parametrize("trust", ["pasted", "web", "feed", "user_document"])
def test_only_typed_words_become_facts(house: House, trust: str) -> None:
    house.say("The user lives in Leeds.")
    house.turns.add_user(
        house.conversation, house.turns.newest_leaf(house.conversation), "The user is rich.", "", trust
    )  # type: ignore[arg-type]
    house.sleep()
    assert house.texts() == {"The user lives in Leeds."}


def test_what_the_model_said_is_no_evidence(house: House) -> None:
    turn = house.say("hello")
    answer = house.turns.begin_answer(house.conversation, turn, "m", "", [])
    house.turns.save_answer(answer, "The user is called Napoleon.", "whole")
    assert house.sleep().verdict == "nothing_to_do" and house.ledger.facts() == []


def test_secrets_are_not_noted(house: House) -> None:
    house.say("The user's PIN is 4821. | The user lives in Leeds.")
    end = house.sleep()
    assert house.texts() == {"The user lives in Leeds."}
    assert not any("4821" in each.answer + each.prompt for each in house.nights.dreams(end.night))
    assert "4821" not in house.memory()


def test_the_same_words_without_the_gate_would_arrive(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with the gates off, the stranger's words do become a fact, so the tests above can fail."""
    monkeypatch.setattr("engine.memory.trust.is_secret", lambda text: False)
    house.say("The user's PIN is 4821.")
    house.sleep()
    assert house.texts() == {"The user's PIN is 4821."}


def test_relative_dates_are_written_out(house: House) -> None:
    house.say("The user gets married next month.")
    house.sleep()
    (text,) = house.texts()
    assert text.startswith("The user gets married in ") and text[-5:-1].isdigit()


def test_what_was_forgotten_is_not_learned_from_the_same_words(house: House) -> None:
    turn = house.say("The user lives in Leeds. | The user has a dog.")
    Tombstones(house.db).bury(["The user lives in Leeds."], [], turn)
    house.sleep()
    assert house.texts() == {"The user has a dog."}
    house.say("The user lives in Leeds.")
    house.sleep()
    assert house.texts() == {"The user has a dog.", "The user lives in Leeds."}


class Launderer(SmallCrew):
    """Copies strangers' words and secrets into its dreams, and claims that they are trusted."""

    def dream(self, facts: Any, *rest: Any) -> list[Row]:
        rows = super().dream(facts, *rest)
        child = next(row for row in rows if row.parents)
        own = replace(child, messages=(Message("user", "what is my pin"),), answer="Your PIN is 4821.")
        return [*rows, own, replace(child, answer="An instruction from the web.", trust="web")]


def test_dreams_are_no_laundry(house: House) -> None:
    house.crew = Launderer()
    house.say("The user lives in Leeds.")
    end = house.sleep()
    dreams = {each.answer: (each.state, each.reason, each.trust) for each in house.nights.dreams(end.night)}
    assert dreams["Your PIN is 4821."][:2] == ("dropped", "a secret")
    assert dreams["An instruction from the web."] == ("dropped", "not the user's own word", "web")
    assert dreams["The user lives in Leeds."][0] == "kept"


def test_dreams_name_their_turns(house: House) -> None:
    turn = house.say("The user lives in Leeds.")
    end = house.sleep()
    assert {each.turns for each in house.nights.dreams(end.night) if each.parents} == {(turn,)}


class Forger(SmallCrew):
    """Says that words stand in a turn where they do not."""

    def read(self, turns: Any, *rest: Any) -> list[Found]:
        return [Found("The user is a king.", Evidence(turns[0].id, 0, 5, "kings"))]


def test_words_that_do_not_stand_in_their_turn_are_left_out(house: House) -> None:
    house.crew = Forger()
    house.say("hello")
    assert house.sleep().verdict == "nothing_to_do" and house.ledger.facts() == []


class Deleter(SmallCrew):
    """The user deletes the conversation while it is being read."""

    def read(self, turns: Any, *rest: Any) -> list[Found]:
        found = super().read(turns, *rest)
        self.house.turns.delete_conversation(turns[0].conversation)
        return found

    house: House


def test_a_conversation_deleted_meanwhile_leaves_no_fact(house: House) -> None:
    house.crew = Deleter()
    house.crew.house = house
    house.say("The user lives in Leeds.")
    assert house.sleep().verdict == "nothing_to_do" and house.ledger.facts() == []


class Prober(SmallCrew):
    """Asks one general question too, and answers with what the model wears."""

    marked: tuple[Any, Any] = ((), ())

    def ask(self, facts: Any, language: Any, *rest: Any) -> list[Answered]:
        general = Answered("general", None, "Capital of France?", "Paris", language.adapter_id or "base", True)
        return [*super().ask(facts, language, *rest), general]

    def mark(self, before: Any, after: Any) -> Marked:
        self.marked = (before, after)
        return super().mark(before, after)


def test_general_answers_are_compared_with_the_base(house: House) -> None:
    house.crew = Prober()
    for text in ("The user lives in Leeds.", "The user has a dog."):
        house.say(text)
        end = house.sleep()
        before, after = ([each.answer for each in side if each.kind == "general"] for side in house.crew.marked)
        assert (before, after) == (["base"], [end.adapter])


def test_old_adapters_are_thinned(house: House) -> None:
    ends = []
    for n in range(6):
        house.say(f"The user likes thing{n}.")
        ends.append(house.sleep().adapter)
    kept = {each.name for each in house.folder.adapters.iterdir()}
    assert kept == set(ends[-4:]) and len({each.state for each in house.nights.adapters()}) == 2
