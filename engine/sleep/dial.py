"""The dial: how much a nap, a night and a deep night may do, in one table.

A depth fixes messages, rows, steps, rank and the exam's questions together; a slow machine's `pace`, or a stage that
has ended a sleeper before, halves what can be halved. Promises: what follows from depth, pace and number of facts is a
pure function, so that a night that goes on elsewhere does the same. Refuses to know how long things take (see `budget`)
and what is dreamt of a fact (see `dream`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.protocol import Depth

SLOWEST = 3  # halvings at the most: below an eighth of the rows no fact would be learned any more
MOST_ROUNDS = 4  # over the same rows: a night of ten facts was measured with these
STRENGTH = 160.0  # rank times scale: a pair of another rank then moves the model as far in one step (rank 8: scale 20)


@dataclass(frozen=True)
class Dial:
    """One setting. `messages` are read, `rows` trained on and `questions` asked at the most; `probes` of them are
    general ones. A full setting goes over its rows `epochs` times, one with fewer rows up to `MOST_ROUNDS` times.
    `minutes` are what is promised to the user."""

    depth: Depth
    minutes: float
    messages: int
    rows: int
    epochs: int
    rank: int
    questions: int
    probes: int
    batch: int = 8
    pace: int = 0

    @property
    def scale(self) -> float:
        """What the pairs' output is multiplied by."""
        return STRENGTH / self.rank

    def rounds(self, rows: int) -> int:
        """How often so many rows are gone over: many different rows twice teach more than half of them four times
        [measured], and few rows want more rounds."""
        return max(self.epochs, min(MOST_ROUNDS, self.epochs * self.rows // max(1, rows)))

    def steps(self, rows: int) -> int:
        """The training steps of so many rows."""
        return self.rounds(rows) * -(-rows // self.batch)

    def each(self, facts: int) -> int:
        """Exam questions about one fact, two at the least: asked directly and indirectly."""
        return max(2, min(6, (self.questions - self.probes) // max(1, facts)))

    def lesser(self) -> Dial:
        """The setting for a stage that has ended a sleeper, most likely for want of memory."""
        return replace(
            self, rows=self.rows // 2, questions=max(self.probes, self.questions // 2), batch=self.batch // 2
        )


# Sized so that a full setting is reckoned to take five sixths of its minutes at most (two cores, the starter model).
TABLE = {
    each.depth: each
    for each in (
        Dial("nap", 5.0, messages=100, rows=240, epochs=3, rank=4, questions=72, probes=12),
        Dial("night", 30.0, messages=500, rows=3500, epochs=2, rank=8, questions=300, probes=24),
        Dial("deep", 90.0, messages=1500, rows=5400, epochs=3, rank=16, questions=900, probes=24),
    )
}


def dial(depth: Depth, pace: int = 0) -> Dial:
    """The setting of `depth` on a machine that halves its work `pace` times."""
    full, pace = TABLE[depth], max(0, min(pace, SLOWEST))
    return replace(
        full, messages=full.messages >> pace, rows=full.rows >> pace, pace=pace,
        questions=max(full.probes, full.questions >> pace),
    )  # fmt: skip
