"""Relative dates made absolute, so that a fact is still true to read a year later.

Promises: pure; only phrases whose meaning is beyond doubt are changed ("next May", "tomorrow", "last week"), all else
stays as written. Refuses to guess at "soon", "recently" or a bare weekday.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring", "summer", "autumn", "fall", "winter"}

_MONTH = "|".join(MONTHS)
_DAY = "|".join(DAYS)
_PHRASE = re.compile(
    rf"\b(?:(?P<lead>on|in|by|until|till|since|from)\s+)?(?:"
    rf"(?P<plain>today|tonight|tomorrow|yesterday|the day after tomorrow|the day before yesterday)"
    rf"|(?P<turn>this|next|last)\s+(?:(?P<month>{_MONTH})|(?P<day>{_DAY})|(?P<span>week|weekend|month|year)"
    rf"|(?P<season>spring|summer|autumn|fall|winter))"
    rf"|in\s+(?P<number>\d+|a|an|two|three|four|five|six)\s+(?P<unit>day|week|month|year)s?(?:['’]s?\s+time)?"
    rf"|(?P<ago>\d+|a|an|two|three|four|five|six)\s+(?P<agounit>day|week|month|year)s?\s+ago)\b",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PLAIN = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1,
          "the day after tomorrow": 2, "the day before yesterday": -2}  # fmt: skip


def absolute(text: str, said: date) -> str:
    """`text` with its relative dates written out, as meant by somebody speaking on the day `said`."""
    return _PHRASE.sub(lambda found: _written(found, said), text)


def _written(found: re.Match[str], said: date) -> str:
    lead = found["lead"]
    phrase, word = _meant(found, said)
    if not phrase:
        return found.group()
    return f"{lead if lead and lead.lower() not in ('on', 'in') else _cased(word, found.group())} {phrase}"


def _cased(word: str, original: str) -> str:
    return word.capitalize() if original[:1].isupper() and original.split()[0] not in (*MONTHS, *DAYS) else word


def _meant(found: re.Match[str], said: date) -> tuple[str, str]:
    """The absolute phrase and its preposition; ("", "") when the words are left as they are."""
    if found["plain"]:
        return day_text(said + timedelta(days=_PLAIN[found["plain"].lower()])), "on"
    if found["number"] or found["ago"]:
        return _counted(found, said)
    step = {"this": 0, "next": 1, "last": -1}[found["turn"].lower()]
    if found["month"]:
        return _named_month(MONTHS.index(found["month"].capitalize()) + 1, step, said)
    if found["day"]:
        return _weekday(DAYS.index(found["day"].capitalize()), step, said)
    if found["season"]:
        return _season(found["season"].lower(), step, said)
    return _span(found["span"].lower(), step, said)


def _counted(found: re.Match[str], said: date) -> tuple[str, str]:
    word, unit = (found["number"] or found["ago"]).lower(), (found["unit"] or found["agounit"]).lower()
    count = _NUMBERS.get(word) or int(word)
    sign = 1 if found["number"] else -1
    if count > 600:  # more than any life holds, so not a date
        return "", ""
    if unit == "year":
        return (str(said.year + sign * count), "in") if 0 < said.year + sign * count < 10_000 else ("", "")
    if unit == "month":
        return _month(said, sign * count), "in"
    return day_text(said + timedelta(days=sign * count * (7 if unit == "week" else 1))), "around" if count > 1 else "on"


def _named_month(month: int, step: int, said: date) -> tuple[str, str]:
    year = said.year
    if step == 1 and month <= said.month:
        year += 1
    if step == -1 and month >= said.month:
        year -= 1
    return f"{MONTHS[month - 1]} {year}", "in"


def _weekday(day: int, step: int, said: date) -> tuple[str, str]:
    if step == 0:
        return day_text(said + timedelta(days=(day - said.weekday()) % 7)), "on"
    # "next Friday" said on a Wednesday means the one in the week after to some and in two days to others: leave it,
    # but for the days where both agree.
    ahead = (day - said.weekday()) % 7 or 7
    if step == -1:
        return day_text(said - timedelta(days=(said.weekday() - day) % 7 or 7)), "on"
    agreed = day <= said.weekday()
    return (day_text(said + timedelta(days=ahead)), "on") if agreed else ("", "")


def _season(season: str, step: int, said: date) -> tuple[str, str]:
    if season == "winter":  # spans two years: whose winter it is depends on the hemisphere
        return "", ""
    return (f"the {season} of {said.year + step}", "in") if step in (0, -1) else ("", "")


def _span(span: str, step: int, said: date) -> tuple[str, str]:
    if span == "year":
        return str(said.year + step), "in"
    if span == "month":
        return _month(said, step), "in"
    monday = said - timedelta(days=said.weekday()) + timedelta(weeks=step)
    if span == "weekend":
        return day_text(monday + timedelta(days=5)), "on the weekend of"
    return day_text(monday), "in the week of"


def _month(said: date, step: int) -> str:
    index = said.year * 12 + said.month - 1 + step
    return f"{MONTHS[index % 12]} {index // 12}"


def day_text(day: date) -> str:
    """A day as people write it: "14 September 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
