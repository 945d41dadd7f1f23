"""All conversations as the list shows them, or those that a search has found; asked for anew after changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.engine_link import EngineLink
from engine import protocol
from engine.protocol import Conversation


class Library(QObject):
    """`conversations` is what was heard last; `searched` the words it was asked with."""

    changed = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._request = 0
        self.conversations: list[Conversation] = []
        self.searched = ""

    def refresh(self) -> None:
        """Ask for the conversations, or for what the search finds."""
        self._link.forget(self._request)
        found: list[Conversation] = []

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, protocol.ConversationList):
                found.extend(event.conversations)
                if not event.more:
                    self.conversations = found
                    self.changed.emit()

        self._request = self._link.ask(protocol.Conversations, hear, search=self.searched)

    def search(self, words: str) -> None:
        """Ask for the conversations that hold `words`; "" for all."""
        self.searched = words
        self.refresh()

    def get(self, number: int) -> Conversation | None:
        """One of them."""
        return next((each for each in self.conversations if each.id == number), None)
