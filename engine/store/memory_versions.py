"""The versions of the memory file that the machine has written, the base of every later merge and its history; and
the one that the user is editing.

Promises: a version is on disk here (pending) before the file is replaced, and is known as written only afterwards, so
that a crash between the two is seen. Refuses to know the file's format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.store.shelf import Shelf


@dataclass(frozen=True)
class MemoryRow:
    """One version: the file's `text`, its machine-written `lines` (JSON), and the whole file just `before` it."""

    id: int
    night: int | None
    created: str
    text: str
    lines: bytes
    before: str
    state: Literal["pending", "written"]


class MemoryVersions(Shelf):
    """The memory file's versions in one database."""

    def save_memory(self, night: int | None, text: str, lines: bytes, before: str) -> int:
        """Write down a version that is about to become the file; its id."""
        return self._db.insert(
            "INSERT INTO memory_files (night, created, text, lines, before) VALUES (?, ?, ?, ?, ?)",
            (night, self._now(), text, lines, before),
        )

    def memory_written(self, version: int) -> None:
        """That version is the file now."""
        self._db.execute("UPDATE memory_files SET state = 'written' WHERE id = ?", (version,))

    def memory_of(self, night: int) -> list[MemoryRow]:
        """The versions that `night` has made the file, oldest first."""
        rows = self._db.execute(
            "SELECT id, night, created, text, lines, before, state FROM memory_files"
            " WHERE night = ? AND state = 'written' ORDER BY id",
            (night,),
        )
        return [MemoryRow(*row) for row in rows]

    def keep_memory_draft(self, text: str) -> None:
        """Keep the file as it is being edited, not saved yet; "" lets go of it."""
        with self._db.transaction():
            self._db.execute("DELETE FROM memory_draft")
            if text:
                self._db.execute("INSERT INTO memory_draft (id, text) VALUES (1, ?)", (text,))

    def memory_draft(self) -> str:
        """What was kept of it, "" where there is nothing."""
        return next((str(row[0]) for row in self._db.execute("SELECT text FROM memory_draft")), "")

    def memory_versions(self, limit: int = 2) -> list[MemoryRow]:
        """The newest versions, newest first."""
        rows = self._db.execute(
            "SELECT id, night, created, text, lines, before, state FROM memory_files ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [MemoryRow(*row) for row in rows]
