"""Simulated power cuts: the real store writes through a recording VFS; then the power fails at a random instant.

What a disk may do with writes that were not yet synced, it does: each is kept, dropped, or torn at a sector boundary,
independently of the others (SQLite's own `test6.c` and `writecrash.test` are the model). What was synced stays.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.store import database as store
from engine.store.database import Database
from engine.store.turns import Turns

SECTOR = 512  # bytes that a disk writes all or nothing
KEY = bytes(range(32))
Op = tuple[
    Any, ...
]  # ("write", file, offset, bytes) | ("size", file, bytes) | ("sync", file) | ("delete", file) | ("ack", id)


class Recorder(apsw.VFS):  # type: ignore[misc]  # apsw is skipped by the type checker
    """A VFS below the encryption that passes everything on to the system's own and writes down what it saw."""

    def __init__(self, name: str, log: list[Op]) -> None:
        self.log = log
        super().__init__(name, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        return RecordedFile(name, flags, self.log)

    def xDelete(self, name: str, sync: bool) -> None:
        super().xDelete(name, sync)
        self.log.append(("delete", Path(name).name))


class RecordedFile(apsw.VFSFile):  # type: ignore[misc]
    """One open file of the recorder."""

    def __init__(self, name: Any, flags: list[int], log: list[Op]) -> None:
        self.log, self.short = log, Path(name.filename() if hasattr(name, "filename") else name or "?").name
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.log.append(("write", self.short, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self.log.append(("size", self.short, size))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.log.append(("sync", self.short))


def record(turns: int, pragmas: tuple[str, ...], *, checkpoint_every: int = 40) -> list[Op]:
    """The log of that many committed turns (with answers saved in parts) through the real store."""
    log: list[Op] = []
    name = f"recorder{random.getrandbits(48):x}"
    recorder = Recorder(name, log)
    real, kept = apsw.Connection, store.PRAGMAS
    folder = Path(tempfile.mkdtemp(prefix="power"))
    try:
        apsw.Connection = lambda path, flags=6: real(path, flags=flags, vfs=f"multipleciphers-{name}")
        store.PRAGMAS = (*pragmas, f"wal_autocheckpoint={checkpoint_every}")
        _chat(folder / "dormouse.db", turns, log)
    finally:
        apsw.Connection, store.PRAGMAS = real, kept
        recorder.unregister()
        shutil.rmtree(folder)
    return log


def _chat(path: Path, count: int, log: list[Op]) -> None:
    db = Database.open(path, KEY)
    turns = Turns(db, SystemClock())
    conversation = turns.new_conversation("power")
    parent: int | None = None
    for number in range(count):
        said = turns.add_user(
            conversation, parent, f"message {number} " + "x" * (number * 37 % 900), f"u{number}", "user_typed"
        )
        log.append(("ack", said.id))
        answer = turns.begin_answer(conversation, said.id, "model", "", ())
        turns.save_answer(answer, "half an ans", "partial")
        log.append(("ack", turns.save_answer(answer, "a whole answer " * (number % 9), "whole").id))
        parent = answer
    db.close()


@dataclass
class Disk:
    """What the platter holds for certain (`durable`), and what was written since the last sync of each file."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    loose: dict[str, list[Op]] = field(default_factory=dict)
    acked: list[int] = field(default_factory=list)

    def apply(self, op: Op) -> None:
        """One step of the log."""
        kind, subject = op[0], op[1]
        if kind == "ack":
            self.acked.append(subject)
        elif kind == "sync":
            image = self.durable.setdefault(subject, bytearray())
            for loose in self.loose.pop(subject, []):
                _put(image, loose)
        elif kind == "delete":  # the directory was synced with it, or the whole log was folded in before
            self.durable.pop(subject, None)
            self.loose.pop(subject, None)
        else:
            self.loose.setdefault(subject, []).append(op)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files as they are found when the power comes back."""
        found = {name: bytearray(image) for name, image in self.durable.items()}
        for name, loose in self.loose.items():
            image = found.setdefault(name, bytearray())
            for op in loose:
                fate = chance.choice(("kept", "dropped", "torn"))
                if fate == "kept" or (fate == "torn" and op[0] == "size"):
                    _put(image, op)
                elif fate == "torn":
                    whole = op[3]
                    keep = chance.randrange(0, max(1, len(whole) // SECTOR) + 1) * SECTOR
                    _put(image, ("write", name, op[2], whole[:keep]))
        return {name: bytes(image) for name, image in found.items()}


def _put(image: bytearray, op: Op) -> None:
    if op[0] == "size":
        del image[op[2] :]
        return
    offset, data = op[2], op[3]
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


@dataclass
class Outcome:
    """Of `cuts` power cuts: how many lost an acknowledged turn, how many left a database that is not sound."""

    cuts: int = 0
    lost: int = 0
    corrupt: int = 0
    worst: int = 0


def cut_often(log: list[Op], cuts: int, seed: int) -> Outcome:
    """Cut the power at random places of `log`, open what is left with the real store, and count the damage."""
    chance, outcome = random.Random(seed), Outcome()
    first = next(i for i, op in enumerate(log) if op[0] == "ack")  # before it nothing was promised
    places = sorted(chance.randrange(first, len(log) + 1) for _ in range(cuts))
    disk, done = Disk(), 0
    folder = Path(tempfile.mkdtemp(prefix="cut"))
    try:
        for place in places:
            for op in log[done:place]:
                disk.apply(op)
            done = place
            _examine(folder, disk, chance, outcome)
    finally:
        shutil.rmtree(folder)
    return outcome


def _examine(folder: Path, disk: Disk, chance: random.Random, outcome: Outcome) -> None:
    outcome.cuts += 1
    for old in folder.iterdir():
        old.unlink()
    for name, data in disk.cut(chance).items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(data)
    try:
        db = Database.open(folder / "dormouse.db", KEY)
    except Trouble:
        outcome.corrupt += 1
        return
    try:
        sound = not db.integrity()
        there = {row[0] for row in db.execute("SELECT id FROM turns")}
    except Trouble:
        sound, there = False, set(disk.acked)
    finally:
        db.close()
    missing = len(set(disk.acked) - there)
    outcome.corrupt += not sound
    outcome.lost += bool(missing)
    outcome.worst = max(outcome.worst, missing)
