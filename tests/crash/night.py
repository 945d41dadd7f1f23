"""A true engine and a true sleeper, each a process, with a small model and a crew that is quick and knows no chance.

    python -m tests.crash.night serve --data DIR --model DIR
    python -m tests.crash.night sleeper --data DIR --model DIR --depth D [--smaller STAGE]

The crew reads and asks by rule, and trains with the true trainer. `NIGHT_ENDS="train:abort"` has a sleeper end in that
work ("told": when all is written and nothing told), by "abort", "kill", "memory", "limit" or "hang"; with
`NIGHT_ENDS_COUNT=FILE`, only the first `NIGHT_ENDS_TIMES`. `NIGHT_SIGNALS=FILE` is what the machine's signals are read
from, and nights then begin by themselves. With `NIGHT_POLITE` the sleeper gives way to all others, as a true one does;
with `NIGHT_TRUE` it is a true one in all.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine import lookout, nightwatch, server, sleeper
from engine.clock import SystemClock
from engine.lookout import Probe
from engine.model.message import Message
from engine.paths import DataFolder
from engine.probes import Signals
from engine.protocol import SleepStage
from engine.server import serve, take_pipe
from engine.sleep import conditions, cycle
from engine.sleep.crew import Row, Trained
from engine.sleep.dial import Dial
from engine.sleeper import Order, Voice, sleep
from engine.store.ledger import Fact
from tests.engine.sleep.small import SmallCrew

SLEEPER = (sys.executable, "-m", "tests.crash.night", "sleeper")
ENGINE = (sys.executable, "-m", "tests.crash.night", "serve")
PAUSE = 0.03  # seconds after each line that a sleeper says, so that a kill can fall into the shortest stage
KINDS = ("what", "tell me", "do you know")


class QuickCrew(SmallCrew):
    """The small crew with the true trainer."""

    def _begin(self, what: str) -> None:
        super()._begin(what)
        end_if_told(what)

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
        rows = []
        for place, fact in enumerate(facts):
            progress(place, len(facts), "dreaming")
            for kind in KINDS:
                asked = (Message("user", f"{kind} {fact.text.split()[-1]}"),)
                rows.append(Row("view", asked, fact.text, (fact.id,), fact.trust))
            own = language.answer([Message("user", f"general {place}")], max_tokens=4)
            rows.append(Row("replay", (Message("user", f"general {place}"),), own or "yes", (), "model", own=True))
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
        from engine.sleep import train

        self._begin("train")
        recipe = replace(train.recipe_for(dial, seed, len(rows)), epochs=3, batch=dial.batch // 4, rank=4)
        return train.train(rows, language, work, recipe, should_stop, progress, left)


def end_if_told(what: str) -> None:
    """End in `what`, if `NIGHT_ENDS` says so."""
    ends, _, how = os.environ.get("NIGHT_ENDS", "").partition(":")
    if ends == what and _may_end(os.environ.get("NIGHT_ENDS_COUNT", ""), os.environ.get("NIGHT_ENDS_TIMES", "0")):
        end(how)


def _may_end(count: str, times: str) -> bool:
    """Whether it has not ended as often as it is to; each time leaves a byte in the file `count`."""
    if not count:
        return True
    done = Path(count).stat().st_size if Path(count).exists() else 0
    with open(count, "ab") as written:
        written.write(b".")
    return done < int(times)


def end(how: str) -> None:
    """End this process, or what it does, in a rough way."""
    if how == "abort":
        os.abort()
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "memory":
        raise MemoryError("made up")
    if how == "limit":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
        held = [bytes(1 << 26) for _ in range(64)]
        raise AssertionError(len(held))
    while how == "hang":
        time.sleep(1)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("serve", "sleeper"))
    for name in ("data", "model", "depth", "smaller"):
        parser.add_argument(f"--{name}")
    options = parser.parse_args()
    folder, model = DataFolder(Path(options.data)), Path(options.model)
    if options.what == "sleeper":
        order = Order(folder, model, options.depth, options.smaller)
        if "NIGHT_TRUE" in os.environ:
            return sleep(order, take_pipe())
        whole, told = cycle.run_night, Voice.stage

        def run_night(*about: Any) -> Any:
            ended = whole(*about)
            end_if_told("told")
            return ended

        def say(self: Voice, event: SleepStage) -> None:
            told(self, event)
            time.sleep(PAUSE)

        cycle.run_night, Voice.stage = run_night, say  # type: ignore[method-assign]
        if "NIGHT_POLITE" not in os.environ:  # last in line on a busy machine, a killed night would take hours
            sleeper.be_polite = lambda: None
        return sleep(order, take_pipe(), crew=QuickCrew)
    nightwatch.LEAST_PATIENCE = float(os.environ.get("NIGHT_PATIENCE", nightwatch.LEAST_PATIENCE))
    return serve(folder, model, take_pipe(), SystemClock(), sleeper=SLEEPER, probe=scripted())


def scripted() -> Probe | None:
    """A probe that reads `NIGHT_SIGNALS`, a JSON file, with a decision that is quick; None without it."""
    path = os.environ.get("NIGHT_SIGNALS")
    if not path:
        return None
    conditions.STEADY, server.QUIET, lookout.AWAKE_EVERY = 0.3, 0.2, 0.2

    def probe() -> Signals:
        return {name: (value, "a script") for name, value in json.loads(Path(path).read_bytes()).items()}

    return probe


if __name__ == "__main__":
    sys.exit(main())
