"""Buttons in the middle of a page: beside each other, or below each other where their words need the room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget


class RoomyButton(QPushButton):
    """At least `room` pixels wide, and never narrower than its words: `setMinimumWidth` would let them be cut off."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def sizeHint(self) -> QSize:
        """Its words, or the room."""
        return super().sizeHint().expandedTo(QSize(self._room, 0))

    def minimumSizeHint(self) -> QSize:
        """Its words, or the room."""
        return super().minimumSizeHint().expandedTo(QSize(self._room, 0))


class ButtonRow(QWidget):
    """A hidden button keeps its place in a row, so that the others stay under the pointer; in a column it does not."""

    def __init__(self, gap: int, *buttons: QPushButton) -> None:
        super().__init__()
        self._buttons, self._gap = buttons, gap
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addStretch(1)
        for button in buttons:
            self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self._box.addStretch(1)
        self._keep_places(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where it must."""
        gaps = self._gap * (len(self._buttons) + 1)
        beside = self.width() >= sum(button.sizeHint().width() for button in self._buttons) + gaps
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self._keep_places(beside)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button: the layout would ask for room for all of them."""
        widest = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def _keep_places(self, kept: bool) -> None:
        for button in self._buttons:
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(kept)
            button.setSizePolicy(policy)
