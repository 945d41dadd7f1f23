"""Whether dreams are sound and various: the round trip, how alike the questions are, and an open-book sample.

Promises: the round trip and the figures are pure; the sample asks the base model a few questions with the right fact in
its prompt, which tells whether the questions can be answered at all. Refuses to drop what only a small model misses.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Protocol

from engine.model.message import Message
from engine.prompt import system_prompt, system_text
from engine.sleep.crew import Row
from engine.sleep.grading import holds, value_words
from engine.sleep.questions import view
from engine.sleep.wording import read
from engine.store.ledger import Fact

SAMPLE = 8  # questions asked with the fact in the prompt: about two seconds on two cores
ABLE = 10**9  # parameters from which a model that cannot answer with the fact in view says something about the question
TOKENS = 24  # of an answer


class Answerer(Protocol):
    """What the sample needs of a language."""

    parameters: int

    def answers(
        self,
        conversations: Sequence[Sequence[Message]],
        *,
        max_tokens: int = 64,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """The likeliest answer to each."""
        ...


def round_trip(rows: Sequence[Row], facts: Mapping[int, Fact]) -> list[Row]:
    """`rows`, those of them dropped whose answer does not hold the value of the one fact that they ask for."""
    values = {number: value_words(view(read(fact.text))) for number, fact in facts.items()}
    return [
        replace(row, kept=False, reason="the answer lacks its value")
        if row.kept and row.kind == "view" and not all(holds(row.answer, values[fact]) for fact in row.parents)
        else row
        for row in rows
    ]


def diversity(rows: Sequence[Row]) -> dict[str, float]:
    """How various the kept views' questions are: the share of distinct word pairs, and the mean overlap (shared words
    by all words) of two questions of the same fact. Nothing where nothing is to be compared."""
    by_fact: dict[tuple[int, ...], list[list[str]]] = {}
    for row in rows:
        if row.kept and row.kind == "view":
            by_fact.setdefault(row.parents, []).append(re.findall(r"[\w']+", row.messages[-1].content.casefold()))
    pairs = [pair for texts in by_fact.values() for words in texts for pair in pairwise(words)]
    overlaps = [_overlap(one, other) for texts in by_fact.values() for one, other in combinations(texts, 2)]
    found = {"distinct word pairs": len(set(pairs)) / len(pairs)} if pairs else {}
    if overlaps:
        found["overlap of questions"] = sum(overlaps) / len(overlaps)
    return {name: round(value, 4) for name, value in found.items()}


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    both = {*one, *other}
    return len({*one} & {*other}) / len(both) if both else 0.0


def open_book(
    rows: Sequence[Row], facts: Mapping[int, Fact], language: Answerer, seed: int, stop: Callable[[], bool]
) -> tuple[list[Row], dict[str, float]]:
    """A few views asked with their fact in the prompt: the rows, and how many were asked and answered.

    From `ABLE` parameters on, a row that was not answered so is dropped."""
    places = [at for at, row in enumerate(rows) if row.kept and row.kind == "view" and len(row.parents) == 1]
    asked = sorted(random.Random(f"open book/{seed}").sample(places, min(SAMPLE, len(places))))
    prompts = [_open(rows[at], facts[rows[at].parents[0]]) for at in asked]
    answers = language.answers(prompts, max_tokens=TOKENS, stop=stop) if asked else []
    kept, right = list(rows), 0
    for at, answer in zip(asked, answers, strict=True):
        known = holds(answer, value_words(view(read(facts[rows[at].parents[0]].text))))
        right += known
        if not known and language.parameters >= ABLE:
            kept[at] = replace(rows[at], kept=False, reason="not to be answered with the fact in view")
    return kept, {"asked open book": float(len(asked)), "answered open book": float(right)} if asked else {}


def _open(row: Row, fact: Fact) -> list[Message]:
    return [Message("system", system_text(system_prompt(), [fact.text])), row.messages[-1]]
