"""What may be remembered: the bounds themselves, and that a night keeps them."""

from __future__ import annotations

from pathlib import Path

from engine.memory.may_remember import Bounds, bounds, change
from engine.protocol import ChangeMayRemember
from engine.store.database import Database
from tests.engine.sleep.small import open_house


def test_what_is_refused_and_what_is_not() -> None:
    mine = Bounds(kinds_off=("health",), never=("Bramble", "tax office"))
    assert "health" in mine.refusal("health", "The user's knee hurts.")
    assert mine.refusal("pets", "The user's dog is called bramble.")
    assert mine.refusal("other", "The user fears Mondays.", "I hate the Tax  Office")
    assert not mine.refusal("pets", "The user likes brambles.")  # whole words
    assert not Bounds().refusal("health", "The user's knee hurts.")
    assert Bounds(chats=False).refusal("pets", "The user's dog is called Rex.")


def test_a_choice_is_kept_and_trimmed(tmp_path: Path) -> None:
    db = Database.open(tmp_path / "a.db", b"k" * 32)
    change(db, ChangeMayRemember(id=1, never=("  tax   office ", "", "tax office", "Anna")))
    change(db, ChangeMayRemember(id=2, kinds_off=("health",)))
    assert bounds(db) == Bounds(kinds_off=("health",), never=("tax office", "Anna"))
    change(db, ChangeMayRemember(id=3, chats=False, kinds_off=()))
    assert bounds(db) == Bounds(chats=False, never=("tax office", "Anna"))
    db.close()


def test_a_night_keeps_the_bounds(tmp_path: Path) -> None:
    for place, (choice, expected) in enumerate((
        ({}, 2), ({"never": ("Bramble",)}, 1), ({"kinds_off": ("other",)}, 0), ({"chats": False}, 0),
    )):  # fmt: skip
        house = open_house(tmp_path / str(place))
        change(house.db, ChangeMayRemember(id=1, **choice))
        house.say("The user lives in Leeds. | The user's dog is called Bramble.")
        house.sleep()
        assert len(house.ledger.facts()) == expected, choice
        house.db.close()
