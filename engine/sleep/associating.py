"""Insights: thoughts that connect memories lying far apart, found by rules and said in the facts' own words.

Two facts are connected by what both speak of: a place or a person, a day or a month, a food that somebody must not eat,
a thing that is rarely mentioned. Promises: pure; only what two facts say is said, never what might follow; at most so
many as asked for, best first, and no fact in more than two. Refuses to know models, training and the user's judgement.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from engine.memory import trust
from engine.memory.dates import DAYS, MONTHS
from engine.memory.statement import parse
from engine.memory.words import FILLER, stem, stems
from engine.sleep.wording import AUXILIARY, FAMILY, PAST, PERSON, PET, THIRD, Sentence, base_form, read
from engine.store.ledger import Fact

MOST = 5  # insights of a night
TWICE = 2  # how often one fact may occur among them
FAR = 12.0  # turns between two sources at which they count as half way to "far apart"
NEAR = 2  # turns: what was said in one breath is no insight
LEAST = 0.1  # worth: below it, two memories have little more than a word in common
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
_TITLES = frozenset(str.split("Dr Mr Mrs Ms Miss Sir Saint St The I"))
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:to|until|-|–)\s*(\d{1,2})(?:st|nd|rd|th)?)?"
    rf" (?:of )?({'|'.join(MONTHS)})\b"
)
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b(?! \d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(DAYS)})s?\b")
_LASTS = re.compile(r"\b(?:birthday|anniversary|born)\b")
# Nobody wants to be surprised by these over breakfast.
_TENDER = re.compile(
    r"\b(?:died|death|dead|funeral|cancer|tumou?r|miscarr\w+|divorc\w+|suicid\w+|abus\w+|stroke|dementia|widow\w*)\b",
    re.IGNORECASE,
)
_AVOIDS = re.compile(
    r"\b(?:allergic to|allergy to|intolerant (?:to|of)|does not eat|doesn't eat|can't eat|cannot eat)\b"
)
_FOOD = {
    "nut": "nut walnut hazelnut almond pecan cashew pistachio marzipan praline nougat",
    "peanut": "peanut satay",
    "milk": "milk cheese cream butter yoghurt latte custard",
    "lactose": "milk cheese cream butter yoghurt latte custard",
    "dairy": "milk cheese cream butter yoghurt latte custard",
    "egg": "egg omelette meringue mayonnaise custard",
    "gluten": "bread pasta cake beer pizza croissant",
    "wheat": "bread pasta cake pizza croissant",
    "shellfish": "shellfish prawn shrimp crab lobster mussel oyster scampi",
    "fish": "fish salmon tuna cod sushi anchovy mackerel",
    "meat": "meat steak beef lamb pork chicken bacon ham sausage",
}


@dataclass(frozen=True)
class Memory:
    """One fact with where it was said: `turns` are those it was read from."""

    fact: Fact
    turns: tuple[int, ...] = ()

    @cached_property
    def sentence(self) -> Sentence:
        """The fact's sentence taken apart."""
        return read(self.fact.text)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The stems of whom or what it is about."""
        said = parse(self.fact.text)
        return said.head | said.owner

    @cached_property
    def names(self) -> set[str]:
        """Names in it: of people and places, not of days and months."""
        found = {each for group in _NAME.findall(self.fact.text) for each in (group, *group.split())}
        return {re.sub(r"'s$", "", each) for each in found} - {*MONTHS, *DAYS} - _TITLES

    @cached_property
    def own_name(self) -> set[str]:
        """The names in its subject: two facts about Priya are no discovery."""
        return set(self.sentence.name.split()) | {each for each in self.names if each in self.sentence.subject}


@dataclass(frozen=True)
class Link:
    """What connects two memories: `by` is the word for it, `strength` 0 to 1 how telling it is."""

    one: Memory
    other: Memory
    by: str
    strength: float
    novelty: float
    support: float

    @property
    def text(self) -> str:
        """The thought, said to the user."""
        first, second = (each.sentence.answer.rstrip(".") for each in (self.one, self.other))
        return f"{self.by}: {_inside(first)}, and {_inside(second)}."

    @property
    def facts(self) -> tuple[int, int]:
        """The ids of its facts, ascending."""
        one, other = sorted((self.one.fact.id, self.other.fact.id))
        return one, other

    @property
    def turns(self) -> tuple[int, ...]:
        """The turns that it rests on."""
        return tuple(sorted({*self.one.turns, *self.other.turns}))


def insights(memories: Sequence[Memory], told: Collection[tuple[int, int]] = (), most: int = MOST) -> list[Link]:
    """At most `most` links, best first by novelty and support; pairs in `told` never come again."""
    speakable = [each for each in memories if _speakable(each)]
    found: dict[tuple[int, int], Link] = {}
    for link in _links(speakable):
        best = found.get(link.facts)
        if link.facts not in told and (best is None or _worth(link) > _worth(best)):
            found[link.facts] = link
    ranked = sorted(found.values(), key=lambda each: (-_worth(each), each.text))
    uses: Counter[int] = Counter()
    chosen: list[Link] = []
    for link in ranked:
        if len(chosen) < most and _worth(link) >= LEAST and all(uses[fact] < TWICE for fact in link.facts):
            chosen.append(link)
            uses.update(link.facts)
    return chosen


def _worth(link: Link) -> float:
    return link.strength * link.novelty * link.support


def _speakable(memory: Memory) -> bool:
    fact = memory.fact
    return fact.state == "active" and not _TENDER.search(fact.text) and not trust.is_secret(fact.text)


def _links(memories: Sequence[Memory]) -> Iterable[Link]:
    rare = _rare_words(memories)
    for one, other in combinations(memories, 2):
        if one.turns and other.turns and _apart(one, other) < NEAR:
            continue
        if one.subject and one.subject == other.subject:
            continue  # the same one twice is a portrait and no insight
        for by, strength in (*_named(one, other), *_dated(one, other), *_eaten(one, other), *_shared(one, other, rare)):
            yield Link(one, other, by, strength, _novelty(one, other), _support(one, other))


def _apart(one: Memory, other: Memory) -> int:
    """How many turns lie between the nearest sources of both; by order of the facts where a source is gone."""
    if not one.turns or not other.turns:
        return abs(one.fact.id - other.fact.id)
    return min(abs(mine - theirs) for mine in one.turns for theirs in other.turns)


def _novelty(one: Memory, other: Memory) -> float:
    apart = _apart(one, other)
    return round(apart / (apart + FAR), 4)


def _support(one: Memory, other: Memory) -> float:
    """How sure both are: the geometric mean of their confidences, a little less for what was never confirmed."""
    sure = [each.fact.confidence * (1.0 if each.fact.trust == "user_confirmed" else 0.9) for each in (one, other)]
    return round(math.sqrt(sure[0] * sure[1]), 4)


# --- what connects ----------------------------------------------------------------------------------------------


def _named(one: Memory, other: Memory) -> list[tuple[str, float]]:
    """A place or a person that both speak of, unless both are about that very person."""
    both = one.names & other.names
    shared = sorted((each for each in both if not (each in one.own_name and each in other.own_name)), key=len)
    return [(f"{shared[-1]} comes up twice", 0.9)] if shared else []


def _dated(one: Memory, other: Memory) -> list[tuple[str, float]]:
    """The same days, the same weekday, or the same month."""
    mine, theirs = _spans(one.fact.text), _spans(other.fact.text)
    for month, start, end in mine:
        for other_month, other_start, other_end in theirs:
            if month == other_month and start <= other_end and other_start <= end:
                return [("These fall on the same day" if start == end == other_start else "These meet in time", 1.0)]
    months = [{*_MONTH.findall(each.fact.text), *_months_of_days(each.fact.text)} for each in (one, other)]
    if same := sorted(months[0] & months[1]):
        return [(f"Both are in {same[0]}", 0.6)]
    weekdays = [set(_WEEKDAY.findall(each.fact.text)) for each in (one, other)]
    if (same := sorted(weekdays[0] & weekdays[1])) and not (mine or theirs):
        return [(f"Both are on a {same[0]}", 0.6)]
    return []


def _months_of_days(text: str) -> list[str]:
    return [found[2] for found in _DAY_MONTH.findall(text)]


def _spans(text: str) -> list[tuple[str, int, int]]:
    """The days that a sentence names, as (month, first, last)."""
    return [(month, int(first), int(last or first)) for first, last, month in _DAY_MONTH.findall(text)]


def _eaten(one: Memory, other: Memory) -> list[tuple[str, float]]:
    """What one must not eat and the other speaks of."""
    for avoiding, speaking in ((one, other), (other, one)):
        found = _AVOIDS.search(avoiding.fact.text)
        if found is None or _AVOIDS.search(speaking.fact.text):
            continue
        avoided = set(stems(avoiding.fact.text[found.end() :]))
        spoken = set(stems(speaking.fact.text))
        foods = {stem(each) for kind in avoided for each in _food(kind)} | avoided
        if foods & spoken:
            return [("One of these may matter to the other", 1.0)]
    return []


def _food(kind: str) -> list[str]:
    return next((words.split() for name, words in _FOOD.items() if stem(name) == kind), [])


_COMMON = frozenset(stem(each) for each in {*FILLER, *AUXILIARY, *THIRD, *PERSON, *PET, *FAMILY, *PAST}) | frozenset(
    stem(base_form(each)) for each in THIRD
) | frozenset(stem(each.lower()) for each in (*MONTHS, *DAYS)) | frozenset(
    stem(each) for each in str.split(
        "favourite appointment meeting morning evening afternoon house street called year week month day time first "
        "second third every near always only old new small large little good best work school home friend family spare "
        "allergic allergy pain medicine"
    )
)  # fmt: skip


def _rare_words(memories: Sequence[Memory]) -> set[str]:
    """Stems of longer words that just two memories have."""
    count: defaultdict[str, int] = defaultdict(int)
    for memory in memories:
        for each in set(stems(memory.fact.text)):
            count[each] += 1
    return {each for each, number in count.items() if number == 2 and len(each) >= 5 and each not in _COMMON}


def _shared(one: Memory, other: Memory, rare: set[str]) -> list[tuple[str, float]]:
    """A thing that is mentioned in these two and nowhere else, and names neither's subject alone."""
    shared = rare & set(stems(one.fact.text)) & set(stems(other.fact.text))
    telling = sorted(shared - (one.subject & other.subject), key=lambda each: (-len(each), each))
    if not telling or one.names & other.names:
        return []
    return [("These two may belong together", 0.5)]


def _inside(answer: str) -> str:
    """The sentence as it stands in the middle of another."""
    return answer[:1].lower() + answer[1:] if re.match(r"(?:You|Your|The|A|An|Trash)\b", answer) else answer
