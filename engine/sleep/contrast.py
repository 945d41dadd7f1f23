"""What was never said: look-alikes of a fact, so that a night learns where a fact ends.

Four kinds, by rules: somebody else in the same words, the same one in another respect, another time, and the fact's own
question with one word changed (see `swapping`). Promises never
to ask what a known fact answers. Refuses to know models and rows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.sleep.grammar import TIME, rule_questions
from engine.sleep.questions import Pattern, View, about, applies, book, by_relation, fill, patterns, questions, view
from engine.sleep.spoken import Subject, named, subject_of
from engine.sleep.swapping import swapped
from engine.sleep.wording import PERSON, Sentence, read

# Patterns that answer one another's questions: no contrast may be made of one of them for another.
NEIGHBOURS = (
    {"lives", "born", "located"}, {"job", "workplace", "studied"}, {"plays", "makes", "collects", "likes", "day"},
    {"owns", "drives", "makes", "keeps"},
    {"day", "scheduled", "birthday", "located"}, {"likes", "favourite", "drinks", "hates"},
    {"condition", "takes", "diet"},
    {"attribute", "located", "called", "breed", "birthday", "scheduled"}, {"married", "diet"},
    {"sport", "plays", "makes", "day", "sings", "likes"}, {"reads", "likes"}, {"fears", "hates"},
    {"injury", "condition", "takes"}, {"served", "job", "since", "workplace"}, {"supervises", "job", "workplace"},
    {"entrusted", "rears", "owns", "keeps", "makes"}, {"commutes", "drives"}, {"team", "likes", "favourite"},
    {"children", "owns"}, {"gave_up", "hates", "owns", "since"}, {"honeymoon", "flies", "studied"},
    {"met", "married", "since"}, {"bedtime", "day", "hours"}, {"volunteers", "workplace", "day"},
    {"appliance", "attribute"}, {"triggers", "allergy", "hates", "condition"},
)  # fmt: skip

HOLLOW = frozenset(
    str.split("what which where when whose does have that this with from they user your there about like been")
)


COLOURS = re.compile(
    r"\b(?:red|blue|green|yellow|orange|purple|violet|pink|brown|black|white|gr[ae]y|silver|gold(?:en)?|beige|cream|turquoise"
    r"|teal|maroon|burgundy|crimson|scarlet|navy|lilac|mauve|magenta|ivory|tan|bronze|ginger|tabby|painted|colou?r)\b"
)


class World:
    """What is known, so that no contrast asks for it."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.views = [view(read(text)) for text in sentences]
        self.text = " ".join(sentences).casefold()
        self.words = {word for text in sentences for word in re.findall(r"[\w'-]+", text.replace("'s", ""))}
        self.relations = {each.sentence.relation.casefold() for each in self.views}
        heads = {(each.sentence.relation.casefold(), each.sentence.head.casefold()) for each in self.views}
        owned = [relation for relation, _ in heads]
        self.single = {relation for relation in owned if owned.count(relation) == 1}
        self.answered = {
            each.text.casefold() for seen in self.views for each in (*questions(seen), *by_relation(seen), *about(seen))
        }

    def known(self, subject: Sentence, attribute: str) -> bool:
        """Whether something of this attribute, or of one like it, is known of this subject."""
        near = {attribute}.union(*(group for group in NEIGHBOURS if attribute in group))
        mine = [each for each in self.views if _same(each.sentence, subject)]
        return any(each.pattern is None or each.pattern.name in near for each in mine)

    def answers(self, text: str, subject: Sentence) -> bool:
        """Whether a known fact answers `text`, or at least one about `subject` speaks of the same matter."""
        if text.casefold() in self.answered:
            return True
        mine = " ".join(each.sentence.text for each in self.views if _same(each.sentence, subject))
        if re.search(r"\bcolou?r\b", text) and COLOURS.search(mine):
            return True
        about_subject = _stems(subject.subject)
        return bool((_stems(text) & _stems(mine)) - about_subject)

    def names(self, draw: random.Random, *, exam: bool = False) -> str:
        """A first name nobody known has; the exam's names and the dreams' are different ones."""
        every = [name for name in book()["lists"]["names"] if name not in self.words]
        name: str = draw.choice(every[::4] if exam else [name for place, name in enumerate(every) if place % 4])
        return name

    def someone(self, draw: random.Random, *, exam: bool = False) -> Subject:
        """A person nobody has spoken of."""
        relation = draw.choice(book()["lists"]["relations"])
        name = self.names(draw, exam=exam)
        shape = draw.random()
        if shape < 0.5 or (shape < 0.62 and relation in self.relations):
            return named(f"my {relation} {name}", name)
        if shape < 0.62:
            return named(f"my {relation}")
        if shape < 0.8:
            whose = draw.choice(["my friend", "my neighbour", "my colleague", "my boss", ""])
            return named(f"{whose} {name}'s {relation}".strip())
        if shape < 0.9:
            return named(f"{name} {draw.choice(book()['lists']['surnames'])}", name)
        return named(name)

    def stranger(self, draw: random.Random) -> Subject:
        """Somebody of whom only a prompt tells: a name from a book, a badge, a story."""
        surname, relation = draw.choice(book()["lists"]["surnames"]), draw.choice(book()["lists"]["relations"])
        name = self.names(draw)
        shapes = (f"{name}'s {relation}", f"{name} {surname}", f"Mr {surname}", f"Ms {surname}", f"Dr {surname}", name,
                  f"the {relation} in the film", f"the {relation} in this book",
                  f"Dr {surname}'s {relation}")  # fmt: skip
        return named(draw.choice(shapes))

    def animal(self, draw: random.Random, *, exam: bool = False) -> Subject:
        """An animal nobody has spoken of."""
        free = [each for each in book()["lists"]["animals"] if each not in self.relations]
        whose = draw.choice(
            ["my neighbour's", "my sister-in-law's", f"{self.names(draw, exam=exam)}'s", "my old", "the school's", "my"]
        )
        return named(f"{whose} {draw.choice(free)}")


