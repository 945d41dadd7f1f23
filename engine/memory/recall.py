"""Which facts bear on a question: few and sharp, because a small model drowns in the right answer's neighbours.

Measured with the starter model: 6 of 40 right with all 40 facts in the prompt, 30 of 40 with only the right one. So at
most a handful is recalled, only what has not graduated into the weights, and nothing at all when nothing matches.
Promises: the same ledger and question always give the same facts; the user's words never become a query's syntax.
Refuses to know how the facts are laid out in the prompt (`engine.prompt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from engine.memory.dates import DAYS, MONTHS
from engine.memory.over import told
from engine.memory.words import FILLER, fold, stem, stems, surfaces, words
from engine.store.ledger import Fact, Ledger

MOST = 3  # facts in one prompt
ROOM = 600  # characters of facts in one prompt, about 150 tokens
LOOKED_AT = 50  # facts that the index may propose
NEAR_BEST = 0.6  # a fact this much weaker than the best one is left out: it is a neighbour, not an answer
LEAST = 0.25  # of the question's weight must be met: one common word is no reason to bring up somebody's life
HEARD = 600  # characters at either end of a long message
NAME = 2.0  # weight of a name in the question against a common word
COMMON = 0.4  # weight of a word that says little about what is asked for
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|mine|our|ours|we|us|i|im|ive)\b|\bI['’]", re.IGNORECASE)
_CALENDAR = frozenset((*MONTHS, *DAYS))
_COMMON = frozenset(
    stem(each)
    for each in str.split(
        "go get make take come want need think like good best new old day week year time thing way help idea tip "
        "give tell say ask use look find keep let try start today tomorrow tonight morning even weekend much many long "
        "everyday some one two can work home house live people family write"
    )
)
# Of these a question about one is not answered by a fact about another.
_RELATIONS = frozenset(
    stem(each)
    for each in str.split(
        "mother mum father dad sister brother son daughter wife husband aunt uncle cousin niece nephew grandmother "
        "grandma grandfather grandpa grandson granddaughter stepson stepdaughter mother-in-law father-in-law "
        "sister-in-law brother-in-law son-in-law daughter-in-law friend neighbour boss manager colleague trainee "
        "landlord teacher dog cat rabbit hamster parrot horse tortoise"
    )
)
# Words that mean the same to one who asks: a question's word may be met by any of its family.
FAMILIES: tuple[tuple[str, ...], ...] = tuple(
    tuple(line.split())
    for line in (
        "live home city town move address reside based settle",
        "job work profession occupation career employed living",
        "wife spouse partner married wedding",
        "husband spouse partner married wedding",
        "mum mother mom",
        "dad father",
        "kid child son",
        "kid child daughter",
        "sibling sister",
        "sibling brother",
        "car drive vehicle",
        "doctor gp",
        "tablet medication medicine pill drug take prescription",
        "pet dog hound",
        "pet cat",
        "holiday vacation trip travel fly flight",
        "colour paint shade",
        "allergic react",
        "hate dislike stand",
        "love like enjoy favourite prefer",
        "birthday born",
        "phone mobile",
        "boss manager",
        "university college degree studied",
        "pick collect",
        "close shut",
        "open start",
        "sing choir",
    )
)
_KIN: dict[str, set[str]] = {}  # stem -> the words of its families
for _family in FAMILIES:
    for _word in _family:
        _KIN.setdefault(stem(_word), set()).update(_family)


@dataclass(frozen=True)
class Hit:
    """A fact with how well it meets the question, 0 to about 1."""

    fact: Fact
    score: float


def recall(ledger: Ledger, question: str, budget: int = MOST, *, weights: bool = True) -> list[Fact]:
    """At most `budget` facts (never more than `MOST`) that bear on `question`, best first.

    `weights` False (no adapter is loaded) also recalls what has graduated into one.
    """
    chosen: list[Fact] = []
    room = ROOM
    for hit in rank(ledger, question, weights=weights)[: min(budget, MOST)]:
        room -= len(hit.fact.text)
        if room >= 0:
            chosen.append(hit.fact)
    return chosen


def say(fact: Fact, today: date | None = None) -> str:
    """`fact` as the prompt quotes it: one that may be over says so, that the model asks instead of asserting.

    With `today`, a plan whose day has passed is told in the past.
    """
    text = told(fact.text, today) if today else fact.text
    return text if fact.state == "active" else f"{text} (It is not sure that this is still so: ask.)"


def rank(ledger: Ledger, question: str, *, weights: bool = True) -> list[Hit]:
    """The facts that meet the question well enough, best first; ties go to the newer fact."""
    if len(question) > 2 * HEARD:  # of a long text, what it opens and ends with
        question = f"{question[:HEARD]} {question[-HEARD:]}"
    asked, names = _asked(question), _names(question)
    if not asked:
        return []
    relations = _RELATIONS.intersection(asked)
    mine = bool(_FIRST_PERSON.search(question))
    wanted = sorted({*(each for each in words(question) if each not in FILLER), *_widened(asked)})
    found = [fact for fact, _ in ledger.match(wanted, "prompt" if weights else "", LOOKED_AT)]
    rarity = _rarity(found)
    hits = [
        Hit(fact, _score(asked, rarity, fact) * _bearing(_read(fact.text), names, relations, mine)) for fact in found
    ]
    hits = sorted((hit for hit in hits if hit.score >= LEAST), key=lambda hit: (-hit.score, -hit.fact.id))
    return [hit for hit in hits if hit.score >= NEAR_BEST * hits[0].score]


def _names(text: str) -> frozenset[str]:
    """The stems of the words that stand as names in `text`: capitals inside a sentence."""
    inside = re.findall(r"(?<=[\w,;:)] )[A-Z]\w+|^[A-Z]\w+(?=['’]s )", text)
    return frozenset(stem(fold(each)) for each in inside if fold(each) not in FILLER and each not in _CALENDAR)


def _asked(question: str) -> dict[str, float]:
    """The stems of the question with their weights: names count double, words that say little count half."""
    names = _names(question)
    return {each: NAME if each in names else COMMON if each in _COMMON else 1.0 for each in stems(question)}


@dataclass(frozen=True)
class _Read:
    """A fact's sentence as ranking sees it."""

    stems: frozenset[str]
    names: frozenset[str]
    relations: frozenset[str]


