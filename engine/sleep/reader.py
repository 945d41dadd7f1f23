"""How a large model reads a message: a prompt, JSON lines in answer, and a check that each line is grounded.

Promises: a line counts only where its value and its quotation stand in the message and its sentence is about the user;
all else comes back with the reason. Refuses to know small models: for those `judge` weighs what rules have found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import msgspec

from engine.model.message import Message
from engine.sleep.sentences import BLANK, own_words

MAX_TOKENS = 400  # of an answer: about eight facts
MAX_FACT = 240  # characters of one sentence
KINDS = frozenset(
    str.split("family health pets travel work home food hobby schedule preference possession history other")
)


class Reads(Protocol):
    """The part of `Language` that reading needs."""

    @property
    def parameters(self) -> int:
        """How many weights the model has."""

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        """Log-probabilities in nats of each option after the plain text `prefix`."""

    def answer(self, messages: Sequence[Message], *, max_tokens: int = 64) -> str:
        """The greedy answer to a conversation."""


@dataclass(frozen=True)
class Line:
    """One fact that the model listed; `start` and `end` are its quotation's place in the message."""

    text: str
    value: str
    kind: str
    start: int
    end: int
    confidence: float
    reason: str
    accepted: bool


class _Listed(msgspec.Struct):
    fact: str
    value: str = ""
    quote: str = ""
    kind: str = "other"


def read_turn(text: str, language: Reads, known: Mapping[str, str]) -> list[Line]:
    """The facts that the model lists for one message of the user; `known` are names with their relations."""
    system = (files("resources") / "prompts" / "read_turn.txt").read_text(encoding="utf-8")
    if known:
        people = ", ".join(f"{name} ({relation})" for name, relation in sorted(known.items())[:40])
        system += f"\nPeople and animals the user has named before: {people}\n"
    answer = language.answer(
        [Message("system", system), Message("user", f"<message>\n{text}\n</message>")], max_tokens=MAX_TOKENS
    )
    return [_checked(listed, text) for listed in _parsed(answer)]


def _parsed(answer: str) -> list[_Listed]:
    """The objects in an answer; what is no such object is passed over, since models like to chat around them."""
    found = []
    for line in re.findall(r"\{[^{}\n]*\}", answer):
        try:
            found.append(msgspec.json.decode(line, type=_Listed))
        except msgspec.DecodeError:
            continue
    return found


def _checked(listed: _Listed, text: str) -> Line:
    """The line with its place in the message, refused where it is not grounded there."""
    plain = text.replace("’", "'").lower()
    quote, value = listed.quote.replace("’", "'").lower().strip(), listed.value.replace("’", "'").lower().strip()
    start = plain.find(quote) if quote else -1
    end = start + len(quote)
    why = ""
    if not listed.fact.startswith("The user") or len(listed.fact) > MAX_FACT or "\n" in listed.fact:
        why = "not a sentence about the user"
    elif start < 0 or not value or not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", plain):
        why = "not grounded in the message"
    elif value not in listed.fact.replace("’", "'").lower():
        why = "the value is not in the sentence"
    elif BLANK in own_words(text)[start:end]:
        why = "quoted words"
    kind = listed.kind if listed.kind in KINDS else "other"
    if start < 0:
        start = end = 0
    fact = listed.fact.rstrip(".") + "."
    return Line(
        fact, listed.value.strip(), kind, start, end, 0.0 if why else 0.9, why or "listed by the model", not why
    )
