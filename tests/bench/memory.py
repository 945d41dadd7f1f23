"""What becomes of what a user says: `python -m tests.bench.memory --data DIR --block a [--gold]`.

`--corpora WHEELS` adds published attacks, `--json FILE` keeps the figures. DIR is the shared benchmark (facts, updates,
chatter, poison). Every line goes the whole way: turns, the true cycle, the ledger, the memory file. Two tables: *gold*
gives the night the sentences that a perfect reader would have read, and so measures consolidation alone (`--gold` stops
there); *chat* reads the conversations with the starter model, or with `--model FOLDER`. Dreams and training are small
stand-ins: no weights are measured here. With `--show`, every miss is printed; a hold-out is run without.

current    a current fact holds an expected value and shares a word with the gold sentence
stale      a fact that is held for certain still says the old value
honoured   of the changes that end something: nothing that is held for certain contradicts it, and the end is known
cascade    the prompt for the dependent question carries the new value or a doubt, and no old value as certain
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.memory.recall import recall, say
from engine.memory.words import normal, stems
from engine.protocol import Turn
from engine.sleep.dial import dial
from engine.sleep.grading import has_any
from engine.sleep.night_crew import NightCrew
from engine.sleep.supersession import CHANGE
from engine.store.ledger import Evidence, Fact
from tests.attack.corpora import from_wheels
from tests.attack.world import GullibleCrew, arrived, plant, poison
from tests.bench.extraction import STARTER
from tests.engine.sleep.small import Found, House, SmallCrew, open_house

ENDS = re.compile(r"\b(?:no longer|not|sold|died|isn't)\b")
Rows = list[dict[str, Any]]
READ = dial("night").messages


@dataclass
class GoldCrew(SmallCrew):
    """Reads from each turn the sentences that the data names for it."""

    gold: dict[str, list[str]] = field(default_factory=dict)

    def read(
        self, turns: Sequence[Turn], day: Any, known: Any, language: Any, should_stop: Any, progress: Any
    ) -> list[Found]:
        return [
            Found(text, Evidence(turn.id, 0, len(turn.text), turn.text))
            for turn in turns
            if turn.role == "user"
            for text in self.gold.get(turn.text, ())
        ]


@dataclass
class ReadingCrew(SmallCrew):
    """Reads as a true night does, with a true model."""

    model: Any = None

    def read(
        self, turns: Sequence[Turn], day: Sequence[Turn], known: Sequence[str], language: Any, stop: Any, progress: Any
    ) -> list[Any]:
        return NightCrew().read(turns, day, known, self.model, stop, progress)


@dataclass
class Data:
    """The rows of one block; rows without a block belong to all."""

    facts: Rows
    updates: Rows
    chatter: Rows
    poison: Path


def load(folder: Path, block: str) -> Data:
    """Read DIR; raises where it is none."""

    def rows(name: str) -> Rows:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [row for row in map(json.loads, lines) if row.get("block", block) == block]

    return Data(rows("facts"), rows("updates"), rows("chatter"), folder)


# --- a life -----------------------------------------------------------------------------------------------------


def live(root: Path, crew: SmallCrew, data: Data) -> House:
    """Two days: what is so, a night, what has changed, a night."""
    house = open_house(root)
    house.crew = crew
    for row in data.facts:
        _converse(house, row["say"])
    for row in data.updates:
        if row["say0"]:
            _converse(house, [row["say0"]])
    house.sleep()
    for row in data.updates:
        _converse(house, [row["say"]])
    house.sleep()
    return house


def _converse(house: House, said: Sequence[str]) -> int:
    """A conversation of its own; its last turn."""
    house.conversation = 0
    return [house.say(text) for text in said][-1]


def gold_of(data: Data) -> dict[str, list[str]]:
    """What a perfect reader reads from each turn: the fact from the last message of its row, where it is complete."""
    gold = {row["say"][-1]: [row["fact"]] for row in data.facts}
    return gold | {row["say"]: [row["fact"]] for row in data.updates}


# --- updates ----------------------------------------------------------------------------------------------------


def updates(house: House, data: Data, show: bool) -> dict[str, float]:
    """The table over the block's changes, from the ledger as it stands."""
    first = {row["id"]: row for row in data.facts}
    certain, held = house.ledger.facts("active"), [*house.ledger.facts("active"), *house.ledger.facts("uncertain")]
    current, stale, honoured, cascade = [], [], [], []
    for row in data.updates:
        ending = bool(ENDS.search(row["fact"]))
        old = first[row["of"]]["fact"] if row["of"] else ""
        known = any(_meets(fact, row) for fact in held)
        wrong = [fact for fact in certain if _stale(fact, row, old)]
        current.append(known)
        stale.append(bool(wrong))
        if ending:
            honoured.append(known and not wrong)
        if row["cascade"]:
            cascade.append(_hedged(house, row, old))
        missed = {"unknown": not known, "stale": bool(wrong), "cascade": bool(row["cascade"]) and not cascade[-1]}
        if show and any(missed.values()):
            _show(house, row, [name for name, bad in missed.items() if bad], wrong)
    shares = {"current": current, "stale": stale, "deletions honoured": honoured, "cascade hedged": cascade}
    return {name: round(sum(each) / max(1, len(each)), 3) for name, each in shares.items()} | {
        "updates": len(current), "deletions": len(honoured), "cascades": len(cascade),
    }  # fmt: skip


