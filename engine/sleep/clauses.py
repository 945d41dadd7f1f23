"""Clause selection: the pieces of a sentence that state something of the user or the user's people, in third person.

Promises: each clause stands in the sentence, whole, and is shifted by `person` only; what a question asks, a condition
supposes or a stranger does is returned with the reason why it is no statement. Refuses to know what lasts: the judge
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.sleep import person
from engine.sleep.clause_bounds import EXPLICIT, FORE, FRONT, OPENERS, TAIL, UNREAL, Bounds
from engine.sleep.clause_subjects import SubjectFinder
from engine.sleep.clause_verbs import Subject
from engine.sleep.mentions import FUNCTION, Entity, Mention, People
from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.tokens import Token, tokens
from engine.sleep.words import AUXILIARIES, WH, Words

EVERYBODYS = "about everybody"  # the reason of a clause about "our planet", or a thing of everybody's day
MAX_WORDS = 34  # of a clause; a longer one is a list or a ramble, and no fact by itself


@dataclass(frozen=True)
class Clause:
    """One candidate. `refused` is "" for a statement, else why it is none; `start`, `end` are in the turn's text."""

    text: str
    start: int
    end: int
    entity: Entity | None  # None: the user
    subject: str  # "user", "mine" (a person or thing of the user's), "name" (a bare name), "dropped", "other"
    verb: str
    asked: bool  # whether it stands inside a question
    refused: str = ""
    explicit: bool = False
    lead: str = ""
    said: str = ""  # the whole sentence, as said
    pointed: bool = False  # whether "it", "one" or "there" was put in words from the sentence before
    opens: bool = False  # whether its sentence begins with it


