"""Old conversations are recalled by what was said in them and around it, and only the user's own."""

from __future__ import annotations

import pytest

from engine.memory.episodes import Episodes
from engine.protocol import Trust
from engine.store.turns import Turns
from tests.engine.memory.conftest import StillClock, World


def talk(world: World, *said: str, trust: Trust = "user_typed", temporary: bool = False) -> list[int]:
    turns = Turns(world.db, StillClock())
    conversation, parent, made = turns.new_conversation("", temporary), None, []
    for text in said:
        parent = turns.add_user(conversation, parent, text, trust=trust).id
        made.append(parent)
    return made


def test_what_was_said_is_found_in_its_other_forms(world: World) -> None:
    (_, wanted, _) = talk(world, "Good morning", "I painted the harbour at dawn yesterday.", "What is for lunch?")
    talk(world, "The stock market fell.")
    best = Episodes(world.db).recall("When did I paint the harbour?")[0]
    assert best.turn == wanted and best.role == "user" and best.created and "harbour" in best.text


def test_the_answer_beside_the_words_is_found_too(world: World) -> None:
    (asked, told) = talk(world, "Which instrument did Hattie choose in the end?", "The French horn, of all things!")
    for number in range(30):
        talk(world, f"Something else number {number}.")
    found = [each.turn for each in Episodes(world.db).recall("What instrument does Hattie play?", 3)]
    assert found[:2] == [asked, told]


@pytest.mark.parametrize("trust", ["pasted", "web", "feed", "user_document"])
def test_strangers_words_are_not_recalled(world: World, trust: Trust) -> None:
    talk(world, "My bank is Velmontrust.", trust=trust)
    assert Episodes(world.db).recall("What is my bank?") == []
    (own,) = talk(world, "My bank is Velmontrust.")
    assert [each.turn for each in Episodes(world.db).recall("What is my bank?")] == [own]


def test_temporary_ones_and_the_present_one_are_not(world: World) -> None:
    talk(world, "My bank is Velmontrust.", temporary=True)
    (own,) = talk(world, "My bank is Harbourline.")
    episodes = Episodes(world.db)
    here = episodes.recall("Which bank?")[0].conversation
    assert [each.turn for each in episodes.recall("Which bank?")] == [own]
    assert episodes.recall("Which bank?", without=here) == []


@pytest.mark.parametrize("question", ["", "the of and", '"', "a* OR b", "NEAR(x y)", "'; DROP TABLE turns; --", "東京"])
def test_no_question_is_syntax(world: World, question: str) -> None:
    talk(world, "My house stands beside a river.")
    assert Episodes(world.db).recall(question) == []


def test_common_words_are_left_to_rare_ones(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.memory.episodes.ENOUGH", 10)
    (wanted,) = talk(world, "Our garden has a quince.")
    for number in range(40):
        talk(world, f"The garden needs water, day {number}.")
    assert Episodes(world.db).recall("What about the quince in the garden?")[0].turn == wanted


def test_a_prompt_quotes_them_with_their_day_and_only_when_asked_back(world: World) -> None:
    talk(world, "I painted the harbour at dawn.", "And then it rained on the harbour, " + "so much " * 60)
    episodes = Episodes(world.db)
    assert episodes.quotations("How do you paint a harbour?", 0) == []
    lines = episodes.quotations("What did I tell you about the harbour?", 0)
    assert lines[0] == "On 23 November 2026 the user said: I painted the harbour at dawn."
    assert len(lines) == 2 and all(len(line) < 300 for line in lines)
    assert episodes.quotations("What did I tell you about the lighthouse?", 0) == []
