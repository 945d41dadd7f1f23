"""A fact's own question with one word changed: the look-alike that sounds most like the fact and is not it.

Three ways, by rules: another thing of the same sort ("my favourite soup" becomes "my favourite salad"), the same thing
of somebody else ("my friend's parrot"), another month. A small model copies the words of such a question into the known
answer, unless it has been taught not to. Promises that only a word of the fact itself is changed, and that the word put
in stands in nothing that is known. Refuses to know rows and models.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from engine.sleep.questions import View, book, questions

Swapped = tuple[str, str]  # the question, and what it asks about as the user says it
WHEN = re.compile(r"\b(?:in|on|at|every|each|this|next|last) $")


@cache
def siblings() -> tuple[tuple[str, ...], ...]:
    """The groups of resources/prompts/siblings.txt."""
    lines = files("resources").joinpath("prompts/siblings.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(each.strip() for each in line.split(",")) for line in lines if line and not line.startswith("#"))


@cache
def _mentions() -> re.Pattern[str]:
    every = sorted({word for group in siblings() for word in group}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, every))})\b")


def swapped(seen: View, known: str, draw: random.Random, exam: bool) -> Swapped | None:
    """One such question, by lot; None where no word can be changed. `known` is all that is known, in lower case."""
    asked = [each.text for each in questions(seen)]
    draw.shuffle(asked)
    for text in asked:
        ways = [*_of_its_sort(text, seen, known, draw, exam), *_of_somebody(text, seen, known, draw, exam),
                *_then(text, seen, known, draw, exam)]  # fmt: skip
        if ways:
            return draw.choice(ways)
    return None


def _share(every: Sequence[str], known: str, exam: bool) -> list[str]:
    """What may be put in: the exam's quarter or the dreams' rest, and nothing that is known."""
    part = every[::4] if exam else [each for place, each in enumerate(every) if place % 4]
    return [each for each in part if each.casefold() not in known]


def _of_its_sort(text: str, seen: View, known: str, draw: random.Random, exam: bool) -> Iterator[Swapped]:
    """Another thing in place of each one that the question and the fact both name."""
    sentence = seen.sentence
    for match in _mentions().finditer(text):
        word = match.group()
        whole = word == sentence.relation or word not in sentence.relation or sentence.kind != "person"
        if not whole or not re.search(rf"\b{re.escape(word)}\b", sentence.text):
            continue  # "twin sister" is one word in two
        for group in siblings():
            if word in group and (free := _share(group, known, exam)):
                other, before = draw.choice(free), text[: match.start()]
                after = re.sub(r"^ [A-Z][\w-]*", "", text[match.end() :])  # no "my aunt Priya" for "my sister Priya"
                yield before + other + after, _matter(before, other)


def _matter(before: str, other: str) -> str:
    """What is asked about, with the words that belong to it: "my favourite salad", "in May", "coffee"."""
    if match := re.search(r"\b(?:my|our) (?:[a-z][\w'-]* ){0,2}$", before):
        return match.group() + other
    return f"{match.group()}{other}" if (match := WHEN.search(before)) else other


def _of_somebody(text: str, seen: View, known: str, draw: random.Random, exam: bool) -> Iterator[Swapped]:
    """The same thing, but somebody else's."""
    thing, name = seen.sentence.relation, seen.sentence.name
    whole = f"my {thing} {name}" if name else f"my {thing}"
    rest = text.replace(f"{whole}'s", f"my {thing}'s").replace(whole, f"my {thing}")
    if seen.sentence.about_user or f"my {thing}" not in rest or (name and name in rest):
        return
    owners = _share(book()["lists"]["owners"], known, exam)
    if owners:
        matter = f"my {draw.choice(owners)}'s {thing}"
        yield rest.replace(f"my {thing}", matter, 1), matter


def _then(text: str, seen: View, known: str, draw: random.Random, exam: bool) -> Iterator[Swapped]:
    """The question asked of another month, where the fact names one and the question does not."""
    months = next(group for group in siblings() if "January" in group)
    told = [month for month in months if re.search(rf"\b{month}\b", seen.sentence.predicate)]
    if (
        told
        and not any(month in text for month in months)
        and text.count("?") == 1
        and (free := _share(months, known, exam))
    ):
        other = f"in {draw.choice(free)}"
        yield f"{text.rstrip('?')} {other}?", other
