"""The check: sound folders are called sound, and each kind of damage is told apart."""

from __future__ import annotations

import hashlib

import apsw
import pytest

from engine.paths import DataFolder
from engine.protocol import Finding
from engine.store.check import INDEXES, check
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY


def levels(findings: list[Finding]) -> dict[str, str]:
    return {finding.name: finding.level for finding in findings}


@pytest.fixture
def lived(db: Database, turns: Turns, ledger: Ledger, nights: Nights, folder: DataFolder) -> Database:
    talk = turns.new_conversation("quill")
    said = turns.add_user(talk, None, "My dog is called Quillfeather.")
    turns.save_answer(turns.begin_answer(talk, said.id), "Lovely.", "whole")
    ledger.add("The user's dog is called Quillfeather.", kind="pets", trust="user_confirmed", confidence=1)
    night = nights.begin("night", said.id, 1)
    for weights in (b"older", b"newer"):
        name = hashlib.sha256(weights).hexdigest()
        (folder.adapters / name).mkdir(parents=True)
        (folder.adapters / name / "adapter.safetensors").write_bytes(weights)
        nights.add_adapter(name, night, f"adapters/{name}", "model", [1])
        nights.publish(name)
    return db


def test_a_sound_folder(lived: Database, folder: DataFolder) -> None:
    findings = check(lived, folder, "keyring")
    assert set(levels(findings).values()) == {"ok"}
    assert levels(findings).keys() == {"database", "references", "search", "turns", "adapter", "key", "permissions"}


def test_no_finding_holds_the_users_words(lived: Database, folder: DataFolder) -> None:
    lived.execute("INSERT INTO facts_fts (rowid, text) VALUES (9, 'Quillfeather')")
    assert "uill" not in repr(check(lived, folder, "file"))


def test_a_key_in_a_file_is_noted(lived: Database, folder: DataFolder) -> None:
    assert levels(check(lived, folder, "file"))["key"] == "note"


def test_answers_that_were_cut_short_are_noted_and_left(lived: Database, folder: DataFolder, turns: Turns) -> None:
    answer = turns.begin_answer(1, 1)
    (finding,) = (finding for finding in check(lived, folder, "keyring") if finding.name == "turns")
    assert (finding.level, finding.count) == ("note", 1) and turns.turn(answer).state == "partial"


@pytest.mark.parametrize("index", INDEXES)
def test_a_search_index_that_disagrees_is_made_anew(
    lived: Database, folder: DataFolder, index: str, turns: Turns
) -> None:
    column = "title" if index == "titles_fts" else "text"
    lived.execute(f"INSERT INTO {index} (rowid, {column}) VALUES (99, 'phantom')")
    assert levels(check(lived, folder, "keyring"))["search"] == "mended"
    assert levels(check(lived, folder, "keyring"))["search"] == "ok"
    assert len(turns.conversations("quill")) == 1


def test_a_search_index_in_pieces_is_made_anew(lived: Database, folder: DataFolder, turns: Turns) -> None:
    lived._connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    lived.execute("UPDATE turns_fts_data SET block = x'00ff' WHERE id > 10")
    lived._connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    other = Database.open(folder.database, KEY)
    assert levels(check(other, folder, "keyring")) == levels(check(lived, folder, "keyring")) | {"search": "mended"}
    other.close()
    assert len(turns.conversations("quillfeather")) == 1


def test_a_row_that_points_nowhere_is_bad(lived: Database, folder: DataFolder) -> None:
    lived.execute("PRAGMA foreign_keys=OFF")
    lived.execute("INSERT INTO turn_facts VALUES (1, 99)")
    assert levels(check(lived, folder, "keyring"))["references"] == "bad"


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_the_adapter_in_use_matters_more_than_older_ones(lived: Database, folder: DataFolder, damage: str) -> None:
    for weights, expected in (
        (b"older", {"adapter": "ok", "older adapters": "note"}),
        (b"newer", {"adapter": "bad", "older adapters": "note"}),
    ):
        path = folder.adapters / hashlib.sha256(weights).hexdigest() / "adapter.safetensors"
        path.unlink() if damage == "missing" else path.write_bytes(b"other")
        assert levels(check(lived, folder, "keyring")).items() >= expected.items()


def test_files_that_others_could_read_are_closed(lived: Database, folder: DataFolder) -> None:
    folder.key_file.write_text("x")
    for path in (folder.database, folder.key_file):
        path.chmod(0o644)
    (finding,) = (finding for finding in check(lived, folder, "file") if finding.name == "permissions")
    assert (finding.level, finding.count) == ("mended", 2)
    assert {path.stat().st_mode & 0o777 for path in (folder.database, folder.key_file)} == {0o600}


def test_damaged_pages_are_the_only_finding(lived: Database, folder: DataFolder) -> None:
    (page,) = lived.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'turns'")[0]
    lived.close()
    data = bytearray(folder.database.read_bytes())
    data[(page - 1) * 4096 + 99] ^= 1
    folder.database.write_bytes(data)
    reopened = Database.open(folder.database, KEY, readonly=True)
    assert levels(check(reopened, folder, "keyring")) == {"database": "bad"}
    reopened.close()
