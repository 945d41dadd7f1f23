"""A crew that does one stage with less: the stage has ended a sleeper before, most likely for want of memory.

Dreaming and training then take a nap's budget; all else is as before. Refuses to know why the sleeper ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from engine.protocol import Depth, Stage
from engine.sleep.context import Progress
from engine.sleep.crew import Crew, Row, Stop, Trained

if TYPE_CHECKING:
    from engine.model.language import Language
    from engine.store.ledger import Fact

LEAST: Depth = "nap"


def smaller(crew: Crew, stage: Stage) -> Crew:
    """`crew`, with less to do in `stage`."""
    return cast(Crew, _Smaller(crew, stage))  # what it does not define itself is the crew's own


class _Smaller:
    def __init__(self, crew: Crew, stage: Stage) -> None:
        self._crew, self._stage = crew, stage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._crew, name)

    def dream(
        self, facts: Sequence[Fact], language: Language, seed: int, depth: Depth, should_stop: Stop, progress: Progress
    ) -> Sequence[Row]:
        return self._crew.dream(facts, language, seed, self._depth("dream", depth), should_stop, progress)

    def train(
        self,
        rows: Sequence[Row],
        language: Language,
        work: Path,
        seed: int,
        depth: Depth,
        should_stop: Stop,
        progress: Progress,
    ) -> Trained:
        return self._crew.train(rows, language, work, seed, self._depth("train", depth), should_stop, progress)

    def _depth(self, stage: Stage, depth: Depth) -> Depth:
        return LEAST if stage == self._stage else depth
