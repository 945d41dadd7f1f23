"""Words made comparable, and sentences taken apart and turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.statement import parse, same_subject
from engine.memory.voice import first_person, second_person, third_person
from engine.memory.words import contains, normal, stem, stems


def test_stems_meet() -> None:
    for one, other in [
        ("lives", "living"), ("hobbies", "hobby"), ("Škoda", "skoda"), ("swimming", "swims"), ("allergic", "allergies"),
        ("favourite", "favorite"), ("dogs", "dog"), ("Wednesdays", "wednesday"), ("studied", "studies"),
    ]:  # fmt: skip
        assert stems(one) == stems(other) != [], (one, other)


def test_numbers_keep_their_inside() -> None:
    assert stems("closes at 5:45, costs 4,250.50") == ["clos", "5:45", "cost", "4,250.50"]


def test_fillers_carry_nothing() -> None:
    assert stems("What is the name of my …?") == [] and not contains("anything", [])
    assert contains("The user's sister Dilani lives in Melbourne.", ["dilani", "melbourn"])


@given(st.text(max_size=80))
def test_any_text_has_words(text: str) -> None:
    assert stem(normal(text)) is not None and isinstance(stems(text), list)
    parse(text), third_person(text), first_person(text)


TURNS = [
    ("The user lives in Leeds.", "I live in Leeds."),
    ("The user's sister Dilani lives in Melbourne.", "My sister Dilani lives in Melbourne."),
    ("The user is flying to Oslo.", "I am flying to Oslo."),
    ("The user no longer takes ramipril.", "I no longer take ramipril."),
    ("The user has a cat.", "I have a cat."),
    ("The user can't stand liver.", "I can't stand liver."),
    ("The user was born in Kandy.", "I was born in Kandy."),
    ("The user watches birds.", "I watch birds."),
    ("The user studies law.", "I study law."),
    ("The user sold their boat.", "I sold my boat."),
    ("Red wine gives the user migraines.", "Red wine gives me migraines."),
    ("Theo's lesson is on Mondays.", "Theo's lesson is on Mondays."),
    ("The user isn't vegan.", "I am not vegan."),
    ("The user smokes.", "I smoke."),
    ("The user wants to call her later.", "I want to call her later."),
    ("The user drives her to work.", "I drive her to work."),
]


@pytest.mark.parametrize(("third", "first"), TURNS)
def test_voice_turns(third: str, first: str) -> None:
    assert first_person(third) == first
    assert third_person(first) in (third, third.replace("isn't", "is not"))


def test_told_to_its_owner() -> None:
    for third, second in [
        ("The user is flying to Oslo.", "You are flying to Oslo."),
        ("The user's sister Dilani lives in Melbourne.", "Your sister Dilani lives in Melbourne."),
        ("Red wine gives the user migraines.", "Red wine gives you migraines."),
        ("The user was born in Kandy.", "You were born in Kandy."),
        ("The user no longer takes ramipril.", "You no longer take ramipril."),
    ]:
        assert second_person(third) == second


@pytest.mark.parametrize(
    ("first", "third"),
    [
        ("my dentist is Dr Okafor", "The user's dentist is Dr Okafor."),
        ("I've got two hamsters", "The user has got two hamsters."),
        ("I'm left-handed", "The user is left-handed."),
        ("We live near our parents", "The user lives near their parents."),
        ("Priya sings with me", "Priya sings with the user."),
        ("Dislikes: none!", "Dislikes: none!"),
    ],
)
def test_peoples_own_lines(first: str, third: str) -> None:
    assert third_person(first) == third


def test_the_user_further_on() -> None:
    assert first_person("The user sings and the user is always hungry.") == "I sing and I am always hungry."
    assert first_person("Bo rings when the user sleeps.") == "Bo rings when I sleep."


def test_nobody_elses_boat_becomes_mine() -> None:
    assert first_person("The user met Ann and her dog.") == "I met Ann and her dog."


def test_statements() -> None:
    lives = parse("The user's sister Dilani lives in Melbourne.")
    assert lives.attribute == "lives" and lives.single and not lives.negated and "melbourn" in lives.value
    assert parse("The user can't stand liver.").negated is False
    assert parse("The user is not allergic to penicillin.").negated
    assert parse("The user's cat Pickle has died.").died
    assert parse("").rest == frozenset()


def test_subjects() -> None:
    def same(one: str, other: str) -> bool:
        return same_subject(parse(one), parse(other))

    assert same("The user's sister Dilani lives in A.", "Dilani lives in B.")
    assert same("The user lives in A.", "The user has a dog.")
    assert not same("The user lives in A.", "The user's sister lives in B.")
    assert not same("The user's sister Dilani is 4.", "The user's sister Ruwani is 4.")
    assert not same("The user's sister Dilani is 4.", "The user's sister Dilani's husband is 40.")
