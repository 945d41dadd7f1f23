"""Recall on sentences of our own: the right fact, few others, nothing where nothing matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.recall import MOST, ROOM, recall, say
from tests.engine.memory.conftest import World

FACTS = [
    ("The user's brother Asela lives in Galle.", "family"),
    ("The user's aunt Rosa lives in Turin.", "family"),
    ("The user's aunt Rosa is allergic to shellfish.", "health"),
    ("The user's son Milo is allergic to bees.", "health"),
    ("The user's rabbit is called Hazel.", "pets"),
    ("The user's tortoise is called Gordon.", "pets"),
    ("The user works as a bridge inspector.", "work"),
    ("The user's boss is called Ayako.", "work"),
    ("The user's bathroom is painted lilac.", "home"),
    ("The user's favourite cheese is Gruyère.", "food"),
    ("The user plays the cello in a quartet.", "hobby"),
    ("Milo's judo class is on Saturdays.", "schedule"),
    ("The user drives a Volvo.", "possession"),
    ("The user was born in Porto.", "history"),
]
ASKED = [
    ("Where does my brother Asela live?", "Galle"),
    ("Which city is Asela in these days?", "Galle"),
    ("What can't aunt Rosa eat, what is she allergic to?", "shellfish"),
    ("What is Milo allergic to?", "bees"),
    ("What's my rabbit called?", "Hazel"),
    ("Remind me of the tortoise's name", "Gordon"),
    ("What do I do for a living, what's my job?", "inspector"),
    ("Who is my boss?", "Ayako"),
    ("What colour is our bathroom?", "lilac"),
    ("which cheese do I like best", "Gruyère"),
    ("What instrument do I play?", "cello"),
    ("When is Milo's judo?", "Saturdays"),
    ("What car do I drive?", "Volvo"),
    ("Where was I born?", "Porto"),
    ("What is my birthplace?", "Porto"),
]
NOTHING = [
    "How do I boil an egg?",
    "What's the capital of France?",
    "Write me a haiku about rain.",
    "hello",
    "",
    "What is 17 times 23?",
    '" OR * NEAR( ^ -- ;',
    "Tell me a good joke, please",
    "What colour is a ripe lemon?",
    "Which cheese is made in Wensleydale?",
]


@pytest.fixture
def known(world: World) -> World:
    for text, kind in FACTS:
        world.fact(text, kind)
    return world


@pytest.mark.parametrize(("question", "wanted"), ASKED)
def test_the_right_fact_comes_first(known: World, question: str, wanted: str) -> None:
    found = recall(known.ledger, question)
    assert wanted in found[0].text and len(found) <= MOST


def test_a_neighbour_of_the_right_fact_stays_out(known: World) -> None:
    for question in ("Where does my cousin Tariq live?", "What is my daughter Nell allergic to?"):
        assert recall(known.ledger, question) == []


@pytest.mark.parametrize("question", NOTHING)
def test_nothing_where_nothing_matches(known: World, question: str) -> None:
    assert recall(known.ledger, question) == []


def test_what_has_graduated_is_not_in_the_prompt(known: World) -> None:
    fact = recall(known.ledger, "Who is my boss?")[0]
    known.ledger.set_lives(fact.id, "fast", "a test")
    assert recall(known.ledger, "Who is my boss?") == []
    assert recall(known.ledger, "Who is my boss?", weights=False)[0].id == fact.id


def test_only_what_still_holds(known: World) -> None:
    fact = recall(known.ledger, "Who is my boss?")[0]
    known.ledger.set_state(fact.id, "uncertain", "a test")
    assert "not sure" in say(recall(known.ledger, "Who is my boss?")[0])
    known.ledger.set_state(fact.id, "superseded", "a test")
    assert recall(known.ledger, "Who is my boss?") == []


def test_budget_and_room(known: World) -> None:
    assert len(recall(known.ledger, "Who of my family is allergic to what?", 1)) == 1
    for n in range(9):
        known.fact(f"The user's quilt number {n} shows {'a lion and ' * 30}a bear.")
    assert sum(len(each.text) for each in recall(known.ledger, "What does my quilt number show?", 9)) <= ROOM


def test_a_very_long_message(known: World) -> None:
    text = "Who is my boss? " + "lorem ipsum " * 20_000
    assert "Ayako" in recall(known.ledger, "Who is my boss? Tell me " + "again " * 300)[0].text
    assert len(recall(known.ledger, text)) <= MOST


@given(st.text(max_size=60))
def test_any_question(question: str) -> None:
    class Nothing:
        def match(self, words: object, lives: str = "", limit: int = 50) -> list[object]:
            return []

    assert recall(Nothing(), question) == []  # type: ignore[arg-type]
