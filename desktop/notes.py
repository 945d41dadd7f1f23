"""What was noted from the open conversation: the facts under each of its turns, kept in step with what changes.

Promises: asks once when a conversation is opened, and again only after facts or nights have changed. Refuses to know
any widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.engine_link import EngineLink
from desktop.i18n import translate
from engine import protocol
from engine.protocol import FactView

CHIP_LETTERS = 46  # of a fact in a chip; the popup shows all of it
QUIET = 250  # milliseconds that changes are gathered: a night tells of many


class Notes(QObject):
    """The notes of one conversation at a time."""

    changed = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._conversation: int | None = None
        self._request = 0
        self._found: list[FactView] = []
        self.by_turn: dict[int, tuple[FactView, ...]] = {}
        self._timer = QTimer(self, interval=QUIET, singleShot=True)
        self._timer.timeout.connect(self._ask)
        link.said.connect(self._heard)

    def open(self, conversation: int | None) -> None:
        """Turn to another conversation; None has no notes."""
        if conversation != self._conversation:
            self.by_turn = {}
        self._conversation = conversation
        self._ask()

    def _ask(self) -> None:
        self._link.forget(self._request)
        self._found = []
        if self._conversation is not None:
            self._request = self._link.ask(protocol.Facts, self._hear, conversation=self._conversation)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList):
            self._found += event.facts
            if not event.more and self._conversation is not None:
                self.by_turn = notes_by_turn(self._found, self._conversation)
                self.changed.emit()

    def _heard(self, event: protocol.AnyEvent) -> None:
        touched = isinstance(event, protocol.Changed) and (event.facts or event.nights)
        if self._conversation is not None and (touched or isinstance(event, protocol.SleepEnded)):
            self._timer.start()


def notes_by_turn(facts: Iterable[FactView], conversation: int) -> dict[int, tuple[FactView, ...]]:
    """The facts that still count, under each turn of a conversation that they were read from."""
    found: dict[int, list[FactView]] = {}
    for fact in facts:
        for turn in dict.fromkeys(each.turn for each in fact.evidence if each.conversation == conversation):
            if fact.state != "deleted":
                found.setdefault(turn, []).append(fact)
    return {turn: tuple(each) for turn, each in found.items()}


def chip_words(notes: Sequence[FactView]) -> str:
    """What the chip under a message says."""
    count = len(notes)
    if count != 1:
        return translate("Notes", "Noted %n things", "", count)
    text = notes[0].text
    short = text if len(text) <= CHIP_LETTERS else text[: CHIP_LETTERS - 1].rstrip() + "…"
    return translate("Notes", "Noted: {0}").format(short)
