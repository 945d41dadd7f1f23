"""Who a clause is about: "I", "my sister Dilani", "she", "mine", "the boiler at ours", or an "I" that was dropped.

Promises: a subject comes with the place of its verb; a pronoun means the newest one it fits; a stranger stays one.
Refuses to know where a clause ends and what it says.
"""

from __future__ import annotations

from engine.sleep.clause_things import ThingFinder
from engine.sleep.clause_verbs import Subject, VerbFinder
from engine.sleep.mentions import Entity, Mention, People, name_at
from engine.sleep.sentences import Sentence
from engine.sleep.tokens import Token
from engine.sleep.words import AUXILIARIES, Words


class SubjectFinder:
    """Finds the subject that begins at a token; shares `people` with those who note the mentions."""

    def __init__(self, words: Words, people: People) -> None:
        self.words, self.people = words, people
        self.verbs = VerbFinder(words)
        self.things = ThingFinder(words, self.verbs)

    def at(
        self, found: list[Token], at: int, mentions: dict[int, Mention], first: bool, sentence: Sentence
    ) -> Subject | None:
        """The subject that begins at token `at`, if a verb follows it; `first`: nothing stands before it."""
        token = found[at]
        mention = mentions.get(at)
        if (
            mention is not None
            and first
            and token.norm in self.words.sections["occasion"]
            and not mention.entity.relation
        ):
            mention = None  # "Honeymoon's in Sri Lanka": the capital is the sentence's own
        if token.norm == "me" and at + 2 < len(found) and found[at + 1].norm == "and" and at + 2 in mentions:
            other = mentions[at + 2]
            return self.verbs.with_verb(
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
            return self.verbs.with_verb(found, at + 1, "The user", None, "user", agree=True, loose=True)
        if mention is not None:
            joined = self._joined(found, mention, mentions)
            if joined:
                return joined
            if not mention.owned and not mention.entity.name:
                return self.verbs.with_verb(found, mention.last, "", mention.entity, "stranger")
            if (
                mention.last < len(found)
                and found[mention.last].norm == "'s"
                and not self.verbs.copula(found, mention.last)
                and mention.entity.phrase()
            ):
                kind = "mine" if mention.entity.relation else "name"
                return self.things.noun_phrase(found, mention.last, self._shown(mention.entity) + "'s", kind)
            if mention.entity.stranger:
                return self.verbs.with_verb(found, mention.last, "", mention.entity, "stranger")
            kind = "mine" if mention.entity.relation else "name"
            subject = self.verbs.with_verb(
                found, mention.last, self._shown(mention.entity), mention.entity, kind, loose=kind == "mine"
            )
            loose = first and kind == "name"  # "Big fan of…": the capital is the sentence's own
            if subject or (token.norm not in ("my", "our") and not loose):
                return self._becomes(found, subject) if subject else None
        if token.norm in ("my", "our"):
            return self.things.noun_phrase(found, at, "The user's")
        if token.norm in ("he", "she", "it", "they", "his", "her", "its", "their"):
            return self._pronoun(found, at)
        if token.norm in ("mine", "ours"):
            return self._mine(found, at)
        if token.norm in ("half", "most", "some", "all", "both", "none", "neither") and at + 2 < len(found):
            return self._part(found, at, mentions)
        named = self._the_named(found, at) if token.norm == "the" else None
        if named:
            return named
        thing = self.things.the(found, at) if self._names_thing(found, at, first) else None
        return thing or (self.things.dropped(found, at, sentence) if first else None)

    def _part(self, found: list[Token], at: int, mentions: dict[int, Mention]) -> Subject | None:
        """ "Half my family", "most of my students"."""
        start = at + 2 if found[at + 1].norm == "of" else at + 1
        mention = mentions.get(start)
        if mention is None or found[start].norm not in ("my", "our") or not mention.entity.relation:
            return None
        part = f"{found[at].text.capitalize()} {'of ' if start == at + 2 else ''}the user's {mention.entity.relation}"
        return self.verbs.with_verb(found, mention.last, part, mention.entity, "mine", loose=True)

    def _the_named(self, found: list[Token], at: int) -> Subject | None:
        """ "The cat, Mrs Danvers, is…", "The neighbour, Mr Okonjo, has…": the user's, since named."""
        relation, end, _ = self.people.relation_at(found, at + 1)
        while relation and end < len(found) and end < at + 7 and found[end].word and found[end].norm not in AUXILIARIES:
            end += 1
        stop = name_at(found, end + 1, self.words) if relation and end + 1 < len(found) else end
        closed = stop + 1 < len(found) and found[end].norm in ",(" and found[stop].norm in ",)"
        role = [t.norm for t in found[stop + 1 : stop + 3]]
        if stop <= end + 1 or not closed or (role[:1] in (["is"], ["was"]) and role[1:] in (["my"], ["our"])):
            return None  # "…, Ingrid, is my aunt" tells a role, and no assistant of the user's
        entity = self.people.introduce(" ".join(t.text for t in found[end + 1 : stop]), relation)
        return self.verbs.with_verb(found, stop + 1, self._shown(entity), entity, "mine", loose=True)

    def _names_thing(self, found: list[Token], at: int, first: bool) -> bool:
        sections, norm = self.words.sections, found[at].norm
        home = first and (norm in sections["home"] or norm in sections["occasion"])
        return norm in ("the", "there") or norm in sections["event"] or norm in sections["day"] or home

    def _shown(self, entity: Entity) -> str:
        shown = entity.phrase()
        return shown[:1].upper() + shown[1:]

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
            return self.verbs.with_verb(found, last + 3, shown, mention.entity, "mine")
        other = mentions.get(last + 1)
        if other is not None and found[last].norm in ("and", "&") and mention.entity.relation and other.entity.relation:
            shown = (
                f"{self._shown(mention.entity)} and {other.entity.phrase().removeprefix('The user' + chr(39) + 's ')}"
            )
            return self.verbs.with_verb(
                found, other.last, shown, Entity("", mention.entity.relation, "group"), "mine", loose=True
            )
        if last + 1 < len(found) and found[last].norm in ("and", "&") and found[last + 1].norm in ("i", "me"):
            subject = self.verbs.with_verb(
                found, last + 2, f"{self._shown(mention.entity)} and the user", mention.entity, "mine", loose=True
            )
            return subject
        return None

    def _pronoun(self, found: list[Token], at: int) -> Subject | None:
        pronoun = found[at].norm
        entity = self.people.pointed(pronoun)
        if pronoun in ("his", "her", "its", "their"):
            if entity is None or at + 1 >= len(found):
                return None
            if found[at + 1].norm == "name":
                return self.verbs.with_verb(
                    found, at + 2, self._shown(entity) + "'s name", entity, "stranger" if entity.stranger else "mine"
                )
            return (
                self.things.noun_phrase(found, at, self._shown(entity) + "'s")
                if not entity.stranger and entity.phrase()
                else None
            )
        unclear = Entity("", "", "x", stranger=True)
        kind = "unclear" if entity is None else "stranger" if entity.stranger else "mine" if entity.relation else "name"
        shown = self._shown(entity) if entity is not None else ""
        subject = self.verbs.with_verb(found, at + 1, shown, entity or unclear, kind)
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
            return self.verbs.with_verb(
                found, at + 1, f"The user's {found[at + 3].norm}", Entity("", found[at + 3].norm, "n"), "mine"
            )
        entity = next(
            (e for e in reversed(self.people.focus) if e.relation and not e.name and (e.gender == "n" or e.stranger)),
            None,
        )
        if entity is None:
            return self._owned(found, at)
        mine = self.people.related(entity.relation)
        if at + 2 < len(found) and found[at + 1].norm == ",":
            stop = name_at(found, at + 2, self.words)
            if stop > at + 2 and stop < len(found) and found[stop].norm == ",":
                mine = self.people.introduce(" ".join(t.text for t in found[at + 2 : stop]), entity.relation)
                return self.verbs.with_verb(found, stop + 1, self._shown(mine), mine, "mine")
        return self.verbs.with_verb(found, at + 1, self._shown(mine), mine, "mine")

    def _owned(self, found: list[Token], at: int) -> Subject | None:
        """ "Ours is a top-floor flat": of what nobody has spoken before."""
        being = at + 2 < len(found) and found[at + 1].norm in ("is", "'s", "are", "'re")
        article = being and (found[at + 2].norm in ("a", "an") or found[at + 2].norm.isdigit())
        return Subject("The user has", None, "dropped bare", at + 2, False) if article else None

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
