"""Changes of facts that can be taken back: each knows the values before and after; and the keys that do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from desktop.engine_link import EngineLink
from engine import protocol

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
Change = Callable[[int, dict[str, Any]], None]  # asks the engine to set fields of a fact


class FactChange(QUndoCommand):
    """Fields of some facts, from what they were to what they shall be."""

    def __init__(self, name: str, change: Change, before: dict[int, dict[str, Any]], after: dict[str, Any]) -> None:
        super().__init__(name)
        self._change, self._before, self._after = change, before, after

    def redo(self) -> None:
        """Do it, or do it again."""
        for fact in self._before:
            self._change(fact, self._after)

    def undo(self) -> None:
        """Take it back."""
        for fact, fields in self._before.items():
            self._change(fact, fields)


class FactAddition(QUndoCommand):
    """A fact that the user added by hand: taking it back deletes it, doing it again restores the very same one."""

    def __init__(self, name: str, link: EngineLink, text: str, trouble: Callable[[protocol.AnyEvent], None]) -> None:
        super().__init__(name)
        self._link, self._text, self._trouble = link, text, trouble
        self._fact = 0

    def redo(self) -> None:
        """Add it, or restore it."""
        if self._fact:
            self._link.ask(protocol.ChangeFact, self._trouble, fact=self._fact, state="active")
        else:
            self._link.ask(protocol.AddFact, self._hear, text=self._text)

    def undo(self) -> None:
        """Take it back."""
        if self._fact:
            self._link.ask(protocol.ChangeFact, self._trouble, fact=self._fact, state="deleted")

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.Changed) and event.facts:
            self._fact = event.facts[0]
        self._trouble(event)


class UndoKeys(QWidget):
    """A place where the system's own keys take back and do again, whatever else the window does with them."""

    def __init__(self, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._undo_stack = undo_stack

    def event(self, event: QEvent) -> bool:
        """Qt's call for everything; it asks here whether a key shall be a command of the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.matches(UNDO) or event.matches(REDO))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no part of the place has wanted for itself."""
        if event.matches(UNDO):
            self._undo_stack.undo()
        elif event.matches(REDO):
            self._undo_stack.redo()
        else:
            super().keyPressEvent(event)
