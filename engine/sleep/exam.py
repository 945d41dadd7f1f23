"""The exam: closed-book questions that no dream has asked, answered before and after, and what follows from the
answers.

Kinds: *recall* and *indirect* (the fact, in other words), *near* (a look-alike, which the fact must not answer),
*context* (the prompt holds another value), *stale* (a value that is over must not be answered), *general* (probes that
no replay asks), *perplexity* (of a fixed text).
Promises that every verdict has a reason and every graduate has earned it. Refuses to know training, and which adapter
the model wears.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from engine.model.language import Language
from engine.model.message import Message
from engine.prompt import system_prompt
from engine.protocol import PUBLISHED, Verdict
from engine.sleep.context import Progress, Stopped
from engine.sleep.contrast import World, contrasts
from engine.sleep.crew import TOLD, Answered, Marked
from engine.sleep.dial import Dial
from engine.sleep.grading import denies, has_any, holds, value_words
from engine.sleep.questions import exam_questions, view
from engine.sleep.supposing import supposed
from engine.sleep.wording import read
from engine.store.ledger import Fact

KINDS = ("recall", "indirect", "near", "context", "stale", "general")  # what has shares of right answers
TOKENS = 24  # of an answer: longer ones wander off the question
BATCH = 24  # questions answered at once
PROBES = 24  # general questions, unless the dial says otherwise
EACH = 6  # questions about a fact, unless the dial says otherwise
NEAR = 2  # look-alikes a fact
RECALL_TO_GRADUATE = 2 / 3  # of a fact's recall and indirect questions
GENERAL_KEPT = 0.75  # of the probes right before, about a dozen, most of them outside the scope: three lost are a sign
PERPLEXITY_RISE = 1.25  # after / before
FIRST = ("recall", "indirect", "near", "context")
WIDE_OF_MARK = 0.75  # a night whose facts answer more look-alikes than this has learned nothing but to talk
CONTEXT_KEPT = 0.5  # of the prompts with another value that were heeded before
FALSE_DENIAL = 0.5  # of the questions about told facts that may be answered "you haven't told me"
STALE = 0.5  # of the questions about values that are over that may be answered with them
KNOWN_KEPT = 0.5  # of the facts that were known by heart before: a night that loses more costs more than it teaches
TELLING = 4  # answers of a kind from which a share of them says anything: below, one flip would decide a night


@dataclass(frozen=True)
class Item:
    """One question. A `near` item is right when the answer does not hold `words`; others when it holds them."""

    kind: str
    fact: int | None
    question: str
    words: tuple[str, ...]
    expected: str


def items(facts: Sequence[Fact], seed: int, each: int = EACH, general: int = PROBES) -> list[Item]:
    """The exam of `facts`, `each` questions about one of them: the same for the same facts and seed, whatever their
    ids."""
    world = World([fact.text for fact in facts])
    found: list[Item] = []
    for fact in facts:
        about = _about(fact, world, random.Random(f"exam/{seed}/{fact.text}"))
        kept = sorted(range(len(about)), key=lambda place: (_turn(about, place), place))[:each]
        found += [about[place] for place in sorted(kept)]
    return found + probes(seed, general)


def _turn(about: Sequence[Item], place: int) -> tuple[int, int]:
    """When a question's turn is, where not all can be asked: one of each kind first, in the order of `FIRST`."""
    kind = about[place].kind
    return sum(item.kind == kind for item in about[:place]), FIRST.index(kind)


def _about(fact: Fact, world: World, draw: random.Random) -> list[Item]:
    seen = view(read(fact.text))
    words, shown = value_words(seen), seen.parts.get("v") or seen.sentence.rest
    asked = exam_questions(seen)[:3]
    found = [
        Item("indirect" if place == 2 else "recall", fact.id, text, words, shown) for place, text in enumerate(asked)
    ]
    for unsaid in contrasts(seen, world, draw, NEAR, exam=True):
        found.append(Item("near", fact.id, unsaid.text, words, f"not: {shown}"))
    for other in supposed(seen, world, draw, 1):
        found.append(Item("context", fact.id, other.text, (other.value,), other.value))
    return found


