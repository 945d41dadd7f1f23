"""The encrypted file: what is in it, what opens it, and that nothing else changes a byte of it."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from engine.errors import Bug, Trouble
from engine.paths import DataFolder
from engine.store.check import INDEXES, _agrees
from engine.store.database import Database
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock

OTHER_KEY = bytes(range(1, 33))
CANARY = "a canary called Quillfeather"
NOBODY = 65534  # a user without rights, where the tests run as root


def fingerprint(folder: Path) -> dict[str, str]:
    """Hashes of the database and its log; the shared index beside them holds nothing of its own."""
    files = [path for path in folder.iterdir() if not path.name.endswith("-shm")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def raw(path: Path) -> apsw.Connection:
    """The same file without our door."""
    connection = apsw.Connection(str(path))
    for pragma in ("cipher='sqlcipher'", f"key=\"x'{KEY.hex()}'\""):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def write(path: Path, turns: int = 5) -> None:
    db = Database.open(path, KEY)
    shelf = Turns(db, FakeClock())
    talk = shelf.new_conversation(CANARY)
    for number in range(turns):
        shelf.add_user(talk, None, f"{CANARY} {number}")
    db.close()


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A database as a kill leaves it: most of it is still in the log. The path of the file."""
    (tmp_path / "live").mkdir()
    (tmp_path / "crashed").mkdir()
    live, copy = tmp_path / "live" / "dormouse.db", tmp_path / "crashed" / "dormouse.db"
    db = Database.open(live, KEY)
    shelf = Turns(db, FakeClock())
    shelf.add_user(shelf.new_conversation(), None, CANARY)
    for suffix in ("", "-wal"):
        shutil.copy(f"{live}{suffix}", f"{copy}{suffix}")
    db.close()
    return copy


def refused(path: Path, key: bytes, kind: str) -> Trouble:
    before = fingerprint(path.parent)
    with pytest.raises(Trouble) as caught:
        Database.open(path, key)
    assert caught.value.kind == kind
    assert caught.value.sentence.endswith(".") and caught.value.remedy
    assert fingerprint(path.parent) == before
    return caught.value


# --- what lies on the disk --------------------------------------------------------------------------------------


def test_nothing_of_it_can_be_read_without_the_key(crashed: Path) -> None:
    for path in crashed.parent.iterdir():
        data = path.read_bytes()
        assert CANARY.encode() not in data and b"conversations" not in data and b"SQLite" not in data
    db = Database.open(crashed, KEY)
    assert db.execute("SELECT text FROM turns") == [(CANARY,)]
    db.close()


def test_the_test_above_can_fail(tmp_path: Path) -> None:
    plain = apsw.Connection(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE turns (text); INSERT INTO turns VALUES (?)", (CANARY,))
    plain.close()
    assert CANARY.encode() in (tmp_path / "plain.db").read_bytes()


def test_only_the_user_may_open_the_files(folder: DataFolder, db: Database) -> None:
    db.execute("INSERT INTO settings VALUES ('a', '1')")
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.root.iterdir()}
    assert modes == {"dormouse.db": 0o600, "dormouse.db-wal": 0o600, "dormouse.db-shm": 0o600}
    assert folder.root.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("many", [1, 600])
def test_deleted_words_leave_the_file(tmp_path: Path, many: int) -> None:
    path = tmp_path / "plain.db"  # without encryption, so that every page can be looked into
    db = Database(apsw.Connection(str(path)), path, KEY)
    db._settle(readonly=False)
    turns = Turns(db, FakeClock())
    kept, talk = turns.new_conversation("kept"), turns.new_conversation("about Quillfeather")
    with db.transaction():
        for number in range(many):
            turns.add_user(talk, None, f"{CANARY} and zyzzyva {number} " * 9)
            turns.add_user(kept, None, f"marzipan {number}")
    db.checkpoint()
    before = path.read_bytes()
    turns.delete_conversation(talk)
    db.checkpoint()
    after = path.read_bytes()
    assert [word in before for word in (b"zyzzyva", b"uillfeather", b"marzipan")] == [True, True, True]
    assert [word in after for word in (b"zyzzyva", b"uillfeather", b"marzipan")] == [False, False, True]
    assert all(_agrees(db, index) for index in INDEXES)
    assert db.execute("SELECT v FROM turns_fts_config WHERE k = 'secure-delete'") == [(1,)]
    db.close()


