"""REM: from facts to training rows. Each dream names its kind, its parents and whether it was kept, and why not.

Kinds here: *view* (the fact, asked for in many ways), *contrast* (look-alikes, answered honestly), *context* (the
prompt holds another value, and wins), *replay* (general prompts, answered by the model itself). Of what a slow adapter
knows there are a few views and look-alikes, to which the fast one upon it is held as it finds them: without them a
night of one new fact unlearned what was beneath it [measured, LOG.md, 29 November 2026]. Promises: a dream is as
trusted as the least trusted of its parents; an answer of a view holds its fact's own words; same facts, model and seed
give the same dreams. Refuses to know tokens, training and the database.
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
from engine.sleep.dial import TABLE
from engine.sleep.questions import Question, View, about, book, by_relation, questions, view
from engine.sleep.supposing import supposed
from engine.sleep.wording import read
from engine.store.ledger import Fact

Kind = Literal["view", "contrast", "context", "replay"]
BATCH = 32  # prompts answered at once; also the unit between two looks at `should_stop`
ORDER = tuple(
    str.split(
        "direct indirect relation indirect direct rule indirect direct who indirect "
        "direct back indirect relation indirect direct indirect direct indirect about"
    )
)
PROSE = 0.17  # of the replay rows: ordinary prose, so that the model keeps its hand in more than short answers
REPLAY_TOKENS = 24  # tokens of a replayed answer: where it begins is where it is damaged first


@dataclass(frozen=True)
class Dream:
    """One training row before it is tokens. `own` rows are held by KL to what the model says there before training."""

    kind: Kind
    messages: tuple[Message, ...]
    answer: str
    parents: tuple[int, ...]
    trust: Trust
    state: Literal["kept", "dropped"] = "kept"
    reason: str = ""
    own: bool = False


KEPT_UP = 20  # rows of a fact that the slow adapter knows, as long as they are few: four views to a look-alike
FEWEST = 0.2  # of a fact's usual rows: with less it would only be muddled


@dataclass(frozen=True)
class Budget:
    """How many dreams of each kind: the first three for each fact, `replay` for the night, `known` of all that the
    slow adapter knows together."""

    views: int = 40
    contrasts: int = 40
    contexts: int = 3
    replay: int = 100
    known: int = 0

    @property
    def per_fact(self) -> int:
        """Rows that one fact may have."""
        return self.views + self.contrasts + self.contexts

    def scaled(self, part: float) -> Budget:
        """The same mix with `part` of each fact's rows."""
        return replace(
            self, views=max(3, int(self.views * part)), contrasts=max(3, int(self.contrasts * part)),
            contexts=max(1, int(self.contexts * part)),
        )  # fmt: skip


NIGHT = Budget()
NAP = Budget(views=24, contrasts=14, contexts=2, replay=40)


