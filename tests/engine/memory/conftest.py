"""A small real world for memory: an encrypted database in a temporary folder and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.memory.memory_file import MemoryFile
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.nights import Nights


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, tzinfo=UTC)

    local = now

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        return None


@dataclass
class World:
    db: Database
    ledger: Ledger
    nights: Nights
    path: Path

    @property
    def file(self) -> MemoryFile:
        return MemoryFile(self.db, self.ledger, self.nights, self.path)

    def fact(self, text: str, kind: str = "other") -> Fact:
        return self.ledger.add(text, kind=kind, trust="user_confirmed", confidence=1.0)

    def texts(self, state: str = "active") -> set[str]:
        return {each.text for each in self.ledger.facts(state)}


def open_world(folder: Path) -> World:
    db = Database.open(folder / "memory.db", b"k" * 32)
    return World(db, Ledger(db, StillClock()), Nights(db, StillClock()), folder / "MEMORY.md")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    yield made
    made.db.close()
