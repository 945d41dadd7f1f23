"""Forged adapters, trainings that lose their way, clocks that jump, starts that race, keyrings that misbehave: the
short versions of what `make soak` runs at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash import adapter_attacks, clock_jumps, divergence, races
from tests.fakes import tiny_model

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_no_forged_adapter_is_worn(tmp_path: Path) -> None:
    got = adapter_attacks.attack(tiny_model(tmp_path / "model"), tmp_path, flips=200, seed=5)
    assert got.flips == got.flips_refused == 200 and got.attacks == got.attacks_refused >= 40, got
    assert got.base_unchanged


def test_no_training_that_lost_its_way_is_published(tmp_path: Path) -> None:
    got = divergence.diverge_often(tiny_model(tmp_path / "model"), tmp_path / "data")
    assert got.tried == got.refused == 5, got.reasons


def test_clocks_that_jump(tmp_path: Path) -> None:
    got = clock_jumps.live_often(tmp_path, lives=5)
    assert got.jumps > 20 and not got.wrong, got.wrong


def test_eight_starts_have_one_owner() -> None:
    assert races.race(5) == {"1 ready, 7 refused": 5}


def test_no_keyring_makes_it_change_what_it_cannot_open() -> None:
    got = races.rings(slow=1.0)
    assert got.tried == got.held == 10, got.wrong
