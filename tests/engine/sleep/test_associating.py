"""Insights: what connects memories that lie far apart, and what must not be connected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.sleep.associating import LEAST, MOST, TWICE, Memory, insights
from tests.engine.sleep.test_dream import fact_of

FAR = 30  # turns between two memories of these tests


def memories(*texts: str) -> list[Memory]:
    return [Memory(fact_of(number, text), (number * FAR,)) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("The user's sister Priya lives in Lisbon.", "The user is flying to Lisbon in June.", "Lisbon comes up twice"),
        ("The user is allergic to nuts.", "The user's favourite cake is walnut cake.", "may matter to the other"),
        ("Bram's birthday is on 14 June.", "The user is going to Bergen from 12 to 16 June.", "meet in time"),
        ("Bram's birthday is on 14 June.", "The user's viva is on 14 June.", "fall on the same day"),
        ("The user's league is on Thursday.", "The user's squash lesson is on Thursdays.", "on a Thursday"),
        ("The user's uncle Otto restores harpsichords.", "The user wants to learn the harpsichord.", "belong together"),
    ],
)
def test_what_belongs_together_is_found_and_said_in_the_facts_own_words(one: str, other: str, said: str) -> None:
    (link,) = insights(memories(one, other))
    assert said in link.text and link.facts == (1, 2) and link.turns == (FAR, 2 * FAR)
    for each in memories(one, other):
        assert each.sentence.answer[1:-1] in link.text
    assert 0 < link.novelty < 1 and 0 < link.support <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The user's sister Priya lives in Lisbon.", "The user's sister Priya is a dentist."),  # a portrait
        ("The user drives a Saab.", "The user is flying to Lisbon in June."),
        ("The user's mother died in June.", "The user is flying to Lisbon in June."),  # nobody wants that
        ("The user is allergic to nuts.", "The user's son Theo is allergic to nuts."),
        ("Bram's birthday is on 14 June.", "The user's viva is on 14 July."),
    ],
)
def test_what_does_not_is_left_alone(one: str, other: str) -> None:
    assert insights(memories(one, other)) == []


def test_what_was_said_in_one_breath_is_no_insight() -> None:
    one, other = memories("The user's sister Priya lives in Lisbon.", "The user is flying to Lisbon in June.")
    assert insights([replace(one, turns=(7,)), replace(other, turns=(7,))]) == []


def test_what_was_told_before_never_comes_again() -> None:
    known = memories("The user's sister Priya lives in Lisbon.", "The user is flying to Lisbon in June.")
    assert insights(known, {(1, 2)}) == []


def test_farther_apart_comes_first() -> None:
    near = [Memory(fact_of(n, f"The user's {who} Ada lives in Oslo."), (n * 4,)) for n, who in ((1, "aunt"),)]
    near += [Memory(fact_of(2, "The user is flying to Oslo in May."), (8,))]
    near += [Memory(fact_of(3, "The user's boss is moving to Oslo."), (400,))]
    found = insights(near)
    assert 3 in found[0].facts and found[0].novelty > found[-1].novelty


def test_at_most_five_and_no_fact_in_more_than_two() -> None:
    trips = memories(*(f"The user's {who} Ada{who} lives in Lisbon." for who in str.split("aunt uncle boss tutor vet")))
    found = insights([*trips, Memory(fact_of(9, "The user is flying to Lisbon in June."), (900,))])
    assert len(found) <= MOST
    for fact in range(1, 10):
        assert sum(fact in link.facts for link in found) <= TWICE
    assert all(link.strength * link.novelty * link.support >= LEAST for link in found)


def test_a_doubtful_fact_supports_nothing() -> None:
    one, other = memories("The user's sister Priya lives in Lisbon.", "The user is flying to Lisbon in June.")
    assert insights([replace(one, fact=replace(one.fact, state="uncertain")), other]) == []
