"""Arithmetic that MLX lacks on the CPU: its `exp` costs 12 ns an element there, an addition 0.25 ns (measured).

Promises the same numbers as the library's functions to about 1e-5, with gradients, several times faster in training.
Knows nothing of models or rows.
"""

from __future__ import annotations

from typing import Any

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (the BLAS must be loaded first)

SQUARINGS = 7  # exp(x) = (1 + y + y²/2)^(2^7), y = x / 2^7: relative error about x³/98,000, rounding about 1e-5
WIDEST = 30.0  # a sigmoid is 0 or 1 to float32 beyond this


def exp(x: mx.array) -> mx.array:
    """e^x for |x| <= `WIDEST`, by squarings; any shape."""
    y = x * (1.0 / (1 << SQUARINGS))
    power = 1.0 + y * (1.0 + y * 0.5)
    for _ in range(SQUARINGS):
        power = power * power
    return power


@mx.custom_function
def _swiglu(gate: mx.array, up: mx.array) -> tuple[mx.array, mx.array]:
    sigmoid = 1.0 / (1.0 + exp(-mx.clip(gate, -WIDEST, WIDEST)))
    return gate * sigmoid * up, sigmoid


@_swiglu.vjp
def _swiglu_vjp(
    primals: tuple[mx.array, mx.array], cotangents: tuple[mx.array, mx.array], outputs: tuple[mx.array, mx.array]
) -> tuple[mx.array, mx.array]:
    gate, up = primals
    sigmoid = outputs[1]  # kept from the way forward: computing it again would cost as much as a matrix product
    swish = gate * sigmoid
    return cotangents[0] * up * (sigmoid + swish - swish * sigmoid), cotangents[0] * swish


def swiglu(gate: mx.array, up: mx.array) -> mx.array:
    """silu(gate) * up, element by element; the gradient reuses the sigmoid."""
    both: Any = _swiglu(gate, up)
    result: mx.array = both[0]
    return result


FLOOR = -25.0  # logits this far under the top weigh less than float32 can add (e^-25 = 1.4e-11)


def _soft(logits: mx.array) -> tuple[mx.array, mx.array]:
    top = mx.stop_gradient(logits.max(axis=-1, keepdims=True))
    weights = exp(mx.maximum(logits - top, FLOOR))
    return weights, top


@mx.custom_function
def _log_sum_exp(logits: mx.array) -> tuple[mx.array, mx.array]:
    weights, top = _soft(logits)
    total = weights.sum(axis=-1, keepdims=True)
    return (top + mx.log(total))[..., 0], weights / total


@_log_sum_exp.vjp
def _log_sum_exp_vjp(
    primal: mx.array, cotangents: tuple[mx.array, mx.array], outputs: tuple[mx.array, mx.array]
) -> mx.array:
    return cotangents[0][..., None] * outputs[1]


def log_sum_exp(logits: mx.array) -> mx.array:
    """log of the sum of e^logits over the last axis: (n, vocabulary) to (n)."""
    both: Any = _log_sum_exp(logits)
    result: mx.array = both[0]
    return result


def divergence(base: mx.array, mine: mx.array) -> mx.array:
    """KL(base || mine) in nats for each place, from log-probabilities (places, top); the rest is one bucket."""
    weights = mx.exp(base)
    left = mx.maximum(1.0 - weights.sum(axis=-1), 1e-6)
    mine_left = mx.maximum(1.0 - mx.exp(mine).sum(axis=-1), 1e-6)
    return (weights * (base - mine)).sum(axis=-1) + left * (mx.log(left) - mx.log(mine_left))
