"""Changes of facts that can be taken back: each knows the values before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand

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
