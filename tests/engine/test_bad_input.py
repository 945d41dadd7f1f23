"""Bad input at the command line: one sentence on stderr, exit code 1, no traceback, the database's bytes unchanged."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from engine.client import Client
from engine.paths import DataFolder
from engine.protocol import Say
from engine.store.database import Database
from engine.store.keys import obtain_key
from tests.commandline import Ran, dormouse, dormouse_process
from tests.fakes import tiny_model

ECHO = (sys.executable, "-m", "tests.echo", "serve")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one conversation in it."""
    folder = tmp_path_factory.mktemp("made") / "data"
    with Client.start(DataFolder(folder), command=ECHO) as client:
        list(client.ask(Say, text="hello"))
    return folder


@pytest.fixture
def data(tmp_path: Path, made: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "data"))


def complaint(done: Ran) -> str:
    """The one sentence on stderr, without its remedy; fails on anything else."""
    assert done.code == 1, (done.code, done.stdout, done.stderr)
    [line] = done.stderr.strip().splitlines()
    assert line.startswith("dormouse: ") and "Traceback" not in line and "Error" not in line
    assert done.stdout == ""
    return line.removeprefix("dormouse: ")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The database with its write-ahead log and its key. (An empty log, and the index into it, come and go.)"""
    paths = [
        path for path in sorted(folder.iterdir()) if path.name.startswith("dormouse.") and path.suffix != ".db-shm"
    ]
    return {path.name: data for path in paths if (data := path.read_bytes())}


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_an_empty_message(data: Path, model: Path, text: str) -> None:
    before = bytes_of(data)
    assert complaint(dormouse("chat", text, "--data", str(data), "--model", str(model))) == (
        "The message is empty. Write something first."
    )
    assert bytes_of(data) == before


@pytest.mark.parametrize("length", [200_001, 1_000_000, 1_100_000])
def test_a_message_of_a_megabyte(data: Path, model: Path, length: int) -> None:
    before = bytes_of(data)
    done = dormouse("chat", "-", "--data", str(data), "--model", str(model), stdin="a" * length)
    assert "longer" in complaint(done) or "more than 200,000 characters" in complaint(done)
    assert bytes_of(data) == before


def test_a_message_that_the_model_cannot_hold(data: Path, model: Path) -> None:
    before = bytes_of(data)
    done = dormouse("chat", "-", "--data", str(data), "--model", str(model), stdin="word " * 3000)
    assert complaint(done) == "The message is longer than the model can read. Send it in parts."
    assert bytes_of(data) == before


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        assert "is a file, and a folder is needed there" in complaint(dormouse("memory", "--data", str(place)))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_data_folder_that_is_not_writable(data: Path) -> None:
    before = bytes_of(data)
    for path in (*data.iterdir(), data):
        path.chmod(0o555 if path == data else 0o444)
    assert "may not use" in complaint(dormouse_process("memory", "--data", str(data)))
    assert "may not use" in complaint(dormouse_process("memory", "--data", str(data / "new" / "folder")))
    data.chmod(0o700)
    assert "may not use" in complaint(dormouse_process("memory", "--data", str(data)))  # its files are not, either
    assert bytes_of(data) == before


def test_a_data_folder_that_nobody_can_write() -> None:
    assert complaint(dormouse("memory", "--data", "/proc/self/fdinfo/dormouse"))
    assert complaint(dormouse("memory", "--data", "/proc/version"))


def test_a_wrong_key_and_a_missing_one(data: Path) -> None:
    key = DataFolder(data).key_file
    right = key.read_bytes()
    key.write_text("f" * 64 + "\n")
    before = bytes_of(data)
    for command in ("memory", "check", "report"):
        assert "belongs to another key" in complaint(dormouse(command, "--data", str(data)))
    assert bytes_of(data) == before
    key.unlink()
    before = bytes_of(data)
    assert "key" in complaint(dormouse("memory", "--data", str(data)))
    assert bytes_of(data) == before
    key.write_text("this is no key\n")
    before = bytes_of(data)
    assert "key" in complaint(dormouse("memory", "--data", str(data)))
    assert bytes_of(data) == before
    key.write_bytes(right)
    assert dormouse("memory", "--data", str(data)).code == 0


def test_a_database_of_a_newer_version(data: Path) -> None:
    folder = DataFolder(data)
    database = Database.open(folder.database, obtain_key(folder, keyring=None).value)
    database.execute("PRAGMA user_version=999")
    database.close()
    before = bytes_of(data)
    told = complaint(dormouse("chat", "hello", "--data", str(data)))
    assert told.startswith("This data folder was written by a newer version of Dormouse. Update Dormouse")
    assert bytes_of(data) == before


def test_a_database_that_is_something_else(data: Path) -> None:
    DataFolder(data).database.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    before = bytes_of(data)
    assert "damaged" in complaint(dormouse("memory", "--data", str(data)))
    assert bytes_of(data) == before


@pytest.mark.parametrize("missing", ["config.json", "tokenizer.json", "model.safetensors", "the whole folder"])
def test_a_model_folder_with_a_file_missing(data: Path, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "model"
    if missing != "the whole folder":
        tiny_model(folder)
        (folder / missing).unlink()
    before = bytes_of(data)
    told = complaint(dormouse("chat", "hello", "--data", str(data), "--model", str(folder)))
    assert missing == "the whole folder" or missing in told
    assert bytes_of(data) == before


def test_the_starter_model_is_not_there_yet(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DORMOUSE_MODELS", str(tmp_path / "none"))
    monkeypatch.delenv("DORMOUSE_MODEL", raising=False)
    assert "make run" in complaint(dormouse("chat", "hello", "--data", str(data)))


def test_no_report_yet(data: Path) -> None:
    assert "no report" in complaint(dormouse("report", "--data", str(data)))
