"""The scope of an adapter: which prompts it speaks to. What lies outside is answered by the bare model, bit for bit.

A scope is one linear probe on what the model itself makes of a message below the adapter's lowest layer, where both
are the same: the mean of the hidden states over the message's tokens. It is fitted at night on that night's rows
(what is about the user inside; general prompts, and prompts that bring their own facts along, outside), and it is
part of the adapter's file. After SERAC's scope classifier (Mitchell et al. 2022) and WISE's routing (Wang et al. 2024).
Promises: same rows, same scope; a scope sees the message alone and never the memories in the prompt. Knows no facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.model import blas
from engine.model.message import Message
from engine.model.prompt_cache import common_prefix
from engine.model.template import ChatTemplate
from engine.model.trunk import QuickTrunk, trunk_of

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)

WEIGHT, BIAS = "scope.weight", "scope.bias"
FEWEST = 8  # rows of either side: with less a probe of hundreds of weights would only learn them by heart
RIDGE = 1e-2  # on standardised features, against a mean loss of 1: any value from 1e-3 to 1e-1 does alike [measured]
ROUNDS = 12  # Newton steps; the loss is convex and settled after about eight
FOLLOW_UP = 6  # words: "And what does she do there?" belongs to the message before it
MOST = 160  # tokens of a message that are heard, its last ones: a pasted page ends with what is asked about it
KEPT = 4  # messages whose states are kept

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Scope:
    """`weight` (width,) and `bias` of the probe, at the input of block `layer`, fitted under the system prompt
    `opening`."""

    weight: Array
    bias: float
    layer: int
    opening: str

    @property
    def tensors(self) -> dict[str, Array]:
        """The probe as the adapter's file holds it."""
        return {WEIGHT: self.weight, BIAS: np.array([self.bias], dtype=np.float32)}

    def holds(self, mean: Array) -> bool:
        """Whether a message with this mean state, (width,), lies inside."""
        return float(mean.astype(np.float64) @ self.weight.astype(np.float64)) + self.bias > 0


def fit(means: Array, inside: Sequence[bool], layer: int, opening: str) -> Scope | None:
    """The scope that tells rows apart by their mean states, (rows, width); None where one side has too few.

    Logistic regression, both sides weighed alike, with a ridge; by Newton's method, so that nothing is left to chance.
    """
    marks = np.array(inside, dtype=bool)
    if min(marks.sum(), (~marks).sum()) < FEWEST:
        return None
    means = means.astype(np.float64)
    middle, spread = means.mean(0), means.std(0) + 1e-6
    known = np.concatenate([(means - middle) / spread, np.ones((len(means), 1))], axis=1)
    share = np.where(marks, 0.5 / marks.sum(), 0.5 / (~marks).sum())
    ridge = np.full(known.shape[1], RIDGE)
    ridge[-1] = 0.0
    found = np.zeros(known.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-np.clip(known @ found, -30, 30)))
        slope = known.T @ (share * (likely - marks)) + ridge * found
        bend = (known * (share * likely * (1 - likely))[:, None]).T @ known + np.diag(ridge + 1e-9)
        found -= np.linalg.solve(bend, slope)
    weight = (found[:-1] / spread).astype(np.float32)
    return Scope(weight, float(np.float32(found[-1] - middle @ (found[:-1] / spread))), layer, opening)


def means(states: Sequence[Any], prompts: Sequence[int]) -> Array:
    """The mean state of each row's prompt, (rows, width): of the first `prompts[n]` of `states[n]`, (tokens, width)."""
    found = [state[:length].astype(mx.float32).mean(0) for state, length in zip(states, prompts, strict=True)]
    return np.array(mx.stack(found))


def of(tensors: Mapping[str, Array], opening: str) -> Scope | None:
    """The scope in an adapter's tensors; None where it has none and speaks to everything."""
    if WEIGHT not in tensors:
        return None
    blocks = [int(name.split(".layers.")[1].split(".")[0]) for name in tensors if ".layers." in name]
    return Scope(tensors[WEIGHT], float(tensors[BIAS][0]), min(blocks), opening)


class Ear:
    """Hears what a message is like: its mean state at a block's input, read under a scope's opening."""

    def __init__(self, model: Any, template: ChatTemplate) -> None:
        self._model, self._template = model, template
        self._heads: dict[tuple[int, str], tuple[QuickTrunk, Any, int]] = {}
        self._heard: dict[tuple[int, str, str], Array] = {}  # one turn asks twice: what to recall, and who answers

    def forget(self) -> None:
        """Drop what is kept between messages: the opening's states, and those of the last messages."""
        self._heads.clear()
        self._heard.clear()

    def inside(self, scope: Scope, messages: Sequence[Message]) -> bool:
        """Whether the last user message lies inside; a short one that does not goes with the one before it."""
        said = [each.content for each in messages if each.role == "user"]
        if not said:
            return False
        if scope.holds(self.mean(said[-1], scope.layer, scope.opening)):
            return True
        follows = len(said) > 1 and len(said[-1].split()) <= FOLLOW_UP
        return follows and scope.holds(self.mean(said[-2], scope.layer, scope.opening))

    def mean(self, text: str, layer: int, opening: str) -> Array:
        """The mean state of `text`, (width,), up to where an answer would begin."""
        key = (layer, opening, text)
        if key not in self._heard:
            trunk, head, start = self._head(layer, opening)
            tokens = self._tokens(opening, text)[start:][-MOST:]
            while len(self._heard) >= KEPT:
                del self._heard[next(iter(self._heard))]
            self._heard[key] = means(trunk.lower(head, [tokens]), [len(tokens)])[0]
        return self._heard[key]

    def _head(self, layer: int, opening: str) -> tuple[QuickTrunk, Any, int]:
        if (layer, opening) not in self._heads:
            trunk = trunk_of(self._model, layer)
            if not isinstance(trunk, QuickTrunk):
                raise TypeError("a scope was fitted on a model whose layers cannot be run one by one")
            prefix = self.prefix(opening)
            self._heads[layer, opening] = trunk, trunk.begin(prefix), len(prefix)
        return self._heads[layer, opening]

    def prefix(self, opening: str) -> list[int]:
        """The tokens before any message that follows the system prompt `opening`."""
        first, second = self._tokens(opening, "a"), self._tokens(opening, "b")
        return first[: common_prefix(first, second)]

    def _tokens(self, opening: str, text: str) -> list[int]:
        return self._template.tokens([Message("system", opening), Message("user", text)])
