"""Trainings that lose their way: not a number, infinite, exploding; at the first, a middle and the last step. Nothing
of it is ever published, and the report says why."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from engine.model.language import Language
from engine.model.trainer import Trainer
from engine.protocol import Report
from tests.crash.night import QuickCrew
from tests.engine.sleep.small import House, open_house


@dataclass
class Outcome:
    """Of `tried` trainings: how many published nothing and said why; `reasons` as the reports have them."""

    tried: int = 0
    refused: int = 0
    reasons: tuple[str, ...] = ()


def diverge_often(model: Path, root: Path) -> Outcome:
    """One sound night, then one after the other that goes wrong; the first adapter stays in use throughout."""
    house, language, outcome = open_house(root), Language.load(model), Outcome()
    house.language, house.crew = language, QuickCrew()  # type: ignore[assignment]
    house.say("The user lives in Leeds. | The user's dog is called Bramble.")
    first = house.sleep()
    assert first.verdict == "published", first
    house.say("The user sings alto.")
    steps = _steps(house)
    for harm, at in (("nan", 0), ("nan", steps // 2), ("nan", steps - 1), ("inf", 2), ("norm", 3)):
        with harmed(harm, at):
            end = house.sleep()
        raw = house.nights.report(end.night)
        report = msgspec.json.decode(raw or b"", type=Report)
        told = "lost its way" in report.reason and f"step {at + 1}" in report.reason
        same = end.adapter == first.adapter == language.adapter_id
        outcome.tried += 1
        outcome.refused += end.verdict == "failed" and told and same
        outcome.reasons += (report.reason,)
    assert house.sleep().verdict == "published"  # and without harm it is
    house.db.close()
    return outcome


def _steps(house: House) -> int:
    """How many steps the coming training has at least: three facts instead of two."""
    raw = house.nights.report(None)
    report = msgspec.json.decode(raw or b"", type=Report)
    return int(next(stage for stage in report.stages if stage.stage == "train").counts["steps"])


@contextlib.contextmanager
def harmed(harm: str, at: int) -> Iterator[None]:
    """While the block runs, the loss of step `at` (from 0) goes wrong."""
    import mlx.core as mx

    plain = Trainer._loss

    def loss(self: Trainer, *arguments: Any) -> Any:
        value = plain(self, *arguments)
        if self.step != at:
            return value
        if harm == "norm":  # the loss looks well; only its gradient is absurd
            return value + (value - mx.stop_gradient(value)) * 1e9
        return value * float(harm)

    with mock.patch.object(Trainer, "_loss", loss):
        yield
