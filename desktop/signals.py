"""SIGTERM, SIGINT and SIGHUP as a wish to quit: a desktop that ends, or a Ctrl-C, loses no typed word.

Python's own handlers would only run when Qt gives it the word again, which may be never in a quiet window; so the
number of the signal comes through a socket that Qt listens to. Refuses to know what quitting means.
"""

from __future__ import annotations

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

WANTED = ("SIGTERM", "SIGINT", "SIGHUP")  # by name: not every system has all of them


class QuitSignals(QObject):
    """`wanted` is told on the main thread."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, lambda *_: None) for name in WANTED
                     if (number := getattr(signal, name, None)) is not None}  # fmt: skip
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._heard())

    def _heard(self) -> None:
        with suppress(BlockingIOError):
            if self._ours.recv(64):
                self.wanted.emit()

    def close(self) -> None:
        """Put back what was there."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()
