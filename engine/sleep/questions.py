"""Questions about one fact, made by rules from its sentence and the patterns in `resources/prompts/dreams.toml`.

Promises: every sentence gets questions, known pattern or not; exam questions are never among those that are trained on;
everything is from the sentence alone, in an order that depends on nothing else. Refuses to know rows, models and the
ledger.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from engine.sleep.wording import AUXILIARY, Sentence, base_form

TIME = re.compile(
    r"^(?:on|in|at|every|each|since|until|next|last|this|from|for|by|before|after|twice|once|daily|weekly|during"
    r"|over)\b.*?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|\d{4}|\d+(?:st|nd|rd|th)|\d ?(?:am|pm)|o'clock|morning|evening|night|noon|midnight"
    r"|week|month|year|spring|summer|autumn|fall|winter|Christmas|Easter|half-term|weekends?|daily|day|hours?)"
)
PLACE = re.compile(
    r"^(?:in|at|on|near|under|behind|above|inside|beside|next to|between|below|outside|over|to|into|from|by|around)\b"
)
PREPOSITION = re.compile(
    r"\s+(?=(?:in|at|on|near|under|behind|above|inside|beside|next to|between|below|outside|over|to|into|from|by|for"
    r"|with|every|each|because|since|until|after|before|during|against|about|around|without|as)\b)"
)


@dataclass(frozen=True)
class Pattern:
    """One kind of fact: how its predicate looks and how it is asked for (see dreams.toml)."""

    name: str
    match: re.Pattern[str]
    of: tuple[str, ...]
    ask: tuple[str, ...]
    hint: tuple[str, ...]
    hint_self: tuple[str, ...]
    back: tuple[str, ...]
    exam: tuple[str, ...]

    def hints(self, kind: str) -> tuple[str, ...]:
        """The indirect questions for a subject of `kind`, but for the last, which is the exam's."""
        return self._hints(kind)[:-1]

    def exam_hint(self, kind: str) -> str:
        """The indirect question kept for the exam; "" where there is none."""
        found = self._hints(kind)
        return found[-1] if found else ""

    def _hints(self, kind: str) -> tuple[str, ...]:
        return self.hint_self if kind == "self" and self.hint_self else self.hint


@cache
def book() -> dict[str, Any]:
    """The parsed dreams.toml."""
    return tomllib.loads(files("resources").joinpath("prompts/dreams.toml").read_text(encoding="utf-8"))


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order in which they are tried."""
    return tuple(
        Pattern(
            row["name"],
            re.compile(row["match"]),
            tuple(row["of"]),
            *(tuple(row.get(part, ())) for part in ("ask", "hint", "hint_self", "back", "exam")),
        )
        for row in book()["pattern"]
    )


def applies(pattern: Pattern, kind: str) -> bool:
    """Whether `pattern` can speak of a subject of `kind`."""
    kinds = {"family": ("family", "person"), "date": ("date", "thing")}.get(kind, (kind,))
    return any(each in pattern.of for each in kinds)


@dataclass(frozen=True)
class View:
    """A sentence together with the pattern that fits it (None: no pattern does) and the named parts of the match."""

    sentence: Sentence
    pattern: Pattern | None
    parts: dict[str, str]

    @property
    def attribute(self) -> str:
        """What the fact is about its subject: the pattern's name, or the verb."""
        if self.pattern is None:
            return base_form(self.sentence.verb)
        return (
            f"{self.pattern.name}:{self.sentence.topic}"
            if self.pattern.name in ("attribute", "favourite")
            else self.pattern.name
        )


def view(sentence: Sentence) -> View:
    """The first pattern that fits."""
    for pattern in patterns():
        if applies(pattern, sentence.kind) and (found := pattern.match.match(sentence.predicate)):
            parts = {key: sentence.mine(value) for key, value in found.groupdict(default="").items()}
            return View(sentence, pattern, parts)
    return View(sentence, None, {})


# --- filling in ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """How a question speaks of somebody: as doer, object, owner and in short; `self` agrees like "I"."""

    doer: str
    object: str
    owner: str
    short: str
    short_owner: str
    plural: bool = False
    past: bool = False

    def words(self) -> dict[str, str]:
        """The placeholders that the subject decides."""
        first = self.doer == "I"
        many = self.plural or first
        past = self.past
        return {
            "s": self.doer, "o": self.object, "p": self.owner, "n": self.short, "np": self.short_owner,
            "N": self.short[:1].upper() + self.short[1:],
            "do": "did" if past else "do" if many else "does",
            "is": "was" if past and not self.plural else "were" if past else "am" if first else "are" if many else "is",
            "was": "were" if self.plural else "was", "have": "had" if past else "have" if many else "has",
        }  # fmt: skip


