"""Energy counters, and the manners of a sleeper: what a machine offers is used, and let go of."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil

from engine.probes.energy import ZONES, joules
from engine.probes.manners import keep_awake


def test_joules_are_summed_over_packages_and_never_made_up(tmp_path: Path) -> None:
    assert joules(tmp_path) is None
    for zone, count in (("intel-rapl:0", "1500000"), ("intel-rapl:1", "2500000"), ("intel-rapl:0:0", "999999999")):
        (tmp_path / ZONES / zone).mkdir(parents=True)
        (tmp_path / ZONES / zone / "energy_uj").write_text(count)
    assert joules(tmp_path) == 4.0
    (tmp_path / ZONES / "intel-rapl:1" / "energy_uj").write_text("secret")
    assert joules(tmp_path) == 1.5


def test_a_mac_is_kept_awake_by_a_helper_that_ends_with_the_night(tmp_path: Path) -> None:
    helper, told = tmp_path / "caffeinate", tmp_path / "told"
    helper.write_text(f'#!/bin/sh\necho "$@" > {told}\nexec sleep 60\n')
    helper.chmod(0o755)
    with keep_awake("darwin", str(helper)) as by:
        assert by == "caffeinate"
        until = time.monotonic() + 10
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.02)
        [child] = [each for each in psutil.Process().children() if "sleep" in each.name() or "sh" in each.name()]
    assert not child.is_running() and told.read_text().split() == ["-s", "-w", str(os.getpid())]


def test_without_a_helper_nothing_is_held(tmp_path: Path) -> None:
    with keep_awake("darwin", str(tmp_path / "nothing")) as by:
        assert by == ""


def test_being_polite_is_for_this_process_alone() -> None:
    before = os.nice(0)
    code = "from engine.probes.manners import be_polite; import os; be_polite(); print(os.nice(0))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(said.stdout) == min(19, before + 15) and os.nice(0) == before


def test_a_mac_is_told_that_it_is_background_work() -> None:
    code = """
from engine.probes.manners import be_polite
be_polite("linux", lambda *about: print("never"))
be_polite("darwin", lambda *about: print(*about))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["4", "0", "4096"]
