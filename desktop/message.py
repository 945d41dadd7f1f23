"""One message as a widget: the user's in a bubble, the assistant's as blocks on the page, actions below.

Promises: `fit(width)` places everything and returns the height; a growing answer redraws only its last, open part.
Refuses to know the conversation around it: what the user wants done is only reported.
"""

from __future__ import annotations

from typing import Any

import shiboken6
from markdown_it import MarkdownIt
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLabel, QWidget

from desktop.blocks import Code, Prose
from desktop.bubble import Bubble
from desktop.markdown import Block, blocks, stable_length
from desktop.marks import marks
from desktop.message_parts import ActionRow, TextBox
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import FactView, Turn

FOLD_AT = 6000  # characters of the user's own message after which it is folded


class MessageView(QWidget):
    """One turn on the screen."""

    asked = Signal(str, object)  # an action's name, and its argument
    resized = Signal()
    focused = Signal()  # by the keyboard or a click

    def __init__(self, theme: Theme, markdown: MarkdownIt, turn: Turn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.turn = turn
        self.notes: tuple[FactView, ...] = ()  # what was noted from it
        self.streaming = False
        self._theme, self._markdown = theme, markdown
        self._stable = 0  # characters of a growing answer that are drawn for good
        self._kept = 0  # widgets that show them
        self._parts: list[Prose | Code] = []
        self._query = ""
        self._box: TextBox | None = None
        self._box_action = ""
        self._always = False
        self._bubble = Bubble(theme, self)
        self._bubble.setVisible(turn.role == "user")
        self._thinking = QLabel(self)
        mark(self._thinking, "muted")
        self._thinking.hide()
        self._actions = self._make_actions()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()
        self._draw()

    # --- content ------------------------------------------------------------------------------------------------

    def show_turn(self, turn: Turn, notes: tuple[FactView, ...] = ()) -> None:
        """Show another state of the same turn, and what was noted from it."""
        same = turn.text == self.turn.text and not self.streaming
        self.turn, self.notes, self.streaming = turn, notes, False
        self._thinking.hide()
        self._replace_actions()
        self._name()
        if not same:
            self._draw()
        self.resized.emit()

    def begin(self) -> None:
        """An answer is about to grow here."""
        self.streaming = True
        self._stable = self._kept = 0
        self._thinking.setText(self.tr("Thinking…"))
        self._thinking.setVisible(not self.turn.text)
        self._replace_actions()

    def grow(self, turn: Turn) -> None:
        """The answer has become longer: redraw its open end only."""
        self.turn = turn
        self._thinking.setVisible(not turn.text)
        grown = stable_length(turn.text[self._stable :])
        if grown:
            closed = blocks(self._markdown, turn.text[self._stable : self._stable + grown])
            self._show_blocks(closed, self._kept, complete=True)
            self._kept += len(closed)
            self._stable += grown
        tail = blocks(self._markdown, turn.text[self._stable :])
        self._show_blocks(tail, self._kept, complete=False)

    def _draw(self) -> None:
        if self.turn.role == "user":
            part = self._parts[0] if self._parts else self._new_part("prose")
            assert isinstance(part, Prose)
            part.show_plain(self.turn.text)
        else:
            self._show_blocks(blocks(self._markdown, self.turn.text), 0, complete=True)
        if self._query:
            self.highlight(self._query)

    def _show_blocks(self, made: list[Block], start: int, *, complete: bool) -> None:
        for place, block in enumerate(made, start):
            part = self._part_at(place, block.kind)
            if isinstance(part, Prose):
                part.show_html(block.source)
            else:
                part.show_code(block.source, block.language, complete)
        while len(self._parts) > start + len(made):
            self._drop(self._parts.pop())

    def _part_at(self, place: int, kind: str) -> Prose | Code:
        if place < len(self._parts):
            part = self._parts[place]
            if isinstance(part, Prose) == (kind == "prose"):
                return part
            while len(self._parts) > place:
                self._drop(self._parts.pop())
        return self._new_part(kind)

    def _new_part(self, kind: str) -> Prose | Code:
        part: Prose | Code
        if kind == "prose":
            part = Prose(self._theme, self)
            part.link_clicked.connect(lambda address: self.asked.emit("link", address))
        else:
            part = Code(self._theme, self)
        part.show()
        self._parts.append(part)
        return part

    @staticmethod
    def _drop(part: QWidget) -> None:
        part.hide()
        part.deleteLater()

    def _name(self) -> None:
        who = self.tr("You said") if self.turn.role == "user" else self.tr("Dormouse said")
        self.setAccessibleName(f"{who}: {self.turn.text[:400]}")

    # --- actions ------------------------------------------------------------------------------------------------

    def _make_actions(self) -> ActionRow:
        row = ActionRow(self._theme, self.turn, self.streaming, self.notes, self)
        row.asked.connect(self._act)
        row.reveal(self._always or self.underMouse())
        row.show()
        return row

    def _replace_actions(self) -> None:
        self._drop(self._actions)
        self._actions = self._make_actions()

    def _act(self, action: str) -> None:
        if action == "copy":
            QGuiApplication.clipboard().setText(self.turn.text)
        elif action == "edit":
            self.open_box("", self.turn.text, self.tr("Send"), "edited")
        else:
            self.asked.emit(action, None)

    def ask_correction(self) -> None:
        """Ask what the answer should have been."""
        prompt = self.tr("Thank you. What should the answer have been? It will be practised tonight. (optional)")
        self.open_box(prompt, self.turn.correction, self.tr("Save"), "corrected")

    def open_box(self, prompt: str, text: str, accept: str, action: str) -> None:
        """Open a text box in this message; its text is reported as `action`, and whoever takes it closes the box."""
        if self._box is not None and self._box_action == action:  # it is open already, with newer words
            self._box.text.setFocus()
            return
        self.close_box()
        self._box = TextBox(self._theme, prompt, text, accept, self)
        self._box_action = action
        self._box.finished.connect(lambda result: self._box_done(action, result))
        self._box.text.textChanged.connect(self._typed)
        self._box.show()
        self._box.text.setFocus()
        self._box.text.moveCursor(QTextCursor.MoveOperation.End)
        self.resized.emit()

    def _typed(self) -> None:
        self.asked.emit("typing", self.typing[1])
        self.resized.emit()

    @property
    def typing(self) -> tuple[str, str]:
        """What the open text box is for, and its words; ("", "") where none is open."""
        return (self._box_action, self._box.text.toPlainText()) if self._box is not None else ("", "")

    @property
    def pasted(self) -> bool:
        """Whether a good part of the open text box's words was pasted into it."""
        return self._box is not None and self._box.pastes.pasted

    def type_on(self, action: str, text: str, pasted: bool = False) -> None:
        """Open the text box for `action` again, with the words that stood in it."""
        if action == "edited":
            self.open_box("", self.turn.text, self.tr("Send"), "edited")
        else:
            self.ask_correction()
        if self._box is not None:
            self._box.pastes.begin(len(text), pasted)
            self._box.text.setPlainText(text)
            self._box.text.moveCursor(QTextCursor.MoveOperation.End)

    def _box_done(self, action: str, text: Any) -> None:
        if text:
            self.asked.emit(action, text)
        else:
            self.close_box()

    def close_box(self) -> None:
        """Give up the text box."""
        if self._box is not None and shiboken6.isValid(self._box):
            self._drop(self._box)
            self.asked.emit("typing", "")
        self._box = None
        self.resized.emit()

    @property
    def busy(self) -> bool:
        """Whether the user is at work in here, so that the widget must stay."""
        focus = self.focusWidget()
        return self._box is not None or self.streaming or (focus is not None and focus.hasFocus()) or self.hasFocus()

    def set_last(self, last: bool) -> None:
        """The newest message shows its actions always."""
        if last != self._always:
            self._always = last
            self._actions.reveal(last or self.underMouse())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the actions."""
        self._actions.reveal(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the actions."""
        self._actions.reveal(self._always)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the actions to the keyboard too."""
        self._actions.reveal(True)
        super().focusInEvent(event)
        self.focused.emit()

    # --- finding ------------------------------------------------------------------------------------------------

    def highlight(self, query: str) -> None:
        """Mark every place where `query` stands; "" marks none."""
        self._query = query
        for part in self._parts:
            text = part if isinstance(part, Prose) else part.text
            text.setExtraSelections(marks(self._theme, text.document(), query) if query else [])

    # --- geometry -----------------------------------------------------------------------------------------------

    def fit(self, width: int) -> int:
        """Place everything for `width` logical pixels; returns the height."""
        px = self._theme.px
        outdent = px(5)  # the icons, not their buttons, line up with the text
        if self._box is not None:
            height = self._box.height_for(width)
            editing = self.turn.role == "user"
            top = 0 if editing else self._place_parts(0, width) + px(36)
            self._box.setGeometry(0, top, width, height)
            self._show_body(not editing)
            self._actions.setVisible(not editing)
            if not editing:
                self._actions.setGeometry(-outdent, top - px(32), width + 2 * outdent, px(28))
            return top + height + px(16)
        self._show_body(True)
        self._actions.setVisible(True)
        part = self._parts[0] if self._parts else None
        if self.turn.role == "user" and isinstance(part, Prose):
            bottom = self._bubble.place(part, width)
        else:
            bottom = self._place_parts(0, width)
        if self._thinking.isVisibleTo(self):
            self._thinking.setGeometry(0, 0, width, px(24))
            bottom = px(24)
        self._actions.setGeometry(-outdent, bottom + px(4), width + 2 * outdent, px(28))
        return bottom + px(4) + px(28) + px(4 if self.turn.role == "user" else 16)  # an answer belongs to its question

    def _show_body(self, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)
        self._bubble.setVisible(shown and self.turn.role == "user")

    def _place_parts(self, top: int, width: int) -> int:
        gap = self._theme.px(10)
        for part in self._parts:
            height = part.height_for(width)
            part.setGeometry(0, top, width, height)
            top += height + gap
        return top - gap if self._parts else top
