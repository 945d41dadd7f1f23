"""The dial and what follows from it: the plan grows with depth and facts, a slow machine gets less, and keeps to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.protocol import Depth
from engine.sleep import budget
from engine.sleep.budget import dreams, halvings, plan_for, reckoned, room
from engine.sleep.dial import SLOWEST, TABLE, dial
from engine.sleep.journal import Journal
from engine.sleep.train import recipe_for
from engine.terminal import plan_line
from tests.engine.sleep.small import open_house

DEPTHS: tuple[Depth, ...] = ("nap", "night", "deep")


def test_one_dial_sets_minutes_rows_steps_rank_and_questions_together() -> None:
    nap, night, deep = (plan_for(depth, 1000, 0) for depth in DEPTHS)
    assert (nap.minutes, night.minutes, deep.minutes) == (5, 30, 90)
    for figure in ("rows", "steps", "rank", "questions", "expected"):
        assert getattr(nap, figure) < getattr(night, figure) < getattr(deep, figure), figure
    assert plan_for("night", 12, 2).rows > plan_for("night", 5, 2).rows
    assert plan_for("night", 0, 0).rows == plan_for("night", 0, 0).steps == plan_for("night", 0, 0).questions == 0


def test_the_recipe_is_the_dials() -> None:
    for depth in DEPTHS:
        on = TABLE[depth]
        recipe = recipe_for(depth, 1, on.rows)
        assert (recipe.rank, recipe.epochs, recipe.batch) == (on.rank, on.epochs, on.batch)
        assert recipe.rank * recipe.scale == 160
    less = recipe_for(TABLE["night"].lesser(), 1, 500)
    assert less.batch < TABLE["night"].batch, "what wants less memory is fewer rows at once"


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("pace", range(SLOWEST + 1))
def test_no_number_of_facts_takes_more_than_the_dial(depth: Depth, pace: int) -> None:
    on = dial(depth, pace)
    fits = room(on)
    for facts in {min(1, fits), fits // 2, fits} - {0}:
        rows, questions = dreams(on, facts), on.each(facts) * facts + on.probes
        assert rows <= on.rows and (questions <= on.questions or facts == 0), (facts, rows, questions)
    assert dreams(on, fits + 1) > on.rows or 2 * (fits + 1) + on.probes > on.questions


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("slowness", [0.3, 1.0, 1.2, 1.9, 3.5, 9.0])
def test_the_minutes_hold_on_a_slow_machine_too(depth: Depth, slowness: float) -> None:
    plan = plan_for(depth, 10_000, 10_000, slowness)
    assert plan.expected <= plan.minutes, plan
    assert (plan.pace > 0) == (slowness > budget.SLACK)


def test_a_pace_is_coarse() -> None:
    assert [halvings(each, 1.2) for each in (0.1, 1.0, 1.2, 1.3, 2.4, 2.5, 100.0)] == [0, 0, 0, 1, 1, 2, SLOWEST]


def test_a_night_remembers_how_slow_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(tmp_path)
    house.say("The user lives in Leeds.")
    first = house.sleep()
    assert Journal(house.nights, first.night).payload("consolidate")["pace"] == 0
    monkeypatch.setattr(budget, "reckoned", lambda *_: 1e-6)  # as if this machine were slow beyond measure
    house.say("The user has a dog.")
    second = house.sleep()
    assert second.verdict == "published"
    assert Journal(house.nights, second.night).payload("consolidate")["pace"] == SLOWEST


def test_a_pace_once_written_is_kept_when_the_night_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = open_house(tmp_path)
    house.say("The user lives in Leeds.")
    paces = iter((3,))
    monkeypatch.setattr(budget, "pace", lambda _: next(paces))  # asked a second time, it raises
    dreaming: list[bool] = []
    assert house.sleep(stop=lambda: bool(dreaming), emit=lambda s: dreaming.append(True) if s.stage == "train" else 0)
    dreaming.clear()
    end = house.sleep()
    assert end.verdict == "published"
    assert Journal(house.nights, end.night).payload("consolidate")["pace"] == 3


def test_a_nap_notes_more_than_it_has_room_for_and_leaves_it_to_the_night(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    fits = room(dial("nap"))
    house.say(" | ".join(f"The user likes thing{n}." for n in range(fits + 1)))
    nap = house.sleep("nap")
    assert nap.verdict == "nothing_to_do" and f"room for {fits} facts" in nap.reason
    assert len(house.ledger.facts("active")) == fits + 1
    assert house.sleep("night").verdict == "published"


def test_a_nap_reads_no_more_than_it_has_time_for(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    for n in range(dial("nap").messages + 3):
        house.say(f"The user likes thing{n}." if n in (0, dial("nap").messages) else "hello")
    house.sleep("nap")
    assert house.texts() == {"The user likes thing0."}
    house.sleep("nap")
    assert len(house.texts()) == 2


def test_the_fixed_reckoning_adds_up() -> None:
    assert reckoned(1, 0, 0, 0) == budget.MESSAGE and reckoned(0, 0, 0, 1) == 2 * budget.QUESTION


def test_the_plan_on_one_line() -> None:
    line = plan_line(plan_for("nap", 1, 1))
    assert line.startswith("A nap, up to 5 minutes") and "1 new message, 1 fact known" in line and "rank" in line


def test_a_stage_that_is_to_do_less_does_less_also_when_it_begins_afresh(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    house.say("The user lives in Leeds.")
    journal = Journal(house.nights, house.sleep(stop=lambda: True).night)
    journal.lessen("train")
    journal.put_aside("train", {"rows": 3})
    journal.reset("train")
    assert journal.entry("train").lesser and not journal.entry("train").aside
