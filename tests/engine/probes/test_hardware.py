"""What this machine is, and what another one would be."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from engine.probes import hardware


def test_this_machine_has_memory_disk_and_a_chip(tmp_path: Path) -> None:
    found = hardware.hardware(tmp_path / "not" / "there" / "yet", "linux")
    assert found.memory == psutil.virtual_memory().total and found.free_disk > 0 and found.chip
    assert not found.accelerated


def test_a_mac_tells_its_chip_and_one_that_does_not_answer_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout="Apple M3 Pro\n"))
    mac = hardware.hardware(tmp_path, "darwin")
    assert mac.accelerated and mac.chip == "Apple M3 Pro"

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    assert hardware.hardware(tmp_path, "darwin").chip == ""
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    assert not hardware.hardware(tmp_path, "darwin").accelerated, "MLX has no GPU on an Intel Mac"
