"""A scrolling strip of messages: only those near the visible part exist as widgets.

Promises: 10,000 messages cost what twenty cost; what is being read stays where it is when heights above it become
known. Refuses to know what a message says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.down_button import DownButton
from desktop.message_area import MessageArea
from desktop.strip import Entry, Strip
from desktop.theme import Theme

if TYPE_CHECKING:
    from desktop.message import MessageView

AT_END = 40  # logical pixels from the end that still count as "at the end"
PASSES = 6  # times that true heights may replace guessed ones in one arrangement


class StripView(MessageArea):
    """Where the messages stand. Whoever inherits it makes them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._strip = Strip(theme.px(24))
        self._live: dict[int, Entry] = {}  # those that have a widget, by place
        self._follow, self._arranging = True, False
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._arrange)
        self._ahead = QTimer(self, interval=0, singleShot=True)
        self._ahead.timeout.connect(self._prepare)
        self._down = DownButton(theme, self)
        self._down.clicked.connect(self.to_end)

    def _make_view(self, entry: Entry) -> None:
        """Give `entry` its widget."""
        raise NotImplementedError

    # --- moving -------------------------------------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest message, and follow it."""
        self._follow = True
        self._arrange()

    def reading(self) -> tuple[int, float]:
        """The turn at the upper edge, and how much of it is above, of 1; (0, 0.0) at the end."""
        place, above = self._strip.anchor
        if self._follow or place >= len(self._strip):
            return 0, 0.0
        entry = self._strip.entries[place]
        return entry.turn.id, above / max(entry.height, 1)

    def to_turn(self, turn: int, above: float | None = None) -> None:
        """Bring a turn to the upper part of the view, or to its upper edge, so much of it `above`."""
        strip, place = self._strip, self._strip.place(turn)
        if place < 0:
            return
        self._follow = False
        for _ in range(PASSES):  # heights near the target become sure on the way
            before = strip.tops[place], strip.entries[place].height
            inside = -self._theme.px(48) if above is None else round(above * strip.entries[place].height)
            strip.anchor = (place, inside)
            self._arrange()
            if (strip.tops[place], strip.entries[place].height) == before:
                break

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's call after the scroll bar has moved."""
        if not self._arranging:
            bar = self.verticalScrollBar()
            self._follow = bar.value() >= bar.maximum() - AT_END
            self._strip.drop_anchor(bar.value())
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes every height unsure."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for entry in self._strip.entries:
                entry.sure = False
                if entry.view is None:
                    self._strip.set_height(entry, self.guess(entry.turn))
        self._arrange()

    def _bring(self, view: MessageView) -> None:
        """A message that has got the keyboard's focus comes into view."""
        if view.y() < 0 or view.y() + min(view.height(), 80) > self.viewport().height():
            self.to_turn(view.turn.id)

    # --- geometry -----------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._strip.sum_up()
        self._later.start()

    def _arrange(self) -> None:
        """Make the visible messages, give each its true height and place, drop the others."""
        if self._arranging:
            return
        self._arranging = True
        try:
            self._settle()
            self._place_views()
        finally:
            self._arranging = False
        self._down.float(not self._follow and len(self._strip) > 0)

    def _settle(self) -> None:
        strip, bar = self._strip, self.verticalScrollBar()
        height, width = self.viewport().height(), self.column().width()
        if not self._follow:
            strip.sum_up()
            bar.setRange(0, max(0, self._end() - height))
            bar.setValue(strip.anchored())
        for _ in range(PASSES):
            strip.sum_up()
            first, last = self._near(0)
            changed = [place for place in range(first, last) if self._measure(strip.entries[place], width)]
            strip.sum_up()
            bar.setPageStep(height)
            bar.setRange(0, max(0, self._end() - height))
            bar.setValue(bar.maximum() if self._follow else strip.anchored())
            if not changed and self._near(0) == (first, last):
                break
        strip.drop_anchor(bar.value())

    def _end(self) -> int:
        return self._strip.tops[-1] + self._theme.px(16)

    def _near(self, views: float = 0.5) -> tuple[int, int]:
        """The entries within `views` heights of the visible part."""
        height = self.viewport().height()
        value = max(0, self._end() - height) if self._follow else self.verticalScrollBar().value()
        return self._strip.near(value, height, round(views * height))

    def _prepare(self) -> None:
        """Make one of the messages that the next scrolling will show."""
        width = self.column().width()
        entry = next((each for each in self._strip.entries[slice(*self._near())] if not each.sure), None)
        if entry is not None:
            self._measure(entry, width)
            self._arrange()

    def _measure(self, entry: Entry, width: int) -> bool:
        if entry.view is None:
            self._make_view(entry)
        if entry.sure or entry.view is None:
            return False
        entry.view.resize(width, entry.view.height())
        height = entry.view.fit(width)
        entry.sure = True
        return self._strip.set_height(entry, height)

    def _unsure(self, entry: Entry) -> None:
        entry.sure = False
        self._later.start()

    def _place_views(self) -> None:
        column, value = self.column(), self.verticalScrollBar().value()
        first, last = self._near()
        if not all(entry.sure for entry in self._strip.entries[first:last]):
            self._ahead.start()
        for place, entry in list(self._live.items()):
            if entry.view is None:
                continue
            if not first <= place < last and not entry.view.busy:
                self._remove_view(entry)
                continue
            entry.view.set_last(place == len(self._strip) - 1)
            entry.view.setGeometry(column.x(), self._strip.tops[place] - value, column.width(), entry.height)
            entry.view.show()

    def _remove_view(self, entry: Entry) -> None:
        self._live.pop(entry.place, None)
        if entry.view is not None:
            entry.view.hide()
            entry.view.deleteLater()
        entry.view = None
