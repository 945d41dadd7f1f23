"""How long a message waits while Dormouse sleeps: `python -m tests.bench.waking [--facts 4] [--messages 5]`.

The true engine and its sleeper, each a process, with the starter model: seconds from a message to its first token and
to its last event, beside a night; and once more where the chat model had to be freed for the night, so that a message
ends the night and loads the model first. Five seconds to the first token are promised.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from engine import outlook
from engine.paths import model_folder
from engine.protocol import AddFact, Say, Sleep, SleepStage, Stop, Token, is_last
from tests.crash.night_kills import House

PLENTY = {"on_ac": True, "charge": 90, "idle": 0, "display_off": False, "free_disk": 1 << 40}


def main() -> None:
    """Read the arguments, sleep twice, print the seconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=4)
    parser.add_argument("--messages", type=int, default=5)
    chosen = parser.parse_args()
    model = model_folder()
    need = outlook.NIGHT_MEMORY + 2 * outlook.model_bytes(model)
    with tempfile.TemporaryDirectory() as folder, signals(Path(folder)) as tell:
        tell(free_memory=1 << 40)
        house = House(Path(folder) / "data", model)
        for row in map(json.loads, Path(__file__).with_name("own_facts.jsonl").open(encoding="utf-8")):
            if chosen.facts:
                house.until(house.send(AddFact, text=row["fact"]))
                chosen.facts -= 1
        alone = [answered(house) for _ in range(chosen.messages)]
        print(
            f"awake: first token {median(a for a, _ in alone[1:]):.2f} s, whole {median(b for _, b in alone[1:]):.2f} s"
        )
        sleeping(house)
        beside = [answered(house) for _ in range(chosen.messages)]
        firsts = ", ".join(f"{first:.2f}" for first, _ in beside)
        print(f"beside a night: first token {firsts} s; whole {median(b for _, b in beside):.2f} s")
        house.until(house.send(Stop))
        tell(free_memory=need - 1)  # with the chat model's own it is enough, so that makes room
        sleeping(house)
        first, whole = answered(house)
        print(
            f"chat model freed for the night: first token {first:.2f} s, whole {whole:.2f} s (the night is ended first)"
        )
        house.close()


@contextmanager
def signals(root: Path) -> Iterator[Any]:
    """The machine's signals from a file; the yielded function changes it. The sleeper is a true one."""
    os.environ |= {"NIGHT_SIGNALS": str(root / "signals"), "NIGHT_TRUE": "yes"}
    yield lambda **values: (root / "signals").write_text(json.dumps(PLENTY | values))
    for name in ("NIGHT_SIGNALS", "NIGHT_TRUE"):
        del os.environ[name]


def sleeping(house: House) -> None:
    """Until the night has come to its training."""
    house.send(Sleep, depth="nap")
    while not (isinstance(event := house.next(), SleepStage) and event.stage == "train" and event.done > 1):
        if is_last(event):
            raise SystemExit(f"the night ended first: {event}")


def answered(house: House) -> tuple[float, float]:
    """The seconds to the first token of an answer, and to its end."""
    began, first = time.monotonic(), 0.0
    number = house.send(Say, text="What is the capital of France?", max_tokens=16)
    while True:
        event = house.next()
        if event.re != number:
            continue
        if isinstance(event, Token) and not first:
            first = time.monotonic() - began
        if is_last(event):
            return first, time.monotonic() - began


if __name__ == "__main__":
    main()
