"""A batch's gradient in lanes: parts of it side by side, each on an MLX stream of its own.

About a third of a training step is no matrix product and runs on one core whatever the BLAS may use. On two cores, two
lanes with one BLAS thread each take an eighth less processor time than one lane with two, and do 1.08 times the work a
second (median of seven pairs, .96 to 1.25). Promises: the parts depend on the batch and the number of lanes alone, and
are summed in their order, so the same machine makes the same bits. Knows no rows beyond their lengths.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (the BLAS must be loaded first)
import mlx.nn as nn  # noqa: E402
from mlx.utils import tree_map  # noqa: E402

MOST = 4  # lanes: with eight rows a batch, more would leave each a single row
Loss = Callable[[tuple[int, ...]], mx.array]


def fitting() -> int:
    """The lanes for this machine: one a core up to `MOST`; a single one where a GPU does the work."""
    if mx.default_device().type != mx.DeviceType.cpu:
        return 1
    return max(1, min(MOST, os.cpu_count() or 1))


def split(lengths: Sequence[int], lanes: int) -> list[list[int]]:
    """The places of `lengths` (tokens) in up to `lanes` groups of about the same work, rows of like length together."""
    return _halved(sorted(range(len(lengths)), key=lambda place: lengths[place]), lengths, lanes)


def _halved(order: list[int], lengths: Sequence[int], lanes: int) -> list[list[int]]:
    if lanes < 2 or len(order) < 2:
        return [order]
    more = lanes // 2  # of the lanes, for the first part

    def slowest(cut: int) -> float:  # of the two parts, each padded to its longest row
        return max(cut * lengths[order[cut - 1]] / more, (len(order) - cut) * lengths[order[-1]] / (lanes - more))

    cut = min(range(1, len(order)), key=slowest)
    return _halved(order[:cut], lengths, more) + _halved(order[cut:], lengths, lanes - more)


class Lanes:
    """The loss and gradient of a batch. `loss` is the mean over the places of some rows, by their numbers; `lengths`
    and `places` are each row's tokens and the places of it that have a loss."""

    def __init__(self, model: nn.Module, loss: Loss, lengths: Sequence[int], places: Sequence[int], count: int) -> None:
        self._lengths, self._places = lengths, places
        self._gradient = nn.value_and_grad(model, lambda numbers, share: loss(numbers) * share)
        self._streams = [mx.new_stream(mx.default_device()) for _ in range(count)] if count > 1 else []

    def alone(self) -> AbstractContextManager[None]:
        """While steps run: each lane has one BLAS thread, since two callers of a threaded one wait for one another."""
        return blas.one_thread() if self._streams else nullcontext()

    def __call__(self, numbers: tuple[int, ...]) -> tuple[mx.array, Any]:
        """The mean loss over all places of the rows `numbers`, and its gradient by parameter; not yet evaluated where
        there is one lane."""
        if not self._streams or len(numbers) < 2:
            whole: tuple[mx.array, Any] = self._gradient(numbers, 1.0)
            return whole
        groups = split([self._lengths[number] for number in numbers], len(self._streams))
        parts = [tuple(numbers[place] for place in group) for group in groups]
        total = sum(self._places[number] for number in numbers)
        found = []
        for part, stream in zip(parts, self._streams, strict=False):  # fewer rows than lanes: some stay empty
            with mx.stream(stream):
                found.append(self._gradient(part, sum(self._places[number] for number in part) / total))
        mx.eval(found)
        loss, gradient = found[0]
        for more, others in found[1:]:
            loss, gradient = loss + more, tree_map(mx.add, gradient, others)
        return loss, gradient
