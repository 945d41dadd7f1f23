"""Beginning anew: afterwards not a byte of a life in any file, and what was chosen stays chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.memory import forget_all
from engine.store import backup
from engine.store.database import Database
from engine.store.settings import Settings
from tests.engine.memory.conftest import StillClock
from tests.engine.memory.history import KEY, live, reopen
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


def test_what_a_restore_has_put_aside_goes_with_its_logs(tmp_path: Path) -> None:
    root = tmp_path / "data"
    life = live(root, 3)
    life.close()
    aside = backup.restore(life.folder, backup.backups(life.folder)[0][0], KEY, StillClock().now())
    for suffix in ("-wal", "-shm", "-journal"):
        aside.with_name(aside.name + suffix).write_bytes(b"pages")
    theirs = root / "replaced-window.db"
    theirs.write_bytes(b"not ours")
    assert aside.exists() and aside.with_suffix(".md").exists()
    db = reopen(root)
    assert forget_all._left(db, life.folder)[aside.name] == 1
    receipt = forget_all.forget_all(db, life.folder)
    assert receipt.left == 0 and receipt.counts["backups deleted"] == 2
    assert list(root.glob("replaced-*")) == [theirs]
    db.close()
    theirs.unlink()
    (outside := tmp_path / "aside").mkdir()
    assert where(root, outside, ALL) == []
