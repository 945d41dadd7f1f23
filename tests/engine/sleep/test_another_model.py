"""Another model: memory and ledger stay, adapters do not fit, and the next night teaches it what the old one knew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.chat import Chat
from engine.clock import SystemClock
from engine.model.message import Message
from engine.protocol import Report
from tests.engine.sleep.small import AnyAdapter, House, open_house

DAY = "The user lives in Leeds. | The user's dog is called Bramble."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = open_house(tmp_path / "data")
    yield made
    made.db.close()


def change(house: House, letter: str) -> None:
    """Another model answers, wearing what it has of its own, as the desk would have it."""
    house.language = AnyAdapter()
    house.language.model_id = letter * 64
    row = house.nights.current_adapter(house.language.model_id)
    house.language.use_adapter(house.folder.root / row.folder if row else None)


def told(house: House) -> list[str]:
    """Which facts come into the prompt when they are asked for."""
    chat = Chat(house.db, house.turns, house.ledger, SystemClock(), "BASE")
    asked = {"Leeds": "The user lives where, Leeds?", "Bramble": "Is the user's dog called Bramble?"}
    by_heart = {asks: chat.by_heart(house.language, [Message("user", asks)]) for asks in asked.values()}  # type: ignore[arg-type]
    return [word for word, asks in asked.items() if word in chat.preview(asks, True, by_heart[asks])[0].content]


def text(house: House) -> str:
    raw = house.nights.report(None)
    assert raw is not None
    report = msgspec.json.decode(raw, type=Report)
    assert report.another_model == ("Another model" in report.text)
    return report.text


def test_what_another_model_knew_by_heart_is_in_the_prompt_until_the_next_night(house: House) -> None:
    house.say(DAY)
    first = house.sleep()
    assert told(house) == [] and "Another model" not in text(house)
    change(house, "b")
    assert told(house) == ["Leeds", "Bramble"], "its weights know nothing"
    second = house.sleep()
    assert second.verdict == "published" and second.adapter != first.adapter
    assert told(house) == [] and "taught to it anew" in text(house)
    assert {fact.lives for fact in house.ledger.facts()} == {"fast"}


def test_going_back_wears_the_old_adapter_and_trusts_it_only_after_a_night(house: House) -> None:
    house.say(DAY)
    first = house.sleep()
    change(house, "b")
    house.say("The user's dog is called Rex.")
    house.sleep()
    change(house, "e")
    assert house.language.adapter_id == first.adapter
    assert told(house) == ["Leeds", "Bramble"], "the ledger tells what the other model knows, not this one"
    assert house.sleep().verdict == "published"
    assert told(house) == [] and house.sleep().verdict == "nothing_to_do"


def test_changing_there_and_back_without_a_night_changes_nothing(house: House) -> None:
    house.say(DAY)
    house.sleep()
    change(house, "b")
    change(house, "e")
    assert told(house) == [] and house.sleep().verdict == "nothing_to_do"


def test_an_unfinished_night_of_the_old_model_is_dreamt_anew_for_the_new_one(house: House) -> None:
    house.say(DAY)
    house.sleep(stop=lambda: any(each.stage == "train" for each in house.stages))
    assert house.nights.unfinished() is not None
    change(house, "b")
    assert house.sleep().verdict == "published"
    made = house.nights.adapters()[-1]
    assert made.model == "b" * 64 and house.language.adapter_id == made.id
