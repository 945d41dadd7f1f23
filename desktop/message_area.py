"""The bare area that a conversation scrolls in: its looks, its keys, and the column that messages stand in.

Refuses to know any message.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.strip import guess_height
from desktop.style import mark
from desktop.theme import MEASURE, Theme
from engine.protocol import Turn


class MessageArea(QAbstractScrollArea):
    """Scrolls up and down only; zooming belongs to the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        mark(self, "clear")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # or all that lies below is painted first
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Conversation"))
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the conversation"))
        self.verticalScrollBar().setSingleStep(theme.px(28))

    def to_end(self) -> None:
        """Go to the newest message."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's own colour, under the messages."""
        QPainter(self.viewport()).fillRect(event.rect(), self._theme.colour("window"))

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

    def column(self) -> QRect:
        """Where messages stand: the middle of the whole area, as wide as is good to read, the scroll bar beside it."""
        margin, view = self._theme.px(24), self.viewport()
        width = max(min(self.width() - 2 * margin, self._theme.px(MEASURE)), 120)
        return QRect((self.width() - width) // 2 - view.x(), 0, width, 0)

    def guess(self, turn: Turn) -> int:
        """About how high a message will be, in pixels."""
        px, width = self._theme.px, max(self.column().width(), 200)
        return guess_height(turn, max(20, int(width / px(7.4))), px(21), px(64))
