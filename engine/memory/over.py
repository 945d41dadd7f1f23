"""What has passed is told in the past: "is flying to Bergen in August 2026" is, that September, "was flying".

Promises: pure; only a plan whose absolute date is over is retold, and only its verb changes; "since 2019", "every May"
and whatever has no date stay as they are. Refuses to say whether it came to pass: nobody told.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from engine.memory.dates import MONTHS

_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH}),? (?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})\b"
    rf"|\b(?:the )?(?P<season>spring|summer|autumn) (?:of )?(?P<year3>\d{{4}})\b"
    rf"|\bin (?P<year4>\d{{4}})\b"
)
_LASTS = re.compile(r"\b(?:since|from|after|every|each|always|born)\b", re.I)
_SEASON_ENDS = {
    "spring": 6,
    "summer": 9,
    "autumn": 12,
}  # the month's end by which it is over in either hemisphere's talk
_SIMPLE = {
    "moves": "move", "starts": "start", "flies": "fly", "leaves": "leave", "turns": "turn", "begins": "begin",
    "goes": "go", "visits": "visit", "travels": "travel", "gets": "get", "marries": "marry", "returns": "return",
    "sits": "sit", "takes": "take", "runs": "run", "retires": "retire",
}  # fmt: skip
_PLANS = re.compile(
    r"(?<= )(?:(?P<am>is|are)(?= (?:\w+ ){0,2}(?:\w{2,}ing|due|booked|to \w+|off)\b)|(?P<will>will)(?= \w)"
    rf"|(?P<plain>{'|'.join(_SIMPLE)})(?= \w)|(?P<has>has)(?= (?:an?|his|her|their|the user's) ))"
)


def told(text: str, today: date) -> str:
    """`text` as it is to be told on `today`."""
    ends = [end for match in _DATE.finditer(text) if (end := _end(match))]
    if not ends or max(ends) >= today or _LASTS.search(text):
        return text
    return _PLANS.sub(_was, text, count=1)


def _was(match: re.Match[str]) -> str:
    if match["am"]:
        return "was" if match["am"] == "is" else "were"
    if match["has"]:
        return "had"
    return "was to" if match["will"] else f"was to {_SIMPLE[match['plain']]}"


def _end(match: re.Match[str]) -> date | None:
    """The last day that the date may mean; None for one that no calendar has."""
    year = int(match["year"] or match["year2"] or match["year3"] or match["year4"])
    month = match["month"] or match["month2"]
    day = match["day"] or match["day2"]
    try:
        if month and day:
            return date(year, MONTHS.index(month) + 1, int(day))
        last = MONTHS.index(month) + 1 if month else _SEASON_ENDS.get(match["season"] or "", 12)
        return date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
