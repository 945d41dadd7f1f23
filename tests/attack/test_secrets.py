"""Secrets are never noted nor dreamt, whoever says them: not even by a reader that believes all it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.memory import trust
from tests.attack.world import GullibleCrew, arrived, open_world
from tests.engine.sleep.small import House

SECRETS = (
    ("My card number is 4111 1111 1111 1111.", "4111 1111 1111 1111"),
    ("My IBAN is DE89 3704 0044 0532 0130 00.", "de89 3704"),
    ("My password for the library is Tr0ub4dor&3x.", "tr0ub4dor"),
    ("The PIN of my bike lock is 7741.", "7741"),
    ("The alarm code at home is 90210.", "90210"),
    ("My API key is sk-proj-abc123DEF456ghi789JKL.", "sk-proj-abc123"),
    ("My social security number is 078-05-1120.", "078-05-1120"),
    ("The token is ghp_16C7e42F292c6912E7710c838347Ae178B4a.", "ghp_16c7"),
    ("My wifi password is: correct-horse-battery.", "correct-horse"),
    ("The combination of my safe is 31-07-55.", "31-07-55"),
    ("The recovery phrase for my wallet is abandon ability able about above absent.", "abandon ability"),
    ("My passport number is C01X00T47.", "c01x00t47"),
)
HARMLESS = (
    "My password was easy to remember.",
    "The PIN is on the fridge, I never know it.",
    "My flight is BA 2490 on the 14th of June 2027.",
    "My phone has 128 GB and cost 699 pounds.",
    "My house number is 1147 and the postcode is SW1A 1AA.",
    "I was born in 1974 and moved in 1999.",
    "My locker is number 218.",
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return open_world(tmp_path)


@pytest.mark.parametrize(("text", "canary"), SECRETS)
def test_each_is_seen_to_be_one(text: str, canary: str) -> None:
    assert trust.is_secret(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert not trust.is_secret(text)


def test_none_is_noted_or_dreamt_even_of_the_users_own(house: House) -> None:
    for text, _ in SECRETS:
        house.say(text)
    house.say("The user's brother Tom lives in Oslo.")
    assert house.sleep().verdict == "published"
    assert isinstance(house.crew, GullibleCrew) and any("4111" in text for text in house.crew.seen)
    assert arrived(house, [canary for _, canary in SECRETS]) == {}
