"""What the engine says, in the window's language: its sentences are found in a table and said in another tongue.

Promises: a sentence that is not in the table is shown as it is. Refuses to know what a sentence is about.
"""

from __future__ import annotations

import re
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
    for pattern, source in table():
        found = pattern.fullmatch(sentence)
        if found:
            return translate("Engine", source).format(*(said(part) for part in found.groups()))
    pieces = NEXT.split(sentence)
    return " ".join(map(said, pieces)) if len(pieces) > 1 else sentence


def trouble_words(event: TroubleEvent) -> str:
    """What went wrong and what to do, as one text."""
    return " ".join(part for part in (said(event.sentence), said(event.remedy)) if part)
