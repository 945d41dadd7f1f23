"""Forgetting: 50 lives with a canary in every place; afterwards not a byte of it in any file, decrypted or not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import apsw
import pytest

from engine.errors import Trouble
from engine.memory import forget, leftovers
from engine.memory.memory_file import MemoryFile
from engine.protocol import Wish
from engine.store import erasure
from engine.store.backup import backups, content_hash
from engine.store.database import Database
from engine.store.ledger import Evidence, Ledger
from engine.store.nights import Nights
from engine.store.tombstones import Tombstones
from tests.engine.memory.conftest import StillClock
from tests.engine.memory.history import CANARY, KEY, Life, live, reopen

CLOCK = StillClock()
MARKS = [CANARY, "Xanthuporto"]


def spellings(word: str) -> list[bytes]:
    """The ways in which a file may hold a word: as it is, in JSON's escapes, and folded by the index."""
    plain = [word, word.lower(), json.dumps(word)[1:-1], word.lower().replace("ö", "o")]
    return [each.encode() for each in dict.fromkeys(plain)]


def decrypted(path: Path, folder: Path) -> bytes:
    """Every page of a database in the clear, free ones included: a copy of the file, re-keyed to no key at all."""
    copy = folder / "plain.copy"
    shutil.copyfile(path, copy)
    connection = apsw.Connection(str(copy))
    for pragma in ("cipher='sqlcipher'", f"key = \"x'{KEY.hex()}'\"", "journal_mode=DELETE", "rekey=''"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.close()
    raw = copy.read_bytes()
    copy.unlink()
    assert raw.startswith(b"SQLite format 3\x00")
    return raw


def everything(root: Path, aside: Path) -> dict[str, bytes]:
    """The bytes of every file in a data folder, as stored; of databases, in the clear, too."""
    found = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for path in root.rglob("*.db"):
        found[f"{path.name} in the clear"] = decrypted(path, aside)
    return found


def where(root: Path, aside: Path, marks: list[str]) -> list[str]:
    """The files that hold a spelling of a mark."""
    held = everything(root, aside)
    return [name for name, raw in held.items() for mark in marks for each in spellings(mark) if each in raw]


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    (tmp_path / "aside").mkdir()
    return tmp_path / "aside"


@pytest.mark.parametrize("seed", range(50))
def test_not_a_byte_is_left(tmp_path: Path, aside: Path, seed: int) -> None:
    life = live(tmp_path / "data", seed)
    facts = {fact.text for fact in life.others}
    if seed % 10 == 0:  # the control: before, it is everywhere
        life.db.checkpoint()
        held = set(where(tmp_path / "data", aside, MARKS))
        assert {"dormouse.db in the clear", "MEMORY.md", "engine.log", "work/rows.json", "MEMORY.md~"} <= held
        assert any(name.startswith("dormouse-2") for name in held)
    receipts = [forget.forget(life.db, life.folder, CLOCK, Wish(about=mark)) for mark in MARKS]
    life.close()
    assert [receipt.left for receipt in receipts] == [0, 0]
    assert where(tmp_path / "data", aside, MARKS) == []
    db = reopen(tmp_path / "data")
    assert {fact.text for fact in Ledger(db, CLOCK).facts()} >= facts  # and nothing else was lost
    assert not db.integrity()
    assert (
        "Tom likes beer" in life.folder.memory_file.read_text()
        and "A line of my own." in life.folder.memory_file.read_text()
    )
    db.close()


@pytest.mark.parametrize("kind", ["fact", "turn", "conversation"])
def test_by_fact_by_turn_by_conversation(tmp_path: Path, aside: Path, kind: str) -> None:
    life = live(tmp_path / "data", 7, alone=True)
    wish = {"fact": life.canary.id, "turn": life.said, "conversation": life.conversation}[kind]
    shown = forget.preview(life.db, life.folder, CLOCK, Wish(**{kind: wish}))
    before = content_hash(life.db)
    assert [fact.id for fact in shown.facts] == [life.canary.id] and shown.counts["facts"] == 1 and shown.backups == 1
    assert content_hash(life.db) == before  # a preview takes nothing
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(**{kind: wish}))
    life.close()
    assert receipt.left == 0 and receipt.counts["facts"] == 1
    assert {place: receipt.counts[place] for place in shown.counts} == shown.counts
    assert where(tmp_path / "data", aside, MARKS) == []


def test_a_fact_alone_leaves_the_conversation(tmp_path: Path) -> None:
    life = live(tmp_path, 3, alone=True)
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id, words=False))
    assert CANARY in life.turns.turn(life.said).text and receipt.left == 0
    assert life.canary.id not in {fact.id for fact in life.ledger.facts()}
    assert CANARY not in life.folder.memory_file.read_text()
    life.close()


