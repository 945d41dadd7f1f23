"""One user's life over many nights: `python -m tests.bench.nights --data DIR --nights 14 [--block a] [--json OUT]
[--png OUT]`.

Facts are told night by night (a third of them before the first), some are replaced or taken back by the updates of
`DIR`/updates.jsonl, and every true night is slept through: dreams, training, exam, publishing. After each night, closed
book and with nothing about the user in the prompt: how much of the first night's facts is still known (*night 1*, and
as a share of its first score, *retention*), how often a replaced fact is answered with what is so now (*current*) and
with what is not any more (*stale*), what share of the base's right general answers is still right (*general kept*),
rows, seconds and the processor's seconds (of all threads: what else the machine does tells less on them). Facts go
into the ledger as written in the data, so that extraction is not measured here. Every
`--deep`-th night is a deep one.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.clock import SystemClock
from engine.model.language import Language
from engine.model.message import Message
from engine.paths import DataFolder, model_folder
from engine.prompt import system_prompt
from engine.protocol import Depth
from engine.sleep.context import NightContext, NightEnd
from engine.sleep.crew import Crew
from engine.sleep.cycle import run_night
from engine.sleep.grading import has_any
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.bench import measure, plot

TOKENS = 32  # of an answer
FIRST = 1 / 3  # of the facts are told before the first night
COLUMNS = ("night", "depth", "verdict", "facts", "new", "by heart", "night 1", "retention", "current", "stale",
           "general kept", "perplexity", "rows", "seconds", "processor")  # fmt: skip
PLOTTED = ("retention", "current", "stale", "general kept")


@dataclass(frozen=True)
class Day:
    """What is told before one night: rows of facts.jsonl, and of updates.jsonl."""

    facts: tuple[dict[str, Any], ...]
    updates: tuple[dict[str, Any], ...]


def days(facts: Sequence[dict[str, Any]], updates: Sequence[dict[str, Any]], nights: int) -> list[Day]:
    """The life: a third of the facts first, the others evenly from the second night to the last one, so that both have
    as much that is new; an update at least one night after its fact, evenly."""
    first = max(1, round(len(facts) * FIRST))
    told = {0: list(facts[:first])}
    step = max(0, nights - 2) / max(1, len(facts) - first - 1)
    for place, row in enumerate(facts[first:]):
        told.setdefault(1 + round(place * step), []).append(row)
    night_of = {row["id"]: night for night, rows in told.items() for row in rows}
    changed: dict[int, list[dict[str, Any]]] = {}
    usable = [row for row in updates if row["of"] in night_of and night_of[row["of"]] + 1 < nights]
    for place, row in enumerate(usable):
        even = 1 + place * max(1, nights - 1) // max(1, len(usable))
        changed.setdefault(max(even, night_of[row["of"]] + 1), []).append(row)
    return [Day(tuple(told.get(night, ())), tuple(changed.get(night, ()))) for night in range(nights)]


def drawn(facts: Sequence[dict[str, Any]], updates: Sequence[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """`count` facts, evenly drawn: those of the first night are never changed, and as many others are, if there are."""
    changed = {row["of"] for row in updates}
    stay, change = [row for row in facts if row["id"] not in changed], [row for row in facts if row["id"] in changed]
    first = max(1, round(count * FIRST))
    change = change[:: max(1, len(change) // first)][: min(first, count - first)]
    stay = stay[:: max(1, len(stay) // (count - len(change)))][: count - len(change)]
    return [*stay[:first], *change, *stay[first:]]


class Life:
    """One data folder, the ledger of one user, and the nights in it."""

    def __init__(self, root: Path, language: Language, crew: Crew | None = None) -> None:
        clock, self.crew = SystemClock(), crew
        self.folder, self.language, self.clock = DataFolder(root), language, clock
        self.db = Database.open(self.folder.database, b"b" * 32)
        self.turns, self.ledger, self.nights = Turns(self.db, clock), Ledger(self.db, clock), Nights(self.db, clock)
        self.ids: dict[str, int] = {}

    def live(self, day: Day) -> None:
        """Tell the day's facts and changes."""
        for row in day.facts:
            self.ids[row["id"]] = self._tell(row["fact"])
        for row in day.updates:
            new = self._tell(row["fact"])
            self.ledger.supersede(self.ids[row["of"]], new, "newer value")

    def _tell(self, text: str) -> int:
        return self.ledger.add(text, kind="other", trust="user_confirmed", confidence=1.0).id

    def sleep(self, depth: Depth) -> NightEnd:
        """One night."""
        context = NightContext(
            self.db, self.turns, self.ledger, self.nights, self.language, self.folder, self.clock, 0, depth,
            lambda stage: None, lambda: False,
        )  # fmt: skip
        return run_night(context, self.crew)

    def rows(self, night: int) -> int:
        """The rows that a night trained on."""
        return sum(each.state == "kept" for each in self.nights.dreams(night))


