"""The only door to the database library: one encrypted SQLite file, opened, keyed, migrated and asked.

Promises: a commit that returned is on disk; a file that cannot be opened (another key, a newer version, damage) is left
byte for byte as it was; whatever the library raises leaves here as `Trouble` or `Bug`. One connection per thread or
process. Refuses to know what the tables mean, and where the key comes from.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from engine.errors import Bug, Trouble
from engine.files import as_trouble, make_folder, sync_folder
from engine.store import migrations

Row = tuple[Any, ...]
BeforeMigration = Callable[["Database"], object] | None
BUSY_MILLISECONDS = 5000  # the engine and the sleeper both write; each transaction is far shorter than this
PAGES_PER_STEP = 256  # 1 MiB of backup between two looks at the lock: chat stays fluent beside it
PLAIN = b"SQLite format 3\x00"  # how an unencrypted database begins; ours begin with a random salt

# Reference: the settings that survived 2,000 simulated power cuts, and leave no deleted text behind.
PRAGMAS = (
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",  # sorters would otherwise spill plain text into temporary files
    "cell_size_check=ON",
    "cache_size=-16000",  # KiB; decrypting a page costs more than keeping it
    "journal_size_limit=16777216",  # bytes; a long write-ahead log shrinks back to this
)


class Database:
    """One connection to the encrypted file. Not to be shared between threads."""

    def __init__(self, connection: apsw.Connection, path: Path, key: bytes) -> None:
        self._connection, self.path, self._key = connection, path, key

    @classmethod
    def open(
        cls, path: Path, key: bytes, *, readonly: bool = False, before_migration: BeforeMigration = None
    ) -> Database:
        """Open `path` with a raw 32-byte key; a missing file is created (0600), an older one is migrated.

        `before_migration` is called with a database of an older version, for a backup; what it raises ends the opening
        with nothing changed.

        Raises `Trouble`: wrong_key, newer_version, not_writable, not_a_folder, not_a_file, missing (readonly only),
        damaged, disk_full. The bytes of the file and of its write-ahead log are then as they were.
        """
        _examine(path, readonly)
        database = cls(_connect(path, key, readonly), path, key)
        try:
            database._settle(readonly, before_migration)
        except BaseException:
            database._connection.close(True)
            raise
        return database

    def sibling(self, path: Path, *, readonly: bool = False) -> Database:
        """Another file under the same key, opened as `open` does: a backup."""
        return Database.open(path, self._key, readonly=readonly)

    def _settle(self, readonly: bool, before_migration: BeforeMigration = None) -> None:
        """From a bare connection to one that may be used; writes nothing before everything is known to be well."""
        try:
            version = self.execute("PRAGMA user_version")[0][0]
        except Trouble as trouble:
            raise _unreadable(trouble, self.path) from trouble
        self.execute("SELECT count(*) FROM sqlite_schema")
        if version > migrations.LATEST:
            raise Trouble(
                "newer_version",
                "This data folder was written by a newer version of Dormouse.",
                "Update Dormouse, or choose another folder with --data.",
            )
        for pragma in PRAGMAS:
            self.execute(f"PRAGMA {pragma}")
        if readonly:
            return
        if self._connection.readonly("main"):
            raise as_trouble(OSError(errno.EACCES, "read-only"), self.path)
        if before_migration and 0 < version < migrations.LATEST:
            before_migration(self)
        self.one("PRAGMA journal_mode=WAL")
        migrations.migrate(self)
        self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)

    def execute(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows of one statement; raises `Trouble` (the disk, the file) or `Bug` (the statement)."""
        try:
            rows: list[Row] = self._connection.execute(sql, tuple(params)).fetchall()
        except (apsw.Error, UnicodeError) as error:
            raise self._explained(error) from error
        return rows

    def one(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        """The first row of one statement, or None."""
        rows = self.execute(sql, params)
        return rows[0] if rows else None

    def insert(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run one INSERT and return the new row's id."""
        # Not last_insert_rowid(): the triggers that feed the search index write rows of their own.
        return int(self.execute(f"{sql} RETURNING rowid", params)[0][0])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, on disk when it ends. Takes the write lock at once; nested, it is a savepoint."""
        outer = not self._connection.in_transaction
        self.execute("BEGIN IMMEDIATE" if outer else "SAVEPOINT inner_part")
        try:
            yield
            self.execute("COMMIT" if outer else "RELEASE inner_part")
        except BaseException:
            self._undo(outer)
            raise

    def _undo(self, outer: bool) -> None:
        """Take back a transaction; SQLite may already have done so by itself (a full disk)."""
        if self._connection.in_transaction:
            for sql in ("ROLLBACK",) if outer else ("ROLLBACK TO inner_part", "RELEASE inner_part"):
                self.execute(sql)

    def integrity(self) -> list[str]:
        """Read every page and index; what is wrong, one short line each, without user text. Empty when sound."""
        try:
            lines = [str(row[0]) for row in self.execute("PRAGMA integrity_check(100)")]
        except Trouble as trouble:
            return [trouble.kind]
        return [] if lines == ["ok"] else lines

    def backup(self, target: Path, clean: Callable[[Database], object] = lambda copy: None) -> None:
        """A copy under the same key, checked, or no file at all; writing may go on meanwhile. `clean` is given the copy
        before it counts."""
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            _examine(temporary, readonly=False)
            self._copy_to(temporary, clean)
            _sync(temporary)
            temporary.replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise as_trouble(error, target) from error
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)

    def _copy_to(self, temporary: Path, clean: Callable[[Database], object]) -> None:
        copy = Database(_connect(temporary, self._key, readonly=False), temporary, self._key)
        try:
            with copy._connection.backup("main", self._connection, "main") as job:
                while not job.done:
                    job.step(PAGES_PER_STEP)
            clean(copy)
            # One file and nothing beside it: a copy in WAL mode could not be read from a read-only place.
            copy.one("PRAGMA journal_mode=DELETE")
            if wrong := copy.integrity():
                raise Trouble("damaged", "The copy of the database could not be verified.", f"Found: {wrong[0]}.")
        except (apsw.Error, UnicodeError) as error:
            raise self._explained(error) from error
        finally:
            copy._connection.close(True)

    def checkpoint(self) -> bool:
        """Move the write-ahead log into the file and empty it; False when another process still reads from it."""
        try:
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except (apsw.BusyError, apsw.LockedError):
            return False
        except (apsw.Error, UnicodeError) as error:
            raise self._explained(error) from error
        return True

    def close(self) -> None:
        """End the connection; the last one to go empties and removes the write-ahead log. Twice is harmless."""
        try:
            self._connection.close()
        except (apsw.Error, UnicodeError) as error:
            raise self._explained(error) from error

    def _explained(self, error: Exception) -> Exception:
        return _explained(error, self.path, lambda: int(self._connection.system_errno))


def _examine(path: Path, readonly: bool) -> None:
    """See that `path` may be a database of ours; create it empty and private where it is missing."""
    try:
        if not readonly:
            make_folder(path.parent)
        if path.is_dir():
            raise Trouble("not_a_file", f"{path} is a folder, and a file is needed there.", "Choose another folder.")
        if not path.exists() and not readonly:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # the log inherits the mode
            sync_folder(path.parent)
        with path.open("rb") as stream:
            head = stream.read(len(PLAIN))
    except OSError as error:
        raise as_trouble(error, path) from error
    log = path.with_name(path.name + "-wal")
    if head == PLAIN or (not head and log.exists() and log.stat().st_size):
        raise _damaged(path)


def _connect(path: Path, key: bytes, readonly: bool) -> apsw.Connection:
    """A keyed connection that has read nothing yet, and will leave the log alone when it closes."""
    if len(key) != 32:
        raise Bug("a database key is 32 bytes")
    flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE
    try:
        connection = apsw.Connection(str(path), flags=flags)
        connection.set_busy_timeout(BUSY_MILLISECONDS)
        connection.execute("PRAGMA cipher='sqlcipher'")
        # The raw form: 32 random bytes need no stretching, and opening takes 0.4 ms instead of 170.
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in (apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, apsw.SQLITE_DBCONFIG_DEFENSIVE):
            connection.config(setting, 1)
        for setting in (apsw.SQLITE_DBCONFIG_DQS_DDL, apsw.SQLITE_DBCONFIG_DQS_DML):
            connection.config(setting, 0)
    except (apsw.Error, UnicodeError) as error:
        raise _explained(error, path, lambda: 0) from error
    return connection


def _explained(error: Exception, path: Path, system_errno: Callable[[], int]) -> Exception:
    """What the library raised, in our words."""
    match error:
        case apsw.NotADBError() | apsw.CorruptError() | UnicodeDecodeError():
            return _damaged(path)
        case apsw.FullError():
            return as_trouble(OSError(errno.ENOSPC, "full"), path)
        case apsw.IOError():
            number = system_errno() or errno.EIO
            full = number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            return as_trouble(OSError(errno.ENOSPC if full else number, os.strerror(number)), path)
        case apsw.ReadOnlyError() | apsw.CantOpenError() | apsw.PermissionsError() | apsw.AuthError():
            return as_trouble(OSError(errno.EACCES, "refused"), path)
        case apsw.BusyError() | apsw.LockedError():
            return Trouble("busy", "The database is being used by another program.", "Close it and try again.")
        case UnicodeEncodeError() | apsw.TooBigError():
            return Trouble("bad_text", "That text cannot be stored.", "Remove damaged characters or shorten it.")
    return Bug(f"{type(error).__name__}: {error}")


def _damaged(path: Path) -> Trouble:
    return Trouble("damaged", f"{path.name} is damaged.", "Restore it from a backup; nothing was changed.")


def _unreadable(trouble: Trouble, path: Path) -> Trouble:
    """The first page could not be read: with a random salt, another key and a damaged beginning look alike."""
    if trouble.kind != "damaged":
        return trouble
    return Trouble(
        "wrong_key",
        f"{path.name} does not open with this key: it belongs to another key, or its beginning is damaged.",
        "Restore the key or a backup; nothing was changed.",
    )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
