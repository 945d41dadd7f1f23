"""A training between two steps as bytes: weights, optimizer, the best weights so far, and where it stands.

Promises: what is read is what was written, or None. Refuses to know what is trained. (safetensors, with JSON in its
header's metadata.)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors.numpy

Tensors = Mapping[str, np.ndarray[Any, Any]]
_ABOUT = "dormouse"  # the key of the header's metadata


@dataclass(frozen=True)
class Checkpoint:
    """The three sets of tensors by name, and `about`: whatever else JSON can hold."""

    weights: Tensors
    optimizer: Tensors
    best: Tensors
    about: dict[str, Any]

    def to_bytes(self) -> bytes:
        """All of it in one piece."""
        named = {"weights": self.weights, "optimizer": self.optimizer, "best": self.best}
        held = {f"{part}.{name}": value for part, tensors in named.items() for name, value in tensors.items()}
        return safetensors.numpy.save(held, metadata={_ABOUT: json.dumps(self.about)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Checkpoint | None:
        """What `to_bytes` made; None where it is damaged or of another kind."""
        try:
            held = safetensors.numpy.load(data)
            size = int.from_bytes(data[:8], "little")
            about = json.loads(json.loads(data[8 : 8 + size])["__metadata__"][_ABOUT])
        except (ValueError, KeyError, safetensors.SafetensorError):
            return None
        parts: dict[str, dict[str, Any]] = {"weights": {}, "optimizer": {}, "best": {}}
        for key, value in held.items():
            part, _, name = key.partition(".")
            parts.get(part, {})[name] = value
        return cls(parts["weights"], parts["optimizer"], parts["best"], about)
