"""How people tell that something has changed without saying what is so now: "Delphine has taken over as my manager",
"they moved cribbage to Mondays", "traded in the Jazz and drove home in a Leaf", "we had Pickle put to sleep".

Promises: set forms only, each giving the sentence that is so now, in the sentence's own words. Refuses to know what it
takes the place of (`supersession` does), and what lasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.memory.dates import DAYS, MONTHS
from engine.sleep.entities import Entity
from engine.sleep.goods import an
from engine.sleep.mentions import People

Change = tuple[str, int, int, str] | tuple[str, int, int, str, Entity]  # sentence, from, to, its sort, of whom

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_DATE = (
    rf"(?:(?:{'|'.join(DAYS)})s?(?: (?:morning|afternoon|evening|night)s?)?"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?"
    r"|the \d{1,2}(?:st|nd|rd|th)|half past \w+|\d{1,2}[:.]\d\d ?(?:am|pm)?|\d{1,2} ?(?:am|pm))"
)
_POINTING = frozenset(str.split("it them him her me us that this everything things all one"))
_NAME = r"[A-Z][\w-]+(?: [A-Z][\w-]+)?"
_SUCCEEDED = re.compile(
    rf"\b(?P<name>{_NAME})(?:'s| has| have| is| will be|'ll be)? (?:now )?(?:taken over|taking over|takes over"
    r"|took over|stepped in|stepping in|come in|started|starting) as (?:my|our) (?:new )?(?P<what>[a-z][a-z -]{2,30}?)"
    r"(?= (?:now|from|at|in|on|since|this|last|next|and|so)\b|[,.;!?]|$)"
)
_MOVED = re.compile(
    r"\b(?:they|(?:the|my|our) [a-z][a-z' ]{2,24}?|(?-i:[A-Z])[\w-]+)(?:'ve|'s| has| have)? (?:just )?(?:moved|bumped|"
    r"pushed|shifted|rescheduled|postponed)(?: back| forward)? (?P<whose>my |our |the )?(?P<what>[a-z][a-z -]{2,30}?)"
    rf"(?: back| forward)?(?: (?:from|off) {_DATE})? (?:to|until|till) (?P<when>{_DATE})(?=[ ,.;!?]|$)",
    re.I,
)
_DROVE_HOME = re.compile(
    r"\b(?:drove|came) (?:home|away|off) (?:in|with) (?:an?|our|my) (?P<what>(?:[a-z-]+ ){0,2}(?:\d{4} )?"
    r"[A-Z0-9][\w-]*(?: [A-Z0-9][\w-]*){0,2})"
)
_PARTED_FROM = re.compile(
    r"\b(?:say|said|saying) goodbye to (?P<pet>[A-Z][\w-]+)|\b(?:put|had) (?P<pet2>[A-Z][\w-]+) (?:put )?(?:to sleep"
    r"|down)\b|\b(?P<anybody>[A-Z][\w-]+)(?:'s| has)? (?:passed away|passed on|crossed the rainbow bridge)\b"
)
_HOLIDAY = re.compile(
    rf"\b(?:the|our|my) (?P<what>(?:(?:{_MONTH}|spring|summer|autumn|fall|winter|easter|christmas|half-term) )?"
    r"(?:holidays?|trip|honeymoon|vacation|cruise|weekend away|getaway))(?:'s| is|'s going to be| will be) (?:now )?"
    r"(?P<where>(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)*) (?:instead|now)\b",
    re.I,
)


def says_now(sort: str) -> bool:
    """Whether what `changes` found with this sort says all that the telling of the change does."""
    return sort.endswith(" now")


def changes(text: str, people: People) -> Iterator[Change]:
    """What is so now by each telling of a change in `text`."""
    for match in _SUCCEEDED.finditer(text):
        if people.words.gender(match["what"].split()[-1]) not in ("", "n", "group"):
            entity = people.introduce(match["name"], match["what"])
            yield f"The user's {match['what']} is called {match['name']}", *match.span(), "called now", entity
    for match in _MOVED.finditer(text):
        if match["what"].split()[0].lower() not in _POINTING:
            at = "at" if re.match(r"half|\d{1,2} ?(?:[:.]|am|pm)", match["when"], re.I) else "on"
            yield f"The user's {match['what']} is {at} {match['when']}", *match.span(), "event now"
    for match in _DROVE_HOME.finditer(text):
        yield f"The user drives {an(match['what'])}{match['what']}", *match.span(), "brand now"
    for match in _PARTED_FROM.finditer(text):
        found = people.names.get(match["pet"] or match["pet2"] or match["anybody"])
        if found is not None and found.relation and (found.gender == "n" or match["anybody"]):
            yield f"{found.phrase()} has died", *match.span(), "died", found
    for match in _HOLIDAY.finditer(text):
        yield f"The user's {match['what']} is {match['where']} now", *match.span(), "trip now"
