"""Backups, restoring, the recovery code: through the true command line, and by the functions behind it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import rescue
from engine.clock import SystemClock
from engine.errors import Trouble
from engine.lock import hold
from engine.memory import forget, forget_all
from engine.memory.memory_file import MemoryFile
from engine.paths import DataFolder
from engine.protocol import Wish
from engine.store import recovery
from engine.store.backup import make_backup
from engine.store.database import Database
from engine.store.keys import obtain_key
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.commandline import dormouse


class Memory:
    """A keyring that forgets when it is told to."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        return self.kept.get(account)

    def set_password(self, service: str, account: str, secret: str) -> None:
        self.kept[account] = secret


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return DataFolder(tmp_path / "data")


def say(folder: DataFolder, text: str, key: bytes | None = None) -> None:
    db = Database.open(folder.database, key or obtain_key(folder).value)
    turns = Turns(db, SystemClock())
    turns.add_user(turns.new_conversation("t"), None, text, text, "user_typed")
    db.close()


def texts(folder: DataFolder, key: bytes | None = None) -> list[str]:
    db = Database.open(folder.database, key or obtain_key(folder).value, readonly=True)
    found = [str(row[0]) for row in db.execute("SELECT text FROM turns ORDER BY id")]
    db.close()
    return found


def test_a_backup_and_back(folder: DataFolder) -> None:
    say(folder, "before")
    made = dormouse("backup", "--data", str(folder.root))
    assert made.code == 0 and "1 kept" in made.stdout, made
    say(folder, "after")
    listed = dormouse("restore", "--list", "--data", str(folder.root))
    name = listed.stdout.split()[0]
    assert re.fullmatch(r"dormouse-\d{8}T\d{6}", name)
    restored = dormouse("restore", name, "--data", str(folder.root))
    assert restored.code == 0 and "replaced-" in restored.stdout, restored
    assert texts(folder) == ["before"]
    aside = next(folder.root.glob("replaced-*.db"))
    assert aside.stat().st_size > 0


def test_nothing_to_restore_and_a_wrong_name(folder: DataFolder) -> None:
    say(folder, "hello")
    with pytest.raises(Trouble, match="There is no backup"):
        rescue.restore(folder, "", SystemClock())
    db = Database.open(folder.database, obtain_key(folder).value)
    make_backup(db, folder, datetime(2026, 1, 1, tzinfo=UTC))
    db.close()
    with pytest.raises(Trouble, match="of that name"):
        rescue.restore(folder, "yesterday", SystemClock())
    with hold(folder.lock), pytest.raises(Trouble, match="already running"):
        rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["hello"]


def test_a_damaged_database_offers_the_last_backup(folder: DataFolder) -> None:
    say(folder, "hello")
    db = Database.open(folder.database, obtain_key(folder).value)
    make_backup(db, folder, datetime(2026, 1, 1, 3, 30, tzinfo=UTC))
    db.close()
    folder.database.write_bytes(b"\x07" * 8192)
    told = dormouse("check", "--data", str(folder.root))
    assert told.code == 1 and "dormouse restore" in told.stderr and "2026-01-01 03:30" in told.stderr
    rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["hello"]


def cut_off(folder: DataFolder, monkeypatch: pytest.MonkeyPatch, everything: bool = False) -> None:
    """A forgetting that is killed when its rows are gone, and before it has cleaned a file or backup."""

    def die(*args: object) -> None:
        raise KeyboardInterrupt

    db = Database.open(folder.database, obtain_key(folder).value)
    make_backup(db, folder, datetime(2026, 1, 1, tzinfo=UTC))
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(forget_all if everything else forget, "_complete", die)
        if everything:
            forget_all.forget_all(db, folder)
        else:
            forget.forget(db, folder, SystemClock(), Wish(about="Ottilie"))
    db.close()