def owned(phrase: str) -> str:
    """The possessive of a noun phrase."""
    return f"{phrase}'" if phrase.endswith("s") else f"{phrase}'s"


def subject_of(sentence: Sentence) -> Subject:
    """The sentence's own subject, seen from the user."""
    if sentence.about_user:
        return Subject("I", "me", "my", "me", "my", past=sentence.past and sentence.verb not in ("was", "had"))
    phrase = sentence.mine(sentence.subject)
    short = sentence.name if sentence.name and sentence.kind in ("person", "pet") else phrase
    return Subject(phrase, phrase, owned(phrase), short, owned(short), sentence.plural, sentence.past)


def named(phrase: str, short: str = "", plural: bool = False) -> Subject:
    """Somebody else: "my cousin Amara", in short "Amara"."""
    return Subject(phrase, phrase, owned(phrase), short or phrase, owned(short or phrase), plural)


def owner_words(sentence: Sentence) -> dict[str, str]:
    """The placeholders of a thing's or favourite's owner, and of its topic."""
    owner = sentence.owner
    if not owner or owner.casefold() == "the user":
        return {"w": "I", "wo": "me", "wp": "my", "x": sentence.topic, "do": "do", "have": "have"}
    phrase = sentence.mine(owner)
    return {"w": phrase, "wo": phrase, "wp": owned(phrase), "x": sentence.topic, "do": "does", "have": "has"}


def fill(template: str, subject: Subject, parts: dict[str, str], sentence: Sentence | None = None) -> str:
    """The template with its placeholders filled in, tidied up; "" where a part is missing."""
    words = subject.words()
    if sentence is not None and sentence.kind in ("favourite", "thing", "date"):
        words |= {
            key: value for key, value in owner_words(sentence).items() if key not in ("do", "have") or "{w" in template
        }
        if sentence.kind == "favourite":
            words["p"] = subject.doer
    words |= parts
    words.setdefault("t", "")
    if "v" in words:
        words["v0"] = re.sub(r"^(?:on|at|every|each|in) (?:the )?", "", words["v"])
    try:
        text = template.format(**words)
    except KeyError:
        return ""
    text = re.sub(r"\s+", " ", text).replace(" ?", "?").replace(" .", ".").strip()
    return text[:1].upper() + text[1:]


# --- questions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One question; `sort` is "direct", "indirect", "relation", "back", "about" or "rule"."""

    text: str
    sort: str


def questions(seen: View) -> list[Question]:
    """All questions about the fact that may be trained on, without doubles."""
    sentence, subject = seen.sentence, subject_of(seen.sentence)
    found: list[Question] = []
    if seen.pattern is not None:
        kind = sentence.kind
        for sort, templates in (
            ("direct", seen.pattern.ask),
            ("indirect", seen.pattern.hints(kind)),
            ("back", seen.pattern.back),
        ):
            found += [Question(fill(each, subject, seen.parts, sentence), sort) for each in templates]
        if subject.short != subject.doer and not sentence.about_user:  # by name alone: "Where does Priya live?"
            short = named(subject.short, plural=subject.plural)
            found += [Question(fill(each, short, seen.parts, sentence), "direct") for each in seen.pattern.ask[:6]]
    found += [Question(text, "rule") for text in rule_questions(sentence, subject)]
    if seen.pattern is None:
        found += [Question(text, "rule") for text in gaps(sentence)] + about(seen)
    return _once(found, seen)


def by_relation(seen: View) -> list[Question]:
    """Questions that leave the name out ("Where does my sister live?"): right only where there is one such relation."""
    sentence = seen.sentence
    if seen.pattern is None or not sentence.name or not sentence.relation or sentence.owner.casefold() != "the user":
        return []
    subject = named(f"my {sentence.relation}", plural=sentence.plural)
    templates = (*seen.pattern.ask, *seen.pattern.hints(sentence.kind))
    found = [Question(fill(each, subject, seen.parts, sentence), "relation") for each in templates]
    return _once(found, seen)


