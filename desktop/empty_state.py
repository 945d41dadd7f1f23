"""What stands where nothing is yet: the sleeping dormouse, a greeting, and a few ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.style import mark
from desktop.tall import Tall
from desktop.theme import MEASURE, Theme


def picture(theme: Theme, name: str, width: int) -> QLabel:
    """A picture as a label."""
    label = QLabel()
    label.setPixmap(icons.drawing(theme, name, width))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def centred(text: str, kind: str, wrap: bool = True) -> QLabel:
    """A line of text in the middle."""
    label = QLabel(text)
    mark(label, kind)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(wrap)
    return label


PICTURED = 380  # logical pixels of height from which on there is room for the picture


class EmptyState(QScrollArea):
    """Before the first message; scrolls where the text is large and the window low."""

    suggested = Signal(str)

    def __init__(self, theme: Theme, temporary: bool, hour: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: QBoxLayout | None = None
        px = theme.px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        inner = Tall()
        mark(inner, "clear")
        self.setWidget(inner)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(8))
        layout.addStretch(3)
        if temporary:
            ghost = QLabel()
            ghost.setPixmap(icons.pixmap(theme, "ghost", "muted", 56))
            ghost.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(ghost)
            layout.addSpacing(px(8))
            layout.addWidget(centred(self.tr("Temporary chat"), "title"))
            words = self.tr("Nothing is remembered from it, nothing learned, and it is gone when you quit Dormouse.")
            layout.addWidget(centred(words, "muted"))
        else:
            self._picture = picture(theme, "dormouse", 190)
            layout.addWidget(self._picture)
            layout.addSpacing(px(12))
            layout.addWidget(centred(self._greeting(hour), "title"))
            words = self.tr("Tell me about your world. I keep it on this machine, and learn it in my sleep.")
            layout.addWidget(centred(words, "muted"))
            layout.addSpacing(px(20))
            layout.addLayout(self._suggestions(theme))
        layout.addStretch(4)

    def _greeting(self, hour: int) -> str:
        if hour < 5:
            return self.tr("Still awake?")
        if hour < 12:
            return self.tr("Good morning")
        return self.tr("Good afternoon") if hour < 18 else self.tr("Good evening")

    def _suggestions(self, theme: Theme) -> QHBoxLayout:
        outer = QHBoxLayout()
        outer.addStretch(1)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(12))
        for title, text in (
            (self.tr("Introduce yourself"), self.tr("Let me tell you about myself: ")),
            (self.tr("Talk about the day"), self.tr("Today I ")),
            (self.tr("Ask what I know"), self.tr("What do you know about me?")),
        ):
            button = QPushButton(title)
            mark(button, "suggestion")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, words=text: self.suggested.emit(words))
            row.addWidget(button)
        holder = QWidget()
        holder.setMaximumWidth(theme.px(MEASURE))
        holder.setLayout(row)
        outer.addWidget(holder)
        outer.addStretch(1)
        return outer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Suggestions stand below each other where there is no room beside each other."""
        super().resizeEvent(event)
        if self._row is not None:
            self._picture.setVisible(self.height() >= self._theme.px(PICTURED))
            direction = QBoxLayout.Direction
            needed = sum(button.minimumSizeHint().width() for button in self.findChildren(QPushButton))
            fits = self.width() > needed + self._theme.px(96)
            self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
