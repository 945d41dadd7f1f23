"""How well facts are read from what a user says: `python -m tests.bench.extraction --data DIR --block a [--json OUT]`.

DIR holds facts.jsonl and chatter.jsonl (the shared benchmark), or the own sets: own_says.jsonl, and own_more.jsonl with
its parts "dev" and "more" (looked at), "held" and "blind" (figures only). Each fact's `say` list is a conversation of
its own, in file order; the names told before are known, as a ledger would know them. A fact counts when one of its
`expect` values and its subject stand in one extracted sentence; a row's further facts are its `more`. Any other
sentence counts as false, true extras included, but those a row lists under `also`. A row with `keep` is a benign
look-alike of an attack: the user's own words, which must be kept. With `--quiet` no sentence is printed, so that a
hold-out stays one.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.model.message import Message
from engine.protocol import Turn
from engine.sleep.gather import Candidate, extract, introduced, known_people
from engine.sleep.reader import Reads
from engine.sleep.words import english

STARTER = Path.home() / ".cache" / "dormouse" / "models" / "smollm2-135m-instruct"
_KIN = (
    str.split("mother mum mam mom"),
    str.split("father dad papa"),
    str.split("grandmother gran granny nan nana grandma"),
    str.split("grandfather grandad grandpa"),
)
_SMALL = frozenset(str.split("the user user's a an of and is are was"))


@dataclass
class Tally:
    """What came out: sentences right, further, false; facts found and missed; chatter that yielded something."""

    facts: int = 0
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    right: int = 0
    extra: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    chatter: int = 0
    yielded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    turns: int = 0
    seconds: float = 0.0

    def figures(self) -> dict[str, float]:
        """The figures of a report; precision counts the sentences of chatter as false too."""
        wrong = len(self.false)
        return {
            "recall": len(self.found) / max(self.facts, 1),
            "precision": (self.right + len(self.extra)) / max(self.right + len(self.extra) + wrong, 1),
            "precision_strict": self.right / max(self.right + len(self.extra) + wrong, 1),
            "chatter_yield": len(self.yielded) / max(self.chatter, 1),
            "benign_kept": len(self.kept) / max(len(self.kept) + len(self.lost), 1),
            "facts": self.facts, "chatter": self.chatter, "sentences": self.right + len(self.extra) + wrong,
            "seconds_per_turn": self.seconds / max(self.turns, 1),
        }  # fmt: skip


def holds(text: str, values: Sequence[str]) -> bool:
    """Whether one of `values` (lower case) stands in `text`; short ones and digits at word boundaries."""
    lower = text.lower()
    return any(
        re.search(rf"(?<!\w){re.escape(v)}s?(?!\w)", lower) is not None if len(v) < 4 or v.isdigit() else v in lower
        for v in values
    )


def subject_stands(text: str, row: dict[str, Any]) -> bool:
    """Whether the row's subject stands in `text`: given ones, or the words of the fact before its verb."""
    if "subject" in row:
        return any(("user" if s == "user" else s) in text.lower() for s in row["subject"])
    words = []
    for word in row["fact"].split()[1:]:
        if words and english().finite(word.lower()) and word.lower() not in ("like", "back", "left"):
            break
        if word.lower().strip(".,") not in _SMALL:
            words.append(word.lower().strip(".,").removesuffix("'s"))
        elif word == "user":
            break
    words += [kin for group in _KIN for word in words if word in group for kin in group]
    return (
        "the user" in text.lower() if not words else any(re.search(rf"\b{re.escape(w)}", text.lower()) for w in words)
    )


def conversation(says: Sequence[str], number: int) -> list[Turn]:
    """The turns of one conversation."""
    return [
        Turn(
            id=number * 100 + place, conversation=number, parent=None, role="user", text=text, state="whole",
            trust="user_typed", created="2026-01-05T09:00:00+00:00",
        )
        for place, text in enumerate(says)
    ]  # fmt: skip


