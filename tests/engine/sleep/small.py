"""A small night: the true cycle, database, files and adapter format, with a crew that needs no model.

`python -m tests.engine.sleep.small FOLDER KILL_AT` runs one night over FOLDER and kills itself with SIGKILL at the
KILL_AT-th database call (0: never); it prints verdict and adapter.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from engine import files
from engine.clock import Clock, SystemClock
from engine.errors import Trouble
from engine.model import adapters
from engine.model.message import Message
from engine.paths import DataFolder
from engine.protocol import Depth, SleepStage, Turn, Verdict
from engine.sleep.context import NightContext, NightEnd, Stopped
from engine.sleep.crew import Answered, Marked, Row, Trained
from engine.sleep.cycle import run_night
from engine.sleep.dial import Dial
from engine.store.database import Database
from engine.store.ledger import Evidence, Fact, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.fakes import EchoModel

KEY = b"k" * 32
STEPS = 6


class AnyAdapter(EchoModel):
    """An echo that wears any sound adapter folder."""

    def use_adapter(self, folder: Path | None, beneath: Path | None = None) -> None:
        for each in (folder, beneath):
            if each is not None:
                adapters.load(each, self.model_id)
        self.adapter_id = "" if folder is None else folder.name


@dataclass(frozen=True)
class Found:
    text: str
    evidence: Evidence
    kind: str = "other"
    subject: str = ""
    attribute: str = ""
    value: str = ""
    confidence: float = 0.9


@dataclass
class SmallCrew:
    """Reads sentences that begin with "The user"; trains numbers out of a hash; knows all once it wears an adapter."""

    verdict: Verdict = "published"
    fail_in: str = ""
    work: list[str] = field(default_factory=list)

    def _begin(self, what: str) -> None:
        self.work.append(what)
        if self.fail_in == what:
            raise Trouble("made_up", f"The {what} broke.", "Try again.")

    def read(
        self, turns: Sequence[Turn], day: Any, known: Any, language: Any, should_stop: Any, progress: Any
    ) -> list[Found]:
        self._begin("read")
        found = []
        for place, turn in enumerate(turns):
            progress(place, len(turns), "reading")
            for sentence in turn.text.split(" | "):
                start = turn.text.index(sentence)
                if "The user" in sentence:
                    found.append(Found(sentence, Evidence(turn.id, start, start + len(sentence), sentence)))
        return found

    def dream(
        self,
        facts: Sequence[Fact],
        language: Any,
        seed: int,
        dial: Dial,
        should_stop: Any,
        progress: Any,
        known: Sequence[Fact] = (),
    ) -> list[Row]:
        self._begin("dream")
        rows = [Row("replay", (Message("user", f"general {seed}"),), "yes", (), "model")]
        for place, fact in enumerate(facts):
            progress(place, len(facts), "dreaming")
            rows.append(Row("view", (Message("user", f"What of {fact.text}"),), fact.text, (fact.id,), fact.trust))
            rows.append(Row("view", (Message("user", "?"),), "", (fact.id,), fact.trust, False, "says nothing"))
        for fact in known:
            asks = (Message("user", f"Still: what of {fact.text}"),)
            rows.append(Row("view", asks, fact.text, (fact.id,), fact.trust, own=True))
        return rows

    def train(
        self,
        rows: Sequence[Row],
        language: Any,
        work: Path,
        seed: int,
        dial: Dial,
        should_stop: Any,
        progress: Any,
        left: Any,
    ) -> Trained:
        self._begin("train")
        checkpoint = files.make_folder(work) / "checkpoint"
        state = checkpoint.read_bytes() if checkpoint.exists() else b""
        data = msgspec.json.encode([seed, [(row.kind, row.answer, [m.content for m in row.messages]) for row in rows]])
        for step in range(len(state) // 32, STEPS):
            progress(step, STEPS, "training", loss=1.0 / (step + 1))
            state += hashlib.sha256(state + data).digest()
            files.write_atomic(checkpoint, state)
        numbers = np.frombuffer(state, np.uint8).astype(np.float32).reshape(-1, 4) / 256
        tensors = {"model.layers.0.mlp.up_proj.lora_a": numbers, "model.layers.0.mlp.up_proj.lora_b": numbers.T.copy()}
        made = adapters.save(work / "adapters", tensors, adapters.Meta(model_id=language.model_id, scale=2.0))
        return Trained(made, work / "adapters" / made, {"steps": STEPS})

    def ask(
        self, facts: Sequence[Fact], language: Any, seed: int, dial: Dial, should_stop: Any, progress: Any
    ) -> list[Answered]:
        self._begin("ask")
        asked = []
        for place, fact in enumerate(facts):
            progress(place, len(facts), "asking")
            answer = fact.text if language.adapter_id else "I am not sure."
            asked.append(Answered("recall", fact.id, f"Q {fact.text}", fact.text, answer, bool(language.adapter_id)))
        return asked

    def mark(self, before: Sequence[Answered], after: Sequence[Answered]) -> Marked:
        self._begin("mark")
        graduates = tuple(each.fact for each in after if each.right and each.fact)
        return Marked(self.verdict, "because of the test", graduates, {"recall": 1.0})


@dataclass
class House:
    """One data folder, open; `say` adds to its one conversation."""

    folder: DataFolder
    db: Database
    turns: Turns
    ledger: Ledger
    nights: Nights
    language: AnyAdapter
    clock: Clock = field(default_factory=SystemClock)
    crew: SmallCrew = field(default_factory=SmallCrew)
    stages: list[SleepStage] = field(default_factory=list)
    conversation: int = 0

    def say(self, text: str) -> int:
        if not self.conversation:
            self.conversation = self.turns.new_conversation()
        leaf = self.turns.newest_leaf(self.conversation)
        return self.turns.add_user(self.conversation, leaf, text, "", "user_typed").id

    def sleep(
        self, depth: Depth = "night", stop: Callable[[], bool] = lambda: False, seed: int = 0, emit: Any = None
    ) -> NightEnd:
        context = NightContext(
            self.db,
            self.turns,
            self.ledger,
            self.nights,
            self.language,  # type: ignore[arg-type]
            self.folder,
            self.clock,
            seed,
            depth,
            emit or self.stages.append,
            stop,
        )
        return run_night(context, self.crew)

    def texts(self, state: str = "active") -> set[str]:
        return {fact.text for fact in self.ledger.facts(state)}

    def memory(self) -> str:
        return self.folder.memory_file.read_text(encoding="utf-8")


def open_house(root: Path, clock: Clock | None = None) -> House:
    """The set-up of every test that sleeps without a process of its own: database, small model, small crew."""
    folder = DataFolder(files.make_folder(root))
    db = Database.open(folder.database, KEY)
    clock = clock or SystemClock()
    return House(folder, db, Turns(db, clock), Ledger(db, clock), Nights(db, clock), AnyAdapter(), clock)


def die_at(db: Database, call: int, die: Callable[[], None]) -> list[int]:
    """Make the `call`-th statement of `db` the last; the list counts them."""
    count = [0]
    plain = db.execute

    def execute(sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        count[0] += 1
        if count[0] == call:
            die()
        return plain(sql, params)

    db.execute = execute  # type: ignore[method-assign]
    return count


if __name__ == "__main__":
    house = open_house(Path(sys.argv[1]))
    die_at(house.db, int(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL))
    end = house.sleep()
    print(end.verdict, end.adapter)
    assert not isinstance(end, Stopped)
