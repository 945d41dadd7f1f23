"""Words that are typed and not yet sent: kept by the engine, one text for each conversation.

Promises: what was typed reaches the engine within `WAIT`, also while somebody types on. Refuses to know any widget.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.engine_link import EngineLink
from engine import protocol

WAIT = 250  # milliseconds from a key to the engine: what the end of this process may cost


class Drafts(QObject):
    """The drafts by conversation; None is a conversation that has not been begun."""

    changed = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self.texts: dict[int | None, str] = {}
        self._timer = QTimer(self, interval=WAIT, singleShot=True)
        self._timer.timeout.connect(lambda: self.keep(self._latest))
        self._latest: int | None = None

    def type(self, conversation: int | None, text: str) -> None:
        """The user has typed."""
        self.texts[conversation] = text
        self._latest = conversation
        if not self._timer.isActive():  # not begun anew with each key: a quick typist never pauses
            self._timer.start()

    def keep(self, conversation: int | None) -> None:
        """Bring a conversation's draft to the engine now."""
        self._timer.stop()
        if conversation in self.texts:
            self._link.ask(protocol.KeepDraft, conversation=conversation, text=self.texts[conversation])

    def leave(self) -> None:
        """Another conversation is turned to: what waits is kept at once."""
        if self._timer.isActive():
            self.keep(self._latest)

    def let_go(self, conversation: int | None) -> None:
        """The words were sent."""
        if self.texts.pop(conversation, ""):
            self._link.ask(protocol.KeepDraft, conversation=conversation, text="")

    def load(self) -> None:
        """Ask for what was typed and not sent before the last end."""

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, protocol.DraftList):
                kept = {draft.conversation: draft.text for draft in event.drafts}
                mine = dict(self.texts)
                self.texts = kept | mine
                for conversation in mine:
                    if mine[conversation] != kept.get(conversation, ""):  # an engine that died had not kept it yet
                        self.keep(conversation)
                self.changed.emit()

        self._link.ask(protocol.GetDrafts, hear)
