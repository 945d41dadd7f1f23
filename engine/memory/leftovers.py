"""The files of a data folder beside the database, for a forgetting: memory file, adapters, checkpoints, logs.

Promises: every regular file in the folder is either known to hold no words, or looked into; done twice, the second time
changes nothing. Refuses to open databases: their copies are named here, and rewritten elsewhere.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from engine.files import as_trouble, sync_folder, write_atomic
from engine.memory.forget_plan import Plan, clean_page
from engine.memory.mention import Mention
from engine.paths import DataFolder
from engine.store.database import Database

# Endings of files that hold no text of anybody's. Hex and numbers are not searched: "Ed" and "42" are there by chance.
WORDLESS = (".key", ".id", ".recovery", ".safetensors")
MANIFEST = "manifest.json"  # of an adapter: numbers, hashes and our own system prompt
DATABASE = (".db", ".db-wal", ".db-shm", ".db-journal")


def clean(db: Database, folder: DataFolder, plan: Plan) -> Counter[str]:
    """Take it from every file but the databases; what was changed, by place. Raises `Trouble`."""
    counts: Counter[str] = Counter()
    try:
        counts["adapter files"] = _remove_adapters(db, folder)
        counts["checkpoints"] = _remove_tree(folder.work)
        for path in _readable(folder):
            if path.name.endswith(".tmp"):
                path.unlink()  # half a file that a crash has left
                counts["files"] += 1
            elif _rewrite(path, plan, folder.log):
                counts["memory file" if path == folder.memory_file else "files"] += 1
    except OSError as error:
        raise as_trouble(error, folder.root) from error
    return +counts


def copies(folder: DataFolder) -> list[Path]:
    """Every other copy of the database in the folder: backups, and what a restore has put aside."""
    found = [path for path in folder.root.rglob("*.db") if path.is_file() and path != folder.database]
    return sorted(path for path in found if not path.name.startswith("."))


def lines_of(path: Path, plan: Plan) -> tuple[str, ...]:
    """The lines of the memory file that would go."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    kept = set(_cleaned(text, plan).split("\n"))
    return tuple(line for line in text.split("\n") if line not in kept)


def left(folder: DataFolder, plan: Plan) -> Counter[str]:
    """Files that still mention it, by name."""
    mention = Mention(plan.proof)
    return Counter(path.name for path in _readable(folder) if mention(_text(path) or ""))


def _remove_adapters(db: Database, folder: DataFolder) -> int:
    """Delete the files of every adapter that may not be answered from: revoked, or known to no row."""
    if not folder.adapters.is_dir():
        return 0
    rows = db.execute("SELECT folder FROM adapters WHERE state <> 'revoked'")
    good = {(folder.root / row[0]).resolve() for row in rows}
    gone = [path for path in folder.adapters.iterdir() if path.is_dir() and path.resolve() not in good]
    for path in gone:
        shutil.rmtree(path)
    if gone:
        sync_folder(folder.adapters)
    return len(gone)


def _remove_tree(path: Path) -> int:
    if not path.is_dir():
        return 0
    count = sum(1 for each in path.rglob("*") if each.is_file())
    for each in path.iterdir():
        shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
    sync_folder(path)
    return count


def _readable(folder: DataFolder) -> Iterator[Path]:
    """Files that may hold words. Links lead elsewhere, and elsewhere is not ours."""
    skipped = {folder.database, folder.lock}
    for path in sorted(folder.root.rglob("*")):
        if path.is_symlink() or not path.is_file() or path in skipped:
            continue
        if path.name == MANIFEST and path.parent.parent == folder.adapters:
            continue
        if path.name.endswith(".tmp") or not path.name.endswith((*WORDLESS, *DATABASE)):
            yield path


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return path.read_bytes().decode("latin-1")


def _rewrite(path: Path, plan: Plan, log: Path) -> bool:
    raw = path.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False  # `left` tells of it
    clean = _cleaned(text, plan)
    if clean == text:
        return False
    if path.name.startswith(log.name):
        path.write_bytes(clean.encode())  # the same file, because the engine is writing to it
    else:
        write_atomic(path, clean.encode(), path.stat().st_mode & 0o777)
    return True


def _cleaned(text: str, plan: Plan) -> str:
    gone = frozenset(each.id for each in plan.doomed.facts)
    return clean_page(text, plan.notes, gone, Mention(plan.phrases))[0]
