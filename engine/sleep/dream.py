"""REM: from facts to training rows. Each dream names its kind, its parents and whether it was kept, and why not.

Kinds here: *view* (the fact, asked for in many ways), *contrast* (look-alikes, answered honestly), *context* (the prompt holds
another value, and wins), *replay* (general prompts, answered by the model itself). Promises: a dream is as trusted as the least
trusted of its parents; an answer of a view holds its fact's own words; same facts, model and seed give the same dreams.
Refuses to know tokens, training and the database.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol

from engine.model.message import Message
from engine.prompt import system_prompt
from engine.protocol import Depth, Trust
from engine.sleep.contrast import World, contrasts
from engine.sleep.questions import Question, View, about, book, exam_questions, fill, named, questions, subject_of, view
from engine.sleep.wording import read
from engine.store.ledger import Fact

Kind = Literal["view", "contrast", "context", "replay"]
BATCH = 32  # prompts answered at once; also the unit between two looks at `should_stop`
REPLAY_TOKENS = 24  # tokens of a replayed answer: where it begins is where it is damaged first


@dataclass(frozen=True)
class Dream:
    """One training row before it is tokens. `own` rows were answered by the model itself and are held to it by KL."""

    kind: Kind
    messages: tuple[Message, ...]
    answer: str
    parents: tuple[int, ...]
    trust: Trust
    state: Literal["kept", "dropped"] = "kept"
    reason: str = ""
    own: bool = False


@dataclass(frozen=True)
class Budget:
    """How many dreams of each kind: per fact, and `replay` for the night (at least `replay_share` of all other rows)."""

    views: int = 16
    contrasts: int = 12
    contexts: int = 2
    replay: int = 60

    def for_many(self, facts: int) -> Budget:
        """The same night for more facts: fewer rows a fact past 20, so that the night grows slower than they do."""
        if facts <= 20:
            return self
        less = max(0.5, (20 / facts) ** 0.5)
        return replace(self, views=round(self.views * less), contrasts=round(self.contrasts * less))


def budget_for(depth: Depth, facts: int) -> Budget:
    """What a night of `depth` may dream of so many facts."""
    return Budget(views=12, contrasts=10, contexts=2, replay=40) if depth == "nap" else Budget().for_many(facts)


class Answerer(Protocol):
    """What dreaming needs of a language."""

    def answers(
        self, conversations: Sequence[Sequence[Message]], *, max_tokens: int = 64, stop: Callable[[], bool] | None = None
    ) -> list[str]:
        """The likeliest answer to each."""
        ...


def dream(
    facts: Sequence[Fact], language: Answerer, seed: int, budget: Budget, should_stop: Callable[[], bool],
    progress: Callable[[int, int], None], known: Sequence[Fact] = (),
) -> list[Dream]:  # fmt: skip
    """The dreams of `facts`; `known` are further facts that no contrast may contradict. Stops early when asked to."""
    world = World([fact.text for fact in (*facts, *known)])
    dreams: list[Dream] = []
    for done, fact in enumerate(facts):
        if should_stop():
            return dreams
        dreams += about_fact(fact, world, random.Random(f"{seed}/{fact.text}"), budget)
        progress(done, len(facts))
    dreams = checked(dreams)
    return _answered(dreams + replays(seed, budget.replay), language, should_stop, progress)


def about_fact(fact: Fact, world: World, draw: random.Random, budget: Budget) -> list[Dream]:
    """All dreams of one fact."""
    seen = view(read(fact.text))
    answer = seen.sentence.answer
    found = [_row("view", text, answer, fact) for text in chosen_views(seen, draw, budget.views)]
    asked = {each.text for each in questions(seen)} | {each.text for each in about(seen)}
    for text in contrasts(seen, world, draw, budget.contrasts):
        if text not in asked:
            found.append(_row("contrast", text, draw.choice(book()["lists"]["deny"]), fact))
    return found + contexts(seen, world, draw, budget.contexts, fact)


def chosen_views(seen: View, draw: random.Random, count: int) -> list[str]:
    """`count` questions about the fact: about half direct, a third indirect, the rest of the other sorts; some in passing."""
    pools: dict[str, list[str]] = {"direct": [], "indirect": [], "rule": [], "back": [], "about": []}
    for question in [*questions(seen), *_about_alone(seen)]:
        pools[question.sort].append(question.text)
    for pool in pools.values():
        draw.shuffle(pool)
    order = ["direct", "indirect", "rule", "direct", "indirect", "direct", "back", "direct", "indirect", "about"]
    found: list[str] = []
    while len(found) < count and any(pools.values()):
        for sort in order:
            if pools[sort] and len(found) < count:
                found.append(pools[sort].pop())
    openings = book()["lists"]["openings"]
    return [f"{draw.choice(openings)}{text}" if place % 5 == 4 else text for place, text in enumerate(found)]


def _about_alone(seen: View) -> list[Question]:
    return about(seen)[:2] if seen.pattern is not None else []


def contexts(seen: View, world: World, draw: random.Random, count: int, fact: Fact) -> list[Dream]:
    """Prompts that hold another value than the fact's: somebody else's, or a supposition about the same one."""
    value, name = seen.parts.get("v", ""), seen.pattern.name if seen.pattern else ""
    others = [each for each in book()["values"].get(name, []) if each.casefold() not in seen.sentence.text.casefold()]
    found: list[Dream] = []
    for turn in range(count if others and value else 0):
        other = draw.choice(others)
        assert seen.pattern is not None
        own = turn % 2 == 1 and not seen.sentence.about_user
        strange = world.someone(draw) if draw.random() < 0.25 else world.stranger(draw)
        subject = subject_of(seen.sentence) if own or seen.sentence.kind not in ("self", "person") else strange
        own = subject == subject_of(seen.sentence)
        does = _does(seen, other, about_other=seen.sentence.about_user)
        templates = [each for each in seen.pattern.ask[:6] if "{v" not in each]
        asks = [text for each in templates if (text := fill(each, subject, seen.parts, seen.sentence if own else None))]
        if not asks or not does:
            continue
        frame = draw.choice(book()["frames"]["suppose" if own else "others"])
        text = frame.format(who=subject.doer, does=does, ask=draw.choice(asks))
        text = text[:1].upper() + text[1:]
        told = re.sub(r"\bmy\b", "your", f"{subject.doer} {does}.")
        found.append(replace(_row("context", text, told[:1].upper() + told[1:], fact), reason=other))
    return found


def _does(seen: View, other: str, about_other: bool) -> str:
    """The predicate with another value, in the third person."""
    predicate = seen.sentence.predicate
    found = seen.pattern.match.match(predicate) if seen.pattern else None
    if found is None:
        return ""
    start, end = found.span("v")
    before = predicate[:start]
    if re.match(r"(?:in|on|at|under|behind|for|an?|the) ", other):
        before = re.sub(r"\b(?:in|on|at|to|for|with|near|under|an?|the) $", "", before)
    return re.sub(r"\b(?:his|her|their) ", "the ", f"{before}{other}{predicate[end:]}") if about_other else f"{before}{other}{predicate[end:]}"


def replays(seed: int, count: int) -> list[Dream]:
    """General prompts, still without their answers."""
    prompts = list(replay_prompts())
    random.Random(f"{seed}/replay").shuffle(prompts)
    return [Dream("replay", _messages(text), "", (), "model", own=True) for text in prompts[:count]]


@cache
def replay_prompts() -> tuple[str, ...]:
    """The general prompts that ship with Dormouse; no exam asks them."""
    lines = files("resources").joinpath("replay.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line)["ask"] for line in lines)


def _row(kind: Kind, text: str, answer: str, fact: Fact) -> Dream:
    return Dream(kind, _messages(text), answer, (fact.id,), fact.trust)


def _messages(text: str) -> tuple[Message, ...]:
    return (Message("system", system_prompt()), Message("user", text))


def checked(dreams: Sequence[Dream]) -> list[Dream]:
    """Doubles, and questions that two facts would answer differently, are dropped with the reason."""
    first: dict[str, Dream] = {}
    kept: list[Dream] = []
    for each in dreams:
        key = each.messages[-1].content.casefold()
        before = first.get(key)
        if before is None:
            first[key] = each
            kept.append(each)
            continue
        reason = "asked before" if before.answer == each.answer else "has two answers"
        kept.append(replace(each, state="dropped", reason=reason))
    return kept


def _answered(
    dreams: list[Dream], language: Answerer, should_stop: Callable[[], bool], progress: Callable[[int, int], None]
) -> list[Dream]:
    """Replays get the model's own answers; so do context rows where the model already heeds the prompt."""
    open_rows = [place for place, each in enumerate(dreams) if each.state == "kept" and each.kind in ("replay", "context")]
    for start in range(0, len(open_rows), BATCH):
        if should_stop():
            return dreams
        places = open_rows[start : start + BATCH]
        answers = language.answers([dreams[place].messages for place in places], max_tokens=REPLAY_TOKENS, stop=should_stop)
        for place, answer in zip(places, answers, strict=True):
            dreams[place] = _settled(dreams[place], answer.strip())
        progress(min(start + BATCH, len(open_rows)), len(open_rows))
    return dreams


def _settled(each: Dream, answer: str) -> Dream:
    if each.kind == "replay":
        return replace(each, answer=answer) if answer else replace(each, state="dropped", reason="the model said nothing")
    value = re.sub(r"^(?:in|on|at|an?|the|for|under|behind|every) (?:the )?", "", each.reason).casefold()
    heeds = value in answer.casefold() and len(answer.split()) <= 16
    return replace(each, answer=answer, own=True, reason="") if heeds else replace(each, reason="")


def never_trained(dreams: Sequence[Dream], facts: Sequence[Fact]) -> dict[int, list[str]]:
    """For each fact, exam questions that no dream of the night asks."""
    asked = {each.messages[-1].content.casefold() for each in dreams}
    found = {fact.id: exam_questions(view(read(fact.text))) for fact in facts}
    return {fact: [text for text in texts if text.casefold() not in asked] for fact, texts in found.items()}


__all__ = ["Budget", "Dream", "contexts", "dream", "fill", "named", "never_trained", "replays"]