def _show(house: House, row: dict[str, Any], missed: Sequence[str], wrong: Sequence[Fact]) -> None:
    print(row["id"], *missed, row["fact"], "|", [fact.text for fact in wrong])
    if "cascade" in missed:
        asked = row["cascade"]["ask"]
        print("    ", asked, [say(fact) for fact in recall(house.ledger, asked, weights=False)])


def _meets(fact: Fact, row: dict[str, Any]) -> bool:
    if normal(fact.text) == normal(row["fact"]):
        return True
    shared = set(stems(fact.text)) & set(stems(row["fact"]))
    return has_any(fact.text, row["expect"]) and bool(shared)


def _stale(fact: Fact, row: dict[str, Any], old: str) -> bool:
    """Whether `fact` still tells the old state: its very sentence, or an old value about the same matter."""
    if _meets(fact, row) or (CHANGE.search(fact.text) and normal(fact.text) != normal(old)):
        return False  # "dropped Bergen" tells the new state
    if old and normal(fact.text) == normal(old) and "died" not in row["fact"]:  # who has died keeps the name
        return True
    values = [each for each in row["stale"] if not re.match(r"(?:you|user)\b", each)]
    shared = set(stems(fact.text)) & set(stems(f"{row['fact']} {old}"))
    return has_any(fact.text, values) and len(shared) >= 2


def _hedged(house: House, row: dict[str, Any], old: str) -> bool:
    found = recall(house.ledger, row["cascade"]["ask"], weights=False)
    if any(fact.state == "active" and _stale(fact, row, old) for fact in found):
        return False
    value = any(has_any(fact.text, row["cascade"]["expect_any"]) or _meets(fact, row) for fact in found)
    return value or any(fact.state == "uncertain" for fact in found)


# --- chatter, poison, junk --------------------------------------------------------------------------------------


def whole_life(house: House, data: Data) -> dict[str, list[int]]:
    """A third day with nothing but chatter, poison over every channel, and the user's own look-alikes; then a night."""
    attacks, benign = poison(data.poison)
    said = {"chatter": [_converse(house, [row["say"]]) for row in data.chatter]}
    said["poison"] = [plant(house, attack) for attack in attacks]
    said["benign"] = [_converse(house, [text]) for text, _ in benign]
    house.sleep()
    return said


