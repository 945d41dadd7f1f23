"""What the user puts down by hand holds against what was said before it, and not against what is said after."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from engine.answers import memory
from engine.call import Call
from engine.clock import SystemClock
from engine.memory.memory_file import MemoryFile
from engine.protocol import AddFact, ChangeFact
from engine.sleep import consolidate, evening
from tests.engine.sleep.small import House, open_house

REX = "The user has a dog called Rex."
LEEDS, BRADFORD, YORK = (f"The user lives in {town}." for town in ("Leeds", "Bradford", "York"))
CALL = Call(lambda event: None, lambda: False)


class Ticking(SystemClock):
    """A second later at each look."""

    def __init__(self) -> None:
        self._count = itertools.count()

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=next(self._count))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(tmp_path / "house", Ticking())
    yield house
    house.db.close()


def desk(house: House) -> Any:
    file = MemoryFile(house.db, house.ledger, house.nights, house.folder.memory_file)
    return SimpleNamespace(db=house.db, ledger=house.ledger, folder=house.folder, memory_file=file)


def add(house: House, text: str) -> None:
    memory.add_fact(desk(house), AddFact(id=1, text=text), CALL)


def change(house: House, words: str, **fields: Any) -> None:
    found = house.ledger.find_same(words)
    assert found is not None
    memory.change_fact(desk(house), ChangeFact(id=1, fact=found.id, **fields), CALL)


def test_a_fact_worded_by_hand_outlives_what_was_said_before(house: House) -> None:
    house.say(LEEDS)
    house.sleep()
    house.say(BRADFORD)
    change(house, LEEDS, text=YORK)
    house.sleep()
    assert house.texts() == {YORK}
    house.say(BRADFORD)
    house.sleep()
    assert house.texts() == {BRADFORD}, "what is said after it is newer"


def test_so_does_one_added_by_hand_or_in_the_memory_file(house: House) -> None:
    house.say(LEEDS)
    add(house, YORK)
    house.sleep()
    assert house.texts() == {YORK}
    house.say(BRADFORD)
    page = house.folder.memory_file.read_text(encoding="utf-8").replace("York", "Leeds")
    house.folder.memory_file.write_text(page, encoding="utf-8")
    desk(house).memory_file.sync()
    house.sleep()
    assert house.texts() == {LEEDS}


@pytest.mark.parametrize("state", ["deleted", "suspended"])
def test_what_was_put_aside_does_not_come_back_from_an_older_message(house: House, state: str) -> None:
    house.say(REX)
    house.sleep()
    house.say(REX)
    change(house, REX, state=state)
    house.sleep()
    assert house.texts() == set() and house.texts(state) == {REX}
    house.say(REX)
    house.sleep()
    assert house.texts() == {REX}, "said again after it, it holds again"


def test_a_suspended_fact_that_is_added_by_hand_holds_at_once(house: House) -> None:
    add(house, REX)
    change(house, REX, state="suspended")
    add(house, REX)
    assert house.texts() == {REX} and house.texts("suspended") == set()


def test_the_plan_is_made_before_the_transaction(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    plan = consolidate.plan

    def watched(*parts: Any) -> Any:
        inside.append(house.db._connection.in_transaction)
        return plan(*parts)

    monkeypatch.setattr(evening.consolidate, "plan", watched)
    house.say(LEEDS)
    house.sleep()
    assert inside == [False] and house.texts() == {LEEDS}
    house.say(BRADFORD)
    page = house.folder.memory_file.read_text(encoding="utf-8").replace("Leeds", "York")
    house.folder.memory_file.write_text(page, encoding="utf-8")
    house.sleep()
    assert inside == [False, False, True], "an edit of the file changes what it is made of"
    assert house.texts() == {YORK}
