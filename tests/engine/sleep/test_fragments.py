"""Statements without a subject of their own, and what "mine", "his" and "it" stand for. No model is asked."""

from __future__ import annotations

import pytest

from engine.sleep import gather
from tests.bench.extraction import Unasked, conversation
from tests.engine.sleep.test_gather import read


@pytest.mark.parametrize(
    ("say", "fact"),
    [
        ("It's my turn to host Eid this year. Sweets for twelve?", "It is the user's turn to host Eid this year."),
        ("I can't sleep, it's my driving test at 9:15.", "The user has a driving test at 9:15."),
        ("Coeliac here, so no seitan.", "The user is coeliac."),
        ("Nurse here, on nights.", "The user is a nurse."),
        ("Teetotal since 2011, so no sherry.", "The user has been teetotal since 2011."),
        ("The fence outside number 14, that's ours, blew down.", "The user lives at number 14."),
        ("The firm I work for, Tidewell Marine, is moving.", "The user works at Tidewell Marine."),
        ("My manager isn't Petra any more, it's Olu.", "The user's manager is Olu."),
        ("I never drive. How do I get to Skye?", "The user never drives."),
        ("Please don't call me dude.", "The user does not want to be called dude."),
        ("I'd rather you used 24-hour time.", "The user wants the assistant to use 24-hour time."),
        ("Skip the small talk, please.", "The user wants the assistant to leave out small talk."),
        ("From here on, use my full name.", "The user wants the assistant to use the user's full name from now on."),
    ],
)  # fmt: skip
def test_what_leaves_out_its_subject_is_read(say: str, fact: str) -> None:
    assert fact in read(say)


@pytest.mark.parametrize(
    ("say", "fact"),
    [
        ("Are stents safe in a scanner? I had mine fitted in May.", "The user had the user's stent fitted in May."),
        ("Do I need a licence for a drone? My uncle gave me his.", "The user's uncle gave the user his drone."),
        (
            "Is a thermos worth it? I got a red one for my birthday.",
            "The user got a red thermos for the user's birthday.",
        ),
        ("Marlene next door has passed away.", "The user's neighbour Marlene has passed away."),
        ("which tea helps eczema, i've had it since i was ten", "The user has had eczema since the user was ten."),
    ],
)
def test_what_mine_and_it_stand_for(say: str, fact: str) -> None:
    assert fact in [each.text for each in gather.weigh(conversation([say], 1), Unasked())]


@pytest.mark.parametrize(
    "say",
    [
        "It's my fault, sorry.",
        "Is anyone here?",
        "It's cold here.",
        "I forgot my keys, as I do every day.",
        "In this scene, I'm a duke and my name is Osric.",
        "Salt or sugar for a four-year-old? Mine's fussy.",
        "Don't call me when you are done.",
    ],
)
def test_what_tells_nothing(say: str) -> None:
    assert read(say) == []
