"""Who and what a conversation speaks of: the user's people, animals and things, their names, and what "she" points to.

Promises: a name counts as the user's person only where the user said so ("my sister Dilani", "Oonagh, my line manager",
"He's my son") or the ledger knows it. Refuses to know which sentence is a fact.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.sleep import entities, pointing
from engine.sleep.entities import FUNCTION, MILD, STRANGER, Entity, Mention, had_before, name_at, plain_relation
from engine.sleep.tokens import Token
from engine.sleep.words import Words, singular

__all__ = ["FUNCTION", "Entity", "Mention", "People", "name_at"]


class People:
    """The entities of the conversations read so far; `known` maps names from the ledger to relations."""

    def __init__(self, words: Words, known: Mapping[str, str] | None = None) -> None:
        self.words = words
        self.names: dict[str, Entity] = {}
        self.relations: dict[str, Entity] = {}
        self.focus: list[Entity] = []
        for name, relation in (known or {}).items():
            self.introduce(name, relation)
        self.relations.clear()

    def gender(self, relation: str) -> str:
        """The gender of a relation phrase, by its last noun that we know."""
        parts = relation.split()
        for size in (3, 2, 1):
            gender = self.words.gender(" ".join(parts[-size:]))
            if gender:
                return gender
        return "n"

    def introduce(self, name: str, relation: str) -> Entity:
        """Note that `name` is the user's `relation`; what was a bare name before becomes that person."""
        relation = plain_relation(relation)
        name = "" if name.lower() in self.words.sections["day"] else name  # "Thursday is bins" names nobody
        entity = self.names.get(name) or Entity(name)
        if relation and (not entity.relation or entity.relation == relation):
            entity.relation, entity.gender = relation, self.gender(relation)
            entity.person = self.gender(relation) != "n"
        if name:
            self.names[name] = entity
        if relation and name:
            self.relations[relation] = entity
        return entity

    def related(self, relation: str) -> Entity:
        """The user's `relation`: the one whose name this conversation has told, else one without a name."""
        relation = plain_relation(relation)
        if relation not in self.relations:
            gender = self.gender(relation)
            self.relations[relation] = Entity("", relation, gender, person=gender not in ("n", ""))
        return self.relations[relation]

    def new_conversation(self) -> None:
        """Forget what "she" and "my son" pointed to."""
        self.focus.clear()
        self.relations.clear()

    def same(self, entity: Entity) -> Entity:
        """The entity that `entity` has meanwhile turned out to be: "my son", after "Casper is my son"."""
        named = self.relations.get(entity.relation)
        return named if named is not None and not entity.name and entity.relation else entity

    def touch(self, entity: Entity) -> None:
        """Make `entity` the newest one spoken of."""
        self.focus = [other for other in self.focus if other is not entity] + [entity]

    def pointed(self, pronoun: str) -> Entity | None:
        """Whom "he", "she", "it" or "they" means: the newest entity it fits."""
        return pointing.pointed(self.focus, self.words, pronoun)

    # --- finding them in a sentence -----------------------------------------------------------------------------

    def relation_at(self, found: list[Token], at: int) -> tuple[str, int, tuple[str, ...]]:
        """The relation noun phrase at token `at` (after "my"): ("other sister", its end, its adjectives)."""
        words = self.words
        for skip in range(5):
            if at + skip >= len(found):
                break
            for size in (3, 2, 1):
                noun = " ".join(token.norm for token in found[at + skip : at + skip + size])
                if len(found) >= at + skip + size and (
                    words.gender(noun) or words.has("thing", noun) or words.has("vehicle", noun)
                ):
                    adjectives = tuple(token.norm for token in found[at : at + skip])
                    end = at + skip + size
                    kept = [word for word in adjectives if word not in MILD]
                    # "my rescue greyhound": a noun that is itself a relation may stand before another
                    longer = (
                        self.relation_at(found, end)
                        if end < len(found) and not found[end].capital and skip + size < 5
                        else ("", end, ())
                    )
                    if longer[0] and not longer[2] and found[end].norm not in ("ex",):
                        return " ".join([*kept, noun, longer[0]]), longer[1], adjectives
                    return " ".join([*kept, noun]), end, adjectives
            token = found[at + skip]
            if (
                not token.word
                or token.norm in FUNCTION
                or token.norm.startswith("'")
                or (token.capital and at + skip > at)
            ):
                break
            if words.finite(token.norm) and not token.norm.endswith(("ed", "ing")) and skip:
                break
        return "", at, ()

    def owned_at(self, found: list[Token], at: int) -> Mention | None:
        """ "my sister Dilani", "our dog, Bramble,", "my daughter's hamster Pickle" beginning at token `at`."""
        if found[at].norm not in ("my", "our") or at + 1 >= len(found):
            return None
        relation, end, adjectives = self.relation_at(found, at + 1)
        if not relation:
            return self._thing_at(found, at, at + 1)
        if end + 1 < len(found) and found[end].norm == "'s" and not found[end + 1].capital:
            inner, inner_end, more = self.relation_at(found, end + 1)
            if inner:
                relation, end, adjectives = f"{relation}'s {inner}", inner_end, adjectives + more
        return self._named(found, at, end, relation, adjectives)

    def _thing_at(self, found: list[Token], first: int, start: int) -> Mention | None:
        """ "my gym membership", "a yellow kayak" (as something had): what "it" may mean in the next sentence."""
        end = start
        while end < len(found) and end < start + 3:
            token = found[end]
            if not token.word or token.capital or token.norm in FUNCTION or token.norm.startswith("'"):
                break
            if end > start and self.words.finite(token.norm):
                break
            end += 1
        if end == start:
            return None
        noun = " ".join(token.norm for token in found[start:end])
        return Mention(Entity("", noun, "n", person=False), first, end)

    def _named(self, found: list[Token], first: int, end: int, relation: str, adjectives: tuple[str, ...]) -> Mention:
        """The mention with the name that follows its noun, bare or between commas."""
        start = end + 1 if end + 1 < len(found) and found[end].norm in ",(" else end
        if (
            start > end
            and start + 1 < len(found)
            and found[start].norm in ("old", "young", "dear", "little", "the", "a")
        ):
            start += found[start + 1].capital
        stop = name_at(found, start, self.words)
        closed = stop >= len(found) or found[stop].norm in ",.;:!?)–—-'s" or not found[stop].word
        group = self.gender(relation) == "group"
        if stop > start and (start == end or closed) and not (group and found[stop - 1].norm in ("i",)):
            name = " ".join(token.text for token in found[start:stop] if token.word)
            entity = self.introduce(name, relation)
            last = (
                stop + 1
                if found[end : end + 1]
                and found[end].norm in ",("
                and start > end
                and stop < len(found)
                and found[stop].norm in ",)"
                else stop
            )
            if group and stop + 1 < len(found) and found[stop].norm in ("and", "&"):
                more = name_at(found, stop + 1, self.words)
                if more > stop + 1:
                    entity = Entity(f"{name} and {found[stop + 1].text}", relation, "group")
                    last = more
            return Mention(entity, first, last, adjectives, named=True)
        naming = {"called", "named", "name"} & {token.norm for token in found[end : end + 3]}
        entity = Entity("", plain_relation(relation), self.gender(relation)) if naming else self.related(relation)
        return Mention(entity, first, end, adjectives)

    def name_mention(self, found: list[Token], at: int) -> Mention | None:
        """A name at token `at`: with an apposition ("Oonagh, my line manager,"), with a title, or known, or bare."""
        words = self.words
        if found[at].norm in ("half", "both", "all", "most", "some"):
            return None  # "Half my team" names nobody
        if words.has("kin bare", found[at].norm) and (found[at].capital or at == 0):
            stop = name_at(found, at + 1, words) if found[at].capital else at + 1
            entity = self.related(found[at].norm)
            if stop > at + 1:
                entity = self.introduce(" ".join(t.text for t in found[at + 1 : stop]), found[at].norm)
            return Mention(entity, at, stop)
        stop = name_at(found, at, words)
        plain = at == 0 and (found[at].norm in words.sections["event"] or words.gender(found[at].norm))
        if stop == at or (plain and not words.has("title name", found[at].norm)):
            return None
        if words.has("title name", found[at].norm) and stop > at + 1 and words.gender(found[at].norm):
            return Mention(self.introduce(" ".join(t.text for t in found[at + 1 : stop]), found[at].norm), at, stop)
        name = " ".join(token.text for token in found[at:stop] if token.word)
        comma = stop < len(found) and found[stop].norm in ",("
        if stop + comma + 1 < len(found) and found[stop + comma].norm in ("my", "our"):
            relation, end, adjectives = self.relation_at(found, stop + comma + 1)
            if relation and found[end : end + 1] and found[end].norm == "'s":
                inner, inner_end, _ = self.relation_at(found, end + 1)
                relation, end = (f"{relation}'s {inner}", inner_end) if inner else (relation, end)
            closes = end >= len(found) or not found[end].word or (not comma and found[end].norm in FUNCTION)
            if relation and closes:
                entity = self.introduce(name, relation)
                last = end + 1 if end < len(found) and found[end].norm in ",)" else end
                return Mention(entity, at, last, adjectives, named=True)
        beside = " ".join(token.norm for token in found[stop : stop + 3])
        if (whose := entities.placed(beside)) and self.names.get(name, Entity()).relation in ("", whose):
            return Mention(self.introduce(name, whose), at, stop + 2 + beside.startswith("across the"), named=True)
        known = self.names.get(name) or self.names.get(found[at].text)
        if known is None and at == 0 and (words.finite(found[at].norm) or words.form(found[at].norm)):
            return None  # the capital is the sentence's own
        somewhere = at > 0 and found[at - 1].norm in ("in", "at", "from", "near")
        entity = known or (
            Entity(name, "", "place") if somewhere else self.names.setdefault(name, Entity(name, "", "?"))
        )
        return Mention(entity, at, stop if known is None or name in self.names else at + 1, owned=bool(entity.relation))

    def mentions(self, found: list[Token]) -> list[Mention]:
        """All mentions of a sentence from left to right; each is touched, so that pronouns after it point to it. Not so
        what a medicine is for: "on naproxen for my bad knee and it's rough" speaks of the medicine."""
        hits: list[Mention] = []
        at = 0
        while at < len(found):
            hit = self.owned_at(found, at) or self.name_mention(found, at) or self._loose(found, at)
            if hit and not (hit.entity.gender == "n" and not hit.named and pointing.treated(found, at)):
                hits.append(hit)
                self.touch(hit.entity)
            at = max(hit.last if hit else at + 1, at + 1)
        return hits

    def _had_at(self, found: list[Token], at: int) -> Mention | None:
        """ "We've got twins, Otto and Ida", "I have a daughter", "they gave me an apprentice, Femi": the user's own."""
        before = [token.norm for token in found[max(at - 4, 0) : at]]
        if before[-1:] and before[-1] in entities.TAKEN and {"i", "we", "'ve"} & set(before):
            before.append("have")
        if before[-1:] == ["and"] and had_before(found, at - 1):
            before = ["i", "have"]
        mine = (
            before[-1:] and before[-1] in ("got", "have", "'ve", "has") and {"i", "we", "'ve"} & set(before)
        ) or before[-1:] in (["me"], ["us"])
        if not mine or found[at].norm in ("my", "our") or self.words.form(found[at].norm):
            return None
        start = at + 1 if found[at].norm in ("a", "an", "two", "three", "one", "another", "this") else at
        if start >= len(found) or found[start].norm in FUNCTION:
            return None
        relation, end, adjectives = self.relation_at(found, start)
        if not relation:
            return self._thing_at(found, start, start) if start > at else None
        if end + 1 < len(found) and found[end].norm in ("called", "named"):
            stop = name_at(found, end + 1, self.words)
            if stop > end + 1:
                entity = self.introduce(" ".join(t.text for t in found[end + 1 : stop]), relation)
                return Mention(entity, start, stop, adjectives, named=True)
        return self._named(found, start, end, relation, adjectives)

    def _loose(self, found: list[Token], at: int) -> Mention | None:
        """A stranger ("some bloke"), or a noun that "mine" or "it" may point back to ("do axolotls")."""
        token = found[at]
        had = self._had_at(found, at)
        if had:
            return had
        if token.norm in ("somebody", "someone") and at < 2:
            return Mention(Entity("", "", "x", stranger=True), at, at + 1)
        if token.norm == "the" and at + 1 < len(found):
            for size in (2, 1):
                noun = " ".join(t.norm for t in found[at + 1 : at + 1 + size])
                if noun in self.words.sections["event"] and len(found) > at + size:
                    return Mention(Entity("", noun, "n", person=False), at, at + 1 + size)
        if token.norm in ("a", "an", "the", "some", "this", "that") and (at == 0 or not found[at - 1].word):
            for ahead in range(at + 1, min(at + 3, len(found))):
                if found[ahead].norm in STRANGER or (token.norm == "some" and self.words.gender(found[ahead].norm)):
                    return Mention(Entity("", "", "x", stranger=True), at, ahead + 1)
        relation, end, _ = (
            self.relation_at(found, at + 1) if token.norm in ("a", "an") and at + 1 < len(found) else ("", at, ())
        )
        if relation and self.gender(relation) in ("f", "m", "x"):
            return Mention(Entity("", relation, self.gender(relation), stranger=True), at, end, owned=False)
        thing = any(self.words.has(section, singular(token.norm)) for section in ("pet", "vehicle", "thing"))
        if thing and (at == 0 or found[at - 1].norm not in ("my", "our", "'s")):
            return Mention(Entity("", singular(token.norm), "n", person=False), at, at + 1, owned=False)
        return None
