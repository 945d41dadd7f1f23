"""A model that says exactly what it is told to, through a real key-value cache; for what random weights never say."""

from __future__ import annotations

from typing import Any

import mlx.core as mx
from mlx_lm.models.cache import KVCache


class Scripted:
    """Answers every prompt of `prompt` tokens with `script`. `calls` are the lengths it was given."""

    def __init__(self, prompt: int, script: list[int], words: int) -> None:
        self.prompt, self.script, self.words = prompt, script, words
        self.layers = [None]
        self.calls: list[int] = []

    def make_cache(self) -> list[KVCache]:
        return [KVCache()]

    def __call__(self, tokens: Any, cache: list[KVCache]) -> Any:
        length = tokens.shape[1]
        self.calls.append(length)
        held = cache[0].offset
        cache[0].update_and_fetch(mx.zeros((1, 1, length, 1)), mx.zeros((1, 1, length, 1)))
        places = [held + place + 1 - self.prompt for place in range(length)]
        said = [self.script[place] if 0 <= place < len(self.script) else self.script[-1] for place in places]
        return mx.array([[[10.0 if word == one else 0.0 for word in range(self.words)] for one in said]])
