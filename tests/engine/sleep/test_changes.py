"""What is so now, where only the change was told."""

from __future__ import annotations

import pytest

from tests.engine.sleep.test_gather import read


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        (
            "Marisol's leaving in May and Piotr has taken over as my supervisor.",
            "The user's supervisor is called Piotr.",
        ),
        ("They moved badminton to Wednesdays because of the hall.", "The user's badminton is on Wednesdays."),
        ("The hospital pushed my MRI from the 4th of May to 11 May.", "The user's MRI is on 11 May."),
        ("The dentist has moved my check-up to Friday.", "The user's check-up is on Friday."),
        ("Traded in the Corolla and drove home in a Nissan Leaf.", "The user drives a Nissan Leaf."),
        ("Lisbon fell through, so the May trip is Porto instead.", "The user's May trip is Porto now."),
    ],
)
def test_what_is_so_now_stands_and_not_the_telling(said: str, fact: str) -> None:
    found = read(said)
    assert fact in found
    assert not [text for text in found if any(word in text for word in ("taken over", "has moved", "traded in"))]


def test_an_animal_that_was_put_to_sleep_has_died_and_somebody_who_leaves_has_not() -> None:
    known = {"Clover": "rabbit", "Dilani": "sister"}
    assert "The user's rabbit Clover has died." in read("We had Clover put to sleep yesterday.", known=known)
    assert "The user's rabbit Clover has died." in read("We said goodbye to Clover on Sunday.", known=known)
    assert not [text for text in read("We said goodbye to Dilani at the airport.", known=known) if "died" in text]
    assert "The user's sister Dilani has died." in read("Dilani passed away in March.", known=known)
    assert not [text for text in read("We said goodbye to Mortimer on Sunday.", known=known) if "died" in text]


@pytest.mark.parametrize(
    "said", ["They put the price up to 40.", "They moved me to the night shift.", "They moved it to May."]
)
def test_what_names_nothing_of_the_users_gives_nothing(said: str) -> None:
    assert read(said) == []


def test_an_appointment_moves_and_does_not_live_anywhere() -> None:
    assert read("My physio appointment has been moved to Tuesday.") == [
        "The user's physio appointment has been moved to Tuesday."
    ]
    assert not [text for text in read("We swapped Tesco for Aldi.") if "lives" in text]
