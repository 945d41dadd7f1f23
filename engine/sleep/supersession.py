"""When a sentence takes the place of another, takes it back, or makes it doubtful.

Promises: pure; slow to see a contradiction: where it is unsure both sentences stand, for a stale fact can be asked of
and one that was wrongly taken away is missed. Rests on `engine.memory.statement`; refuses to know ledgers and plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.memory.dates import DAYS, MONTHS
from engine.memory.statement import Statement, parse, parts, same_subject
from engine.memory.words import normal, stem, stems
from engine.protocol import Trust

if TYPE_CHECKING:
    from engine.store.ledger import Evidence

EXACT = "told more exactly"
# The user tells that something changed. Without such a word a second value of an attribute that can hold many stands
# beside the first.
CHANGE = re.compile(
    r"\b(?:now|nowadays|these days|any ?more|no longer|instead|swap(?:ped|ping)?|switch(?:ed|ing)?|chang(?:ed|ing|e)"
    r"|mov(?:ed|ing)|replac(?:ed|ing)|trad(?:ed|ing)|sold|quit|left|leav(?:es|ing)|gave up|given up|drop(?:ped|ping)"
    r"|ditched|used to|not .{1,40} but|fell through|cancel(?:led|ed)|bumped|postponed|rescheduled|brought forward"
    r"|new hours|took over|taken over|took (?:me|him|her|us) off|put (?:me|him|her|us) on|stopped|retired|repainted"
    r"|turns out|actually|after all|back to|became|has become|got rid of|upgraded|renamed|corrected?|correction)\b",
    re.IGNORECASE,
)
ADDITION = re.compile(r"\b(?:also|as well|too|another|second|both|besides|in addition|added)\b", re.IGNORECASE)

# When this attribute of somebody changes, those kinds of facts about the same one may have changed with it.
DEPENDENT: dict[str, tuple[str, ...]] = {
    "lives": ("home",),
    "job": ("work", "schedule"),
    "is": ("work", "schedule"),
    "employer": ("work", "schedule"),
}


@dataclass(frozen=True)
class Heard:
    """One candidate, ready to be weighed: `order` is (turn, place in the turn), `source` the whole turn's text."""

    text: str
    kind: str
    subject: str
    attribute: str
    value: str
    trust: Trust
    confidence: float
    order: tuple[int, int]
    source: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Known:
    """One fact of the ledger as the plan sees it. `key` is its id; one added by the plan has a key below zero."""

    key: int
    text: str
    kind: str
    order: tuple[int, int]
    uncertain: bool = False
    said: Statement = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "said", parse(self.text))


def says_as_much(old: Known, new: Known) -> bool:
    """Whether `old` already says all that `new` says."""
    if normal(old.text) == normal(new.text):
        return True
    one, other = old.said, new.said
    if one.negated != other.negated or one.ended != other.ended or not same_subject(one, other):
        return False
    return bool(other.rest) and other.rest <= one.rest and other.head <= one.head | one.rest


def replaces(new: Known, old: Known, heard: Heard, known: Sequence[Known]) -> str:
    """Why `new` takes the place of `old`; "" when both can stand."""
    found = (_replaces(new, part, old, heard, known) for part in parts(new.text))
    return next((why for why in found if why), "") or _named_as_over(new, old, heard)


def _replaces(new: Known, other: Statement, old: Known, heard: Heard, known: Sequence[Known]) -> str:
    """As `replaces`, for one statement of the new sentence."""
    one, subject = old.said, same_subject(old.said, other)
    if subject and one.rest < other.rest and one.negated == other.negated and not other.ended:
        return EXACT
    if subject and other.negated != one.negated and _speaks_of(other, one):
        return "no longer so" if other.negated else "so again"
    if other.ended and not one.ended and subject and _over(other, one):
        return "over"
    if other.negated or other.ended or one.negated or one.ended:
        return ""
    if subject and other.attribute == one.attribute and other.single and one.value != other.value:
        both = bool(ADDITION.search(heard.source)) and not CHANGE.search(heard.source)
        return "newer value" if _same_aspect(one, other) and not both else ""
    return _told_to_change(new, other, old, heard, known)


