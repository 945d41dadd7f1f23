"""Edits of the memory file in any editor are learned by the true engine while it runs, and told once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.protocol import AddFact, Changed, FactList, Facts, Hello, MemoryFile, MemoryText, Ready
from tests.engine.test_server import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(tmp_path / "data")
    assert isinstance(engine.ask(Hello(id=1, warm=False))[0], Ready)
    yield engine
    assert engine.end() == 0


def texts(engine: Engine) -> set[str]:
    return {fact.text for event in engine.ask(Facts(id=9)) if isinstance(event, FactList) for fact in event.facts}


def test_a_save_in_an_editor_is_learned_and_told_once(engine: Engine, tmp_path: Path) -> None:
    changed = engine.ask(AddFact(id=2, text="The user lives in Hull."))[0]
    assert isinstance(changed, Changed)
    path = tmp_path / "data" / "MEMORY.md"
    shown = path.read_text(encoding="utf-8")
    assert "I live in Hull." in shown

    backup = path.with_name("MEMORY.md~")  # as vim does
    path.rename(backup)
    path.write_text(shown.replace("I live in Hull.", "I live in Bath."), encoding="utf-8")
    backup.unlink()

    told = engine.event()
    assert isinstance(told, Changed) and told.re == 0 and told.memory_file and told.facts == changed.facts
    assert texts(engine) == {"The user lives in Bath."}


def test_the_engine_s_own_writing_is_not_told(engine: Engine) -> None:
    engine.ask(AddFact(id=2, text="The user lives in Hull."))
    for number in range(3, 40):  # long enough for the watch to have spoken
        events = engine.ask(MemoryFile(id=number))
        assert isinstance(events[0], MemoryText), events
        time.sleep(0.05)


def test_half_a_file_is_no_end(engine: Engine, tmp_path: Path) -> None:
    engine.ask(AddFact(id=2, text="The user lives in Hull."))
    path = tmp_path / "data" / "MEMORY.md"
    whole = path.read_bytes()
    path.write_bytes(b"\xff\xfe broken")
    time.sleep(1.0)
    path.write_bytes(whole.replace(b"I live in Hull.", b"I live in Bath."))
    assert isinstance(engine.event(), Changed)
    assert texts(engine) == {"The user lives in Bath."}
