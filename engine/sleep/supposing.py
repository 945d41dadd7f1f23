"""Prompts that carry another value than a fact's: a stranger's, or a supposition about the fact's own subject.

There the prompt must win over what was learned. Promises: pure but for the draw that is passed in; the right answer
stands in the prompt. Refuses to know rows, models and the ledger.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from engine.sleep.contrast import World
from engine.sleep.questions import View, book, fill
from engine.sleep.spoken import Subject, named, subject_of
from engine.sleep.wording import read

LEAD = re.compile(r"(?:in|on|at|under|behind|for|an?|the) ")  # a value that brings its own preposition or article


@dataclass(frozen=True)
class Supposed:
    """A prompt with its own `value`, and the answer that heeds it."""

    text: str
    answer: str
    value: str


def supposed(seen: View, world: World, draw: random.Random, count: int) -> list[Supposed]:
    """Up to `count` such prompts; none where the pattern has no other values to offer."""
    if seen.pattern is None or not seen.parts.get("v"):
        return []
    said = seen.sentence.text.casefold()
    values = [each for each in book()["values"].get(seen.pattern.name, []) if each.casefold() not in said]
    found = [_one(seen, world, draw, draw.choice(values), turn % 2 == 1) for turn in range(count if values else 0)]
    return [each for each in found if each is not None]


def _one(seen: View, world: World, draw: random.Random, value: str, own: bool) -> Supposed | None:
    subject = subject_of(seen.sentence) if own else _stranger(seen, world, draw)
    mine = own and seen.sentence.about_user
    does = _does(seen, value)
    if mine and does:
        does = _first_person(does)
    assert seen.pattern is not None
    templates = [each for each in seen.pattern.ask[:6] if "{v" not in each]
    asked = [fill(each, subject, seen.parts, seen.sentence if own else None) for each in templates]
    asked = [each for each in asked if each]
    if not asked or not does:
        return None
    frame = draw.choice(book()["frames"]["suppose" if own else "others"])
    text = frame.format(who=subject.doer, does=does, ask=draw.choice(asked))
    text = re.sub(r"(?<=[.?] )[a-z]", lambda found: found[0].upper(), text)
    said = read(f"The user {_does(seen, value)}").answer if mine else f"{subject.doer} {does}."
    return Supposed(_upper(text), _upper(re.sub(r"\bmy\b", "your", said)), value)


def _first_person(does: str) -> str:
    """A predicate of the third person as the user would say it: "lives in Perth" is "live in Perth"."""
    words = read(f"The user {does}").answer.removeprefix("You ").rstrip(".").split(" ")
    words[0] = {"are": "am", "were": "was"}.get(words[0], words[0])
    return re.sub(r"\byour\b", "my", " ".join(words))


def _stranger(seen: View, world: World, draw: random.Random) -> Subject:
    """Somebody else, or somebody else's thing."""
    whose = world.someone(draw) if draw.random() < 0.25 else world.stranger(draw)
    if seen.sentence.kind in ("self", "person", "family"):
        return whose
    thing = named(f"{whose.owner} {seen.sentence.relation}")
    return replace(thing, owner=thing.doer) if seen.sentence.kind == "favourite" else thing


def _does(seen: View, value: str) -> str:
    """The predicate with another value, in the third person."""
    predicate = seen.sentence.predicate
    found = seen.pattern.match.match(predicate) if seen.pattern else None
    if found is None:
        return ""
    start, end = found.span("v")
    before = predicate[:start]
    if LEAD.match(value):
        before = re.sub(r"\b(?:in|on|at|to|for|with|near|under|an?|the) $", "", before)
    does = f"{before}{value}{predicate[end:]}"
    return re.sub(r"\b(?:his|her|their) ", "the ", does) if seen.sentence.about_user else does


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
