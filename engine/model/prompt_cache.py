"""What the model has already read, so that it need not read it again.

`PrefixMemory` serves the night: results depend on the tokens alone, to the last bit, whatever was asked before.
`ConversationMemory` serves the chat: it keeps answers too, as they were generated. Both belong to one model with one
adapter; `Language` drops them when the adapter changes. Neither knows text.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import Bug
from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)
from mlx_lm.models.cache import (  # noqa: E402
    LRUPromptCache,
    can_trim_prompt_cache,
    make_prompt_cache,
    trim_prompt_cache,
)

STRIDE = 32  # tokens; reading in fixed strides makes a prefix's cache the same however it was reached
STRIDE_GPU = 128  # the same where short strides leave the processor idle
PREFILL = 256  # tokens read between two looks at `stop`: about one second on two cores
PREFIXES = 3  # prompts of the night kept at once: extraction, judging, exam
CONVERSATIONS = 8  # conversations kept at once
CONVERSATION_BYTES = 1 << 30  # of key-value cache kept for conversations


def read(model: Any, tokens: Sequence[int], cache: list[Any]) -> None:
    """Append `tokens` to `cache`, at once, without computing logits."""
    if tokens:
        model(mx.array(list(tokens))[None], cache=cache)
        mx.eval([part.state for part in cache])


def common_prefix(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens both begin with."""
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        count += 1
    return count


@dataclass
class _Prefix:
    tokens: list[int]  # always whole strides
    cache: list[Any]


class PrefixMemory:
    """Caches of the last few prompts, cut at whole strides."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._stride = STRIDE if mx.default_device() == mx.cpu else STRIDE_GPU
        self._prefixes: list[_Prefix] = []  # least recently used first
        self.tokens_read = 0  # all tokens ever computed here; tests and benches look at it

    def clear(self) -> None:
        """Forget everything."""
        self._prefixes.clear()

    @contextlib.contextmanager
    def holding(self, tokens: Sequence[int]) -> Iterator[list[Any]]:
        """A cache that holds exactly `tokens`, to be written to until the block ends."""
        prefix = self._prefix(list(tokens[: len(tokens) // self._stride * self._stride]))
        rest = list(tokens[len(prefix.tokens) :])
        read(self._model, rest, prefix.cache)
        self.tokens_read += len(rest)
        yield prefix.cache  # what the block writes is cut off when the prefix is used again

    def _prefix(self, whole: list[int]) -> _Prefix:
        prefix = self._nearest(whole)
        for start in range(len(prefix.tokens), len(whole), self._stride):
            read(self._model, whole[start : start + self._stride], prefix.cache)
            prefix.tokens = whole[: start + self._stride]
            self.tokens_read += self._stride
        if prefix.tokens:
            self._prefixes = [*[p for p in self._prefixes if p is not prefix], prefix][-PREFIXES:]
        return prefix

    def _nearest(self, whole: list[int]) -> _Prefix:
        """The kept prefix that agrees longest with `whole`, cut to what agrees; a new one where little would stay."""
        best, agrees = None, 0
        for prefix in self._prefixes:
            shared = common_prefix(prefix.tokens, whole) // self._stride * self._stride
            if shared > agrees:
                best, agrees = prefix, shared
        if best is not None and 2 * agrees >= len(best.tokens) and self._cut(best, agrees):
            return best
        return _Prefix([], make_prompt_cache(self._model))

    def _cut(self, prefix: _Prefix, length: int) -> bool:
        """Shorten `prefix` to `length` tokens; where its kind of cache cannot, it is forgotten, and False returned."""
        excess = prefix.cache[0].size() - length
        if excess == 0:
            return True
        if excess < 0 or not can_trim_prompt_cache(prefix.cache):
            self._prefixes = [p for p in self._prefixes if p is not prefix]
            return False
        trim_prompt_cache(prefix.cache, excess)
        prefix.tokens = prefix.tokens[:length]
        return True


class ConversationMemory:
    """Caches of the last few conversations, each with all that was said in it."""

    def __init__(self, model: Any, most_bytes: int = CONVERSATION_BYTES) -> None:
        self._model = model
        self._most_bytes = most_bytes
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._kept = LRUPromptCache(max_size=CONVERSATIONS, max_bytes=self._most_bytes)

    def take(self, tokens: list[int]) -> tuple[list[Any], int]:
        """A cache to go on from, and how many of `tokens` it holds: the longest known prefix, the last token never."""
        cache, rest = self._kept.fetch_nearest_cache("", tokens)
        held = len(tokens) - len(rest)
        if cache is not None and held == len(tokens):
            held = held - 1 if can_trim_prompt_cache(cache) and trim_prompt_cache(cache, 1) else 0
        if cache is None or held == 0:
            return make_prompt_cache(self._model), 0
        return cache, held

    def keep(self, tokens: list[int], cache: list[Any]) -> None:
        """Remember `cache`, which holds exactly `tokens`."""
        if can_trim_prompt_cache(cache) and cache[0].size() != len(tokens):
            raise Bug(f"a cache of {cache[0].size()} tokens was kept as one of {len(tokens)}")
        if tokens:
            self._kept.insert_cache("", tokens, cache)
