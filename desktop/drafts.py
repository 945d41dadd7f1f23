"""Words that are typed and not yet sent: kept by the engine, one text for each conversation.

Promises: what was typed reaches the engine within `WAIT`, also while somebody types on; what was typed into a box
beside the composer (an edited message, a better answer) is kept with it; words that were pasted stay pasted ones when
they come back; what was sent or forgotten does not come back. Refuses to know any widget.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.engine_link import EngineLink
from desktop.limits import too_long
from engine import protocol
from engine.protocol import Trust, Turn

WAIT = 250  # milliseconds from a key to the engine: what the end of this process may cost
LONG_PASTE = 200  # characters; more than this at once are someone's words, perhaps not the user's
OWN: tuple[Trust, ...] = ("user_typed", "user_confirmed")  # of what the user alone has said


class Drafts(QObject):
    """The drafts by conversation; None is a conversation that has not been begun."""

    changed = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self.texts: dict[int | None, str] = {}
        self._pasted: set[int | None] = set()  # whose draft was pasted, a good part of it; no engine keeps that
        self._timer = QTimer(self, interval=WAIT, singleShot=True)
        self._timer.timeout.connect(lambda: self.keep(self._latest))
        self._latest: int | None = None
        self._beside, self._beside_changed = "", False  # what stands in a box beside the composer, of `_latest`
        self._beside_pasted = False

    def get(self, conversation: int | None) -> tuple[str, bool]:
        """A conversation's draft, and whether a good part of it was pasted."""
        text = self.texts.get(conversation, "")
        return text, bool(text) and conversation in self._pasted

    def type(self, conversation: int | None, text: str, pasted: bool = False) -> None:
        """The user has typed, or pasted."""
        self.texts[conversation] = text
        self._mark(conversation, pasted)
        self._later(conversation)

    def _mark(self, conversation: int | None, pasted: bool) -> None:
        (self._pasted.add if pasted else self._pasted.discard)(conversation)

    def type_beside(self, conversation: int | None, text: str, turn: Turn | None = None, pasted: bool = False) -> None:
        """The user has typed into a box beside the composer, or `pasted`, at `turn`; "" where it was closed."""
        self._beside, self._beside_changed = text, True
        if turn is not None and turn.role == "user":
            self._beside_pasted = pasted or turn.trust not in OWN
        else:  # a better answer, from wherever
            self._beside_pasted = len(text) > LONG_PASTE
        self._later(conversation)

    def _later(self, conversation: int | None) -> None:
        self._latest = conversation
        if not self._timer.isActive():  # not begun anew with each key: a quick typist never pauses
            self._timer.start()

    def keep(self, conversation: int | None) -> None:
        """Bring a conversation's draft to the engine now."""
        if conversation == self._latest:
            self._timer.stop()
        if conversation in self.texts or (self._beside_changed and conversation == self._latest):
            self._beside_changed = False
            text = self._whole(conversation)
            if not too_long(text):  # no line holds it
                self._link.ask(protocol.KeepDraft, conversation=conversation, text=text)

    def _whole(self, conversation: int | None) -> str:
        beside = self._beside if conversation == self._latest else ""
        return "\n\n".join(filter(None, (self.texts.get(conversation, ""), beside)))

    def leave(self) -> None:
        """Another conversation is turned to: what waits is kept at once, and an open box's words become the draft."""
        if self._beside:
            self._mark(self._latest, self.get(self._latest)[1] or self._beside_pasted)
            self.texts[self._latest] = self._whole(self._latest)
            self._beside, self._beside_changed = "", True
            self.keep(self._latest)
        elif self._timer.isActive():
            self.keep(self._latest)

    def let_go(self, conversation: int | None) -> None:
        """The words were sent, and the engine has them; what was typed since then stays."""
        if self.texts.get(conversation) == "":  # its emptiness may not have been kept yet
            del self.texts[conversation]
            self._pasted.discard(conversation)
            self._link.ask(protocol.KeepDraft, conversation=conversation, text=self._whole(conversation))

    def begin(self, conversation: int) -> None:
        """The new conversation has got its id: what was typed into it since it was sent is its draft."""
        text, pasted = self.get(None)
        if text:
            self.texts[conversation], self.texts[None], self._latest = text, "", conversation
            self._mark(conversation, pasted)
            self.keep(conversation)
        self.let_go(None)

    def give_back(self, conversation: int | None, text: str, pasted: bool) -> None:
        """Words that were sent and not saved are a draft once more, before what was typed since."""
        self._mark(conversation, pasted or self.get(conversation)[1])
        self.texts[conversation] = "\n\n".join(filter(None, (text, self.texts.get(conversation, ""))))
        self.keep(conversation)

    def forget(self) -> None:
        """Something was forgotten for good: only what the engine still has is a draft."""
        self._timer.stop()
        known = {each: each in self._pasted for each in self.texts}
        if self._beside:
            known[self._latest] = known.get(self._latest, False) or self._beside_pasted
        self.texts, self._pasted, self._beside, self._beside_changed = {}, set(), "", False
        self.load(known)

    def load(self, known: dict[int | None, bool] | None = None) -> None:
        """Ask for what was typed and not sent; `known` tells of some whether they were pasted."""
        pasted = known or {}

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, protocol.DraftList):
                kept = {draft.conversation: draft.text for draft in event.drafts}
                mine = dict(self.texts)
                if self._beside:  # its box is still open, and holds the newer words
                    kept.pop(self._latest, None)
                self.texts = kept | mine
                long = {each for each in kept if pasted.get(each, len(kept[each]) > LONG_PASTE)}  # if nobody knows
                self._pasted = (self._pasted & mine.keys()) | (long - mine.keys())
                for conversation in mine:
                    if mine[conversation] != kept.get(conversation, ""):  # an engine that died had not kept it yet
                        self.keep(conversation)
                self.changed.emit()

        self._link.ask(protocol.GetDrafts, hear)
