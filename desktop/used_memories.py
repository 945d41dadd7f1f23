"""Why an answer is as it is: which memories it used, from the prompt or the weights, and why others were not used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.engine_link import EngineLink
from desktop.engine_words import said, trouble_words
from desktop.page_frame import clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import lives_words
from engine import protocol
from engine.protocol import Reason

MAX_UNUSED = 4  # reasons shown of memories that were near and not used


class UsedMemories(QDialog):
    """A popup at the pointer that fills as the engine answers."""

    def __init__(self, theme: Theme, link: EngineLink, turn: int, parent: QWidget) -> None:
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
        self._list.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        self._list.setSpacing(theme.px(8))
        self.setAccessibleName(self.tr("Why this answer"))
        self.setFixedWidth(theme.px(440))
        self._list.addWidget(text_label(self.tr("Looking…"), "muted"))
        link.ask(protocol.Why, self._hear, turn=turn)
        self.move(QCursor.pos())

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            clear(self._list)
            self._list.addWidget(text_label(trouble_words(event), "muted"))
        elif isinstance(event, protocol.WhyAnswer):
            self._show(event)
        self.adjustSize()

    def _show(self, answer: protocol.WhyAnswer) -> None:
        clear(self._list)
        used = [reason for reason in answer.facts if reason.by]
        unused = [reason for reason in answer.facts if not reason.by][:MAX_UNUSED]
        if used:
            self._list.addWidget(text_label(self.tr("This answer knew"), "over"))
        else:
            self._list.addWidget(text_label(self.tr("No memory bears on this answer; it is the model's own."), "muted"))
        for reason in used:
            self._add(reason)
        if unused:
            self._list.addWidget(text_label(self.tr("Near, and not used"), "over"))
        for reason in unused:
            self._add(reason)

    def _add(self, reason: Reason) -> None:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(1))
        words.addWidget(text_label(reason.text))
        if reason.why:
            words.addWidget(text_label(said(reason.why), "small"))
        row.addLayout(words, 1)
        if reason.by:
            pill = text_label(lives_words(reason.by), "pill-quiet", wrap=False)
            row.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addLayout(row)
