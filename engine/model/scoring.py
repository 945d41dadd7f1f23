"""How likely given words are: log-probabilities of answers, of options, of a text.

Logits are computed for the scored tokens only, and options are scored side by side after one reading of their prompt.
A pure function of the tokens: nothing asked before changes a bit. Units are nats.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from engine.model import blas
from engine.model.message import Score
from engine.model.prompt_cache import PrefixMemory

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)
from mlx_lm.models.cache import make_prompt_cache  # noqa: E402

ROWS = 8  # options side by side: each costs a copy of the prompt's key-value cache
WINDOW = 256  # tokens whose logits are held at once


def scores(model: Any, memory: PrefixMemory, prompt: list[int], answers: Sequence[list[int]]) -> list[Score]:
    """The score of each of `answers` (token ids, none empty) after `prompt` (at least one token)."""
    inputs = sorted({tuple(answer[:-1]) for answer in answers})  # yes and no differ in their last token: one row
    logprobs: dict[tuple[int, ...], Any] = {}
    with memory.holding(prompt[:-1]) as cache:
        for start in range(0, len(inputs), ROWS):
            rows = inputs[start : start + ROWS]
            logprobs.update(zip(rows, _logprobs(model, cache, prompt[-1], rows), strict=True))
        return [_score(logprobs[tuple(answer[:-1])], answer) for answer in answers]


def perplexity(model: Any, tokens: list[int]) -> float:
    """exp of the mean negative log-probability of all `tokens` but the first; at least two are needed."""
    cache = make_prompt_cache(model)
    total = 0.0
    for start in range(0, len(tokens) - 1, WINDOW):
        targets = mx.array(tokens[start + 1 : start + 1 + WINDOW])
        logits = model(mx.array(tokens[start : start + targets.size])[None], cache=cache)
        total -= _picked(_log_softmax(logits)[0], targets).sum().item()
    return math.exp(total / (len(tokens) - 1))


def _logprobs(model: Any, cache: list[Any], last: int, rows: list[tuple[int, ...]]) -> list[Any]:
    """Per row, the log-probabilities at each place: (places, vocabulary), after `last` and the row's tokens."""
    if len(rows) > 1 and not all(hasattr(part, "merge") for part in cache):
        return [found for row in rows for found in _logprobs(model, cache, last, [row])]
    longest = max(len(row) for row in rows)
    padded = mx.array([[last, *row, *[0] * (longest - len(row))] for row in rows])  # the causal mask hides what follows
    shared = [part.merge([part] * len(rows)) for part in cache] if len(rows) > 1 else deepcopy(cache)
    found = _log_softmax(model(padded, cache=shared))
    mx.eval(found)
    return [found[place] for place in range(len(rows))]


def _score(logprobs: Any, answer: list[int]) -> Score:
    targets = mx.array(answer)
    found = logprobs[: len(answer)]
    greedy = mx.all(mx.argmax(found, axis=-1) == targets)
    return Score(_picked(found, targets).sum().item(), len(answer), bool(greedy.item()))


def _log_softmax(logits: Any) -> Any:
    logits = logits.astype(mx.float32)
    return logits - mx.logsumexp(logits, axis=-1, keepdims=True)


def _picked(logprobs: Any, targets: Any) -> Any:
    return mx.take_along_axis(logprobs, targets[:, None], axis=-1)[:, 0]
