"""Rows of which the first few are shown, with a button for the others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.style import mark
from desktop.theme import Theme

SHOWN = 8  # rows before "show all"


class Folded(QWidget):
    """`unfolded` tells whether somebody is reading the others."""

    def __init__(self, theme: Theme, rows: list[QWidget], shown: int = SHOWN, label: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        self._hidden = rows[shown:]
        self.unfolded = False
        for row in rows[:shown]:
            layout.addWidget(row)
        if self._hidden:
            words = label or self.tr("Show {0} more").format(len(self._hidden))
            button = QPushButton(icons.icon(theme, "chevron", "muted", 14), words)
            mark(button, "fold")
            button.clicked.connect(lambda: self._unfold(layout, button))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, layout: QVBoxLayout, button: QPushButton) -> None:
        button.hide()
        self.unfolded = True
        for row in self._hidden:
            layout.addWidget(row)
