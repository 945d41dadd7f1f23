"""Changing a backup: a copy is changed, proved and put in its place, so that the backup is the old one or the new one.

Refuses to know what is changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from engine.store.database import Database


def rewrite(database: Database, path: Path, change: Callable[[Database], bool]) -> bool:
    """Apply `change` to the copy of a database at `path`; returns what `change` does.

    The copy is brought to the present schema by it. Raises `Trouble` and leaves the file as it was where it cannot be
    opened under the key of `database`, or is damaged.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        old = database.sibling(path, readonly=True)
        try:
            old.backup(draft)
        finally:
            old.close()
        new = database.sibling(draft)
        try:
            changed = change(new)
            new.backup(path)
        finally:
            new.close()
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    for suffix in ("-wal", "-shm"):  # a log of the old file must never be played into the new one
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return changed
