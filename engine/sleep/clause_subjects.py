"""Who a clause is about: "I", "my sister Dilani", "she", "mine", "the boiler at ours", or an "I" that was dropped.

Promises: a subject comes with the place of its verb; a pronoun means the newest one it fits; a stranger stays one.
Refuses to know where a clause ends and what it says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.sleep import person
from engine.sleep.mentions import FUNCTION, Entity, Mention, People, name_at
from engine.sleep.sentences import Sentence
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


class SubjectFinder:
    """Finds the subject that begins at a token; shares `people` with those who note the mentions."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people

    def at(
        self, found: list[Token], at: int, mentions: dict[int, Mention], first: bool, sentence: Sentence
    ) -> Subject | None:
        """The subject that begins at token `at`, if a verb follows it; `first`: nothing stands before it."""
        token = found[at]
        mention = mentions.get(at)
        if token.norm == "me" and at + 2 < len(found) and found[at + 1].norm == "and" and at + 2 in mentions:
            other = mentions[at + 2]
            return self._with_verb(
                found,
                other.last,
                f"The user and {other.entity.phrase().replace('The', 'the', 1)}",
                other.entity,
                "mine",
                loose=True,
            )
        after = found[at + 1].norm if at + 1 < len(found) else ""
        known = AUXILIARIES | self.words.sections["adverb"]
        if token.norm == "we" and after.endswith("s") and not self.words.form(after) and after not in known:
            return None  # "we humans"
        if token.norm in ("i", "we"):
            return self._with_verb(found, at + 1, "The user", None, "user", agree=True, loose=True)
        if mention is not None:
            joined = self._joined(found, mention, mentions)
            if joined:
                return joined
            if not mention.owned and not mention.entity.name:
                return self._with_verb(found, mention.last, "", mention.entity, "stranger")
            if (
                mention.last < len(found)
                and found[mention.last].norm == "'s"
                and not self._copula(found, mention.last)
                and mention.entity.phrase()
            ):
                kind = "mine" if mention.entity.relation else "name"
                return self._noun_phrase(found, mention.last, self._shown(mention.entity) + "'s", kind)
            if mention.entity.stranger:
                return self._with_verb(found, mention.last, "", mention.entity, "stranger")
            kind = "mine" if mention.entity.relation else "name"
            subject = self._with_verb(
                found, mention.last, self._shown(mention.entity), mention.entity, kind, loose=kind == "mine"
            )
            if subject or token.norm not in ("my", "our"):
                return self._becomes(found, subject) if subject else None
        if token.norm in ("my", "our"):
            return self._noun_phrase(found, at, "The user's")
        if token.norm in ("he", "she", "it", "they", "his", "her", "its", "their"):
            return self._pronoun(found, at)
        if token.norm in ("mine", "ours"):
            return self._mine(found, at)
        if (
            token.norm == "the"
            or (token.norm in self.words.sections["event"])
            or token.norm in self.words.sections["day"]
        ):
            return self._the(found, at)
        return self._dropped(found, at, sentence) if first else None

    def _shown(self, entity: Entity) -> str:
        shown = entity.phrase()
        return shown[:1].upper() + shown[1:]

    def _with_verb(
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
        if norm == "'s" and not self._copula(found, verb):
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

    def _copula(self, found: list[Token], at: int) -> bool:
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

    def _joined(self, found: list[Token], mention: Mention, mentions: dict[int, Mention]) -> Subject | None:
        """ "Dan and I go", "my wife and I are"."""
        last = mention.last
        if (
            last + 2 < len(found)
            and found[last].norm == "and"
            and found[last + 1].norm in ("his", "her", "their")
            and self.words.gender(found[last + 2].norm)
        ):
            shown = f"{self._shown(mention.entity)} and {found[last + 1].norm} {found[last + 2].norm}"
            return self._with_verb(found, last + 3, shown, mention.entity, "mine")
        other = mentions.get(last + 1)
        if other is not None and found[last].norm in ("and", "&") and mention.entity.relation and other.entity.relation:
            shown = (
                f"{self._shown(mention.entity)} and {other.entity.phrase().removeprefix('The user' + chr(39) + 's ')}"
            )
            return self._with_verb(
                found, other.last, shown, Entity("", mention.entity.relation, "group"), "mine", loose=True
            )
        if last + 1 < len(found) and found[last].norm in ("and", "&") and found[last + 1].norm in ("i", "me"):
            subject = self._with_verb(
                found, last + 2, f"{self._shown(mention.entity)} and the user", mention.entity, "mine", loose=True
            )
            return subject
        return None

    def _noun_phrase(self, found: list[Token], at: int, owner: str, kind: str = "mine") -> Subject | None:
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
        return (
            bool(form.keys() & {"past"}) or ("third" in form and not (plural and later)) or ("base" in form and plural)
        )

    def _pronoun(self, found: list[Token], at: int) -> Subject | None:
        pronoun = found[at].norm
        entity = self.people.pointed(pronoun)
        if pronoun in ("his", "her", "its", "their"):
            if entity is None or at + 1 >= len(found):
                return None
            if found[at + 1].norm == "name":
                return self._with_verb(
                    found, at + 2, self._shown(entity) + "'s name", entity, "stranger" if entity.stranger else "mine"
                )
            return (
                self._noun_phrase(found, at, self._shown(entity) + "'s")
                if not entity.stranger and entity.phrase()
                else None
            )
        unclear = Entity("", "", "x", stranger=True)
        kind = "unclear" if entity is None else "stranger" if entity.stranger else "mine" if entity.relation else "name"
        shown = self._shown(entity) if entity is not None else ""
        subject = self._with_verb(found, at + 1, shown, entity or unclear, kind)
        return self._becomes(found, subject) if subject else None

    def _becomes(self, found: list[Token], subject: Subject) -> Subject:
        """ "He's my son": from now on the bare name is the user's son."""
        at = subject.verb_at + 1
        entity = subject.entity
        if subject.kind == "name" and entity is not None and entity.relation:
            subject.kind = "mine"
        if entity is not None and found[subject.verb_at].norm in ("'s", "is", "are", "was", "has"):
            at += at < len(found) and found[at].norm == "been"
        if entity is not None and at + 1 < len(found) and found[at].norm in ("my", "our"):
            relation, _, _ = self.people.relation_at(found, at + 1)
            if relation and entity.name and entity.relation in ("", relation):
                self.people.introduce(entity.name, relation)
                self.people.relations[relation] = entity
                subject.shown = entity.name
        return subject

    def _mine(self, found: list[Token], at: int) -> Subject | None:
        if at + 3 < len(found) and found[at + 1].norm in ("is", "'s") and found[at + 2].norm == "the":
            return self._with_verb(
                found, at + 1, f"The user's {found[at + 3].norm}", Entity("", found[at + 3].norm, "n"), "mine"
            )
        entity = next(
            (e for e in reversed(self.people.focus) if e.relation and not e.name and (e.gender == "n" or e.stranger)),
            None,
        )
        if entity is None:
            return None
        mine = self.people.related(entity.relation)
        if at + 2 < len(found) and found[at + 1].norm == ",":
            stop = name_at(found, at + 2, self.words)
            if stop > at + 2 and stop < len(found) and found[stop].norm == ",":
                mine = self.people.introduce(" ".join(t.text for t in found[at + 2 : stop]), entity.relation)
                return self._with_verb(found, stop + 1, self._shown(mine), mine, "mine")
        return self._with_verb(found, at + 1, self._shown(mine), mine, "mine")

    def _the(self, found: list[Token], at: int) -> Subject | None:
        """ "The kids are with…", "The boiler at ours is…", "Tuesday is choir", "Bins go out on Thursday"."""
        words = self.words
        start = at + 1 if found[at].norm == "the" else at
        start += start + 1 < len(found) and found[start].norm in ("whole", "entire")
        for size in (3, 2, 1):
            noun = " ".join(t.norm for t in found[start : start + size])
            home = (
                words.gender(noun) in ("group", "n")
                or noun in words.sections["household"]
                or noun in words.sections["event"]
                or noun in words.sections["thing"]
                or noun in words.sections["home"]
            )
            if home and start + size < len(found):
                end = start + size
                if " ".join(t.norm for t in found[end : end + 2]) in ("at ours", "at home", "at mine"):
                    end += 2
                elif (
                    found[end].norm in ("for", "to", "of", "in")
                    and end + 2 < len(found)
                    and found[end + 1].norm in ("the", "my", "our")
                ):
                    noun = (
                        f"{noun} {found[end].norm} "
                        f"{'the user' + chr(39) + 's' if found[end + 1].norm != 'the' else 'the'} "
                        f"{found[end + 2].norm}"
                    )
                    end += 3
                entity = Entity("", noun, "group" if words.gender(noun) == "group" else "n", person=False)
                return self._with_verb(found, end, f"The user's {noun}", entity, "ours")
        at_home = re.match(
            r"the ((?:[\w-]+ ){1,3}?)at (?:ours|home|mine)\b", " ".join(t.norm for t in found[at : at + 6])
        )
        if at_home:
            noun = at_home[1].strip()
            end = start + len(noun.split()) + 2
            return self._with_verb(found, end, f"The user's {noun}", Entity("", noun, "n", person=False), "ours")
        used = re.match(
            r"(?:the )?[\w -]{2,40}? (?:we|i) (?:use|have|go to|like)\b", " ".join(t.norm for t in found[at : at + 8])
        )
        if used and found[at].norm == "the":
            end = at + len(used.group().split())
            noun = " ".join(t.norm for t in found[start:end])
            return self._with_verb(
                found, end, f"The user's {re.sub(r' (?:we|i) .*', '', noun)}", Entity("", noun, "x"), "ours"
            )
        if (
            found[at].norm in words.sections["day"]
            and at + 1 < len(found)
            and found[at + 1].norm in ("is", "are", "'s", "means")
        ):
            return Subject(
                f"The user's {found[at].text}", Entity("", found[at].norm, "n", person=False), "day", at + 1, False
            )
        return None

    def _dropped(self, found: list[Token], at: int, sentence: Sentence) -> Subject | None:
        """ "Started as a park ranger", "Been learning Welsh", "Off to Lisbon": a statement of "I" without the "I"."""
        middle = ""
        while found[at].norm in ("never", "finally", "just", "still", "recently", "only", "always") and at + 1 < len(
            found
        ):
            middle, at = f" {found[at].norm}", at + 1
        token = found[at]
        form = self.words.form(token.norm)
        after = found[at + 1].norm if at + 1 < len(found) else ""
        if token.norm == "back" and any(t.norm in ("i", "we") for t in found[at:]):
            return None
        if sentence.question and "?" not in sentence.text and not form:
            return None
        if token.norm in ("can't", "don't", "haven't", "won't", "couldn't") and after not in (
            "you",
            "we",
            "i",
            "forget",
            "worry",
            "be",
            "bother",
            "tell",
            "mind",
            "use",
            "make",
            "give",
        ):
            return Subject("The user", None, "dropped", at, True)
        if token.norm in ("allergic", "off", "married", "addicted", "vegan", "vegetarian", "born"):
            return Subject(
                "The user is" if token.norm not in ("born",) else "The user was", None, "dropped bare", at, False
            )
        if "ing" in form and token.norm not in (
            "thinking",
            "wondering",
            "asking",
            "looking",
            "trying",
            "being",
            "going",
            "hoping",
            "feeling",
            "planning",
            "making",
            "considering",
            "writing",
            "reading",
            "speaking",
            "talking",
            "having",
            "using",
            "assuming",
            "supposing",
            "imagining",
            "seeing",
            "given",
            "according",
        ):
            return Subject("The user is", None, "dropped bare", at, False)
        if token.norm in ("been", "got", "had") or (
            form.keys() & {"past"} and "base" not in form and "third" not in form
        ):
            perfect = token.norm == "been" or (token.norm == "got" and after in ("a", "an", "two", "three"))
            shown = ("The user has" if perfect else "The user") + middle
            return Subject(shown, None, "dropped bare", at, False)
        return None

    def naming(self, found: list[Token], subject: Subject) -> None:
        """ "My starter's called Gertrude": from now on Gertrude is the starter."""
        at = subject.verb_at + 1
        if subject.shown.endswith("'s name"):
            stop = name_at(found, at, self.words)
        else:
            stop = (
                name_at(found, at + 1, self.words) if at < len(found) and found[at].norm in ("called", "named") else at
            )
            at += 1
        if subject.entity is not None and subject.entity.relation and stop > at:
            self.people.introduce(" ".join(t.text for t in found[at:stop]), subject.entity.relation)
