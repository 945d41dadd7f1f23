"""kill -9 in chat: every acknowledged turn is there, and none is there twice (issue 2; reliability table, row 1).

A driver says turns through the real engine process and kills it at a random moment of most of them. A turn that was not
acknowledged is said again under the same uid, as a window does after a crash.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import AnswerBegun, Check, CheckResult, OpenConversation, Say, Token, Turn, TurnSaved
from tests.fakes import tiny_model

ECHO = (sys.executable, "-m", "tests.echo", "serve")
REAL = (sys.executable, "-m", "engine", "serve")
ROOT = Path(__file__).parent.parent.parent


class Driver:
    """Says turns, kills engines, and remembers every promise they made."""

    def __init__(self, root: Path, command: tuple[str, ...], model: Path | None, seed: int) -> None:
        self.folder, self.command, self.model = DataFolder(root), command, model
        self.random = random.Random(seed)
        self.client: Client | None = None
        self.promised: dict[int, Turn] = {}
        self.uids: dict[str, int] = {}
        self.kills: Counter[str] = Counter()

    def engine(self) -> Client:
        if self.client is None:
            self.client = Client.start(self.folder, self.model, command=self.command)
        return self.client

    def say(self, number: int, kill_after: float | None) -> None:
        """Say turn `number` until it is answered; the first time, kill the engine `kill_after` seconds into it."""
        uid, text = f"turn-{number}", f"message {number} of the day"
        while True:
            try:
                self._listen(uid, text, kill_after)
                return
            except Trouble as trouble:
                assert trouble.kind == "engine_ended", trouble
                self._buried()
                kill_after = None

    def _listen(self, uid: str, text: str, kill_after: float | None) -> None:
        conversation = 1 if self.uids else None
        asked = self.engine().ask(Say, uid=uid, text=text, conversation=conversation, max_tokens=6)
        stage, began = "before the words", time.monotonic()
        if kill_after is not None:
            pid = self.engine().pid  # killed by a process of its own, so that no event delays it
            subprocess.Popen(["/bin/sh", "-c", f"sleep {kill_after:.4f}; kill -9 {pid}"])
        try:
            for event in asked:
                match event:
                    case TurnSaved():
                        self.promised[event.turn.id] = event.turn
                        stage = "whole" if event.turn.role == "assistant" else "before the answer"
                        if event.turn.role == "user":
                            assert self.uids.setdefault(uid, event.turn.id) == event.turn.id
                    case AnswerBegun() | Token():
                        stage = "in the answer"
            while kill_after is not None and time.monotonic() - began < kill_after + 5:
                time.sleep(0.001)  # the kill comes late: after the answer
                list(self.engine().ask(OpenConversation, conversation=1))
        except Trouble:
            self.kills[stage] += 1
            raise

    def _buried(self) -> None:
        assert self.client is not None
        self.client.close()
        self.client = None

    def kept(self) -> Iterator[Turn]:
        """Every turn in the folder: all paths through all siblings."""
        seen: dict[int, Turn] = {}
        leaves: list[int | None] = [None]
        while leaves:
            leaf = leaves.pop()
            fields = {"through": leaf} if leaf else {}
            for event in self.engine().ask(OpenConversation, conversation=1, **fields):
                for turn in event.turns:  # type: ignore[attr-defined]
                    if turn.id not in seen:
                        seen[turn.id] = turn
                        leaves += [sibling for sibling in turn.siblings if sibling not in seen]
        yield from seen.values()

    def judge(self, turns: int) -> None:
        kept = {turn.id: turn for turn in self.kept()}
        lost = [turn for turn in self.promised.values() if not _same(kept.get(turn.id), turn)]
        assert lost == [], "an acknowledged turn is missing, or differs"
        said = Counter(turn.text for turn in kept.values() if turn.role == "user")
        assert said == {f"message {number} of the day": 1 for number in range(turns)}, "a turn is there twice, or not"
        answered = Counter(turn.parent for turn in kept.values() if turn.role == "assistant" and turn.state == "whole")
        assert set(answered.values()) == {1} and len(answered) == turns, "an answer is there twice, or not"
        assert all(turn.state != "partial" for turn in kept.values())
        [result] = [event for event in self.engine().ask(Check) if isinstance(event, CheckResult)]
        assert result.sound
        self._buried()


def _same(kept: Turn | None, promised: Turn) -> bool:
    """What was promised still stands; siblings may have come since."""
    return kept is not None and msgspec.structs.replace(kept, siblings=()) == msgspec.structs.replace(
        promised, siblings=()
    )


def test_a_hundred_turns_and_their_kills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHO_SLOW", "0.004")
    monkeypatch.chdir(ROOT)
    driver = Driver(tmp_path / "data", ECHO, None, seed=1)
    for number in range(100):
        driver.say(number, driver.random.uniform(0, 0.06) if number % 2 else None)
    print(dict(driver.kills))
    driver.judge(100)
    assert sum(driver.kills.values()) >= 45  # of 50 shots: a few hit nothing, because the engine had ended its turn
    assert len(driver.kills) >= 3, "the kills should fall into all stages of a turn"


def test_kills_in_the_true_engine_with_mlx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    model = tiny_model(tmp_path / "model")
    driver = Driver(tmp_path / "data", REAL, model, seed=2)
    for number in range(8):
        driver.say(number, driver.random.uniform(0, 1.5) if number in (1, 3, 5) else None)
    driver.judge(8)
    assert sum(driver.kills.values()) == 3


def test_the_driver_notices_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a turn that is gone, or there twice, fails the judgement."""
    monkeypatch.chdir(ROOT)
    driver = Driver(tmp_path / "data", ECHO, None, seed=3)
    driver.say(0, None)
    driver.say(1, None)
    driver.promised[99] = msgspec.structs.replace(driver.promised[1], id=99)
    with pytest.raises(AssertionError, match="missing"):
        driver.judge(2)
    del driver.promised[99]
    list(driver.engine().ask(Say, text="message 1 of the day", uid="another", conversation=1))
    with pytest.raises(AssertionError, match="twice"):
        driver.judge(2)
    driver.engine().close()
    assert os.path.exists(driver.folder.database)
