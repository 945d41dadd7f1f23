"""How far a training is along its schedule, and how that is made shorter while it runs.

Promises: pure bookkeeping; what is left of a schedule that is cut is gone through faster, without a jump; its cuts go
into a checkpoint and come back from it, so that an interrupted run keeps the same rates. Refuses to know why it is cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Schedule:
    """`planned` steps; each of `cuts` is a step and how many there are in all from then on."""

    planned: int
    cuts: list[tuple[int, int]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All steps, as it stands now."""
        return self.cuts[-1][1] if self.cuts else self.planned

    def cut(self, step: int, total: int) -> None:
        """From `step` on, end after `total` steps in all: never before `step`, and a later end than so far is none."""
        if total < self.total:
            self.cuts.append((step, max(step, total)))

    def share(self, step: int) -> float:
        """The share of the schedule that lies behind before `step` (from 0), 1 at its end."""
        at, behind, total = 0, 0.0, self.planned
        for cut, end in self.cuts:
            if step <= cut:
                break
            behind += (1 - behind) * (cut - at) / max(1, total - at)
            at, total = cut, end
        return behind + (1 - behind) * (step - at) / max(1, total - at)

    def steps_at(self, shares: Sequence[float]) -> tuple[int, ...]:
        """The steps after which these shares are reached; those that were behind at the last cut are left out."""
        at = self.cuts[-1][0] if self.cuts else 0
        behind, rest = self.share(at), self.total - at
        further = (max(1, round((share - behind) / (1 - behind) * rest)) for share in shares if behind < share <= 1)
        return tuple(sorted({at + steps for steps in further})) if rest else ()

    def height(self, step: int, warmup: int, floor: float) -> float:
        """The learning rate of `step` as a share of its peak: a linear rise of `warmup` steps, then a cosine."""
        rise = min(1.0, (step + 1) / max(1, warmup))
        fall = 0.5 * (1 + math.cos(math.pi * self.share(step)))
        return rise * (floor + (1 - floor) * fall)

    def restore(self, cuts: Sequence[Sequence[int]]) -> None:
        """Go on from what a checkpoint holds."""
        self.cuts = [(int(step), int(total)) for step, total in cuts]
