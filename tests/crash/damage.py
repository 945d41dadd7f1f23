"""Damage to the database file: flipped bits, truncations, zeroed pages. Noticed means a sentence, not other content."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.store.backup import backups, content_hash, make_backup, restore
from engine.store.database import Database
from engine.store.turns import Turns

KEY = bytes(range(32))
PAGE = 4096
Harm = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    """One bit, anywhere."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def truncate(data: bytearray, chance: random.Random) -> None:
    """The end is missing, from anywhere on."""
    del data[chance.randrange(len(data)) :]


def zero_page(data: bytearray, chance: random.Random) -> None:
    """One page is all zeros."""
    at = chance.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


@dataclass
class Outcome:
    """Of `tried` damaged files: how many were noticed, and how many the last backup then mended byte for byte."""

    tried: int = 0
    noticed: int = 0
    mended: int = 0


def filled(folder: DataFolder, turns: int) -> str:
    """A database with so many turns and one backup of it; returns its content's hash."""
    clock = SystemClock()
    db = Database.open(folder.database, KEY)
    store = Turns(db, clock)
    conversation, parent = store.new_conversation("damage"), None
    for number in range(turns):
        parent = store.add_user(conversation, parent, f"turn {number} " * 9, f"u{number}", "user_typed").id
    wanted = content_hash(db)
    make_backup(db, folder, clock.now())
    db.close()
    return wanted


def harm_often(plan: dict[Harm, int], seed: int, turns: int = 120, mend_every: int = 10) -> Outcome:
    """Damage a fresh copy of one database again and again; every `mend_every`th is restored from its backup."""
    chance, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory(prefix="damage") as name:
        folder = DataFolder(Path(name))
        wanted = filled(folder, turns)
        sound = folder.database.read_bytes()
        for harm in _each(plan):
            data = bytearray(sound)
            harm(data, chance)
            if bytes(data) == sound:  # a page that was zero already
                continue
            folder.database.write_bytes(data)
            outcome.tried += 1
            outcome.noticed += notices(folder.database)
            if outcome.tried % mend_every == 0:
                restore(folder, backups(folder)[0][0], KEY, SystemClock().now())
                outcome.mended += _content(folder.database) == wanted
            folder.database.with_name("dormouse.db-wal").unlink(missing_ok=True)
    return outcome


def notices(path: Path) -> bool:
    """Whether opening, checking and reading everything ends in a sentence for the user."""
    try:
        db = Database.open(path, KEY)
    except Trouble:
        return True
    try:
        if db.integrity():
            return True
        content_hash(db)
    except Trouble:
        return True
    finally:
        db.close()
    return False


def _content(path: Path) -> str:
    db = Database.open(path, KEY, readonly=True)
    try:
        return content_hash(db)
    finally:
        db.close()


def _each(plan: dict[Harm, int]) -> Iterator[Harm]:
    for harm, count in plan.items():
        for _ in range(count):
            yield harm
