"""A night survives the death of its sleeper and of its engine, and harms nobody (short version of `make soak`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.bedroom import after_death
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


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_ten_kills_and_the_same_adapter(template: tuple[Path, str], model: Path, tmp_path: Path) -> None:
    expected = night_kills.undisturbed(template[0], tmp_path / "whole", model)
    assert expected.verdict == "published" and expected.adapter != template[1]
    got = night_kills.disturbed(template[0], tmp_path / "killed", model, kills=10, seed=4)
    assert (got.verdict, got.adapter) == ("published", expected.adapter), got
    assert sum(got.kills.values()) >= 8 and len({each.split()[0] for each in got.kills}) >= 4, got
    assert template[1] in got.adapters <= {template[1], expected.adapter}, "the old one until the new one is published"
    assert got.slowest < 30, "five seconds are promised (`make soak` measures them); a busy machine takes longer"


@pytest.mark.parametrize(("ends", "once"), [("train:abort", True), ("dream:memory", False)])
def test_a_sleeper_that_dies_harms_nobody(
    template: tuple[Path, str], model: Path, tmp_path: Path, ends: str, once: bool
) -> None:
    end, house = night_kills.ending(template[0], tmp_path / "data", model, ends, once)
    report = house.report()
    house.close()
    assert isinstance(end, SleepEnded)
    if once:
        assert end.verdict == "published"
    else:
        assert end.verdict == "failed" and end.adapter == template[1]
        assert "“dream”" in report.reason and report.verdict == "failed"


def test_what_follows_a_death() -> None:
    assert after_death(1, hung=False, memory=False, was_smaller=False) == "again"
    assert after_death(1, hung=False, memory=True, was_smaller=False) == "smaller"
    assert after_death(2, hung=False, memory=False, was_smaller=False) == "smaller"
    assert after_death(2, hung=False, memory=True, was_smaller=True) == "give_up"
    assert after_death(1, hung=True, memory=False, was_smaller=False) == "again"
    assert after_death(2, hung=True, memory=False, was_smaller=False) == "give_up"
    assert after_death(3, hung=False, memory=False, was_smaller=False) == "give_up"
