"""Where a clause has its verb: behind its subject, adverbs between; and whether "'s" is a verb at all.

Promises: a word counts as a verb only where the lexicon or its place says so. Refuses to know who the subject is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.sleep.entities import FUNCTION, Entity
from engine.sleep.tokens import Token
from engine.sleep.words import AUXILIARIES, WH, Words

_NO_VERB = frozenset(
    str.split(
        "across towards upstairs downstairs perhaps sometimes versus besides this his hers always outdoors indoors "
        "overseas red"
    )
)


@dataclass
class Subject:
    """Who a clause is about. `kind` is "user", "mine", "ours", "day", "name", "stranger", "unclear" or "dropped"."""

    shown: str  # as it is written in the fact
    entity: Entity | None
    kind: str
    verb_at: int
    agree: bool  # whether the verb must be made to agree (it was "I" or "we")


class VerbFinder:
    """Finds the verb of a subject whose words are known."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def with_verb(
        self,
        found: list[Token],
        at: int,
        shown: str,
        entity: Entity | None,
        kind: str,
        agree: bool = False,
        loose: bool = False,
    ) -> Subject | None:
        """The subject, if a verb stands at `at` (adverbs may stand between)."""
        verb = at
        while (
            verb < len(found)
            and found[verb].norm in self.words.sections["adverb"]
            and found[verb].norm not in ("used",)
        ):
            verb += 1
        if verb >= len(found) or not found[verb].word or found[verb].norm in FUNCTION - AUXILIARIES:
            return None
        norm = found[verb].norm
        if norm == "last" and not agree:
            return None  # "last year" is no doing
        if norm == "'s" and not self.copula(found, verb):
            return None
        finite = (
            self.words.finite(norm)
            or (agree and not found[verb].capital)
            or (
                loose
                and norm.endswith(("ed", "s"))
                and norm not in _NO_VERB
                and not found[verb].capital
                and norm not in AUXILIARIES
            )
        )
        return Subject(shown, entity, kind, verb, agree) if finite else None

    def copula(self, found: list[Token], at: int) -> bool:
        """Whether "'s" at `at` is "is" or "has", and no possessive."""
        if at + 1 >= len(found):
            return False
        norm = found[at + 1].norm
        if (
            norm in FUNCTION
            or norm in self.words.sections["adverb"]
            or norm in ("got", "called", "named", "away", "off", "out", "back", "due", "half", "one", "two", "three")
        ):
            return norm not in ("own",) and norm not in WH
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", norm) or norm in ("birthday", "name", "job", "house", "car"):
            return False
        later = [t.norm for t in found[at + 2 : at + 6]]
        possessive = any(
            self.words.finite(word) and word not in ("like", "love", "back") for word in later
        ) and not any(w in ("and", ",", "so", "but") for w in later[:2])
        form = self.words.form(norm)
        return bool(form.keys() & {"ing", "participle"}) or found[at + 1].capital or norm[0].isdigit() or not possessive

    def verb_of_noun(self, found: list[Token], at: int) -> bool:
        """Whether the word at `at` is the verb of "my …": a bare base form needs a plural before it."""
        token, before = found[at], found[at - 1].norm
        form = self.words.form(token.norm)
        if token.capital or not self.words.finite(token.norm) or (at + 1 < len(found) and found[at + 1].norm == "'s"):
            return False
        if token.norm in AUXILIARIES:
            return True
        if token.norm in ("left", "back", "like", "house", "used"):
            return token.norm == "used"
        plural = before.endswith("s") or self.words.gender(before) == "group"
        later = any(t.norm in AUXILIARIES for t in found[at + 1 : at + 3])
        return (
            bool(form.keys() & {"past"}) or ("third" in form and not (plural and later)) or ("base" in form and plural)
        )