class ClauseReader:
    """Reads the sentences of conversations one by one; `people` holds what was learned on the way."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self.subjects, self.bounds = SubjectFinder(words, people), Bounds(words)
        self.place = ""

    def new_conversation(self) -> None:
        """A pronoun does not reach into another conversation."""
        self.people.new_conversation()
        self.place = ""

    def read(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence; `people` notes its mentions meanwhile, left to right."""
        found = tokens(sentence.text)
        self._note_place(found)
        before = list(self.people.focus)
        mentions = {m.first: m for m in self.people.mentions(found)} if found else {}
        self.people.focus = before
        clauses = list(self._clauses(sentence, found, mentions))
        for mention in mentions.values():
            self.people.touch(self.people.same(mention.entity))
        self._note_place(found)
        return clauses

    def _note_place(self, found: list[Token]) -> None:
        for at, token in enumerate(found[:-1]):
            if (
                token.norm in ("in", "from", "to", "at", "near", "about")
                and found[at + 1].capital
                and found[at + 1].norm not in {"i"} | self.words.sections["month"] | self.words.sections["day"]
            ):
                end = at + 2
                while end < len(found) and found[end].capital:
                    end += 1
                if found[end - 1].norm in self.words.sections["month"]:
                    continue
                self.place = " ".join(t.text for t in found[at + 1 : end])

    # --- where clauses begin and end ----------------------------------------------------------------------------

    def _clauses(self, sentence: Sentence, found: list[Token], mentions: dict[int, Mention]) -> Iterator[Clause]:
        fore = FORE.match(sentence.text)
        first = next(
            (at for at, t in enumerate(found) if t.start >= (fore.end() if fore else 0) and t.word), len(found)
        )
        explicit = bool(EXPLICIT.search(sentence.text))
        starts = self._starts(found, first, mentions, sentence)
        for index, (at, lead, subject) in enumerate(starts):
            limit = starts[index + 1][0] if index + 1 < len(starts) else len(found)
            end = self.bounds.end(found, subject.verb_at + 1, limit)
            lead = "if" if self._supposed(found, at) else lead
            end = self._until_main(found, subject.verb_at, end) if self._in_front(found, at) else end
            yield self._clause(sentence, found, at, end, lead, subject, explicit)

    def _starts(
        self, found: list[Token], first: int, mentions: dict[int, Mention], sentence: Sentence
    ) -> list[tuple[int, str, Subject]]:
        starts: list[tuple[int, str, Subject]] = []
        inside: int = -1
        for at in range(first, len(found)):
            fronted = (
                found[first].norm in FRONT
                and found[at].norm in ("i", "we", "he", "she", "they")
                and (found[at - 1].norm not in AUXILIARIES or found[at - 1].capital)
            )
            after_time = not starts and (bool(self.bounds.when(found, at)) or (fronted and not sentence.question))
            if at < inside or not (at == first or after_time or self.bounds.may_start(found, at, bool(starts))):
                continue
            for mention in [m for m in mentions.values() if m.last <= at]:
                self.people.touch(self.people.same(mentions.pop(mention.first).entity))
            inverted = at == first and self.bounds.inverted(found, at)
            subject = None if inverted else self.subjects.at(found, at, mentions, at == first, sentence)
            if subject is not None:
                lead = "" if at == first and not starts else self.bounds.lead(found, at)
                starts.append((at, lead, subject))
                inside = subject.verb_at + 1
                self.subjects.naming(found, subject)
                if subject.entity is not None and subject.kind != "unclear":
                    self.people.touch(subject.entity)
        return starts

    def _in_front(self, found: list[Token], at: int) -> bool:
        """Whether a "when" opens this clause: the main clause comes after it, perhaps without a comma."""
        return any(token.norm in ("when", "while") for token in found[max(at - 1, 0) : at])

    def _until_main(self, found: list[Token], verb: int, end: int) -> int:
        """ "Back when I was in the navy | we had a word for it": up to the next "I" or "we" that has a verb."""
        for at in range(verb + 2, end - 1):
            subject = found[at].norm in ("i", "we") and found[at + 1].word and found[at - 1].norm not in FUNCTION | WH
            if subject and (self.words.finite(found[at + 1].norm) or found[at + 1].norm.startswith("'")):
                return at
        return end

    def _supposed(self, found: list[Token], at: int) -> bool:
        """Whether an "if" before it reaches this clause: "if a train leaves at 9 and my cousin's leaves at 10, …"."""
        if not at or found[at - 1].norm not in ("and", "or"):
            return False
        before = [t.norm for t in found[: at - 1]]
        ends = [place for place, norm in enumerate(before) if norm in (",", "because", "but", "so", "then", ";")]
        return bool(set(before[ends[-1] if ends else 0 :]) & UNREAL)

    # --- the clause itself --------------------------------------------------------------------------------------

    def _clause(
        self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: Subject, explicit: bool
    ) -> Clause:
        words = self.words
        verb = found[subject.verb_at]
        after = found[subject.verb_at + 1] if subject.verb_at + 1 < end else None
        tail = TAIL.search(sentence.text, found[subject.verb_at].end, found[end - 1].end)
        while tail and end > subject.verb_at + 1 and found[end - 1].start >= tail.start():
            end -= 1
        rest = found[subject.verb_at + 1 : end]
        if subject.kind == "dropped bare":
            middle, shown_verb = [], verb.text.lower()
        else:
            begins = subject.verb_at
            while begins > at and found[begins - 1].norm in words.sections["adverb"]:
                begins -= 1
            middle = [t.text.lower() for t in found[begins : subject.verb_at]]
            ahead = next(
                (
                    t
                    for t in found[subject.verb_at + 1 : end]
                    if t.norm not in words.sections["adverb"] - {"no", "longer"}
                ),
                after,
            )
            shown_verb = person.agree(verb, ahead, words) if subject.agree else person.spell_out(verb, ahead, words)
        shifted = person.shift_rest(rest, words, self.place, subject.agree, person.is_present(verb, words))
        when = self.bounds.when(found, at) if subject.agree or subject.kind != "user" else []
        text = person.join([subject.shown, *middle, shown_verb, *shifted, *when]).strip(" ,;:-–—")
        refused = self._refusal(sentence, found, at, end, lead, subject)
        start, stop = sentence.start + found[at].start, sentence.start + found[max(end - 1, at)].end
        asked = sentence.question
        return Clause(
            text + ".",
            start,
            stop,
            subject.entity,
            subject.kind,
            verb.norm,
            asked,
            refused,
            explicit,
            lead,
            sentence.text,
            opens=not any(token.word for token in found[:at]) or (lead == "" and self._only_openers(found, at)),
        )

    def _only_openers(self, found: list[Token], at: int) -> bool:
        return all(not t.word or t.norm in OPENERS for t in found[:at])

    def _refusal(self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: Subject) -> str:
        if sentence.frame in ("hypothetical", "role-play", "fiction", "task"):
            return sentence.frame
        if any(BLANK in t.text for t in found[at : end + 1]):
            return "quoted words"
        if subject.kind in ("stranger", "unclear"):
            return "about a stranger, or things in general" if subject.kind == "stranger" else "unclear who is meant"
        if subject.agree and subject.kind == "user" and at and self._contact(found, at):
            return "part of a question"
        if subject.kind == "name" and not self._tells_relation(found, subject):
            return "about somebody who is not known to be the user's"
        if lead in UNREAL or lead in ("what", "where", "how", "why", "than"):
            return "a condition or a wish"
        named = any(t.norm in ("called", "named", "name") for t in found[at:end])
        if not named and _EVERYBODYS.match(found[at].norm + " " + found[min(at + 1, len(found) - 1)].norm):
            return EVERYBODYS
        if end - at > MAX_WORDS:
            return "too long for one fact"
        if lead == "since" and subject.kind == "user" and _AGED.match(" ".join(t.norm for t in found[at + 1 : end])):
            return "a time"  # "since I was nine"
        if lead == "as" and _SUCH.match(" ".join(t.norm for t in found[subject.verb_at : end])):
            return "nothing said"  # "as I do every month"
        never = found[subject.verb_at - 1].norm == "never"  # "I never fly" says something
        if end <= subject.verb_at + 1 and subject.kind not in ("dropped bare",) and not never:
            return "nothing said"
        return ""

    def _tells_relation(self, found: list[Token], subject: Subject) -> bool:
        ahead = [token.norm for token in found[subject.verb_at + 1 : subject.verb_at + 4]]
        said = " ".join(token.norm for token in found[subject.verb_at + 1 : subject.verb_at + 7])
        return "my" in ahead or "our" in ahead or re.search(r"\bfrom (?:me|us)\b(?! to)", said) is not None

    def _contact(self, found: list[Token], at: int) -> bool:
        return found[at - 1].norm in AUXILIARIES


_AGED = re.compile(
    r"(?:was|were) (?:(?:about|only) )?(?:\d+|[a-z]+|an? (?:kid|child|boy|girl|baby|teenager|student)|at \w+)$"
)
_SUCH = re.compile(r"(?:do|does|did|have|has|always|never|usually)(?: (?:every|each|on|most|always|too|now)\b.*)?$")
_EVERYBODYS = re.compile(
    r"(?:our|my) (?:planet|galaxy|country|generation|species|world|society|language|government|economy|sun|"
    r"universe|ancestors|civili[sz]ation|code|app|server|script|query|function|browser|printer|internet|"
    r"wifi|connection|prompt|question|essay|spreadsheet)$"
)
