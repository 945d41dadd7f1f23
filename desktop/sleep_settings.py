"""When Dormouse may sleep by itself, what it waits for, and how deep: one part of the settings and of the welcome."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.engine_link import EngineLink
from desktop.i18n import translate
from desktop.page_frame import card, setting_line, switch, text_label
from desktop.theme import Theme
from desktop.words import clock_words, depth_cost_words
from engine import protocol
from engine.protocol import ConditionsView

EVERY = (0, 3, 7, 14, 30)  # nights after which one is a deep one; 0: none


def manner_words() -> list[tuple[str, str]]:
    """The ways of being careful."""
    return [
        ("careful", translate("SleepSettings", "Idle and charging")),
        ("idle_is_enough", translate("SleepSettings", "Idle is enough")),
        ("charging_is_enough", translate("SleepSettings", "Charging is enough")),
    ]


def every_words(nights: int) -> str:
    """How often a night is a deep one."""
    if not nights:
        return translate("SleepSettings", "Never")
    return translate("SleepSettings", "Every %n nights", "", nights)


class SleepSettings(QFrame):
    """Hidden until the engine has answered; shows what the engine keeps. `brief` leaves the depth out."""

    trouble = Signal(object)

    def __init__(self, theme: Theme, link: EngineLink, title: str = "", brief: bool = False) -> None:
        super().__init__()
        self._theme, self._link = theme, link
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self.lines = card(theme, title or self.tr("Sleep"), 14)
        outer.addWidget(frame)
        self.automatic = switch()
        self.automatic.clicked.connect(lambda on: self._change(automatic=on))
        words = self.tr("When nobody needs the machine. It wakes at once when you come back.")
        self._line(self.tr("Sleep by itself"), words, self.automatic)
        self.manner = QComboBox()
        for key, label in manner_words():
            self.manner.addItem(label, key)
        self.manner.activated.connect(lambda _: self._change(manner=self.manner.currentData()))
        self._line(self.tr("What it waits for"), self.tr("How careful it is with your machine."), self.manner)
        words = self.tr("The same time twice means at any hour. A night that was missed need not wait.")
        self._line(self.tr("Hours"), words, self._make_hours())
        self.how_deep, self.deep_every = QComboBox(), QComboBox()
        self.how_deep.activated.connect(lambda _: self._change(depth=self.how_deep.currentData()))
        self.deep_every.activated.connect(lambda _: self._change(deep_every=self.deep_every.currentData()))
        self._deep_words: QLabel | None = None
        if not brief:
            words = self.tr("A night learns everything new; a nap learns a little, and leaves the rest to a night.")
            self._line(self.tr("How deep"), words, self.how_deep)
            words = self.tr("A deep night also rebuilds the old memories in the weights.")
            self._deep_words = self._line(self.tr("Deep nights"), words, self.deep_every)
        self.hide()

    def _line(self, title: str, words: str, control: QWidget) -> QLabel:
        return setting_line(self._theme, self.lines, title, words, control)

    def _make_hours(self) -> QWidget:
        self._start, self._end = QComboBox(), QComboBox()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for place, field in enumerate((self._start, self._end)):
            for half in range(48):
                field.addItem(clock_words(half / 2), half / 2)
            field.setAccessibleName((self.tr("From"), self.tr("Until"))[place])
            field.activated.connect(lambda _: self._hours_changed())
            row.addWidget(field)
            if not place:
                row.addWidget(text_label("–", "muted", wrap=False))
        hours = QWidget()
        hours.setLayout(row)
        return hours

    def refresh(self) -> None:
        """Ask for the wishes."""
        self._link.ask(protocol.GetConditions, self._hear)

    def _change(self, **fields: object) -> None:
        self._link.ask(protocol.ChangeWishes, self._hear, **fields)

    def _hours_changed(self) -> None:
        hours = (self._start.currentData(), self._end.currentData())
        self._change(hours=hours)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, ConditionsView):
            self.automatic.setChecked(event.automatic)
            self.manner.setCurrentIndex(max(0, self.manner.findData(event.manner)))
            for field, hour in zip((self._start, self._end), event.hours, strict=True):
                if field.findData(hour % 24) < 0:  # set elsewhere, to the minute
                    field.addItem(clock_words(hour), hour % 24)
                field.setCurrentIndex(field.findData(hour % 24))
            self._show_depth(event)
            self.show()
        elif isinstance(event, protocol.TroubleEvent) and self.isVisible():
            self.trouble.emit(event)
            self.refresh()

    def _show_depth(self, view: ConditionsView) -> None:
        depths = [(depth, depth_cost_words(depth, view.minutes)) for depth in ("nap", "night")]
        fill(self.how_deep, depths, view.depth)
        fill(
            self.deep_every, [(each, every_words(each)) for each in sorted({*EVERY, view.deep_every})], view.deep_every
        )
        if self._deep_words is not None and "deep" in view.minutes:
            words = self.tr("It also rebuilds the old memories in the weights, and takes up to {0} min.")
            self._deep_words.setText(words.format(f"{view.minutes['deep']:g}"))


def fill(box: QComboBox, entries: Sequence[tuple[object, str]], chosen: object) -> None:
    """Show these entries, unless they are shown, with one of them chosen."""
    if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] != list(entries):
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.clear()
        for key, label in entries:
            box.addItem(label, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
