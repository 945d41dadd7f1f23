"""Forgetting in copies: what is gone here may still stand there, and what a restore has put aside is a copy, too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from engine.files import write_atomic
from engine.memory import forget
from engine.memory.forget_plan import Plan, make_plan, plan_copy
from engine.memory.memory_file import MemoryFile
from engine.protocol import Wish
from engine.store import backup, erasure, recovery
from engine.store.database import Database
from engine.store.ledger import Evidence, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.memory.conftest import StillClock
from tests.engine.memory.history import CANARY, KEY, Life, live, reopen
from tests.engine.memory.test_forget import MARKS, where

CLOCK = StillClock()
CHANCE = "Ed 42 Dad"  # words that hex and numbers may hold


def copy_of(life: Life) -> Path:
    return backup.backups(life.folder)[0][0]


def texts(path: Path) -> list[str]:
    """The messages and facts in a copy."""
    copy = Database.open(path, KEY, readonly=True)
    found = [str(row[0]) for row in copy.execute("SELECT text FROM turns UNION ALL SELECT text FROM facts")]
    copy.close()
    return found


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    (tmp_path / "aside").mkdir()
    return tmp_path / "aside"


def test_a_conversation_deleted_before_goes_from_the_backup_that_holds_it(tmp_path: Path, aside: Path) -> None:
    life = live(tmp_path / "data", 3)
    for (number,) in life.db.execute("SELECT DISTINCT conversation FROM turns WHERE text LIKE ?", (f"%{CANARY}%",)):
        life.turns.delete_conversation(number)
    assert any(CANARY in text for text in texts(copy_of(life)))
    receipts = [forget.forget(life.db, life.folder, CLOCK, Wish(about=mark)) for mark in MARKS]
    life.close()
    assert all(receipt.left == 0 and receipt.unreadable_backups == () for receipt in receipts)
    assert where(tmp_path / "data", aside, MARKS) == []
    assert any("Oslo" in text for text in texts(copy_of(life)))


def test_by_its_fact_a_message_deleted_before_goes_from_the_backup(tmp_path: Path, aside: Path) -> None:
    life = live(tmp_path / "data", 7, alone=True)
    life.turns.delete_conversation(life.conversation)
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id))
    life.close()
    assert receipt.left == 0 and where(tmp_path / "data", aside, MARKS) == []


def test_killed_before_the_backups_it_still_knows_the_wish(
    tmp_path: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = live(tmp_path / "data", 3)
    life.turns.delete_conversation(life.conversation)

    def die(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(forget, "_complete", die)
        with pytest.raises(KeyboardInterrupt):
            forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    life.close()
    db = reopen(tmp_path / "data")
    assert [receipt.left for receipt in forget.finish(db, life.folder)] == [0]
    db.close()
    assert where(tmp_path / "data", aside, [CANARY]) == []


def test_the_second_look_looks_into_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    life = live(tmp_path, 3)
    monkeypatch.setattr(forget.rewriting, "rewrite", lambda *_: False)  # as if it had forgotten what to take
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert receipt.left > 0 and receipt.places == (copy_of(life).name,)
    life.close()


class Later(StillClock):
    def now(self) -> datetime:
        return datetime(2027, 1, 1, tzinfo=UTC)


def test_the_same_number_in_a_copy_of_another_time_is_something_else(tmp_path: Path) -> None:
    life = live(tmp_path, 5, alone=True)
    copy = reopen(tmp_path / "other")
    ledger, turns = Ledger(copy, Later()), Turns(copy, Later())
    for number in range(20):
        ledger.add(f"The user has {number} hens.", kind="pets", trust="user_confirmed", confidence=1.0)
        turns.add_user(turns.new_conversation("Hens"), None, f"I have {number} hens.")
    for wish in (Wish(fact=life.canary.id), Wish(turn=life.said), Wish(conversation=life.conversation)):
        plan = make_plan(life.db, CLOCK, wish)
        assert plan_copy(copy, life.db, plan) == plan
    copy.close()
    life.close()


def test_what_stands_here_word_for_word_stays_in_the_copy(tmp_path: Path) -> None:
    """In the copy alone the value is at home in one memory only, so that it would name this message."""
    life = live(tmp_path, 5, alone=True)
    other = life.turns.add_user(life.turns.new_conversation("Later"), None, "Xanthuporto is where I want to go.")
    path = backup.make_backup(life.db, life.folder, CLOCK.now())
    life.ledger.add("The user will visit Xanthuporto.", kind="travel", trust="user_confirmed", confidence=0.9)
    forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id))
    assert life.turns.turn(other.id).text in texts(path)  # the preview did not name it
    assert life.canary.text not in texts(path)
    life.close()


@pytest.mark.parametrize("kind", ["turn", "conversation"])
def test_a_memory_told_again_elsewhere_stays_in_the_copy(tmp_path: Path, kind: str) -> None:
    """In the copy it was read in the forgotten message and nowhere else; here it was told once more since then."""
    life = live(tmp_path, 5, alone=True)
    first, again = (life.turns.turn(life.said).text, "She sings.")
    kept = life.ledger.add(
        "The user's sister sings.", kind="family", trust="user_typed", confidence=0.9,
        evidence=[Evidence(life.said, 0, len(first), first)],
    )  # fmt: skip
    path = backup.make_backup(life.db, life.folder, CLOCK.now())
    turn = life.turns.add_user(life.turns.new_conversation("Later"), None, again)
    life.ledger.confirm(kept.id, Evidence(turn.id, 0, len(again), again))
    forget.forget(life.db, life.folder, CLOCK, Wish(**{kind: getattr(life, "said" if kind == "turn" else kind)}))
    assert kept.text in texts(path) and life.canary.text not in texts(path) and first not in texts(path)
    life.close()


def test_a_plan_of_an_older_version_has_no_wish_and_is_finished(tmp_path: Path) -> None:
    life = live(tmp_path, 5)
    plan = make_plan(life.db, CLOCK, Wish(about=CANARY))
    older = {name: value for name, value in msgspec.to_builtins(plan).items() if name != "wish"}
    assert msgspec.json.decode(msgspec.json.encode(older), type=Plan) == msgspec.structs.replace(plan, wish=None)
    sql = "INSERT INTO forgettings (plan, counts, state, created) VALUES (?, x'7B7D', 'begun', '')"
    life.db.execute(sql, (msgspec.json.encode(older),))
    assert len(forget.finish(life.db, life.folder)) == 1
    life.close()


def test_what_a_restore_has_put_aside_is_cleaned(tmp_path: Path, aside: Path) -> None:
    life = live(tmp_path / "data", 3)
    life.close()
    put_aside = backup.restore(life.folder, copy_of(life), KEY, CLOCK.now())
    assert CANARY in put_aside.with_suffix(".md").read_text()
    db = reopen(tmp_path / "data")
    MemoryFile(db, Ledger(db, CLOCK), Nights(db, CLOCK), life.folder.memory_file).sync()
    receipts = [forget.forget(db, life.folder, CLOCK, Wish(about=mark)) for mark in MARKS]
    db.close()
    assert [receipt.left for receipt in receipts] == [0, 0]
    assert where(tmp_path / "data", aside, MARKS) == []
    assert "A line of my own." in put_aside.with_suffix(".md").read_text()
    assert erasure.FORGOTTEN in texts(put_aside)


def test_an_unreadable_copy_goes_with_its_log(tmp_path: Path) -> None:
    life = live(tmp_path, 4)
    strange = tmp_path / "replaced-20200101T000000.db"
    for suffix in ("", "-wal"):
        strange.with_name(strange.name + suffix).write_bytes(b"x" * 8192)
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY, drop_unreadable_backups=True))
    assert not list(tmp_path.glob("replaced-*"))
    life.close()


def test_hex_and_numbers_are_not_searched_for_words(tmp_path: Path) -> None:
    """The recovery file and the manifests of adapters hold no text; a word that is in them is there by chance."""
    life = live(tmp_path, 3)
    recovery.make_code(KEY, life.folder.recovery)
    manifest = tmp_path / life.nights.adapters()[0].folder / "manifest.json"
    for path in (life.folder.recovery, manifest):
        write_atomic(path, CHANCE.encode())
    for word in CHANCE.split():
        assert forget.forget(life.db, life.folder, CLOCK, Wish(about=word)).left == 0
    assert life.folder.recovery.read_text() == manifest.read_text() == CHANCE
    life.close()