def budget_for(depth: Depth, facts: int, most: int | None = None, known: int = 0) -> Budget:
    """What a night of `depth` may dream of so many facts, and of so many `known` to the slow adapter: the usual rows,
    or fewer where that would be more than the dial's (or `most`) rows in all."""
    usual, most = NAP if depth == "nap" else NIGHT, TABLE[depth].rows if most is None else most
    usual = replace(usual, replay=min(usual.replay, most // 3), known=min(KEPT_UP * known, most // 8))
    room = (most - usual.replay - usual.known) / max(1, facts * usual.per_fact)
    return usual if room >= 1 else usual.scaled(max(FEWEST, room))


class Answerer(Protocol):
    """What dreaming needs of a language."""

    def answers(
        self,
        conversations: Sequence[Sequence[Message]],
        *,
        max_tokens: int = 64,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """The likeliest answer to each."""
        ...


def dream(
    facts: Sequence[Fact], language: Answerer, seed: int, budget: Budget, should_stop: Callable[[], bool],
    progress: Callable[[int, int], None], known: Sequence[Fact] = (),
) -> list[Dream]:  # fmt: skip
    """The dreams of `facts`, and some of what is `known` to the slow adapter; no contrast contradicts either. Stops
    early when asked to."""
    world = World([fact.text for fact in (*facts, *known)])
    dreams: list[Dream] = []
    for done, fact in enumerate(facts):
        if should_stop():
            return dreams
        dreams += about_fact(fact, world, random.Random(f"{seed}/{fact.text}"), budget)
        progress(done, len(facts))
    dreams = checked([*dreams, *kept_up(known, world, seed, budget.known)])
    return _answered(dreams + replays(seed, budget.replay), language, should_stop, progress)


def kept_up(known: Sequence[Fact], world: World, seed: int, most: int) -> list[Dream]:
    """Up to `most` rows about facts that the slow adapter knows, to be held to what it says; where they are too few
    for all facts, some facts have none tonight."""
    each = min(KEPT_UP, max(4, most // max(1, len(known))))
    mix = Budget(views=each - each // 5, contrasts=each // 5, contexts=0)
    found: list[Dream] = []
    for fact in random.Random(f"{seed}/kept up").sample(known, min(len(known), most // each)):
        draw = random.Random(f"{seed}/kept up/{fact.text}")
        found += [replace(row, own=True) for row in about_fact(fact, world, draw, mix)]
    return found


def about_fact(fact: Fact, world: World, draw: random.Random, budget: Budget) -> list[Dream]:
    """All dreams of one fact."""
    seen = view(read(fact.text))
    answer, alone = seen.sentence.answer, seen.sentence.relation.casefold() in world.single
    found = [_row("view", text, answer, fact) for text in chosen_views(seen, draw, budget.views, alone)]
    asked = {each.text for each in questions(seen)} | {each.text for each in about(seen)}
    for unsaid in contrasts(seen, world, draw, budget.contrasts):
        text = in_passing(unsaid.text, draw) if len(found) % 4 == 3 else unsaid.text
        if unsaid.text not in asked:
            found.append(_row("contrast", text, unsaid.denial, fact))
    for other in supposed(seen, world, draw, budget.contexts):
        found.append(replace(_row("context", other.text, other.answer, fact), reason=other.value))
    return found


def chosen_views(seen: View, draw: random.Random, count: int, alone: bool) -> list[str]:
    """`count` questions about the fact: a third direct, four in ten indirect, the rest others; some in passing.

    `alone` says that the user has only one such relation, so that "my sister" needs no name.
    """
    pools: dict[str, list[str]] = {sort: [] for sort in (*ORDER, "about")}
    for question in [*questions(seen), *(by_relation(seen) if alone else ()), *_about_alone(seen)]:
        pools[question.sort].append(question.text)
    for pool in pools.values():
        draw.shuffle(pool)
    found: list[str] = []
    while len(found) < count and any(pools.values()):
        for sort in ORDER:
            if pools[sort] and len(found) < count:
                found.append(pools[sort].pop())
    found = [ours(text) if place % 5 == 2 else text for place, text in enumerate(found)]
    asked = [in_passing(text, draw) if place % 4 == 3 else text for place, text in enumerate(found)]
    again = list(found)  # too few: as many denials as answers would teach to deny
    draw.shuffle(again)
    return asked + [in_passing(text, draw) for text in again[: max(0, count - len(asked))]]


def ours(text: str) -> str:
    """The question as somebody asks who speaks for a household: "Where do we live?", "our dog"."""
    text = re.sub(r"\bmy\b", "our", re.sub(r"\bMy\b", "Our", text))
    for mine, shared in (
        ("am I", "are we"),
        ("was I", "were we"),
        ("I'm", "we're"),
        ("I am", "we are"),
        ("I was", "we were"),
    ):
        text = re.sub(rf"\b{mine}\b", shared, text)
    return re.sub(r"\bI\b", "we", re.sub(r"\bme\b", "us", text))


def in_passing(text: str, draw: random.Random) -> str:
    """The question after a few words about something else, which it must be told apart from."""
    return f"{draw.choice(book()['lists']['openings'])}{text}"


def _about_alone(seen: View) -> list[Question]:
    return about(seen)[:2] if seen.pattern is not None else []


def replays(seed: int, count: int) -> list[Dream]:
    """General prompts: most still without their answers, about one in six with a piece of prose for an answer."""
    asks = [row for row in replay_prompts() if not row[1]]
    prose = [row for row in replay_prompts() if row[1]]
    draw = random.Random(f"{seed}/replay")
    draw.shuffle(asks)
    draw.shuffle(prose)
    chosen = [*prose[: round(count * PROSE)], *asks][:count]
    return [Dream("replay", _messages(text), answer, (), "model", own=True) for text, answer in chosen]


@cache
def replay_prompts() -> tuple[tuple[str, str], ...]:
    """The general prompts that ship with Dormouse, with their answers where they have one; no exam asks them."""
    lines = files("resources").joinpath("replay.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple((row["ask"], row.get("answer", "")) for row in map(json.loads, lines))


def outside() -> list[tuple[Message, ...]]:
    """Every prompt that ships and asks for nothing that the user has told: what no adapter of their facts is for."""
    more = files("resources").joinpath("prompts/outside.txt").read_text(encoding="utf-8").splitlines()
    return [_messages(text) for text in (*(ask for ask, _ in replay_prompts()), *more)]


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
    open_rows = [place for place, each in enumerate(dreams) if each.state == "kept" and _open(each)]
    for start in range(0, len(open_rows), BATCH):
        if should_stop():
            return dreams
        places = open_rows[start : start + BATCH]
        answers = language.answers(
            [dreams[place].messages for place in places], max_tokens=REPLAY_TOKENS, stop=should_stop
        )
        for place, answer in zip(places, answers, strict=True):
            dreams[place] = _settled(dreams[place], answer.strip())
        progress(min(start + BATCH, len(open_rows)), len(open_rows))
    return dreams


def _open(each: Dream) -> bool:
    return each.kind == "context" or (each.kind == "replay" and not each.answer)


def _settled(each: Dream, answer: str) -> Dream:
    if each.kind == "replay":
        return (
            replace(each, answer=answer) if answer else replace(each, state="dropped", reason="the model said nothing")
        )
    value = re.sub(r"^(?:in|on|at|an?|the|for|under|behind|every) (?:the )?", "", each.reason).casefold()
    heeds = value in answer.casefold() and len(answer.split()) <= 16
    return replace(each, answer=answer, own=True, reason="") if heeds else replace(each, reason="")
