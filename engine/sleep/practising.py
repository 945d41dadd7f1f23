"""Answers that the user marked down or corrected, given once more: what the morning report shows of them.

Promises: an answer is shown as the model gives it now, right or wrong; it is told of once. What was corrected is asked
closed book; what was only marked down is asked with the facts at hand that bear on it. Refuses to know training.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.memory.words import words
from engine.model.message import Message
from engine.prompt import system_prompt, system_text
from engine.protocol import Rehearsal, Turn
from engine.sleep.bench import Bench
from engine.sleep.rehearsing import rehearsals

MOST = 5  # answers of one night
TOKENS = 48  # of an answer: it is read by a person
AT_HAND = 3  # facts in the prompt for an answer that was only marked down
LONGEST = 2000  # characters of a question that is asked once more


def fresh(bench: Bench) -> list[tuple[Turn, Turn]]:
    """The questions with the answers put right that no earlier night has told of, the newest ones, oldest first."""
    before = bench.context.nights.rehearsed_before(bench.context.night)
    marked = [pair for pair in bench.context.turns.marked() if pair[1].id not in before and pair[0].role == "user"]
    return [pair for pair in marked if len(pair[0].text) <= LONGEST][-MOST:]


def again(bench: Bench) -> list[dict[str, object]]:
    """The fresh ones as `Rehearsal`s, ready for a journal, answered with whatever adapter is worn."""
    pairs, language = fresh(bench), bench.context.language
    prompts = [_prompt(bench, question, given) for question, given in pairs]
    answers = language.answers(prompts, max_tokens=TOKENS, stop=bench.context.should_stop) if pairs else []
    bench.context.check_stop()
    return [msgspec.to_builtins(_rehearsal(pair, answer)) for pair, answer in zip(pairs, answers, strict=True)]


def _rehearsal(pair: tuple[Turn, Turn], answer: str) -> Rehearsal:
    question, given = pair
    return Rehearsal(
        question=question.text, before=given.text, after=" ".join(answer.split()), turn=given.id,
        corrected=given.correction.strip(),
    )  # fmt: skip


def _prompt(bench: Bench, question: Turn, given: Turn) -> list[Message]:
    found = [] if given.correction.strip() else bench.ledger.match(words(question.text), limit=AT_HAND)
    system = system_text(system_prompt(), [fact.text for fact, _ in found]) if found else system_prompt()
    return [Message("system", system), Message("user", question.text)]


def note(bench: Bench) -> None:
    """Write down that a night without dreams has told of the fresh ones. Twice does no more than once."""
    nights, night = bench.context.nights, bench.context.night
    pairs = fresh(bench)
    nights.clear_stage(night, "dream")
    for row in (row for question, given in pairs for row in rehearsals(question, given, ())[:1]):
        reason = row.reason or "there was no night's training"
        nights.add_dream(night, row.kind, row.prompt, row.answer, (), row.turns, row.trust, "dropped", reason)


def of(payloads: Sequence[dict[str, object]]) -> tuple[Rehearsal, ...]:
    """The rehearsals in the first of the journal's `payloads` that holds any."""
    for payload in payloads:
        if found := payload.get("rehearsed"):
            return tuple(msgspec.convert(found, list[Rehearsal]))
    return ()