def test_adapters_that_know_it_go_and_the_older_one_answers(tmp_path: Path) -> None:
    life = live(tmp_path, 11, alone=True)
    older, newer = life.adapters
    forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id))
    states = {row.id: row.state for row in life.nights.adapters()}
    assert states[newer] == "revoked" and states[older] == "published"
    assert not (tmp_path / "adapters" / "a2").exists() and (tmp_path / "adapters" / "a1").exists()
    current = life.nights.current_adapter("m" * 64)
    assert current is not None and current.id == older
    for fact in life.ledger.facts():
        assert fact.lives == ("fast" if fact.id in current.parents else "prompt")
    life.close()


def test_an_older_adapter_with_stale_facts_does_not_come_back(tmp_path: Path) -> None:
    life = live(tmp_path, 12, alone=True)
    known = life.nights.adapter(life.adapters[0])
    assert known is not None
    if not known.parents:
        pytest.skip("this life's first night knew nothing")
    life.ledger.set_state(known.parents[0], "deleted", "the user said so")
    forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id))
    assert life.nights.current_adapter("m" * 64) is None
    assert {fact.lives for fact in life.ledger.facts()} == {"prompt"}
    life.close()


def test_it_is_not_learned_again_from_the_same_words(tmp_path: Path) -> None:
    life = live(tmp_path, 5)
    tombs = Tombstones(life.db)
    other = life.ledger.evidence(life.others[0].id)[0].turn
    assert not tombs.is_forgotten(life.canary.text, [life.said])
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert tombs.is_forgotten(life.canary.text, [life.said])
    assert tombs.is_forgotten("Something else that was read there.", [other, life.said])
    assert tombs.is_forgotten(life.canary.text.upper(), [other])  # the same sentence, from any older turn
    assert not tombs.is_forgotten(life.others[0].text, [other])
    later = life.turns.add_user(life.conversation, None, f"My sister {CANARY} lives in Xanthuporto.").id
    assert not tombs.is_forgotten(life.canary.text, [later])  # said anew, it may be learned
    assert not tombs.is_forgotten(life.canary.text, [])  # and so it may when it comes from the user's hand
    stored = repr(life.db.execute("SELECT hash, until FROM tombstones"))
    assert CANARY not in stored
    life.close()


def test_the_memory_file_sees_no_deletion(tmp_path: Path) -> None:
    life = live(tmp_path, 9, alone=True)
    forget.forget(life.db, life.folder, CLOCK, Wish(fact=life.canary.id))
    file = MemoryFile(life.db, life.ledger, life.nights, life.folder.memory_file)
    change = file.sync()
    assert change.deleted == () and change.restored == 0 and change.added == ()
    for fact in life.others:
        assert life.ledger.get(fact.id).state == "active" and f"<!-- f{fact.id} -->" in file.text()
    life.close()


