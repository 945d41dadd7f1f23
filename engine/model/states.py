"""What a model makes of a text halfway: the hidden states of a lower layer, for probes that were fitted to them.

Promises: a pure function of model and text, computed text by text, so that what else is asked changes no bit; only the
layers below the one asked for are run. Refuses to know what a probe reads off them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)


def states(model: Any, tokens: Sequence[int], layer: int) -> list[float]:
    """The mean over all tokens, and the last token's, of the residual stream after `layer` layers: twice the width.

    Only for llama-like models (`model.model.embed_tokens`, `model.model.layers`); `tokens` must not be empty.
    """
    inner = model.model
    hidden = inner.embed_tokens(mx.array([list(tokens)]))
    for block in inner.layers[:layer]:
        hidden = block(hidden, "causal", None)
    both: Any = mx.concatenate([hidden[0].mean(axis=0), hidden[0, -1]]).astype(mx.float32).tolist()
    return list(both)
