"""The stopwatch that leaves out what a busy machine adds, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.crash.starved import Stopwatch, stood

pytestmark = pytest.mark.skipif(not stood(os.getpid()), reason="this system does not tell")


def test_waiting_counts_and_so_does_work() -> None:
    watch = Stopwatch(os.getpid())
    time.sleep(0.3)
    assert 0.25 < watch.seconds() < 0.6, "a wait is the program's own"
    watch, began = Stopwatch(os.getpid()), time.process_time()
    while time.process_time() - began < 0.3:
        pass
    assert watch.seconds() > 0.25


def test_standing_ready_does_not_count() -> None:
    """Five busy loops on one core: each gets a fifth of the time, and its own stopwatch shows little more than that."""
    core = min(os.sched_getaffinity(0))
    loop = f"import os; os.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    loops = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(5)]
    try:
        time.sleep(1.0)
        watch, began = Stopwatch(loops[0].pid), time.monotonic()
        time.sleep(2.0)
        passed, seconds = time.monotonic() - began, watch.seconds()
        assert seconds < 0.6 * passed, (seconds, passed)
        assert stood(loops[0].pid)
    finally:
        for each in loops:
            each.kill()
            each.wait()


def test_a_process_that_is_gone_has_lost_nothing() -> None:
    assert stood(2**22 + 1) == {}
