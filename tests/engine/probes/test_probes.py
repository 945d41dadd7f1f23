"""Signals read from a machine: fakes for the buses, a folder for /sys, and this machine itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from engine.probes import battery, linux, macos, read_signals
from engine.sleep.conditions import DEFAULTS, Snapshot


class Desk:
    """Answers as a laptop with GNOME does; counts what it is asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers

    def __call__(self, bus: str, name: str, path: str, interface: str, method: str, *arguments: str) -> Any:
        key = arguments[1] if method == "Get" else method
        value = self.answers.get(key)
        return ("v", value) if method == "Get" and value is not None else value


def test_a_laptop_tells_everything(tmp_path: Path) -> None:
    zone = tmp_path / "sys/class/thermal/thermal_zone0"
    zone.mkdir(parents=True)
    for name, text in {"temp": "96000", "trip_point_0_type": "passive", "trip_point_0_temp": "95000"}.items():
        (zone / name).write_text(text + "\n")
    desk = Desk(
        GetIdletime=90_000,
        GetActive=True,
        LockedHint=True,
        LidClosed=False,
        ActiveProfile="power-saver",
        OnBattery=True,
    )
    found = {name: value for name, (value, _) in linux.signals(desk, tmp_path).items()}
    assert found["idle"] == 90.0 and found["display_off"] is True and found["locked"] is True
    assert found["lid_closed"] is False and found["low_power"] is True and found["on_ac"] is False
    assert found["thermal"] == 2 and found["memory_pressure"] is None


def test_a_mute_machine_leaves_every_signal_unknown(tmp_path: Path) -> None:
    found = linux.signals(Desk(), tmp_path)
    assert set(found) == {"idle", "display_off", "locked", "lid_closed", "low_power", "thermal", "memory_pressure"}
    assert all(value is None for value, _ in found.values())


@pytest.mark.parametrize(("degrees", "state"), [(60, 0), (86, 1), (95, 2), (105, 3)])
def test_heat_is_measured_against_the_zones_own_trip_points(tmp_path: Path, degrees: int, state: int) -> None:
    zone = tmp_path / "sys/class/thermal/thermal_zone3"
    zone.mkdir(parents=True)
    points = {"temp": degrees, "trip_point_0_temp": 95, "trip_point_1_temp": 105}
    for name, value in points.items():
        (zone / name).write_text(f"{value * 1000}\n")
    (zone / "trip_point_0_type").write_text("passive\n")
    (zone / "trip_point_1_type").write_text("critical\n")
    assert linux.thermal(tmp_path)[0] == state


def test_memory_pressure_is_the_kernels_own(tmp_path: Path) -> None:
    (tmp_path / "proc/pressure").mkdir(parents=True)
    (tmp_path / "proc/pressure/memory").write_text("some avg10=35.20 avg60=1.00 avg300=0.00 total=1\nfull avg10=0.00\n")
    assert linux.memory_pressure(tmp_path)[0] is True


def test_no_battery_counts_as_mains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert battery() == {"on_ac": (True, "no battery found"), "charge": (100.0, "no battery found")}
    monkeypatch.setattr(
        psutil, "sensors_battery", lambda: SimpleNamespace(percent=41, power_plugged=False), raising=False
    )
    assert battery()["on_ac"][0] is False and battery()["charge"][0] == 41.0


def test_a_mac_through_its_frameworks() -> None:
    quartz = SimpleNamespace(
        CGEventSourceSecondsSinceLastEventType=lambda *_: 700.5, 
        CGSessionCopyCurrentDictionary=lambda: {"CGSSessionScreenIsLocked": 1},
        CGMainDisplayID=lambda: 1, CGDisplayIsAsleep=lambda _: 1,
    )  # fmt: skip
    process = SimpleNamespace(thermalState=lambda: 1, isLowPowerModeEnabled=lambda: False)
    foundation = SimpleNamespace(NSProcessInfo=SimpleNamespace(processInfo=lambda: process))
    found = {name: value for name, (value, _) in macos.signals(quartz, foundation).items()}
    assert found["idle"] == 700.5 and found["display_off"] is True and found["locked"] is True and found["thermal"] == 1


def test_this_machine_answers_quickly_and_within_the_snapshots_fields(tmp_path: Path) -> None:
    found = read_signals(tmp_path / "not" / "made" / "yet")
    assert set(found) <= set(Snapshot.__struct_fields__)
    assert isinstance(found["free_disk"][0], int) and found["free_disk"][0] > 0
    assert set(DEFAULTS) <= set(Snapshot.__struct_fields__)


def test_a_probe_that_breaks_tells_nothing_and_ends_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> dict[str, tuple[object, str]]:
        raise AttributeError("no such function on this system")

    monkeypatch.setattr(linux, "signals", broken)
    found = read_signals(tmp_path, "linux")
    assert set(found) == {"free_disk", "free_memory", "on_ac", "charge"}
    monkeypatch.setattr("shutil.disk_usage", lambda _: (_ for _ in ()).throw(OSError("gone")))
    assert read_signals(tmp_path, "linux")["free_disk"][0] == 0
