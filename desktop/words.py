"""The words for states, kinds and places of facts, and for times: one place, so that every page says the same."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)


def lives_words(lives: str) -> str:
    """Where a fact is answered from."""
    return {"prompt": _tr("Prompt"), "fast": _tr("Fast weights"),
            "slow": _tr("Slow weights")}.get(lives, lives)  # fmt: skip


def state_words(state: str) -> str:
    """A fact's state."""
    return {
        "active": _tr("Known"), "uncertain": _tr("Doubted"), "superseded": _tr("Replaced"),
        "suspended": _tr("Suspended"), "deleted": _tr("Deleted"),
    }.get(state, state)  # fmt: skip


def kind_words(kind: str) -> str:
    """A fact's kind."""
    return {
        "family": _tr("Family"), "health": _tr("Health"), "pets": _tr("Pets"), "travel": _tr("Travel"),
        "work": _tr("Work"), "home": _tr("Home"), "food": _tr("Food"), "hobby": _tr("Hobby"),
        "schedule": _tr("Schedule"), "preference": _tr("Preference"), "possession": _tr("Possession"),
        "history": _tr("History"), "other": _tr("Other"),
    }.get(kind, kind)  # fmt: skip


def trust_words(trust: str) -> str:
    """Who said it."""
    return {
        "user_typed": _tr("you wrote it"), "user_confirmed": _tr("you confirmed it"),
        "user_document": _tr("from a document"), "pasted": _tr("pasted"), "web": _tr("from the web"),
        "feed": _tr("from a feed"), "model": _tr("from the model"),
    }.get(trust, trust)  # fmt: skip


def confidence_words(confidence: float) -> str:
    """Confidence in words, for people."""
    if confidence >= 0.85:
        return _tr("Sure")
    if confidence >= 0.6:
        return _tr("Fairly sure")
    return _tr("Unsure") if confidence >= 0.35 else _tr("A guess")


def stage_words(stage: str) -> str:
    """A stage of the night."""
    return {
        "gather": _tr("Gather"), "consolidate": _tr("Consolidate"), "dream": _tr("Dream"), "train": _tr("Train"),
        "exam": _tr("Exam"), "wake": _tr("Wake"),
    }.get(stage, stage)  # fmt: skip


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
        return _tr("{0} s").format(round(seconds))
    return _tr("{0} min").format(round(seconds / 60))
