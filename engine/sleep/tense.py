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
# What is done or undergone at one time: by itself no trait of anybody.
_PASSING = frozenset(
    str.split(
        "send bring beat find break ask tell say rise delay owe need want refuse decide forget smell lean text ring "
        "phone "
        "fail spill meet borrow promise miss arrive rush shout fall drop knock cry laugh scream scold argue row "
        "complain "
        "moan grumble sulk fuss struggle try wonder think swear reckon insist suggest claim hope wish expect wait "
        "hurry "
        "look sound seem feel act behave catch throw kick hit push pull slip trip burn melt freeze crash stall squeak "
        "rattle leak drip flood stink ache hurt itch swell bleed cough sneeze faint vomit yawn stare wave nod win "
        "score "
        "pay order serve pass finish get let help agree disagree apologise thank congratulate invite come go stay "
        "stand "
        "sit lie wake eat drink watch see hear notice spot discover check ruin spoil stain tear scratch lock open "
        "close "
        "shut bet answer reply stop turn put give mention remember explain show steal hide shake jump chase bark whine"
    )
)
_NEGATED = re.compile(
    r"^\S+ user(?:'s)?.*? (?:isn't|wasn't|didn't|hasn't|won't|doesn't|aren't|haven't|can't|couldn't) "
)
_DAY = re.compile(
    r"\b(?:on|last|this|since) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?! (?:nights|mornings|evenings))|"
    r"\b(?:yesterday|last (?:night|week|weekend)|this (?:morning|afternoon)|the other day)\b",
    re.I,
)
_PROGRESSIVE = re.compile(
    r"(?<!job)(?<!talent)(?<!trick)(?<!hobby)(?<!work)(?<!passion) (?:is|are|been) (?:(?!(?:some|any|no|"
    r"every)thing)\w+ )?"
    r"(?!(?:some|any|no|every)thing|morning|evening)\w+ing\b"
)
_BEING = frozenset(str.split("am is are 'm 's 're has have 've"))
_PERFECT = re.compile(
    r" (?:has|have) (?:\w+ )?(?:\w+(?:ed|en|own|ught|old)|gone|done|had|left|been|put|lost|made|run)\b"
)
_WAS_SOMETHING = re.compile(
    r"\bwas (?:an? |the |born|raised|built|called|named|made|brought up|in the [A-Za-z]+(?: |\.))"
)


def tenses(clause: Clause) -> list[str]:
    """The names of the signs: "progressive", "habit", "one-off", "was", "one day", "state", "perfect", "passing"…"""
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
    elif not forms and clause.subject == "user" and clause.verb.isalpha() and not clause.verb.endswith(("ed", "ing")):
        found += [] if clause.verb in AUXILIARIES else ["habit"]  # a verb that we do not know: "I dye my hair"
    elif (base := forms.get("base") or forms.get("third")) and base not in _STATES and not past:
        found.append("habit")
    if clause.subject != "aside" and not found and clause.verb in _BEING:
        found.append("perfect" if _PERFECT.search(clause.text) else "state")
    if clause.subject != "aside":
        found += _deeds(clause.text)
    over = past or (clause.subject == "aside" and re.search(r" (?:was|were|had|got|went|came|\w+ed) ", clause.text))
    if over and _DAY.search(clause.text):
        found.append("one day")
    return found


def _deeds(text: str) -> list[str]:
    """Signs of the verb that carries the meaning, behind its auxiliaries: "passing verb", "passing deed", "negated"."""
    words = [word.strip(",.") for word in text.lower().split()]
    at = next((place for place, word in enumerate(words) if word.startswith("user")), -1) + 1
    finite = english().finite
    while at < len(words) and not finite(words[at]):
        at += 1
    first = at
    while at < len(words) and (words[at] in AUXILIARIES or words[at] in english().sections["adverb"]):
        at += 1
    form = english().form(words[at]) if at < len(words) else {}
    found = ["negated"] if _NEGATED.search(text) else []
    past = "participle" in form or "past" in form or "ing" in form
    if set(form.values()) & _LASTING and past and "base" not in form:
        found.append("lasting deed")
    elif set(form.values()) & _PASSING:
        found.append("passing deed" if past or at > first else "passing verb")
    if re.search(r" keeps? (?:on )?\w+ing\b", text):
        found.append("keeps on")
    return found