def right(language: Language, rows: Sequence[dict[str, Any]], key: str) -> list[bool]:
    """For each question of `rows`, whether its answer holds one of `row[key]`."""
    asked = [(text, row[key]) for row in rows for text in row["ask"]]
    prompts = [[Message("system", system_prompt()), Message("user", text)] for text, _ in asked]
    answers = language.answers(prompts, max_tokens=TOKENS) if prompts else []
    return [has_any(answer, words) for answer, (_, words) in zip(answers, asked, strict=True)]


def measured(life: Life, past: Sequence[Day], data: measure.Data, base: measure.Answers) -> dict[str, float]:
    """The columns after a night, with `past` all days so far; what there is nothing of yet is left out."""
    updates = [row for day in past for row in day.updates]
    changed = {row["of"] for row in updates}
    first = [row for row in past[0].facts if row["id"] not in changed]
    general = measure.Data([], data.general)
    now = measure.answers(life.language, general)
    found = {"night 1": measure.share(right(life.language, first, "expect")),
             "general kept": measure.columns(general, base, now)["general kept"],
             "perplexity": now.perplexity / base.perplexity - 1}  # fmt: skip
    if updates:
        found["current"] = measure.share(right(life.language, updates, "expect"))
        replaced = [row for row in updates if row.get("stale")]
        found["stale"] = measure.share(right(life.language, replaced, "stale"))
    return found


def run(life: Life, plan: Sequence[Day], data: measure.Data, deep: int, say: measure.Say) -> list[dict[str, Any]]:
    """All nights, one row each."""
    base, rows = measure.answers(life.language, measure.Data([], data.general)), list[dict[str, Any]]()
    for number, day in enumerate(plan, 1):
        life.live(day)
        depth: Depth = "deep" if deep and number % deep == 0 else "night"
        began, worked = time.monotonic(), time.process_time()
        end = life.sleep(depth)
        row: dict[str, Any] = {"night": number, "depth": depth, "verdict": end.verdict, "reason": end.reason,
                               "seconds": time.monotonic() - began, "processor": time.process_time() - worked,
                               "rows": life.rows(end.night),
                               "new": len(day.facts) + len(day.updates)}  # fmt: skip
        current = life.ledger.facts("active")
        row |= {"facts": len(current), "by heart": sum(fact.lives != "prompt" for fact in current)}
        row |= measured(life, plan[:number], data, base)
        score = rows[0]["night 1"] if rows else row["night 1"]
        row["retention"] = row["night 1"] / score if score else 0.0
        rows.append(row)
        say(json.dumps(row))
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, live, write JSON and PNG, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--block", default="a")
    parser.add_argument("--nights", type=int, default=14)
    parser.add_argument("--facts", type=int, default=0, help="that many, evenly drawn; 0 is all")
    parser.add_argument("--general", type=int, default=40)
    parser.add_argument("--deep", type=int, default=7, help="every so many nights a deep one; 0 is never")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--png", type=Path)
    chosen = parser.parse_args(arguments)
    data = measure.load(chosen.data, chosen.block, 0, chosen.general)
    lines = (chosen.data / "updates.jsonl").read_text(encoding="utf-8").splitlines()
    updates = [row for row in map(json.loads, lines) if row["block"] == chosen.block]
    facts = drawn(data.facts, updates, chosen.facts) if chosen.facts else data.facts
    language = Language.load(chosen.model or model_folder())
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder), language)
        rows = run(life, days(facts, updates, chosen.nights), data, chosen.deep, lambda text: print(text, flush=True))
        life.db.close()
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if chosen.png:
        plot.lines(chosen.png, "night", [row["night"] for row in rows],
                   {name: [row.get(name) for row in rows] for name in PLOTTED})  # fmt: skip
    print(measure.table(rows, COLUMNS))


if __name__ == "__main__":
    main()
