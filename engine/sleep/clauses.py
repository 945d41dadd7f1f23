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
from engine.sleep.clause_subjects import Subject, SubjectFinder
from engine.sleep.mentions import FUNCTION, Entity, Mention, People
from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.tokens import Token, tokens
from engine.sleep.words import AUXILIARIES, WH, Words

MAX_WORDS = 34  # of a clause; a longer one is a list or a ramble, and no fact by itself
_OPENERS = frozenset(
    str.split(
        "so well and but also btw actually honestly oh yes no yeah anyway ok okay right as since because cos cause "
        "'cause given that now then plus "
        "fyi ps seeing considering though although while whereas however except sadly luckily unfortunately "
        "basically which meaning although update "
        "news reminder alas apparently hopefully technically obviously ah hey hi hello morning please remember "
        "note sorry wow hmm too"
    )
)
_BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", "."})
_JOINERS = frozenset(
    str.split(
        "and but so because since as cos though although while whereas plus except which who given seeing "
        "considering for"
    )
)
_FRONT = frozenset(
    str.split(
        "after since ever as in at on for with because being during every back until most once these thirty twenty"
    )
)
_TIMES = frozenset(str.split("when whenever while before after until till once where"))
_TELLING = frozenset(
    str.split(
        "know told tell mention mentioned say said remember mean forget forgot given seeing now considering fact "
        "is note"
    )
)
_FINITE_HERE = frozenset(str.split("is are was were has have can will isn't aren't"))
_UNREAL = frozenset(
    str.split("if whether unless lest suppose supposing imagine wish wishes hope hopes say pretend assuming in-case")
)
_FORE = re.compile(  # what may stand before a statement without changing it
    r"^\W*(?:(?:by the way|for context|for the record|fun fact|just so you know|so you know|as you know|as "
    r"i said|like i said|as i mentioned|"
    r"in case it matters|in case you(?: a|')re wondering|full disclosure|it turns out|turns out|turned out|"
    r"did i (?:mention|say|tell you)(?: that)?|have i (?:mentioned|told you)(?: that)?|i should (?:say|"
    r"mention|add)(?: that)?|"
    r"i (?:forgot|forget) to (?:say|mention)(?: that)?|i must (?:say|admit|confess)(?: that)?|you should "
    r"know(?: that)?|i(?: ha|')ve (?:just )?(?:been told|found out|learned|learnt|realised|realized|"
    r"heard)(?: that)?|i (?:just )?(?:found out|learned|learnt|realised|heard)(?: that)?|"
    r"(?:please |do |just )*(?:remember|note|bear in mind|keep in mind|don't forget|make a note|for future "
    r"reference|note to self|note for later|remember this|for your memory|to remember)(?: for later)?(?: "
    r"that)?|"
    r"back when|what with|given that|seeing as|seeing that|now that|the thing is|thing is|i'll have you "
    r"know|the trouble is|trouble is|problem is|the problem is|bear with me|"
    r"asking because|i ask because|i'm asking because|only asking because|context|background|quick one|big "
    r"news|good news|bad news|update|small update|correction|change of plan|news|reminder|to be honest|tbh|"
    r"truth be told|i'm told|my news)\s*[,:;-]*\s*)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:[\s,;:(-]+\b(?:btw|by the way|tbh|to be honest|honestly|you know|i know|for my sins|lol|haha|if "
    r"that helps|if it matters|if that matters|just so you know|so there|sadly|finally|as well|though|"
    r"fyi|obviously|of course|god help (?:me|us)|i'm afraid|i think|i guess|i suppose|apparently|actually|"
    r"bless (?:him|her|them)|i'm told|and all|after all|and so on|or so|at last|in fact|mind you|then|asap|"
    r"please|thanks|thank you|cheers|for my sins|would you believe|believe it or not|as you know|and|but|"
    r"so)\b[\W]*)+$",
    re.I,
)
_EXPLICIT = re.compile(
    r"\b(?:please |do |just )*(?:remember (?:that|my|i|we|for|this|:)|note (?:that|for later|to self|down)|"
    r"make a note|don't forget (?:that )?(?:my|i|our|we)|bear in mind|keep in mind|for future reference)",
    re.I,
)


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


