"""The small things under and inside a message: its row of actions, its editor, the box for a correction."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.i18n import translate
from desktop.notes import chip_words
from desktop.pastes import Pastes
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import number_words
from engine.protocol import FactView, Turn


def icon_button(theme: Theme, name: str, label: str, size: int = 16, colour: str = "muted") -> QToolButton:
    """A button that shows an icon and says `label` to a pointer and to a screen reader."""
    button = QToolButton()
    button.setIcon(icons.icon(theme, name, colour, size))
    button.setIconSize(icons.pixmap(theme, name, colour, size).deviceIndependentSize().toSize())
    button.setToolTip(label)
    button.setAccessibleName(label)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


class ActionRow(QWidget):
    """Branch switch, actions and figures of one turn. Shows only what the turn can do."""

    asked = Signal(str)  # copy, edit, regenerate, up, down, earlier, later, memories, notes

    def __init__(
        self, theme: Theme, turn: Turn, streaming: bool, notes: tuple[FactView, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(2))
        if turn.role == "user":
            self._row.addStretch(1)
        self._turn = turn
        self._hideable: list[QWidget] = []
        self._gap = -1  # where the buttons will stand that are made when they are first wanted
        if not streaming and turn.id > 0:
            self._fill(turn)
            if notes:
                self._row.addSpacing(self._theme.px(6))
                self._add_chip("spark", chip_words(notes), "notes")
                self._row.addSpacing(self._theme.px(6))  # under the bubble's edge
        if turn.role != "user":
            self._row.addStretch(1)
        self.setFixedHeight(theme.px(28))

    def _fill(self, turn: Turn) -> None:
        if len(turn.siblings) > 1:
            self._add_branches(turn)
        if turn.facts:  # first, because it stays when the others hide
            self._row.addSpacing(self._theme.px(5))  # the row begins that much before the text
            self._add_chip("memory", self.tr("Used %n memories", "", len(turn.facts)), "memories")
            self._row.addSpacing(self._theme.px(4))
        if len(turn.siblings) > 1 or turn.rating or turn.state == "interrupted":  # what always shows stands among them
            self._add_buttons(turn)
        else:
            self._gap = self._row.count()

    def _add_buttons(self, turn: Turn) -> None:
        self._add("copy", self.tr("Copy message"), "copy")
        if turn.role == "user":
            self._add("edit", self.tr("Edit and send again"), "edit")
            return
        self._add("refresh", self.tr("Answer again"), "regenerate")
        self._add("up", self.tr("Good answer"), "up", on=turn.rating > 0)
        self._add("down", self.tr("Bad answer"), "down", on=turn.rating < 0)
        if not turn.facts:
            self._add("question", self.tr("Why this answer"), "memories")
        self._add_figures(turn)

    def _add(self, icon: str, label: str, action: str, on: bool = False) -> None:
        button = icon_button(self._theme, icon, label, 16, "on_accent_soft" if on else "muted")
        button.setCheckable(on)
        button.setChecked(on)
        button.clicked.connect(lambda: self.asked.emit(action))
        self._row.addWidget(button)
        if not on:
            self._hideable.append(button)

    def _add_branches(self, turn: Turn) -> None:
        place = turn.siblings.index(turn.id) if turn.id in turn.siblings else 0
        for icon, label, action, possible in (
            ("left", self.tr("Earlier version"), "earlier", place > 0),
            ("right", self.tr("Later version"), "later", place + 1 < len(turn.siblings)),
        ):
            button = icon_button(self._theme, icon, label, 14)
            button.setEnabled(possible)
            button.clicked.connect(lambda _=False, name=action: self.asked.emit(name))
            self._row.addWidget(button)
            if action == "earlier":
                count = QLabel(f"{place + 1}/{len(turn.siblings)}")
                count.setAccessibleName(self.tr("Version {0} of {1}").format(place + 1, len(turn.siblings)))
                mark(count, "small")
                self._row.addWidget(count)
        self._row.addSpacing(self._theme.px(6))

    def _add_chip(self, icon: str, text: str, action: str) -> None:
        chip = QPushButton(icons.icon(self._theme, icon, "muted", 13), text)
        mark(chip, "chip")
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(lambda: self.asked.emit(action))
        self._row.addWidget(chip)

    def _add_figures(self, turn: Turn) -> None:
        words = []
        if turn.state == "interrupted":
            words.append(self.tr("Stopped"))
        if turn.tokens_per_second > 0:
            words.append(self.tr("{0} tokens · {1}/s").format(turn.tokens, number_words(turn.tokens_per_second, 1)))
        if words:
            label = QLabel("  ·  ".join(words))
            mark(label, "small")
            self._row.addSpacing(self._theme.px(8))
            self._row.addWidget(label)
            if turn.state != "interrupted":
                self._hideable.append(label)

    def reveal(self, shown: bool) -> None:
        """Show or hide what is only wanted under the pointer; the row keeps its height."""
        if shown and self._gap >= 0:
            after = [
                item for _ in range(self._row.count() - self._gap) if (item := self._row.takeAt(self._gap)) is not None
            ]
            self._gap = -1
            self._add_buttons(self._turn)
            for item in after:
                self._row.addItem(item)
        for widget in self._hideable:
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            widget.setVisible(shown)


class _Text(QPlainTextEdit):
    """A text that Ctrl+Enter finishes and Escape gives up."""

    finished = Signal(bool)
    pasted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish or give up."""
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        ):
            self.finished.emit(True)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text, from wherever."""
        self.pasted.emit(len(source.text()))
        self.insertPlainText(source.text())


class TextBox(QFrame):
    """A card with a text and two buttons; `finished` carries the text, or None where it was given up."""

    finished = Signal(object)

    def __init__(self, theme: Theme, prompt: str, text: str, accept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        mark(self, "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*theme.mirrored(16, 12, 12, 12))
        layout.setSpacing(theme.px(8))
        if prompt:
            label = QLabel(prompt)
            label.setWordWrap(True)
            mark(label, "small")
            layout.addWidget(label)
        self.text = _Text(text)
        mark(self.text, "bare")
        self.text.setAccessibleName(prompt or accept)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.finished.connect(self._end)
        self.text.textChanged.connect(self.updateGeometry)
        self.pastes = Pastes()
        self.pastes.begin(len(text), False)
        self.text.pasted.connect(self.pastes.came)
        self.text.textChanged.connect(lambda: self.pastes.typed(len(self.text.toPlainText())))
        layout.addWidget(self.text, 1)
        layout.addLayout(self._buttons(accept))

    def _buttons(self, accept: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(translate("TextBox", "Cancel"))
        cancel.clicked.connect(lambda: self._end(False))
        self.accept = QPushButton(accept)
        mark(self.accept, "primary")
        self.accept.clicked.connect(lambda: self._end(True))
        row.addWidget(cancel)
        row.addWidget(self.accept)
        return row

    def _end(self, accepted: bool) -> None:
        self.finished.emit(self.text.toPlainText().strip() if accepted else None)

    def height_for(self, width: int) -> int:
        """Enough for the text, between 3 and 12 lines of it."""
        lines = sum(
            1 + len(line) // max(20, width // self._theme.px(8)) for line in self.text.toPlainText().split("\n")
        )
        return self._theme.px(96) + min(max(lines, 2), 12) * self.text.fontMetrics().lineSpacing()
