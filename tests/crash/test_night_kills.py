"""A night survives the death of its sleeper and of its engine, and harms nobody (short version of `make soak`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.deaths import after_death
from engine.nightwatch import oom_kills
from engine.protocol import SleepEnded
from tests.crash import night_kills
from tests.fakes import tiny_model

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, model: Path) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("night") / "template"
    return folder, night_kills.prepare(folder, model)


@pytest.fixture(scope="module")
def expected(template: tuple[Path, str], model: Path) -> SleepEnded:
    """The night that nobody disturbs."""
    end = night_kills.undisturbed(template[0], template[0].with_name("whole"), model)
    assert end.verdict == "published" and end.adapter != template[1]
    return end


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_ten_kills_and_the_same_adapter(
    template: tuple[Path, str], model: Path, expected: SleepEnded, tmp_path: Path
) -> None:
    got = night_kills.disturbed(template[0], tmp_path / "killed", model, kills=10, seed=4)
    assert set(got.ends) == {("published", expected.adapter)}, got
    assert got.kills.total() >= 10 and got.stages == set(night_kills.STAGES), got
    assert {name.split()[1] for name in got.kills} == {"(sleeper)", "(engine)"}, got
    assert template[1] in got.adapters <= {template[1], expected.adapter}, "the old one until the new one is published"
    assert got.slowest < 5


def test_three_kills_in_one_stage_change_nothing(
    template: tuple[Path, str], model: Path, expected: SleepEnded, tmp_path: Path
) -> None:
    """A killed sleeper is no sleeper short of memory: with less to do, another adapter would come of it."""
    end, house = night_kills.ending(template[0], tmp_path / "data", model, "train:kill", times=3)
    house.close()
    assert isinstance(end, SleepEnded) and (end.verdict, end.adapter) == ("published", expected.adapter)


def test_a_sleeper_killed_after_its_last_write_has_ended_its_night(
    template: tuple[Path, str], model: Path, expected: SleepEnded, tmp_path: Path
) -> None:
    """The night is told from the database, and no other one is begun for it."""
    end, house = night_kills.ending(template[0], tmp_path / "data", model, "told:kill", times=1)
    report = house.report()
    house.close()
    assert isinstance(end, SleepEnded) and (end.night, end.verdict) == (2, "published") and report.night == 2
    assert end.adapter == expected.adapter


@pytest.mark.parametrize(("ends", "times"), [("train:abort", 1), ("dream:memory", 0)])
def test_a_sleeper_that_dies_harms_nobody(
    template: tuple[Path, str], model: Path, tmp_path: Path, ends: str, times: int
) -> None:
    end, house = night_kills.ending(template[0], tmp_path / "data", model, ends, times)
    report = house.report()
    house.close()
    assert isinstance(end, SleepEnded)
    if times:
        assert end.verdict == "published"
        assert "Done with less" in next(stage.note for stage in report.stages if stage.stage == "train")
    else:
        assert end.verdict == "failed" and end.adapter == template[1]
        assert "“dream”" in report.reason and report.verdict == "failed"


def test_what_follows_a_death() -> None:
    for death in (1, 2, 3):
        assert after_death(death, hung=False, memory=False, was_smaller=False) == "again"
    assert after_death(4, hung=False, memory=False, was_smaller=False) == "smaller"
    assert after_death(5, hung=False, memory=False, was_smaller=True) == "give_up"
    for death in (1, 2):
        assert after_death(death, hung=False, memory=True, was_smaller=False) == "smaller"
    assert after_death(2, hung=False, memory=True, was_smaller=True) == "give_up"
    assert after_death(1, hung=True, memory=False, was_smaller=False) == "again"
    assert after_death(2, hung=True, memory=False, was_smaller=False) == "give_up"


def test_only_our_own_want_of_memory_counts(tmp_path: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    assert oom_kills(tmp_path) == 0
    write("proc/vmstat", "nr_free_pages 5\noom_kill 7\n")
    assert oom_kills(tmp_path) == 7
    write("proc/self/cgroup", "0::/user.slice/app\n")
    write("sys/fs/cgroup/user.slice/app/memory.events", "oom 3\noom_kill 2\noom_group_kill 9\n")
    assert oom_kills(tmp_path) == 2
