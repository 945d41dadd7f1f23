"""From the ledger's third person to the memory file's first, and back: "The user's sister" is "My sister".

Promises: pure; a sentence that cannot be turned safely stays in the person it is in, which is clumsy but never wrong.
English only, as yet. Refuses to know where the sentences stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TO_BASE = {
    "is": "am", "isn't": "am not", "was": "was", "wasn't": "wasn't", "has": "have", "hasn't": "haven't", "does": "do",
    "doesn't": "don't", "goes": "go", "undergoes": "undergo",
}  # fmt: skip
_TO_THIRD = {
    "am": "is", "have": "has", "haven't": "hasn't", "do": "does", "don't": "doesn't", "go": "goes",
    "undergo": "undergoes",
}  # fmt: skip
# Words between "I" and its verb. None of them takes an ending.
_BETWEEN = frozenset(
    str.split(
        "no longer not never always often usually sometimes really also still now just only once recently currently "
        "mostly rarely hardly generally normally both already finally actually regularly secretly absolutely quite "
        "probably definitely occasionally frequently"
    )
)
_SAME = frozenset(
    str.split(
        "can can't cannot could couldn't will won't would wouldn't shall should shouldn't may might must mustn't used "
        "had was wasn't did didn't hadn't were weren't ought needn't"
    )
)
# Past forms that do not end in -ed: the same in every person.
_PAST = frozenset(
    str.split(
        "ate became began bought broke brought built came caught chose did drank drove fell felt fought found flew "
        "forgot gave got grew had heard held kept knew left lent lost made met moved paid put quit ran read rode sang "
        "sat saw sold sent shot slept spent spoke stood swam taught thought threw told took understood was went were "
        "woke won wore wrote lay led learnt cut hurt let set shut split spread hit cost"
    )
)
# Verbs after "and" that are surely verbs: "The user lives in Leeds and works as a nurse."
_SECOND = frozenset(
    str.split("is has does goes works lives plays likes loves hates takes keeps sings drives owns runs")
)
_CONTRACTIONS = (
    (r"\bI['’]m\b", "I am"), (r"\bI['’]ve\b", "I have"), (r"\bI['’]ll\b", "I will"), (r"\bI['’]d\b", "I would"),
)  # fmt: skip
_SECOND_PERSON = (
    (r"^I am\b", "You are"), (r"^I was\b", "You were"), (r"^I wasn['’]t\b", "You weren't"), (r"^I\b", "You"),
    (r"\bI\b", "you"), (r"^My\b", "Your"), (r"\bmy\b", "your"), (r"\bme\b", "you"),
)  # fmt: skip
# "her" owns something only where a noun may follow: "call her later", "drives her to work".
_PRONOUN = re.compile(
    r"\b(?:his|their|her(?= (?!(?:later|soon|again|today|tomorrow|tonight|about|for|to|in|on|at|by|with|and|but|or|when"
    r"|if|because|before|after|every|each|once|twice|a|an|the|how|that|up|out|back|home|there|so|too)\b)[a-z]))\b"
)
# "the user" as the subject of a clause further on.
_INNER = re.compile(
    r"\b(and|but|or|so|when|while|if|because|since|that|which|what|where|as|than) the user (\w+(?: \w+)?)"
)
# ... or before a word that only a subject can have: "told the user the user will marry", "like the user is five".
_SUBJECT = re.compile(
    r"\bthe user (is|isn['’]t|was|wasn['’]t|has|hasn['’]t|had|will|won['’]t|would|can|can['’]t|cannot|could|should|may"
    r"|might|must|does|doesn['’]t|did|didn['’]t)\b"
)
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]")


def first_person(text: str) -> str:
    """The ledger's sentence as its owner would write it: "The user lives in Leeds." becomes "I live in Leeds."."""
    if re.match(r"The user and\b", text) or "The user" in text[1:]:
        return text
    opening = re.match(r"The user(?!['’\w])\s+", text)
    turned = text
    if opening:
        rest = _verb(text[opening.end() :], _base)
        turned = f"I {_own(rest)}"
    turned = re.sub(r"\bThe user['’]s\b", "My", turned)
    turned = re.sub(r"\bthe user['’]s\b", "my", turned)
    turned = _INNER.sub(lambda found: f"{found[1]} I {_verb(found[2], _base)}", turned)
    turned = _SUBJECT.sub(lambda found: f"I {_verb(found[1], _base)}", turned)
    return re.sub(r"\bthe user\b", "me", turned)


def second_person(text: str) -> str:
    """The ledger's sentence as one tells it to its owner: "The user is from Leeds." becomes "You are from Leeds."."""
    turned = first_person(text)
    for pattern, other in _SECOND_PERSON:
        turned = re.sub(pattern, other, turned)
    return turned


def third_person(text: str) -> str:
    """The owner's sentence as the ledger keeps it: "My dentist is Dr Okafor" becomes "The user's dentist is …"."""
    turned = text.strip()
    for pattern, full in _CONTRACTIONS:
        turned = re.sub(pattern, full, turned)
    opening = re.match(r"(?:I|We)\s+", turned)
    if opening:
        turned = f"The user {_verb(turned[opening.end() :], _third)}"
    turned = re.sub(r"^(?:My|Our)\b", "The user's", turned)
    turned = re.sub(r"\b(?:my|our|mine|ours)\b", "their" if opening else "the user's", turned)
    turned = re.sub(r"\b(?:me|us|myself)\b", "the user", turned)
    turned = re.sub(r"\bI am\b", "the user is", turned)
    turned = re.sub(r"\bI (\w+)", lambda found: f"the user {_third(found[1])}", turned)
    return _closed(turned)


def _closed(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _verb(rest: str, change: Callable[[str], str]) -> str:
    """`rest` with its first verb changed, after the adverbs before it, and the one after a plain "and"."""
    words = rest.split(" ")
    place = next((index for index, word in enumerate(words) if word.lower() not in _BETWEEN), len(words))
    if place < len(words):
        bare = words[place].rstrip(".,;:!?")
        words[place] = change(bare) + words[place][len(bare) :]
    for index, word in enumerate(words[place + 1 : -1], start=place + 1):
        if word == "and" and change is _base and words[index + 1] in _SECOND:
            words[index + 1] = change(words[index + 1])
    return " ".join(words)


def _base(word: str) -> str:
    if word in _TO_BASE:
        return _TO_BASE[word]
    if word in _SAME or word in _PAST or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _third(word: str) -> str:
    if word in _TO_THIRD:
        return _TO_THIRD[word]
    if word in _SAME or word in _PAST or word.endswith("ed") or not word.isalpha():
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x", "z")) else f"{word}s"


def _own(rest: str) -> str:
    """ "his boat" after "I sold" is "my boat", where nobody else is named whose it could be."""
    found = _PRONOUN.search(rest)
    if not found or _NAME.search(rest[: found.start()]) or "user's" in rest[: found.start()]:
        return rest
    return f"{rest[: found.start()]}my{rest[found.end() :]}"
