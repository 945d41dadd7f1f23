"""What the user has put right, as training rows: values that were replaced, and answers that were corrected.

Promises: a correction is the user's own word and is learned as it was written; an answer that was only marked down
teaches nothing, because nobody has said what is right; whatever holds a value that is over is not rehearsed; same facts
and corrections, same rows. Refuses to know models and how a row is trained on.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from engine.memory import trust
from engine.model.message import Message
from engine.prompt import system_prompt
from engine.protocol import Turn
from engine.sleep.crew import Row
from engine.sleep.grading import holds, value_words
from engine.sleep.questions import view
from engine.sleep.supersession import EXACT
from engine.sleep.updating import chosen, told
from engine.sleep.wording import read
from engine.store.ledger import Fact, Ledger
from engine.store.turns import Turns

EACH = 7  # rows of one replaced value: as many as a fact has look-alikes
MOST = 40  # replaced values, and corrected answers, of one night: the newest ones
LONGEST = 400  # characters of a question or a correction that is learned by heart
UNSAID = "nothing was said instead"  # why a dream of an answer that was only marked down is dropped
LEADS = ("", "Once more: ", "Please tell me again: ")  # one question three times, told apart by what leads to it


@dataclass(frozen=True)
class PutRight:
    """Pairs of facts (the value before, the value now) and of turns (the question, the answer given to it)."""

    values: tuple[tuple[Fact, Fact], ...] = ()
    answers: tuple[tuple[Turn, Turn], ...] = ()

    @property
    def said(self) -> list[str]:
        """What decides the rows, whatever ids it has: nothing where nothing teaches."""
        values = [f"{old.text}\n{new.text}" for old, new in self.values]
        return sorted([*values, *(f"{question.text}\n{given.correction}" for question, given in self.corrected)])

    @property
    def corrected(self) -> list[tuple[Turn, Turn]]:
        """The answers with a correction."""
        return [pair for pair in self.answers if pair[1].correction.strip()]


def put_right(ledger: Ledger, turns: Turns, facts: Sequence[Fact]) -> PutRight:
    """What bears on `facts`, the current ones, in their order; and all answers that were corrected or marked down."""
    current = {fact.id: fact for fact in facts}
    over: dict[int, list[Fact]] = {}
    for old in ledger.facts("superseded"):
        last = _last(ledger, old, current)
        if last in current and not _only_more_exact(ledger, old):
            over.setdefault(last, []).append(old)
    values = [(old, fact) for fact in facts for old in sorted(over.get(fact.id, ()), key=lambda each: each.text)]
    answers = sorted(turns.marked()[-MOST:], key=lambda pair: (pair[0].text, pair[1].correction))
    return PutRight(tuple(values[-MOST:]), tuple(answers))


def _last(ledger: Ledger, fact: Fact, current: Container[int]) -> int:
    """What took the place of `fact`: the first of those in `current`, else the last of all."""
    while fact.superseded_by is not None:
        fact = ledger.get(fact.superseded_by)
        if fact.id in current:
            break
    return fact.id


def _only_more_exact(ledger: Ledger, old: Fact) -> bool:
    """Whether nothing has changed: the newer fact only says it more exactly."""
    whys = [change.why for change in ledger.history(old.id) if change.what == "superseded"]
    return bool(whys) and whys[-1] == EXACT


def rows(right: PutRight) -> list[Row]:
    """The rows of all that was put right, kept and dropped ones."""
    return [row for old, new in right.values for row in updates(old, new)] + [
        row for question, given in right.answers for row in rehearsals(question, given, right.values)
    ]


def updates(old: Fact, new: Fact) -> list[Row]:
    """From `old` to `new`; a row whose answer does not hold its value is dropped."""
    found = []
    for each in chosen(told(old.text, new.text), EACH):
        trusted = trust.lowest((old.trust, new.trust))
        row = Row("update", _messages(each.text), each.answer, (old.id, new.id), trusted)
        found.append(row if each.sound else replace(row, kept=False, reason="the answer lacks its value"))
    return found


def rehearsals(question: Turn, given: Turn, over: Sequence[tuple[Fact, Fact]]) -> list[Row]:
    """The question of an answer that was put right, with the user's own answer to it."""
    trusted = trust.lowest((question.trust, "user_typed"))
    answer, turns = given.correction.strip(), (question.id, given.id)
    reason = _refusal(question, answer, over)
    return [
        Row("rehearsal", _messages(f"{lead}{question.text}"), answer, (), trusted, not reason, reason, turns=turns)
        for lead in (LEADS if not reason else LEADS[:1])
    ]


def _refusal(question: Turn, answer: str, over: Sequence[tuple[Fact, Fact]]) -> str:
    if not answer:
        return UNSAID
    if not trust.may_be_studied(question.trust):
        return "not the user's own word"
    if len(answer) > LONGEST or len(question.text) > LONGEST:
        return "too long to learn by heart"
    for old, new in over:
        was, now = (value_words(view(read(fact.text))) for fact in (old, new))
        only = [word for word in was if word not in now]
        if only and holds(answer, only) and not holds(answer, now):
            return "no longer so"
    return ""


def _messages(text: str) -> tuple[Message, ...]:
    return (Message("system", system_prompt()), Message("user", text))


def merged(dreamt: Sequence[Row], right: Sequence[Row]) -> list[Row]:
    """All rows; where a dream asks what was put right, what the user has put right stands, and the dream goes."""
    found: list[Row] = []
    answered: dict[str, str] = {}
    for row in [*right, *dreamt]:
        key = row.messages[-1].content.casefold()
        if row.kept and key in answered and row.kind != "replay":
            reason = "asked before" if answered[key] == row.answer else "has two answers"
            row = replace(row, kept=False, reason=reason)
        elif row.kept and len(found) < len(right):
            answered[key] = row.answer
        found.append(row)
    return [*found[len(right) :], *found[: len(right)]]
