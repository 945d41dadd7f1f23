"""A clock that jumps: a day back, ten years on, to 1970, an hour for summer time; in turns and in a night. Order,
durations, backups and the adapter do not care."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from engine.protocol import Report
from engine.store.backup import backups, make_backup
from tests.engine.sleep.small import open_house

JUMPS = (timedelta(days=-1), timedelta(days=3653), timedelta(hours=1), timedelta(hours=-1), timedelta(days=-400))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = ("The user lives in Leeds.", "The user's dog is called Bramble.", "The user sings alto.")


class JumpingClock:
    """Jumps at each look with a chance of one in `often`; its monotonic side is a clock of its own."""

    def __init__(self, seed: int, often: int) -> None:
        self.moment, self.chance, self.often, self.steady = (
            datetime(2026, 11, 23, tzinfo=UTC),
            random.Random(seed),
            often,
            0.0,
        )
        self.jumps = 0

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        if self.often and self.chance.randrange(self.often) == 0:
            self.jumps += 1
            epoch = datetime(1970, 1, 1, tzinfo=UTC)
            self.moment = (
                epoch if self.chance.randrange(5) == 0 else max(epoch, self.moment + self.chance.choice(JUMPS))
            )
        return self.moment

    local = now

    def monotonic(self) -> float:
        self.steady += 0.25
        return self.steady

    def sleep(self, seconds: float) -> None:
        self.steady += seconds


@dataclass
class Outcome:
    """Of `lives` lives with `jumps` jumps in all: what went otherwise than with a steady clock."""

    lives: int = 0
    jumps: int = 0
    wrong: tuple[str, ...] = ()


def live_often(root: Path, lives: int) -> Outcome:
    """One life with a steady clock, and so many with one that jumps."""
    outcome = Outcome()
    expected, _ = live(root / "steady", JumpingClock(0, 0))
    for number in range(lives):
        clock = JumpingClock(number, 3)
        got, wrong = live(root / str(number), clock)
        outcome.lives += 1
        outcome.jumps += clock.jumps
        outcome.wrong += tuple(f"life {number}: {each}" for each in wrong)
        if got != expected:
            outcome.wrong += (f"life {number}: another adapter",)
    return outcome


def live(root: Path, clock: JumpingClock) -> tuple[str, list[str]]:
    """Turns, a backup and a night, twice; the last adapter, and what is wrong."""
    house, wrong, adapter = open_house(root, clock), [], ""
    turns, nights = house.turns, house.nights
    conversation, parent, said = turns.new_conversation("day"), None, []
    for text in DAY:
        parent = turns.add_user(conversation, parent, text, text, "user_typed").id
        said.append(parent)
        made = make_backup(house.db, house.folder, clock.now())
        if made not in [path for path, _ in backups(house.folder)]:
            wrong.append("a new backup was thinned away")
        end = house.sleep()
        adapter = end.adapter
        report = msgspec.json.decode(nights.report(end.night) or b"", type=Report)
        if end.verdict != "published":
            wrong.append(f"night {end.night}: {end.verdict}")
        if any(stage.seconds < 0 or stage.seconds > 3600 for stage in report.stages):
            wrong.append("a stage took no time, or years")
    if [turn.id for turn in turns.path(conversation)] != said or said != sorted(said):
        wrong.append("turns are out of order")
    if [row.id for row in nights.nights()] != [3, 2, 1] or nights.last_turn() != said[-1]:
        wrong.append("nights are out of order")
    house.db.close()
    return adapter, wrong
