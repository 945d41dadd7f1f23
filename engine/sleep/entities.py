"""Somebody or something spoken of, its name, its relation to the user, and how names are told from other words.

Promises: pure functions of tokens and the lexicon. Refuses to know conversations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.sleep.tokens import Token
from engine.sleep.words import Words

FUNCTION = frozenset(
    str.split(
        "a an the and or but so if of to in on at by for with from as is are was were be been am i you he she it "
        "we they me him her us them my your his "
        "its our their mine yours ours hers theirs this that these those not no yes what which who when where "
        "why how there here because since about into over after "
        "before than then do does did have has had can could will would should may might must just even also "
        "too very please any some all"
    )
)
_NOT_NAMES = frozenset(
    str.split(
        "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
        "august september october november december "
        "christmas easter english french german spanish italian dutch polish british american european "
        "catholic jewish muslim hindu buddhist ok ps"
    )
)
MILD = frozenset(
    str.split(
        "poor lovely dear darling beloved wonderful amazing brilliant stupid silly own good new late sweet "
        "gorgeous crazy favourite favorite"
    )
)
STRANGER = frozenset(
    str.split(
        "bloke guy man woman lady person customer chap lad girl boy kid people stranger actor actress singer "
        "somebody someone presenter driver waiter waitress "
        "influencer youtuber politician teenager couple fella tourist passenger celebrity neighbour's dude "
        "gentleman anybody anyone everybody nobody author character"
    )
)
TAKEN = frozenset(["bought", "own", "drive", "rent", "run", "keep", "ride", "inherited", "adopted", "built", "play"])


@dataclass
class Entity:
    """Somebody or something spoken of. `relation` is what it is to the user ("daughter's hamster"); "" is unknown."""

    name: str = ""
    relation: str = ""
    gender: str = "x"  # f, m, x either, n animal or thing, group, ? a bare name
    stranger: bool = False
    person: bool = True

    def phrase(self) -> str:
        """How a fact speaks of it: "The user's sister Dilani"; a name alone where there is no relation."""
        if self.relation:
            return f"The user's {self.relation}{' ' + self.name if self.name else ''}"
        return self.name


@dataclass(frozen=True)
class Mention:
    """An entity at tokens `first` (included) to `last` (excluded) of a sentence. `adjectives` stood before its noun."""

    entity: Entity
    first: int
    last: int
    adjectives: tuple[str, ...] = ()
    named: bool = False  # the name is given here, together with the relation
    owned: bool = True  # False for "a 2014 Vespa", "do axolotls": spoken of, but not as the user's


_PLAIN = {
    "little girl": "daughter",
    "little boy": "son",
    "missus": "wife",
    "hubby": "husband",
    "gf": "girlfriend",
    "bf": "boyfriend",
    "bro": "brother",
    "sis": "sister",
    "line-manager": "line manager",
}


def plain_relation(relation: str) -> str:
    """The relation in the word that others use for it, where there is one: "little girl" is "daughter"."""
    relation = relation.strip()
    for word, plain in _PLAIN.items():
        if relation == word or relation.endswith(" " + word):
            return relation[: len(relation) - len(word)] + plain
    return relation


_PLACED = {
    "next door": "neighbour",
    "across the": "neighbour",
    "at work": "colleague",
    "from work": "colleague",
    "from church": "friend from church",
}


def placed(beside: str) -> str:
    """Whose a name is by the words right after it: "neighbour" of "next door has", "" where they tell nothing."""
    return next((relation for words, relation in _PLACED.items() if beside.startswith(words)), "")


def is_name(token: Token, words: Words) -> bool:
    """Whether a token may be (a part of) somebody's name: a capital, and no day, month, tongue or small word."""
    if (
        not token.capital
        or token.norm in FUNCTION
        or token.norm in _NOT_NAMES
        or token.norm in words.sections["adverb"]
    ):
        return False
    return token.text[1:] != token.text[1:].upper() or len(token.text) <= 1 or len(token.text) > 4


def name_at(found: list[Token], at: int, words: Words) -> int:
    """The end of the name that begins at token `at` ("Mrs Achterberg", "Nana Bea", "Ignatius"), or `at`."""
    end = at
    while (
        end < len(found)
        and end - at < 3
        and (is_name(found[end], words) or (end > at and found[end].norm in ("van", "de", "von", "al", "bin")))
    ):
        end += 1
        if end < len(found) and found[end].norm == "." and found[end - 1].norm in ("mr", "mrs", "dr", "ms"):
            end += 1
    while end > at and not is_name(found[end - 1], words):
        end -= 1
    return end


def had_before(found: list[Token], at: int) -> bool:
    """ "I've two kids and a husband who…": whether what stands before the "and" at token `at` is had by the user."""
    for back in range(at - 1, max(at - 9, 0), -1):
        if not found[back].word or (found[back].norm in ("with", "for", "to", "of") and back < at - 4):
            return False
        if found[back].norm in ("'ve", "have", "got"):
            return found[back - 1].norm in ("i", "we", "'ve", "have")
    return False


def known_people(facts: Iterable[str]) -> dict[str, str]:
    """Names and relations that ledger sentences tell: "The user's sister Dilani lives…" → {"Dilani": "sister"}."""
    found: dict[str, str] = {}
    called = re.compile(
        r"^The user's (?P<relation>[a-zé' -]+?) (?:is|are) (?:called|named) (?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
    )
    named = re.compile(r"^The user's (?P<relation>[a-zé' -]+?) (?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}) ")
    for text in facts:
        match = called.match(text) or named.match(text)
        if match:
            found.setdefault(match["name"], match["relation"])
    return found
