"""What a night taught and asked: its dreams (training rows with their lineage) and its exams.

Promises: an exam asked again replaces its answer, so that a resumed stage writes nothing twice. Refuses to know how a
dream is made or an answer graded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.errors import Bug
from engine.protocol import ExamView, Stage, Trust
from engine.store.shelf import Shelf, numbers
from engine.store.views import EXAM, exam_view

DreamState = Literal["kept", "dropped"]


@dataclass(frozen=True)
class DreamRow:
    """One training row; `prompt` is JSON of its messages, `parents` the facts and `turns` the turns it comes from."""

    id: int
    night: int
    kind: str
    prompt: str
    answer: str
    trust: Trust
    state: DreamState
    reason: str
    parents: tuple[int, ...]
    turns: tuple[int, ...]


class Lessons(Shelf):
    """The dreams and exams of the nights."""

    def add_dream(
        self,
        night: int,
        kind: str,
        prompt: str,
        answer: str,
        parents: Sequence[int],
        turns: Sequence[int],
        trust: Trust,
        state: DreamState,
        reason: str = "",
    ) -> int:
        """One training row and its lineage; its id."""
        with self._db.transaction():
            dream = self._db.insert(
                "INSERT INTO dreams (night, kind, prompt, answer, trust, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (night, kind, prompt, answer, trust, state, reason),
            )
            for fact in sorted(set(parents)):
                self._db.execute("INSERT INTO dream_facts (dream, fact) VALUES (?, ?)", (dream, fact))
            for turn in sorted(set(turns)):
                self._db.execute("INSERT INTO dream_turns (dream, turn) VALUES (?, ?)", (dream, turn))
        return dream

    def dreams(self, night: int) -> list[DreamRow]:
        """A night's training rows in the order they were added."""
        rows = self._db.execute(
            "SELECT id, night, kind, prompt, answer, trust, state, reason,"
            " (SELECT group_concat(fact ORDER BY fact) FROM dream_facts WHERE dream = id),"
            " (SELECT group_concat(turn ORDER BY turn) FROM dream_turns WHERE dream = id)"
            " FROM dreams WHERE night = ? ORDER BY id",
            (night,),
        )
        return [DreamRow(*(*row[:-2], numbers(row[-2]), numbers(row[-1]))) for row in rows]

    def rehearsed_before(self, night: int) -> set[int]:
        """The turns that nights before `night` have rehearsed, or told that they could not."""
        rows = self._db.execute(
            "SELECT turn FROM dream_turns JOIN dreams ON dreams.id = dream WHERE kind = 'rehearsal' AND night < ?",
            (night,),
        )
        return {row[0] for row in rows}

    def add_exam(
        self,
        night: int,
        kind: str,
        fact: int | None,
        question: str,
        expected: str,
        answer: str,
        right: bool,
        when: Literal["before", "after"],
    ) -> None:
        """One answer, before or after the training; asked again, the newest answer counts."""
        if when not in ("before", "after"):
            raise Bug("an exam is before or after")
        self._db.execute(
            f"INSERT INTO exams (night, kind, fact, question, expected, {when}, right_{when})"  # noqa: S608  # seen above
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (night, kind, ifnull(fact, 0), question) DO UPDATE"
            f" SET expected = excluded.expected, {when} = excluded.{when}, right_{when} = excluded.right_{when}",
            (night, kind, fact, question, expected, answer, right),
        )

    def exams(self, night: int) -> list[ExamView]:
        """A night's questions in the order they were first asked, with both answers."""
        return [exam_view(row) for row in self._db.execute(f"{EXAM} WHERE night = ? ORDER BY id", (night,))]

    def clear_stage(self, night: int, stage: Stage) -> int:
        """Remove the rows of a stage that starts over (dreams and insights of "dream", exams of "exam"); how many
        rows there were."""
        if stage == "dream":
            self._db.execute("DELETE FROM insights WHERE night = ?", (night,))
        table = {"dream": "dreams", "exam": "exams"}.get(stage)
        if table is None:
            return 0
        return len(self._db.execute(f"DELETE FROM {table} WHERE night = ? RETURNING id", (night,)))  # noqa: S608
