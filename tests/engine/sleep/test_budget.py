"""The plan that is told before a night: it grows with the facts, and with the depth."""

from __future__ import annotations

from engine.sleep.budget import MINUTES, plan_for
from engine.terminal import plan_line


def test_the_plan_follows_the_tables() -> None:
    nap, night = plan_for("nap", 5, 2), plan_for("night", 5, 2)
    assert (nap.minutes, night.minutes, MINUTES["deep"]) == (5, 30, 90)
    assert (nap.facts, nap.messages) == (5, 2) and 0 < nap.rows <= night.rows and 0 < nap.steps <= night.steps
    assert plan_for("night", 10, 2).rows > night.rows and night.rank > 0
    assert plan_for("night", 0, 0).rows == plan_for("night", 0, 0).steps == 0


def test_the_plan_on_one_line() -> None:
    line = plan_line(plan_for("nap", 1, 1))
    assert line.startswith("A nap, up to 5 minutes: 1 new message, 1 fact known") and "rank" in line
