"""Looking the data folder over: is the database sound, does the search index agree, are the adapters what they were?

Promises: every finding is one line with a count and no user text; only what can be made again from sound rows is
mended (an index, a file's permissions). Refuses to repair the database itself: that is what backups are for.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from engine.errors import Trouble
from engine.files import sha256_file
from engine.paths import DataFolder
from engine.protocol import Finding
from engine.store.database import Database

INDEXES = ("turns_fts", "titles_fts", "facts_fts")
WEIGHTS = "adapter.safetensors"  # an adapter's id is the SHA-256 of this file in its folder
OTHERS = stat.S_IRWXG | stat.S_IRWXO  # the permissions that nobody but the user should have


def check(db: Database, folder: DataFolder, key_source: Literal["keyring", "file"]) -> list[Finding]:
    """Everything there is to find, sound or not, in a fixed order. Reads the whole database."""
    findings = [_pages(db)]
    if findings[0].level == "bad":  # whatever is read from damaged pages says nothing
        return findings
    return [
        *findings,
        _references(db),
        _search(db),
        _answers(db),
        *_adapters(db, folder),
        _key(key_source),
        _private(folder),
    ]


def _pages(db: Database) -> Finding:
    wrong = [line for line in db.integrity() if "fts5" not in line.lower()]  # an index can be made anew: see `_search`
    if wrong:
        return _finding("database", "bad", len(wrong), "The database is damaged; restore it from a backup.")
    (pages,) = db.execute("PRAGMA page_count")[0]
    return _finding("database", "ok", pages, "Every page of the database could be read and verified.")


def _references(db: Database) -> Finding:
    broken = len(db.execute("PRAGMA foreign_key_check"))
    if broken:
        return _finding("references", "bad", broken, "Some rows point to rows that do not exist.")
    return _finding("references", "ok", 0, "Every row that another one needs is there.")


def _search(db: Database) -> Finding:
    stale = [index for index in INDEXES if not _agrees(db, index)]
    for index in stale:
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608  # one of the three names above
    if not stale:
        return _finding("search", "ok", len(INDEXES), "The search indexes agree with the texts.")
    if all(_agrees(db, index) for index in stale):
        return _finding(
            "search", "mended", len(stale), "A search index did not agree with the texts and was made anew."
        )
    return _finding("search", "bad", len(stale), "A search index does not agree with the texts.")


def _agrees(db: Database, index: str) -> bool:
    """FTS5's own comparison of the index with its content table; it reports by failing, and writes nothing."""
    try:
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except Trouble as trouble:
        if trouble.kind != "damaged":
            raise
        return False
    return True


def _answers(db: Database) -> Finding:
    (cut,) = db.execute("SELECT count(*) FROM turns WHERE state <> 'whole'")[0]
    (turns,) = db.execute("SELECT count(*) FROM turns")[0]
    if cut:
        return _finding(
            "turns", "note", cut, f"Of {turns} messages, so many answers were cut short; their beginning is kept."
        )
    return _finding("turns", "ok", turns, "No answer was cut short.")


def _adapters(db: Database, folder: DataFolder) -> Iterator[Finding]:
    rows = db.execute("SELECT model, kind, id, folder FROM adapters WHERE state = 'published' ORDER BY published")
    current = {(model, kind): identity for model, kind, identity, _ in rows}.values()  # the last one of each wins
    wrong = {identity for _, _, identity, place in rows if not _is_intact(folder.root / place, identity)}
    if used := wrong.intersection(current):
        yield _finding("adapter", "bad", len(used), "The adapter in use is missing or damaged; sleep once more.")
    else:
        yield _finding("adapter", "ok", len(current), "The adapters in use are what they were when published.")
    if older := wrong.difference(current):
        yield _finding(
            "older adapters", "note", len(older), "Older adapters are gone, so those nights cannot be returned to."
        )


def _is_intact(place: Path, identity: str) -> bool:
    try:
        return sha256_file(place / WEIGHTS) == identity
    except Trouble:
        return False


def _key(source: Literal["keyring", "file"]) -> Finding:
    if source == "file":
        return _finding(
            "key",
            "note",
            1,
            "No keyring answered, so the key lies in a file beside the database: whoever has both can read it.",
        )
    return _finding("key", "ok", 1, "The key is kept by the keyring.")


def _private(folder: DataFolder) -> Finding:
    """Take away what others may do with the secrets in the folder."""
    mended = 0
    for path in (folder.database, folder.key_file, folder.id_file):
        if path.exists() and path.stat().st_mode & OTHERS:
            path.chmod(0o600)
            mended += 1
    if mended:
        return _finding(
            "permissions", "mended", mended, "Other users of this machine could open private files; not any more."
        )
    return _finding("permissions", "ok", 0, "Only you can open the private files.")


def _finding(name: str, level: Literal["ok", "note", "mended", "bad"], count: int, sentence: str) -> Finding:
    return Finding(name=name, level=level, count=count, sentence=sentence)