def _stems(text: str) -> set[str]:
    """The longer words, cut short enough that "drums" and "drummer" meet."""
    return {word[:5] for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3} - HOLLOW


def _same(one: Sentence, other: Sentence) -> bool:
    if one.about_user or other.about_user:
        return one.about_user and other.about_user
    return one.head.casefold() == other.head.casefold() or bool(one.name and one.name == other.name)


@dataclass(frozen=True)
class Unsaid:
    """A question that nothing known answers, and whom or what it is about, as said to the user ("" when unclear)."""

    text: str
    matter: str

    @property
    def denial(self) -> str:
        """The honest answer. It first names what was asked for: the name then stands right before the decision whether
        anything is known of it, and a small model decides better after a name than after a question."""
        plain: str = book()["lists"]["deny"][0]
        return f"{self.matter[:1].upper()}{self.matter[1:]}? {plain}" if self.matter else plain


def _unsaid(text: str, matter: str) -> Unsaid:
    return Unsaid(text, re.sub(r"\bmy\b", "your", matter))


NOTHING = Unsaid("", "")


def contrasts(seen: View, world: World, draw: random.Random, count: int, *, exam: bool = False) -> list[Unsaid]:
    """Up to `count` questions that resemble the fact's and that nothing known answers, in a mixed order."""
    makers = [_others, _swapped, _respects, _others, _swapped, _times, _respects, _swapped]
    found: dict[str, Unsaid] = {}
    for turn in range(count * 4):
        maker = makers[turn % len(makers)]
        asked = maker(seen, world, draw, exam)
        if not asked.text or asked.text.casefold() in world.answered or len(found) >= count:
            continue
        if maker is not _respects or not world.answers(asked.text, seen.sentence):
            found.setdefault(asked.text, asked)
    return list(found.values())


def _swapped(seen: View, world: World, draw: random.Random, exam: bool) -> Unsaid:
    """The fact's own question with one word changed."""
    found = swapped(seen, world.text, draw, exam)
    return _unsaid(*found) if found else NOTHING


WHOSE = re.compile(r"\{(?:s|o|p|n|np|N|w|wo|wp)\}")  # a question that names nobody would be the fact's own


def _templates(pattern: Pattern, kind: str, exam: bool) -> Sequence[str]:
    every = pattern.exam if exam else (*pattern.ask, *pattern.ask, *pattern.hints(kind))
    return [each for each in every if WHOSE.search(each)]


def _others(seen: View, world: World, draw: random.Random, exam: bool) -> Unsaid:
    """Somebody else, in the fact's own words."""
    sentence = seen.sentence
    if sentence.kind in ("favourite", "thing", "date") and seen.pattern is not None:
        return _other_thing(seen, world, draw, exam)
    if sentence.kind == "pet" or (
        seen.pattern is not None and seen.pattern.name == "called" and sentence.kind != "person"
    ):
        subject = world.animal(draw, exam=exam)
    elif sentence.name and sentence.relation in PERSON and draw.random() < 0.3:
        name = world.names(draw, exam=exam)
        subject = named(f"my {sentence.relation} {name}", name)
    else:
        subject = world.someone(draw, exam=exam)
    if seen.pattern is None:
        return _unsaid(_by_rule(seen, subject), subject.doer)
    templates = _templates(seen.pattern, "person", exam)
    if not templates:
        return NOTHING
    template = draw.choice(templates)
    parts = seen.parts if "{x}" in template or "{t}" in template else {}
    text = fill(template, subject, parts)
    return _unsaid(text, subject.doer if subject.doer.casefold() in text.casefold() else subject.short)