@lru_cache(maxsize=4096)
def _read(text: str) -> _Read:
    held = frozenset(stems(text))
    return _Read(held, _names(text), held & _RELATIONS)


def _bearing(fact: _Read, names: frozenset[str], relations: frozenset[str], mine: bool) -> float:
    """How far a question with these names is about the user's world, and about whom this fact speaks of."""
    known, held = fact.names, fact.relations
    if names & known:
        return 1.0
    if (names and known) or (held and relations and not held & relations):
        return 0.5  # somebody else: a neighbour of the right fact is worse than none
    return 1.0 if mine else 0.5


def _widened(asked: Iterable[str]) -> set[str]:
    """Words, not stems, that a fact may meet the question with: the index has a stemmer of its own."""
    return {word for each in asked for word in (*_KIN.get(each, ()), *surfaces(each))}


def _rarity(facts: Sequence[Fact]) -> dict[str, float]:
    """How telling each stem is among the facts found: 1 for one that a single fact holds, less for shared ones."""
    counts: dict[str, int] = {}
    for fact in facts:
        for each in _read(fact.text).stems:
            counts[each] = counts.get(each, 0) + 1
    return {each: 1 / (1 + 0.25 * (count - 1)) for each, count in counts.items()}


def _score(asked: dict[str, float], rarity: dict[str, float], fact: Fact) -> float:
    held = _read(fact.text).stems
    met = sum(weight * rarity.get(each, 1.0) for each, weight in asked.items() if each in held)
    family = sum(
        0.7 * min(1.0, weight) for each, weight in asked.items() if each not in held and _kin(each) & held
    )  # a relative of the word asked counts, though less than the word itself
    of_fact: float = (met + family) / max(1.0, float(len(held))) ** 0.5
    of_question = (met + family) / max(1.0, sum(asked.values()))
    trusted = 1.0 if fact.state == "active" else 0.9
    return (0.5 * of_fact + 0.5 * of_question) * trusted + (0.05 if fact.pinned else 0.0)


@lru_cache(maxsize=1024)
def _kin(word: str) -> frozenset[str]:
    return frozenset(stem(each) for each in _KIN.get(word, ())) - {word}
