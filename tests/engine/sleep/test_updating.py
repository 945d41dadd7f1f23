"""What is so now, what is not any more, and what it was before."""

from __future__ import annotations

import pytest

from engine.sleep.grading import holds, value_words
from engine.sleep.questions import exam_questions, view
from engine.sleep.updating import Told, chosen, still, told, used_to
from engine.sleep.wording import read

MOVED = ("The user's sister Dilani lives in Melbourne.", "The user's sister Dilani lives in Auckland.")
SOLD = ("The user has a boat called Wanda.", "The user sold his boat Wanda.")


def answers(old: str, new: str) -> dict[str, str]:
    return {each.text: each.answer for each in told(old, new)}


def test_a_changed_value() -> None:
    found = answers(*MOVED)
    assert found["Where does my sister Dilani live now?"] == "Your sister Dilani lives in Auckland."
    no = "No, not any more. Your sister Dilani lives in Auckland."
    assert found["Does my sister Dilani still live in Melbourne?"] == no
    assert found["Where did my sister Dilani live before?"] == "Your sister Dilani used to live in Melbourne."


def test_what_is_over() -> None:
    found = answers(*SOLD)
    assert found["Do I have a boat?"] == "No, not any more. You sold your boat Wanda."
    assert not any(text.endswith("before?") for text in found)
    assert "What do I own?" not in found  # that has other answers


def test_what_changed_hands_is_asked_for_by_its_holder() -> None:
    found = answers("The user's neighbour Una keeps the user's key.", "The user's neighbour Ike keeps the user's key.")
    assert found["Who keeps my key now?"] == "Your neighbour Ike keeps your key."


def test_the_dead_keep_their_names() -> None:
    assert told("The user's cat is called Pickle.", "The user's cat Pickle died.") == []


@pytest.mark.parametrize(("old", "new"), [MOVED, SOLD, ("Zzz.", "Yyy."), ("", "The user")])
def test_every_answer_about_now_holds_the_newer_value(old: str, new: str) -> None:
    now = value_words(view(read(new)))
    for each in told(old, new):
        assert each.sound
        assert each.sort == "before" or holds(each.answer, now)
        assert each.text not in exam_questions(view(read(new)))


def test_the_old_value_is_only_of_the_past() -> None:
    for each in told(*MOVED):
        assert "Melbourne" not in each.answer or "used to" in each.answer


def test_a_few_hold_every_sort() -> None:
    few = chosen(told(*MOVED), 3)
    assert {each.sort for each in few} == {"now", "still", "before"} and len(few) == 3


def test_an_answer_without_its_value_is_not_sound() -> None:
    assert not Told("Where?", "Somewhere else.", ("auckland",), "now").sound


@pytest.mark.parametrize(
    ("text", "question", "past"),
    [
        ("The user is a nurse.", "Am I still a nurse?", "You used to be a nurse."),
        ("The user's parents live in Bath.", "Do my parents still live in Bath?", "Your parents used to live in Bath."),
    ],
)
def test_grammar(text: str, question: str, past: str) -> None:
    assert still(read(text))[0] == question
    assert used_to(read(text)) == past
