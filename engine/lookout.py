"""The lookout: reads the machine's signals every few seconds, on a thread of its own since a bus may be slow to answer.

Promises: it looks often while a night runs that began by itself, seldom otherwise, and never while a face is being
answered. Refuses to decide: it hands what it saw to whoever asked for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from engine.probes import Signals

AWAKE_EVERY = 5.0  # seconds between two looks by day
ASLEEP_EVERY = 0.3  # seconds between two looks while asleep: the user is to have the machine back within two
CALM_EVERY = 1.5  # seconds, where the user wished for the night and is perhaps here: only mains and heat end it
STALE = 20.0  # seconds after which what was seen says nothing any more

Probe = Callable[[], Signals]


class Lookout:
    """Looks by way of `probe`. `seen` hears each look's signals, on the lookout's thread."""

    def __init__(self, probe: Probe, seen: Callable[[Signals], None]) -> None:
        self._probe, self._seen = probe, seen
        self._latest: tuple[float, Signals] | None = None
        self._over, self._wake = threading.Event(), threading.Event()
        self.asleep = self._calm = False
        self.busy = False  # a face is being answered: not now

    def start(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._run, name="lookout", daemon=True).start()

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        self._wake.set()

    def watch_over(self, calm: bool) -> None:
        """Look as often as a night wants it, from now on until `asleep` is taken back; less often for a `calm` one."""
        self.asleep, self._calm = True, calm
        self._wake.set()

    def latest(self) -> Signals | None:
        """What was seen last; None when that is too long ago."""
        if self._latest is None or time.monotonic() - self._latest[0] > STALE:
            return None
        return self._latest[1]

    def now(self) -> Signals:
        """A look on the caller's own thread."""
        signals = self._probe()
        self._latest = (time.monotonic(), signals)
        return signals

    def _run(self) -> None:
        while not self._over.is_set():
            if self.asleep or not self.busy:
                self._seen(self.now())
            self._wake.wait((CALM_EVERY if self._calm else ASLEEP_EVERY) if self.asleep else AWAKE_EVERY)
            self._wake.clear()
