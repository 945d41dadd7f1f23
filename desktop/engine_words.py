"""What the engine says, in the window's language: its sentences are found in a table and said in another tongue.

Promises: a sentence that is not in the table is shown as it is. Refuses to know what a sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from desktop.i18n import translate
from engine.protocol import TroubleEvent

Pattern = tuple[re.Pattern[str], str]
PLACE = re.compile(r"\\\{\d\\\}")  # "{0}" after `re.escape`
NEXT = re.compile(r"(?<=[.!?]) (?=\S)")  # between two sentences


@lru_cache(maxsize=1)
def table() -> tuple[Pattern, ...]:
    """Each sentence as a pattern, those with the most letters of their own first."""
    from desktop.engine_notes import NOTES  # not before something is to be said in another language
    from desktop.engine_reasons import REASONS
    from desktop.engine_troubles import TROUBLES

    said_so = [str(source) for source in (*REASONS, *TROUBLES, *NOTES)]  # Qt's mark is typed as an object
    sources = sorted(said_so, key=lambda source: -len(re.sub(r"\{\d\}", "", source)))
    return tuple((re.compile(PLACE.sub("(.+?)", re.escape(source)), re.DOTALL), source) for source in sources)


def said(sentence: str) -> str:
    """`sentence` of the engine in the window's language; what was put in is said so too, where it is a sentence."""
    if not sentence or translate("Engine", "The engine stopped.") == "The engine stopped.":
        return sentence
    if (whole := _found(sentence, lambda parts: not any(map(NEXT.search, parts)))) is not None:
        return whole
    pieces = NEXT.split(sentence)
    told = [said(piece) for piece in pieces] if len(pieces) > 1 else pieces
    if told != pieces:
        return " ".join(told)
    whole = _found(sentence, lambda parts: True)
    return sentence if whole is None else whole


def _found(sentence: str, fits: Callable[[Sequence[str]], bool]) -> str | None:
    """`sentence` by the first line of the table that it matches, if what is put in `fits`."""
    for pattern, source in table():
        found = pattern.fullmatch(sentence)
        if found and fits(found.groups()):
            return translate("Engine", source).format(*(said(part) for part in found.groups()))
    return None


def trouble_words(event: TroubleEvent) -> str:
    """What went wrong and what to do, as one text."""
    return " ".join(part for part in (said(event.sentence), said(event.remedy)) if part)
