"""One signal of the machine as a row: its name, how it stands, and where that is known from or what it counts as."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop import icons
from desktop.engine_words import said
from desktop.i18n import translate
from desktop.page_frame import text_label
from desktop.theme import Theme
from desktop.words import duration_words, percent_words, size_words
from engine.protocol import SignalView

NAME_WIDTH, VALUE_WIDTH = 152, 96  # logical pixels


class ConditionRow(QWidget):
    """Known signals have a tick, the others a question mark."""

    def __init__(self, theme: Theme, signal: SignalView) -> None:
        super().__init__()
        known = signal.value is not None
        value = value_words(signal.name, signal.counts_as if signal.value is None else signal.value)
        if known:
            why = translate("ConditionRow", "from: {0}").format(said(signal.source))
        else:
            why = translate("ConditionRow", "not known: {0}").format(said(signal.because or signal.source))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        grid.setHorizontalSpacing(theme.px(12))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(theme, "check" if known else "question", "good" if known else "muted", 16))
        picture.setFixedHeight(theme.px(19))  # a line of text
        for column, widget in enumerate(
            (
                picture,
                text_label(signal_words(signal.name)),
                text_label(value, "strong" if known else "muted"),
                text_label(why, "small"),
            )
        ):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(1, theme.px(NAME_WIDTH))
        grid.setColumnMinimumWidth(2, theme.px(VALUE_WIDTH))
        grid.setColumnStretch(3, 1)
        self.setAccessibleName(f"{signal_words(signal.name)}: {value}, {why}")


def signal_words(name: str) -> str:
    """The name of a signal for people."""
    return {
        "on_ac": translate("Signals", "On the mains"),
        "charge": translate("Signals", "Battery"),
        "idle": translate("Signals", "Last input"),
        "display_off": translate("Signals", "Display asleep"),
        "locked": translate("Signals", "Screen locked"),
        "thermal": translate("Signals", "Heat"),
        "low_power": translate("Signals", "Low-power mode"),
        "lid_closed": translate("Signals", "Lid closed"),
        "memory_pressure": translate("Signals", "Memory is short"),
        "free_disk": translate("Signals", "Free disk"),
        "free_memory": translate("Signals", "Free memory"),
    }.get(name, name.replace("_", " "))


def value_words(name: str, value: bool | float) -> str:
    """How a signal stands, for people."""
    if isinstance(value, bool):
        return translate("Signals", "yes") if value else translate("Signals", "no")
    if name == "thermal":
        return heat_words(int(value))
    if name == "idle":
        return translate("Signals", "{0} ago").format(duration_words(value))
    if name == "charge":
        return percent_words(value / 100)
    return size_words(value) if name.startswith("free_") else QLocale().toString(float(value), "g", 4)


def heat_words(state: int) -> str:
    """A thermal state, as macOS counts them."""
    names = (translate("Signals", "normal"), translate("Signals", "warm"), translate("Signals", "hot"),
             translate("Signals", "too hot"))  # fmt: skip
    return names[min(max(state, 0), 3)]
