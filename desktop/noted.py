"""The popup of what was noted from a message: each note can be undone, edited, and asked why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.engine_words import said, trouble_words
from desktop.page_frame import clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import confidence_words, lives_words, state_words
from engine import protocol
from engine.protocol import FactView


class NotedPopup(QDialog):
    """A popup at the pointer with one part for each note."""

    memory_wanted = Signal(int)  # a fact, to be shown on the page of memories

    def __init__(self, theme: Theme, link: EngineLink, notes: Sequence[FactView], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Noted from this message"))
        self.setFixedWidth(theme.px(460))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        mark(frame, "popup")
        outer.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(14))
        layout.setSpacing(theme.px(12))
        layout.addWidget(text_label(self.tr("Noted from this message"), "over"))
        self.parts = [NotePart(theme, link, fact) for fact in notes]
        for part in self.parts:
            part.memory_wanted.connect(self._show_memory)
            part.resized.connect(self.adjustSize)
            layout.addWidget(part)
        self.adjustSize()
        self._place()

    def _place(self) -> None:
        """Above the pointer where there is no room below it."""
        spot, screen = QCursor.pos(), QGuiApplication.screenAt(QCursor.pos())
        if screen is not None:
            room = screen.availableGeometry()
            spot.setX(max(room.left(), min(spot.x(), room.right() - self.width())))
            if spot.y() + self.height() > room.bottom():
                spot.setY(max(room.top(), spot.y() - self.height()))
        self.move(spot)

    def _show_memory(self, fact: int) -> None:
        self.close()
        self.memory_wanted.emit(fact)


class NotePart(QWidget):
    """One note: its words, what it is worth, and three things to do. Shows what the engine says, not what was asked."""

    memory_wanted = Signal(int)
    resized = Signal()

    def __init__(self, theme: Theme, link: EngineLink, fact: FactView) -> None:
        super().__init__()
        self._theme, self._link, self.fact = theme, link, fact
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        self._text = text_label("")
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("The memory's words"))
        self.field.returnPressed.connect(self._save)
        self.field.hide()
        self._state = text_label("", "small")
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(6))
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(3))
        for widget in (self._text, self.field, self._state):
            layout.addWidget(widget)
        layout.addLayout(self._row)
        layout.addLayout(self._reasons)
        self._show()

    def _show(self) -> None:
        fact = self.fact
        gone = fact.state == "deleted"
        self._text.setText(fact.text)
        mark(self._text, "muted" if gone else "")
        worth = (state_words(fact.state), confidence_words(fact.confidence), lives_words(fact.lives))
        self._state.setText(self.tr("Taken back; it will not be learned.") if gone else " · ".join(worth))
        clear(self._row)
        if gone:
            self._button("undo", self.tr("Put back"), lambda: self._change(state="active"))
        elif self.field.isHidden():
            self._button("undo", self.tr("Undo"), lambda: self._change(state="deleted"))
            self._button("edit", self.tr("Edit"), self._edit)
            self._button("question", self.tr("Why"), self._why)
            self._button("memory", self.tr("Show in Memory"), lambda: self.memory_wanted.emit(fact.id))
        else:
            self._button("check", self.tr("Save"), self._save)
            self._button("close", self.tr("Cancel"), lambda: self._end_edit())
        self._row.addStretch(1)
        self.resized.emit()

    def _button(self, icon: str, label: str, do: Any) -> None:
        button = QPushButton(icons.icon(self._theme, icon, "muted", 13), label)
        mark(button, "chip")
        button.setAutoDefault(False)  # Enter in the line of one note would click the button of another
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(f"{label}: {self.fact.text}")
        button.clicked.connect(lambda: do())
        self._row.addWidget(button)

    # --- doing --------------------------------------------------------------------------------------------------

    def _edit(self) -> None:
        self.field.setText(self.fact.text)
        self._text.hide()
        self.field.show()
        self.field.setFocus()
        self._show()

    def _end_edit(self) -> None:
        self.field.hide()
        self._text.show()
        self._show()

    def _save(self) -> None:
        words = self.field.text().strip()
        self._end_edit()
        if words and words != self.fact.text:
            self._change(text=words)

    def _change(self, **fields: object) -> None:
        self._link.ask(protocol.ChangeFact, self._hear_changed, fact=self.fact.id, **fields)

    def _hear_changed(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.Changed):
            self._link.ask(protocol.GetFact, self._hear_fact, fact=self.fact.id)
        elif isinstance(event, protocol.TroubleEvent):
            self._say([text_label(trouble_words(event), "danger")])

    def _hear_fact(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList) and event.facts:
            self.fact = event.facts[0]
            self._show()

    def _why(self) -> None:
        self._link.ask(protocol.Explain, self._hear_why, fact=self.fact.id)

    def _hear_why(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self._say([text_label(trouble_words(event), "danger")])
        elif isinstance(event, protocol.Explanation):
            said = [
                text_label(self.tr("You said: “{0}”").format(each.quote), "muted") for each in self.fact.evidence[:2]
            ]
            self._say([*said, *(self._gate(gate) for gate in event.gates)])

    def _gate(self, gate: protocol.Gate) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name, tint = {True: ("check", "good"), False: ("close", "danger"), None: ("clock", "muted")}[gate.passed]
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._theme, name, tint, 14))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text_label(said(gate.sentence), "small"), 1)
        return row

    def _say(self, widgets: Sequence[QWidget]) -> None:
        clear(self._reasons)
        for widget in widgets:
            self._reasons.addWidget(widget)
        self.resized.emit()
