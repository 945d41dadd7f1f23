"""A finished adapter on a model's linear layers: put on, taken off, never fused. (`lora.py` is how one is trained.)

Promises that the base weights are not touched: taken off, the model is the very same objects as before. Tensors are
named by their module's path in the model, "model.layers.3.self_attn.q_proj.lora_a", here and in every adapter file.
Two adapters on one layer are one of the summed rank (their `lora_a` and scaled `lora_b` side by side): fast on slow
needs no second kind of layer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import Bug
from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)
import mlx.nn as nn  # noqa: E402
from mlx.utils import tree_unflatten  # noqa: E402

LINEAR = (nn.Linear, nn.QuantizedLinear)


class LoRALinear(nn.Module):  # type: ignore[misc]  # mlx ships no types
    """`linear(x) + scale * (x @ lora_a) @ lora_b`; shapes (in, rank) and (rank, out). Hu et al., 2021."""

    def __init__(self, linear: Any, lora_a: Any, lora_b: Any, scale: float) -> None:
        super().__init__()
        self.linear, self.lora_a, self.lora_b, self.scale = linear, lora_a, lora_b, scale

    def __call__(self, x: Any) -> Any:
        """The layer's output for `x` of shape (…, in), in the type of `x`."""
        return self.linear(x) + (self.scale * ((x @ self.lora_a) @ self.lora_b)).astype(x.dtype)


def targets(model: Any, layers: int = 0, keys: Sequence[str] = ()) -> dict[str, tuple[int, int]]:
    """The linear layers an adapter can sit on, by path, with their (in, out) sizes, in the model's order.

    `layers` counts from the last block (0 = all); `keys` are paths inside a block ("self_attn.q_proj"; none = all).
    """
    first = len(model.layers) - layers if layers else 0
    found = {}
    for path, module in model.named_modules():
        linear = module.linear if isinstance(module, LoRALinear) else module
        block, key = _place(path)
        if isinstance(linear, LINEAR) and block >= first and (not keys or key in keys):
            found[path] = _sizes(linear)
    return dict(sorted(found.items(), key=lambda item: (_place(item[0]), item[0])))


def stacked(layers: Sequence[tuple[Mapping[str, Any], float]]) -> tuple[dict[str, Any], float]:
    """Several adapters (tensors and scale) as one of the summed rank: their `lora_a` side by side, their scaled
    `lora_b` one below the other, and the scale that is left (that of a single one, else 1)."""
    if len(layers) == 1:
        return dict(layers[0][0]), layers[0][1]
    found: dict[str, Any] = {}
    for path in sorted({name.rsplit(".", 1)[0] for tensors, _ in layers for name in tensors}):
        pairs = [(tensors[f"{path}.lora_a"], tensors[f"{path}.lora_b"] * scale)
                 for tensors, scale in layers if f"{path}.lora_a" in tensors]  # fmt: skip
        found[f"{path}.lora_a"] = mx.concatenate([one for one, _ in pairs], axis=1)
        found[f"{path}.lora_b"] = mx.concatenate([other for _, other in pairs], axis=0)
    return found, 1.0


def attach(model: Any, tensors: Mapping[str, Any], scale: float) -> None:
    """Put the adapter `tensors` ("PATH.lora_a", "PATH.lora_b") on a bare model, with one `scale` for all."""
    linears = {path: module for path, module in model.named_modules() if isinstance(module, LINEAR)}
    paths = [name.removesuffix(".lora_a") for name in tensors if name.endswith(".lora_a")]
    if len(tensors) != 2 * len(paths) or any(path not in linears for path in paths):
        raise Bug("adapter tensors do not fit this model; adapters.load checks that")
    layers = [(p, LoRALinear(linears[p], tensors[p + ".lora_a"], tensors[p + ".lora_b"], scale)) for p in paths]
    model.update_modules(tree_unflatten(layers))


def detach(model: Any) -> list[tuple[str, Any]]:
    """Take the adapter off; the linear layers are those that were there before it. Returns what `put_back` wants."""
    worn = [(path, module) for path, module in model.named_modules() if isinstance(module, LoRALinear)]
    if worn:
        model.update_modules(tree_unflatten([(path, module.linear) for path, module in worn]))
    return worn


def put_back(model: Any, worn: list[tuple[str, Any]]) -> None:
    """Put on again what `detach` took off."""
    if worn:
        model.update_modules(tree_unflatten(worn))


def _place(path: str) -> tuple[int, str]:
    """(block number, path inside the block) of a module path; block -1 outside the blocks."""
    parts = path.split(".")
    for place, part in enumerate(parts):
        if part == "layers" and parts[place + 1 : place + 2] and parts[place + 1].isdigit():
            return int(parts[place + 1]), ".".join(parts[place + 2 :])
    return -1, path


def _sizes(linear: Any) -> tuple[int, int]:
    outputs, inputs = linear.weight.shape
    return (inputs * 32 // linear.bits if isinstance(linear, nn.QuantizedLinear) else inputs), outputs
