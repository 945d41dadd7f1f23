"""Getting back in: a database restored from a backup, a key brought back by its recovery code. Without an engine, since
these are for the day on which no engine can start.

Promises: nobody else uses the folder meanwhile; what is replaced is kept beside it; a key is proved on the database
before it is kept. Refuses to guess.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from engine.clock import Clock
from engine.errors import Trouble
from engine.lock import hold
from engine.paths import DataFolder
from engine.store import backup, recovery
from engine.store.database import Database
from engine.store.keys import Keyring, keep_key, obtain_key


def choices(folder: DataFolder) -> list[tuple[Path, datetime]]:
    """The backups there are, newest first."""
    return backup.backups(folder)


def restore(folder: DataFolder, name: str, clock: Clock) -> tuple[Path, Path]:
    """Put the backup `name` ("" for the newest) in place; (the backup, where the replaced file lies now)."""
    found = choices(folder)
    if not found:
        raise Trouble("no_backup", "There is no backup in this data folder.", "Nothing was changed.")
    wanted = next((path for path, _ in found if name in ("", path.name, path.stem)), None)
    if wanted is None:
        raise Trouble("no_backup", "There is no backup of that name.", "dormouse restore --list shows those there are.")
    with hold(folder.lock), hold(folder.sleeper_lock):
        return wanted, backup.restore(folder, wanted, obtain_key(folder).value, clock.now())


def recover(folder: DataFolder, code: str, keyring: Keyring | None = None) -> str:
    """Bring the key back by its code; where it is kept now ("keyring" or "file"). Raises `Trouble`, nothing changed."""
    key = recovery.open_with_code(code, folder.recovery)
    with hold(folder.lock), hold(folder.sleeper_lock):
        _prove(folder, key)
        return keep_key(folder, key, keyring)


def _prove(folder: DataFolder, key: bytes) -> None:
    """The key opens the database, or it is not the key."""
    if folder.database.exists():
        Database.open(folder.database, key, readonly=True).close()
