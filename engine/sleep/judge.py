"""The judge: does a clause state a lasting fact about the user's own life?

A logistic sum of plain signs in the clause and of what the model makes of it: for the model that `head` was fitted to,
a probe on its hidden states; for others, its own yes or no (log-odds of a few-shot prompt,
`resources/prompts/judge.txt`; a model whose weight is 0 is not asked), with weights in
`resources/words/judge_weights.json`. Both are fitted by `fit_judge` and `fit_head` of `tests/bench` on messages of our
own, never on the shared benchmark. Promises: every sign can be read off the clause and is named in the reason. Refuses
to know where the clause came from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from engine.sleep import head
from engine.sleep.clauses import Clause
from engine.sleep.signs import signs

CLIP = 1.5  # nats of model log-odds that count at most: a small model's certainty is worth no more
ACCEPT = 0.60  # probability from which a clause is a fact: what is missed is told again, what is false stays


class Scorer(Protocol):
    """The part of `Language` that the judge needs; `halfway` only of the model that `head` was fitted to."""

    @property
    def parameters(self) -> int:
        """How many weights the model has."""

    def raw_scores(self, prefix: str, options: list[str]) -> list[float]:
        """Log-probabilities in nats of each option after the plain text `prefix`."""


@dataclass(frozen=True)
class Judgement:
    """`probability` that the clause is a lasting fact; `signs` found, `log_odds` of the model (nats)."""

    probability: float
    signs: tuple[str, ...]
    log_odds: float
    bar: float = ACCEPT

    @property
    def accepted(self) -> bool:
        """Whether it is probable enough."""
        return self.probability >= self.bar

    def reason(self) -> str:
        """One line for `dormouse explain`."""
        verdict = "lasting" if self.accepted else "not lasting"
        return f"{verdict} ({self.probability:.2f}): model {self.log_odds:+.1f}, {', '.join(self.signs) or 'no signs'}"


@cache
def weights() -> dict[str, float]:
    """The fitted weights by sign, with "bias" and "model" (per nat); a sign without a weight counts nothing."""
    raw = (files("resources") / "words" / "judge_weights.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, float])


@cache
def few_shot() -> str:
    """The examples before the clause."""
    return (files("resources") / "prompts" / "judge.txt").read_text(encoding="utf-8")


def model_log_odds(text: str, language: Scorer) -> float:
    """log P(yes)/P(no) that the model gives for the clause, in nats, within ± `CLIP`."""
    yes, no = language.raw_scores(f"{few_shot()}Sentence: {text}\nLasting fact about the user's life:", [" yes", " no"])
    return max(-CLIP, min(CLIP, yes - no))


def weigh(found: tuple[str, ...], log_odds: float, by: dict[str, float]) -> float:
    """The probability of "lasting" from signs and the model's log-odds."""
    total = by.get("bias", 0.0) + by.get("model", 0.0) * log_odds + sum(by.get(sign, 0.0) for sign in found)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def judge(clause: Clause, language: Scorer) -> Judgement:
    """The judgement of one clause that was not refused. What the user asked to remember is always a fact."""
    found = signs(clause)
    probe = None if clause.explicit else head.of(language)
    if probe is not None:
        odds = probe.odds(clause.text, language)
        return Judgement(weigh(found, odds, {**probe.signs, "model": 1.0}), found, odds, head.ACCEPT)
    by = weights()
    margin = by.get("bias", 0.0) + sum(by.get(sign, 0.0) for sign in found)
    reach = CLIP * by.get("model", 0.0)
    decided = clause.explicit or reach == 0 or abs(margin) > reach  # the model could not tip it: not asked
    log_odds = 0.0 if decided else model_log_odds(clause.text, language)
    return Judgement(1.0 if clause.explicit else weigh(found, log_odds, by), found, log_odds)
