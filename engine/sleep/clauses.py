"""Clause selection: the pieces of a sentence that state something of the user or the user's people, in third person.

Promises: each clause stands in the sentence, whole, and is shifted by `person` only; what a question asks, a condition
supposes or a stranger does is returned with the reason why it is no statement. Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.sleep import person
from engine.sleep.mentions import FUNCTION, Entity, Mention, People, name_at
from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.tokens import Token, tokens
from engine.sleep.words import AUXILIARIES, WH, Words

MAX_WORDS = 34  # of a clause; a longer one is a list or a ramble, and no fact by itself
_OPENERS = frozenset(
    "so well and but also btw actually honestly oh yes no yeah anyway ok okay right as since because cos cause 'cause given that now then plus "
    "fyi ps seeing considering though although while whereas however except sadly luckily unfortunately basically which meaning although update "
    "news reminder alas apparently hopefully technically obviously ah hey hi hello morning please remember note sorry wow hmm too".split()
)
_BREAKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", "."})
_JOINERS = frozenset("and but so because since as cos though although while whereas plus except which who given seeing considering for".split())
_TIMES = frozenset("when whenever while before after until till once where".split())
_TELLING = frozenset("know told tell mention mentioned say said remember mean forget forgot given seeing now considering fact is note".split())
_FINITE_HERE = frozenset("is are was were has have can will isn't aren't".split())
_UNREAL = frozenset("if whether unless lest suppose supposing imagine wish wishes hope hopes say pretend assuming in-case".split())
_FORE = re.compile(  # what may stand before a statement without changing it
    r"^\W*(?:(?:by the way|for context|for the record|fun fact|just so you know|so you know|as you know|as i said|like i said|as i mentioned|"
    r"in case it matters|in case you(?: a|')re wondering|full disclosure|it turns out|turns out|turned out|did i (?:mention|say|tell you)(?: that)?|have i (?:mentioned|told you)(?: that)?|i should (?:say|mention|add)(?: that)?|"
    r"i (?:forgot|forget) to (?:say|mention)(?: that)?|i must (?:say|admit|confess)(?: that)?|you should know(?: that)?|i(?: ha|')ve (?:just )?(?:been told|found out|learned|learnt|realised|realized|heard)(?: that)?|i (?:just )?(?:found out|learned|learnt|realised|heard)(?: that)?|"
    r"(?:please |do |just )*(?:remember|note|bear in mind|keep in mind|don't forget|make a note|for future reference|note to self|note for later|remember this|for your memory|to remember)(?: for later)?(?: that)?|"
    r"back when|what with|given that|seeing as|seeing that|now that|the thing is|thing is|i'll have you know|the trouble is|trouble is|problem is|the problem is|bear with me|"
    r"asking because|i ask because|i'm asking because|only asking because|context|background|quick one|big news|good news|bad news|update|small update|correction|change of plan|news|reminder|to be honest|tbh|truth be told|i'm told|my news)\s*[,:;-]*\s*)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:[\s,;:(-]+\b(?:btw|by the way|tbh|to be honest|honestly|you know|i know|for my sins|lol|haha|if that helps|if it matters|if that matters|just so you know|so there|sadly|finally|as well|though|"
    r"fyi|obviously|of course|god help (?:me|us)|i'm afraid|i think|i guess|i suppose|apparently|actually|bless (?:him|her|them)|i'm told|and all|after all|and so on|or so|at last|in fact|mind you|then|asap|please|thanks|thank you|cheers|for my sins|would you believe|believe it or not|as you know|and|but|so)\b[\W]*)+$",
    re.I,
)
_EXPLICIT = re.compile(r"\b(?:please |do |just )*(?:remember (?:that|my|i|we|for|this|:)|note (?:that|for later|to self|down)|make a note|don't forget (?:that )?(?:my|i|our|we)|bear in mind|keep in mind|for future reference)", re.I)


@dataclass(frozen=True)
class Clause:
    """One candidate. `refused` is "" for a statement, else why it is none; `start`, `end` are in the sentence's turn."""

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