def test_an_edited_memory_file_loses_the_lines_that_tell_and_no_other(tmp_path: Path) -> None:
    life = live(tmp_path, 10)
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert life.nights.memory_draft().split("\n") == ["# Memory", "", "- The user likes rain.", ""]
    life.close()


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(5))
def test_killed_halfway_it_is_finished_at_the_next_start(
    tmp_path: Path, aside: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    life = live(tmp_path / "data", 20 + step)

    def die(*args: object, **names: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        places = ((leftovers, "_remove_adapters"), (leftovers, "_remove_tree"), (leftovers, "write_atomic"))
        target, name = (*places, (forget.rewriting, "rewrite"), (Database, "checkpoint"))[step]
        broken.setattr(target, name, die)
        with pytest.raises(Killed):
            forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert CANARY not in {fact.text for fact in life.ledger.facts()}  # the rows went first
    life.close()
    db = reopen(tmp_path / "data")
    receipts = forget.finish(db, life.folder)
    assert len(receipts) == (step < 4) and all(receipt.left == 0 for receipt in receipts)
    assert forget.finish(db, life.folder) == []
    db.close()
    assert where(tmp_path / "data", aside, [CANARY]) == []


def test_an_unfinished_night_is_ended_and_read_again(tmp_path: Path) -> None:
    life = live(tmp_path, 2)
    until = life.nights.last_turn()
    night = life.nights.begin("night", until + 100, 0)
    life.nights.journal(night, "gather", "done", f'{{"found": "{CANARY}"}}'.encode())
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert life.nights.unfinished() is None and life.nights.last_turn() == until
    assert not (tmp_path / "work" / "checkpoint.safetensors").exists()
    life.close()


def test_a_backup_that_does_not_open_is_told_of_and_deleted_only_on_consent(tmp_path: Path) -> None:
    life = live(tmp_path, 4)
    (backup, _moment) = backups(life.folder)[0]
    strange = backup.with_name("dormouse-20200101T000000.db")
    strange.write_bytes(b"x" * 8192)
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    assert receipt.unreadable_backups == (strange.name,) and strange.exists()
    forget.forget(life.db, life.folder, CLOCK, Wish(about="Xanthuporto", drop_unreadable_backups=True))
    assert not strange.exists() and backup.exists()
    life.close()


def test_a_backup_of_another_time_loses_it_too_and_nothing_else(tmp_path: Path) -> None:
    life = live(tmp_path, 6)
    (path, _moment) = backups(life.folder)[0]
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    copy = Database.open(path, KEY, readonly=True)
    facts = {fact.text for fact in Ledger(copy, CLOCK).facts()}
    assert {fact.text for fact in life.others} <= facts and not any(CANARY in text for text in facts)
    assert Tombstones(copy).is_forgotten(life.canary.text, [life.said])  # a restore does not bring it back
    assert not [name for name in path.parent.iterdir() if ".tmp" in name.name]
    copy.close()
    life.close()


def test_the_words_of_others_stay(tmp_path: Path) -> None:
    """Two facts of one message: one is forgotten by itself, the other keeps standing without its quotation."""
    life = live(tmp_path, 8, alone=True)
    text = "My aunt Ottilie keeps bees and I hate liquorice."
    turn = life.turns.add_user(life.conversation, None, text)
    parts = [("The user's aunt Ottilie keeps bees.", text[:27]), ("The user hates liquorice.", text[32:47])]
    bees, sweets = (
        life.ledger.add(
            told, kind="other", value=told.split()[-1].rstrip("."), trust="user_typed", confidence=1.0,
            evidence=[Evidence(turn.id, text.index(quote), text.index(quote) + len(quote), quote)],
        )
        for told, quote in parts
    )  # fmt: skip
    forget.forget(life.db, life.folder, CLOCK, Wish(about="Ottilie"))
    assert life.ledger.get(sweets.id).state == "active" and life.ledger.evidence(sweets.id) == []
    with pytest.raises(Trouble):
        life.ledger.get(bees.id)
    assert life.turns.turn(turn.id).text == erasure.FORGOTTEN
    life.close()


def test_a_name_is_a_whole_word(tmp_path: Path) -> None:
    life = live(tmp_path, 10, alone=True)
    life.ledger.add("The user's niece Annika plays chess.", kind="family", trust="user_confirmed", confidence=1.0)
    life.ledger.add("The user's niece Ann plays the piano.", kind="family", trust="user_confirmed", confidence=1.0)
    receipt = forget.forget(life.db, life.folder, CLOCK, Wish(about="ann"))
    texts = {fact.text for fact in life.ledger.facts()}
    assert "The user's niece Annika plays chess." in texts and receipt.counts["facts"] == 1
    life.close()


@pytest.mark.parametrize("wish", [Wish(), Wish(fact=1, turn=1), Wish(about="  "), Wish(turn=9999), Wish(fact=9999)])
def test_a_wish_names_one_thing_that_exists(tmp_path: Path, wish: Wish) -> None:
    life: Life = live(tmp_path, 0)
    before = content_hash(life.db)
    with pytest.raises(Trouble):
        forget.forget(life.db, life.folder, CLOCK, wish)
    assert content_hash(life.db) == before
    life.close()


def test_every_text_column_is_looked_after(tmp_path: Path) -> None:
    """A new column that can hold words fails here, until forgetting knows it."""
    known = set(
        str.split(
            "conversations.title conversations.system turns.text turns.uid turns.correction drafts.text "
            "facts.text facts.same facts.value facts.subject facts.attribute facts.uncertain_because "
            "evidence.quote fact_changes.before fact_changes.after fact_changes.why nights.reason nights.report "
            "journal.payload dreams.prompt dreams.answer dreams.reason exams.question exams.expected exams.before "
            "exams.after adapters.reason memory_files.text memory_files.lines memory_files.before "
            "forgettings.plan insights.text memory_draft.text "
        )
    )
    wordless = set(
        str.split(
            "conversations.created conversations.updated turns.role turns.state turns.trust turns.created "
            "turns.model turns.adapter facts.kind facts.state facts.trust facts.created facts.confirmed "
            "facts.lives evidence.created fact_changes.what fact_changes.created nights.depth nights.started "
            "nights.ended nights.verdict journal.stage journal.state journal.updated dreams.kind dreams.trust "
            "dreams.state exams.kind adapters.id adapters.folder adapters.model adapters.kind adapters.state "
            "adapters.created adapter_facts.adapter memory_files.created memory_files.state settings.name "
            "settings.value tombstone_keys.key tombstones.hash forgettings.counts forgettings.state "
            "adapters.beneath forgettings.created insights.pair insights.state insights.judged "
        )
    )
    db = reopen(tmp_path)
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    found = {
        f"{table}.{column[1]}"
        for (table,) in tables
        if "_fts" not in table and not table.startswith("sqlite_")
        for column in db.execute(f"PRAGMA table_info({table})")
        if column[2] in ("TEXT", "BLOB", "ANY")
    }
    db.close()
    assert found - known - wordless == set()


def test_forgetting_while_the_ledger_and_nights_are_open_elsewhere(tmp_path: Path) -> None:
    """Objects made before keep working after: nothing is cached in them."""
    life = live(tmp_path, 13)
    nights = Nights(life.db, CLOCK)
    forget.forget(life.db, life.folder, CLOCK, Wish(about=CANARY))
    reports = [nights.report(row.id) for row in nights.nights()]
    assert all(report and CANARY.encode() not in report for report in reports)
    life.close()
