"""The frame of the pages beside the chat: a title, a banner, and a scrolling column of cards."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.banner import Banner
from desktop.style import mark
from desktop.tall import Tall
from desktop.theme import Theme

WIDE = 860  # logical pixels of the column at 100%
GAP = 12  # pixels between two parts beside each other


def card(theme: Theme, title: str = "", spacing: int = 10) -> tuple[QFrame, QVBoxLayout]:
    """An empty card and its layout."""
    frame = QFrame()
    mark(frame, "card")
    layout = QVBoxLayout(frame)
    px = theme.px
    layout.setContentsMargins(px(20), px(16), px(20), px(20))
    layout.setSpacing(px(spacing))
    if title:
        layout.addWidget(text_label(title, "heading", wrap=False))
    return frame, layout


def text_label(text: str, kind: str = "", wrap: bool = True) -> QLabel:
    """A label that never reads its text as HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if label.isRightToLeft():  # where words in another script would stand at the far side
        label.setAlignment(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if kind:
        mark(label, kind)
    if kind.startswith("pill"):  # as high as its text, however high its row is
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label


class OneLine(QLabel):
    """A line that is cut off with dots where there is no room; its tool tip has all of it."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._all = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        if kind:
            mark(self, kind)
        self.show_all(text)

    def show_all(self, text: str) -> None:
        """Another text, as much of it as there is room for."""
        self._all = text
        self.setAccessibleName(text)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for all of it is welcome."""
        self.ensurePolished()  # its true font comes from the style sheet
        return QSize(self.fontMetrics().horizontalAdvance(self._all) + 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another cut."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(self._all, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._all if shown != self._all else "")


def switch(on: bool = False) -> QCheckBox:
    """A check box that stands alone at the end of a line, drawn as a switch."""
    box = QCheckBox()
    mark(box, "switch")
    box.setChecked(on)
    return box


def setting_line(theme: Theme, layout: QVBoxLayout, title: str, words: str, control: QWidget) -> QLabel:
    """One setting: its name, what it covers, and its control, which is named by both. Returns the second."""
    said, held = QWidget(), QWidget()
    left = QVBoxLayout(said)
    left.setContentsMargins(0, 0, 0, 0)
    left.setSpacing(theme.px(2))
    left.addStretch(1)
    left.addWidget(text_label(title))
    covers = text_label(words, "small")
    if not words:
        covers.hide()
    left.addWidget(covers)
    control.setAccessibleDescription(words)
    left.addStretch(1)
    control.setAccessibleName(title)
    right = QHBoxLayout(held)
    right.setContentsMargins(0, 0, 0, 0)
    right.addStretch(1)
    right.addWidget(control)
    layout.addWidget(Turning(said, held, control.sizeHint().width() + theme.px(240)))
    return covers


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and out of those within it."""
    while item := layout.takeAt(0):
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Turning(QWidget):
    """Two parts beside each other, or below each other where there is no room."""

    def __init__(self, first: QWidget, second: QWidget, needed: int) -> None:
        super().__init__()
        self._needed = needed
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(first, 1)
        self._box.addWidget(second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where it must."""
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if self.width() >= self._needed else direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part: the layout would ask for room for both."""
        parts = [item.widget() for place in range(2) if (item := self._box.itemAt(place)) is not None]
        narrow = max(part.minimumSizeHint().width() for part in parts if part is not None)
        return QSize(narrow, super().minimumSizeHint().height())


class PageFrame(QWidget):
    """A page with a header and `column`, the layout for its cards."""

    def __init__(self, theme: Theme, title: str, subtitle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        px = theme.px
        mark(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.banner = Banner(theme)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        self.area = area
        inner = Tall()
        mark(inner, "clear")
        middle = QWidget()
        middle.setMaximumWidth(px(WIDE))
        row = QHBoxLayout(inner)
        row.setContentsMargins(px(32), px(24), px(32), px(32))
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(16))
        head = QVBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(text_label(title, "title"))
        head.addWidget(text_label(subtitle, "muted"))
        self.column.addLayout(head)
        self.column.addWidget(self.banner)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
