"""The words for states, kinds and places of facts, and for times: one place, so that every page says the same."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from desktop.i18n import translate

KINDS = ("family", "health", "pets", "travel", "work", "home", "food", "hobby", "schedule", "preference", "possession",
         "history", "other")  # fmt: skip


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
        "user_typed": translate("Words", "you wrote it"),
        "user_confirmed": translate("Words", "you confirmed it"),
        "user_document": translate("Words", "from a document"),
        "pasted": translate("Words", "pasted"),
        "web": translate("Words", "from the web"),
        "feed": translate("Words", "from a feed"),
        "model": translate("Words", "from the model"),
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
    """A stored time as a short date."""
    found = moment(stamp)
    return (
        QLocale().toString(QDate(found.year, found.month, found.day), QLocale.FormatType.ShortFormat) if found else ""
    )


def duration_words(seconds: float) -> str:
    """How long something took."""
    if seconds < 90:
        return translate("Words", "{0} s").format(round(seconds))
    return translate("Words", "{0} min").format(round(seconds / 60))


def size_words(count: float) -> str:
    """A number of bytes for people, in the decimal units that shops and file managers use."""
    if count >= 1e9:
        return translate("Words", "{0} GB").format(QLocale().toString(count / 1e9, "f", 1))
    return translate("Words", "{0} MB").format(QLocale().toString(count / 1e6, "f", 0 if count >= 1e7 else 1))
