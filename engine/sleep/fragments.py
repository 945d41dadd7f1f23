"""Statements that leave out their subject, or hide it in an "it": "Dyslexic here", "It's my turn to host Pesach",
"Type 1 since I was nine", "number 9, that's us".

Promises: what is told is made of the sentence's own words ("my", "me" unshifted) and of "The user is", "It is" and the
like before them. Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.sleep.beside import STATES
from engine.sleep.words import Words

Fragment = tuple[str, int, int, str]  # sentence, first character, one after the last, sort

_IT_IS = re.compile(
    r"(?:^\W*|[,;:—–-] ?|\b(?:because|as|and|but|so|since|when) )(?:it|this)(?:'s| is| will be)"
    r"(?: (?:also|finally|only|actually|still|just|always))* "
    r"((?:my|our) (?:[^,.;:!?—–]|(?<=\d)[:.](?=\d)){3,70}(?:, (?:born|due|at|on|in|next|this) [^,.;:!?—–]{2,40})?)",
    re.I,
)
_NOT_TOLD = re.compile(
    r"(?:my|our) (?:\w+ )?(?:fault|bad|pleasure|guess|opinion|view|understanding|impression|point|question|idea|"
    r"problem|(?:own )?favou?rite|shout|mistake|business|issue|main|only|usual|cup|go-to)\b",
    re.I,
)
_EVENT = re.compile(
    r"(?:my|our) ((?:[a-z'-]+ ){0,3}?(?:test|exam|interview|appointment|operation|wedding|viva|audition|recital|flight|"
    r"scan|race|marathon|concert|party|hearing|graduation|first day|last day|check-?up|match|exhibition|shift|meeting))"
    r"((?: (?:on|at|in|next|this|tomorrow|with|for)\b| tomorrow).*)?$",
    re.I,
)
_TIME = re.compile(
    r"\d|day\b|\b(?:tomorrow|noon|midday|midnight|weekend|morning|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b",
    re.I,
)
_HERE = re.compile(
    r"^\W*(?:(?:hi|hey|hello|ok|so|just|well)[ ,:!]+)*((?:an? )?(?:[a-z][\w'-]*|[A-Z][a-z][\w'-]*)(?: [\w'-]+){0,3}?)"
    r" here(?=[,.;:!()]|$| so\b| and (?:i|my)\b| with\b| - )",
    re.I,
)
_NO_ROLE = frozenset(
    str.split(
        "i it is are was were am come came get got over right out up down around from anyone anybody nobody someone "
        "somebody everyone everybody same welcome hot cold nothing everything something what who how why when where "
        "raining sunny snowing we you he she they this that there the my our not stop back stay wait put look need "
        "live lives work works stuck noob newbie me see click enter total complete absolute first idiot"
    )
)
_SINCE = re.compile(
    r"^\W*((?:[a-z][\w-]*|[A-Z][a-z][\w-]*)(?: [\w-]+){0,3}?),? (?:ever )?since ((?:i was|the age of|birth|childhood|"
    r"(?:19|20)\d\d|my |last |january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?:(?! and (?:i|my|it)\b)[^,.;:!?])*)",
    re.I,
)
_ILL = re.compile(
    r"\b(?:type (?:1|2|one|two)|diabet\w+|asthma\w*|coeliac|celiac|vegan|vegetarian|pescatarian|epilep\w+|"
    r"arthritis|eczema|deaf|blind|allerg\w+|intoleran\w+|sober|teetotal|adhd|autistic|dyslexi\w+|hay fever|"
    r"migraines?|tinnitus|insomnia|anaemi\w+|single|widow\w*|retired|self-employed|freelance|bald|veggie|off (?:meat|"
    r"sugar|alcohol|caffeine|dairy|gluten|smoking|the \w+))\b",
    re.I,
)
_NAMED_ILL = re.compile(
    r"\b(?:type|diabetes|asthma|epilepsy|arthritis|eczema|adhd|dyslexia|hay fever|migraines?|tinnitus|insomnia|allergy|"
    r"intolerance)\b"
)
_READ_ELSEWHERE = frozenset(str.split("vegan vegetarian retired allergic married pregnant addicted"))  # "I am" left out
_LIVES = re.compile(
    r"\b((?:number|no\.?|flat|apartment|house) \d+[a-z]?)\b[^.?!]{0,20}?,? (?:that's|which is|that is) "
    r"(?:us|ours|me|mine)\b",
    re.I,
)


_REPLACED = re.compile(
    r"^\W*(?:so |and |well,? )?((?:my|our) [a-z][a-z' -]{2,40}?)(?:'s not| isn't| is not| aren't| are not) "
    r"([^,.;:!?]{2,40}?)(?: any ?more| any longer| now| these days)?(?:,| but|;| -| —) ?(?:but )?(?:it's|it is|"
    r"they're|he's|she's|that's) (?!not\b)([^,.;:!?]{2,60})",
    re.I,
)


def fragments(text: str, words: Words) -> Iterator[Fragment]:
    """The fragments of one sentence that is no question."""
    for match in _IT_IS.finditer(text):
        told = match[1].strip()
        kin = words.gender(told.split()[-1].lower()) if len(told.split()) < 4 else ""
        if _NOT_TOLD.match(told) or kin:
            continue  # "it's my sister" tells who, and the clause reader knows of whom
        event = _EVENT.match(told)
        if event and event[2] and _TIME.search(event[2]):
            yield f"The user has {_a(event[1])}{event[1]}{event[2]}", match.start(1), match.end(1), "it is"
        else:
            yield f"It is {told}", match.start(1), match.end(1), "it is"
    if new := _REPLACED.match(text):  # "My manager isn't Petra any more, it's Olu"
        yield f"{new[1]} is {re.sub(r' (?:now|these days|instead)$', '', new[3])}", *new.span(), "replaced"
    if here := _HERE.match(text):
        role = here[1].split()
        if not {word.lower() for word in role} & _NO_ROLE and not words.form(role[0].lower()).keys() & {
            "third",
            "past",
        }:
            plain = " ".join([role[0][0].lower() + role[0][1:] if role[0] != "I" else role[0], *role[1:]])
            yield f"The user is {_as_role(plain)}", here.start(1), here.end(), "here"
    since = _SINCE.match(text)
    begun = since[1].split()[0].lower() if since else ""
    if since and _ILL.search(since[1]) and len(since[1].split()) <= 4 and begun not in _READ_ELSEWHERE:
        state = since[1][0].lower() + since[1][1:]
        noun = _NAMED_ILL.search(state)
        being = "has had" if noun and not state.startswith("type") else "has been"
        yield f"The user {being} {state} since {since[2]}", since.start(1), since.end(), "since"
    if lives := _LIVES.search(text):
        yield f"The user lives at {lives[1]}", *lives.span(), "here"


def _as_role(words: str) -> str:
    last = words.split()[-1].lower()
    state = last in STATES or re.search(r"(?:ic|ed|ous|less|able|ive|blind|deaf|ish|ese)$", last) or last == "type"
    return words if state or re.match(r"an? ", words) or last.endswith("s") else _a(words) + words


def _a(words: str) -> str:
    return "" if words.lower().startswith(("first ", "last ")) else "an " if words[:1].lower() in "aeiou" else "a "
