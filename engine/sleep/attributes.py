"""What a fact is about: its kind, the attribute it tells, the value, and small canonical forms.

Promises: the value stands in the sentence; an unknown shape is kind "other" with no attribute rather than a guess.
`SINGLE` names the attributes of which a newer value replaces the older. Refuses to know whether the fact is true.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.memory.dates import DAYS, MONTHS
from engine.sleep.words import Words

SINGLE = frozenset(
    str.split(
        "residence job employer name age birthday diet birthplace upbringing vehicle favourite school home-place "
        "marriage height"
    )
)
_IS_MY = re.compile(r"^([A-Z][\w'-]*(?: [A-Z][\w'-]*)*) is (?:also )?(the user's .+?)(?: now| too| these days)?\.$")
_PLACE = r"(?P<value>[A-Z][\w'-]*(?: [A-Z][\w'-]*| (?:upon|on|of|le|de|in) [A-Z][\w'-]*)*)"
_CANONICAL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(.+)'s name is "), r"\1 is called "),
    (re.compile(r"^(The user's .+?) (?:has|have) got\b"), r"\1 has"),
    (re.compile(r"^(The user) has got\b"), r"\1 has"),
    (re.compile(r"^The user's (\w+days?) (?:is|are|means) (.+)\.$"), r"The user has \2 on \1."),
    (re.compile(r"^(The user has .+?) for the user (on \w+days?\.)$"), r"\1 \2"),
    (re.compile(
        r"^(The user(?:'s [\w' -]+?)?) (?:has |have )?(?<!been )(?:settled|moved) (?:in|to|into|out to|over to|up to|"
        r"down to|back to) (?!(?:" + "|".join((*DAYS, *MONTHS)) + r")\b)([A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
        r"(?: (?!and\b|with\b|when\b|because\b|but\b)[^,]*)?\.$"), r"\1 lives in \2."),
    (re.compile(
        r"^(The user's [\w' -]+?) (?:has |have )?swapped ([A-Z][\w'-]*) for ([A-Z][\w'-]*(?: "
        r"[A-Z][\w'-]*)*)(?: .*)?\.$"), r"\1 lives in \3."),
    (re.compile(
        r"^The user (?:named|calls?|called|has named|has called|christened) (the user's [a-z -]+?) ([A-Z]\w+(?: "
        r"[A-Z]\w+)*)\.$"), r"\1 is called \2."),
    (re.compile(r" is the one (on|in|at|by|next)\b"), r" is \1"),
    (re.compile(r"^(The user(?:'s [\w' -]+?)?) goes by ([A-Z]\w+)"), r"\1 goes by \2"),
)  # fmt: skip
_AGE = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?)"
)
_SHAPES: tuple[tuple[str, str, str], ...] = (  # pattern after the subject, attribute, kind ("" = by the subject)
    (r" (?:still |now )?lives? (?:in|at|on|near|by|with|above|next) (?P<value>.+)", "residence", ""),
    (r" (?:is|are) (?:called|named|known as) (?P<value>.+)| goes by (?P<value2>.+)", "name", ""),
    (r" (?:was|were) born (?:in|on|at) (?P<value>.+)", "birthplace", "history"),
    (r" grew up (?:in|on|at|near) (?P<value>.+)", "upbringing", "history"),
    (
        r" (?:is|are|was|were) (?:severely |very |deathly |mildly |badly )?allergic to (?P<value>.+)| can't "
        r"(?:eat|have|touch|do) (?P<value2>.+)", "allergy", "health"),
    (
        r" (?:is|are|has gone|went) (?:a |an )?(?:strict )?(?P<value>vegan|vegetarian|pescatarian|teetotal|"
        r"gluten-free)\b| doesn't (?:eat|drink) (?P<value2>.+)", "diet", "food"),
    (
        r" works? (?:as|for) (?P<value>an? .+)|(?<!')\b (?:is|was) (?P<value2>an? (?:\w+[ -]){0,3}?(?:nurse|"
        r"teacher|engineer|plumber|doctor|carpenter|florist|midwife|surgeon|illustrator|writer|baker|"
        r"electrician|driver|pilot|lawyer|chef|farmer|gardener|builder|\w+(?:ist|ian|eer|or|er|man|woman|wright|"
        r"smith)))\b", "job", "work"),
    (r" works? (?:at|for|in) (?P<value>.+)", "employer", "work"),
    (r" (?:teaches|taught) (?P<value>.+)", "job", "work"),
    (r" (?:drives?|rides?) (?P<value>.+)", "vehicle", "possession"),
    (r" (?:studied|read|studies) (?P<value>.+)", "study", "history"),
    (
        rf" (?:is|are) (?:now |already |nearly )?(?P<value>{_AGE})(?: years old)?(?: now| already)?$"
        rf"| turn(?:s|ed)? (?P<value2>{_AGE}\b.*)| is turning (?P<value3>.+)", "age", ""),
    (
        r" (?:plays?|collects?|paints?|knits?|sings?|climbs?|sails?|rows?|bakes?|brews?|breeds?|restores?|"
        r"carves?|dances?|skates?) (?P<value>.+)", "hobby", "hobby"),
    (
        r" (?:is|are) (?:flying|going|off|travelling|heading|sailing|driving) (?:out )?to (?P<value>.+)| has "
        r"booked (?P<value2>.+)", "trip", "travel"),
    (r" (?:hates?|loathes?|detests?|dislikes?|can't stand|can't bear) (?P<value>.+)", "dislikes", "preference"),
    (r" (?:likes?|loves?|adores?|enjoys?) (?P<value>.+)", "likes", "preference"),
    (r" (?:much )?prefers? (?P<value>.+)", "prefers", "preference"),
    (r" supports? (?P<value>.+)", "supports", "preference"),
    (r" (?:sold|gave away|got rid of|lost) (?P<value>.+)", "gone", "possession"),
    (r" takes? (?P<value>.+ (?:every|each|twice|daily).*)", "medication", "health"),
    (r" (?:owns?|has|bought|inherited|keeps?) (?P<value>.+)", "has", "possession"),
    (r" (?:is|are) on (?P<value>.+)", "date", "schedule"),
    (r" (?:is|are|was|were) (?P<value>.+)", "is", ""),
)  # fmt: skip
_KINDS: tuple[tuple[str, str], ...] = (
    ("health",
        r"allerg|intoleran|diabet|asthma|coeliac|migraine|epilep|arthrit|deaf|blind|hearing aid|pacemaker|"
        r"epipen|statin|insulin|blood pressure|tablet|medication|surgery|operation|hip|knee|kidney|pregnan|"
        r"dyslex|adhd|autis|therap|left.handed|seasick|injur|doctor"),
    ("food",
        r"vegan|vegetarian|\beats?\b|drink|cook|bak(?:e|es|ing)|recipe|dish|sourdough|starter|coffee|\btea\b|"
        r"dairy|gluten|meat|fish pie|spic(?:e|y)"),
    ("travel", r"\bfl(?:y|ies|ying)\b|trip|holiday|honeymoon|flight|booked|off to|ferry|cruise|sleeper"),
    ("schedule",
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|every (?:morning|week|evening|day)|birthday|"
        r"anniversary|appointment|exam|test is|bins"),
    ("work", r"\bworks?\b|\bjob\b|boss|colleague|shift|teaches|runs a|manager|trainee|apprentice|office|team|client"),
    ("history",
        r"born|grew up|studied|once lived|used to|first job|years ago|in (?:19|20)\d\d|navy|army|married|"
        r"apprenticeship"),
    ("home", r"\blives?\b|house|flat|garden|boiler|kitchen|door|allotment|key|rents?|landl|neighbour|flatmate|plumber"),
    ("hobby",
        r"plays?\b|collects?|paints?|knits?|club|choir|orchestra|band|training for|marathon|learning|climb|"
        r"boulder|swims?"),
    ("preference", r"favou?rite|hates?|loves?|likes?|prefers?|can't stand|supports?|owl"),
    ("possession", r"drives?|owns?|bought|has an? |sold|camera|bike|boat|car\b|phone"),
)  # fmt: skip


class About(NamedTuple):
    """The parts of one fact, each as it stands in the sentence ("" where there is none)."""

    kind: str
    subject: str
    attribute: str
    value: str


def canonical(text: str, words: Words) -> str:
    """The same fact in the shorter form that other parts have patterns for, where rules make it reliably."""
    match = _IS_MY.match(text)
    if match and words.gender(match[2].split()[-1]):
        text = f"{match[2]} is called {match[1]}."
    for pattern, form in _CANONICAL:
        text = pattern.sub(form, text)
    return text[:1].upper() + text[1:]


def subject_of(text: str) -> str:
    """The subject of a canonical sentence: "the user", "the user's sister Dilani"."""
    match = re.match(r"(The user's (?:[a-z][\w'-]* ?)+(?:[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)?)", text)
    if match is None:
        return "the user"
    words = match[1].split()
    stop = next((at for at, word in enumerate(words) if at > 1 and re.fullmatch(_SUBJECT_ENDS, word)), len(words))
    return "the" + " ".join(words[:stop])[3:]


_SUBJECT_ENDS = (
    r"is|are|was|were|has|have|had|can|can't|lives?|works?|teaches|plays?|hates?|loves?|likes?|drives?|owns?|"
    r"goes|takes?|comes?|came|left|died|starts?|moved|turns?|always|never|only|keeps?|doesn't|isn't|will|no|"
    r"rents?|started|studies|studied|wants?|gets?|got|does|did|lives|speaks?|sings?|wears?|runs?|met|made"
)


def about(text: str, words: Words) -> About:
    """Kind, subject, attribute and value of a canonical third-person sentence."""
    subject = subject_of(text)
    rest = (
        text.removesuffix(".")[len(subject) :] if text.lower().startswith(subject.lower()) else text.removesuffix(".")
    )
    relation = subject.removeprefix("the user's ") if subject != "the user" else ""
    attribute, value, kind = "", "", ""
    for pattern, name, shape_kind in _SHAPES:
        match = re.match(pattern, rest)
        if match:
            attribute, kind = name, shape_kind
            value = next((part for part in match.groupdict().values() if part), "")
            break
    if "favourite" in relation or "favorite" in relation:
        attribute, kind = "favourite", "preference"
    return About(_kind(text, kind, relation, words), subject, attribute, value.strip())


def _kind(text: str, kind: str, relation: str, words: Words) -> str:
    head = " ".join(word for word in relation.split() if word.islower())
    last = head.split()[-1] if head else ""
    if words.has("pet", last):
        return "pets"
    if kind:
        return kind
    for name, pattern in _KINDS[:1]:
        if re.search(rf"\b(?:{pattern})", text, re.I):
            return name
    if words.gender(last) in ("f", "m", "group") or last in (
        "cousin",
        "partner",
        "ex",
        "twin",
        "baby",
        "toddler",
        "eldest",
        "youngest",
    ):
        return "family"
    return next((name for name, pattern in _KINDS[1:] if re.search(rf"\b(?:{pattern})", text, re.I)), "other")
