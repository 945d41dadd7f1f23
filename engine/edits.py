"""Edits of the memory file made in any editor, learned while the engine runs.

Promises: a save is learned within a second or so, and told by one `Changed`; what was saved while the machine slept, or
where no watch could be had, is found at the next idle moment; the engine's own writes, and a night's, tell nothing.
While a night goes on nothing is touched: it learns the edits itself, and the look after it finds the rest. Refuses to
know how edits are merged.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.desk import Desk
from engine.errors import Trouble
from engine.memory.watch import Watch
from engine.protocol import Changed, Event

Stamp = tuple[int, int, int]  # when written (ns), size in bytes, inode


class Edits:
    """Looks after the memory file of one desk. `ask` has something done on the engine's main thread."""

    def __init__(self, desk: Desk, send: Callable[[Event], None], ask: Callable[[Callable[[], None]], None]) -> None:
        self._desk, self._send = desk, send
        self._seen = self._stamp()
        self._watch = Watch(desk.folder.memory_file, lambda: ask(self.look))
        self.asleep: Callable[[], bool] = lambda: False

    def start(self) -> None:
        """Begin to watch."""
        if not self._watch.start():
            self._desk.log.warning("the memory file cannot be watched; it is looked at when nothing else is to do")

    def end(self) -> None:
        """Watch no more."""
        self._watch.end()

    def look(self) -> None:
        """Learn what was saved since the last look, if anything was; on the main thread."""
        stamp = self._stamp()
        if stamp == self._seen or self.asleep():
            return
        try:
            change = self._desk.memory_file.sync()
        except Trouble as trouble:  # half a file, or none of text: the next save may mend it
            self._seen = stamp
            self._desk.log.warning("memory file: %s", trouble.kind)
            return
        self._seen = self._stamp()
        if change.facts or change.restored:
            self._desk.log.info("memory file edited: %d facts, %d lines put back", len(change.facts), change.restored)
            self._send(Changed(facts=tuple(sorted(change.facts)), memory_file=True))

    def _stamp(self) -> Stamp | None:
        try:
            found = self._desk.folder.memory_file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
