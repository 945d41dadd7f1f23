"""A line to search in: a magnifying glass that grows with the text, and a button that clears it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle

from desktop import icons
from desktop.style import mark
from desktop.theme import Theme


class SearchField(QLineEdit):
    """Qt's own icons in a line keep their size when the text grows, so this one is a label."""

    def __init__(self, theme: Theme, placeholder: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        mark(self, "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._glass = QLabel(self)
        self._glass.setPixmap(icons.pixmap(theme, "search", "muted", 16))
        self._glass.adjustSize()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The glass stands where the language begins its lines."""
        super().resizeEvent(event)
        size, side = self._glass.size(), self._theme.px(10)
        box = QRect(side, (self.height() - size.height()) // 2, size.width(), size.height())
        self._glass.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        room = size.width() + self._theme.px(6)
        rtl = self.isRightToLeft()
        self.setTextMargins(0 if rtl else room, 0, room if rtl else 0, 0)