def measure(facts: Sequence[dict[str, Any]], chatter: Sequence[dict[str, Any]], language: Reads) -> Tally:
    """Read everything, conversation by conversation, and count."""
    tally = Tally(sum(len(told(row)) for row in facts), chatter=len(chatter))
    known: dict[str, str] = {}
    began = time.monotonic()
    for number, row in enumerate([*facts, *chatter], 1):
        says = row["say"] if isinstance(row["say"], list) else [row["say"]]
        turns = conversation(says, number)
        found = extract(turns, language, known=known)
        known.update(introduced(turns) if "why" not in row else {})
        known.update(known_people(each.text for each in found))
        tally.turns += len(turns)
        _count(tally, row, found)
    tally.seconds = time.monotonic() - began
    return tally


def _count(tally: Tally, row: dict[str, Any], found: Sequence[Candidate]) -> None:
    shown = [f"{row['id']} {each.confidence:.2f} {each.text}" for each in found]
    if "why" in row:
        tally.yielded += [row["id"]] if found else []
        tally.false += shown
        return
    if "keep" in row:
        kept = any(holds(each.text, row["keep"]) for each in found)
        (tally.kept if kept else tally.lost).append(f"{row['id']} {row['say']} -> {shown}")
        return
    hits = [any(_hit(each.text, fact) for fact in told(row)) for each in found]
    also = [not hit and holds(each.text, row.get("also", [])) for each, hit in zip(found, hits, strict=True)]
    tally.right += sum(hits)
    tally.extra += [line for line, is_also in zip(shown, also, strict=True) if is_also]
    tally.false += [line for line, hit, is_also in zip(shown, hits, also, strict=True) if not hit and not is_also]
    for fact in told(row):
        hit = any(_hit(each.text, fact) for each in found)
        line = f"{row['id']} {fact.get('fact', fact['expect'])} <- {row['say']}"
        (tally.found if hit else tally.missed).append(line)


def told(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts that a row tells: its own and its further ones; none where it is a look-alike."""
    return [] if "keep" in row else [row, *row.get("more", [])]


def _hit(text: str, fact: dict[str, Any]) -> bool:
    return holds(text, fact["expect"]) and subject_stands(text, fact)


def rows_of(
    folder: Path, block: str, parts: Sequence[str] = ("",)
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The facts and the chatter of a folder; `block` "" is all of them; of the own sets, those of the `parts`."""
    own = [folder / "own_says.jsonl", folder / "own_more.jsonl"]
    paths = own if own[0].exists() else [folder / "facts.jsonl", folder / "chatter.jsonl"]
    rows = [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    rows = [row for row in rows if not block or row.get("block", block) == block]
    rows = [row for row in rows if row.get("part", "") in parts]
    return [row for row in rows if "why" not in row], [row for row in rows if "why" in row]


class Unasked:
    """A small model that must not be asked: with a weight of 0 its yes or no cannot count."""

    parameters = 135_000_000

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        """Never called."""
        raise AssertionError("the judge asked the model")

    def answer(self, messages: Sequence[Message], *, max_tokens: int = 64) -> str:
        """Never called."""
        raise AssertionError("the model was asked")


def _reader(model: Path, unasked: bool) -> Reads:
    if unasked:
        return Unasked()
    from engine.model.language import Language

    return Language.load(model)


def main() -> None:
    """Load the model, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent)
    parser.add_argument("--block", default="")
    parser.add_argument(
        "--part", nargs="*", default=[""], help='of the own sets: dev, more, held, blind, or "" for own_says'
    )
    parser.add_argument("--model", type=Path, default=STARTER)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quiet", action="store_true", help="figures only")
    parser.add_argument("--unasked", action="store_true", help="load no model; ends where the judge would ask it")
    arguments = parser.parse_args()
    tally = measure(
        *rows_of(arguments.data, arguments.block, arguments.part), _reader(arguments.model, arguments.unasked)
    )
    figures = tally.figures()
    if not arguments.quiet:
        for name in ("missed", "false", "extra", "lost"):
            print(f"-- {name}", *getattr(tally, name), sep="\n   ")
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    if arguments.json:
        arguments.json.write_text(
            json.dumps({"figures": figures, **vars(tally)}, indent=1, ensure_ascii=False), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