_ASPECTS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(each) for each in line.split())
    for line in (
        "open start begin",
        "close shut end finish",
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
    )
)


def _aspects(said: Statement) -> set[int]:
    found = {number for number, those in enumerate(_ASPECTS) if said.rest & those}
    return found | ({len(_ASPECTS)} if any(each[:1].isdigit() and ":" in each for each in said.rest) else set())


def _same_aspect(one: Statement, other: Statement) -> bool:
    """Whether two times, places or likings speak of the same thing: a day is not a clock time, opening not closing."""
    if other.attribute == "time":
        these, those = _aspects(one), _aspects(other)
        opposed = {0, 1} <= these | those and not {0, 1} & these & those  # opening is not closing
        return not opposed and (bool(these & those) or not (these or those))
    return other.attribute != "prefers" or bool(one.value & other.value)


def _speaks_of(negation: Statement, fact: Statement) -> bool:
    """Whether a sentence with "no" in it takes back `fact`: half of its words, and one that is not the verb."""
    common = negation.rest & fact.rest
    if not negation.value:
        return bool(negation.rest) and negation.rest <= fact.rest
    return bool(common - {negation.verb}) and 2 * len(common) >= len(negation.rest)


_OVER_VERBS = frozenset(
    str.split("sell giv gav away lost lo die di pass put sleep got rid scrap thrown brok split divorc clos has have")
)


def _over(ending: Statement, fact: Statement) -> bool:
    """Whether "sold the boat" ends `fact`: they share the thing, and `fact` is not merely about how it was."""
    if ending.died:
        return False  # who has died keeps the name and the past; what is present about them is doubted
    thing = ending.rest - _OVER_VERBS
    return bool(thing & fact.value) and fact.attribute not in ("likes", "dislikes", "born", "raised")


def _told_to_change(new: Known, other: Statement, old: Known, heard: Heard, known: Sequence[Known]) -> str:
    """The user's own words speak of a change, and of this one: they name the old value, or there is but one to mean."""
    if not CHANGE.search(heard.source) or ADDITION.search(heard.source):
        return ""
    one = old.said
    if same_subject(one, other):
        alike = one.attribute == other.attribute and bool(one.attribute)
        only_old = one.value - other.value
        rivals = [
            each
            for each in known
            if each.said.attribute == one.attribute and same_subject(each.said, one) and each.order != new.order
        ]
        named = bool(only_old & set(stems(heard.source)))
        close = 2 * len(one.rest & other.rest) >= min(len(one.rest), len(other.rest))
        meant = named or (len(rivals) == 1 and not (one.about_user and one.attribute in _CROWDED))
        return "changed" if alike and meant and (close or named or one.attribute in ("is", "trip")) else ""
    # Another holder of the same thing: "Hamish keeps the spare key now", when Winifred did.
    holder = (one.head - other.head) & set(stems(heard.source))
    return "changed hands" if holder and one.value and one.rest == other.rest else ""


# The words that name what is over, in the user's own telling of a change.
_GONE = re.compile(
    r"\b(?i:(?:swapp?ed|switched|ditched|sold|dropped|replaced|traded in|gave up|given up|instead of|no more|rid of)"
    r"|left(?= [A-Z][^\s]* for\b)"
    r"|(?:moved|switched|changed|shifted|swapped|transferred|bumped|postponed|rescheduled)"
    r"(?: \S+){0,2} from(?=.* to\b))"
    r" +(?:(?i:the|my|his|her|our|their|its|an?) +)?(?P<what>[^\s,.;!?]+(?: +[A-Z][^\s,.;!?]*)?)"
    r"|(?P<before>[A-Z][^\s,.;!?]*) +(?:fell through|is off|has closed|was cancelled)\b"
)


