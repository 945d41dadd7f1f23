"""Low-rank pairs beside a model's linear layers, for training.

`attach` puts them in, `Attached.detach` takes them out again and leaves the model as it was. Tensor names are those of
`overlay.py` and the adapter files ("model.layers.3.mlp.up_proj.lora_a"). Refuses to know rows, losses and files.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (the BLAS must be loaded first)
import mlx.nn as nn  # noqa: E402
from mlx.utils import tree_flatten  # noqa: E402

from engine.errors import Bug  # noqa: E402
from engine.model.arithmetic import swiglu  # noqa: E402
from engine.model.overlay import LINEAR, LoRALinear  # noqa: E402

ATTENTION = ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj")
PERCEPTRON = ("mlp.gate_proj", "mlp.up_proj", "mlp.down_proj")


class LowRank(nn.Module):  # type: ignore[misc]  # mlx ships no types
    """y = linear(x) + scale * (x a) b, with `a` (inputs, rank) and `b` (rank, outputs); `b` begins at zero.

    `linear` may wear a finished adapter, which stays as it is: fast upon slow."""

    def __init__(self, linear: Any, rank: int, scale: float, key: mx.array) -> None:
        super().__init__()
        plain = linear.linear if isinstance(linear, LoRALinear) else linear
        outputs, inputs = plain.weight.shape
        if isinstance(plain, nn.QuantizedLinear):
            inputs = inputs * 32 // plain.bits
        self.linear, self.scale = linear, scale
        bound = 1 / math.sqrt(inputs)
        self.lora_a = mx.random.uniform(-bound, bound, (inputs, rank), key=key)
        self.lora_b = mx.zeros((rank, outputs))

    def __call__(self, x: mx.array) -> mx.array:
        """The layer's output for `x` of shape (…, inputs); the scale goes onto the small matrix, the sum is fused."""
        y = self.linear(x)
        return mx.addmm(y, x @ self.lora_a, self.lora_b * self.scale).astype(y.dtype)


class QuickPerceptron(nn.Module):  # type: ignore[misc]
    """A gated perceptron block with our own SwiGLU: same children, same names, same numbers to 1e-5."""

    def __init__(self, block: Any) -> None:
        super().__init__()
        self.gate_proj, self.up_proj, self.down_proj = block.gate_proj, block.up_proj, block.down_proj

    def __call__(self, x: mx.array) -> mx.array:
        """The block's output, of the shape of `x`."""
        y: mx.array = self.down_proj(swiglu(self.gate_proj(x), self.up_proj(x)))
        return y


@dataclass(frozen=True)
class Attached:
    """What `attach` has changed in `model`, so that `detach` can put it back."""

    model: Any
    places: tuple[tuple[Any, str, Any], ...]

    def detach(self) -> None:
        """Put the original modules back, the newest change first."""
        for parent, name, original in reversed(self.places):
            setattr(parent, name, original)

    def tensors(self) -> dict[str, mx.array]:
        """The pairs by name: {"model.layers.3.mlp.up_proj.lora_a": (inputs, rank), …}."""
        return dict(sorted(tree_flatten(self.model.trainable_parameters())))


def attach(model: Any, *, first: int, keys: Sequence[str], rank: int, scale: float, seed: int, quick: bool) -> Attached:
    """Give layers `first` and above a pair at each of `keys`, and freeze all else. `quick` swaps SwiGLU blocks."""
    model.freeze()
    places: list[tuple[Any, str, Any]] = []
    draws = mx.random.split(mx.random.key(seed), len(model.layers) * len(keys))
    for number, layer in enumerate(model.layers):
        if quick:
            places.append((layer, "mlp", layer.mlp))
            layer.mlp = QuickPerceptron(layer.mlp)
        if number < first:
            continue
        for place, key in enumerate(keys):
            parent, name = _find(layer, key)
            original = getattr(parent, name)
            if not isinstance(original, (*LINEAR, LoRALinear)):
                raise Bug(f"{key} of layer {number} is no linear layer, or is being trained already")
            places.append((parent, name, original))
            pair = LowRank(original, rank, scale, draws[number * len(keys) + place])
            setattr(parent, name, pair)
            pair.unfreeze(keys=["lora_a", "lora_b"], recurse=False)
    return Attached(model, tuple(places))


def _find(layer: Any, key: str) -> tuple[Any, str]:
    parent = layer
    *path, name = key.split(".")
    for part in path:
        parent = getattr(parent, part)
    return parent, name
