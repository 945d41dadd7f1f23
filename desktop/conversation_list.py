"""The list of conversations: grouped by date, pinned ones first, search hits marked.

Promises: thousands of rows scroll smoothly (a model and a painter, no widgets). Refuses to know the engine: renaming,
pinning and deleting are only reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListView,
    QMenu,
    QWidget,
)

from desktop.conversation_painter import HEADER, ROW, ConversationPainter, Index
from desktop.i18n import translate
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import Conversation


def group_of(conversation: Conversation, today: date) -> str:
    """The heading under which a conversation stands."""
    if conversation.pinned:
        return translate("ConversationModel", "Pinned")
    try:
        day = datetime.fromisoformat(conversation.updated).astimezone().date()
    except ValueError:
        return translate("ConversationModel", "Older")
    headings = (
        (0, translate("ConversationModel", "Today")),
        (1, translate("ConversationModel", "Yesterday")),
        (7, translate("ConversationModel", "Last 7 days")),
        (30, translate("ConversationModel", "Last 30 days")),
    )
    for limit, heading in headings:
        if day >= today - timedelta(days=limit):
            return heading
    return str(day.year)


class ConversationModel(QAbstractListModel):
    """Headings and conversations as rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[str | Conversation] = []

    def show(self, conversations: Sequence[Conversation], today: date, grouped: bool) -> None:
        """Show these, with headings where `grouped`."""
        self.beginResetModel()
        self.rows = []
        heading = ""
        for conversation in conversations:
            name = group_of(conversation, today) if grouped else ""
            if name != heading:
                self.rows.append(name)
                heading = name
            self.rows.append(conversation)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Qt's call."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's call: titles for eyes and screen readers, the row itself for the painter."""
        row = self.rows[index.row()]
        if role == HEADER:
            return isinstance(row, str)
        if role == ROW:
            return row
        title = row if isinstance(row, str) else row.title or translate("ConversationModel", "New chat")
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.EditRole)
        if role in texts or (role == Qt.ItemDataRole.ToolTipRole and len(title) > 32):
            return title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are not chosen."""
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def row_of(self, conversation: int) -> int:
        """The row of a conversation, -1 where it is not shown."""
        ids = (place for place, row in enumerate(self.rows) if isinstance(row, Conversation) and row.id == conversation)
        return next(ids, -1)


class ConversationList(QListView):
    """The list itself. Signals carry the conversation's id."""

    chosen = Signal(int)
    renamed = Signal(int, str)
    pinned = Signal(int, bool)
    deleted = Signal(int)
    exported = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ConversationModel(self)
        self.setModel(self.rows)
        self.painter = ConversationPainter(theme, self)
        self.painter.renamed.connect(self.renamed)
        self.setItemDelegate(self.painter)
        mark(self, "clear")
        self.setAccessibleName(self.tr("Conversations"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._twice = False  # a double click is going on
        self._waits: tuple[Sequence[Conversation], int, str] | None = None

    def show_conversations(self, conversations: Sequence[Conversation], current: int, searched: str = "") -> None:
        """Show these, grouped by day where they were not searched for, and mark the current one.

        While a title is being typed they wait for its end: another list would throw it away.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._waits = (conversations, current, searched)
            return
        place = self.verticalScrollBar().value()
        self.painter.searched = searched
        self.rows.show(conversations, datetime.now().astimezone().date(), grouped=not searched)
        self.set_current(current)
        self.verticalScrollBar().setValue(place)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Qt's call: a title was typed or given up."""
        super().closeEditor(editor, hint)
        waits, self._waits = self._waits, None
        if waits is not None:
            self.show_conversations(*waits)

    def set_current(self, conversation: int) -> None:
        """Mark a conversation as the one that is open."""
        row = self.rows.row_of(conversation)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def conversation(self, index: Index | None = None) -> Conversation | None:
        """The conversation at `index`, or the current one."""
        row = (index or self.currentIndex()).data(ROW)
        return row if isinstance(row, Conversation) else None

    def rename(self, conversation: int) -> None:
        """Edit a title in place."""
        row = self.rows.row_of(conversation)
        if row >= 0:
            self.edit(self.rows.index(row))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; the second of two has begun a new title and leaves it there."""
        super().mouseReleaseEvent(event)
        twice, self._twice = self._twice, False
        found = None if twice else self.conversation(self.indexAt(event.position().toPoint()))
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click renames."""
        found = self.conversation(self.indexAt(event.position().toPoint()))
        self._twice = True
        if found:
            self.rename(found.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 renames, Delete deletes."""
        found = self.conversation()
        if found and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(found.id)
        elif found and event.key() == Qt.Key.Key_F2:
            self.rename(found.id)
        elif found and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(found.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with one conversation."""
        found = self.conversation(self.indexAt(event.pos()))
        if found is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Rename"), lambda: self.rename(found.id))
        pin = self.tr("Unpin") if found.pinned else self.tr("Pin")
        menu.addAction(pin, lambda: self.pinned.emit(found.id, not found.pinned))
        menu.addAction(self.tr("Export…"), lambda: self.exported.emit(found.id))
        menu.addSeparator()
        menu.addAction(self.tr("Delete…"), lambda: self.deleted.emit(found.id))
        menu.exec(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
