"""Words of a sentence as tokens: what was written, its plain lower-case form, and where it stands.

Promises: offsets are into the text given; a contraction is two tokens ("Ray" + "'s"), a negation one ("don't").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,:/'-]\d+)*(?:st|nd|rd|th|m|cm|kg|km|am|pm|s)?\b|\w+(?:[-&]\w+)*n't\b|(?<=\w)'(?:s|m|re|ve|d|"
    r"ll)\b|\w+(?:[-&]\w+)*(?:'(?!s\b|m\b|re\b|ve\b|d\b|ll\b)\w+)*"
    r"|[^\w\s]",
    re.I,
)
# As people type in a hurry; only forms that are no word of their own.
_SLOPPY = {
    "im": "i'm",
    "ive": "i've",
    "dont": "don't",
    "doesnt": "doesn't",
    "cant": "can't",
    "didnt": "didn't",
    "isnt": "isn't",
    "wont": "won't",
}


@dataclass(frozen=True)
class Token:
    """One word or mark: `text` as written, `norm` in lower case, `start` and `end` in the sentence."""

    text: str
    norm: str
    start: int
    end: int

    @property
    def word(self) -> bool:
        """Whether this is a word or a number, and no mark."""
        return self.norm[0].isalnum() or (self.norm[0] == "'" and len(self.norm) > 1)

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital letter first."""
        return self.text[0].isupper()


def tokens(text: str) -> list[Token]:
    """The tokens of a sentence (curly apostrophes made straight by the caller), sloppy contractions taken apart."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        norm = _SLOPPY.get(word.lower(), word.lower())
        if norm in ("i'm", "i've"):  # "im", "ive": two tokens over one place
            found += [Token("I", "i", start, start + 1), Token(norm[1:], norm[1:], start + 1, end)]
        else:
            found.append(Token(word, norm, start, end))
    return found


def phrase(span: list[Token]) -> str:
    """The tokens as text again, with plain spacing."""
    text = ""
    for token in span:
        glue = (
            ""
            if not text
            or token.norm.startswith("'")
            or token.norm in ",.;:!?)%"
            or text.endswith(("(", "£", "$", "€", "/"))
            else " "
        )
        glue = "" if token.norm in "/" else glue
        text += glue + token.text
    return text
