"""Whether a value that is over is still answered: closed-book questions about facts that took another's place.

Promises: pure but for the model that is passed in; a question is wrong only when the answer says the old value and does
not deny it. Refuses to know rows and verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.memory.voice import first_person
from engine.model.message import Message
from engine.prompt import system_prompt
from engine.sleep.checking import Answerer
from engine.sleep.context import Progress, Stopped
from engine.sleep.crew import Answered
from engine.sleep.grading import folded, holds, value_words
from engine.sleep.questions import exam_questions, view
from engine.sleep.wording import read
from engine.store.ledger import Fact

MOST = 12  # replaced values that are asked about in one night: the newest ones
TOKENS = 24  # of an answer
_DENIED = re.compile(r"^\W*(?:no|not)\b|\b(?:no longer|not any ?more|used to|anymore)\b")


@dataclass(frozen=True)
class Question:
    """One question about the fact `fact`; `over` are words that only the old value has."""

    fact: int
    text: str
    over: tuple[str, ...]


def questions(values: Sequence[tuple[Fact, Fact]]) -> list[Question]:
    """Two questions for each replaced value: the newer fact's own, and whether the old one is still so."""
    found: dict[str, Question] = {}
    for old, new in values[-MOST:]:
        now = view(read(new.text))
        kept = value_words(now)
        over = tuple(word for word in value_words(view(read(old.text))) if word not in kept)
        if not over:
            continue
        said = first_person(old.text).rstrip(".")
        said = said if said.startswith("I ") else said[:1].lower() + said[1:]
        for text in (*exam_questions(now)[:1], f"Am I right that {said}?"):
            found.setdefault(text, Question(new.id, text, over))
    return list(found.values())


def right(question: Question, answer: str) -> bool:
    """Whether the answer does not say that the old value is so."""
    said = folded(answer)
    affirmed = said.lstrip().startswith("yes") or holds(answer, question.over)
    return not affirmed or bool(_DENIED.search(said))


def ask(
    asked: Sequence[Question], language: Answerer, should_stop: Callable[[], bool], progress: Progress
) -> list[Answered]:
    """The answers, with nothing about the user in the prompt. Raises `Stopped`."""
    if not asked:
        return []
    prompts = [(Message("system", system_prompt()), Message("user", each.text)) for each in asked]
    answers = language.answers(prompts, max_tokens=TOKENS, stop=should_stop)
    if should_stop():
        raise Stopped
    progress(len(asked), len(asked), "asking for what is over")
    return [
        Answered("stale", each.fact, each.text, f"not: {' '.join(each.over)}", (said := " ".join(text.split())),
                 right(each, said))
        for each, text in zip(asked, answers, strict=True)
    ]  # fmt: skip
