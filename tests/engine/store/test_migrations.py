"""Databases of every released schema still open, and become what a new one is."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from engine.desk import Desk, load_language
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.store import migrations
from engine.store.backup import backups
from engine.store.check import INDEXES, _agrees
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock

SAMPLES = sorted((Path(__file__).parent / "samples").glob("v*.db"))


def schema(db: Database) -> list[tuple[str, str]]:
    return [
        (name, sql) for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE sql <> '' ORDER BY name")
    ]


def opened(sample: Path, folder: Path) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(sample, folder / "dormouse.db")
    return Database.open(folder / "dormouse.db", KEY)


def test_every_released_schema_has_a_sample() -> None:
    assert [sample.name for sample in SAMPLES][:1] == ["v1.db"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_an_old_database_becomes_what_a_new_one_is(sample: Path, tmp_path: Path, db: Database) -> None:
    old = opened(sample, tmp_path / "old")
    assert old.execute("PRAGMA user_version") == [(migrations.LATEST,)]
    assert schema(old) == schema(db), "a released step was edited, or a step was forgotten"
    assert old.integrity() == [] and old.execute("PRAGMA foreign_key_check") == []
    assert all(_agrees(old, index) for index in INDEXES)
    old.close()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_its_content_is_what_it_was(sample: Path, tmp_path: Path) -> None:
    db = opened(sample, tmp_path)
    turns, ledger, nights = (part(db, FakeClock()) for part in (Turns, Ledger, Nights))
    assert [turn.text for turn in turns.path(1, 3)] == ["My sister Priya lives in Lisbon.", "How nice!"]
    assert turns.turn(3).siblings == (2, 3, 4) and turns.by_uid("uid-1") == turns.turn(1)
    assert turns.interrupted_fix() == 1 and turns.conversations("nobody") == []
    assert [fact.text for fact in ledger.facts("active")] == ["The user's sister Priya lives in Porto."]
    assert [change.what for change in ledger.history(1)] == ["added", "superseded"]
    assert nights.last_turn() == 1 and nights.report() == b"{}"
    adapter = nights.current_adapter("model")
    assert adapter and adapter.parents == (2,) and nights.dreams(1)[0].parents == (2,)
    db.close()


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(database: migrations.Executes) -> None:
        database.execute("CREATE TABLE half (done TEXT)")
        raise Trouble("disk_full", "The disk is full.")

    db = opened(SAMPLES[0], tmp_path)
    before = schema(db)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, failing))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)
    with pytest.raises(Trouble):
        migrations.migrate(db)
    assert schema(db) == before and db.execute("PRAGMA user_version") == [(migrations.LATEST - 1,)]
    db.close()


def desk(folder: DataFolder) -> Desk:
    return Desk.open(folder, None, FakeClock(), logging.Logger("test"), load_language)


@pytest.fixture
def old_life(folder: DataFolder) -> DataFolder:
    folder.root.mkdir()
    folder.key_file.write_text(KEY.hex() + "\n")
    folder.key_file.chmod(0o600)
    shutil.copy(SAMPLES[0], folder.database)
    return folder


def test_an_older_database_is_copied_before_it_is_changed_and_only_then(old_life: DataFolder) -> None:
    desk(old_life).close()
    ((copy, _),) = backups(old_life)
    kept = Database.open(copy, KEY, readonly=True)
    assert kept.execute("PRAGMA user_version") == [(1,)] and kept.integrity() == []
    kept.close()
    desk(old_life).close()
    assert [path for path, _ in backups(old_life)] == [copy], "what is of this version needs no copy"


def test_without_a_copy_nothing_is_migrated(old_life: DataFolder) -> None:
    before = old_life.database.read_bytes()
    old_life.backups.write_text("a file stands where the copies belong")
    with pytest.raises(Trouble):
        desk(old_life)
    assert old_life.database.read_bytes() == before
