"""Reads the turns of phrase that tell a fact in passing: "as a vegetarian", "my nut allergy", "That's what I drive".

Promises: what is told is made of the sentence's own words, shifted. Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.sleep import person
from engine.sleep import turns_of_phrase as phrases
from engine.sleep.changes import changes
from engine.sleep.fragments import fragments
from engine.sleep.goods import an, article
from engine.sleep.mentions import Entity, People
from engine.sleep.sentences import Sentence
from engine.sleep.tokens import tokens
from engine.sleep.wishes import apposed, wishes
from engine.sleep.words import Words

Told = tuple[str, int, int, str] | tuple[str, int, int, str, Entity]  # sentence, from, to, what was found, of whom


class SayingReader:
    """Reads one sentence after the other; shares `people` with the other readers."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        events = "|".join(sorted(map(re.escape, words.sections["event"]), key=len, reverse=True))
        self._event_day = re.compile(phrases.EVENT_DAY.pattern % f"(?:{events})", re.I)

    def read(self, sentence: Sentence, last: str, bare: Entity | None) -> Iterator[Told]:
        """All sayings of a sentence; `last` is the sentence before, `bare` the newest one spoken of by name."""
        text = sentence.text
        for saying in phrases.SAYINGS:
            for match in saying.pattern.finditer(text):
                if not saying.dated or phrases.TIME.search(match[1]) or re.search(r" [A-Z]", match[1]):
                    yield self._formed(saying, match), *match.span(), saying.sign
        for told, start, end, sort in wishes(text):
            yield self._shift(told), start, end, sort
        yield from changes(text, self.people)
        yield from self._apposed(text)
        yield from self._self_named(text)
        yield from self._someone(text)
        yield from self._that(text, last, bare)
        yield from self._living(text)
        yield from self._event(text)
        yield from self._why(text)
        yield from self._contact(text)
        if not sentence.question:
            for told, start, end, sort in fragments(text, self.words):
                yield self._shift(told), start, end, sort
            yield from self._turned(text)

    def _formed(self, saying: phrases.Saying, match: re.Match[str]) -> str:
        groups = [self._shift(group) if group else "" for group in match.groups()]
        told = saying.form.replace("{a1}", article(match[1]) + groups[0])
        for number, group in enumerate(groups, 1):
            told = told.replace(f"{{{number}}}", group)
        return told

    def _shift(self, words: str) -> str:
        lead = " " if words.startswith(" ") else ""
        shifted = person.join(["x", *person.shift_rest(tokens(words), self.words)])[2:]
        return lead + re.sub(r"(\d) - (?=[a-z])", r"\1-", shifted)  # "24-hour"

    def _apposed(self, text: str) -> Iterator[Told]:
        """ "The assistant at our library, Ingrid, is my aunt": a role told of somebody of the user's."""
        found = apposed(text)
        if found and self.words.gender(found[0].split()[-1]):
            relation, name, verb, role = found
            entity = self.people.introduce(name, relation)
            yield f"{entity.phrase()} {verb} {self._shift(role)}", 0, len(text), "beside is", entity

    def _self_named(self, text: str) -> Iterator[Told]:
        """ "Desmond's eating fish again, calls himself pescatarian now": what somebody of the user's calls himself."""
        for match in phrases.CALLS_SELF.finditer(text):
            entity = self.people.names.get(match[1])
            if entity is not None and entity.relation:
                yield f"{entity.phrase()} is {match[2]}", *match.span(), "calls himself", entity

    def _someone(self, text: str) -> Iterator[Told]:
        """ "as someone who lives alone", "being someone with two jobs"."""
        for match in phrases.SOMEONE.finditer(text):
            words = tokens(match[3])
            rest = [t.text for t in words[1:]]
            verb = "has" if match[2] else person.agree(words[0], words[1] if rest else None, self.words)
            said = [words[0].text, *rest] if match[2] else rest
            yield person.join(["The user", verb, *said]), *match.span(), "someone"

    def _that(self, text: str, last: str, bare: Entity | None) -> Iterator[Told]:
        """ "That's what I drive", "Mine has done 20,000 km", "It's my nephew's name": the thing stands before."""
        goods = re.findall(phrases.GOODS, last)
        match = phrases.WHAT_I.search(text)
        if match and goods:
            verb = person.agree(tokens(match[1])[0], None, self.words)
            yield f"The user {verb} a {goods[-1]} {match[2] or ''}", *match.span(), match[1].lower()
        if goods and re.match(r"\W*(?:mine|ours)\b(?!'s called)", text, re.I):
            yield f"The user has {an(goods[-1])}{goods[-1]}", 0, 4, "brand"
        match = phrases.THAT_IS.search(text) or phrases.WHAT_CALLED.search(text)
        if match is None or bare is None or bare.relation not in ("", match[1]):
            return
        if match[1].split() and self.words.gender(match[1].split()[-1]):
            entity = self.people.introduce(bare.name, match[1])
            yield f"The user's {match[1]} is called {bare.name}", *match.span(), "called", entity

    def _living(self, text: str) -> Iterator[Told]:
        """ "up here in Shetland", "growing up in Hull", "to Lyon, where my brother lives"."""
        for match in phrases.HERE.finditer(text):
            grew = re.match(r"growing|grew|raised|brought", match.group())
            if not grew or {"i", "me", "my"} & set(re.findall(r"\w+", text.lower())):
                yield f"The user {'grew up' if grew else 'lives'} in {match[1]}", *match.span(), "here"
        for match in phrases.WHERE.finditer(text):
            if match[2].lower() in ("i", "we"):
                who, verb = "The user", person.agree(tokens(match[3])[0], None, self.words)
            else:
                mention = self.people.owned_at(tokens(match[2]), 0)
                who, verb = (mention.entity.phrase(), match[3]) if mention else ("", "")
            if who:
                yield f"{who} {verb} in {match[1]}", *match.span(), "here"

    def _event(self, text: str) -> Iterator[Told]:
        """ "Dentist on the 3rd at half past four" """
        match = self._event_day.match(text)
        if match is None or not phrases.TIME.search(match[2]):
            return
        if set(re.findall(r"[a-z]+", match[1].lower())) & phrases.NO_EVENT:
            return
        event = match[1][0].lower() + match[1][1:]
        day = re.sub(r"^(?:(?:is|are) )+", "", match[2])
        day = self._shift(day if phrases.DAY_WORD.match(day) else f"on {day}")
        yield f"The user has {article(event) if ' ' in event else ''}{event} {day}", *match.span(), "event"

    def _why(self, text: str) -> Iterator[Told]:
        """ "Why do I sneeze every time I eat chocolate?" """
        match = phrases.WHY.match(text)
        body = tokens(text[match.end() :]) if match and phrases.OFTEN.search(text) else []
        at = next((at for at, t in enumerate(body) if t.norm not in self.words.sections["adverb"]), None)
        if at is not None:
            verb = person.agree(body[at], None, self.words)
            rest = person.shift_rest(body[at + 1 :], self.words)
            yield person.join(["The user", *(t.text for t in body[:at]), verb, *rest]), 0, len(text), "why"

    def _contact(self, text: str) -> Iterator[Told]:
        """ "How do I train for the Snowdon marathon I've signed up for?": the object stands before its clause."""
        for match in phrases.CONTACT.finditer(text):
            words = tokens("I" + match[3] + match[4] + " " + match[5])
            verb = next(at for at in range(1, len(words)) if words[at].norm not in self.words.sections["adverb"])
            first = person.agree(words[verb], words[-1], self.words)
            head, *tail = match[5].split(" every ")
            said = head if match[3] else ""
            rest = [first, said] if said else [first, *head.split()[1:]]
            every = ["every", tail[0]] if tail else []
            if not re.match(r", [A-Z]", text[match.end() :]):  # "the firm I work for, Brightwell Pumps," has a name
                yield person.join(["The user", *rest, match[1].lower(), match[2], *every]), *match.span(), "contact"

    def _turned(self, text: str) -> Iterator[Told]:
        """ "Half eleven is my bedtime", "Tomatoes make me come out in a rash", "The Corsa failed its MOT" """
        match = phrases.IS_MY.match(text)
        if match and self._starts_plain(match) and not self.words.gender(match[2].split()[-1]):
            yield f"The user's {match[2]} is {self._value(match[1])}", *match.span(), "turned"
        match = phrases.DOES_TO_ME.match(text)
        if match and self._starts_plain(match):
            rest = person.shift_rest(tokens(text[match.end(1) : match.end()]), self.words)
            yield person.join([match[1], *rest]), *match.span(), "to me"
        match = phrases.PUT_DOWN.search(text)
        if match:
            yield person.join(["The user's", match[1], "was", match[2]]), *match.span(), "put down"
        match = phrases.THE_BRAND.match(text)
        if match and match[1].lower() in self.words.sections["vehicle brand"]:
            yield f"The user drives {an(match[1])}{match[1]}", *match.span(), "brand"

    def _starts_plain(self, match: re.Match[str]) -> bool:
        return match[1].lower().split()[0] not in phrases.NO_SUBJECT

    def _value(self, words: str) -> str:
        """The value as it is inside a sentence: a name or a day keeps its capital."""
        first, last = words.split()[0], words.split()[-1]
        entity = self.people.names.get(words)
        named = (entity is not None and bool(entity.relation)) or (first != last and last[0].isupper())
        return words if named or first.lower() in self.words.sections["day"] else words[0].lower() + words[1:]
