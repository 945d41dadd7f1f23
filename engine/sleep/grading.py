"""Whether an answer holds what was expected: by the words that carry it, at word boundaries.

Promises: pure; "4" is not found in "14", "egg" is found in "eggs". Refuses to know where questions come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from engine.sleep.questions import View

DENIAL = re.compile(
    r"\b(?:haven't|have not|didn't|did not|never) (?:told|tell|said|mentioned)\b|\bdon't know\b", re.IGNORECASE
)
HOLLOW = frozenset(
    str.split(
        "a an and are as at by for from has have her his i in is it its my of on or our the their them they "
        "this to under user was were with you your every each near very who which that"
    )
)
ENOUGH = 0.5  # of the words that carry a value: "a green Brompton" is known to one who says "a Brompton"


def folded(text: str) -> str:
    """`text` in lower case without accents, curly quotes straightened."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(each for each in plain if not unicodedata.combining(each))


def value_words(seen: View) -> tuple[str, ...]:
    """The words that carry the fact's value: of the pattern's value, else of what follows the verb."""
    value = seen.parts.get("v") or seen.sentence.rest or seen.sentence.text
    subject = set(_words(seen.sentence.subject))
    carrying = [word for word in _words(value) if word not in HOLLOW and word not in subject]
    return tuple(dict.fromkeys(carrying or _words(value)))


def holds(answer: str, expected: Sequence[str]) -> bool:
    """Whether enough of the `expected` words stand in `answer`; a word may have an ending there."""
    if not expected:
        return False
    text = folded(answer)
    return sum(_stands(word, text) for word in expected) >= ENOUGH * len(expected)


def _stands(word: str, text: str) -> bool:
    ending = "" if word[-1:].isdigit() else r"\w*"
    return bool(re.search(rf"(?<!\w){re.escape(_stem(word))}{ending}(?!\w)", text))


def has_any(answer: str, phrases: Sequence[str]) -> bool:
    """Whether one of `phrases` stands in `answer`, at a word's start; digits and short words end there too."""
    text = folded(answer)
    for phrase in map(folded, phrases):
        whole = phrase[-1:].isdigit() or len(phrase) <= 3
        if re.search(rf"(?<!\w){re.escape(phrase)}{'s?(?!' + chr(92) + 'w)' if whole else ''}", text):
            return True
    return False


def denies(answer: str) -> bool:
    """Whether the answer says that it was never told."""
    return bool(DENIAL.search(answer))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w]+", folded(text))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
