"""What a night is given, and the words its stages answer in.

Everything a stage may touch comes in here: database, model, folder, clock, seed, the wish to stop. No stage reaches for
anything else, so a test builds a night out of fakes. Refuses to know what the stages do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from typing import Protocol as Shape

from engine.clock import Clock
from engine.paths import DataFolder
from engine.protocol import Depth, SleepStage, Stage, Verdict

if TYPE_CHECKING:  # names for the type checker only: a stage that never computes must not load mlx
    from engine.model.language import Language
    from engine.store.database import Database
    from engine.store.ledger import Ledger
    from engine.store.nights import Nights
    from engine.store.turns import Turns

STAGES: tuple[Stage, ...] = ("gather", "consolidate", "dream", "train", "exam", "wake")


class Stopped(Exception):
    """A wish of the user's and no error, raised between two units of work; the night can be resumed."""


class Progress(Shape):
    """How a stage tells how far it is; may raise `Stopped`, so call it only where stopping loses nothing."""

    def __call__(self, done: int, total: int, note: str = "", **figures: float) -> None:
        """`done` of `total` units; `note` a short sentence; `figures` e.g. loss=1.2."""
        ...


@dataclass(frozen=True)
class StageResult:
    """What a stage leaves: a sentence and figures for the report, and a JSON-able payload for the stages after it."""

    note: str
    counts: dict[str, float] = field(default_factory=dict)
    payload: dict[str, Any] = field(default_factory=dict)


class NightEnd(NamedTuple):
    """How a night ended; `adapter` is the id that is published now ("" for none), `night` the number of the night."""

    verdict: Verdict
    reason: str
    night: int
    adapter: str = ""


@dataclass(frozen=True)
class NightContext:
    """One night's world. `night` is 0 until `run_night` has found or begun it; `seed` is the user's base seed."""

    db: Database
    turns: Turns
    ledger: Ledger
    nights: Nights
    language: Language
    folder: DataFolder
    clock: Clock
    seed: int
    depth: Depth
    emit: Callable[[SleepStage], None]
    should_stop: Callable[[], bool]
    night: int = 0
    joules: Callable[[], float | None] = lambda: None  # a counter that only goes up; None where nobody tells
    computed: Callable[[], float] = lambda: 0.0  # seconds that this process has computed; what others do is not in them

    def check_stop(self) -> None:
        """Raise `Stopped` when the user wants the machine back."""
        if self.should_stop():
            raise Stopped

    def progress(self, stage: Stage) -> Progress:
        """The progress function of one stage: emits a `SleepStage`, then looks whether to stop."""

        def tell(done: int, total: int, note: str = "", **figures: float) -> None:
            self.emit(SleepStage(night=self.night, stage=stage, done=done, total=total, note=note, figures=figures))
            self.check_stop()

        return tell
