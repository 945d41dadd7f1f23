"""Choosing the next token from a model's log-probabilities.

Knows one way for temperature 0, the likeliest, and one for all others: the nucleus among the `MOST` likeliest. mlx-lm's
own nucleus sorts the whole vocabulary, 6 ms a token on two cores, a tenth of a small model's time; this takes 1 ms.
"""

from __future__ import annotations

from collections.abc import Callable

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)

RECENT = 64  # tokens of an answer in which a repetition counts
MOST = 64  # tokens considered; what lies beyond is noise even where a nucleus of 0.95 would reach it


def sampler(temperature: float, top_p: float) -> Callable[[mx.array], mx.array]:
    """A function from log-probabilities (rows, vocabulary) to token ids (rows,); it draws from MLX's random state.

    Considered are the fewest tokens whose probabilities sum to `top_p` (Holtzman et al., 2019), `MOST` at most.
    """
    if temperature <= 0:
        return lambda logprobs: mx.argmax(logprobs, axis=-1)

    def draw(logprobs: mx.array) -> mx.array:
        tokens, kept = _likeliest(logprobs)
        before = mx.cumsum(mx.exp(kept), axis=-1, inclusive=False)
        nucleus = mx.where(before < top_p, kept, -mx.inf)
        chosen = mx.random.categorical(nucleus / temperature)
        return mx.take_along_axis(tokens, chosen[:, None], axis=-1)[:, 0]

    return draw


def against_repetition(penalty: float, prompt: int) -> Callable[[mx.array, mx.array], mx.array]:
    """A function from (tokens so far, logits (1, vocabulary)) to logits, for mlx-lm's `logits_processors`.

    What the answer said in its last `RECENT` tokens becomes less likely by `penalty` > 1 (Keskar et al., 2019). The
    first `prompt` tokens are the prompt's, and do not count: facts quoted there may well be said.
    """

    def punish(tokens: mx.array, logits: mx.array) -> mx.array:
        said = tokens[max(prompt, tokens.size - RECENT) :]
        if said.size:
            found = logits[:, said]
            logits[:, said] = mx.where(found < 0, found * penalty, found / penalty)
        return logits

    return punish


def _likeliest(logprobs: mx.array) -> tuple[mx.array, mx.array]:
    """The likeliest tokens of each row, likeliest first, and their log-probabilities in float32."""
    most = min(MOST, logprobs.shape[-1])
    tokens = mx.argpartition(logprobs, kth=-most, axis=-1)[:, -most:]
    kept = mx.take_along_axis(logprobs, tokens, axis=-1).astype(mx.float32)
    order = mx.argsort(-kept, axis=-1)
    return mx.take_along_axis(tokens, order, axis=-1), mx.take_along_axis(kept, order, axis=-1)
