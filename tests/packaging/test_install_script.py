"""The archive's install script, with a program of one line: in, over itself, never backwards, and out again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def archive(place: Path, version: str) -> Path:
    """An unpacked archive, as packaging/installer.py lays it out."""
    program = place / "lib/dormouse"
    program.mkdir(parents=True)
    (program / "VERSION").write_text(f"{version}\n")
    (program / "dormouse").write_text(f"#!/bin/sh\necho {version}\n")
    (program / "dormouse").chmod(0o755)
    (program / f"only-in-{version}").touch()
    (place / "share").mkdir()
    shutil.copy(ROOT / "packaging/linux/dormouse.desktop", place / "share")
    for name in ("dormouse.svg", "dormouse-16.png"):
        (place / "share" / name).touch()
    shutil.copy(ROOT / "packaging/linux/install.sh", place)
    return place / "install.sh"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home of a user"
    (home / ".local/share/dormouse").mkdir(parents=True)
    (home / ".local/share/dormouse/dormouse.db").write_text("mine")
    return home


def run(script: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(["sh", script, *words], capture_output=True, text=True, env=environment)


def files(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in home.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_installed_upgraded_and_removed_with_the_data_kept(home: Path, tmp_path: Path) -> None:
    before = files(home)
    assert run(archive(tmp_path / "1", "1.9"), home).returncode == 0
    program = home / ".local/bin/dormouse"
    assert subprocess.run([program], capture_output=True, text=True).stdout == "1.9\n"
    entry = (home / ".local/share/applications/dormouse.desktop").read_text()
    assert f'Exec="{program}"\n' in entry
    newer = archive(tmp_path / "2", "1.10")
    assert run(newer, home).returncode == 0 and run(newer, home).returncode == 0
    assert subprocess.run([program], capture_output=True, text=True).stdout == "1.10\n"
    assert not (home / ".local/lib/dormouse/only-in-1.9").exists(), "nothing of the older one is left"
    done = run(newer, home, "--remove")
    assert done.returncode == 0 and "still in" in done.stdout
    assert files(home) == before


def test_an_older_one_is_refused_in_a_sentence_and_changes_nothing(home: Path, tmp_path: Path) -> None:
    assert run(archive(tmp_path / "2", "1.10"), home).returncode == 0
    before = files(home)
    done = run(archive(tmp_path / "1", "1.9"), home)
    assert done.returncode == 1 and "1.10 is installed" in done.stderr and "does not go back" in done.stderr
    assert files(home) == before
    assert run(tmp_path / "1/install.sh", home, "--what").returncode == 2
