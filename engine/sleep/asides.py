"""Facts told in passing: introductions, possessions and roles inside a question or an order, by fixed turns of phrase.

"Can my dog Bramble eat grapes?" states nothing and still tells the dog's name. Promises: every value stands in the
sentence; nothing is read from a sentence in a frame (`sentences.Frame`). Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.sleep import person
from engine.sleep import turns_of_phrase as phrases
from engine.sleep.beside import beside
from engine.sleep.clause_bounds import EXPLICIT, FORE
from engine.sleep.clauses import Clause
from engine.sleep.goods import GoodsReader
from engine.sleep.mentions import FUNCTION, Entity, People
from engine.sleep.sayings import SayingReader
from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.tokens import Token, phrase, tokens
from engine.sleep.words import WH, Words

_I_GUESS = re.compile(r"\bi (?:believe|think|guess|suppose|hear|heard|gather|know|mean|imagine|reckon|assume)\b")
MAX_WHOLE = 24  # words of a sentence that is taken as it is


class AsideReader:
    """Reads what a sentence tells besides its clauses; shares `people` with the clause reader."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self.goods, self.sayings = GoodsReader(words, people), SayingReader(words, people)
        self._last = ""  # the sentence before, for "That's what I drive."

    def read(self, sentence: Sentence, bare: Entity | None) -> list[Clause]:
        """The asides of a sentence. `bare` is the newest name, for "That's my youngest"."""
        last, self._last = self._last, sentence.text
        if sentence.frame in ("hypothetical", "role-play", "fiction", "task"):
            return []
        found = tokens(sentence.text)
        told = [
            *(self._clause(sentence, *saying) for saying in self.sayings.read(sentence, last, bare)),
            *self._mentions(sentence, found),
            *(self._clause(sentence, *owned) for owned in self.goods.read(found, sentence.question)),
        ]
        return told if sentence.question else [*told, *self._whole(sentence, found)]

    def _whole(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        """The sentence as it is, shifted, if the user or the user's people are in it: for want of anything better."""
        asked = EXPLICIT.search(sentence.text)
        begins = FORE.match(sentence.text) if asked else None
        said = [t for t in found if not begins or t.start >= begins.end()]
        fore = next((at for at, t in enumerate(said) if t.word and t.norm not in phrases.LEADS), len(said))
        span = said[fore:]
        if (
            not 4 <= len(span) <= MAX_WHOLE
            or (self._orders(span) and not (begins and span[0].norm == "the"))
            or not any(self.words.finite(t.norm) for t in span)
        ):
            return
        plain = " ".join(t.norm for t in span)
        inside = bool(set(_I_GUESS.sub("", plain).split()) & {"me", "my", "us", "our", "i", "we"})
        text = person.join(person.shift_rest(span, self.words))
        for name, entity in self.people.names.items():
            first = re.search(rf"\b{re.escape(name)}\b", text) if name in text else None  # most are not: no pattern
            if entity.relation and first and entity.phrase() not in text and " called" not in text:
                shown = entity.phrase().replace("The", "the", 1)
                text, inside = text[: first.start()] + shown + text[first.end() :], True
        if inside or (asked and begins):
            whole = self._clause(sentence, text[:1].upper() + text[1:], span[0].start, span[-1].end, "whole")
            yield replace(whole, explicit=bool(asked and begins))

    def _orders(self, span: list[Token]) -> bool:
        """Whether it begins like an order, a question or a pronoun that points elsewhere."""
        first = [token.norm for token in span[:3]]
        noun = {"is", "are", "'s", "was", "starts", "meets"} & set(first[1:]) and first[1] not in FUNCTION | WH
        return ("base" in self.words.form(first[0]) and not noun) or first[
            0
        ] in phrases.NO_SUBJECT | phrases.NO_STATEMENT

    def _clause(
        self, sentence: Sentence, text: str, start: int, end: int, verb: str, entity: Entity | None = None
    ) -> Clause:
        refused = "quoted words" if BLANK in text else ""
        text = text.strip(" ,.;:")
        return Clause(
            text + ".",
            sentence.start + start,
            sentence.start + end,
            entity,
            "aside",
            verb,
            sentence.question,
            refused,
            explicit=verb in ("wish", "righted"),  # the user's own order
            said=sentence.text,
        )

    # --- by what is mentioned -----------------------------------------------------------------------------------

    def _mentions(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        focus = list(self.people.focus)
        mentions = self.people.mentions(found) if found else []
        self.people.focus = focus
        for mention in mentions:
            entity, end = mention.entity, found[min(mention.last, len(found)) - 1].end
            if mention.named and entity.relation and entity.name:
                verb = "are" if entity.gender == "group" else "is"
                yield self._clause(
                    sentence,
                    f"The user's {entity.relation} {verb} called {entity.name}",
                    found[mention.first].start,
                    end,
                    "introduced",
                    entity,
                )
            for told, first, last, verb, whose in beside(found, mention, self.words):
                yield self._clause(sentence, told, found[first].start, found[last - 1].end, verb, whose)
        yield from self._counted(sentence, found)

    def _counted(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        """ "Two cats, Salt and Pepper, …" without a verb."""
        if len(found) < 4 or found[0].norm not in ("two", "three", "four", "a", "one", "five", "six"):
            return
        relation, end, _ = self.people.relation_at(found, 1)
        if (
            relation
            and self.people.gender(relation)
            and end + 1 < len(found)
            and found[end].norm in (",", "called", "named")
        ):
            stop = end + 1
            while stop < len(found) and (found[stop].capital or found[stop].norm in (",", "and")):
                stop += 1
            while stop > end + 1 and not found[stop - 1].capital:
                stop -= 1
            if stop > end + 1 and (self.people.gender(relation) == "n" or found[0].norm in ("two", "three", "four")):
                words = phrase(found[:stop])
                yield self._clause(
                    sentence, f"The user has {words[0].lower()}{words[1:]}", 0, found[stop - 1].end, "counted"
                )


def newest_name(people: People) -> Entity | None:
    """The newest one spoken of by name, for "That's my youngest"."""
    return next((e for e in reversed(people.focus) if e.name and e.gender != "place"), None)
