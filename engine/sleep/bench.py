"""What a stage works with, and how it ends.

A stage computes first and then hands over a `Finish`: its writes, which the cycle runs in one transaction together with
the journal's row, and what is to be done once that is on disk. So a stage killed at any instruction has either not
happened or happened wholly. Refuses to know what the stages do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.memory.memory_file import MemoryFile
from engine.protocol import Stage
from engine.sleep.context import NightContext, Progress, StageResult
from engine.sleep.crew import Crew
from engine.sleep.dial import Dial, dial
from engine.sleep.journal import Journal
from engine.store.adapters import AdapterRow
from engine.store.ledger import Fact, Ledger


@dataclass(frozen=True)
class Finish:
    """The end of a stage: `write` runs in its transaction and tells what happened, `after` when that is on disk."""

    write: Callable[[], StageResult]
    after: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Bench:
    """What every stage works with; this night's turns come after turn `since` and go up to `until`."""

    context: NightContext
    crew: Crew
    journal: Journal
    since: int
    until: int

    @property
    def ledger(self) -> Ledger:
        """The ledger, its changes written down as this night's."""
        return Ledger(self.context.db, self.context.clock, self.context.night)

    @property
    def memory_file(self) -> MemoryFile:
        """The memory file; what is learned from it is written down as the user's own doing."""
        context = self.context
        return MemoryFile(context.db, context.ledger, context.nights, context.folder.memory_file)

    def facts(self) -> list[Fact]:
        """The facts of this night, as consolidation fixed them, in their canonical order."""
        return [self.ledger.get(fact) for fact in self.journal.payload("consolidate")["facts"]]

    def beneath(self) -> AdapterRow | None:
        """The slow adapter that this night's fast one stands on; None is the bare model."""
        name = self.journal.payload("consolidate").get("beneath", "")
        return self.context.nights.adapter(name) if name else None

    def settled(self, what: str) -> list[Fact]:
        """Of the slow adapter's facts, those that are "known", or those of them that are "checked" tonight."""
        return [self.ledger.get(fact) for fact in self.journal.payload("consolidate").get(what, ())]

    def seed(self) -> int:
        """The seed of this night's facts."""
        return int(self.journal.payload("consolidate")["seed"])

    def dial(self, stage: Stage) -> Dial:
        """How much `stage` may do, as the journal fixed it: less where it has ended a sleeper before."""
        chosen = dial(self.context.depth, int(self.journal.payload("consolidate").get("pace", 0)))
        return chosen.lesser() if self.journal.entry(stage).lesser else chosen


def within(progress: Progress, place: int, parts: int) -> Progress:
    """The progress of part `place` of `parts` equal parts, told as progress of the whole."""

    def tell(done: int, total: int, note: str = "", **figures: float) -> None:
        whole = max(total, 1)
        progress(place * whole + min(done, whole), parts * whole, note, **figures)

    return tell


def many(number: int, noun: str) -> str:
    """ "1 row", "2 rows"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
