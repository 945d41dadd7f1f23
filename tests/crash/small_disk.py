"""A real file system of two mebibytes that fills up: clear words, nothing lost, and all is well when there is space."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.store.backup import make_backup
from engine.store.database import Database
from engine.store.turns import Turns

KEY = bytes(range(32))
SIZE = 2 << 20


@dataclass
class Outcome:
    """What happened; `skipped` says why nothing did."""

    skipped: str = ""
    acked: int = 0
    kept: int = 0
    told: tuple[str, ...] = ()
    recovered: bool = False

    @property
    def held(self) -> bool:
        return bool(self.skipped) or (
            self.acked > 20 and self.kept >= self.acked and set(self.told) == {"disk_full"} and self.recovered
        )


@contextmanager
def tmpfs(size: int = SIZE) -> Iterator[Path | None]:
    """A mounted file system of that size; None where this user may not mount one."""
    with tempfile.TemporaryDirectory(prefix="small") as name:
        command = ("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", name)
        allowed = sys.platform == "linux" and os.geteuid() == 0
        if not allowed or subprocess.run(command, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(("umount", name), check=True)


def fill() -> Outcome:
    """Write turns until the disk is full, look at what is there, make room, and go on."""
    outcome = Outcome()
    with tmpfs() as mounted:
        if mounted is None:
            outcome.skipped = "only root may mount a small file system here"
            return outcome
        folder = DataFolder(mounted / "data")
        ballast = mounted / "ballast"
        db = Database.open(folder.database, KEY)
        ballast.write_bytes(bytes(SIZE // 8))
        turns = Turns(db, SystemClock())
        conversation = turns.new_conversation("full")
        acked: list[int] = []
        told: list[str] = []
        while len(told) < 3 and len(acked) < 5_000:
            try:
                parent = acked[-1] if acked else None
                acked.append(turns.add_user(conversation, parent, "x" * 300, f"u{len(acked)}", "user_typed").id)
            except Trouble as trouble:
                told.append(trouble.kind)
        try:
            make_backup(db, folder, SystemClock().now())
        except Trouble as trouble:
            told.append(trouble.kind)
        outcome.acked, outcome.told = len(acked), tuple(told)
        db._connection.close(True)
        outcome.kept = _kept(folder)
        ballast.unlink()
        outcome.recovered = _goes_on(folder, conversation, acked[-1])
    return outcome


def _kept(folder: DataFolder) -> int:
    """How many turns can be read with the disk still full."""
    db = Database.open(folder.database, KEY, readonly=True)
    try:
        return int(db.execute("SELECT count(*) FROM turns")[0][0]) if not db.integrity() else 0
    finally:
        db.close()


def _goes_on(folder: DataFolder, conversation: int, parent: int) -> bool:
    db = Database.open(folder.database, KEY)
    try:
        Turns(db, SystemClock()).add_user(conversation, parent, "there is space again", "again", "user_typed")
        left = [path.name for path in folder.root.rglob(".*.tmp*")]
        return not db.integrity() and not left
    finally:
        db.close()
