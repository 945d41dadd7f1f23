"""Bench of memory: do newer words replace older ones, does recall bring the right fact, and little else?

`python -m tests.bench.memory --data DIR --block a` takes the files' own `fact` sentences as what was read (no model);
with `--model DIR` the messages are read by the night's own reader (end to end). Prints a table; `--json FILE` keeps it.
Nothing here may be tuned on these files: they are one split of several.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.memory.recall import recall
from engine.store.ledger import Evidence, Ledger
from tests.engine.sleep.small import Found, House, SmallCrew, open_house

Rows = list[dict[str, Any]]


def rows_of(data: Path, name: str, block: str) -> Rows:
    lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row.get("block", block) == block]


class GoldReader(SmallCrew):
    """Reads each message as the file says it should be read."""

    def __init__(self, gold: dict[str, tuple[str, str]]) -> None:
        super().__init__()
        self.gold = gold

    def read(self, turns: Any, *rest: Any) -> list[Found]:
        found = []
        for turn in turns:
            if turn.text in self.gold:
                text, kind = self.gold[turn.text]
                found.append(Found(text, Evidence(turn.id, 0, len(turn.text), turn.text), kind))
        return found


class ModelReader(SmallCrew):
    """Reads with the night's own reader and a real model."""

    def __init__(self, model: Path) -> None:
        super().__init__()
        from engine.model.language import Language
        from engine.sleep.night_crew import NightCrew

        self.language, self.crew = Language.load(model), NightCrew()

    def read(self, turns: Any, day: Any, known: Any, language: Any, should_stop: Any, progress: Any) -> Any:
        return self.crew.read(turns, day, known, self.language, should_stop, progress)


def say(house: House, messages: Sequence[str]) -> None:
    conversation, leaf = house.turns.new_conversation(), None
    for text in messages:
        leaf = house.turns.add_user(conversation, leaf, text, "", "user_typed").id


def holds(texts: Sequence[str], phrases: Sequence[str]) -> bool:
    return any(phrase in text.casefold() for text in texts for phrase in phrases)


def updates(house: House, facts: Rows, changes: Rows, gold: bool) -> tuple[dict[str, float], list[str]]:
    """Two days and two nights; the shares that stand in the ledger afterwards, and what is wrong."""
    for fact in facts:
        say(house, fact["say"])
    for change in changes:
        if change["say0"]:
            say(house, [change["say0"]])
    house.sleep()
    known = [fact.text for fact in house.ledger.facts("active")]
    first = sum(holds(known, fact["expect"]) for fact in facts) / len(facts)
    for change in changes:
        say(house, [change["say"]])
    house.sleep()
    active = [fact.text for fact in house.ledger.facts("active")]
    changed = {change["of"] for change in changes}
    untouched = [fact for fact in facts if fact["id"] not in changed and (gold or holds(known, fact["expect"]))]
    current = [holds(active, change["expect"]) for change in changes]
    stale = [holds(active, change["stale"]) for change in changes]
    wrong = [f"missing: {c['fact']}" for c, found in zip(changes, current, strict=True) if not found]
    wrong += [f"stale:   {c['fact']}" for c, found in zip(changes, stale, strict=True) if found]
    kept = [fact for fact in untouched if holds(active, fact["expect"])]
    wrong += [f"lost:    {fact['fact']}" for fact in untouched if fact not in kept]
    figures = {
        "facts read on day 1": first,
        "current value stands": sum(current) / len(changes),
        "stale value stands": sum(stale) / len(changes),
        "untouched facts still stand": len(kept) / max(1, len(untouched)),
        "doubted facts": float(len(house.ledger.facts("uncertain"))),
    }
    return figures, wrong


def recalls(ledger: Ledger, facts: Rows, data: Path, block: str) -> dict[str, float]:
    """With all the block's facts in the ledger: is the right one recalled, and is anything where nothing should be?"""
    ids = {
        fact["id"]: ledger.add(fact["fact"], kind=fact["category"], trust="user_confirmed", confidence=1.0).id
        for fact in facts
    }
    first = any_place = asked = 0
    for fact in facts:
        for question in fact["ask"]:
            found = [each.id for each in recall(ledger, question)]
            asked, first, any_place = (
                asked + 1,
                first + (found[:1] == [ids[fact["id"]]]),
                any_place + (ids[fact["id"]] in found),
            )
    general = [row["ask"] for row in rows_of(data, "general", block)]
    chatter = [row["say"] if isinstance(row["say"], str) else row["say"][0] for row in rows_of(data, "chatter", block)]
    return {
        "right fact first": first / asked,
        "right fact recalled": any_place / asked,
        "general questions that recall a fact": sum(bool(recall(ledger, each)) for each in general) / len(general),
        "chatter that recalls a fact": sum(bool(recall(ledger, each)) for each in chatter) / max(1, len(chatter)),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--block", default="a")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    facts, changes = rows_of(chosen.data, "facts", chosen.block), rows_of(chosen.data, "updates", chosen.block)
    gold = {fact["say"][-1]: (fact["fact"], fact["category"]) for fact in facts}
    gold |= {change["say"]: (change["fact"], "other") for change in changes}
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder) / "updates")
        house.crew = ModelReader(chosen.model) if chosen.model else GoldReader(gold)
        figures, wrong = updates(house, facts, changes, gold=chosen.model is None)
        house.db.close()
        other = open_house(Path(folder) / "recall")
        found = {"updates": figures, "recall": recalls(other.ledger, facts, chosen.data, chosen.block)}
        other.db.close()
    for title, table in found.items():
        print(f"{title}, block {chosen.block}, {'read by the model' if chosen.model else 'gold sentences'}")
        for name, value in table.items():
            print(f"  {name:<40} {value:.3f}" if value <= 1 else f"  {name:<40} {value:.0f}")
    print(*wrong, sep="\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