def test_the_settings_hold(db: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
    wanted |= {"fullfsync": 1, "checkpoint_fullfsync": 1, "temp_store": 2, "busy_timeout": 5000}
    assert {name: db.execute(f"PRAGMA {name}")[0][0] for name in wanted} == wanted
    for index in ("turns_fts", "titles_fts", "facts_fts"):
        assert db.execute(f"SELECT v FROM {index}_config WHERE k = 'secure-delete'") == [(1,)]


# --- what cannot be opened, and stays as it is ------------------------------------------------------------------


def test_another_key(crashed: Path) -> None:
    refused(crashed, OTHER_KEY, "wrong_key")
    Database.open(crashed, KEY).close()


def test_another_key_for_a_file_that_was_closed(tmp_path: Path) -> None:
    write(tmp_path / "dormouse.db")
    refused(tmp_path / "dormouse.db", OTHER_KEY, "wrong_key")


def test_a_newer_version_even_where_only_the_log_says_so(crashed: Path) -> None:
    newer = raw(crashed)
    newer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    newer.execute("PRAGMA user_version=99")
    newer.close()
    assert crashed.with_name("dormouse.db-wal").stat().st_size > 0
    refused(crashed, KEY, "newer_version")


@pytest.mark.parametrize(
    "content", [b"hello", b"not a database " * 999, b"\0" * 8192, b"SQLite format 3\0" + b"\0" * 4080]
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dormouse.db").write_bytes(content)
    refused(tmp_path / "dormouse.db", KEY, "damaged" if content.startswith(b"SQLite") else "wrong_key")


def test_an_unencrypted_database(tmp_path: Path) -> None:
    plain = apsw.Connection(str(tmp_path / "dormouse.db"))
    plain.execute("CREATE TABLE turns (text)")
    plain.close()
    refused(tmp_path / "dormouse.db", KEY, "damaged")


def test_a_file_that_was_emptied_beside_its_log(crashed: Path) -> None:
    crashed.write_bytes(b"")
    refused(crashed, KEY, "damaged")


def test_a_first_page_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "dormouse.db"
    write(path)
    data = bytearray(path.read_bytes())
    data[2000] ^= 4
    path.write_bytes(data)
    assert "damaged" in refused(path, KEY, "wrong_key").sentence


def test_a_later_page_that_is_damaged_is_one_sentence_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dormouse.db"
    write(path, turns=200)
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page + 700] ^= 1
    path.write_bytes(data)
    with pytest.raises(Trouble, match="damaged"):
        Turns(Database.open(path, KEY), FakeClock()).since(0)


def test_a_folder_in_the_files_place(tmp_path: Path) -> None:
    (tmp_path / "dormouse.db").mkdir()
    with pytest.raises(Trouble) as caught:
        Database.open(tmp_path / "dormouse.db", KEY)
    assert caught.value.kind == "not_a_file"


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(Trouble) as caught:
        Database.open(tmp_path / "data" / "dormouse.db", KEY)
    assert caught.value.kind == "not_a_folder" and (tmp_path / "data").read_text() == "mine"


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users can reach; pytest's own are private."""
    folder = Path(tempfile.mkdtemp(prefix="dormouse-test"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def in_child(work: Callable[[], None]) -> str:
    """What `work` raised, as "kind: sentence", when a child without special rights does it; "" for nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        try:
            if os.getuid() == 0:
                os.setuid(NOBODY)
            work()
        except BaseException as error:
            said = f"{getattr(error, 'kind', type(error).__name__)}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


def test_a_folder_that_may_not_be_written(public: Path) -> None:
    public.chmod(0o555)
    assert in_child(lambda: Database.open(public / "dormouse.db", KEY).close()).startswith("not_writable: ")
    assert in_child(lambda: Database.open(public / "new" / "dormouse.db", KEY).close()).startswith("not_writable: ")
    assert list(public.iterdir()) == []


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_file_that_may_not_be_written(public: Path, mode: int) -> None:
    write(public / "dormouse.db")
    (public / "dormouse.db").chmod(mode)
    before = fingerprint(public)
    assert in_child(lambda: Database.open(public / "dormouse.db", KEY).close()).startswith("not_writable: ")
    (public / "dormouse.db").chmod(0o600)
    assert fingerprint(public) == before


def test_a_full_disk_keeps_what_was_acknowledged(public: Path) -> None:
    public.chmod(0o777)
    path = public / "dormouse.db"

    def fill() -> None:
        db = Database.open(path, KEY)
        shelf = Turns(db, FakeClock())
        talk = shelf.new_conversation()
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
        while True:
            text = f"turn {shelf.add_user(talk, None, 'x' * 20_000).id}"
            db.execute("SELECT 1")
            Path(public / "acknowledged").write_text(text)

    assert in_child(fill).startswith("disk_full: ")
    owner = path.stat().st_uid
    acknowledged = int((public / "acknowledged").read_text().split()[1])
    db = Database.open(path, KEY)
    assert [row[0] for row in db.execute("SELECT id FROM turns")] == list(range(1, acknowledged + 1))
    assert db.integrity() == [] and owner == (NOBODY if os.getuid() == 0 else os.getuid())
    Turns(db, FakeClock()).add_user(1, None, "room again")
    db.close()


# --- asking and writing -----------------------------------------------------------------------------------------


def test_a_transaction_is_all_or_nothing(db: Database) -> None:
    def put(name: str) -> None:
        db.execute("INSERT INTO settings VALUES (?, '1')", (name,))

    with pytest.raises(ZeroDivisionError), db.transaction():
        put("a")
        raise ZeroDivisionError
    with db.transaction():
        put("b")
        with pytest.raises(ZeroDivisionError), db.transaction():
            put("c")
            raise ZeroDivisionError
        with db.transaction():
            put("d")
    assert db.execute("SELECT name FROM settings ORDER BY name") == [("b",), ("d",)]


def test_two_connections_see_each_others_commits(folder: DataFolder, db: Database) -> None:
    other = Database.open(folder.database, KEY)
    db.execute("INSERT INTO settings VALUES ('a', '1')")
    assert other.one("SELECT value FROM settings") == ("1",)
    other.close()


def test_two_that_write_at_once_wait_for_each_other(folder: DataFolder, turns: Turns) -> None:
    talk, troubles = turns.new_conversation(), []

    def talk_on(name: str) -> None:
        other = Database.open(folder.database, KEY)  # as the engine and the sleeper have, one each
        try:
            for number in range(60):
                Turns(other, FakeClock()).add_user(talk, None, "x", f"{name}-{number}")
        except Trouble as trouble:
            troubles.append(trouble)
        other.close()

    threads = [threading.Thread(target=talk_on, args=(name,)) for name in ("engine", "sleeper")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == [] and turns.conversation(talk).turns == 120


def test_what_a_transaction_has_read_stays_true_until_it_writes(folder: DataFolder, db: Database) -> None:
    other = Database.open(folder.database, KEY)
    other._connection.set_busy_timeout(1)
    with db.transaction():
        assert db.execute("SELECT * FROM settings") == []
        with pytest.raises(Trouble) as caught:
            other.execute("INSERT INTO settings VALUES ('a', '1')")
        db.execute("INSERT INTO settings VALUES ('a', '2')")
    assert caught.value.kind == "busy" and other.execute("SELECT value FROM settings") == [("2",)]
    other.close()


def test_a_connection_for_reading_cannot_write(folder: DataFolder, db: Database) -> None:
    reader = Database.open(folder.database, KEY, readonly=True)
    with pytest.raises(Trouble, match="may not use"):
        reader.execute("INSERT INTO settings VALUES ('a', '1')")
    reader.close()
    with pytest.raises(Trouble) as caught:
        Database.open(folder.root / "none.db", KEY, readonly=True)
    assert caught.value.kind == "missing" and not (folder.root / "none.db").exists()


def test_a_wrong_statement_is_our_fault(db: Database) -> None:
    with pytest.raises(Bug):
        db.execute("SELECT nothing FROM nowhere")
    with pytest.raises(Bug):
        db.execute("INSERT INTO turns_fts_data VALUES (1, 'x')")  # the index's own tables are out of reach


def test_broken_text_is_one_sentence(db: Database) -> None:
    with pytest.raises(Trouble) as caught:
        db.execute("INSERT INTO settings VALUES (?, '1')", ("\ud800",))
    assert caught.value.kind == "bad_text"


def test_a_backup_is_whole_and_under_the_same_key(db: Database, turns: Turns, tmp_path: Path) -> None:
    turns.add_user(turns.new_conversation(), None, CANARY)
    db.backup(tmp_path / "copy.db")
    assert CANARY.encode() not in (tmp_path / "copy.db").read_bytes()
    copy = Database.open(tmp_path / "copy.db", KEY, readonly=True)
    assert copy.execute("SELECT text FROM turns") == [(CANARY,)] and copy.integrity() == []
    copy.close()
    assert [path.name for path in tmp_path.iterdir() if "tmp" in path.name] == []


def test_a_checkpoint_empties_the_log(folder: DataFolder, db: Database, turns: Turns) -> None:
    log = folder.database.with_name("dormouse.db-wal")
    turns.new_conversation("x")
    assert log.stat().st_size > 0 and db.checkpoint() and log.stat().st_size == 0
    db.close()
    assert not log.exists()
