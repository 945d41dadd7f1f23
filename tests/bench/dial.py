"""How long a night of each depth really takes: `python -m tests.bench.dial [--depth nap] [--facts 20]`.

A whole night (the true cycle and crew, the starter model) over so many of our own facts; prints each stage's seconds,
the rates that `engine.sleep.budget` reckons with, and whether the minutes of the dial were kept.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import msgspec

from engine.model.language import Language
from engine.paths import model_folder
from engine.protocol import Report
from engine.sleep import budget
from engine.sleep.dial import dial
from engine.sleep.night_crew import NightCrew
from tests.engine.sleep.small import open_house


def main() -> None:
    """Read the arguments, sleep once, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--depth", default="nap", choices=("nap", "night", "deep"))
    parser.add_argument("--facts", type=int, default=20)
    chosen = parser.parse_args()
    source = Path(__file__).with_name("own_facts.jsonl").read_text(encoding="utf-8").splitlines()
    language = Language.load(model_folder())
    for _ in range(3):
        began = time.process_time()
        language.perplexity(budget.fixed_text())
        print(f"fixed text: {time.process_time() - began:.2f} s of computing")
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder))
        house.language, house.crew = language, NightCrew()  # type: ignore[assignment]
        for row in map(json.loads, source[: chosen.facts]):
            house.ledger.add(row["fact"], kind=row["category"], trust="user_confirmed", confidence=1.0)
        plan = budget.plan_for(chosen.depth, chosen.facts, 0)
        print(plan)
        began = time.monotonic()
        end = house.sleep(chosen.depth, emit=lambda _: None)
        took = time.monotonic() - began
        report = msgspec.json.decode(house.nights.report(end.night) or b"", type=Report)
    print(end.verdict, end.reason, report.scores)
    by = {stage.stage: stage for stage in report.stages}
    for stage in report.stages:
        print(f"{stage.stage:<12} {stage.seconds:7.1f} s  {stage.note}  {stage.counts}")
    if "exam" in by:
        rows = by["dream"].counts["kept"] + by["dream"].counts["dropped"]
        visits = by["train"].counts["steps"] * dial(chosen.depth).batch
        print(f"dream {by['dream'].seconds / rows:.3f} s a row; train {by['train'].seconds / visits:.3f} s a visit;")
        print(f"exam {by['exam'].seconds / by['exam'].counts['questions'] / 2:.3f} s an answer")
    print(f"{took / 60:.1f} minutes of {plan.minutes:g}, reckoned {plan.expected}")


if __name__ == "__main__":
    main()
