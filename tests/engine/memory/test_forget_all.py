"""Beginning anew: afterwards not a byte of a life in any file, and what was chosen stays chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.memory import forget_all
from engine.store.database import Database
from engine.store.settings import Settings
from tests.engine.memory.history import live, reopen
from tests.engine.memory.test_forget import MARKS, where

ALL = [*MARKS, "Oslo", "celery", "Momo", "Saab"]


@pytest.mark.parametrize("seed", range(5))
def test_not_a_byte_is_left(tmp_path: Path, seed: int) -> None:
    (aside := tmp_path / "aside").mkdir()
    life = live(tmp_path / "data", seed)
    Settings(life.db).set("sleep", {"automatic": False})
    (tmp_path / "data" / "somebody-elses.db").write_bytes(b"not ours")
    life.db.checkpoint()
    receipt = forget_all.forget_all(life.db, life.folder)
    assert receipt.left == 0, receipt.places
    assert receipt.counts["facts"] >= 5 and receipt.counts["turns"] >= 5 and receipt.counts["adapters"] == 2
    assert life.canary.id in receipt.facts
    assert Settings(life.db).all() == {"sleep": {"automatic": False}}
    assert not life.db.integrity() and life.ledger.facts() == []
    life.close()
    (tmp_path / "data" / "somebody-elses.db").unlink()  # stayed, as it must
    assert where(tmp_path / "data", aside, ALL) == []


def test_a_crash_in_between_is_finished_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    life = live(tmp_path / "data", 1)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(forget_all, "_complete", crash)
    with pytest.raises(KeyboardInterrupt):
        forget_all.forget_all(life.db, life.folder)
    monkeypatch.undo()
    life.close()
    db: Database = reopen(tmp_path / "data")
    assert life.folder.backups.exists() and life.folder.memory_file.exists()
    forget_all.finish(db, life.folder)
    assert not life.folder.backups.exists() and not life.folder.memory_file.exists()
    forget_all.finish(db, life.folder)  # nothing to do
    db.close()
    (aside := tmp_path / "aside").mkdir()
    assert where(tmp_path / "data", aside, ALL) == []
