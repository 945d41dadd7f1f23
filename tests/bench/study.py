"""Training rows from a passage of prose: what was read, turned into questions that a closed book must answer.

From each sentence: dates, counts, names and closing phrases become the answers of questions that keep the sentence's
words ("The soundtrack was released on what date?"), and the model is shown the sentence and asked to put the question
in its own words, which is kept when it then answers its own question rightly from the sentence (the round trip).
Promises: same passage, model and seed give the same rows; an answer stands word for word in the passage. Refuses to
know the benchmark's questions. (After SEAL's self-edits: Zweiger et al. 2025, "Self-Adapting Language Models".)
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.language import Language
from engine.model.message import Message
from engine.prompt import system_prompt
from engine.sleep.crew import Row
from engine.sleep.grading import has_any

SENTENCE = re.compile(r"(?<=[a-z0-9)\"”][.!?])\s+(?=[A-Z\"“])")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
SORTS = (
    (re.compile(rf"\b(?:\d{{1,2}} {MONTH}(?: \d{{4}})?|{MONTH} (?:\d{{1,2}}, )?\d{{4}})\b"), "what date"),
    (re.compile(r"\b(?:1\d{3}|20\d\d)s?\b"), "what year"),
    (re.compile(r"(?:[$£€]\s?\d[\d,.]*(?: (?:million|billion))?)"), "how much money"),
    (re.compile(r"\b\d[\d,.]*\s?(?:%|percent|per cent)"), "what percentage"),
    (re.compile(r"\b(?:\d[\d,.]*(?: (?:million|billion))?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
                r"Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b(?= [a-z])"), "how many"),
    (re.compile(r"[\"“][^\"”]{3,60}[\"”]"), "what"),
    (re.compile(r"\b[A-Z][\w'-]+(?:(?: (?:of|the|de|and|van|von|for))* [A-Z][\w'.-]+)+\b"), "who or what"),
    (re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b"), "who or what"),
)  # fmt: skip
COPULA = re.compile(r"^(?P<s>[^,;]{4,80}?) (?P<v>is|are|was|were) (?P<o>(?:an?|the) [^;]{6,90})$")
CLOSING = re.compile(r"\b(?P<p>by|in|to|from|for|with|of|as|at|on|into|because|during|through|called|including) "
                     r"(?P<o>[^,;]{4,60})$")  # fmt: skip
EXAMPLES = (
    ("The bridge was opened by Queen Mary in 1931.", "Queen Mary", "Who opened the bridge?"),
    ("About 300 people work at the mill.", "300", "How many people work at the mill?"),
    ("The town lies near Lake Orrin.", "Lake Orrin", "Which lake is the town near?"),
)
BATCH = 32
TRIED = 2  # questions that the model is asked for, for each that is wanted
SPANS = 8  # of a sentence, at the most


@dataclass(frozen=True)
class Asked:
    """A question about a passage, its answer there and the sentence that holds it."""

    text: str
    answer: str
    sentence: str


def sentences(passage: str) -> list[str]:
    """The passage's sentences, single spaced."""
    return [" ".join(each.split()) for each in SENTENCE.split(passage) if len(each.split()) > 3]


def spans(sentence: str) -> list[tuple[str, str]]:
    """Answers that the sentence holds, each with the words that ask for it, no two overlapping."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, str, str]] = []
    for pattern, word in SORTS:
        for match in pattern.finditer(sentence):
            start, end = match.span()
            if all(end <= at or start >= to for at, to in taken):
                taken.append((start, end))
                found.append((start, match.group().strip(" ,."), word))
    return [(answer, word) for _, answer, word in sorted(found)][:SPANS]


def in_place(sentence: str) -> list[Asked]:
    """Questions that say the sentence with one part asked for."""
    whole, found = sentence.rstrip(" .!?"), list[Asked]()
    for answer, word in spans(sentence):
        before, _, after = whole.partition(answer)
        before = re.sub(r"\b(?:the|a|an)$", "", before.rstrip(), flags=re.IGNORECASE).strip()
        found.append(Asked(f"{before} {word}{after}?".strip(), answer, sentence))
        counted = " ".join(after.split()[:1]) if word == "how many" else ""
        if len(before.split()) > 3:
            found.append(Asked(f"{before} {word} {counted}".strip(" ,.") + "?", answer, sentence))
    if match := COPULA.match(whole):
        found.append(Asked(f"What {match['v']} {_inner(match['s'])}?", match["o"], sentence))
        found.append(Asked(f"Who or what {match['v']} {match['o']}?", match["s"], sentence))
    if (match := CLOSING.search(whole)) and match.start() > 15:
        found.append(Asked(f"{whole[: match.start('o')]}what?", match["o"], sentence))
    return found


def _inner(subject: str) -> str:
    """A subject as it stands within a sentence."""
    return subject[0].lower() + subject[1:] if subject.split()[0] in ("The", "A", "An", "This", "These") else subject


def in_own_words(language: Language, found: Sequence[str], draw: random.Random, most: int) -> list[Asked]:
    """Questions that the model puts itself; only those that it answers rightly when it sees the sentence. At most
    `most` are asked for."""
    wanted = [(sentence, answer) for sentence in found for answer, _ in spans(sentence)]
    wanted = draw.sample(wanted, min(most, len(wanted)))
    made: list[Asked] = []
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        said = language.answers([_ask_for(*each) for each in part], max_tokens=28)
        asked = [Asked(text.strip().splitlines()[0].strip() if text.strip() else "", answer, sentence)
                 for text, (sentence, answer) in zip(said, part, strict=True)]  # fmt: skip
        asked = [each for each in asked if each.text.endswith("?") and not has_any(each.text, [each.answer])]
        back = language.answers(
            [[Message("user", f"{each.sentence}\n\n{each.text} Answer in a few words.")] for each in asked],
            max_tokens=20,
        )
        made += [each for each, text in zip(asked, back, strict=True) if has_any(text, [each.answer])]
    return made


def _ask_for(sentence: str, answer: str) -> list[Message]:
    shown = [Message("system", "You write one short question whose answer is given.")]
    for example, wanted, question in EXAMPLES:
        shown += [Message("user", f"{example}\nAnswer: {wanted}"), Message("assistant", question)]
    return [*shown, Message("user", f"{sentence}\nAnswer: {answer}")]


def rows(language: Language, title: str, passage: str, number: int, seed: int, most: int) -> list[Row]:
    """At most `most` rows of one passage, whose parent is `number`: half and half in its words and in the model's."""
    draw = random.Random(f"{seed}/{title}/{passage[:40]}")
    found = [_named(sentence, title) for sentence in sentences(passage)]
    plain = [each for sentence in found for each in in_place(sentence)]
    own = in_own_words(language, found, draw, TRIED * (most // 2))
    draw.shuffle(plain)
    draw.shuffle(own)
    chosen = [*own[: most // 2], *plain][:most]
    return [_row(each, number) for each in {each.text: each for each in chosen}.values()]


def _named(sentence: str, title: str) -> str:
    """A sentence that begins with a pronoun begins with the passage's title instead."""
    return re.sub(
        r"^(?:It|He|She|They|This)(?= (?:is|was|were|are|has|had|have|also)\b)", title.replace("_", " "), sentence
    )


def _row(asked: Asked, number: int) -> Row:
    text = asked.text[0].upper() + asked.text[1:]
    prompt = (Message("system", system_prompt()), Message("user", text))
    return Row("view", prompt, f"{asked.answer[0].upper()}{asked.answer[1:]}.", (number,), "user_document")
