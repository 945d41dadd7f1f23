"""A real encrypted database for each test, and a clock that only moves when told to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.paths import DataFolder
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns

KEY = bytes(range(32))


class FakeClock:
    """Each look at `now` is a second later than the last one."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    local = now

    def monotonic(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def db(folder: DataFolder) -> Iterator[Database]:
    database = Database.open(folder.database, KEY)
    yield database
    database.close()


@pytest.fixture
def turns(db: Database, clock: FakeClock) -> Turns:
    return Turns(db, clock)


@pytest.fixture
def ledger(db: Database, clock: FakeClock) -> Ledger:
    return Ledger(db, clock)


@pytest.fixture
def nights(db: Database, clock: FakeClock) -> Nights:
    return Nights(db, clock)
