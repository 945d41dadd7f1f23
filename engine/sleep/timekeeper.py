"""Keeping the dial's minutes on a machine that is slower tonight than was reckoned: how long a stage may still take.

The plan is sized beforehand (see `budget`); what a machine that is busy all at once makes longer is cut here, the
training's steps first, then the exam's questions. Promises: only the time of work that counts is looked at, so that a
night that was stopped or killed and gone on with is cut no more than one that was not; time is kept free for what comes
after. Refuses to know how steps and questions are done.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from engine.protocol import Stage
from engine.sleep.bench import Bench
from engine.sleep.budget import DREAM, QUESTION, READY, VISIT, rows_dreamt, visits
from engine.sleep.context import STAGES
from engine.sleep.crew import Left
from engine.sleep.dial import Dial

LAST = 10.0  # seconds for what follows the exam: rehearsed answers, publishing, the report
MARGIN = 0.95  # of what is left is planned with: a machine does not become slower evenly
FEWEST = 8  # general questions: below, one flip would decide what became of everything else
SLOWEST = 10.0  # times as slow as reckoned, at the most: beyond, a figure is a fault of a clock


def forever() -> float:
    """For who has all the time in the world."""
    return float("inf")


def left(bench: Bench, stage: Stage) -> Left:
    """The seconds that `stage`, which begins now, may still take."""
    clock, before = bench.context.clock, STAGES[: STAGES.index(stage)]
    spent = sum(bench.journal.entry(each).last for each in before)
    until = clock.monotonic() + 60 * bench.dial(stage).minutes - spent - _after(bench, stage)
    return lambda: until - clock.monotonic()


def _after(bench: Bench, stage: Stage) -> float:
    """The seconds to be kept free for the stages after it."""
    if stage != "train":
        return LAST
    return LAST + 2 * asked(bench, bench.dial("exam")) * QUESTION * slowness(bench)


def asked(bench: Bench, on: Dial) -> int:
    """How many questions tonight's exam has with the setting `on`."""
    facts = len(bench.facts()) + len(bench.settled("checked"))
    return facts * on.each(facts) + on.probes


def slowness(bench: Bench) -> float:
    """How many times as slow as reckoned the machine has been tonight, as far as the night has come; 1 at the least."""
    journal, rows = bench.journal, rows_dreamt(bench.journal)
    if journal.done("train"):
        taken = journal.entry("train").seconds
        reckoned = visits(journal, bench.context.depth) * VISIT + rows * READY
    else:
        taken, reckoned = journal.entry("dream").last, rows * DREAM
    return min(SLOWEST, max(1.0, taken / reckoned if reckoned else 1.0))


def exam_dial(bench: Bench) -> Dial:
    """The exam's setting, with so many questions as there is time for: two of each fact at the least."""
    on, facts = bench.dial("exam"), len(bench.facts()) + len(bench.settled("checked"))
    fits = int(MARGIN * left(bench, "exam")() / (2 * QUESTION * slowness(bench)))
    if fits >= asked(bench, on):
        return on
    probes = max(FEWEST, min(on.probes, fits - 2 * facts))
    return replace(on, questions=max(fits, 2 * facts + probes), probes=probes)


class Pace:
    """How quick a training's steps are, and how many of them fit into what `left` says when it begins."""

    def __init__(self, left: Left, spent: float) -> None:
        self._left, self.spent = left, spent
        self.allowed = left()
        self._steps: deque[tuple[int, float]] = deque(
            maxlen=2
        )  # a busy moment is spread over two, a slower machine is seen soon
        self._before = self.allowed

    def begin(self) -> None:
        """Some steps begin."""
        self._before = self._left()

    def end(self, steps: int) -> None:
        """So many steps have been done since `begin`."""
        if self.allowed != float("inf"):
            took = self._before - self._left()
            self.spent += took
            self._steps.append((steps, took))

    def fits(self) -> float:
        """How many more steps there is time for; infinitely many before anything is known."""
        steps, seconds = (sum(each) for each in zip(*self._steps, strict=True)) if self._steps else (0, 0.0)
        if not steps or seconds <= 0:
            return float("inf")
        return max(0.0, MARGIN * (self.allowed - self.spent)) / (seconds / steps)
