"""Why, explain and forget through the true engine process and the command line."""

from __future__ import annotations

import gc
import json
import logging
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.answers import forgetting
from engine.call import Call
from engine.client import Client
from engine.clock import SystemClock
from engine.desk import Desk
from engine.paths import DataFolder
from engine.protocol import AddFact, Changed, Conversations, Event, Forget, ForgetReceipt, PreviewForget, Say, Wish
from engine.store.database import Database
from tests.commandline import dormouse

ECHO = (sys.executable, "-m", "tests.echo", "serve")
CANARY = "Quillfeather"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    start = Client.start.__func__  # type: ignore[attr-defined]

    def echoing(cls: type[Client], folder: DataFolder, model: Path | None = None, **options: object) -> Client:
        client = start(cls, folder, model, **{"command": ECHO, **options})
        assert isinstance(client, Client)
        return client

    monkeypatch.setattr(Client, "start", classmethod(echoing))
    monkeypatch.delenv("DORMOUSE_DATA", raising=False)
    yield str(tmp_path / "data")


def fill(data: str) -> None:
    with Client.start(DataFolder(Path(data))) as client:
        list(client.ask(Say, text=f"My aunt {CANARY} keeps bees."))
        list(client.ask(AddFact, text=f"The user's aunt {CANARY} keeps bees."))
        list(client.ask(AddFact, text="The user's brother Tom lives in Oslo."))


def hold(data: str) -> list[str]:
    """Files that hold the canary in the clear."""
    found = [path for path in Path(data).rglob("*") if path.is_file()]
    return [path.name for path in found if CANARY.encode() in path.read_bytes()]


def test_forget_by_the_protocol_and_nothing_is_heard_of_it_again(data: str) -> None:
    fill(data)
    assert hold(data) == ["MEMORY.md"]
    wish = Wish(about=CANARY)
    with Client.start(DataFolder(Path(data))) as client:
        (shown,) = client.ask(PreviewForget, wish=wish)
        changed, receipt = client.ask(Forget, wish=wish)
        assert isinstance(changed, Changed) and isinstance(receipt, ForgetReceipt)
        assert receipt.left == 0 and receipt.counts["facts"] == 1 and receipt.counts["turns"] == 2
        assert changed.facts == receipt.facts and changed.memory_file
        assert {place: receipt.counts[place] for place in shown.counts} == shown.counts  # type: ignore[union-attr]
        listed = next(iter(client.ask(Conversations, search=CANARY)))
        assert listed.conversations == ()  # type: ignore[union-attr]
    assert hold(data) == []
    assert "Tom" in (Path(data) / "MEMORY.md").read_text()


def test_forget_in_the_terminal_shows_first_and_asks(data: str) -> None:
    fill(data)
    shown = dormouse("forget", CANARY, "--preview", "--data", data)
    assert shown.code == 0 and "keeps bees" in shown.stdout and "Would go" in shown.stdout
    asked = dormouse("forget", CANARY, "--data", data)  # nobody there to agree
    assert asked.code == 1 and "--yes" in asked.stderr and hold(data) == ["MEMORY.md"]
    done = dormouse("forget", CANARY, "--yes", "--json", "--data", data)
    assert done.code == 0 and json.loads(done.stdout)["left"] == 0 and hold(data) == []
    again = dormouse("forget", "--fact", "1", "--yes", "--data", data)
    assert again.code == 1 and again.stderr.startswith("dormouse: ")


def test_why_and_explain_in_the_terminal(data: str) -> None:
    fill(data)
    why = json.loads(dormouse("why", "Where does my brother Tom live?", "--json", "--data", data).stdout)
    best = why["facts"][0]
    assert (best["text"], best["by"]) == ("The user's brother Tom lives in Oslo.", "prompt")
    assert "prompt" in dormouse("why", "Where does my brother Tom live?", "--data", data).stdout
    told = dormouse("explain", "2", "--data", data)
    assert told.code == 0 and "You wrote it down yourself." in told.stdout and "weights" in told.stdout
    assert "Nothing that is remembered" in dormouse("why", "What is the capital of Peru?", "--data", data).stdout
    assert dormouse("explain", "99", "--data", data).code == 1


def test_what_recall_has_met_of_forgotten_words_leaves_the_process_too(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    db = Database.open(folder.database, b"k" * 32)
    desk = Desk(folder, db, SystemClock(), logging.getLogger(__name__))
    desk.ledger.add(f"The user's aunt {CANARY} keeps bees.", kind="family", trust="user_confirmed", confidence=1.0)
    kept = weakref.ref(desk.chat)
    assert kept() is not None
    heard: list[Event] = []
    forgetting.forget(desk, Forget(id=1, wish=Wish(about=CANARY)), Call(heard.append, lambda: False))
    gc.collect()
    assert kept() is None and isinstance(heard[-1], ForgetReceipt) and heard[-1].counts["facts"] == 1
    db.close()