@dataclass
class _Subject:
    shown: str  # as it is written in the fact
    entity: Entity | None
    kind: str
    verb_at: int
    agree: bool  # whether the verb must be made to agree (it was "I" or "we")


class ClauseReader:
    """Reads the sentences of conversations one by one; `people` holds what was learned on the way."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self.place = ""

    def new_conversation(self) -> None:
        """A pronoun does not reach into another conversation."""
        self.people.new_conversation()
        self.place = ""

    def read(self, sentence: Sentence) -> list[Clause]:
        """The clauses of a sentence; `people` notes its mentions meanwhile, left to right."""
        found = tokens(sentence.text)
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
            if token.norm in ("in", "from", "to", "at", "near", "about") and found[at + 1].capital and found[at + 1].norm not in ("i",):
                end = at + 2
                while end < len(found) and found[end].capital:
                    end += 1
                self.place = " ".join(t.text for t in found[at + 1 : end])

    # --- where clauses begin and end ----------------------------------------------------------------------------

    def _clauses(self, sentence: Sentence, found: list[Token], mentions: dict[int, Mention]) -> Iterator[Clause]:
        fore = _FORE.match(sentence.text)
        first = next((at for at, t in enumerate(found) if t.start >= (fore.end() if fore else 0) and t.word), len(found))
        explicit = bool(_EXPLICIT.search(sentence.text))
        starts = self._starts(found, first, mentions, sentence)
        for index, (at, lead, subject) in enumerate(starts):
            limit = starts[index + 1][0] if index + 1 < len(starts) else len(found)
            end = self._end(found, subject.verb_at + 1, limit)
            yield self._clause(sentence, found, at, end, lead, subject, explicit)

    def _starts(self, found: list[Token], first: int, mentions: dict[int, Mention], sentence: Sentence) -> list[tuple[int, str, _Subject]]:
        starts: list[tuple[int, str, _Subject]] = []
        inside: int = -1
        for at in range(first, len(found)):
            after_time = not starts and bool(self._when(found, at))
            if at < inside or not (at == first or after_time or self._may_start(found, at, bool(starts))):
                continue
            for mention in [m for m in mentions.values() if m.last <= at]:
                self.people.touch(self.people.same(mentions.pop(mention.first).entity))
            inverted = at == first and self._inverted(found, at)
            subject = None if inverted else self._subject(found, at, mentions, at == first, sentence)
            if subject is not None:
                lead = "" if at == first and not starts else self._lead(found, at)
                starts.append((at, lead, subject))
                inside = subject.verb_at + 1
                self._naming(found, subject)
                if subject.entity is not None:
                    self.people.touch(subject.entity)
        return starts

    def _may_start(self, found: list[Token], at: int, opened: bool) -> bool:
        """Whether a clause may begin at `at`; `opened`: one stands before it already."""
        previous, before = found[at - 1].norm, found[at - 2].norm if at > 1 else ""
        if previous in _TIMES or (previous == "since" and before not in _BREAKS and at + 1 < len(found) and "past" in self.words.form(found[at + 1].norm)):
            return not opened or before in _BREAKS  # "… when I was nine" stays with what stands before it
        if previous == "that":
            return before in _TELLING
        if previous in _BREAKS or previous in _OPENERS or previous in _JOINERS or previous in _UNREAL:
            return True
        hurried = found[at].norm in ("i", "we") and at + 1 < len(found) and found[at + 1].norm in ("'m", "'ve", "am", "have")
        return hurried and previous not in FUNCTION | AUXILIARIES | {"like", "than"}

    def _naming(self, found: list[Token], subject: _Subject) -> None:
        """ "My starter's called Gertrude": from now on Gertrude is the starter."""
        at = subject.verb_at + 1
        if subject.shown.endswith("'s name"):
            stop = name_at(found, at, self.words)
        else:
            stop = name_at(found, at + 1, self.words) if at < len(found) and found[at].norm in ("called", "named") else at
            at += 1
        if subject.entity is not None and subject.entity.relation and stop > at:
            self.people.introduce(" ".join(t.text for t in found[at:stop]), subject.entity.relation)

    def _lead(self, found: list[Token], at: int) -> str:
        """The word that joins this clause to what stands before: "if", "because", …; "" at a comma."""
        for back in range(at - 1, max(at - 4, -1), -1):
            if found[back].norm in _UNREAL or found[back].norm in ("when", "that", "than", "what", "where", "how", "why"):
                return found[back].norm
            if found[back].norm not in _OPENERS and found[back].norm not in self.words.sections["adverb"]:
                break
        return found[at - 1].norm if at and found[at - 1].norm in _JOINERS else ""

    def _inverted(self, found: list[Token], at: int) -> bool:
        norm = found[at].norm
        return norm in WH and norm not in ("when",) or (norm in AUXILIARIES - {"had", "used", "been", "being", "can't", "having"})

    def _end(self, found: list[Token], at: int, limit: int) -> int:
        """Where the clause that has its verb before `at` ends: at the next clause, or where something else begins."""
        while at < limit:
            token, after = found[at], found[at + 1] if at + 1 < limit else None
            if token.norm in (";", "—", "–", ":", "(", ")", "?") or (token.norm == "-" and at > 0):
                break
            if token.norm in ("so", "but", "because", "cos", "which", "though", "although", "whereas") and self._breaks(found, at, limit):
                break
            if token.norm in ("and", ",") and after is not None and self._new_thought(found, at + 1, limit):
                break
            if token.norm in WH and after is not None and after.norm in AUXILIARIES and token.norm not in ("who", "which"):
                break
            at += 1
        while at > 1 and (found[at - 1].norm in _JOINERS - {"for"} or found[at - 1].norm in ("then", "plus") or not found[at - 1].word):
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
        if token.norm in WH or token.norm in ("any", "can", "could", "would", "should", "is", "are", "do", "does", "did", "will", "shall", "help", "ideas", "suggestions", "please", "you", "you'd", "tell", "give", "recommend", "suggest", "neither"):
            return True
        if after is not None and token.word and not token.capital and after.norm in _FINITE_HERE and token.norm not in FUNCTION | AUXILIARIES:
            return True  # "headphones are a pain"
        early = at
        while token.norm in self.words.sections["adverb"] and token.norm != "no" and at + 1 < limit:
            at += 1
            token = found[at]
        if at > early and "base" in self.words.form(token.norm):
            return True
        if token.norm.endswith("n't") or token.norm == "am":
            return True
        if token.norm in ("he", "she", "it", "they", "everyone", "everybody", "nobody", "this", "that", "there", "people"):
            return after is not None and (self.words.finite(after.norm) or after.norm in self.words.sections["adverb"])
        if token.norm in ("the", "every", "each", "all", "a", "an", "his", "her", "their", "its", "my", "our"):
            return any(self.words.finite(t.norm) and not t.capital and t.norm not in ("like", "back", "left", "right") for t in found[at + 2 : min(at + 5, limit)] if t.word) and not any(t.norm in ("and", ",") for t in found[at + 1 : min(at + 4, limit)])
        return False

    # --- who it is about ----------------------------------------------------------------------------------------

    def _subject(self, found: list[Token], at: int, mentions: dict[int, Mention], first: bool, sentence: Sentence) -> _Subject | None:
        token = found[at]
        mention = mentions.get(at)
        if token.norm in ("i", "we"):
            return self._with_verb(found, at + 1, "The user", None, "user", agree=True, loose=True)
        if mention is not None:
            joined = self._joined(found, mention)
            if joined:
                return joined
            if not mention.owned and not mention.entity.name:
                return self._with_verb(found, mention.last, "", mention.entity, "stranger")
            if mention.last < len(found) and found[mention.last].norm == "'s" and not self._copula(found, mention.last) and mention.entity.phrase():
                kind = "mine" if mention.entity.relation else "name"
                return self._noun_phrase(found, mention.last, self._shown(mention.entity) + "'s", kind)
            if mention.entity.stranger:
                return self._with_verb(found, mention.last, "", mention.entity, "stranger")
            kind = "mine" if mention.entity.relation else "name"
            subject = self._with_verb(found, mention.last, self._shown(mention.entity), mention.entity, kind, loose=kind == "mine")
            if subject or token.norm not in ("my", "our"):
                return subject
        if token.norm in ("my", "our"):
            return self._noun_phrase(found, at, "The user's")
        if token.norm in ("he", "she", "it", "they", "his", "her", "its", "their"):
            return self._pronoun(found, at)
        if token.norm == "mine":
            return self._mine(found, at)
        if token.norm == "the" or (token.norm in self.words.sections["event"]) or token.norm in self.words.sections["day"]:
            return self._the(found, at)
        return self._dropped(found, at, sentence) if first else None

    def _shown(self, entity: Entity) -> str:
        shown = entity.phrase()
        return shown[:1].upper() + shown[1:]

    def _with_verb(self, found: list[Token], at: int, shown: str, entity: Entity | None, kind: str, agree: bool = False, loose: bool = False) -> _Subject | None:
        """The subject, if a verb stands at `at` (adverbs may stand between)."""
        verb = at
        while verb < len(found) and found[verb].norm in self.words.sections["adverb"] and found[verb].norm not in ("used",):
            verb += 1
        if verb >= len(found) or not found[verb].word or found[verb].norm in FUNCTION - AUXILIARIES:
            return None
        norm = found[verb].norm
        if norm == "'s" and not self._copula(found, verb):
            return None
        finite = self.words.finite(norm) or (agree and not found[verb].capital) or (loose and norm.endswith(("ed", "s")) and not found[verb].capital and norm not in AUXILIARIES)
        return _Subject(shown, entity, kind, verb, agree) if finite else None

    def _copula(self, found: list[Token], at: int) -> bool:
        """Whether "'s" at `at` is "is" or "has", and no possessive."""
        if at + 1 >= len(found):
            return False
        norm = found[at + 1].norm
        if norm in FUNCTION or norm in self.words.sections["adverb"] or norm in ("got", "called", "named", "away", "off", "out", "back", "due", "half", "one", "two", "three"):
            return norm not in ("own",) and norm not in WH
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", norm) or norm in ("birthday", "name", "job", "house", "car"):
            return False
        later = [t.norm for t in found[at + 2 : at + 6]]
        possessive = any(self.words.finite(word) and word not in ("like", "love", "back") for word in later) and not any(w in ("and", ",", "so", "but") for w in later[:2])
        form = self.words.form(norm)
        return bool(form.keys() & {"ing", "participle"}) or found[at + 1].capital or norm[0].isdigit() or not possessive

    def _joined(self, found: list[Token], mention: Mention) -> _Subject | None:
        """ "Dan and I go", "my wife and I are"."""
        last = mention.last
        if last + 1 < len(found) and found[last].norm in ("and", "&") and found[last + 1].norm in ("i", "me"):
            subject = self._with_verb(found, last + 2, f"{self._shown(mention.entity)} and the user", mention.entity, "mine", loose=True)
            return subject
        return None

    def _noun_phrase(self, found: list[Token], at: int, owner: str, kind: str = "mine") -> _Subject | None:
        """ "my book club's doing", "our front door is": the words up to the first verb."""
        for verb in range(at + 2, min(at + 8, len(found))):
            token = found[verb]
            if not token.word or token.norm in ("and", "or", "but", "so", "who", "which", "that", "i", "we"):
                return None
            if token.norm == "'s" and not self._copula(found, verb):
                continue
            if self._verb_of_noun(found, verb):
                body = person.shift_rest(found[at + 1 : verb], self.words)
                while body and body[-1].lower() in self.words.sections["adverb"]:
                    body.pop()
                shown = person.join([owner, *body])
                entity = Entity("", " ".join(t.norm for t in found[at + 1 : verb]), "n", person=False)
                return self._with_verb(found, verb, shown, entity, kind) if body else None
            if token.norm in FUNCTION - AUXILIARIES - {"of", "in", "at", "on", "for", "from", "the", "to"}:
                return None
        return None

    def _verb_of_noun(self, found: list[Token], at: int) -> bool:
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
        return bool(form.keys() & {"past"}) or ("third" in form and not (plural and later)) or ("base" in form and plural)

    def _pronoun(self, found: list[Token], at: int) -> _Subject | None:
        pronoun = found[at].norm
        entity = self.people.pointed(pronoun)
        if pronoun in ("his", "her", "its", "their"):
            if entity is None or at + 1 >= len(found):
                return None
            if found[at + 1].norm == "name":
                return self._with_verb(found, at + 2, self._shown(entity) + "'s name", entity, "stranger" if entity.stranger else "mine")
            return self._noun_phrase(found, at, self._shown(entity) + "'s") if not entity.stranger and entity.phrase() else None
        unclear = Entity("", "", "x", stranger=True)
        kind = "unclear" if entity is None else "stranger" if entity.stranger else "mine" if entity.relation else "name"
        shown = self._shown(entity) if entity is not None else ""
        subject = self._with_verb(found, at + 1, shown, entity or unclear, kind)
        return self._becomes(found, subject) if subject else None

    def _becomes(self, found: list[Token], subject: _Subject) -> _Subject:
        """ "He's my son": from now on the bare name is the user's son."""
        at = subject.verb_at + 1
        entity = subject.entity
        if subject.kind == "name" and entity is not None and entity.relation:
            subject.kind = "mine"
        if entity is not None and found[subject.verb_at].norm in ("'s", "is", "are", "was") and at + 1 < len(found) and found[at].norm in ("my", "our"):
            relation, _, _ = self.people.relation_at(found, at + 1)
            if relation and entity.name and not entity.relation:
                self.people.introduce(entity.name, relation)
                subject.shown = entity.name
        return subject

    def _mine(self, found: list[Token], at: int) -> _Subject | None:
        entity = next((e for e in reversed(self.people.focus) if e.gender == "n" and not e.name), None)
        if entity is None:
            return None
        mine = self.people.related(entity.relation)
        return self._with_verb(found, at + 1, self._shown(mine), mine, "mine")

    def _the(self, found: list[Token], at: int) -> _Subject | None:
        """ "The kids are with…", "The boiler at ours is…", "Tuesday is choir", "Bins go out on Thursday"."""
        words = self.words
        start = at + 1 if found[at].norm == "the" else at
        start += start + 1 < len(found) and found[start].norm in ("whole", "entire")
        for size in (3, 2, 1):
            noun = " ".join(t.norm for t in found[start : start + size])
            home = words.gender(noun) in ("group", "n") or noun in words.sections["event"] or noun in words.sections["thing"] or noun in _HOME
            if home and start + size < len(found):
                end = start + size
                if " ".join(t.norm for t in found[end : end + 2]) in ("at ours", "at home", "at mine"):
                    end += 2
                entity = Entity("", noun, "group" if words.gender(noun) == "group" else "n", person=False)
                return self._with_verb(found, end, f"The user's {noun}", entity, "ours")
        used = re.match(r"(?:the )?[\w -]{2,40}? (?:we|i) (?:use|have|go to|like)\b", " ".join(t.norm for t in found[at : at + 8]))
        if used and found[at].norm == "the":
            end = at + len(used.group().split())
            noun = " ".join(t.norm for t in found[start:end])
            return self._with_verb(found, end, f"The user's {re.sub(r' (?:we|i) .*', '', noun)}", Entity("", noun, "x"), "ours")
        if found[at].norm in words.sections["day"] and at + 1 < len(found) and found[at + 1].norm in ("is", "are", "'s", "means"):
            return _Subject(f"The user's {found[at].text}", Entity("", found[at].norm, "n", person=False), "day", at + 1, False)
        return None

    def _dropped(self, found: list[Token], at: int, sentence: Sentence) -> _Subject | None:
        """ "Started as a park ranger", "Been learning Welsh", "Off to Lisbon": a statement of "I" without the "I"."""
        token = found[at]
        form = self.words.form(token.norm)
        after = found[at + 1].norm if at + 1 < len(found) else ""
        if sentence.question and "?" not in sentence.text and not form:
            return None
        if token.norm in ("can't", "don't", "haven't", "won't", "couldn't") and after not in ("you", "we", "i", "forget", "worry", "be", "bother", "tell", "mind", "use", "make", "give"):
            return _Subject("The user", None, "dropped", at, True)
        if token.norm in ("allergic", "off", "back", "married", "addicted", "vegan", "vegetarian", "born"):
            return _Subject("The user is" if token.norm not in ("born",) else "The user was", None, "dropped bare", at, False)
        if "ing" in form and token.norm not in ("thinking", "wondering", "asking", "looking", "trying", "being", "going", "hoping", "feeling", "planning", "making", "considering", "writing", "reading", "speaking", "talking", "having", "using", "assuming", "supposing", "imagining", "seeing", "given", "according"):
            return _Subject("The user is", None, "dropped bare", at, False)
        if token.norm in ("been", "got", "had") or (form.keys() & {"past"} and "base" not in form and "third" not in form):
            shown = "The user has" if token.norm == "been" or (token.norm == "got" and after in ("a", "an", "two", "three")) else "The user"
            return _Subject(shown, None, "dropped bare", at, False)
        return None

    # --- the clause itself --------------------------------------------------------------------------------------

    def _clause(self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: _Subject, explicit: bool) -> Clause:
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
            shown_verb = person.agree(verb, after, words) if subject.agree else person.spell_out(verb, after, words)
        shifted = person.shift_rest(rest, words, self.place, subject.agree, person.is_present(verb, words))
        when = self._when(found, at) if subject.agree or subject.kind != "user" else []
        text = person.join([subject.shown, *middle, shown_verb, *shifted, *when]).strip(" ,;:-–—")
        refused = self._refusal(sentence, found, at, end, lead, subject)
        start, stop = sentence.start + found[at].start, sentence.start + found[max(end - 1, at)].end
        asked = sentence.question
        return Clause(text + ".", start, stop, subject.entity, subject.kind, verb.norm, asked, refused, explicit, lead)

    def _when(self, found: list[Token], at: int) -> list[str]:
        """A time that stands in front of the whole sentence ("Every Sunday I make…"), to be put behind."""
        front = found[:at]
        if front and front[-1].norm == ",":
            front = front[:-1]
        if 2 <= len(front) <= 5 and front[0].norm in ("every", "each", "on", "once", "most", "twice", "in", "since") and all(t.word for t in front):
            return [front[0].text.lower(), *(t.text for t in front[1:])]
        return []

    def _refusal(self, sentence: Sentence, found: list[Token], at: int, end: int, lead: str, subject: _Subject) -> str:
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
        if end - at > MAX_WORDS:
            return "too long for one fact"
        if end <= subject.verb_at + 1 and subject.kind not in ("dropped bare",):
            return "nothing said"
        return ""

    def _tells_relation(self, found: list[Token], subject: _Subject) -> bool:
        ahead = [token.norm for token in found[subject.verb_at + 1 : subject.verb_at + 4]]
        return "my" in ahead or "our" in ahead

    def _contact(self, found: list[Token], at: int) -> bool:
        return found[at - 1].norm in AUXILIARIES


_HOME = frozenset(
    "spare key,boiler,stopcock,fuse box,meter,loft,attic,cellar,basement,garden,house,flat,kitchen,shed,back door,front door,bathroom,roof,thermostat,router,"
    "garage,driveway,wifi,heating,bins,bin,recycling,oven,fridge,freezer,car,key,keys,spare keys,cat flap,alarm,hot water,radiators,lift".split(",")
)
