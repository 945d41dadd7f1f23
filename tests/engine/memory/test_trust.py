"""Who may say what, and what must never be noted."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory import trust

SECRETS = [
    "My card is 4111 1111 1111 1111, exp 04/27.",
    "card no 5500-0055-5555-5559 please",
    "My PIN is 4821.",
    "the wifi password is swordfish",
    "My Netflix password: Tr0ub4dor&3",
    "Password for the router is hunter2",
    "The gate code is 4471#, don't tell the kids.",
    "export OPENAI_KEY=sk-proj-abcdEFGH1234567890",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "My IBAN is GB82 WEST 1234 5698 7654 32.",
    "ssn 078-05-1120",
    "token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
    "AKIAIOSFODNN7EXAMPLE is what it printed",
    "here: dGhpcyBpcyBhIHNlY3JldCBrZXkgMTIzNDU2Nzg5MA==",
    "-----BEGIN RSA PRIVATE KEY-----",
]
HARMLESS = [
    "My sister Priya lives in Lisbon.",
    "I pinned the recipe to the fridge.",
    "My dentist moved to 14 Station Road, LS6 2AB.",
    "The password is too long to remember.",
    "I forgot my password again.",
    "We paid 4,250 for the boiler in 2019.",
    "My phone number ends in 42.",
    "Maisie's nursery closes at 5:45.",
    "a mother-in-law-shaped-hole-in-our-living-room",
    "Our anniversary is on 14 September 2011.",
    "I keep the spare key under the third flowerpot.",
    "The bus pass code of conduct bores me.",
]


@pytest.mark.parametrize("text", SECRETS)
def test_secret_is_seen(text: str) -> None:
    assert trust.is_secret(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_passes(text: str) -> None:
    assert not trust.is_secret(text)


@given(st.integers(10**14, 10**15 - 1))
def test_card_numbers_need_their_check_digit(stem: int) -> None:
    wrong = [f"{stem}{digit}" for digit in range(10) if trust.is_secret(f"number {stem}{digit} there")]
    assert len(wrong) <= 1  # exactly one last digit makes a card number of it (none where all digits are the same)


def test_only_the_user_can_state_facts_about_the_user() -> None:
    assert [each for each in trust.ORDER if trust.may_be_fact(each)] == ["user_confirmed", "user_typed"]
    assert not trust.may_be_studied("web") and not trust.may_be_studied("model")


def test_lowest_part_decides_in_any_order() -> None:
    for parts in permutations(["user_typed", "web", "user_confirmed"]):
        assert trust.lowest(parts) == "web"
    assert trust.lowest([]) == "model"


def test_unknown_channel_is_not_trusted() -> None:
    assert not trust.may_be_fact(trust.of_channel("carrier pigeon"))
    assert json.dumps(trust.CHANNELS)  # plain data
