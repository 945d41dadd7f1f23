"""Look-alikes one word away: of the same sort, of somebody else, of another month; never what is known."""

from __future__ import annotations

import random

import pytest

from engine.sleep.contrast import World, contrasts
from engine.sleep.questions import questions, view
from engine.sleep.swapping import siblings, swapped
from engine.sleep.wording import read


def drawn(text: str, *known: str, exam: bool = False) -> set[tuple[str, str]]:
    """Forty draws for the fact `text`, beside other `known` facts."""
    told = " ".join([text, *known]).casefold()
    seen = view(read(text))
    return {found for draw in range(40) if (found := swapped(seen, told, random.Random(draw), exam))}


def test_groups_hold_no_word_twice_and_enough_for_exam_and_dreams() -> None:
    for group in siblings():
        assert len(set(group)) == len(group) >= 3, group


def test_another_thing_of_the_same_sort_is_asked_about_and_named() -> None:
    found = drawn("The user's favourite soup is goulash.")
    assert {matter for _, matter in found} & {"my favourite salad", "my favourite dessert", "my favourite pizza"}
    assert not any(matter.endswith("soup") and "'s " not in matter for _, matter in found)


def test_the_same_thing_of_somebody_else_loses_its_name() -> None:
    found = drawn("The user's parrot Pip likes to sing.")
    others = [text for text, matter in found if "'s parrot" in matter]
    assert others and not any("Pip" in text for text in others)


def test_another_month_is_asked_of_where_the_fact_has_one() -> None:
    found = drawn("The user is flying to Quito in March.")
    assert any(matter.startswith("in ") for _, matter in found)
    assert not any("March" in matter for _, matter in found)


@pytest.mark.parametrize("exam", [False, True])
def test_what_is_known_is_never_put_in(exam: bool) -> None:
    known = [f"The user's {each} is at home." for group in siblings() if "rabbit" in group for each in group]
    found = drawn("The user's rabbit is called Nougat.", *known, exam=exam)
    animals = {each for group in siblings() if "rabbit" in group for each in group} - {"rabbit"}
    assert not any(matter.removeprefix("my ") in animals for _, matter in found)


def test_words_that_the_fact_does_not_say_are_left_alone() -> None:
    """A question's frame ("the pharmacist asks …") may change without changing what is asked."""
    text = "The user is allergic to latex."
    frames = {each.text for each in questions(view(read(text)))}
    assert all(matter in {"latex"} or text not in frames for text, matter in drawn(text))
    assert not any("pharmacist" in matter or "market" in matter for _, matter in drawn(text))


def test_exam_and_dreams_put_in_different_words() -> None:
    text = "The user's boiler needs a 22 mm valve."
    assert not {matter for _, matter in drawn(text)} & {matter for _, matter in drawn(text, exam=True)}


def test_contrasts_hold_such_look_alikes_with_an_honest_denial() -> None:
    text = "The user's spare key is under the watering can."
    made = contrasts(view(read(text)), World([text]), random.Random(1), 24)
    near = [each for each in made if each.matter.startswith("your ") and each.matter.endswith(" key")]
    assert len({each.matter for each in near} - {"your spare key"}) >= 4 and len(made) >= 20
    assert all(each.denial.startswith(f"Your {each.matter.removeprefix('your ')}?") for each in near)
