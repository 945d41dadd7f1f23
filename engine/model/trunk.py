"""Running a model in pieces: the shared prefix once a batch, the layers below the lowest trained one once a night.

`trunk_of` gives the quick way for the llama-like shapes that it knows and the plain way for every other mlx-lm model;
both promise the same hidden states up to rounding. Knows no losses and no rows beyond their tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (the BLAS must be loaded first)
import mlx.nn as nn  # noqa: E402

KNOWN = ("llama", "qwen2", "qwen3", "mistral")  # layer(h, mask, cache), embed_tokens, layers, norm; one kind of mask


class Trunk(Protocol):
    """What the trainer asks of a model."""

    def begin(self, prefix: Sequence[int]) -> Any:
        """What is kept of the shared prefix."""
        ...

    def lower(self, head: Any, rows: Sequence[Sequence[int]]) -> list[mx.array]:
        """What is kept of each row after the prefix: (tokens, width) states, or the tokens themselves."""
        ...

    def upper(self, head: Any, states: Sequence[mx.array], length: int) -> mx.array:
        """The last hidden states of a batch of rows, padded on the right: (rows, length, width)."""
        ...

    def logits(self, hidden: mx.array) -> mx.array:
        """(n, width) to (n, vocabulary)."""
        ...


class _Keep:
    """A layer cache that holds one prefix's keys and values."""

    offset = 0
    keys: mx.array
    values: mx.array

    def update_and_fetch(self, keys: mx.array, values: mx.array) -> tuple[mx.array, mx.array]:
        self.keys, self.values = keys, values
        return keys, values


class _After:
    """A layer cache for a batch of rows that all follow the same prefix; functional, so gradients pass through."""

    def __init__(self, prefix: _Keep, rows: int, offset: int) -> None:
        self.prefix, self.rows, self.offset = prefix, rows, offset

    def update_and_fetch(self, keys: mx.array, values: mx.array) -> tuple[mx.array, mx.array]:
        return self._join(self.prefix.keys, keys), self._join(self.prefix.values, values)

    def _join(self, first: mx.array, rest: mx.array) -> mx.array:
        return mx.concatenate([mx.broadcast_to(first, (self.rows, *first.shape[1:])), rest], axis=2)


class _Head:
    """The prefix at the first trained layer, and the frozen layers' caches of it."""

    def __init__(self, state: mx.array, below: list[_Keep]) -> None:
        self.state, self.below = state, below


class QuickTrunk:
    """The way for llama-like models: `first` is the lowest layer that is trained."""

    def __init__(self, model: nn.Module, first: int) -> None:
        self.model, self.inner, self.first = model, model.model, first

    def begin(self, prefix: Sequence[int]) -> _Head:
        """See `Trunk.begin`."""
        below = [_Keep() for _ in range(self.first)]
        state = self.inner.embed_tokens(mx.array([list(prefix)], dtype=mx.int32))
        state = self._through(state, self.inner.layers[: self.first], below) if prefix else state
        mx.eval(state)
        return _Head(state, below)

    def lower(self, head: Any, rows: Sequence[Sequence[int]]) -> list[mx.array]:
        """See `Trunk.lower`."""
        longest = max(map(len, rows))
        padded = mx.array([[*row, *[0] * (longest - len(row))] for row in rows])  # causal: what follows cannot matter
        caches = self._after(head, head.below, len(rows))
        state = self._through(self.inner.embed_tokens(padded), self.inner.layers[: self.first], caches)
        kept = [state[place, : len(row)] for place, row in enumerate(rows)]
        mx.eval(kept)
        return kept

    def upper(self, head: Any, states: Sequence[mx.array], length: int) -> mx.array:
        """See `Trunk.upper`."""
        hidden = mx.stack([mx.pad(state, [(0, length - state.shape[0]), (0, 0)]) for state in states])
        above: list[_Keep] = [_Keep() for _ in self.inner.layers[self.first :]]
        if head.state.shape[1]:
            self._through(head.state, self.inner.layers[self.first :], above)
        caches = self._after(head, above, len(states))
        last: mx.array = self.inner.norm(self._through(hidden, self.inner.layers[self.first :], caches))
        return last

    def logits(self, hidden: mx.array) -> mx.array:
        """See `Trunk.logits`."""
        return _output(self.model, hidden)

    @staticmethod
    def _after(head: _Head, kept: list[_Keep], rows: int) -> Sequence[_After | None]:
        offset = head.state.shape[1]
        return [_After(keep, rows, offset) if offset else None for keep in kept]

    @staticmethod
    def _through(state: mx.array, layers: Sequence[nn.Module], caches: Sequence[object]) -> mx.array:
        mask = "causal" if state.shape[1] > 1 else None
        for layer, cache in zip(layers, caches, strict=True):
            state = layer(state, mask, cache)
        return state


class PlainTrunk:
    """The way for any other model: everything is run every time."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model

    def begin(self, prefix: Sequence[int]) -> list[int]:
        """See `Trunk.begin`."""
        return list(prefix)

    def lower(self, head: Any, rows: Sequence[Sequence[int]]) -> list[mx.array]:
        """See `Trunk.lower`."""
        return [mx.array([*head, *row]) for row in rows]

    def upper(self, head: Any, states: Sequence[mx.array], length: int) -> mx.array:
        """See `Trunk.upper`."""
        whole = length + len(head)
        tokens = mx.stack([mx.pad(state, (0, whole - state.shape[0])) for state in states])
        last: mx.array = self.model.model(tokens)[:, len(head) :]
        return last

    def logits(self, hidden: mx.array) -> mx.array:
        """See `Trunk.logits`."""
        return _output(self.model, hidden)


def _output(model: nn.Module, hidden: mx.array) -> mx.array:
    head = getattr(model, "lm_head", None)
    scores: mx.array = head(hidden) if head is not None else model.model.embed_tokens.as_linear(hidden)
    return scores


def trunk_of(model: nn.Module, first: int) -> Trunk:
    """The quick way where the model's shape is known, else the plain one."""
    sliding = any(getattr(layer, "use_sliding", False) for layer in model.layers)
    if getattr(model, "model_type", "") in KNOWN and not sliding:
        return QuickTrunk(model, first)
    return PlainTrunk(model)
