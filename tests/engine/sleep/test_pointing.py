"""Whom a pronoun means, and what a finished sentence leaves open, as reading shows it."""

from __future__ import annotations

import pytest

from engine.sleep.loose import loose
from tests.engine.sleep.test_gather import read


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (("Tessa keeps chasing the mail van.", "She's our collie."), "The user's collie is called Tessa."),
        (("We have a cat.", "She's called Plum."), "The user's cat is called Plum."),
        (("My car Bess is ancient. She's a Mini.",), "The user's car Bess is a Mini."),
        (("My dog Rex is old. He's blind now.",), "The user's dog Rex is blind now."),
    ],
)
def test_he_and_she_are_people_animals_and_what_has_a_name(said: tuple[str, ...], fact: str) -> None:
    found = read(*said)
    assert fact in found or any("collie Tessa" in text for text in found)


@pytest.mark.parametrize(
    "said",
    [
        "Moss won't stop barking at the milk float. He's my spaniel.",
        "My van is at the garage and he's a good mechanic.",
        "The vet has us on gabapentin for the dog's arthritis and it's hard on his kidneys.",
        "The doctor put me on naproxen for my bad knee and it's rough on the tummy.",
    ],
)
def test_what_does_not_fit_is_not_pointed_to(said: str) -> None:
    wrong = ("float is", "van is a good", "dog is", "vet is", "knee is", "doctor is")
    assert not [text for text in read(said) if any(part in text for part in wrong)]


@pytest.mark.parametrize(
    "text",
    [
        "The user's Kia Picanto is due.",
        "The user is cooking the Sunday roast tomorrow.",
        "The user's niece Ottilie is coming over for a fortnight.",
        "The user's sister Petra is buried in invoices.",
        "The user's brother is up to his eyes in exams.",
        "The user's vet put him to sleep.",
        "The user drives her to school.",
    ],
)
def test_what_is_over_with_the_week_is_loose(text: str) -> None:
    assert loose(text, pointed=False)


@pytest.mark.parametrize(
    "text",
    [
        "The user's husband is cooking dinner every Thursday.",
        "The user's mum is coming to live with the user in the spring.",
        "The user's cousin Ada is staying with the user until March.",
        "The user's son is flying out to Seoul for a year.",
        "The user's father is buried in Whitby.",
        "The user's baby is due in March.",
        "The user drives her daughter to school.",
        "The user's brother Tobias drives his daughter to school.",
    ],
)
def test_what_lasts_or_has_its_day_is_not(text: str) -> None:
    assert not loose(text, pointed=False)


def test_a_comment_on_what_was_said_is_no_part_of_it() -> None:
    assert read("That message says I've moved house, and for once it's right: I'm in Harrogate now.")[0] == (
        "The user has moved house."
    )