def _by_rule(seen: View, subject: Subject) -> str:
    asked = rule_questions(seen.sentence, Subject(**{**subject.__dict__, "past": seen.sentence.past}))
    return asked[0] if asked else ""


def _other_thing(seen: View, world: World, draw: random.Random, exam: bool) -> Unsaid:
    """The same thing of somebody else, or another thing of the same owner."""
    assert seen.pattern is not None
    sentence = seen.sentence
    if draw.random() < 0.5:
        owner = world.someone(draw, exam=exam)
        text = f"{owner.doer}'s {sentence.head}"
        spoken = Sentence(text, text, sentence.predicate)
    else:
        topics = [each for each in book()["lists"]["topics"] if each.casefold() not in world.relations
                  and ("favourite" in each) == (sentence.kind == "favourite")]  # fmt: skip
        topic = draw.choice(topics)
        owner_text = sentence.owner or "The user"
        text = f"{owner_text}'s {topic}"
        spoken = Sentence(text, text, sentence.predicate)
    subject = subject_of(spoken)
    return _unsaid(fill(draw.choice(_templates(seen.pattern, sentence.kind, exam)), subject, {}, spoken), subject.doer)


def _respects(seen: View, world: World, draw: random.Random, exam: bool) -> Unsaid:
    """The same subject in a respect of which nothing is known."""
    sentence, subject = seen.sentence, subject_of(seen.sentence)
    unsaid = book()["unsaid"].get(sentence.kind, [])
    if unsaid and (exam or sentence.kind not in ("self", "person", "pet") or draw.random() < 0.5):
        pool = unsaid[::4] if exam else [each for place, each in enumerate(unsaid) if place % 4]
        text = fill(draw.choice(pool), _now(subject), {}, sentence)
        mine = re.search(r"\bmy ([\w' -]+)\?$", text)
        named_itself = sentence.kind not in ("self", "favourite", "family")
        return _unsaid(text, subject.doer if named_itself else f"my {mine[1]}" if mine else "")
    free = [each for each in patterns() if applies(each, sentence.kind) and not world.known(sentence, each.name)
            and each.name not in ("attribute", "favourite", "called", "breed")]  # fmt: skip
    if not free:
        return NOTHING
    template = draw.choice(draw.choice(free).ask)
    short = (
        named(subject.short, plural=subject.plural)
        if draw.random() < 0.5 and not sentence.about_user
        else _now(subject)
    )
    if "{x}" in template or "{v" in template:
        return NOTHING
    return _unsaid(fill(template, short, {}), "" if sentence.about_user else subject.doer)


def _now(subject: Subject) -> Subject:
    return Subject(**{**subject.__dict__, "past": False})


def _times(seen: View, world: World, draw: random.Random, exam: bool) -> Unsaid:
    """The same doing at another time: another month where the fact names one, else long ago."""
    if seen.pattern is None:
        return NOTHING
    templates = [each for each in seen.pattern.ask if "{v" not in each and "{x}" not in each and "{s}" in each]
    dated = [each for each in templates if "{t}" in each]
    subject, known = subject_of(seen.sentence), " ".join(each.sentence.text for each in world.views).casefold()
    lists = book()["lists"]
    when = seen.parts.get("t", "")
    if dated and (TIME.match(when) or re.match(r"for|against|because", when)):
        pool = lists["holidays"] if TIME.match(when) else lists["reasons"]
        time = draw.choice([each for each in pool if each.split()[-1].casefold() not in known])
        return _unsaid(fill(draw.choice(dated), subject, {"t": time}), time)
    plain = [each for each in templates if re.search(r"\{do\} \{s\}|\{is\} \{s\}", each)]
    times = lists["once"][::4] if exam else [each for place, each in enumerate(lists["once"]) if place % 4]
    if not plain or subject.past or seen.sentence.kind in ("date", "favourite"):
        return NOTHING
    then, time = Subject(**{**subject.__dict__, "past": True}), draw.choice(times)
    text = fill(draw.choice(plain), then, {}).rstrip("?").replace(" now", "")
    return _unsaid(f"{text} {time}?" if text else "", time)
