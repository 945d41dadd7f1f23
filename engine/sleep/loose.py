"""What a sentence leaves open: it points to something that it does not say ("The user lives here."), it speaks of an
afternoon that is over, or it is a way of speaking.

Promises: looks at the finished sentence only; a reason or "". Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re

_LATER = (
    r"(?: (?:now|too|again|anyway|either|instead|already|for (?:ever|years|life)|every (?:day|week|year|time)))*\.$"
)
_POINTS = re.compile(
    r"\b(?:is|are|lives?|lived|works?|worked|stays?|from|studies|studied|grew up|moved|shops?|goes) (?:here|there)"
    + _LATER + r"|(?<!\ba)(?<!\ban)(?: (?!a\b|an\b)[\w']+) (?:that|this|these|those|ones?|them|so)" + _LATER
    + r"|\b(?:plays|has|owns|drives|rides|keeps|uses|wears|bought|got|is|makes|grows) one(?: now|\.| too| as well)"
    r"|^The user(?:'s [a-z][a-z-]*(?: [a-z-]+)?)? \w+ (?:him|her(?= (?:to|on|in|for|with|at|off|up|down|a|the|"
    r"every)\b|\.))\b"
    r"|\bthe (?:stuff|thing)(?=[.,]| (?:gives|makes|tastes|smells)\b)"
    r"|\bthe user's own(?=\.| (?:again|now|at last|on|in|for)\b)",
    re.I,
)  # fmt: skip
_SPEAKING = re.compile(
    r"\bso \w+ (?:that )?the user\b|\b(?:lord|god|heaven) (?:help|knows)\b"
    r"|\b(?:drowning|buried|swamped|snowed under)(?: in| with| by) (?!the |an? )(?-i:[a-z])|\brushed off \w+ feet"
    r"|\bup to (?:his|her|their|the user's) (?:neck|eyes|ears|eyeballs|elbows)\b",
    re.I,
)
_PASSING = re.compile(
    r"\b(?:is|are|was|were|has been|have been) \w+ing\b.* (?:all (?:morning|afternoon|day|evening|night)|tonight|"
    r"this (?:morning|afternoon|evening))\b|\b(?:is|are) about (?:ready )?to \w+|\bkeeps? getting \w+ed\b"
    r"|\b(?:is|are) (?:due|overdue|ready|late|here|back|fine|okay|done)\.$"
    r"|\b(?:is|are) (?:cooking|making|baking|roasting|frying)\b(?![^.]*\b(?:every|each|always|living|\w+days)\b)[^.]*"
    r"\b(?:dinner|lunch|breakfast|supper|brunch|roast)\b"
    r"|\b(?:is|are) (?:coming|popping|driving|flying|heading|staying|visiting|stopping)"
    r"(?: (?:over|up|down|round|by|in|out|to stay|with the user|the user))*(?: for)?"
    r"(?: (?:a|the|two|three|some|a few|a couple of) (?:night|day|week|weekend|fortnight|while|bit)s?)?\.$"
    r"|^The user (?:saw|called|rang|watched) (?:the|an?|some)\b[^.]{0,40}\.$|^(?:The user f|F)ound an old\b",
    re.I,
)


def loose(text: str, pointed: bool) -> str:
    """Why a sentence cannot stand alone, or "". `pointed`: what it points to was put in words already."""
    if not pointed and _POINTS.search(text):
        return "it points to what it does not say"
    if _SPEAKING.search(text):
        return "a way of speaking"
    return "over with the day" if _PASSING.search(text) else ""
