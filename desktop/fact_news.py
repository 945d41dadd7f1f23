"""Facts that have changed, gathered for a moment and read together: a table of ten thousand is drawn once for them.

Promises: after a moment of quiet either `come` with the facts as they are now, or `many` where the whole list is to be
read. Refuses to know any widget.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.engine_link import EngineLink
from engine import protocol
from engine.protocol import FactView

QUIET = 250  # milliseconds that changes are gathered: a deletion of many tells of each
FEW = 20  # changed facts that are asked for one by one


class FactNews(QObject):
    """Hears numbers, tells facts."""

    come = Signal(list)  # of FactView
    many = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._numbers: set[int] = set()
        self._found: list[FactView] = []
        self._open = 0  # questions that have no answer yet
        self._timer = QTimer(self, interval=QUIET, singleShot=True)
        self._timer.timeout.connect(self._ask)

    def heard(self, facts: Iterable[int]) -> None:
        """These have changed."""
        self._numbers.update(facts)
        if self._numbers:
            self._timer.start()

    def _ask(self) -> None:
        numbers, self._numbers = self._numbers, set()
        if len(numbers) > FEW:
            self.many.emit()
        else:
            self.read(sorted(numbers))

    def read(self, facts: Sequence[int]) -> None:
        """Ask for these now."""
        self._open += len(facts)
        for number in facts:
            self._link.ask(protocol.GetFact, self._hear, fact=number)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList):
            self._found += event.facts
        if protocol.is_last(event):
            self._open -= 1
            if not self._open and self._found:
                found, self._found = self._found, []
                self.come.emit(found)