class ClauseReader:
    """Reads the sentences of conversations one by one; `people` holds what was learned on the way."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self.subjects = SubjectFinder(words, people)
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
        fore = _FORE.match(sentence.text)
        first = next(
            (at for at, t in enumerate(found) if t.start >= (fore.end() if fore else 0) and t.word), len(found)
        )
        explicit = bool(_EXPLICIT.search(sentence.text))
        starts = self._starts(found, first, mentions, sentence)
        for index, (at, lead, subject) in enumerate(starts):
            limit = starts[index + 1][0] if index + 1 < len(starts) else len(found)
            end = self._end(found, subject.verb_at + 1, limit)
            yield self._clause(sentence, found, at, end, lead, subject, explicit)

    def _starts(
        self, found: list[Token], first: int, mentions: dict[int, Mention], sentence: Sentence
    ) -> list[tuple[int, str, Subject]]:
        starts: list[tuple[int, str, Subject]] = []
        inside: int = -1
        for at in range(first, len(found)):
            fronted = (
                found[first].norm in _FRONT
                and found[at].norm in ("i", "we", "he", "she", "they")
                and (found[at - 1].norm not in AUXILIARIES or found[at - 1].capital)
            )
            after_time = not starts and (bool(self._when(found, at)) or (fronted and not sentence.question))
            if at < inside or not (at == first or after_time or self._may_start(found, at, bool(starts))):
                continue
            for mention in [m for m in mentions.values() if m.last <= at]:
                self.people.touch(self.people.same(mentions.pop(mention.first).entity))
            inverted = at == first and self._inverted(found, at)
            subject = None if inverted else self.subjects.at(found, at, mentions, at == first, sentence)
            if subject is not None:
                lead = "" if at == first and not starts else self._lead(found, at)
                starts.append((at, lead, subject))
                inside = subject.verb_at + 1
                self.subjects.naming(found, subject)
                if subject.entity is not None and subject.kind != "unclear":
                    self.people.touch(subject.entity)
        return starts

    def _may_start(self, found: list[Token], at: int, opened: bool) -> bool:
        """Whether a clause may begin at `at`; `opened`: one stands before it already."""
        previous, before = found[at - 1].norm, found[at - 2].norm if at > 1 else ""
        if previous in _TIMES or (
            previous == "since"
            and before not in _BREAKS
            and at + 1 < len(found)
            and "past" in self.words.form(found[at + 1].norm)
        ):
            return not opened or before in _BREAKS  # "… when I was nine" stays with what stands before it
        if previous == "that":
            return before in _TELLING
        if previous in _BREAKS or previous in _OPENERS or previous in _JOINERS or previous in _UNREAL:
            return True
        hurried = (
            found[at].norm in ("i", "we") and at + 1 < len(found) and found[at + 1].norm in ("'m", "'ve", "am", "have")
        )
        return hurried and previous not in FUNCTION | AUXILIARIES | {"like", "than"}

    def _lead(self, found: list[Token], at: int) -> str:
        """The word that joins this clause to what stands before: "if", "because", …; "" at a comma."""
        for back in range(at - 1, max(at - 4, -1), -1):
            if found[back].norm in _UNREAL or found[back].norm in (
                "when",
                "that",
                "than",
                "what",
                "where",
                "how",
                "why",
            ):
                return found[back].norm
            if found[back].norm not in _OPENERS and found[back].norm not in self.words.sections["adverb"]:
                break
        return found[at - 1].norm if at and found[at - 1].norm in _JOINERS else ""

    def _inverted(self, found: list[Token], at: int) -> bool:
        norm = found[at].norm
        return (norm in WH and norm not in ("when",)) or (
            norm in AUXILIARIES - {"had", "used", "been", "being", "can't", "having"}
        )

    def _end(self, found: list[Token], at: int, limit: int) -> int:
        """Where the clause that has its verb before `at` ends: at the next clause, or where something else begins."""
        while at < limit:
            token, after = found[at], found[at + 1] if at + 1 < limit else None
            if token.norm in (";", "—", "–", ":", "(", ")", "?") or (token.norm == "-" and at > 0):
                break
            if token.norm in ("so", "but", "because", "cos", "which", "though", "although", "whereas") and self._breaks(
                found, at, limit
            ):
                break
            if token.norm in ("and", ",") and after is not None and self._new_thought(found, at + 1, limit):
                break
            if (
                token.norm in WH
                and after is not None
                and after.norm in AUXILIARIES
                and token.norm not in ("who", "which")
            ):
                break
            at += 1
        while at > 1 and (
            found[at - 1].norm in _JOINERS - {"for"} | _UNREAL
            or found[at - 1].norm in ("then", "plus")
            or not found[at - 1].word
        ):
            at -= 1
        return at

    def _breaks(self, found: list[Token], at: int, limit: int) -> bool:
        if found[at].norm == "so" and found[at - 1].norm != ",":  # not "so tall that", "or so"
            ahead = found[at + 1 : min(at + 4, limit)]
            return bool(ahead) and (ahead[0].norm in FUNCTION | WH or any(t.norm in AUXILIARIES for t in ahead))
        return True

    def _new_thought(self, found: list[Token], at: int, limit: int) -> bool:
        """Whether a thing of its own begins at `at`, after "and" or a comma: a question, an order, another subject."""
        token = found[at]
        if token.norm in ("and", "but", "so", "or") and at + 1 < limit:
            return token.norm in ("but", "so") or self._new_thought(found, at + 1, limit)
        after = found[at + 1] if at + 1 < limit else None
        if token.norm in WH or token.norm in (
            "any",
            "can",
            "could",
            "would",
            "should",
            "is",
            "are",
            "do",
            "does",
            "did",
            "will",
            "shall",
            "help",
            "ideas",
            "suggestions",
            "please",
            "you",
            "you'd",
            "tell",
            "give",
            "recommend",
            "suggest",
            "neither",
        ):
            return True
        if (
            after is not None
            and token.word
            and not token.capital
            and after.norm in _FINITE_HERE
            and token.norm not in FUNCTION | AUXILIARIES
        ):
            return True  # "headphones are a pain"
        early = at
        while token.norm in self.words.sections["adverb"] and token.norm != "no" and at + 1 < limit:
            at += 1
            token = found[at]
        if at > early and "base" in self.words.form(token.norm):
            return True
        if token.norm.endswith("n't") or token.norm == "am":
            return True
        if token.norm in (
            "he",
            "she",
            "it",
            "they",
            "everyone",
            "everybody",
            "nobody",
            "this",
            "that",
            "there",
            "people",
        ):
            return after is not None and (self.words.finite(after.norm) or after.norm in self.words.sections["adverb"])
        if token.norm in ("the", "every", "each", "all", "a", "an", "his", "her", "their", "its", "my", "our"):
            return any(
                self.words.finite(t.norm) and not t.capital and t.norm not in ("like", "back", "left", "right")
                for t in found[at + 2 : min(at + 5, limit)]
                if t.word
            ) and not any(t.norm in ("and", ",") for t in found[at + 1 : min(at + 4, limit)])
        return False

    # --- the clause itself --------------------------------------------------------------------------------------

    def _clause(
        self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: Subject, explicit: bool
    ) -> Clause:
        words = self.words
        verb = found[subject.verb_at]
        after = found[subject.verb_at + 1] if subject.verb_at + 1 < end else None
        tail = _TAIL.search(sentence.text, found[subject.verb_at].end, found[end - 1].end)
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
        when = self._when(found, at) if subject.agree or subject.kind != "user" else []
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
        )

    def _when(self, found: list[Token], at: int) -> list[str]:
        """A time that stands in front of the whole sentence ("Every Sunday I make…"), to be put behind."""
        front = found[:at]
        if front and front[-1].norm == ",":
            front = front[:-1]
        if (
            2 <= len(front) <= 8
            and front[0].norm in ("every", "each", "on", "once", "most", "twice", "in", "since")
            and all(t.word for t in front)
        ):
            return [front[0].text.lower(), *(t.text for t in front[1:])]
        return []

    def _refusal(self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: Subject) -> str:
        if sentence.frame in ("hypothetical", "role-play", "fiction", "task"):
            return sentence.frame
        if any(BLANK in t.text for t in found[at:end]):
            return "quoted words"
        if subject.kind in ("stranger", "unclear"):
            return "about a stranger, or things in general" if subject.kind == "stranger" else "unclear who is meant"
        if subject.agree and subject.kind == "user" and at and self._contact(found, at):
            return "part of a question"
        if subject.kind == "name" and not self._tells_relation(found, subject):
            return "about somebody who is not known to be the user's"
        if lead in _UNREAL or lead in ("what", "where", "how", "why", "than"):
            return "a condition or a wish"
        if _EVERYBODYS.match(found[at].norm + " " + found[min(at + 1, len(found) - 1)].norm):
            return "about everybody"
        if end - at > MAX_WORDS:
            return "too long for one fact"
        if end <= subject.verb_at + 1 and subject.kind not in ("dropped bare",):
            return "nothing said"
        return ""

    def _tells_relation(self, found: list[Token], subject: Subject) -> bool:
        ahead = [token.norm for token in found[subject.verb_at + 1 : subject.verb_at + 4]]
        return "my" in ahead or "our" in ahead

    def _contact(self, found: list[Token], at: int) -> bool:
        return found[at - 1].norm in AUXILIARIES


_EVERYBODYS = re.compile(
    r"(?:our|my) (?:planet|galaxy|country|generation|species|world|society|language|government|economy|sun|"
    r"universe|ancestors|civili[sz]ation|code|app|server|script|query|function|browser|printer|internet|"
    r"wifi|connection|prompt|question|essay|spreadsheet)$"
)
