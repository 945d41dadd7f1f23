"""The round button over the conversation that leads to its newest message."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from desktop import icons
from desktop.style import mark
from desktop.theme import Theme


class DownButton(QToolButton):
    """Floats above the lower edge of its parent while it is wanted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._gap = theme.px(12)
        mark(self, "float")
        self.setIcon(icons.icon(theme, "arrow-down", "text", 16))
        self.setToolTip(self.tr("To the newest message"))
        self.setAccessibleName(self.tr("To the newest message"))
        self.setFixedSize(theme.px(36), theme.px(36))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.hide()

    def float(self, wanted: bool) -> None:
        """Show or hide it, in the middle of the lower edge."""
        self.setVisible(wanted)
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - self._gap)
        self.raise_()
