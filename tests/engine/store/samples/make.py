"""Makes `vN.db`, the sample of a released schema: `python -m tests.engine.store.samples.make N`. Once a release."""

from __future__ import annotations

import sys
from pathlib import Path

from engine.clock import Clock
from engine.store import migrations
from engine.store.database import Database
from engine.store.ledger import Evidence, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock


def make(path: Path, version: int) -> None:
    """A small life, written by today's code into the tables of `version`."""
    migrations.STEPS, migrations.LATEST = migrations.STEPS[:version], version
    db = Database.open(path, KEY)
    with db.transaction():
        _live(db, FakeClock())
    db.execute("VACUUM")
    db.close()


def _live(db: Database, clock: Clock) -> None:
    turns, nights = Turns(db, clock), Nights(db, clock)
    talk = turns.new_conversation("Family")
    said = turns.add_user(talk, None, "My sister Priya lives in Lisbon.", "uid-1")
    for number, text in enumerate(("Noted.", "How nice!")):
        turns.save_answer(turns.begin_answer(talk, said.id, "model", "", ()), text, "whole", 2 + number, 8.0)
    turns.begin_answer(talk, said.id, "model", "", ())  # cut off
    secret = turns.new_conversation("Hidden", temporary=True)
    turns.add_user(secret, None, "Nobody shall find these words.")
    turns.keep_draft(talk, "half a sent")
    ledger = Ledger(db, clock)
    old = ledger.add(
        "The user's sister Priya lives in Lisbon.",
        kind="family",
        subject="sister Priya",
        attribute="lives in",
        value="Lisbon",
        trust="user_typed",
        confidence=0.9,
        evidence=[Evidence(said.id, 0, 31, said.text[:31])],
    )
    night = nights.begin("night", said.id, 7)
    new = ledger.add("The user's sister Priya lives in Porto.", kind="family", trust="user_confirmed", confidence=1.0)
    Ledger(db, clock, night).supersede(old.id, new.id, "newer")
    nights.journal(night, "consolidate", "done", b"{}")
    nights.add_dream(night, "view", "[]", "Porto.", [new.id], [said.id], "user_confirmed", "kept")
    nights.add_exam(night, "recall", new.id, "Where does Priya live?", "Porto", "Porto.", True, "after")
    nights.add_adapter("ab" * 32, night, "ab" * 32, "model", [new.id])
    nights.publish("ab" * 32)
    nights.memory_written(nights.save_memory(night, "# Memory\n", b"[]", ""))
    nights.end(night, "published", "well learned", b"{}")


if __name__ == "__main__":
    number = int(sys.argv[1])
    make(Path(__file__).with_name(f"v{number}.db"), number)
