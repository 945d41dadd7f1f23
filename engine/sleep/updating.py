"""From old to new: rows that teach what is so now, and that the old value is not so any more.

Kinds of question: what is so now, whether the old value still holds, and (for a changed value) what it was before.
Promises: pure rules; an answer about now holds the newer fact's own words; the old value stands in a sentence of the
past only, or behind a no. Refuses to know rows, models and the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.memory.statement import parse
from engine.sleep.grading import holds, value_words
from engine.sleep.grammar import subject_questions
from engine.sleep.questions import View, fill, view
from engine.sleep.spoken import Subject, subject_of
from engine.sleep.wording import AUXILIARY, Sentence, base_form, read

OPENING = re.compile(r"^(?:Who|What|When|Where|Which|How|Why|Do|Does|Did|Is|Are|Was|Were|Has|Have|Can)\b")
BEING = frozenset(str.split("is are am was were"))
NO = "No, not any more."


@dataclass(frozen=True)
class Told:
    """A question about a change, its answer, and what the answer must hold to be right; `sort` is "now", "still" or
    "before"."""

    text: str
    answer: str
    words: tuple[str, ...]
    sort: str

    @property
    def sound(self) -> bool:
        """Whether the answer holds its value: the round trip of a row that is made by rules."""
        return holds(self.answer, self.words)


def told(old: str, new: str) -> list[Told]:
    """Questions about the change from the sentence `old` to the sentence `new`, the tellingest first."""
    then, now = view(read(old)), view(read(new))
    over = parse(new).negated or parse(new).ended
    if parse(new).died:  # whoever has died keeps the name and the past: nothing of that is "not any more"
        return []
    words, answer = value_words(now), now.sentence.answer
    asked = [Told(text, f"{NO} {answer}", words, "still") for text in still(then.sentence)]
    asked += [Told(text, answer, words, "now") for text in (_of_old(then) if over else nowadays(now))]
    if then.sentence.head != now.sentence.head:  # "Hamish keeps the spare key now"
        asked += [Told(f"{text[:-1]} now?", answer, words, "now") for text in subject_questions(now.sentence)[:1]]
    if not over and (text := before(then)):
        asked.append(Told(text, used_to(then.sentence), value_words(then), "before"))
    return list({each.text: each for each in asked if each.text}.values())


def still(sentence: Sentence) -> list[str]:
    """Whether the old sentence is (still) so: "Does my sister still live in Oslo?", "Do I have a boat?"."""
    if not sentence.predicate or sentence.past:
        return []
    subject, rest = subject_of(sentence), sentence.mine(sentence.rest)
    verb = sentence.verb
    if verb in AUXILIARY and verb not in ("has", "have", "do", "does"):
        lead = subject.words()["is"] if verb in ("is", "are") else verb
        asked = [f"{lead} {subject.doer} still {rest}?", f"{lead} {subject.doer} {rest}?"]
    else:
        do, base = subject.words()["do"], base_form(verb)
        asked = [f"{do} {subject.doer} still {base} {rest}?", f"{do} {subject.doer} {base} {rest}?"]
        if short := re.match(r"(an? [\w -]+?) (?:called|named)\b", rest):  # "Do I have a boat?"
            asked.append(f"{do} {subject.doer} {base} {short[1]}?")
    return [_tidy(each) for each in asked]


def nowadays(now: View) -> list[str]:
    """The newer fact's own direct questions, with and without a word for the present."""
    if now.pattern is None or now.sentence.past:
        return []
    subject = subject_of(now.sentence)
    templates = [each for each in now.pattern.ask[:5] if "{v" not in each and each.endswith("?")][:4]
    plain = [text for each in templates if (text := fill(each, subject, now.parts, now.sentence))]
    words = ("now", "these days", "at the moment", "nowadays")
    return [f"{text.rstrip('?')} {word}?" for text, word in zip(plain, words, strict=False) if not _dated(text)]


def _dated(text: str) -> bool:
    return bool(re.search(r"\b(?:now|these days|at the moment|currently)\b", text))


def _of_old(then: View) -> list[str]:
    """Of what is over: the questions that the old fact answered, for somebody who has not heard of it."""
    if then.pattern is None or then.sentence.about_user:
        return []  # "What do I own?" has other answers than this one
    subject = subject_of(then.sentence)
    asked = [fill(each, subject, then.parts, then.sentence) for each in then.pattern.ask[:3] if "{v" not in each]
    return [text for text in asked if text]


def before(then: View) -> str:
    """What it was before the change: "Where did my sister live before?"; "" where it cannot be asked simply."""
    if then.pattern is None or then.sentence.past or then.sentence.kind in ("favourite", "date"):
        return ""
    if re.match(r"\w+ing\b", then.sentence.rest):  # a plan that changed has never been so
        return ""
    subject = Subject(**{**subject_of(then.sentence).__dict__, "past": True})
    templates = [each for each in then.pattern.ask[:4] if re.search(r"\{(?:do|is)\} \{s\}", each) and "{v" not in each]
    text = fill(templates[0], subject, then.parts) if templates else ""
    return f"{text.rstrip('?')} before?" if text and not _dated(text) else ""


def used_to(sentence: Sentence) -> str:
    """The old sentence as something past: "Your sister Dilani used to live in Melbourne."."""
    who = "You" if sentence.about_user else sentence.yours(sentence.subject)
    base = "be" if sentence.verb in BEING else base_form(sentence.verb)
    return _tidy(f"{who} used to {base} {sentence.yours(sentence.rest)}.")


def _tidy(text: str) -> str:
    plain = re.sub(r"\s+([?.])", r"\1", " ".join(text.split()))
    return plain[:1].upper() + plain[1:]


def chosen(asked: Sequence[Told], most: int) -> list[Told]:
    """At most `most`, every sort among them: the first of each sort, then the second of each."""
    ranked = sorted(range(len(asked)), key=lambda at: (sum(one.sort == asked[at].sort for one in asked[:at]), at))
    return [asked[at] for at in sorted(ranked[:most])]
