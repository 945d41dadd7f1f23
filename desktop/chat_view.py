"""The conversation on the screen: only the messages near the visible part exist as widgets.

Promises: 10,000 messages cost what twenty cost; what is being read stays where it is when heights above it become
known; a growing answer is followed as long as the user is at the end. Refuses to know the engine.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolButton, QWidget

from desktop import icons
from desktop.style import mark
from desktop.theme import MEASURE, Theme
from engine.protocol import Turn

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from desktop.message import MessageView

BATCH = 50  # milliseconds between two paintings of a growing answer
AT_END = 40  # logical pixels from the end that still count as "at the end"
PASSES = 6  # times that true heights may replace guessed ones in one arrangement


@dataclass
class _Entry:
    turn: Turn
    place: int  # in the list; entries are only ever added and removed at its end
    height: int = 0
    sure: bool = False
    view: MessageView | None = None


class ChatView(QAbstractScrollArea):
    """A scrolling list of turns. `asked(turn id, action, argument)` reports what the user wants of one."""

    asked = Signal(int, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._markdown: MarkdownIt | None = None
        self._entries: list[_Entry] = []
        self._live: dict[int, _Entry] = {}  # those that have a widget, by place
        self._tops: list[int] = [0]
        self._growing: _Entry | None = None
        self._follow, self._arranging = True, False
        self._query = ""
        self._anchor = (0, 0)  # an entry, and how far its top is above the upper edge
        mark(self, "clear")
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Conversation"))
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self.verticalScrollBar().setSingleStep(theme.px(28))
        self._batch = QTimer(self, interval=BATCH, singleShot=True)
        self._batch.timeout.connect(self._paint_growth)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._arrange)
        self._down = self._make_down()

    def _make_down(self) -> QToolButton:
        button = QToolButton(self)
        mark(button, "float")
        button.setIcon(icons.icon(self._theme, "arrow-down", "text", 16))
        button.setToolTip(self.tr("To the newest message"))
        button.setAccessibleName(self.tr("To the newest message"))
        button.setFixedSize(self._theme.px(36), self._theme.px(36))
        button.setIconSize(QSize(self._theme.px(16), self._theme.px(16)))
        button.clicked.connect(self.to_end)
        button.hide()
        return button

    # --- content ------------------------------------------------------------------------------------------------

    @property
    def turns(self) -> list[Turn]:
        """The turns shown, root first."""
        return [entry.turn for entry in self._entries]

    def show_turns(self, turns: list[Turn]) -> None:
        """Show another conversation, its end first."""
        self._clear()
        self.add_turns(turns)
        self.to_end()

    def add_turns(self, turns: list[Turn]) -> None:
        """Append turns."""
        start = len(self._entries)
        self._entries += [_Entry(turn, start + offset, self._guess(turn)) for offset, turn in enumerate(turns)]
        self._moved()

    def keep_until(self, turn: int | None) -> None:
        """Drop everything after `turn` (None: everything)."""
        place = -1 if turn is None else self._place(turn)
        for entry in self._entries[place + 1 :]:
            self._remove_view(entry)
        del self._entries[place + 1 :]
        self._growing = None
        self._moved()

    def update_turn(self, turn: Turn, instead_of: int | None = None) -> None:
        """Show a new state of a turn; `instead_of` names the id that it had before."""
        place = self._place(turn.id if instead_of is None else instead_of)
        if place < 0:
            return
        entry = self._entries[place]
        if entry is self._growing:
            self._growing = None
        entry.turn, entry.sure = turn, False
        if entry.view is not None:
            entry.view.show_turn(turn)
        self._moved()

    def begin(self, turn: Turn) -> None:
        """An answer begins to grow at the end."""
        self._entries.append(_Entry(turn, len(self._entries), self._theme.px(72)))
        self._growing = self._entries[-1]
        self._follow = True
        self._moved()

    def rename_growing(self, turn: Turn) -> None:
        """The growing answer has got its true id."""
        if self._growing is not None:
            self._growing.turn = replace_text(turn, self._growing.turn.text)

    def grow(self, text: str) -> None:
        """More text of the growing answer; painted with the next batch."""
        if self._growing is None:
            return
        self._growing.turn = replace_text(self._growing.turn, self._growing.turn.text + text)
        if not self._batch.isActive():
            self._batch.start()

    def message(self, turn: int) -> MessageView | None:
        """The widget of a turn, where it exists now."""
        place = self._place(turn)
        return self._entries[place].view if place >= 0 else None

    def _paint_growth(self) -> None:
        entry = self._growing
        if entry is not None:
            entry.sure = False
            if entry.view is not None:
                entry.view.grow(entry.turn)
            self._arrange()

    def _clear(self) -> None:
        for entry in self._entries:
            self._remove_view(entry)
        self._entries, self._growing, self._follow = [], None, True

    def _place(self, turn: int) -> int:
        return next(
            (place for place in range(len(self._entries) - 1, -1, -1) if self._entries[place].turn.id == turn), -1
        )

    # --- moving -------------------------------------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest message, and follow it."""
        self._follow = True
        self._arrange()

    def to_turn(self, turn: int) -> None:
        """Bring a turn to the upper part of the view."""
        place = self._place(turn)
        if place < 0:
            return
        self._follow = False
        for _ in range(PASSES):  # heights near the target become sure on the way
            before = self._tops[place]
            self._anchor = (place, -self._theme.px(48))
            self._arrange()
            if self._tops[place] == before:
                break

    def set_query(self, query: str) -> None:
        """Mark `query` wherever it stands."""
        self._query = query
        for entry in self._entries:
            if entry.view is not None:
                entry.view.highlight(query)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's call after the scroll bar has moved."""
        if not self._arranging:
            bar = self.verticalScrollBar()
            self._follow = bar.value() >= bar.maximum() - AT_END
            self._drop_anchor()
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes every height unsure."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for entry in self._entries:
                entry.sure = False
                entry.height = entry.height if entry.view else self._guess(entry.turn)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End, beside what Qt does."""
        if event.key() == Qt.Key.Key_End:
            self.to_end()
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """As Qt does; zooming belongs to the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A message that gets the keyboard's focus is brought into view."""
        if event.type() == QEvent.Type.FocusIn:
            view = next((entry.view for entry in self._entries if entry.view is watched), None)
            if view is not None and (view.y() < 0 or view.y() + min(view.height(), 80) > self.viewport().height()):
                self.to_turn(view.turn.id)
        return super().eventFilter(watched, event)

    # --- geometry -----------------------------------------------------------------------------------------------

    def column(self) -> QRect:
        """Where messages stand: the middle of the view, as wide as is good to read."""
        margin = self._theme.px(24)
        width = min(self.viewport().width() - 2 * margin, self._theme.px(MEASURE))
        return QRect((self.viewport().width() - width) // 2, 0, max(width, 120), 0)

    def _guess(self, turn: Turn) -> int:
        width = max(self.column().width(), 200)
        letters = max(20, int(width / self._theme.px(7.4)))
        lines = sum(1 + len(line) // letters for line in turn.text[:20_000].split("\n"))
        return lines * self._theme.px(21) + self._theme.px(64)

    def _moved(self) -> None:
        self._retop()
        self._later.start()

    def _retop(self) -> None:
        start = self._theme.px(24)
        self._tops = [start, *(start + total for total in accumulate(entry.height for entry in self._entries))]

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
        self._show_down()

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        height, width = self.viewport().height(), self.column().width()
        if not self._follow:
            self._retop()
            bar.setRange(0, max(0, self._tops[-1] + self._theme.px(16) - height))
            bar.setValue(self._anchored())
        for _ in range(PASSES):
            self._retop()
            first, last = self._near(height)
            changed = [place for place in range(first, last) if self._measure(place, width)]
            self._retop()
            total = self._tops[-1] + self._theme.px(16)
            bar.setPageStep(height)
            bar.setRange(0, max(0, total - height))
            bar.setValue(bar.maximum() if self._follow else self._anchored())
            if not changed and self._near(height) == (first, last):
                break
        self._drop_anchor()

    def _drop_anchor(self) -> None:
        """Remember what is being read: the entry at the upper edge, and how much of it is above."""
        value = self.verticalScrollBar().value()
        place = min(max(bisect_right(self._tops, value) - 1, 0), max(len(self._entries) - 1, 0))
        self._anchor = (place, value - self._tops[place])

    def _anchored(self) -> int:
        place, within = self._anchor
        return self._tops[min(place, len(self._tops) - 1)] + within

    def _near(self, height: int) -> tuple[int, int]:
        """The entries within half a view of the visible part."""
        value = self.verticalScrollBar().value()
        if self._follow:
            value = max(0, self._tops[-1] + self._theme.px(16) - height)
        first = max(0, bisect_right(self._tops, value - height // 2) - 1)
        return first, min(len(self._entries), bisect_right(self._tops, value + height + height // 2))

    def _measure(self, place: int, width: int) -> bool:
        entry = self._entries[place]
        if entry.view is None:
            self._make_view(entry, place)
        if entry.sure or entry.view is None:
            return False
        entry.view.resize(width, entry.view.height())
        height = entry.view.fit(width)
        changed, entry.height, entry.sure = height != entry.height, height, True
        return changed

    def _make_view(self, entry: _Entry, place: int) -> None:
        from desktop.markdown import parser  # the window is on the screen before these are loaded
        from desktop.message import MessageView

        self._markdown = self._markdown or parser()
        view = MessageView(self._theme, self._markdown, entry.turn, self.viewport())
        view.asked.connect(lambda action, argument: self.asked.emit(entry.turn.id, action, argument))
        view.resized.connect(lambda: self._unsure(entry))
        view.installEventFilter(self)
        if self._query:
            view.highlight(self._query)
        if entry is self._growing:
            view.begin()
            view.grow(entry.turn)
        entry.view, entry.sure = view, False
        self._live[entry.place] = entry

    def _unsure(self, entry: _Entry) -> None:
        entry.sure = False
        self._later.start()

    def _place_views(self) -> None:
        column, value = self.column(), self.verticalScrollBar().value()
        first, last = self._near(self.viewport().height())
        for place, entry in list(self._live.items()):
            if entry.view is None:
                continue
            if not first <= place < last and not entry.view.busy:
                self._remove_view(entry)
                continue
            entry.view.set_last(place == len(self._entries) - 1)
            entry.view.setGeometry(column.x(), self._tops[place] - value, column.width(), entry.height)
            entry.view.show()

    def _remove_view(self, entry: _Entry) -> None:
        self._live.pop(entry.place, None)
        if entry.view is not None:
            entry.view.hide()
            entry.view.deleteLater()
        entry.view = None

    def _show_down(self) -> None:
        self._down.setVisible(not self._follow and bool(self._entries))
        place = self.rect().bottomRight() - self._down.rect().bottomRight()
        self._down.move((self.width() - self._down.width()) // 2, place.y() - self._theme.px(12))
        self._down.raise_()


def replace_text(turn: Turn, text: str) -> Turn:
    """`turn` with another text."""

    return msgspec.structs.replace(turn, text=text)
