"""What can be done to memories: edit, pin, suspend, delete, forget; all but forgetting can be taken back.

Promises: asks the engine and shows nothing by itself; whoever shows facts hears of the change. Refuses to know a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from desktop.dialogs import ask_text
from desktop.engine_link import EngineLink
from desktop.fact_undo import FactChange
from desktop.forget_dialog import ForgetDialog
from desktop.theme import Theme
from engine import protocol
from engine.protocol import FactView


class FactActions(QObject):
    """The actions by their names, as the details and the keys ask for them; dialogs open over `page`."""

    trouble = Signal(object)

    def __init__(self, page: QWidget, theme: Theme, link: EngineLink) -> None:
        super().__init__(page)
        self._page, self._theme, self._link = page, theme, link
        self.undo_stack = QUndoStack(self)

    def do(self, action: str, facts: Sequence[FactView]) -> None:
        """Do `action` to `facts`; editing and forgetting take the first."""
        if action == "edit":
            self._edit(facts[0])
        elif action == "forget":
            dialog = ForgetDialog(self._theme, self._link, facts[0].id, facts[0].text, self._page)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        else:
            field, value, name = {
                "pin": ("pinned", True, self.tr("Pin")), "unpin": ("pinned", False, self.tr("Unpin")),
                "suspend": ("state", "suspended", self.tr("Suspend")), "use": ("state", "active", self.tr("Use again")),
                "delete": ("state", "deleted", self.tr("Delete")), "restore": ("state", "active", self.tr("Restore")),
            }[action]  # fmt: skip
            self._change(name, facts, {field: value})

    def _edit(self, fact: FactView) -> None:
        words = self.tr("Say it in the third person, as in “The user's dog is called Bramble.”")
        text = ask_text(self._page, self._theme, self.tr("Edit memory"), words, fact.text)
        if text and text != fact.text:
            self._change(self.tr("Edit"), [fact], {"text": text})

    def _change(self, name: str, facts: Sequence[FactView], after: dict[str, Any]) -> None:
        before = {fact.id: {field: getattr(fact, field) for field in after} for fact in facts}
        self.undo_stack.push(FactChange(name, self._send, before, after))

    def _send(self, fact: int, fields: dict[str, Any]) -> None:
        self._link.ask(protocol.ChangeFact, self._hear, fact=fact, **fields)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