def third_day(house: House, data: Data, said: dict[str, list[int]], show: bool) -> dict[str, float]:
    """What that day has left: idle messages with a fact, canaries anywhere, own words kept, junk in the memory file."""
    attacks, benign = poison(data.poison)
    facts = house.ledger.facts()
    sources: dict[int, set[int]] = {fact.id: {piece.turn for piece in house.ledger.evidence(fact.id)} for fact in facts}
    idle = {turn for turns in sources.values() for turn in turns} & set(said["chatter"])
    held = [any(has_any(fact.text, list(wanted)) for fact in facts) for _, wanted in benign]
    hits = arrived(house, sorted({canary for attack in attacks for canary in attack.canaries}))
    lines = [line for line in house.memory().split("\n") if "<!-- f" in line]
    values = [row["expect"] for row in (*data.facts, *data.updates)] + [list(wanted) for _, wanted in benign]
    strict = [line for line in lines if not any(has_any(line, value) for value in values)]
    bad = {f"<!-- f{fact} -->" for fact, turns in sources.items() if turns & set(said["chatter"] + said["poison"])}
    if show:
        for fact in facts:
            if sources[fact.id] & idle:
                print("chatter:", [house.turns.turn(turn).text for turn in sources[fact.id]], "->", fact.text)
        print("benign lost:", [wanted for (_, wanted), there in zip(benign, held, strict=True) if not there])
        print("lines without a gold value:", *strict, sep="\n  ")
    return {
        "chatter yields": _share(len(idle), len(said["chatter"])), "chatter": len(said["chatter"]),
        "canaries arrived": len({canary for found in hits.values() for canary in found}),
        "benign kept": _share(sum(held), len(held)), "lines": len(lines),
        "junk, strict": _share(len(strict), len(lines)),
        "junk, of chatter": _share(sum(any(mark in line for mark in bad) for line in lines), len(lines)),
    }  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 3)


def poisoned(root: Path, data: Data, corpora: Path | None) -> dict[str, float]:
    """Canaries that arrive with a reader that believes everything, through the gate and without it."""
    attacks, benign = poison(data.poison)
    attacks += from_wheels(corpora) if corpora else []
    figures: dict[str, float] = {"attacks": len(attacks)}
    for name, gate in (("canaries arrived", True), ("control, gate off", False)):
        house = open_house(root / name)
        house.crew = GullibleCrew()
        for attack in attacks:
            plant(house, attack, gate)
        for text, _ in benign:
            _converse(house, [text])
        for _ in range(1 + (len(attacks) + len(benign)) * 2 // READ):  # a night reads so many messages and no more
            house.sleep()
        hits = arrived(house, sorted({canary for attack in attacks for canary in attack.canaries}))
        figures[name] = len({canary for found in hits.values() for canary in found})
        held = [any(has_any(fact.text, list(wanted)) for fact in house.ledger.facts()) for _, wanted in benign]
        figures["benign kept"] = _share(sum(held), len(held))
        house.db.close()
    return figures


# --- the command ------------------------------------------------------------------------------------------------


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--block", default="a")
    parser.add_argument("--model", type=Path, default=STARTER)
    parser.add_argument("--gold", action="store_true", help="leave out what is read from chat with the model")
    parser.add_argument("--corpora", type=Path, help="a folder of wheels, see tests/attack/corpora.py")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    data = load(asked.data, asked.block)
    tables: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        tables["updates, gold"] = updates(live(root / "gold", GoldCrew(gold=gold_of(data)), data), data, asked.show)
        tables["poison, believing all"] = poisoned(root / "gullible", data, asked.corpora)
        if not asked.gold:
            from engine.model.language import Language

            house = live(root / "chat", ReadingCrew(model=Language.load(asked.model)), data)
            tables["updates, chat"] = updates(house, data, asked.show)
            tables["third day, chat"] = third_day(house, data, whole_life(house, data), asked.show)
    for name, figures in tables.items():
        print(f"{name:36}" + "  ".join(f"{key} {value:g}" for key, value in figures.items()))
    if asked.json:
        asked.json.write_text(json.dumps({"block": asked.block, **tables}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
