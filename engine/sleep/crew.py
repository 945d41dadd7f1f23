"""Those who do the work of the stages, behind one face: read, dream, train, ask.

A night is given its crew, so that a test puts in small ones that need no model. Promises: the same facts and seed give
the same work, whatever their ids. Refuses to know the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from engine.protocol import Trust, Turn, Verdict
from engine.sleep.context import Progress

if TYPE_CHECKING:
    from engine.model.language import Language
    from engine.model.message import Message
    from engine.sleep.dial import Dial
    from engine.store.ledger import Evidence, Fact

TOLD = ("recall", "indirect")  # kinds of exam questions about what was told: a fact passes or fails by them
Stop = Callable[[], bool]
Left = Callable[[], float]  # seconds; below 0 when the time is over


class Candidate(Protocol):
    """A sentence that may become a fact, with the words it was read from."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def subject(self) -> str: ...  # noqa: D102
    @property
    def attribute(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102
    @property
    def evidence(self) -> Evidence: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102


@dataclass(frozen=True)
class Row:
    """One dream as it is kept: what is asked, what is to be answered, and whose child it is. Training holds
    `own` rows to what the model says there before it; `turns` are parents that are no facts."""

    kind: str
    messages: tuple[Message, ...]
    answer: str
    parents: tuple[int, ...]
    trust: Trust
    kept: bool = True
    reason: str = ""
    own: bool = False
    turns: tuple[int, ...] = ()

    @property
    def prompt(self) -> str:
        """The messages as the database keeps them: JSON, a pair of role and content each."""
        return msgspec.json.encode([(each.role, each.content) for each in self.messages]).decode()


@dataclass(frozen=True)
class Trained:
    """An adapter in a folder named by its id (the SHA-256 of its weights), and what making it took."""

    id: str
    folder: Path
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Answered:
    """One exam question with the answer given; `expected` is as the report shows it."""

    kind: str
    fact: int | None
    question: str
    expected: str
    answer: str
    right: bool


@dataclass(frozen=True)
class Marked:
    """What the exam decided: the verdict, why, which facts graduate, and the figures behind it."""

    verdict: Verdict
    reason: str
    graduates: tuple[int, ...]
    scores: Mapping[str, float]


class Crew(Protocol):
    """The work of a night. All of it may raise `Stopped` between units, and `Trouble`."""

    def read(
        self,
        turns: Sequence[Turn],
        day: Sequence[Turn],
        known: Sequence[str],
        language: Language,
        should_stop: Stop,
        progress: Progress,
    ) -> Sequence[Candidate]:
        """What one episode's turns may tell about the user. Who is who may be told anywhere in the `day`'s turns, or in
        `known`, sentences that hold already."""
        ...

    def dream(
        self,
        facts: Sequence[Fact],
        language: Language,
        seed: int,
        dial: Dial,
        should_stop: Stop,
        progress: Progress,
        known: Sequence[Fact] = (),
    ) -> Sequence[Row]:
        """Training rows for `facts`, kept and dropped ones, as many as the dial allows; none of them may deny what is
        `known` beside them."""
        ...

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
        """An adapter from `rows`, upon what `language` wears; checkpoints and the result lie under `work`. `left` tells
        how many seconds it may still take."""
        ...

    def ask(
        self, facts: Sequence[Fact], language: Language, seed: int, dial: Dial, should_stop: Stop, progress: Progress
    ) -> Sequence[Answered]:
        """The closed-book exam, answered with whatever adapter `language` wears."""
        ...

    def mark(self, before: Sequence[Answered], after: Sequence[Answered]) -> Marked:
        """Compare the answers; `before` and `after` hold the same questions in the same order."""
        ...
