"""Whether a text speaks of something: the one meaning of "mentions" that previews, forgetting and its proof share.

Promises: case, accents, punctuation and possessives make no difference; words match as whole words, so that forgetting
"Ann" leaves Annika alone. Scripts that write no spaces match anywhere. Refuses to guess at meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from engine.memory.words import fold, normal

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)")  # as in JSON, whose strings are looked into as they lie
SPACELESS = "\u2e80"  # from here on lie the scripts of China, Japan and Korea


class Mention:
    """Any of some phrases."""

    def __init__(self, phrases: Iterable[str]) -> None:
        plain = {phrase for phrase in phrases if phrase.strip()}
        self._words = sorted({f" {normal(phrase)} " for phrase in plain if normal(phrase)})
        marks = (phrase for phrase in plain if not normal(phrase) or max(phrase) >= SPACELESS)
        self._marks = sorted({fold(mark).strip() for mark in marks})
        self._probe = [max(phrase.split(), key=len, default="") for phrase in self._words]

    def __bool__(self) -> bool:
        return bool(self._words or self._marks)

    def __call__(self, text: str) -> bool:
        """Whether `text` mentions one of them, be it in JSON's spelling."""
        return self._in(text) or ("\\" in text and self._in(_ESCAPED.sub(_meant, text)))

    def _in(self, text: str) -> bool:
        folded = fold(text)
        if any(mark in folded for mark in self._marks):
            return True
        if not any(probe in folded for probe in self._probe):
            return False  # most texts leave here, without being taken apart
        padded = f" {normal(text)} "
        return any(words in padded for words in self._words)

    def without(self, text: str) -> str:
        """`text` without the lines that mention them; the very text when none does."""
        kept = [line for line in text.split("\n") if not self(line)]
        rest = "\n".join(kept)
        return "" if self(rest) else rest  # a phrase may run over the end of a line

    def pruned(self, value: Any) -> Any:
        """A JSON value without what mentions them: items of lists go, keys with their values, lines of strings."""
        match value:
            case str():
                return self.without(value)
            case list():
                return [self.pruned(item) for item in value if not self._deep(item)]
            case dict():
                return {key: self.pruned(item) for key, item in value.items() if not self(str(key))}
        return value

    def json(self, payload: bytes) -> bytes:
        """JSON text without what mentions them; nothing at all where it is no JSON."""
        try:
            value = json.loads(payload)
        except ValueError:
            return b""
        pruned = self.pruned(value)
        return payload if pruned == value else json.dumps(pruned, ensure_ascii=False).encode()

    def _deep(self, value: Any) -> bool:
        """Whether a list item is about them: a string that mentions them, or a record that does anywhere."""
        match value:
            case str():
                return self(value) and "\n" not in value
            case list():
                return any(self._deep(item) for item in value)
            case dict():
                return any(self(str(key)) or self._deep(item) for key, item in value.items())
        return False


def _meant(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else " " if escape[2] in "nrtbf" else escape[2]
