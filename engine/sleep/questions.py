"""Questions about one fact, made by rules from its sentence and the patterns in `resources/prompts/patterns.toml`.

Promises: every sentence gets questions, known pattern or not; exam questions are never among those that are trained on;
everything is from the sentence alone, in an order that depends on nothing else. Refuses to know rows, models and the
ledger.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from engine.sleep.grammar import gaps, inner_questions, rule_questions, subject_questions
from engine.sleep.spoken import Subject, named, owner_words, subject_of
from engine.sleep.wording import Sentence, base_form

SINGULAR = re.compile(r"\{[nN]\} (?:\w+s|does|has|is)\b")  # "{N} invites me": not for "my parents"


@dataclass(frozen=True)
class Pattern:
    """One kind of fact: how its predicate looks and how it is asked for (see patterns.toml)."""

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
    return _parsed("dreams.toml")


def _parsed(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath(f"prompts/{name}").read_text(encoding="utf-8"))


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
        for row in _parsed("patterns.toml")["pattern"]
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
    if "{x}" in template and not words.get("x", "-"):
        return ""  # "trains on Mondays": nothing named that takes place
    if subject.plural and SINGULAR.search(template):
        return ""
    if "v" in words:
        words["v0"] = re.sub(r"^(?:on|at|every|each|in) (?:the )?", "", words["v"])
    try:
        text = template.format(**words)
    except KeyError:
        return ""
    text = re.sub(r"\ba (?=an? |the )", "", re.sub(r"\s+", " ", text)).replace(" ?", "?").replace(" .", ".").strip()
    return text[:1].upper() + text[1:]


# --- questions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """One question; `sort` is "direct", "indirect", "relation", "back", "who", "about" or "rule"."""

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
    found += [Question(text, "rule") for text in (*inner_questions(sentence), *rule_questions(sentence, subject))]
    found += [Question(text, "who") for text in subject_questions(sentence)]
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
        if question.text and (not value or value not in whole or question.sort in ("back", "who")):
            kept.setdefault(whole, question)
    return list(kept.values())
