"""Backups: whole or absent, thinned by age, proved when restored."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.files import write_atomic
from engine.paths import DataFolder
from engine.store import backup as backup_module
from engine.store.backup import ALL_FOR, DAILY, MONTHLY, WEEKLY, backups, content_hash, make_backup, restore, thin
from engine.store.database import Database
from engine.store.turns import Turns

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def add(database: Database, title: str) -> None:
    values = (title, "", "", "", 0, 0)
    columns = "title, system, created, updated, temporary, newest_turn"
    database.execute(f"INSERT INTO conversations({columns}) VALUES(?, ?, ?, ?, ?, ?)", values)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_backup_restores_to_the_same_content_and_keeps_the_replaced_file(folder: DataFolder) -> None:
    database = Database.open(folder.database, KEY)
    add(database, "before")
    wanted = content_hash(database)
    copy = make_backup(database, folder, NOW)
    add(database, "after")
    assert content_hash(database) != wanted
    database.close()
    aside = restore(folder, copy, KEY, NOW)
    database = Database.open(folder.database, KEY)
    assert content_hash(database) == wanted
    database.close()
    old = Database.open(aside, KEY)
    assert old.one("SELECT count(*) FROM conversations") == (2,)
    old.close()


def test_a_backup_holds_no_temporary_conversation(folder: DataFolder) -> None:
    db = Database.open(folder.database, KEY)
    turns = Turns(db, SystemClock())
    turns.add_user(turns.new_conversation(), None, "kept words")
    gone = turns.new_conversation("a passing title", temporary=True)
    turns.add_user(gone, turns.add_user(gone, None, "a secret word").id, "more of it")
    copy = Database.open(make_backup(db, folder, NOW), KEY, readonly=True)
    assert copy.execute("SELECT text FROM turns") == [("kept words",)] and copy.integrity() == []
    assert copy.execute("SELECT count(*) FROM conversations") == [(1,)]
    copy.close()
    assert turns.conversation(gone).turns == 2, "the open one goes on"
    db.close()


def test_damaged_and_foreign_backups_are_refused_and_nothing_is_touched(folder: DataFolder) -> None:
    database = Database.open(folder.database, KEY)
    add(database, "kept")
    copy = make_backup(database, folder, NOW)
    database.close()
    before = folder.database.read_bytes()
    damaged = bytearray(copy.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    copy.write_bytes(damaged)
    with pytest.raises(Trouble):
        restore(folder, copy, KEY, NOW)
    with pytest.raises(Trouble):
        restore(folder, copy, bytes(32), NOW)
    assert folder.database.read_bytes() == before


def killed_with_a_log(folder: DataFolder) -> Path:
    """A database as kill -9 leaves it, with a row that is in its log alone; the backup from before."""
    database = Database.open(folder.database, KEY)
    copy = make_backup(database, folder, NOW)
    database.checkpoint()
    add(database, "acknowledged")
    kept = [folder.database, folder.database.with_name("dormouse.db-wal")]
    for path in kept:
        shutil.copyfile(path, path.with_suffix(f"{path.suffix}.kept"))
    database.close()
    for path in kept:
        path.with_suffix(f"{path.suffix}.kept").replace(path)
    assert kept[1].stat().st_size > 0
    return copy


def titles(path: Path) -> list[str]:
    database = Database.open(path, KEY)
    found = [str(row[0]) for row in database.execute("SELECT title FROM conversations")]
    database.close()
    return found


def test_a_disk_that_fills_in_a_restore_loses_no_row(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes, mode: int = 0o600) -> None:
        if room[0] == 0:
            raise Trouble("disk_full", "The disk is full.")
        room[0] -= 1
        write_atomic(path, data, mode)

    copy = killed_with_a_log(folder)
    monkeypatch.setattr(backup_module, "write_atomic", full)
    for files in (0, 1):
        room = [files]
        with pytest.raises(Trouble, match="full"):
            restore(folder, copy, KEY, NOW)
        assert titles(folder.database) == ["acknowledged"]
        assert not list(folder.root.glob("replaced-*")) and not list(folder.root.glob(".*"))  # room is what is missing
    room = [2]
    restore(folder, copy, KEY, NOW)
    assert titles(folder.database) == []


@pytest.mark.parametrize("place", ["unlink", "replace"])
def test_killed_in_a_restore_every_row_is_there(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    copy = killed_with_a_log(folder)
    true = getattr(Path, place)

    def die(path: Path, *more: Path, **names: bool) -> object:
        if folder.database in more or (place == "unlink" and path.name == "dormouse.db-shm"):
            raise KeyboardInterrupt
        return true(path, *more, **names)

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(Path, place, die)
        restore(folder, copy, KEY, NOW)
    assert titles(folder.database) == ["acknowledged"]


def test_two_restores_in_one_second_keep_both_files(folder: DataFolder) -> None:
    copy = killed_with_a_log(folder)
    first, second = (restore(folder, copy, KEY, NOW) for _ in range(2))
    assert first != second and titles(first) == ["acknowledged"] and titles(second) == []
    assert all(backup_module.REPLACED.fullmatch(path.name) for path in (first, second))


def test_a_damaged_database_is_put_aside_with_its_log(folder: DataFolder) -> None:
    copy = killed_with_a_log(folder)
    folder.database.write_bytes(b"\x07" * 8192)
    log = folder.database.with_name("dormouse.db-wal").read_bytes()
    aside = restore(folder, copy, KEY, NOW)
    assert aside.read_bytes() == b"\x07" * 8192 and aside.with_name(f"{aside.name}-wal").read_bytes() == log
    assert titles(folder.database) == []


def test_the_memory_file_is_put_aside_once_the_backup_is_proved(folder: DataFolder) -> None:
    copy = killed_with_a_log(folder)
    folder.memory_file.write_text("- I have two cats. <!-- f3 -->\n")
    with pytest.raises(Trouble):
        restore(folder, copy, bytes(32), NOW)
    assert folder.memory_file.exists()
    aside = restore(folder, copy, KEY, NOW)
    assert not folder.memory_file.exists() and "two cats" in aside.with_suffix(".md").read_text()


def test_two_backups_in_one_second_and_a_clock_set_back(folder: DataFolder) -> None:
    database = Database.open(folder.database, KEY)
    made = [make_backup(database, folder, moment) for moment in (NOW, NOW, NOW - timedelta(hours=1))]
    database.close()
    assert len({*made}) == 3 and all(path.exists() for path in made)
    assert backups(folder)[0][0] == made[1]


def test_backups_hold_no_plain_text(folder: DataFolder) -> None:
    database = Database.open(folder.database, KEY)
    add(database, "canary-in-a-title")
    copy = make_backup(database, folder, NOW)
    database.close()
    assert b"canary" not in copy.read_bytes() and copy.stat().st_mode & 0o777 == 0o600


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(-3, 500 * 24), max_size=120))
def test_thinning_keeps_the_recent_the_newest_and_a_bounded_rest(ages: list[int]) -> None:
    moments = {NOW - timedelta(hours=hours) for hours in ages}
    gone = thin(moments, NOW)
    kept = moments - gone
    assert gone <= moments
    assert {m for m in moments if NOW - m <= ALL_FOR} <= kept
    assert not moments or max(moments) in kept
    assert len({m for m in kept if NOW - m > ALL_FOR}) <= DAILY + WEEKLY + MONTHLY + 1
    assert thin(kept, NOW) == set(), "thinning twice removes nothing more"


def test_a_year_of_nights_leaves_days_weeks_and_months() -> None:
    moments = [NOW - timedelta(days=d) for d in range(365)]
    kept = sorted(set(moments) - thin(moments, NOW), reverse=True)
    days = [(NOW - m).days for m in kept]
    assert days[:10] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] and days[-4] > 13 and days[-1] > 120 and len(days) <= 21