def test_a_forgetting_that_was_cut_off_is_finished_before_the_restore(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("My aunt Ottilie keeps bees.", "I like tea."):
        say(folder, text)
    cut_off(folder, monkeypatch)
    _, aside = rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["[forgotten]", "I like tea."]
    db = Database.open(aside, obtain_key(folder).value, readonly=True)
    assert not db.execute("SELECT 1 FROM forgettings WHERE state = 'begun'")
    db.close()


def test_a_forgetting_that_cannot_be_finished_stops_the_restore(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(folder, "My aunt Ottilie keeps bees.")
    cut_off(folder, monkeypatch)

    def full(*args: object) -> None:
        raise Trouble("disk_full", "The disk is full.")

    with monkeypatch.context() as broken, pytest.raises(Trouble, match="full"):
        broken.setattr(forget.leftovers, "clean", full)
        rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["[forgotten]"] and not list(folder.root.glob("replaced-*"))
    rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["[forgotten]"]


def test_damage_that_a_forgetting_meets_does_not_stop_the_restore(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(folder, "I like tea.")
    cut_off(folder, monkeypatch)

    def damaged(*args: object) -> None:
        raise Trouble("damaged", "The database is damaged.")

    monkeypatch.setattr(rescue.forget, "finish", damaged)
    rescue.restore(folder, "", SystemClock())
    assert texts(folder) == ["I like tea."]


def test_a_forgetting_of_everything_takes_the_backup_that_was_to_be_restored(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(folder, "hello")
    cut_off(folder, monkeypatch, everything=True)
    with pytest.raises(Trouble, match="had to be finished first"):
        rescue.restore(folder, "", SystemClock())
    assert texts(folder) == [] and rescue.choices(folder) == []


def test_the_memory_file_shows_what_was_restored(folder: DataFolder) -> None:
    """What it showed of later days is not taken for the user's edits at the next start."""
    db = Database.open(folder.database, obtain_key(folder).value)
    ledger = Ledger(db, SystemClock())
    file = MemoryFile(db, ledger, Nights(db, SystemClock()), folder.memory_file)
    for text in ("The user lives in Leeds.", "The user likes tea.", "The user has a cat."):
        ledger.add(text, kind="home", trust="user_confirmed", confidence=1.0)
    file.sync()
    make_backup(db, folder, datetime(2026, 1, 1, tzinfo=UTC))
    ledger.set_state(2, "deleted", "the user said so")
    ledger.set_text(3, "The user has two cats.", "by hand")
    file.sync()
    db.close()
    _, aside = rescue.restore(folder, "", SystemClock())
    db = Database.open(folder.database, obtain_key(folder).value)
    ledger = Ledger(db, SystemClock())
    change = MemoryFile(db, ledger, Nights(db, SystemClock()), folder.memory_file).sync()
    assert change.facts == () and ledger.get(3).text == "The user has a cat."
    assert len(ledger.facts()) == 3 and "I like tea." in folder.memory_file.read_text()
    assert "two cats" in aside.with_suffix(".md").read_text()
    db.close()


def test_a_recovery_code_brings_the_key_back_into_the_keyring(folder: DataFolder) -> None:
    ring = Memory()
    key = obtain_key(folder, ring).value
    say(folder, "secret", key)
    code = recovery.make_code(key, folder.recovery)
    ring.kept.clear()
    with pytest.raises(Trouble) as lost:
        obtain_key(folder, ring)
    assert lost.value.kind == "key_missing"
    before = folder.database.read_bytes()
    with pytest.raises(Trouble, match="recovery code"):
        rescue.recover(folder, "0000-" * 7 + "0000", ring)
    assert not ring.kept
    assert rescue.recover(folder, code.lower(), ring) == "keyring"
    assert obtain_key(folder, ring).value == key and folder.database.read_bytes() == before


def test_the_code_by_the_command_line(folder: DataFolder) -> None:
    say(folder, "hello")
    made = dormouse("recovery-key", "--yes", "--data", str(folder.root))
    code = made.stdout.strip()
    assert made.code == 0 and re.fullmatch(r"([0-9A-Z]{4}-){7}[0-9A-Z]{4}", code), made
    folder.key_file.unlink()
    assert "key" in dormouse("check", "--data", str(folder.root)).stderr
    back = dormouse("recover", "-", "--data", str(folder.root), stdin=code + "\n")
    assert back.code == 0 and "kept by the file" in back.stdout, back
    assert texts(folder) == ["hello"]


def test_a_key_that_does_not_open_is_not_kept(folder: DataFolder) -> None:
    say(folder, "hello")
    code = recovery.make_code(bytes(32), folder.recovery)
    kept = folder.key_file.read_bytes()
    with pytest.raises(Trouble):
        rescue.recover(folder, code, Memory())
    assert folder.key_file.read_bytes() == kept
