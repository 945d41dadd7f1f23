"""Find in the open conversation: a line, a count, and steps from hit to hit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.message_parts import icon_button
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import Turn


class FindBar(QFrame):
    """`found` carries the turn to show, `queried` the words to mark."""

    found = Signal(int)
    queried = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns: list[Turn] = []
        self._hits: list[int] = []
        self._place = 0
        mark(self, "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Find in this conversation"))
        self.text.setAccessibleName(self.tr("Find in this conversation"))
        self.text.textChanged.connect(self._search)
        self.text.returnPressed.connect(lambda: self.step(1))
        self.count = QLabel()
        mark(self.count, "small")
        self.count.setMinimumWidth(theme.px(64))
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.count)
        for icon, label, action in (
            ("left", self.tr("Previous message with a hit"), lambda: self.step(-1)),
            ("right", self.tr("Next message with a hit"), lambda: self.step(1)),
            ("close", self.tr("Close"), self.close_bar),
        ):
            button = icon_button(theme, icon, label, 14)
            button.clicked.connect(lambda _=False, do=action: do())
            row.addWidget(button)
        self.hide()

    def open_bar(self, turns: list[Turn], words: str = "") -> None:
        """Show the bar over these turns; `words` are looked for at once."""
        self._turns = turns
        self.show()
        if words:
            self.text.setText(words)
        self._search(self.text.text())
        self.text.setFocus()
        self.text.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self.queried.emit("")

    def _search(self, words: str) -> None:
        folded = words.casefold()
        self._hits = [turn.id for turn in self._turns if folded and folded in turn.text.casefold()]
        self._place = len(self._hits) - 1
        self.queried.emit(words)
        self._show()

    def step(self, direction: int) -> None:
        """Go to the next or the previous hit."""
        if self._hits:
            self._place = (self._place + direction) % len(self._hits)
            self._show()

    def _show(self) -> None:
        if self._hits:
            self.count.setText(f"{self._place + 1} / {len(self._hits)}")
            self.found.emit(self._hits[self._place])
        else:
            self.count.setText(self.tr("No hits") if self.text.text() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
