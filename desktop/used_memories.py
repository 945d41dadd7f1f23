"""Which memories an answer was given, each with where it lives."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.engine_link import EngineLink
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import lives_words
from engine import protocol


class UsedMemories(QDialog):
    """A popup at the pointer that fills as the engine answers."""

    def __init__(self, theme: Theme, link: EngineLink, facts: list[int], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._theme = theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        mark(frame, "popup")
        outer.addWidget(frame)
        self._list = QVBoxLayout(frame)
        self._list.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._list.setSpacing(theme.px(8))
        title = QLabel(self.tr("This answer was given"))
        mark(title, "over")
        self._list.addWidget(title)
        self.setAccessibleName(self.tr("Memories used"))
        self.setFixedWidth(theme.px(400))
        self._requests = [link.ask(protocol.GetFact, self._hear, fact=number) for number in facts]
        self._link = link
        self.destroyed.connect(lambda _=None, link=link, all_=self._requests: [link.forget(each) for each in all_])
        self.move(QCursor.pos())

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList):
            for fact in event.facts:
                self._add(fact)

    def _add(self, fact: protocol.FactView) -> None:
        row = QHBoxLayout()
        text = QLabel(fact.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        lives = QLabel(lives_words(fact.lives))
        mark(lives, "pill-quiet")
        row.addWidget(text, 1)
        row.addWidget(lives, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addLayout(row)
        self.adjustSize()
