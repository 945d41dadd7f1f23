"""The real crew: the night's own readers, dreamers, trainer and examiners behind the one face of `crew.Crew`.

Everything here is a translation of words, nothing else. Importing it imports MLX.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.protocol import Turn
from engine.sleep import dream, exam, gather, train
from engine.sleep.context import Progress
from engine.sleep.crew import Answered, Left, Marked, Row, Trained
from engine.sleep.dial import Dial
from engine.store.ledger import Fact

if TYPE_CHECKING:
    from engine.model.language import Language

Stop = Callable[[], bool]


def as_rows(dreams: Sequence[dream.Dream]) -> list[Row]:
    """Dreams as they are kept, those that were dropped among them."""
    return [
        Row(
            each.kind, each.messages, each.answer, each.parents, each.trust, each.state == "kept", each.reason, each.own
        )
        for each in dreams
    ]


class NightCrew:
    """See `crew.Crew`."""

    def read(
        self,
        turns: Sequence[Turn],
        day: Sequence[Turn],
        known: Sequence[str],
        language: Language,
        should_stop: Stop,
        progress: Progress,
    ) -> list[gather.Candidate]:
        """See `Crew.read`."""
        noted = gather.known_people(known)
        return gather.extract(turns, language, should_stop, progress, gather.introduced(day) | noted, noted)

    def dream(
        self,
        facts: Sequence[Fact],
        language: Language,
        seed: int,
        dial: Dial,
        should_stop: Stop,
        progress: Progress,
        known: Sequence[Fact] = (),
    ) -> list[Row]:
        """See `Crew.dream`."""
        budget = dream.budget_for(dial.depth, len(facts), dial.rows, len(known))
        return as_rows(dream.dream(facts, language, seed, budget, should_stop, progress, known))

    def train(
        self,
        rows: Sequence[Row],
        language: Language,
        work: Path,
        seed: int,
        dial: Dial,
        should_stop: Stop,
        progress: Progress,
        left: Left,
    ) -> Trained:
        """See `Crew.train`."""
        recipe = train.recipe_for(dial, seed, sum(row.kept for row in rows))
        return train.train(rows, language, work, recipe, should_stop, progress, left, dream.outside())

    def ask(
        self, facts: Sequence[Fact], language: Language, seed: int, dial: Dial, should_stop: Stop, progress: Progress
    ) -> list[Answered]:
        """See `Crew.ask`."""
        return exam.ask(facts, language, seed, dial, should_stop, progress)

    def mark(self, before: Sequence[Answered], after: Sequence[Answered]) -> Marked:
        """See `Crew.mark`."""
        return exam.mark(before, after)
