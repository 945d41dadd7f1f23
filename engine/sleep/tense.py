"""What a clause's tense says of how long it holds: in English the present simple of a doing verb is a habit, the simple
past of most verbs is over once told, and the progressive is for now.

Promises: signs for the judge to weigh, read off the clause's own verb; some pasts last ("was born", "moved", "gave up")
and are no one-offs. Refuses to know weights.
"""

from __future__ import annotations

import re

from engine.sleep.clauses import Clause
from engine.sleep.words import AUXILIARIES, english

# Verbs that tell a state or what goes on in a head: their present is no habit.
_STATES = frozenset(
    str.split(
        "be have want need think know mean feel hope see hear look seem sound wish guess suppose "
        "believe remember forget "
        "understand mind care say tell ask wonder keep try let get find agree doubt read put set cut "
        "hit hurt quit cost "
        "shut split spread bet"
    )
)
# What happened once and has been so ever since.
_LASTING = frozenset(
    str.split(
        "bear grow move retire marry divorce die leave sell quit give buy adopt inherit learn train "
        "study work live serve "
        "teach play use meet become start join found build graduate emigrate settle convert qualify found swap switch "
        "stop break lose name call win write raise bring come run sing row swim fight own keep make own rent drive"
    )
)
_DAY = re.compile(
    r"\b(?:on|last|this|since) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:nights|mornings|evenings))|"
    r"\b(?:yesterday|last (?:night|week|weekend)|this (?:morning|afternoon)|the other day)\b",
    re.I,
)
_PROGRESSIVE = re.compile(r" (?:is|are|been) (?:\w+ )?\w+ing\b")
_WAS_SOMETHING = re.compile(r"\bwas (?:an? |the |born|raised|built|called|named|made|brought up|in the [a-z]+(?: |\.))")


def tenses(clause: Clause) -> list[str]:
    """The names of the signs: "progressive", "habit", "one-off", "was", "one day"."""
    found = ["progressive"] if _PROGRESSIVE.search(clause.text) else []
    forms = {} if clause.subject == "aside" else english().form(clause.verb)
    unknown = not forms and clause.subject != "aside" and clause.verb.endswith("ed")  # "popped round"
    past = (
        clause.verb in ("was", "were") or unknown or ("past" in forms and "base" not in forms and "third" not in forms)
    )
    if clause.verb in ("was", "were"):
        found += [] if _WAS_SOMETHING.search(clause.text) else ["was"]
    elif past and clause.verb not in AUXILIARIES and forms.get("past") not in _LASTING:
        found.append("one-off")
    elif (base := forms.get("base") or forms.get("third")) and base not in _STATES and not past:
        found.append("habit")
    over = past or (clause.subject == "aside" and re.search(r" (?:was|were|had|got|went|came|\w+ed) ", clause.text))
    if over and _DAY.search(clause.text):
        found.append("one day")
    return found
