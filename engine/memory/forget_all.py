"""Beginning anew: every conversation, memory, weight, report and backup of one data folder goes at once.

Order of events: one transaction empties the tables and leaves a mark; then go the files; then the mark. A crash in
between is finished by `finish` at the next start. Promises: the receipt's `left` is a second look at every table and
file; what stays is the key and the user's settings. Refuses to ask whether it is meant.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.files import as_trouble, sync_folder
from engine.memory import leftovers
from engine.paths import DataFolder
from engine.protocol import ForgetReceipt
from engine.store import backup
from engine.store.database import Database
from engine.store.settings import Settings

MARK = "forget everything"  # a setting that stands while it is under way
STAY = ("settings", "tombstone_keys", "migrations")  # the key hashes nothing any more; the next forgetting needs one
FIRST = ("evidence", "turns")  # their triggers look at turns and conversations, which must still be there
TOLD = {"conversations": "conversations", "turns": "turns", "facts": "facts", "dreams": "dreams", "exams": "exams",
        "nights": "reports", "adapters": "adapters", "drafts": "drafts"}  # fmt: skip


def forget_all(db: Database, folder: DataFolder) -> ForgetReceipt:
    """Empty `folder`, and tell what was there. Raises `Trouble`; what is not done then, `finish` does."""
    with db.transaction():
        facts = tuple(row[0] for row in db.execute("SELECT id FROM facts"))
        counts = _empty(db)
        Settings(db).set(MARK, True)
    return _complete(db, folder, counts, facts)


def finish(db: Database, folder: DataFolder) -> None:
    """Complete what a crash has cut off; nothing to do is the usual case."""
    if Settings(db).get(MARK, bool, False):
        _complete(db, folder, Counter(), ())


def _empty(db: Database) -> Counter[str]:
    """Delete every row that is the user's; the search index follows by its triggers."""
    counts: Counter[str] = Counter()
    db.execute("PRAGMA defer_foreign_keys = ON")  # until the end of this transaction
    for table in (*FIRST, *(each for each in _tables(db) if each not in FIRST)):
        gone = len(db.execute(f'DELETE FROM "{table}" RETURNING 1'))  # noqa: S608  # names from the schema itself
        if gone and table in TOLD:
            counts[TOLD[table]] += gone
    return counts


def _tables(db: Database) -> list[str]:
    found = db.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    )
    return [row[0] for row in found if row[0] not in STAY]


def _complete(db: Database, folder: DataFolder, counts: Counter[str], facts: tuple[int, ...]) -> ForgetReceipt:
    try:
        counts["backups deleted"] += _unlink(_copies(folder))
        counts["files"] += _unlink(_words(folder))
        for place in (folder.adapters, folder.work, folder.backups):
            if place.is_dir():
                shutil.rmtree(place)
        for log in (folder.log, folder.sleeper_log):
            if log.is_file():
                log.write_bytes(b"")  # the same file, because the engine is writing to it
        sync_folder(folder.root)
    except OSError as error:
        raise as_trouble(error, folder.root) from error
    Settings(db).set(MARK, None)
    # Deleted text lingers where pages were rearranged; a rebuilt file has no such corners.
    db.execute("VACUUM")
    db.checkpoint()
    found = _left(db, folder)
    return ForgetReceipt(
        counts={place: count for place, count in sorted(counts.items()) if count},
        left=sum(found.values()),
        places=tuple(sorted(found)),
        facts=facts,
    )


def _copies(folder: DataFolder) -> list[Path]:
    """Copies of our own database; what else somebody keeps in this folder is not ours to delete."""
    ours = folder.database.stem
    found = leftovers.copies(folder)
    return [path for path in found if path.name.startswith(ours) or backup.REPLACED.fullmatch(path.name)]


def _words(folder: DataFolder) -> Iterator[Path]:
    """The memory file with what editors leave beside it, what a restore has put aside beside its copy, and files that
    were being written when something crashed."""
    names = (folder.memory_file.name, folder.memory_archive.stem)
    for path in folder.root.iterdir():
        aside = path.suffix != ".db" and backup.REPLACED.fullmatch(path.name)
        if aside or path.name.endswith(".tmp") or any(name in path.name for name in names):
            yield path


def _unlink(paths: Iterable[Path]) -> int:
    found = [path for path in paths if path.is_file()]
    for path in found:
        path.unlink()
    return len(found)


def _left(db: Database, folder: DataFolder) -> Counter[str]:
    found: Counter[str] = Counter()
    indexes = "SELECT name FROM pragma_table_list WHERE type = 'shadow' AND name LIKE '%\\_docsize' ESCAPE '\\'"
    for table in (*_tables(db), *(row[0] for row in db.execute(indexes))):
        row = db.one(f'SELECT count(*) FROM "{table}"')  # noqa: S608  # names from the schema itself
        found[table] += int(row[0]) if row else 0
    for path in (folder.adapters, folder.work, folder.backups, *_words(folder), *_copies(folder)):
        found[path.name] += path.exists()
    return +found
