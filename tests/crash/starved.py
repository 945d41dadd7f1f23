"""How long a process would have gone on, had there been a processor for it: what a busy machine adds to a time.

Linux counts for each thread how long it stood ready and was not run (/proc/PID/task/TID/schedstat, the second figure,
nanoseconds). Time that a program itself waits, for a lock, a disk or another process, is not in it. Elsewhere: nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

AT_ONCE = 2  # threads of one process that wait for each other in turn: the one that answers, and the one that computes

Stood = dict[str, int]


def stood(pid: int) -> Stood:
    """Nanoseconds that each thread of the process `pid` has stood ready without a processor so far."""
    found: Stood = {}
    for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            found[path.parent.name] = int(path.read_text().split()[1])
        except (OSError, IndexError, ValueError):
            continue
    return found


class Stopwatch:
    """Seconds since it was made, without those in which that one of the processes `pids` stood ready and was not run
    which did so longest. On a quiet machine that is the time; on a very busy one a bound that may be too low, where two
    threads of a process stood ready at once."""

    def __init__(self, *pids: int) -> None:
        self._before = {pid: stood(pid) for pid in pids}
        self._began = time.monotonic()

    def seconds(self) -> float:
        """The time of this moment."""
        passed = time.monotonic() - self._began
        return max(0.0, passed - max(self._lost(pid, before) for pid, before in self._before.items()))

    @staticmethod
    def _lost(pid: int, before: Stood) -> float:
        lost = sorted(now - before.get(thread, 0) for thread, now in stood(pid).items())
        return sum(lost[-AT_ONCE:]) / 1e9
