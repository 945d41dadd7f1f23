"""Facts told in passing: introductions, possessions and roles inside a question or an order, by fixed turns of phrase.

"Can my dog Bramble eat grapes?" states nothing and still tells the dog's name. Promises: every value stands in the
sentence; nothing is read from a sentence in a frame (`sentences.Frame`). Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.sleep import person
from engine.sleep.clauses import Clause
from engine.sleep.mentions import FUNCTION, Entity, People
from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.tokens import Token, phrase, tokens
from engine.sleep.words import Words

_STATES = frozenset(
    "vegan vegetarian pescatarian coeliac celiac diabetic asthmatic epileptic deaf blind pregnant autistic dyslexic colour-blind colourblind left-handed "
    "teetotal gluten-free lactose-intolerant retired widowed divorced deafblind arthritic anaemic partially-sighted bilingual".split()
)
_CONDITION = re.compile(
    r"\bmy ((?:[a-z-]+ ){0,2}?(?:allergy|intolerance|asthma|diabetes|arthritis|eczema|psoriasis|epilepsy|migraines?|tinnitus|ibs|adhd|dyslexia|insomnia|sciatica|"
    r"hay fever|vertigo|gout|anaemia|angina|lupus|ms|pcos|endometriosis|glaucoma|scoliosis|sleep apnoea|high blood pressure|underactive thyroid|pacemaker))"
    r"( to [a-z]+)?\b",
    re.I,
)
_ROLE = re.compile(r"(?:^|[,;(] ?|\b(?:so|but|and|ok) )(?:speaking as|as|being|for) (an? (?!result|bonus|rule|kid|child|matter|starter|change|laugh|start|treat|gift|present|joke|while|bit|few|list|table|last|first|side|main)[^,;:?.!]{3,60}?)(?:,| like me\b| like myself\b| (?=(?:I|I'm|I've|i|we|what|which|how|can|do|is|my|should)\b))", re.I)
_LIKE_ME = re.compile(r"\b(an? [a-z][a-z -]{2,40}?) like (?:me|myself)\b", re.I)
_SOMEONE = re.compile(r"\b(?:as|being) (?:someone|somebody|a person) (?:(who|that)|(with)) ([^,;:?.!]{3,70})", re.I)
_WHAT_I = re.compile(r"\bthat(?:'s| is) (?:what|the one) (?:i|we) (drive|ride|play|use|have|own|wear|sail|fly|grow|collect)\b(?: ([a-z ]{2,30}))?", re.I)
_THAT_IS = re.compile(r"\b(?:it|that|this|which)(?:'s| is) (?:also |just )?(?:my|our) ([a-z -]+?)(?:'s name)?(?=[,.;!?]| and\b| but\b| so\b|$)", re.I)
_EVENT_DAY = re.compile(
    r"^\W*((?:[a-z'-]+ ){0,2}?%s) ?(?:is |are |appointment |practice )?((?:(?:on|at|every|each|next|this|from|is|are) )+[^,;:?!—]{2,50}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b[^,;:?!—]{0,30})"
)
_TIME = re.compile(r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|noon|midday|midnight|weekend|fortnight)", re.I)
_PLACE_OF = re.compile(r"\b(?:my|our) ((?:[a-z-]+ ){0,3}(?:flat|house|cottage|cabin|place|garden|allotment|farm|studio|office|shop|café|cafe|bakery|stall|workshop|surgery|clinic|caravan|bungalow|houseboat|salon|garage|pub|restaurant|bookshop) (?:in|on|at|near) (?:the )?[A-Z][\w'-]*(?: (?:of |upon |on |le )?[A-Z][\w'-]*)*)")
_TRIP = re.compile(r"\b(?:my|our) ((?:[a-z-]+ ){0,2}(?:trip|flight|holiday|honeymoon|wedding|interview|exam|appointment|operation|ferry|train|move|viva|audition|recital|holidays|cruise|driving test|half marathon|marathon|birthday|anniversary) (?:to|in|at|on|with|for|from) [^,;:?!.]{3,60})", re.I)
_JOB_AT = re.compile(r"\b(?:my|our) (?:job|work|shift|boss|desk|first day|colleagues|shifts|placement) (?:at|in) (?:the )?([A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*)")
_GOODS = r"\b(?:an?|the) ((?:[a-z-]+ ){0,2}(?:[0-9]{4} )?[A-Z][\w-]*(?: [A-Z0-9][\w-]*)*)"
_NO_EVENT = frozenset("i my we our ve have had s m has the on if is when what any a".split())
_NOT_GOODS = frozenset(
    "phd gp mot cv gcse gcses a-level a-levels excel python java javascript english french german spanish italian latin maths instagram facebook linkedin wifi wi-fi i.t it "
    "hr ceo god lord lady christmas easter gcse ma ba bsc msc mba tv pc dna id pin uk us eu gmail whatsapp word powerpoint google chatgpt youtube netflix github sql html css".split()
)


class AsideReader:
    """Reads what a sentence tells besides its clauses; shares `people` with the clause reader."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self._last = ""  # the sentence before, for "That's what I drive."
        events = "|".join(sorted(map(re.escape, words.sections["event"]), key=len, reverse=True))
        self._event_day = re.compile(_EVENT_DAY.pattern % f"(?:{events})", re.I)

    def read(self, sentence: Sentence, bare: Entity | None) -> list[Clause]:
        """The asides of a sentence. `bare` is the newest name without a relation, for "That's my youngest"."""
        last, self._last = self._last, sentence.text
        if sentence.frame in ("hypothetical", "role-play", "fiction", "task"):
            return []
        found = tokens(sentence.text)
        return [*self._phrases(sentence, last, bare), *self._mentions(sentence, found), *self._goods(sentence, found)]

    def _clause(self, sentence: Sentence, text: str, start: int, end: int, verb: str, entity: Entity | None = None) -> Clause:
        refused = "quoted words" if BLANK in text else ""
        text = text.strip(" ,.;:")
        return Clause(text + ".", sentence.start + start, sentence.start + end, entity, "aside", verb, sentence.question, refused)

    def _shift(self, words: str) -> str:
        return " ".join(person.join(["x", *person.shift_rest(tokens(words), self.words)]).split(" ")[1:])

    # --- by turns of phrase -------------------------------------------------------------------------------------

    def _phrases(self, sentence: Sentence, last: str, bare: Entity | None) -> Iterator[Clause]:
        text = sentence.text
        for match in [*_ROLE.finditer(text), *_LIKE_ME.finditer(text)]:
            if not re.search(r"\bas if\b|\bfor (?:an? )", match.group(), re.I) or "like m" in match.group().lower():
                yield self._clause(sentence, f"The user is {match[1]}", *match.span(), "is")
        for match in _SOMEONE.finditer(text):
            words = tokens(match[3])
            rest = [t.text for t in words[1:]]
            body = f"has {match[3]}" if match[2] else person.join([person.agree(words[0], words[1] if rest else None, self.words), *rest])
            yield self._clause(sentence, f"The user {body[0].lower()}{body[1:]}", *match.span(), "someone")
        for match in _CONDITION.finditer(text):
            yield self._clause(sentence, f"The user has {self._article(match[1])}{match[1]}{match[2] or ''}", *match.span(), "condition")
        match = _WHAT_I.search(text)
        goods = re.findall(_GOODS, last) if match else []
        if match and goods:
            verb = person.agree(tokens(match[1])[0], None, self.words)
            yield self._clause(sentence, f"The user {verb} a {goods[-1]} {match[2] or ''}", *match.span(), match[1].lower())
        goods = re.findall(_GOODS, last) if re.match(r"\W*(?:mine|ours)\b(?!'s called)", text, re.I) else []
        if goods:
            yield self._clause(sentence, f"The user has {self._an(goods[-1])}{goods[-1]}", 0, 4, "brand")
        match = _THAT_IS.search(text)
        relation = match[1].split() if match else []
        if match and relation and bare is not None and self.words.gender(relation[-1]):
            entity = self.people.introduce(bare.name, match[1])
            yield self._clause(sentence, f"The user's {match[1]} is called {bare.name}", *match.span(), "called", entity)
        for pattern, lead in ((_PLACE_OF, "The user has "), (_TRIP, "The user has ")):
            for match in pattern.finditer(text):
                if pattern is _PLACE_OF or _TIME.search(match[1]) or re.search(r" [A-Z]", match[1]):
                    yield self._clause(sentence, f"{lead}{self._article(match[1])}{self._shift(match[1])}", *match.span(), "place" if pattern is _PLACE_OF else "trip")
        for match in _JOB_AT.finditer(text):
            yield self._clause(sentence, f"The user works at {match[1]}", *match.span(), "work")
        match = self._event_day.match(text)
        if match and _TIME.search(match[2]) and not set(re.findall(r"[a-z]+", match[1].lower())) & _NO_EVENT:
            event = match[1][0].lower() + match[1][1:]
            yield self._clause(sentence, f"The user has {self._article(event) if ' ' in event else ''}{event} {self._day(match[2])}", *match.span(), "event")

    def _day(self, words: str) -> str:
        words = re.sub(r"^(?:(?:is|are) )+", "", words)
        return self._shift(words if re.match(r"(?:on|at|every|each|next|this|from)\b", words, re.I) else f"on {words}")

    def _article(self, noun: str) -> str:
        first, last = noun.split()[0].lower(), noun.split(" to ")[0].split(" in ")[0].split()[-1].lower()
        if first in ("a", "an", "the", "two", "three", "no") or last in ("asthma", "diabetes", "arthritis", "eczema", "psoriasis", "epilepsy", "tinnitus", "ibs", "adhd", "dyslexia", "insomnia", "sciatica", "fever", "vertigo", "gout", "anaemia", "angina", "lupus", "ms", "pcos", "endometriosis", "glaucoma", "scoliosis", "apnoea", "pressure") or last.endswith(("s", "choir")):
            return ""
        return "an " if first[0] in "aeiou" else "a "

    # --- by what is mentioned -----------------------------------------------------------------------------------

    def _mentions(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        focus = list(self.people.focus)
        mentions = self.people.mentions(found) if found else []
        self.people.focus = focus
        for mention in mentions:
            entity, end = mention.entity, found[min(mention.last, len(found)) - 1].end
            if mention.named and entity.relation and entity.name:
                verb = "are" if entity.gender == "group" else "is"
                yield self._clause(sentence, f"The user's {entity.relation} {verb} called {entity.name}", found[mention.first].start, end, "introduced", entity)
            for word in mention.adjectives:
                if word in _STATES or re.fullmatch(r"\w+-(?:year|month|week)-old", word):
                    plain = Entity(entity.name, entity.relation.replace(word, "").strip())
                    yield self._clause(sentence, f"{plain.phrase()} is {word.replace('-year-old', ' years old')}", found[mention.first].start, end, "state", entity)
        yield from self._counted(sentence, found)

    def _counted(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        """ "Two cats, Salt and Pepper, …" without a verb."""
        if len(found) < 4 or found[0].norm not in ("two", "three", "four", "a", "one", "five", "six"):
            return
        relation, end, _ = self.people.relation_at(found, 1)
        if relation and self.people.gender(relation) and end + 1 < len(found) and found[end].norm in (",", "called", "named"):
            stop = end + 1
            while stop < len(found) and (found[stop].capital or found[stop].norm in (",", "and")):
                stop += 1
            while stop > end + 1 and not found[stop - 1].capital:
                stop -= 1
            if stop > end + 1:
                words = phrase(found[:stop])
                yield self._clause(sentence, f"The user has {words[0].lower()}{words[1:]}", 0, found[stop - 1].end, "counted")

    # --- by what is owned ---------------------------------------------------------------------------------------

    def _goods(self, sentence: Sentence, found: list[Token]) -> Iterator[Clause]:
        for at, token in enumerate(found[:-1]):
            if token.norm in ("my", "our"):
                yield from self._good(sentence, found, at)

    def _good(self, sentence: Sentence, found: list[Token], at: int) -> Iterator[Clause]:
        end = at + 1
        while end < len(found) and end < at + 5 and found[end].word and not found[end].capital and not found[end].norm.startswith("'") and found[end].norm not in ("and", "is", "was"):
            end += 1
        adjectives, start = found[at + 1 : end], end
        while end < len(found) and end < start + 4 and (found[end].capital or (end > start and found[end].norm[0].isdigit())):
            end += 1
        lower = [t.norm for t in adjectives]
        if any(t.norm in FUNCTION or ("ing" in self.words.form(t.norm) or self.words.finite(t.norm)) and not self.words.gender(t.norm) for t in adjectives):
            return
        if self._day_event(found, start, end):
            event = " ".join(t.text for t in self._day_event(found, start, end))
            yield self._clause(sentence, f"The user has {event} on {found[start].text.rstrip('s')}s", found[at].start, found[end - 1].end, "event")
            return
        brand = " ".join(t.norm for t in found[start:end])
        vehicle = any(t.norm in self.words.sections["vehicle brand"] for t in found[start:end]) or brand in self.words.sections["vehicle brand"]
        noun_before = bool(lower) and bool(self.words.gender(lower[-1]) or self.words.finite(lower[-1]))
        if end > start and (vehicle or (not noun_before and self._is_good(found, start, end))):
            words = phrase(found[at + 1 : end])
            verb = "drives" if vehicle and not noun_before else "has"
            yield self._clause(sentence, f"The user {verb} {self._an(words)}{words}", found[at].start, found[end - 1].end, "brand")
        elif end == start:
            yield from self._thing(sentence, found, at)

    def _day_event(self, found: list[Token], start: int, end: int) -> list[Token]:
        if start < len(found) and found[start].norm in self.words.sections["day"]:
            stop = start + 1
            while stop < len(found) and stop < start + 4 and found[stop].word and found[stop].norm not in self.words.sections["adverb"]:
                stop += 1
                if found[stop - 1].norm in self.words.sections["event"]:
                    return found[start + 1 : stop]
        return []

    def _is_good(self, found: list[Token], start: int, end: int) -> bool:
        token, after = found[start], found[end].norm if end < len(found) else ""
        bad = token.norm in _NOT_GOODS or token.text.isupper() or token.norm in self.words.sections["day"] | self.words.sections["month"] or self.words.has("title name", token.norm) or bool(self.words.gender(token.norm))
        joined = end < len(found) and found[end].word and not self.words.finite(after) and after not in ("and", "in", "on", "with", "for", "to", "or", "from", "at", "but", "so", "has", "when", "if", "keep", "keeps")
        return not bad and not joined

    def _thing(self, sentence: Sentence, found: list[Token], at: int) -> Iterator[Clause]:
        for skip in range(3):
            for size in (3, 2, 1):
                noun = " ".join(t.norm for t in found[at + 1 + skip : at + 1 + skip + size])
                if noun in self.words.sections["thing"] and at + skip + size < len(found) and not any(t.capital or not t.word for t in found[at + 1 : at + 1 + skip]):
                    words = phrase(found[at + 1 : at + 1 + skip + size])
                    article = "" if noun.endswith("s") and not noun.endswith("ss") else self._an(words)
                    yield self._clause(sentence, f"The user has {article}{words}", found[at].start, found[at + skip + size].end, "thing")
                    return

    def _an(self, words: str) -> str:
        return "an " if words[:1].lower() in "aeiou" else "a "


def newest_bare_name(people: People) -> Entity | None:
    """The newest name spoken of that is nobody's yet."""
    return next((e for e in reversed(people.focus) if e.name and not e.relation and e.gender == "?"), None)