def about(seen: View) -> list[Question]:
    """Open questions about the subject ("What do you know about …?")."""
    subject = subject_of(seen.sentence)
    templates = [] if seen.sentence.about_user else book()["lists"]["about"]
    return [Question(fill(each, subject, seen.parts, seen.sentence), "about") for each in templates]


def exam_questions(seen: View) -> list[str]:
    """Direct questions kept for the exam, then an indirect one where there is one; never those of `questions`."""
    sentence, subject = seen.sentence, subject_of(seen.sentence)
    templates = (*seen.pattern.exam[:2], seen.pattern.exam_hint(sentence.kind)) if seen.pattern is not None else ()
    asked = [fill(each, subject, seen.parts, sentence) for each in templates]
    asked += [f"Please say it once more: {text[:1].lower() + text[1:] if not text.startswith('I ') else text}"
              for text in rule_questions(sentence, subject)[:1]]  # fmt: skip
    trained = {question.text for question in questions(seen)}
    return [text for text in dict.fromkeys(asked) if text and text not in trained]


def _once(found: Iterable[Question], seen: View) -> list[Question]:
    value = seen.sentence.mine(seen.sentence.rest).casefold().strip()
    kept: dict[str, Question] = {}
    for question in found:
        whole = question.text.casefold()
        if question.text and (not value or value not in whole or question.sort == "back"):
            kept.setdefault(whole, question)
    return list(kept.values())


def gaps(sentence: Sentence) -> list[str]:
    """The sentence with its end left open, for any sentence: the last resort where no pattern fits."""
    words = sentence.mine(f"{sentence.subject} {sentence.predicate}").split()
    if sentence.about_user:
        words = ["I", *sentence.answer.rstrip(".").split()[1:]]
        words = [*words[:2], *sentence.mine(sentence.rest).split()]
    cut = max(2, len(words) - max(1, len(sentence.rest.split())))
    start = " ".join(words[:cut])
    openings = ("Finish my sentence:", "Fill in the rest:", "How does this go on?", "I once told you this:")
    return [f"{opening} {start} …" for opening in openings]


def rule_questions(sentence: Sentence, subject: Subject) -> list[str]:
    """Wh-questions by grammar alone, one for each part of the predicate; for any sentence."""
    if not sentence.predicate:
        return []
    verb, rest = sentence.verb, sentence.mine(sentence.rest)
    words = subject.words()
    chunks = [chunk for chunk in PREPOSITION.split(" " + rest) if chunk.strip()]
    chunks = [chunk.strip() for chunk in chunks]
    if verb in AUXILIARY and verb not in ("has", "have", "had", "do", "does", "did"):
        return _copula(verb, chunks, subject)
    lead = f"{words['do']} {subject.doer} {base_form(verb)}"
    return [_ask(lead, chunks, place) for place in range(len(chunks))] + ([f"What {lead}?"] if chunks else [])


def _ask(lead: str, chunks: Sequence[str], place: int) -> str:
    others = " ".join(chunk for index, chunk in enumerate(chunks) if index != place)
    word, ending = _wh(chunks[place])
    return " ".join(f"{word} {lead} {others} {ending}".split()).strip() + "?"


def _wh(chunk: str) -> tuple[str, str]:
    if TIME.match(chunk):
        return "When", ""
    if found := re.match(r"(with|for|about|against|as|without|because)\b", chunk):
        return ("Why", "") if found[1] == "because" else ("Who" if found[1] == "with" else "What", found[1])
    return ("Where", "") if PLACE.match(chunk) else ("What", "")


def _copula(verb: str, chunks: Sequence[str], subject: Subject) -> list[str]:
    verb = {"is": subject.words()["is"], "was": subject.words()["was"]}.get(verb, verb)
    asked = []
    for place, chunk in enumerate(chunks):
        word, ending = _wh(chunk)
        others = " ".join(each for index, each in enumerate(chunks) if index != place)
        if place == 0 and re.match(r"\w+ing\b", chunk) and len(chunk.split()) > 1:
            first, _, _ = chunk.partition(" ")
            asked.append(f"What {verb} {subject.doer} {first} {others}?")
        else:
            asked.append(f"{word} {verb} {subject.doer} {others} {ending}?")
    return [" ".join(each.split()).replace(" ?", "?") for each in asked]
