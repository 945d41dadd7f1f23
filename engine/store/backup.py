"""Dated copies of the database: made before each night, thinned as they age, read back before they are trusted.

Promises: a backup exists whole or not at all; a restore keeps the files it replaces and, wherever it is cut off, every
turn; thinning never removes the newest. Backups are encrypted under the same key. Refuses to know what the tables mean.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.files import as_trouble, make_folder, sync_folder, write_atomic
from engine.paths import DataFolder
from engine.store.conversations import Conversations
from engine.store.database import Database

NAME = re.compile(r"dormouse-(\d{8}T\d{6})(?:-(\d+))?\.db")
REPLACED = re.compile(r"replaced-\d{8}T\d{6}(-\d+)?\.(db(-wal|-shm|-journal)?|md)")  # what a restore has put aside
BESIDE = ("-wal", "-shm", "-journal")  # endings of what a database may leave beside itself
FORMAT = "%Y%m%dT%H%M%S"
ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 7, 4, 6  # how many days, weeks and months keep one backup each, after the first two days


def make_backup(database: Database, folder: DataFolder, now: datetime) -> Path:
    """A verified copy of `database` without its temporary conversations, named by `now` (UTC), after which older
    copies are thinned. Raises `Trouble`."""
    make_folder(folder.backups)
    stem = f"dormouse-{now.astimezone(UTC).strftime(FORMAT)}"
    number, target = 1, folder.backups / f"{stem}.db"
    while target.exists():  # a clock that was set back must not overwrite what is there
        number, target = number + 1, folder.backups / f"{stem}-{number}.db"
    database.backup(target, lambda copy: Conversations(copy, SystemClock()).delete_temporary())
    for old in thin((moment for _, moment in backups(folder)), now):
        for path, moment in backups(folder):
            if moment == old and path != target:
                path.unlink(missing_ok=True)
    return target


def backups(folder: DataFolder) -> list[tuple[Path, datetime]]:
    """All backups with their moments (UTC), newest first; of one second, the one made last first."""
    if not folder.backups.is_dir():
        return []
    found = [(path, match) for path in folder.backups.iterdir() if (match := NAME.fullmatch(path.name))]
    dated = [(path, datetime.strptime(m[1], FORMAT).replace(tzinfo=UTC), int(m[2] or 0)) for path, m in found]
    return [(path, moment) for path, moment, _ in sorted(dated, key=lambda one: one[1:], reverse=True)]


def thin(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of the backups made at `moments` may go.

    Kept are all of the last two days (and any from the future, after a clock jump), then the newest of each of 7 days,
    4 weeks and 6 months that have one. The newest of all is always kept.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = {m for m in newest_first if now - m <= ALL_FOR}
    kept.update(newest_first[:1])
    older = [m for m in newest_first if m not in kept]
    for count, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest_of: dict[str, datetime] = {}
        for moment in older:
            newest_of.setdefault(moment.strftime(period), moment)
        kept.update(sorted(newest_of.values(), reverse=True)[:count])
    return set(newest_first) - kept


def restore(folder: DataFolder, backup: Path, key: bytes, now: datetime) -> Path:
    """Put `backup` in the database's place and return where the replaced file lies now.

    The backup is opened and read through first, and the new file's content is compared with it afterwards; on any
    `Trouble` (damaged, wrong_key, disk_full) the database stays as it was. The memory file is put aside, too: it shows
    what was replaced, and would be taken for the user's edits of what is in place now.
    """
    wanted = _proved(backup, key)
    aside = _free(folder, now)
    draft = folder.root / f".{folder.database.name}.{secrets.token_hex(4)}.tmp"
    _close_log(folder.database, key)
    try:
        write_atomic(draft, backup.read_bytes())
        _keep(folder.database, aside)
        for suffix in BESIDE:  # a log of the old file must never be played into the new one
            beside(folder.database, suffix).unlink(missing_ok=True)
        draft.replace(folder.database)
        sync_folder(folder.root)
        if _proved(folder.database, key) != wanted:
            raise Trouble(
                "damaged", "The restored database could not be verified.", f"The old one is kept as {aside.name}."
            )
        if folder.memory_file.is_file():
            folder.memory_file.rename(aside.with_suffix(".md"))
            sync_folder(folder.root)
    except OSError as error:
        raise as_trouble(error, folder.database) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return aside


def _free(folder: DataFolder, now: datetime) -> Path:
    """A name for the replaced file; two restores in one second keep both."""
    stem = f"replaced-{now.astimezone(UTC).strftime(FORMAT)}"
    number, aside = 1, folder.root / f"{stem}.db"
    while aside.exists() or aside.with_suffix(".md").exists():
        number, aside = number + 1, folder.root / f"{stem}-{number}.db"
    return aside


def _close_log(path: Path, key: bytes) -> None:
    """Take the log into the file, so that no turn lies in the log alone; a damaged file keeps its log."""
    if path.exists():
        with contextlib.suppress(Trouble):
            database = Database.open(path, key)
            try:
                database.checkpoint()
            finally:
                database.close()


def _keep(path: Path, aside: Path) -> None:
    """A copy of the database and its log under the name of `aside`, whole or not at all."""
    try:
        for suffix in ("", *BESIDE):
            if (old := beside(path, suffix)).exists():
                write_atomic(beside(aside, suffix), old.read_bytes())
    except BaseException:
        for suffix in ("", *BESIDE):
            beside(aside, suffix).unlink(missing_ok=True)
        raise


def beside(path: Path, suffix: str) -> Path:
    """The file that belongs to the database `path`: one of `BESIDE`, or with "" itself."""
    return path.with_name(path.name + suffix)


def _proved(path: Path, key: bytes) -> str:
    database = Database.open(path, key, readonly=True)
    try:
        if wrong := database.integrity():
            raise Trouble("damaged", f"{path.name} is damaged.", f"Choose another backup; found: {wrong[0]}.")
        return content_hash(database)
    finally:
        database.close()


def content_hash(database: Database) -> str:
    """SHA-256 over every row of every table in order, so that two files can be compared whatever their pages are."""
    digest = hashlib.sha256()
    tables = database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    for (table,) in tables:
        digest.update(f"table {table}\n".encode())
        for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # a name from the schema itself
            digest.update(repr(row).encode())
    return digest.hexdigest()
