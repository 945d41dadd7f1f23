"""Getting back in: a database restored from a backup, a key brought back by its recovery code. Without an engine, since
these are for the day on which no engine can start.

Promises: nobody else uses the folder meanwhile; what is replaced is kept beside it; a forgetting that was cut off is
finished first, so that no backup brings back what it names; a key is proved on the database before it is kept. Refuses
to guess.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from engine.clock import Clock
from engine.errors import Trouble
from engine.lock import hold
from engine.memory import forget, forget_all
from engine.paths import DataFolder
from engine.store import backup, recovery
from engine.store.database import Database
from engine.store.keys import Keyring, keep_key, obtain_key

# A database of which nothing can be asked; a restore may be its cure.
BROKEN = ("damaged", "wrong_key", "newer_version")


def choices(folder: DataFolder) -> list[tuple[Path, datetime]]:
    """The backups there are, newest first."""
    return backup.backups(folder)


def restore(folder: DataFolder, name: str, clock: Clock) -> tuple[Path, Path]:
    """Put the backup `name` ("" for the newest) in place; (the backup, where the replaced file lies now)."""
    wanted = _chosen(folder, name)
    with hold(folder.lock), hold(folder.sleeper_lock):
        key = obtain_key(folder).value
        _finish_forgetting(folder, key)
        if not wanted.exists():
            sentence = "A forgetting had to be finished first, and that backup went with it."
            raise Trouble("no_backup", sentence, "dormouse restore --list shows those there are.")
        return wanted, backup.restore(folder, wanted, key, clock.now())


def recover(folder: DataFolder, code: str, keyring: Keyring | None = None) -> str:
    """Bring the key back by its code; where it is kept now ("keyring" or "file"). Raises `Trouble`, nothing changed."""
    key = recovery.open_with_code(code, folder.recovery)
    with hold(folder.lock), hold(folder.sleeper_lock):
        _prove(folder, key)
        return keep_key(folder, key, keyring)


def _chosen(folder: DataFolder, name: str) -> Path:
    found = choices(folder)
    if not found:
        raise Trouble("no_backup", "There is no backup in this data folder.", "Nothing was changed.")
    wanted = next((path for path, _ in found if name in ("", path.name, path.stem)), None)
    if wanted is None:
        raise Trouble("no_backup", "There is no backup of that name.", "dormouse restore --list shows those there are.")
    return wanted


def _finish_forgetting(folder: DataFolder, key: bytes) -> None:
    """Complete what a crash has cut off, while the database that knows of it is still in place."""
    if not folder.database.exists():
        return
    try:
        database = Database.open(folder.database, key)
        try:
            forget.finish(database, folder)
            forget_all.finish(database, folder)
        finally:
            database.close()
    except Trouble as trouble:
        if trouble.kind not in BROKEN:
            raise


def _prove(folder: DataFolder, key: bytes) -> None:
    """The key opens the database, or it is not the key."""
    if folder.database.exists():
        Database.open(folder.database, key, readonly=True).close()
