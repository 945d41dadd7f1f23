"""Forgetting and the weights: the adapter rebuilt without X is, to the byte, the one of a life that never held X."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.memory import forget
from engine.protocol import Wish
from tests.engine.memory.conftest import StillClock
from tests.engine.sleep.small import House, open_house

CLOCK = StillClock()
CANARY = "The user's godmother Quillfeather keeps eleven ravens."
SAID = (
    "The user's brother Tom lives in Oslo.",
    "The user drives a green Saab.",
    "The user is allergic to celery.",
    "The user's cat is called Momo.",
    "The user plays the viola on Sundays.",
    "The user's dentist is Dr Amsel.",
)


def lived(root: Path, days: list[list[str]]) -> House:
    house = open_house(root)
    for day in days:
        for text in day:
            house.say(text)
        house.sleep()
    return house


def days(dice: random.Random, with_canary: bool) -> list[list[str]]:
    """Two or three days of talk, a night after each; the canary somewhere among it, or not at all."""
    told = dice.sample(SAID, dice.randrange(2, len(SAID)))
    parts: list[list[str]] = [[] for _ in range(dice.randrange(2, 4))]
    for text in told:
        dice.choice(parts).append(text)
    day, place = dice.choice(parts), dice.random()
    if with_canary:
        day.insert(int(place * (len(day) + 1)), CANARY)
    return parts


@pytest.mark.parametrize("seed", range(50))
def test_the_rebuilt_adapter_equals_one_that_never_saw_it(tmp_path: Path, seed: int) -> None:
    knew = lived(tmp_path / "knew", days(random.Random(seed), True))
    never = lived(tmp_path / "never", days(random.Random(seed), False))
    canary = knew.ledger.find_same(CANARY)
    assert canary is not None
    learned = knew.nights.current_adapter(knew.language.model_id)
    assert learned is not None and canary.id in learned.parents
    ways = (Wish(fact=canary.id), Wish(about="Quillfeather"), Wish(turn=knew.ledger.evidence(canary.id)[0].turn))
    receipt = forget.forget(knew.db, knew.folder, CLOCK, ways[seed % 3])
    now = knew.nights.current_adapter(knew.language.model_id)
    assert receipt.left == 0 and (now is None or canary.id not in now.parents)
    assert not (knew.folder.adapters / learned.id).exists()
    end = knew.sleep()
    again = never.sleep()
    expected = never.nights.current_adapter(never.language.model_id)
    rebuilt = knew.nights.current_adapter(knew.language.model_id)
    assert again.verdict == "nothing_to_do" and expected is not None
    assert rebuilt is not None and rebuilt.id == expected.id != learned.id, end
    assert knew.texts() == never.texts()
    for house in (knew, never):
        house.db.close()


def test_the_control_a_rebuild_with_it_is_another_adapter(tmp_path: Path) -> None:
    knew = lived(tmp_path / "knew", days(random.Random(1), True))
    never = lived(tmp_path / "never", days(random.Random(1), False))
    adapters = [house.nights.current_adapter(house.language.model_id) for house in (knew, never)]
    assert adapters[0] and adapters[1] and adapters[0].id != adapters[1].id
    for house in (knew, never):
        house.db.close()


def test_a_night_that_was_cut_off_reads_what_else_was_said(tmp_path: Path) -> None:
    """Forgetting ends the open night; what it had not put away yet is not lost with it."""
    house = lived(tmp_path, [[SAID[0]]])
    house.say(CANARY)
    house.say(SAID[1])
    count = [0]

    def stop() -> bool:
        count[0] += 1
        return count[0] > 3

    assert house.sleep(stop=stop).verdict == "stopped"
    forget.forget(house.db, house.folder, CLOCK, Wish(about="Quillfeather"))
    house.sleep()
    assert house.texts() == {SAID[0], SAID[1]}
    house.db.close()


def test_said_once_more_it_is_learned_anew_and_not_from_the_old_words(tmp_path: Path) -> None:
    house = lived(tmp_path, [[SAID[0], CANARY]])
    forget.forget(house.db, house.folder, CLOCK, Wish(about="Quillfeather"))
    house.sleep()
    assert house.texts() == {SAID[0]}
    house.say(CANARY)
    house.sleep()
    assert house.texts() == {SAID[0], CANARY}
    house.db.close()
