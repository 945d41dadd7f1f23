"""Questions by grammar alone: for any sentence, one for each part of its predicate, and its beginning left open.

Promises: pure; what it asks may be clumsy, and the sentence answers it. Refuses to know patterns and kinds of facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.sleep.spoken import Subject
from engine.sleep.wording import AUXILIARY, Sentence, base_form

TIME = re.compile(
    r"^(?:on|in|at|every|each|since|until|next|last|this|from|for|by|before|after|twice|once|daily|weekly|during"
    r"|over)\b.*?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|\d{1,2}[:.]\d{2}|\d{4}|\d+(?:st|nd|rd|th)|\d ?(?:am|pm)|o'clock|morning|evening|night"
    r"|noon|midnight|week|month|year|spring|summer|autumn|fall|winter|Christmas|Easter|half-term|weekends?|daily|day|hours?)"
)
PLACE = re.compile(
    r"^(?:in|at|on|near|under|behind|above|inside|beside|next to|between|below|outside|over|to|into|from|by|around)\b"
)
PREPOSITION = re.compile(
    r"\s+(?=(?:in|at|on|near|under|behind|above|inside|beside|next to|between|below|outside|over|to|into|from|by|for"
    r"|with|every|each|because|since|until|after|before|during|against|about|around|without|as)\b)"
)


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


def subject_questions(sentence: Sentence) -> list[str]:
    """Questions whose answer is the subject: "Who keeps my spare key?"; for people and animals."""
    if sentence.kind not in ("person", "pet", "family") or not sentence.rest:
        return []
    doing = sentence.mine(sentence.predicate)
    asked = [f"Who {doing}?", f"Who is it that {doing}?", f"Of whom have I told you that this person {doing}?"]
    return asked if sentence.kind == "person" else asked[:1]


INNER = re.compile(r"\b(?:an?|the|his|her|their|one|two|three)\s+((?:[a-z-]+ ){0,2}[a-z-]+)\s+(?:called|named)\s+[A-Z]")


def inner_questions(sentence: Sentence) -> list[str]:
    """Questions for what is named inside the predicate: of "has a hen called Bo", "What is my hen called?"."""
    found = INNER.search(sentence.rest)
    if found is None:
        return []
    whose = "my" if sentence.about_user else f"{sentence.mine(sentence.subject)}'s"
    thing = f"{whose} {found[1]}"
    return [
        f"What is {thing} called?",
        f"What's the name of {thing}?",
        f"Who is {thing}?",
        f"What do you know about {thing}?",
    ]


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
