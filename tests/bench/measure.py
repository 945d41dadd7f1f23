"""What a memory is worth: held-out questions about a block of facts, look-alikes, contexts and general probes, graded
alike for all.

Reads a folder with facts.jsonl and general.jsonl (formats: the bench data's README). Questions go to the model with
our own short system prompt and nothing about the user, unless `system` says otherwise. Substrings are matched at word
boundaries.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from engine.model.language import Language
from engine.model.message import Message
from engine.prompt import system_prompt
from engine.sleep.grading import denies, has_any
from engine.store.ledger import Fact

TOKENS = 32  # of an answer


@dataclass(frozen=True)
class Data:
    """One user's facts (rows of facts.jsonl) and the general probes."""

    facts: list[dict[str, Any]]
    general: list[dict[str, Any]]

    @property
    def questions(self) -> list[str]:
        """All questions, in the order in which `marks` reads the answers."""
        rows = self.facts
        return [
            *(text for row in rows for text in row["ask"]),
            *(near["ask"] for row in rows for near in row["near"]),
            *(row["context"]["say"] for row in rows),
            *(row["ask"] for row in self.general),
        ]


def load(folder: Path, block: str, facts: int = 0, general: int = 0, skip: int = 0) -> Data:
    """Block `block` of `folder`, all of it or `facts` evenly drawn ones; "o" is our own tuning set beside this file."""
    source = Path(__file__).with_name("own_facts.jsonl") if block == "o" else folder / "facts.jsonl"
    rows = [row for row in map(json.loads, source.read_text(encoding="utf-8").splitlines()) if row["block"] == block][
        skip:
    ]
    step = len(rows) // facts if facts else 1
    probes = [json.loads(line) for line in (folder / "general.jsonl").read_text(encoding="utf-8").splitlines()]
    return Data(
        rows[::step][: facts or len(rows)], probes[:: max(1, len(probes) // general)][:general] if general else probes
    )


def as_facts(data: Data) -> list[Fact]:
    """The `fact` sentences as the ledger would hold them; nothing else of the rows is looked at."""
    return [
        Fact(
            number,
            row["fact"],
            row["category"],
            "",
            "",
            "",
            "active",
            "user_confirmed",
            1.0,
            "",
            "",
            None,
            False,
            "prompt",
            0,
            "",
        )
        for number, row in enumerate(data.facts, 1)
    ]


@dataclass(frozen=True)
class Answers:
    """What was answered, how surprising a fixed text is, and how long it took."""

    texts: list[str]
    perplexity: float
    seconds: float


def answers(language: Language, data: Data, system: str | None = None) -> Answers:
    """Every question, each in a conversation of its own."""
    began = time.monotonic()
    head = Message("system", system if system is not None else system_prompt())
    texts = language.answers([[head, Message("user", text)] for text in data.questions], max_tokens=TOKENS)
    return Answers(texts, language.perplexity(fixed_text()), time.monotonic() - began)


def fixed_text() -> str:
    """The prose whose perplexity is measured."""
    return files("resources").joinpath("perplexity.txt").read_text(encoding="utf-8")


def marks(data: Data, answered: Answers) -> dict[str, list[bool]]:
    """Right or wrong by kind; `near` is True where a look-alike got the fact's value, `denied` a told fact."""
    texts = iter(answered.texts)
    found: dict[str, list[bool]] = {
        key: [] for key in ("direct", "indirect", "denied", "near", "near_denied", "context", "general")
    }
    for row in data.facts:
        for place, _ in enumerate(row["ask"]):
            text = next(texts)
            last = place == len(row["ask"]) - 1
            found["indirect" if last else "direct"].append(has_any(text, row["expect"]))
            found["denied"].append(denies(text))
    for row in data.facts:
        for near in row["near"]:
            text = next(texts)
            found["near"].append(has_any(text, near["forbid"]))
            found["near_denied"].append(denies(text))
    found["context"] = [has_any(next(texts), row["context"]["expect"]) for row in data.facts]
    found["general"] = [has_any(next(texts), row["expect"]) for row in data.general]
    return found


def columns(data: Data, base: Answers, after: Answers) -> dict[str, float]:
    """The figures of one arm; contexts and general answers as a share of what the base got right."""
    first, then = marks(data, base), marks(data, after)
    return {
        "recall": share(then["direct"] + then["indirect"]), "direct": share(then["direct"]),
        "indirect": share(then["indirect"]),
        "near false": share(then["near"]), "near denied": share(then["near_denied"]),
        "false denial": share(then["denied"]),
        "context wins": kept(first["context"], then["context"]),
        "general kept": kept(first["general"], then["general"]),
        "perplexity": after.perplexity / base.perplexity - 1,
    }  # fmt: skip


def share(marked: Sequence[bool]) -> float:
    """The share that is True."""
    return sum(marked) / len(marked) if marked else 0.0


def kept(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Of those that were right before, the share that still is."""
    return share([new for old, new in zip(before, after, strict=True) if old])


def table(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(row.get(name, "")) for name in names) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    return (
        f"{value:.3f}"
        if isinstance(value, float) and abs(value) < 10
        else f"{value:.0f}"
        if isinstance(value, float)
        else str(value)
    )


Say = Callable[[str], None]
