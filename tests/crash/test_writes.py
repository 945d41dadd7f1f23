"""Every write fails, or is the last one: nothing half-done is left, and all goes on afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash import small_disk, works
from tests.crash.writes import Gate, Outcome, fail_everywhere, full, gated


@pytest.mark.parametrize("work", works.WORKS, ids=lambda work: work.__name__)
def test_every_write_of_it_may_fail(work: Callable[[], Outcome]) -> None:
    outcome = work()
    assert not outcome.wrong, "\n".join(outcome.wrong)
    assert outcome.tried >= 10


def test_a_kill_at_every_write_of_one_turn() -> None:
    outcome = works.killed_turn()
    assert not outcome.wrong, "\n".join(outcome.wrong)
    assert outcome.tried >= 20


def test_a_small_disk_fills_up() -> None:
    outcome = small_disk.fill()
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert outcome.held, outcome


def test_the_judges_can_fail(tmp_path: Path) -> None:
    """The control: a turn that was promised and is not there, and a write that is not atomic, are found."""
    works.one_turn_before(tmp_path / "a")
    assert "lost" in works.turns_are_kept(tmp_path / "a", [99])

    def careless(folder: Path, gate: Gate) -> None:
        house = works.open_house(folder)
        house.db.close()
        (folder / "MEMORY.md").write_text("")
        gate.open = True
        gate.write()
        (folder / "MEMORY.md").write_text("- I sing alto.")

    outcome = fail_everywhere("careless", works.memory_of_a_night, careless, works.memory_is_old_or_new)
    assert outcome.wrong


def test_the_gate_sees_every_write(tmp_path: Path) -> None:
    works.a_house(tmp_path / "a")
    gate = Gate(1, full)
    with gated(gate), pytest.raises(works.Trouble):
        works.open_house(tmp_path / "b")
    assert gate.count >= 1
