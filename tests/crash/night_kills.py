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
from engine.deaths import PATIENT
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import (
    Event,
    GetReport,
    NightPlan,
    Report,
    ReportReady,
    Request,
    Say,
    Sleep,
    SleepEnded,
    SleepStage,
    Stage,
    TroubleEvent,
    TurnSaved,
    is_last,
)
from tests.crash.night import ENGINE, PAUSE
from tests.crash.starved import Stopwatch

DAY = (
    "The user lives in Leeds. | The user's dog is called Bramble.",
    "The user sings alto. | The user drives a Skoda. | The user's sister Priya lives in Lisbon.",
)
SHORT = ("gather", "consolidate", "wake")  # stages with few events: no time to wait for the right moment
MOST_NIGHTS = 6  # and one for five kills: a promise that a machine cannot keep must come to an end
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
    """What one or more nights came to: how often each stage was killed in (`kills`, by "stage (whose)"), every ending
    (`ends`: verdict and adapter), how chat went meanwhile (`slowest` in seconds, without those in which there was no
    processor for it); `reason` tells of the last ending."""

    kills: Counter[str] = field(default_factory=Counter)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    reason: str = ""
    answered: int = 0
    adapters: set[str] = field(default_factory=set)
    slowest: float = 0.0
    seconds: float = 0.0
    nights: int = 0

    @property
    def stages(self) -> set[str]:
        """The stages that were killed in."""
        return {name.split()[0] for name in self.kills}


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


def undisturbed(template: Path, root: Path, model: Path) -> SleepEnded:
    """The night as it should be."""
    house = a_day(template, root, model)
    end = house.until(house.send(Sleep, depth="night")).popitem()[1]
    house.close()
    assert isinstance(end, SleepEnded), end
    return end


def disturbed(template: Path, root: Path, model: Path, kills: int, seed: int) -> Outcome:
    """The same night again and again, until sleeper and engine have been killed `kills` times and in every stage.

    A kill follows a line that tells of progress, a moment later that is drawn; it counts where the sleeper's or the
    engine's last line came from, and only when the night has then been gone on with. A night that is over too soon is
    followed by another one, so a machine that is slow, or quick, makes more nights and no fewer kills.
    """
    outcome, began = Outcome(), time.monotonic()
    wanted = Counter({stage: kills // 6 + (place < kills % 6) for place, stage in enumerate(STAGES)})
    while wanted.total() and outcome.nights < MOST_NIGHTS + kills // 5:
        outcome.nights += 1
        night = Disturbed(a_day(template, root / str(outcome.nights), model), wanted, outcome, seed + outcome.nights)
        end = night.live()
        outcome.ends[end.verdict, end.adapter] += 1
        outcome.reason = end.reason
    outcome.seconds = time.monotonic() - began
    return outcome


class Disturbed:
    """One night that is killed in, with a chat beside it; takes what it has killed from `wanted`."""

    def __init__(self, house: House, wanted: Counter[Stage], outcome: Outcome, seed: int) -> None:
        self._house, self._wanted, self._outcome = house, wanted, outcome
        self._chance = random.Random(seed)
        self._before = house.report().night
        self._stage: Stage = "gather"  # where the night was when it last told
        self._struck = ""  # whom a kill was meant for, until it is known whether it changed anything
        self._deaths: Counter[Stage] = Counter()  # of sleepers, since this engine began this night
        self._asked: tuple[int, Stopwatch] | None = None
        self._wait = 0  # lines until the next kill

    def live(self) -> SleepEnded | Report:
        """The whole night, however often its engine has to be begun anew."""
        while True:
            try:
                end: Any = self._one_engine(self._house.send(Sleep, depth="night"))
            except Trouble as trouble:
                assert trouble.kind == "engine_ended" and self._struck == "engine", trouble
                self._landed()
                self._house.close()
                end = self._house.report()
                if end.night == self._before:  # else all was written: no other night is begun for it
                    continue
            assert isinstance(end, SleepEnded | Report), end
            self._house.close()
            return end

    def _one_engine(self, number: int) -> Event:
        self._deaths.clear()
        self._asked, self._struck = None, ""
        while True:
            event = self._house.next()
            self._listen(event)
            if event.re == number and is_last(event):
                return event  # a kill that came after the last word has changed nothing, and does not count
            if isinstance(event, NightPlan) and self._struck:
                self._landed()
            elif isinstance(event, SleepStage):
                self._stage = event.stage
                self._disturb()

    def _disturb(self) -> None:
        """At a line of progress: speak to the engine, or kill."""
        if self._struck:
            return
        if self._asked is None and (not self._outcome.answered or self._chance.random() < 0.05):
            watch = Stopwatch(self._house.engine().pid, os.getpid())
            self._asked = self._house.send(Say, text="are you there?", max_tokens=3), watch
        if not self._wanted[self._stage]:
            return
        if self._wait > 0 and self._stage not in SHORT:
            self._wait -= 1
            return
        who = "engine" if (self._outcome.kills.total() + 1) % 4 == 0 else "sleeper"
        if who == "sleeper" and self._deaths[self._stage] >= PATIENT:
            return  # one more, and it would be given less to do
        time.sleep(self._chance.uniform(0, 2 * PAUSE))
        if _kill(self._house, who):
            self._struck, self._wait = who, self._chance.randrange(4)

    def _landed(self) -> None:
        """The last kill has ended whom it was meant for, in the stage that was told of last."""
        self._outcome.kills[f"{self._stage} ({self._struck})"] += 1
        self._wanted[self._stage] = max(0, self._wanted[self._stage] - 1)
        self._deaths[self._stage] += self._struck == "sleeper"
        self._struck = ""

    def _listen(self, event: Event) -> None:
        """What the engine says to who speaks to it beside the night."""
        if self._asked is None or event.re != self._asked[0]:
            return
        if isinstance(event, TurnSaved) and event.turn.role == "assistant":
            self._outcome.answered += 1
            self._outcome.adapters.add(event.turn.adapter)
            self._outcome.slowest = max(self._outcome.slowest, self._asked[1].seconds())
        if is_last(event):
            self._asked = None


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
    """Let a night begin by itself and the user come back, so many times; the slowest end of a sleeper, in seconds,
    without those in which there was no processor for it."""
    prepare(root / "template", model)
    free = {"on_ac": True, "idle": 3600, "display_off": True, "free_disk": 1 << 40, "free_memory": 1 << 40}
    os.environ |= {"NIGHT_SIGNALS": str(root / "signals"), "NIGHT_POLITE": "yes"}
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
            watch, seconds = Stopwatch(house.engine().pid, sleeper.pid, os.getpid()), 0.0
            while _alive(sleeper):  # until then it has the machine; what the engine writes down after it takes little
                seconds = watch.seconds()
                time.sleep(0.01)
            worst = max(worst, seconds)
            while not isinstance(house.next(), SleepEnded):
                pass
            house.close()
    finally:
        del os.environ["NIGHT_SIGNALS"], os.environ["NIGHT_POLITE"]
    return worst


def _alive(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _signals(root: Path, values: dict[str, Any]) -> None:
    (root / "signals.new").write_text(json.dumps(values))
    (root / "signals.new").replace(root / "signals")
