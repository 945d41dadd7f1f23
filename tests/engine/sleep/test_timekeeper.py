"""The dial's minutes on a machine that is slower than was reckoned: whole nights, the true crew, a clock of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from engine.model.language import Language
from engine.protocol import Report, SleepStage
from engine.sleep.context import NightEnd
from engine.sleep.dial import dial
from tests.engine.sleep.small import House, open_house
from tests.engine.sleep.test_real_night import FACTS, Lenient
from tests.fakes import tiny_model

NAP = 60 * dial("nap").minutes
QUICK = {"gather": 1.0, "consolidate": 1.0, "dream": 5.0, "train": 1.0, "exam": 5.0, "wake": 1.0}  # seconds a line
SLOW = QUICK | {"train": 6.0, "exam": 15.0}


class Machine:
    """A clock that goes on with every line that the night says, by `seconds` for its stage."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds, self.steady, self.lines = seconds, 0.0, Counter[str]()

    def hear(self, line: SleepStage) -> None:
        self.lines[line.stage] += 1
        self.steady += self.seconds[line.stage]

    def now(self) -> datetime:
        return datetime(2026, 11, 28, tzinfo=UTC)

    local = now

    def monotonic(self) -> float:
        return self.steady

    def sleep(self, seconds: float) -> None:
        self.steady += seconds


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Language]:
    yield Language.load(tiny_model(tmp_path_factory.mktemp("model"), context=4096))


def a_house(root: Path, language: Language, machine: Machine) -> House:
    house = open_house(root, machine)  # type: ignore[arg-type]
    house.language, house.crew = language, Lenient()  # type: ignore[assignment]
    for text, kind in FACTS:
        house.ledger.add(text, kind=kind, trust="user_confirmed", confidence=1.0)
    return house


def nap(house: House, machine: Machine, stops: dict[str, int] | None = None) -> NightEnd:
    """A nap, stopped after so many lines of a stage; each stop once."""
    for stage, lines in (stops or {}).items():
        machine.lines.clear()
        stopped = house.sleep(
            "nap", stop=lambda stage=stage, lines=lines: machine.lines[stage] >= lines, emit=machine.hear
        )
        assert stopped.verdict == "stopped", stopped
    return house.sleep("nap", emit=machine.hear)


def report(house: House, end: NightEnd) -> Report:
    return msgspec.json.decode(house.nights.report(end.night) or b"", type=Report)


def test_a_machine_that_is_quick_enough_is_left_alone(tmp_path: Path, language: Language) -> None:
    machine = Machine(QUICK)
    told = report(house := a_house(tmp_path, language, machine), nap(house, machine))
    train = next(stage for stage in told.stages if stage.stage == "train")
    assert "planned steps" not in train.counts and "slower" not in train.note
    assert told.seconds < NAP


def test_a_slow_nap_ends_within_its_minutes_and_says_what_was_cut(tmp_path: Path, language: Language) -> None:
    machine = Machine(SLOW)
    told = report(house := a_house(tmp_path, language, machine), nap(house, machine))
    by = {stage.stage: stage for stage in told.stages}
    assert 0.7 * NAP < told.seconds <= NAP, (told.seconds, {name: stage.seconds for name, stage in by.items()})
    steps, planned = by["train"].counts["steps"], by["train"].counts["planned steps"]
    assert steps < planned and f"{steps:.0f} of {planned:.0f} steps" in by["train"].note
    assert by["exam"].counts["questions"] >= 2 * len(FACTS), "each fact is still asked about"
    assert told.verdict == "published"


def test_a_slow_nap_that_was_stopped_comes_to_the_same_adapter(tmp_path: Path, language: Language) -> None:
    machine = Machine(SLOW)
    whole = nap(a_house(tmp_path / "whole", language, machine), machine)
    machine = Machine(SLOW)
    stopped = nap(a_house(tmp_path / "stopped", language, machine), machine, {"dream": 2, "train": 8, "exam": 1})
    assert (stopped.verdict, stopped.adapter) == (whole.verdict, whole.adapter)
