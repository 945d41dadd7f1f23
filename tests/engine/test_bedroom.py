"""Nights of the true engine in true sleeper processes: by themselves, by wish, stopped, hung; chat goes on beside."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from engine import outlook
from engine.bedroom import Bedroom
from engine.protocol import (
    AddFact,
    ChangeWishes,
    ConditionsView,
    Done,
    Event,
    Forget,
    ForgetEverything,
    GetConditions,
    NightPlan,
    OpenConversation,
    Ready,
    Request,
    Say,
    Sleep,
    SleepEnded,
    SleepStage,
    Stop,
    TroubleEvent,
    UndoNight,
    Wish,
)
from tests.crash.night_kills import House, prepare
from tests.fakes import tiny_model

ROOT = Path(__file__).parent.parent.parent
FREE = {"on_ac": True, "charge": 90, "idle": 3600, "display_off": True, "free_disk": 1 << 40, "free_memory": 1 << 40}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("bedroom")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        prepare(root / "template", tiny_model(root / "model"))
    return root / "template", root / "model"


@pytest.fixture
def house(template: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.chdir(ROOT)
    import shutil

    shutil.copytree(template[0], tmp_path / "data")
    house = House(tmp_path / "data", template[1])
    monkeypatch.setenv("NIGHT_SIGNALS", str(tmp_path / "signals"))
    signals(house, **(FREE | {"idle": 0}))
    yield house
    house.close()


def signals(house: House, **values: Any) -> None:
    path = house.folder.root.parent / "signals"
    path.with_suffix(".new").write_text(json.dumps(values))
    path.with_suffix(".new").replace(path)


def until(house: House, kind: type[Event], seconds: float = 300.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        event = house.next()
        if isinstance(event, kind):
            return event
    raise AssertionError(f"no {kind.__name__}")


def test_a_night_begins_by_itself_stops_for_the_user_and_goes_on(house: House) -> None:
    house.engine()
    signals(house, **FREE)
    stage = until(house, SleepStage)
    assert stage.re == 0
    until(house, SleepStage)
    signals(house, **(FREE | {"idle": 0.1}))
    began = time.monotonic()
    end = until(house, SleepEnded)
    assert time.monotonic() - began < 2.0
    assert end.verdict == "stopped" and "you are back" in end.reason
    assert house.sleeper() is None
    view = next(e for e in house.engine().ask(GetConditions) if isinstance(e, ConditionsView))
    assert view.verdict == "wait" and "you were here 0 seconds ago" in view.reasons[0]
    house.close()  # ten minutes must pass between two starts, but a new engine does not know of the first
    house.engine()
    signals(house, **FREE)
    end = until(house, SleepEnded)
    assert end.verdict == "published" and end.re == 0 and end.night == 2
    assert list(house.folder.backups.glob("dormouse-*.db"))
    time.sleep(1.0)
    view = next(e for e in house.engine().ask(GetConditions) if isinstance(e, ConditionsView))
    assert view.verdict == "nothing" and "nothing new" in view.reasons[0]


@pytest.mark.parametrize("change", [{"thermal": 2}, {"on_ac": False}, {"lid_closed": True}, {"free_disk": 1000}])
def test_sleep_now_is_refused_with_the_reason(house: House, change: dict[str, Any]) -> None:
    signals(house, **(FREE | change))
    number = house.send(Sleep)
    trouble = house.until(number)[number]
    assert isinstance(trouble, TroubleEvent) and trouble.kind == "not_now", trouble


def test_sleep_now_though_the_user_is_here_and_stop(house: House) -> None:
    number = house.send(Sleep, depth="nap")
    plan = until(house, NightPlan)
    assert plan.re == number and plan.depth == "nap" and plan.minutes == 5 and plan.rows > 0
    until(house, SleepStage)
    second = house.send(Sleep)
    refused = house.until(second)[second]
    assert isinstance(refused, TroubleEvent) and refused.kind == "asleep"
    opened = house.send(OpenConversation, conversation=1)
    assert not isinstance(house.until(opened)[opened], TroubleEvent)
    began = time.monotonic()
    stop = house.send(Stop)
    lasts = house.until(number, stop)
    assert time.monotonic() - began < 2.0
    assert isinstance(lasts[number], SleepEnded) and lasts[number].verdict == "stopped"  # type: ignore[attr-defined]
    assert isinstance(lasts[stop], Done) and house.heard.index(lasts[number]) < house.heard.index(lasts[stop])


def test_sleep_now_ends_where_the_mains_end(house: House) -> None:
    number = house.send(Sleep, depth="night")
    until(house, SleepStage)
    signals(house, **(FREE | {"idle": 0, "on_ac": False}))
    end = house.until(number)[number]
    assert isinstance(end, SleepEnded) and end.verdict == "stopped" and "runs on battery" in end.reason, end
    signals(house, **(FREE | {"idle": 0}))
    number = house.send(Sleep, depth="night")
    assert house.until(number)[number].verdict == "published"  # type: ignore[attr-defined]


def test_a_chat_that_does_not_fit_beside_the_night_ends_it(house: House) -> None:
    number = house.send(Sleep, depth="night")
    until(house, SleepStage)
    signals(house, **(FREE | {"idle": 0, "free_memory": 1000}))
    said = house.send(Say, text="are you there?", max_tokens=3)
    lasts = house.until(number, said)
    assert not isinstance(lasts[said], TroubleEvent)
    end = lasts[number]
    assert isinstance(end, SleepEnded) and end.verdict == "stopped" and "memory was wanted" in end.reason


def test_quitting_ends_the_sleeper(house: House) -> None:
    house.send(Sleep)
    until(house, SleepStage)
    sleeper = house.sleeper()
    assert sleeper
    began = time.monotonic()
    house.close()
    assert time.monotonic() - began < 3.0 and not sleeper.is_running()
    assert isinstance(house.engine().ready, Ready) and house.engine().ready.unfinished_night == 2


def test_a_sleeper_that_hangs_is_ended_and_begun_once_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGHT_ENDS", "dream:hang")
    monkeypatch.setenv("NIGHT_PATIENCE", "1")
    number = house.send(Sleep)
    end = house.until(number)[number]
    assert isinstance(end, SleepEnded) and end.verdict == "failed"
    assert "gave no sign of life" in end.reason and "“dream”" in end.reason


def test_wishes_are_kept_and_a_mac_refuses_one(house: House) -> None:
    asked = house.engine().ask(ChangeWishes, manner="charging_is_enough", hours=(22.0, 6.5))
    view = next(event for event in asked if isinstance(event, ConditionsView))
    assert (view.manner, view.hours) == ("charging_is_enough", (22.0, 6.5))
    house.close()
    view = next(e for e in house.engine().ask(ChangeWishes, automatic=False) if isinstance(e, ConditionsView))
    assert view.verdict == "off" and view.manner == "charging_is_enough" and view.hours == (22.0, 6.5)
    with pytest.raises(outlook.Trouble, match="On a Mac"):
        outlook.choose(None, ChangeWishes(id=1, manner="charging_is_enough"), platform="darwin")  # type: ignore[arg-type]


def test_a_nap_too_short_for_all_leaves_the_rest_to_a_night_by_itself(house: House) -> None:
    for number in range(25):
        heard = house.send(AddFact, text=f"The user has a plant called Fern {number}.")
        assert not isinstance(house.until(heard)[heard], TroubleEvent)
    number = house.send(Sleep, depth="nap")
    end = house.until(number)[number]
    assert isinstance(end, SleepEnded) and end.verdict == "nothing_to_do" and "a nap has room for" in end.reason
    signals(house, **FREE)
    house.close()
    house.engine()
    end = until(house, SleepEnded)
    assert end.re == 0 and end.verdict == "published"
    time.sleep(1.0)
    view = next(e for e in house.engine().ask(GetConditions) if isinstance(e, ConditionsView))
    assert view.verdict == "nothing"


def test_the_depth_of_a_night_by_itself(house: House) -> None:
    def asked(**wishes: Any) -> ConditionsView:
        return next(e for e in house.engine().ask(ChangeWishes, **wishes) if isinstance(e, ConditionsView))

    view = asked(automatic=False)
    assert (view.depth, view.deep_every, view.next_depth) == ("night", 7, "night")
    assert view.minutes["nap"] < view.minutes["night"] < view.minutes["deep"]
    assert asked(depth="nap").next_depth == "nap"
    assert asked(deep_every=1).next_depth == "deep", "every one"
    assert asked(deep_every=2).next_depth == "deep", "one night has been published since the house was built"
    assert asked(deep_every=3).next_depth == "nap" and asked(deep_every=0).next_depth == "nap"


def test_an_unclean_end_is_looked_over(house: House) -> None:
    assert house.engine().ready.findings == ()
    house.folder.key_file.chmod(0o644) if house.folder.key_file.exists() else house.folder.database.chmod(0o644)
    house.engine()._process.kill()
    house.close()
    assert [each.name for each in house.engine().ready.findings] == ["permissions"]
    house.close()
    assert not house.folder.running.exists() and house.engine().ready.findings == ()


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


@pytest.mark.parametrize(
    "request_", [Forget(id=1, wish=Wish(fact=1)), ForgetEverything(id=1), UndoNight(id=1, night=1)]
)
def test_what_cannot_be_beside_a_night_ends_it(request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(Bedroom, "stop", lambda self, why="": stopped.append(why))
    assert not object.__new__(Bedroom).handles(request_, lambda event: None)
    assert len(stopped) == 1


def test_a_night_that_was_missed_need_not_wait_for_its_hour() -> None:
    hours = (22.0, 6.0)
    assert outlook.missed(at("20T12:00"), at("21T09:00"), hours), "the whole night passed"
    assert not outlook.missed(at("20T23:00"), at("21T09:00"), hours), "said within it: the coming one will do"
    assert not outlook.missed(at("20T12:00"), at("20T23:00"), hours), "it is this very night"
    assert not outlook.missed(at("20T12:00"), at("22T09:00"), (0.0, 0.0)), "any hour is fine, none is missed"
    assert not outlook.missed(None, at("22T09:00"), hours)
    assert outlook.missed(at("20T08:00"), at("20T18:00"), (9.0, 17.0)) and not outlook.missed(
        at("20T12:00"), at("20T18:00"), (9.0, 17.0)
    )
    assert not outlook.missed(at("22T12:00"), at("20T18:00"), (9.0, 17.0)), "a clock that was set back misses nothing"
