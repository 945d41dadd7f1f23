"""The command palette: everything the window can do, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.style import mark
from desktop.theme import Theme

MAX_SHOWN = 60


@dataclass(frozen=True)
class Command:
    """One thing to do; `detail` is its shortcut or its kind."""

    name: str
    detail: str
    action: Callable[[], object]


def score(name: str, query: str) -> int:
    """How well `query` fits `name`, 0 for not at all: whole words first, then letters in order."""
    name, query = name.casefold(), query.casefold().strip()
    if not query:
        return 1
    if query in name:
        return 1000 - name.index(query) + (500 if name.startswith(query) else 0)
    place = -1
    for letter in query.replace(" ", ""):
        place = name.find(letter, place + 1)
        if place < 0:
            return 0
    return max(1, 100 - place)


class CommandPalette(QDialog):
    """A line and a list; Enter does the marked command."""

    def __init__(self, theme: Theme, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Popup)
        self._commands = list(commands)
        self._theme = theme
        px = theme.px
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Commands"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        mark(frame, "popup")
        outer.addWidget(frame)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(px(8), px(8), px(8), px(8))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("What would you like to do?"))
        self.line.setAccessibleName(self.tr("Find a command"))
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._run)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self._run())
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self._filter("")
        width = min(px(560), parent.width() - px(48))
        self.resize(width, min(px(420), parent.height() - px(96)))
        place = parent.mapToGlobal(parent.rect().topLeft())
        self.move(place.x() + (parent.width() - width) // 2, place.y() + px(72))
        self.line.setFocus()

    def _filter(self, query: str) -> None:
        ranked = sorted(
            ((score(command.name, query), -place, command) for place, command in enumerate(self._commands)),
            key=lambda entry: entry[:2], reverse=True,
        )  # fmt: skip
        self.list.clear()
        for value, _, command in ranked[:MAX_SHOWN]:
            if value:
                self._add(command)
        self.list.setCurrentRow(0)

    def _add(self, command: Command) -> None:
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, command)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{command.name} {command.detail}")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(self._theme.px(10), 0, self._theme.px(10), 0)
        detail = QLabel(command.detail)
        mark(detail, "small")
        name = QLabel()
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setText(name.fontMetrics().elidedText(command.name, Qt.TextElideMode.ElideRight, self._theme.px(380)))
        line.addWidget(name, 1)
        line.addWidget(detail)
        item.setSizeHint(row.sizeHint().expandedTo(row.sizeHint()) * 1)
        size = item.sizeHint()
        size.setHeight(self._theme.px(36))
        item.setSizeHint(size)
        self.list.setItemWidget(item, row)

    def _run(self) -> None:
        item = self.list.currentItem()
        self.close()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole).action()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the mark while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key()), 0
            )
            if step:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)
