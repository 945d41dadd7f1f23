"""What stands where the table of memories has no row."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.empty_state import centred, picture
from desktop.theme import Theme


class NothingRemembered(QWidget):
    """Says whether nothing is known at all, or nothing fits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(picture(theme, "dormouse", 140))
        self._title, self._words = centred("", "heading"), centred("", "muted")
        layout.addWidget(self._title)
        layout.addWidget(self._words)
        layout.addStretch(2)

    def show_words(self, some: bool) -> None:
        """`some`: there are memories, and the search or the filters hide them."""
        self._title.setText(self.tr("Nothing fits") if some else self.tr("Nothing remembered yet"))
        fits = self.tr("No memory fits the search and the filters.")
        none = self.tr("Chat a little, or add something by hand. Memories are gathered in the night.")
        self._words.setText(fits if some else none)
