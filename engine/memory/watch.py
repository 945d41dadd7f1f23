"""The only door to watchdog: notices that one file was saved, however an editor saves it.

Its folder is watched, not the file, for most editors write another file and put it in the first one's place. Promises:
`saved` is called once a burst of saving is over, on a thread of its own, and also for one's own writes: whoever is told
looks whether there is news. A folder that cannot be watched is no trouble. Refuses to know what stands in the file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.4  # seconds without another touch after which a save is over: vim and its like touch a file several times
LONGEST = 3.0  # seconds after which it is told all the same, should something save without end
_READING = frozenset({"opened", "closed_no_write"})


class Watch(FileSystemEventHandler):
    """Watches `path` from `start` to `end`."""

    def __init__(self, path: Path, saved: Callable[[], None], quiet: float = QUIET) -> None:
        self._path, self._saved, self._quiet = path, saved, quiet
        self._observer = Observer()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._since = 0.0

    def start(self) -> bool:
        """Begin; False where the system has no watch left to give."""
        try:
            self._observer.schedule(self, str(self._path.parent), recursive=False)
            self._observer.start()
        except OSError:
            return False
        return True

    def end(self) -> None:
        """Watch no more; nothing is told after this."""
        with self._lock:
            self._saved = lambda: None
            if self._timer:
                self._timer.cancel()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened in the folder; called by watchdog."""
        touched = {Path(str(place)).name for place in (event.src_path, event.dest_path) if place}
        if event.event_type not in _READING and self._path.name in touched:
            self._touched()

    def _touched(self) -> None:
        now = time.monotonic()
        with self._lock:
            if self._timer is None:
                self._since = now
            else:
                self._timer.cancel()
            left = min(self._quiet, max(0.0, self._since + LONGEST - now))
            self._timer = threading.Timer(left, self._tell)
            self._timer.daemon = True
            self._timer.start()

    def _tell(self) -> None:
        with self._lock:
            self._timer, saved = None, self._saved
        saved()
