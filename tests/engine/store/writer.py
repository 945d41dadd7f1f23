"""What the kill test runs in a child: it says turn after turn, and tells of each one only after its commit."""

from __future__ import annotations

import os
from pathlib import Path

from engine.clock import SystemClock
from engine.store.database import Database
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY


def write_until_killed(path: Path, pipe: str) -> None:
    """Commit turns and acknowledge each as "id uid" on the named pipe; begins by repeating the last uids."""
    out = os.open(pipe, os.O_WRONLY)
    db = Database.open(path, KEY)
    turns = Turns(db, SystemClock())
    known = [row[0] for row in db.execute("SELECT uid FROM turns WHERE uid IS NOT NULL ORDER BY id")]
    talk = turns.conversations()[0].id if known else turns.new_conversation("talk")
    number = max(0, len(known) - 2)  # a face says again what was never acknowledged to it
    while True:
        said = turns.add_user(talk, turns.newest_leaf(talk), f"turn {number} " * 20, f"uid-{number}")
        os.write(out, f"{said.id} uid-{number}\n".encode())
        answer = turns.begin_answer(talk, said.id)
        turns.save_answer(answer, "half", "partial")
        os.write(out, f"{turns.save_answer(answer, 'whole answer', 'whole').id} -\n".encode())
        number += 1