_PARTED = re.compile(
    r"\b(?P<one>[A-Z]\w+) and (?:I|me)\b[^.;!?]{0,20}?\b(?:called it quits|called it off|broke up|broken up|split|"
    r"parted|are (?:over|done|through)|separated|divorced|are no longer together)"
    r"|\b(?:broke up|broken up|split up|finished|called it quits) with (?P<other>[A-Z]\w+)"
)
_PAIRED = re.compile(
    r"\b(?:seeing|dating|going out|engaged|girlfriend|boyfriend|partner|fianc\w+|wife|husband|married|in love)\b", re.I
)


def _named_as_over(new: Known, old: Known, heard: Heard) -> str:
    """The user named the old value as gone ("swapped Melbourne for Auckland"), however differently both are put."""
    parted = {found["one"] or found["other"] for found in _PARTED.finditer(heard.source)}
    if _PAIRED.search(old.text) and any(re.search(rf"\b{re.escape(name)}\b", old.text) for name in parted):
        return "over"
    return "changed" if names_as_gone(heard.source, old, new.said.rest | new.said.head) else ""


def tells_of_an_end(told: str) -> bool:
    """Whether the user's words tell at all that something is over: what is asked before `names_as_gone`, which asks it
    of each fact."""
    return _GONE.search(told) is not None


def names_as_gone(told: str, old: Known, topics: frozenset[str] = frozenset()) -> bool:
    """Whether the user's words tell that a value of `old` is over; `topics` are stems known to be spoken of."""
    gone = [found["what"] or found["before"] for found in _GONE.finditer(told)]
    over = set(stems(" ".join(gone)))
    if not over & (old.said.rest | old.said.head) or old.said.negated or old.said.ended:
        return False
    source = set(stems(told)) | topics
    topic = (source - over) & (old.said.rest | old.said.head | old.said.owner)
    proper = any(each[:1].isupper() and each in old.text for each in gone)
    strangers = _people(old.text) - source
    return bool(topic or proper) and not strangers - over


_CALENDAR = frozenset(stem(each.lower()) for each in (*MONTHS, *DAYS))


def _people(text: str) -> set[str]:
    """The stems of the names in a sentence: capitals that do not open it, but for those of the calendar."""
    return set(stems(" ".join(re.findall(r"(?<=\s)[A-Z]\w+", text)))) - _CALENDAR


# Of these a user has many at once, so that "now" alone does not say which one has ended.
_CROWDED = frozenset(str.split("keeps likes dislikes takes is own go allergic see play trip"))


def depends(fact: Known, old: Known, new: Known) -> str:
    """Why `fact` is no longer sure once `new` has taken the place of `old`; "" when it is untouched."""
    if fact.order >= new.order or fact.said.negated or fact.said.ended:
        return ""
    names = {each for each in old.said.value - new.said.rest if len(each) > 3}
    if names & (fact.said.head | fact.said.owner) or (len(names) == 1 and names <= fact.said.value):
        return f"it spoke of what has changed: {new.text}"
    about_same = same_subject(fact.said, old.said) or bool(old.said.head & fact.said.owner)
    if old.said.about_user:
        about_same = fact.text.startswith("The user") and not fact.said.owner
    if about_same and fact.kind in DEPENDENT.get(old.said.attribute, ()):
        return f"it may have changed with this: {new.text}"
    return ""


_LASTING = frozenset(str.split("name born raised is birthday"))


def spoke_of(fact: Known, new: Known) -> str:
    """Why `fact` is no longer sure now that something is over: it spoke of that very thing, or of who has died."""
    if fact.order >= new.order or fact.said.negated or fact.said.ended:
        return ""
    if new.said.died:
        touched = new.said.head and (same_subject(fact.said, new.said) or new.said.head & fact.said.owner)
        return f"it may have ended with this: {new.text}" if touched and fact.said.attribute not in _LASTING else ""
    thing = new.said.rest - {new.said.verb} - _OVER_VERBS
    spoken = fact.said.head | fact.said.owner | fact.said.rest
    mine = new.said.about_user or same_subject(fact.said, new.said)
    return f"it may have ended with this: {new.text}" if thing and thing <= spoken and mine else ""
