"""Training rows: what the trainer learns from, as tokens. A row is one prompt and one answer.

Promises that a row's tokens are exactly what chat would feed the model, and that the loss begins at the answer. Knows
the tokenizer and its chat template, and nothing of facts, dreams or MLX.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.errors import Bug
from engine.model.message import Message

STEP = 8  # tokens: row lengths are padded up to a multiple of this, so that few shapes occur


@dataclass(frozen=True)
class Row:
    """One row: `tokens` of prompt and answer; the loss is on `tokens[answer_start:]`.

    `kind` is the dream's kind; rows with `teacher` are also held to the base model's own distribution. `weight`
    scales the row's loss.
    """

    tokens: tuple[int, ...]
    answer_start: int
    kind: str
    weight: float = 1.0
    teacher: bool = False

    @property
    def places(self) -> int:
        """How many tokens have a loss."""
        return len(self.tokens) - self.answer_start


class Speaker(Protocol):
    """What is needed of a language: its own way of writing a conversation down."""

    def tokens(self, messages: Sequence[Message], add_generation: bool = True) -> list[int]:
        """The token ids up to where the answer begins."""
        ...

    def answer_tokens(self, messages: Sequence[Message], answer: str) -> list[int]:
        """The token ids of the answer, its end included."""
        ...


def make_row(
    speaker: Speaker, messages: Sequence[Message], answer: str, kind: str, *,
    weight: float = 1.0, teacher: bool = False,
    longest_answer: int = 0,
) -> Row:  # fmt: skip
    """The row of `messages` answered by `answer`; over `longest_answer` tokens (0: any) it is cut, without end."""
    prompt, spoken = speaker.tokens(messages), speaker.answer_tokens(messages, answer)
    if not spoken or not prompt:
        raise Bug("a row needs a prompt and an answer")
    if longest_answer:
        spoken = spoken[:longest_answer]
    return Row(tuple(prompt + spoken), len(prompt), kind, weight, teacher)


def shared_prefix(rows: Sequence[Row]) -> int:
    """How many first tokens all rows have in common, leaving at least one prompt token to each."""
    if not rows:
        return 0
    shortest = min(row.answer_start for row in rows) - 1
    first = rows[0].tokens
    for place in range(shortest):
        if any(row.tokens[place] != first[place] for row in rows):
            return place
    return max(shortest, 0)


def plan(rows: Sequence[Row], epochs: int, batch: int, seed: int) -> list[tuple[int, ...]]:
    """The batches of all epochs, as row numbers: rows of like length together, in an order that only `seed` decides."""
    batches: list[tuple[int, ...]] = []
    for epoch in range(epochs):
        draw = random.Random(f"{seed}/{epoch}")
        order = list(range(len(rows)))
        draw.shuffle(order)
        order.sort(key=lambda number: -(-len(rows[number].tokens) // STEP))  # stable: the shuffle stays within a length
        cut = [tuple(order[at : at + batch]) for at in range(0, len(order), batch)]
        draw.shuffle(cut)
        batches += cut
    return batches


def data_hash(rows: Sequence[Row], *extra: object) -> str:
    """The SHA-256 of the rows and whatever else decides the result."""
    digest = hashlib.sha256(repr(extra).encode())
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()


def parts(rows: Sequence[Row], numbers: Sequence[int], most: int) -> list[list[int]]:
    """`numbers` in groups of at most `most` rows of like length, always the same ones."""
    order = sorted(numbers, key=lambda number: (len(rows[number].tokens), number))
    return [order[start : start + most] for start in range(0, len(order), most)]