@cache
def _all_probes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = files("resources").joinpath("probes.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple((row["ask"], tuple(row["expect"])) for row in map(json.loads, lines))


def probes(seed: int, general: int = PROBES) -> list[Item]:
    """This night's general questions."""
    chosen = random.Random(f"probes/{seed}").sample(_all_probes(), min(general, len(_all_probes())))
    return [Item("general", None, ask, expect, expect[0]) for ask, expect in chosen]


def right(item: Item, answer: str) -> bool:
    """Whether `answer` is what the item wants."""
    if item.kind == "near":
        return not holds(answer, item.words)
    if item.kind == "context":
        words = [
            word
            for word in item.expected.casefold().split()
            if word not in ("in", "on", "at", "a", "an", "the", "for", "under")
        ]
        return holds(answer, words)
    return has_any(answer, item.words) if item.kind == "general" else holds(answer, item.words)


def ask(
    facts: Sequence[Fact], language: Language, seed: int, dial: Dial, should_stop: Callable[[], bool],
    progress: Progress,
) -> list[Answered]:  # fmt: skip
    """Every item, answered with nothing about the user in the prompt. Raises `Stopped` at the next token."""
    exam, found = items(facts, seed, dial.each(len(facts)), dial.probes), list[Answered]()
    for start in range(0, len(exam), BATCH):
        if should_stop():
            raise Stopped
        part = exam[start : start + BATCH]
        prompts = [(Message("system", system_prompt()), Message("user", item.question)) for item in part]
        answers = language.answers(prompts, max_tokens=TOKENS, stop=should_stop)
        if should_stop():  # some answers may be missing
            raise Stopped
        for item, answer in zip(part, answers, strict=True):
            said = " ".join(answer.split())
            found.append(Answered(item.kind, item.fact, item.question, item.expected, said, right(item, said)))
        progress(min(start + BATCH, len(exam)), len(exam), "asking")
    text = files("resources").joinpath("perplexity.txt").read_text(encoding="utf-8")
    found.append(Answered("perplexity", None, "a fixed text", "", f"{language.perplexity(text):.4f}", True))
    return found


# --- marking ------------------------------------------------------------------------------------------------------


def mark(before: Sequence[Answered], after: Sequence[Answered]) -> Marked:
    """The verdict: publish, publish with fewer graduates, or keep the old adapter, and why."""
    scores = _scores(before, after)
    facts = {each.fact for each in after if each.kind in TOLD}
    graduates = tuple(sorted(_graduating(after)))
    verdict, reason = _verdict(scores, len(facts), len(graduates))
    if verdict != "kept_old" and (why := _boundary(scores, before, after)):
        verdict, reason = "kept_old", why
    return Marked(verdict, reason, graduates if verdict in PUBLISHED else (), scores)


def _graduating(answers: Sequence[Answered]) -> set[int]:
    """The facts that these answers show to be known by heart."""
    of: dict[int, list[Answered]] = {}
    for each in answers:
        if each.fact is not None:
            of.setdefault(each.fact, []).append(each)
    return {fact for fact, found in of.items() if _graduates(found)}


def _graduates(answers: Sequence[Answered]) -> bool:
    recalled = [each.right for each in answers if each.kind in TOLD]
    near = [each.right for each in answers if each.kind == "near"]
    stale = [each.right for each in answers if each.kind == "stale"]
    known = bool(recalled) and sum(recalled) >= RECALL_TO_GRADUATE * len(recalled) - 1e-9
    return known and (not near or any(near)) and all(stale)


def _boundary(scores: dict[str, float], before: Sequence[Answered], after: Sequence[Answered]) -> str:
    """Why a night that recalls well is refused all the same: it has lost what was known, no longer heeds a prompt,
    denies what it was told, or says what is over; "" when it does not. A share of fewer than `TELLING` answers decides
    nothing."""
    known = _graduating(before)
    again = known & _graduating(after)
    heeded = sum(each.right for each in before if each.kind == "context")
    told = sum(each.kind in TOLD for each in after)
    over = sum(each.kind == "stale" for each in after)
    if len(known) >= TELLING and len(again) < KNOWN_KEPT * len(known):
        return f"Only {len(again)} of {len(known)} facts that were known by heart before passed again."
    if heeded >= TELLING and scores["context_kept"] < CONTEXT_KEPT:
        return f"Another value in the prompt was heeded only {scores['context_kept']:.0%} of the times it was before."
    if told >= TELLING and scores["false_denial"] > FALSE_DENIAL:
        return f"I denied {scores['false_denial']:.0%} of what I had been told."
    if over >= TELLING and scores["stale_false"] > STALE:
        return f"Values that are over were answered {scores['stale_false']:.0%} of the time."
    return ""


def _scores(before: Sequence[Answered], after: Sequence[Answered]) -> dict[str, float]:
    """Shares of right answers as KIND_before and KIND_after, and what the gates look at."""
    scores = {}
    asked = [kind for kind in KINDS if kind != "stale" or any(each.kind == "stale" for each in after)]
    for kind in asked:
        for name, answers in (("before", before), ("after", after)):
            scores[f"{kind}_{name}"] = _share([each.right for each in answers if each.kind == kind])
    told = [each for each in after if each.kind in TOLD]
    scores["false_denial"] = _share([denies(each.answer) for each in told])
    scores["near_false"] = 1 - _share([each.right for each in after if each.kind == "near"], 1.0)
    scores["stale_false"] = 1 - _share([each.right for each in after if each.kind == "stale"], 1.0)
    if known := _graduating(before):
        scores["known_kept"] = len(known & _graduating(after)) / len(known)
    scores["context_kept"] = _kept(before, after, "context")
    scores["general_kept"] = _kept(before, after, "general")
    texts = [float(each.answer) for answers in (before, after) for each in answers if each.kind == "perplexity"]
    scores["perplexity_change"] = texts[1] / texts[0] - 1 if len(texts) == 2 else 0.0
    return {name: round(value, 4) for name, value in scores.items()}


def _kept(before: Sequence[Answered], after: Sequence[Answered], kind: str) -> float:
    """The share of what was right before that is right still; 1 where nothing was."""
    return _share([new.right for old, new in zip(before, after, strict=True) if old.kind == kind and old.right], 1.0)


def _share(marks: Sequence[bool], of_none: float = 0.0) -> float:
    return sum(marks) / len(marks) if marks else of_none


def _verdict(scores: dict[str, float], facts: int, graduates: int) -> tuple[Verdict, str]:
    if scores["general_kept"] < GENERAL_KEPT:
        return (
            "kept_old",
            f"Only {scores['general_kept']:.0%} of the general answers that were right before stayed right.",
        )
    if scores["perplexity_change"] > PERPLEXITY_RISE - 1:
        return "kept_old", f"Ordinary text became {scores['perplexity_change']:.0%} harder to predict."
    if scores["near_false"] > WIDE_OF_MARK:
        return (
            "kept_old",
            f"Look-alike questions were answered with a learned fact {scores['near_false']:.0%} of the time.",
        )
    if facts == 0:
        return "kept_old", "No question could be made about what there is to learn."
    if graduates == 0:
        return "kept_old", "No fact passed its closed-book questions."
    if graduates < facts:
        return "published_fewer", f"{graduates} of {facts} facts passed; the others stay in the prompt."
    if facts == 1:
        return "published", "The one fact passed its closed-book questions."
    return "published", f"All {facts} facts passed their closed-book questions."
