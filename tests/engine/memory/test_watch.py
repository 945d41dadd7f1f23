"""The watch: each way in which editors save is noticed, a burst of saving once, and what is none is not."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import files
from engine.memory.watch import Watch

SOON = 5.0  # seconds, on a busy machine


class Ear:
    """Counts what it hears."""

    def __init__(self) -> None:
        self.heard = 0

    def __call__(self) -> None:
        self.heard += 1

    def hears(self, times: int) -> bool:
        until = time.monotonic() + SOON
        while self.heard < times and time.monotonic() < until:
            time.sleep(0.02)
        return self.heard >= times


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def path(tmp_path: Path, ear: Ear) -> Iterator[Path]:
    path = tmp_path / "MEMORY.md"
    path.write_text("before", encoding="utf-8")
    watch = Watch(path, ear, quiet=0.2)
    assert watch.start()
    yield path
    watch.end()
    assert not watch._observer.is_alive()


def vim(path: Path) -> None:
    backup = path.with_name("MEMORY.md~")
    path.rename(backup)
    path.write_text("after", encoding="utf-8")
    backup.unlink()


def renamed_over(path: Path) -> None:
    other = path.with_name(".MEMORY.md.swp-1")
    other.write_text("after", encoding="utf-8")
    os.replace(other, path)


SAVES = {
    "in place": lambda path: path.write_text("after", encoding="utf-8"),
    "vim": vim,
    "renamed over": renamed_over,
    "atomic": lambda path: files.write_atomic(path, b"after"),
    "deleted": lambda path: path.unlink(),
}


@pytest.mark.parametrize("how", SAVES)
def test_every_way_of_saving_is_noticed(path: Path, ear: Ear, how: str) -> None:
    SAVES[how](path)
    assert ear.hears(1)


def test_a_burst_is_told_once(path: Path, ear: Ear) -> None:
    for number in range(5):
        path.write_text(f"after {number}", encoding="utf-8")
    assert ear.hears(1)
    time.sleep(0.5)
    assert ear.heard == 1


def test_other_files_and_mere_reading_are_nothing(path: Path, ear: Ear) -> None:
    path.with_name("other.md").write_text("x", encoding="utf-8")
    path.read_text(encoding="utf-8")
    time.sleep(0.6)
    assert ear.heard == 0


def test_after_its_end_nothing_is_told(tmp_path: Path, ear: Ear) -> None:
    watch = Watch(tmp_path / "MEMORY.md", ear, quiet=0.1)
    assert watch.start()
    (tmp_path / "MEMORY.md").write_text("x", encoding="utf-8")
    watch.end()
    time.sleep(0.4)
    assert ear.heard == 0


def test_a_folder_that_is_not_there_cannot_be_watched(tmp_path: Path, ear: Ear) -> None:
    watch = Watch(tmp_path / "none" / "MEMORY.md", ear)
    assert not watch.start()
    watch.end()
