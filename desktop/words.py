"""The words for states, kinds and places of facts, and for times: one place, so that every page says the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.i18n import translate
from engine.protocol import Depth

KINDS = ("family", "health", "pets", "travel", "work", "home", "food", "hobby", "schedule", "preference", "possession",
         "history", "other")  # fmt: skip


def number_words(value: float, digits: int = 0) -> str:
    """A number as the window's language writes it: "2,048" or "2.048"."""
    return QLocale().toString(float(value), "f", digits)


def percent_words(share: float) -> str:
    """A share as the window's language writes it: .92 is "92%" or "92 %"."""
    return translate("Words", "{0}%").format(number_words(share * 100))


def lives_words(lives: str) -> str:
    """Where a fact is answered from."""
    return {
        "prompt": translate("Words", "Prompt"),
        "fast": translate("Words", "Fast weights"),
        "slow": translate("Words", "Slow weights"),
    }.get(lives, lives)


def state_words(state: str) -> str:
    """A fact's state."""
    return {
        "active": translate("Words", "Known"),
        "uncertain": translate("Words", "Doubted"),
        "superseded": translate("Words", "Replaced"),
        "suspended": translate("Words", "Suspended"),
        "deleted": translate("Words", "Deleted"),
    }.get(state, state)


def kind_words(kind: str) -> str:
    """A fact's kind."""
    return {
        "family": translate("Words", "Family"),
        "health": translate("Words", "Health"),
        "pets": translate("Words", "Pets"),
        "travel": translate("Words", "Travel"),
        "work": translate("Words", "Work"),
        "home": translate("Words", "Home"),
        "food": translate("Words", "Food"),
        "hobby": translate("Words", "Hobby"),
        "schedule": translate("Words", "Schedule"),
        "preference": translate("Words", "Preference"),
        "possession": translate("Words", "Possession"),
        "history": translate("Words", "History"),
        "other": translate("Words", "Other"),
    }.get(kind, kind)


def trust_words(trust: str) -> str:
    """Who said it."""
    return {
        "user_typed": translate("Words", "You wrote it"),
        "user_confirmed": translate("Words", "You confirmed it"),
        "user_document": translate("Words", "From a document"),
        "pasted": translate("Words", "Pasted"),
        "web": translate("Words", "From the web"),
        "feed": translate("Words", "From a feed"),
        "model": translate("Words", "From the model"),
    }.get(trust, trust)


def confidence_words(confidence: float) -> str:
    """Confidence in words, for people."""
    if confidence >= 0.85:
        return translate("Words", "Sure")
    if confidence >= 0.6:
        return translate("Words", "Fairly sure")
    return translate("Words", "Unsure") if confidence >= 0.35 else translate("Words", "A guess")


def stage_words(stage: str) -> str:
    """A stage of the night."""
    return {
        "gather": translate("Words", "Gather"),
        "consolidate": translate("Words", "Consolidate"),
        "dream": translate("Words", "Dream"),
        "train": translate("Words", "Train"),
        "exam": translate("Words", "Exam"),
        "wake": translate("Words", "Wake"),
    }.get(stage, stage)


def moment(stamp: str) -> datetime | None:
    """A stored time in the user's own zone; None where it is none."""
    try:
        return datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return None


def day_words(stamp: str) -> str:
    """A stored time as a short date, or today or yesterday."""
    found = moment(stamp)
    if found is None:
        return ""
    day = QDate(found.year, found.month, found.day)
    ago = day.daysTo(QDate.currentDate())
    if ago in (0, 1):
        return (translate("Words", "Today"), translate("Words", "Yesterday"))[ago]
    return QLocale().toString(day, QLocale.FormatType.ShortFormat)


def clock_words(hour: float) -> str:
    """A time of day as the language writes it; 22.5 is half past ten in the evening."""
    minutes = round(hour * 60) % (24 * 60)
    return QLocale().toString(QTime(minutes // 60, minutes % 60), QLocale.FormatType.ShortFormat)


def depth_words(depth: str) -> str:
    """How deep a night is."""
    return {
        "nap": translate("Words", "Nap"),
        "night": translate("Words", "Night"),
        "deep": translate("Words", "Deep night"),
    }.get(depth, depth)


def depth_cost_words(depth: Depth, minutes: Mapping[Depth, float]) -> str:
    """How deep a night is, with the minutes that it takes at most, as far as they are known."""
    name = depth_words(depth)
    if depth not in minutes:
        return name
    return translate("Words", "{0}, up to {1} min").format(name, f"{minutes[depth]:g}")


def duration_words(seconds: float) -> str:
    """How long something took."""
    if seconds < 90:
        return translate("Words", "{0} s").format(round(seconds))
    return translate("Words", "{0} min").format(round(seconds / 60))


def size_words(count: float) -> str:
    """A number of bytes for people, in the decimal units that shops and file managers use."""
    if count >= 1e9:
        return translate("Words", "{0} GB").format(QLocale().toString(count / 1e9, "f", 0 if count >= 1e10 else 1))
    return translate("Words", "{0} MB").format(QLocale().toString(count / 1e6, "f", 0 if count >= 1e7 else 1))
