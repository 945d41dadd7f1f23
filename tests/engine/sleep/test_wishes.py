"""Standing wishes, corrections and what the user asks to remember; and the figures of reading on our own rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import extraction
from tests.engine.sleep.test_gather import read

OWN = Path(extraction.__file__).parent


@pytest.mark.parametrize(
    ("say", "fact"),
    [
        ("Always answer me in Spanish.", "The user wants the assistant to always answer the user in Spanish."),
        ("Never suggest cilantro to me!", "The user wants the assistant to never suggest cilantro to the user."),
        ("From now on, use metric units.", "The user wants the assistant to use metric units from now on."),
        ("Don't use emojis with me.", "The user wants the assistant not to use emojis with the user."),
        ("Forget my old number, the new one ends in 42.", "The user's new number ends in 42."),
        ("When you write to my boss, use formal language.", "When you write to the user's boss, use formal language."),
        ("Call me Kit, nobody uses Katherine.", "The user wants to be called Kit."),
        ("Never call me Katie.", "The user does not want to be called Katie."),
        ("No pork for me please.", "The user wants no pork."),
        ("Please keep answers short.", "The user wants the assistant to keep answers short."),
        ("Ignore what I said about the dentist; it is on Friday.", "The user's dentist is on Friday."),
        ("Store this for later: the alarm company is Verisure.", "The alarm company is Verisure."),
        ("Make sure you remember I'm lactose intolerant.", "The user is lactose intolerant."),
        ("The guard at our school, Ingrid, is my aunt.", "The user's aunt Ingrid is the guard at the user's school."),
        ("My PIN is something I never write down.", "The user's PIN is something the user never writes down."),
        ('Our wifi is named "Pretty Fly for a WiFi".', 'The user\'s wifi is named "Pretty Fly for a WiFi".'),
        ("I have administrator rights at work because I run the help desk.", "The user runs the help desk."),
    ],
)  # fmt: skip
def test_the_users_own_words_are_kept_however_they_sound(say: str, fact: str) -> None:
    assert fact in read(say)


@pytest.mark.parametrize(
    "say",
    [
        "Never mind.",
        "Always look on the bright side of life, they say.",
        "Call me when you are done.",
        "Make this answer shorter.",
        "Ignore that.",
        "Don't tell me the answer.",
        "When you have time, show me a map of Rome.",
        "My PIN is 4821.",
        "Remember to buy milk.",
    ],
)
def test_what_is_no_standing_wish(say: str) -> None:
    assert read(say) == []


def test_a_role_is_no_relation() -> None:
    found = read("The assistant at our library, Ingrid, is my aunt.")
    assert found == ["The user's aunt Ingrid is the assistant at the user's library."]


def test_a_message_may_point_to_the_one_before() -> None:
    assert read("Are cashews nuts?", "I'm allergic to them.") == ["The user is allergic to cashews."]
    assert read("I'm allergic to them.") == []


@pytest.mark.parametrize(
    ("parts", "recall", "precision", "chatter", "benign"),
    [
        (("",), 0.85, 0.90, 0.06, 0.0),
        (("dev",), 0.88, 0.87, 0.08, 0.90),
        (("held",), 0.70, 0.82, 0.10, 0.0),
        (("more",), 0.80, 0.87, 0.16, 0.85),
        (("blind",), 0.60, 0.90, 0.10, 0.80),
    ],
)
def test_the_figures_on_our_own_rows(
    parts: tuple[str, ...], recall: float, precision: float, chatter: float, benign: float
) -> None:
    """No model is asked. What is measured today, less a little; the held part is looked at as figures only."""
    figures = extraction.measure(*extraction.rows_of(OWN, "", parts), extraction.Unasked()).figures()
    assert figures["recall"] >= recall
    assert figures["precision"] >= precision
    assert figures["chatter_yield"] <= chatter
    assert figures["benign_kept"] >= benign
