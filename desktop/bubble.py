"""The bubble around a user's message."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QStyle, QWidget

from desktop.blocks import Prose
from desktop.style import mark
from desktop.theme import Theme

WIDEST = 0.82  # of the message's width


class Bubble(QFrame):
    """A frame at the far side of the message, as wide as its text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        mark(self, "bubble")

    def place(self, part: Prose, width: int) -> int:
        """Put itself and `part` in a message that is `width` pixels wide; returns the height."""
        side, above = self._theme.px(16), self._theme.px(8)
        below = above - part.overhang()
        inner = min(part.ideal_width(), round(width * WIDEST) - 2 * side)
        height = part.height_for(inner)
        box = QRect(width - inner - 2 * side, 0, inner + 2 * side, above + height + below)
        box = QStyle.visualRect(self.layoutDirection(), QRect(0, 0, width, box.height()), box)
        self.setGeometry(box)
        part.setGeometry(box.adjusted(side, above, -side, -below))
        part.raise_()
        return box.height()
