"""Who is the subject of a clause further on: "the user" turns into "I" there, and into "me" elsewhere."""

from __future__ import annotations

import pytest

from engine.memory.voice import first_person


@pytest.mark.parametrize(
    ("third", "first"),
    [
        ("A quiz told the user the user will marry a sailor.", "A quiz told me I will marry a sailor."),
        ("The doctor told the user that the user is fine.", "The doctor told me that I am fine."),
        ("The user's sister calls the user every day.", "My sister calls me every day."),
        ("The user's boss thinks the user has left.", "My boss thinks I have left."),
    ],
)
def test_subject_and_object(third: str, first: str) -> None:
    assert first_person(third) == first
