"""kill -9 over all stages of a night: of the sleeper, and of the engine with it; the same adapter comes out, and chat
is answered meanwhile (issue 4; reliability table, rows 7, 10 and 21)."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import (
    Event,
    GetReport,
    Report,
    ReportReady,
    Request,
    Say,
    Sleep,
    SleepEnded,
    SleepStage,
    Stage,
    Stop,
    TroubleEvent,
    TurnSaved,
    is_last,
)
from tests.crash.night import ENGINE

DAY = (
    "The user lives in Leeds. | The user's dog is called Bramble.",
    "The user sings alto. | The user drives a Skoda. | The user's sister Priya lives in Lisbon.",
)
SHORT = ("gather", "consolidate", "wake")  # stages with few events: no time to wait for the right moment
STAGES: tuple[Stage, ...] = ("gather", "consolidate", "dream", "train", "exam", "wake")


class House:
    """One data folder and one engine over it, spoken to line by line."""

    def __init__(self, root: Path, model: Path) -> None:
        self.folder, self.model = DataFolder(root), model
        self.client: Client | None = None
        self.heard: list[Event] = []

    def engine(self) -> Client:
        if self.client is None:
            self.client = Client.start(self.folder, self.model, command=ENGINE)
        return self.client

    def send(self, kind: Callable[..., Request], **fields: Any) -> int:
        client = self.engine()
        client._count += 1
        client._send(kind(id=client._count, **fields))
        return client._count

    def next(self) -> Event:
        event = self.engine()._next()
        self.heard.append(event)
        return event

    def until(self, *numbers: int, hear: Callable[[Event], None] = lambda _: None) -> dict[int, Event]:
        """Events up to the last ones of these requests."""
        lasts: dict[int, Event] = {}
        while set(numbers) - set(lasts):
            event = self.next()
            hear(event)
            if is_last(event):
                lasts[event.re] = event
        return lasts

    def say(self, text: str) -> None:
        list(self.engine().ask(Say, text=text, max_tokens=4))

    def sleeper(self) -> psutil.Process | None:
        """The sleeper that runs now."""
        for child in psutil.Process(self.engine().pid).children(recursive=True):
            try:
                if "sleeper" in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                    return child
            except psutil.Error:
                continue
        return None

    def report(self) -> Report:
        return next(each.report for each in self.engine().ask(GetReport) if isinstance(each, ReportReady))

    def close(self) -> None:
        if self.client:
            self.client.close()
        self.client = None


@dataclass
class Outcome:
    """What `kills` did: which stages were hit, how the night ended, and how chat went meanwhile."""

    kills: Counter[str] = field(default_factory=Counter)
    adapter: str = ""
    verdict: str = ""
    reason: str = ""
    answered: int = 0
    adapters: set[str] = field(default_factory=set)
    slowest: float = 0.0
    seconds: float = 0.0


def prepare(root: Path, model: Path) -> str:
    """A folder with one night behind it, and a day to sleep over; returns the adapter that is worn by now."""
    house = House(root, model)
    house.say(DAY[0])
    end = house.until(house.send(Sleep, depth="night")).popitem()[1]
    house.say(DAY[1])
    house.close()
    assert isinstance(end, SleepEnded) and end.verdict == "published", end
    return end.adapter


def a_day(template: Path, root: Path, model: Path) -> House:
    """A copy of what `prepare` made."""
    shutil.copytree(template, root)
    return House(root, model)


def undisturbed(template: Path, root: Path, model: Path) -> Outcome:
    """The night as it should be."""
    house = a_day(template, root, model)
    end = house.until(house.send(Sleep, depth="night")).popitem()[1]
    house.close()
    assert isinstance(end, SleepEnded), end
    return Outcome(adapter=end.adapter, verdict=end.verdict)


def disturbed(template: Path, root: Path, model: Path, kills: int, seed: int) -> Outcome:
    """A night in which sleeper or engine is killed `kills` times, by turns in every stage, and chat is spoken to."""
    chance, outcome, began = random.Random(seed), Outcome(), time.monotonic()
    house = a_day(template, root, model)
    plan: list[tuple[Stage, str]] = [(STAGES[n % 6], "sleeper" if n % 4 else "engine") for n in range(kills)]
    chance.shuffle(plan)
    plan.sort(key=lambda each: STAGES.index(each[0]))
    deaths: Counter[str] = Counter()
    before = house.report().night
    while True:
        number = house.send(Sleep, depth="night")
        try:
            end: Any = _night(house, number, plan, deaths, chance, outcome)
        except Trouble as trouble:
            assert trouble.kind == "engine_ended", trouble
            house.close()
            deaths.clear()
            end = house.report()
            if end.night == before:  # else all was written: another night would take in what was said meanwhile
                continue
        if isinstance(end, SleepEnded) and end.verdict == "stopped":
            deaths.clear()
            continue
        assert isinstance(end, SleepEnded | Report), end
        outcome.adapter, outcome.verdict, outcome.reason = end.adapter, end.verdict, end.reason
        outcome.seconds = time.monotonic() - began
        house.close()
        return outcome


def _night(
    house: House,
    number: int,
    plan: list[tuple[Stage, str]],
    deaths: Counter[str],
    chance: random.Random,
    outcome: Outcome,
) -> Event:
    """One night with its kills, and a chat now and then. One death a stage is forgiven without doing less."""
    wait = chance.randrange(4)
    chatting: tuple[int, float] | None = None
    stopping = False
    while True:
        event = house.next()
        if chatting and event.re == chatting[0]:
            if isinstance(event, TurnSaved) and event.turn.role == "assistant":
                outcome.answered += 1
                outcome.adapters.add(event.turn.adapter)
                outcome.slowest = max(outcome.slowest, time.monotonic() - chatting[1])
            if is_last(event):
                chatting = None
        if event.re == number and is_last(event):
            return event
        if stopping or not isinstance(event, SleepStage):
            continue
        if chatting is None and chance.random() < 0.05:
            chatting = house.send(Say, text="are you there?", max_tokens=3), time.monotonic()
        if not plan or STAGES.index(plan[0][0]) > STAGES.index(event.stage):
            continue
        if wait > 0 and event.stage not in SHORT:
            wait -= 1
            continue
        _, who = plan[0]
        if who == "sleeper" and deaths[event.stage]:  # a second one would be given less to do: stop it kindly instead
            house.send(Stop)
            stopping = True
            continue
        if not _kill(house, who):
            continue
        plan.pop(0)
        deaths[event.stage] += who == "sleeper"
        outcome.kills[f"{event.stage} ({who})"] += 1
        wait = chance.randrange(4)


def _kill(house: House, who: str) -> bool:
    victim = house.engine().pid if who == "engine" else getattr(house.sleeper(), "pid", 0)
    if victim:
        os.kill(victim, signal.SIGKILL)
    return bool(victim)


def ending(template: Path, root: Path, model: Path, ends: str, times: int = 0) -> tuple[Event, House]:
    """A night whose sleeper ends by itself in a rough way, `times` times or (0) every time; how it ended, with chat
    proved alive."""
    house = a_day(template, root, model)
    os.environ["NIGHT_ENDS"] = ends
    os.environ["NIGHT_ENDS_COUNT"] = str(root / "ends") if times else ""
    os.environ["NIGHT_ENDS_TIMES"] = str(times)
    try:
        number = house.send(Sleep, depth="night")
        chat = house.send(Say, text="still there?", max_tokens=3)
        lasts = house.until(number, chat)
    finally:
        del os.environ["NIGHT_ENDS"], os.environ["NIGHT_ENDS_COUNT"], os.environ["NIGHT_ENDS_TIMES"]
    assert not isinstance(lasts[chat], TroubleEvent), lasts[chat]
    return lasts[number], house


def slowest_stop(root: Path, model: Path, times: int) -> float:
    """Let a night begin by itself and the user come back, so many times; the slowest end of a sleeper, in seconds."""
    prepare(root / "template", model)
    free = {"on_ac": True, "idle": 3600, "display_off": True, "free_disk": 1 << 40, "free_memory": 1 << 40}
    os.environ["NIGHT_SIGNALS"] = str(root / "signals")
    worst = 0.0
    try:
        for number in range(times):
            _signals(root, free)
            house = a_day(root / "template", root / str(number), model)
            for _ in range(1 + number % 7):
                while not isinstance(house.next(), SleepStage):
                    pass
            sleeper = house.sleeper()
            assert sleeper is not None
            _signals(root, free | {"idle": 0.1})
            began = time.monotonic()
            sleeper.wait(30)  # until then it has the machine; what the engine writes down after it takes little
            worst = max(worst, time.monotonic() - began)
            while not isinstance(house.next(), SleepEnded):
                pass
            house.close()
    finally:
        del os.environ["NIGHT_SIGNALS"]
    return worst


def _signals(root: Path, values: dict[str, Any]) -> None:
    (root / "signals.new").write_text(json.dumps(values))
    (root / "signals.new").replace(root / "signals")
