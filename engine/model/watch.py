"""Watching a training by rows that it does not see: which weights did best, and when to give up.

Promises: pure bookkeeping; what it knows goes into a checkpoint and comes back from it, so that an interrupted run
keeps the same weights; of equal scores the later one counts. Refuses to know how a score is made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Watch:
    """`patience` looks without a better score end the training (0: never)."""

    patience: int = 0
    losses: dict[int, float] = field(default_factory=dict)
    tensors: Mapping[str, Any] = field(default_factory=dict)

    def note(self, step: int, loss: float, tensors: Mapping[str, Any]) -> None:
        """The score after `step` (nats a token), with the weights that made it. A score that is no number is none."""
        self.losses[step] = loss
        if self.best == step:
            self.tensors = tensors

    @property
    def best(self) -> int:
        """The step whose weights are kept; 0 where nobody looked."""
        sound = {step: loss for step, loss in self.losses.items() if math.isfinite(loss)}
        return min(sorted(sound, reverse=True), key=lambda step: sound[step], default=0)

    @property
    def over(self) -> bool:
        """Whether the scores have not become better for too long."""
        since = sum(step > self.best for step in self.losses)
        return 0 < self.patience <= since

    @property
    def marks(self) -> list[tuple[int, float]]:
        """The scores, for a checkpoint."""
        return sorted(self.losses.items())

    def restore(self, marks: Sequence[Sequence[float]], tensors: Mapping[str, Any]) -> None:
        """Go on from what a checkpoint holds."""
        self.losses, self.tensors = {int(step): float(loss) for step, loss in marks}, tensors
