"""Equal parts in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget


class Columns(QWidget):
    """`choices` are the numbers of columns that look well, the largest first; the last one is always possible."""

    def __init__(self, parts: Sequence[QWidget], choices: Sequence[int], gap: int) -> None:
        super().__init__()
        self._parts, self._choices, self._gap = list(parts), tuple(choices), gap
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._columns = 0
        self._arrange(self._choices[-1])

    def needs(self, columns: int) -> int:
        """The width of so many parts beside each other, in logical pixels."""
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return columns * widest + (columns - 1) * self._gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the parts take more rows."""
        super().resizeEvent(event)
        fitting = (count for count in self._choices if self.width() >= self.needs(count))
        self._arrange(next(fitting, self._choices[-1]))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its fewest columns: the layout would ask for room for all that stand beside each other now."""
        return QSize(self.needs(self._choices[-1]), super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for place, part in enumerate(self._parts):
                self._grid.addWidget(part, place // columns, place % columns)
