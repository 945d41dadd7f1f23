"""Trouble, shown once, where it concerns: one sentence and a button that does the remedy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop import icons
from desktop.message_parts import icon_button
from desktop.style import mark
from desktop.theme import Theme

ICONS = {"danger": "warning", "warning": "warning", "note": "info", "good": "check"}
STAY = 6000  # milliseconds that good news stay


class Banner(QFrame):
    """One line above the content; a newer trouble takes an older one's place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.level = ""
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(*theme.mirrored(14, 8, 8, 8))
        row.setSpacing(px(10))
        self._icon = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.button = QPushButton()
        close = icon_button(theme, "close", self.tr("Close"), 14, "text")
        close.clicked.connect(self.hide)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        row.addWidget(close)
        self._action: Callable[[], None] | None = None
        self.button.clicked.connect(self._do)
        self._timer = QTimer(self, interval=STAY, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.button.hide()
        self.hide()

    def show_trouble(
        self, level: str, sentence: str, label: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Show `sentence`; `label` and `action` make the button. `level` is danger, warning, note or good."""
        self.level = level
        mark(self, f"banner-{level}")
        tint = "on_accent_soft" if level == "note" else level
        self._icon.setPixmap(icons.pixmap(self._theme, ICONS[level], tint, 18))
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(label)
        self.button.setVisible(bool(label and action))
        self._action = action
        self._timer.stop()
        if level == "good":
            self._timer.start()
        self.show()

    def _do(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
