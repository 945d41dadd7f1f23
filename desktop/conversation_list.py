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
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import icons
from desktop.i18n import translate
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import Conversation

Index = QModelIndex | QPersistentModelIndex
HEADER = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
OPEN, CLOSE = "\u0002", "\u0003"  # around a match in a search snippet


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


class _Painter(QStyledItemDelegate):
    """Draws headings and rows; edits titles in place."""

    renamed = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading, a title, or a title with a snippet."""
        row = index.data(ROW)
        if isinstance(row, str):
            return QSize(0, self._theme.px(34))
        return QSize(0, self._theme.px(56 if row.hit else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        row = index.data(ROW)
        px = self._theme.px
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            painter.setFont(self._theme.font(11.5, QFont.Weight.DemiBold))
            painter.setPen(self._theme.colour("muted"))
            where = rect.adjusted(px(12), 0, -px(8), -px(6))
            painter.drawText(where, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading, row)
        else:
            self._paint_row(painter, option, rect, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: Conversation) -> None:
        px, state = self._theme.px, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            path = QPainterPath()
            path.addRoundedRect(rect.adjusted(px(2), 1, -px(2), -1), px(8), px(8))
            painter.fillPath(path, self._theme.colour("pressed" if chosen else "hover"))
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        if row.pinned:
            picture = icons.pixmap(self._theme, "pin", "muted", 13)
            box = QStyle.alignedRect(option.direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                                     QSize(px(13), px(13)), inner)  # fmt: skip
            painter.drawPixmap(box, picture)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            inner = inner.adjusted(px(20) if rtl else 0, 0, 0 if rtl else -px(20), 0)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font(13.5, QFont.Weight.Medium if chosen else QFont.Weight.Normal))
        line = inner.adjusted(0, px(8), 0, 0) if row.hit else inner
        where = Qt.AlignmentFlag.AlignTop if row.hit else Qt.AlignmentFlag.AlignVCenter
        title = painter.fontMetrics().elidedText(
            row.title or translate("ConversationModel", "New chat"), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(line, where | Qt.AlignmentFlag.AlignLeading, title)
        if row.hit:
            self._paint_hit(painter, inner.adjusted(0, px(29), 0, 0), row.hit)

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: str) -> None:
        """The snippet with its match on a marked ground; starts near the match so that it is never cut away."""
        painter.setFont(self._theme.font(12))
        metrics = painter.fontMetrics()
        hit = " ".join(hit.split())
        before = hit.find(OPEN)
        if before > 14:
            hit = "…" + hit[before - 12 :]
        x, inside = rect.left(), False
        for piece in hit.replace(OPEN, "\x00").replace(CLOSE, "\x00").split("\x00"):
            width = metrics.horizontalAdvance(piece)
            shown = (
                piece
                if x + width <= rect.right()
                else metrics.elidedText(piece, Qt.TextElideMode.ElideRight, rect.right() - x)
            )
            box = QRect(x, rect.top(), metrics.horizontalAdvance(shown), metrics.height())
            if inside and shown:
                painter.fillRect(box.adjusted(-1, 0, 1, 0), self._theme.colour("mark"))
            painter.setPen(self._theme.colour("on_mark" if inside else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, shown)
            x, inside = x + width, not inside
            if x >= rect.right():
                break

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for the new title."""
        editor = QLineEdit(parent)
        editor.setMaxLength(200)
        editor.setAccessibleName(translate("ConversationModel", "Title"))
        editor.setStyleSheet(f"padding: 0 {self._theme.px(8)}px; min-height: 0;")
        return editor

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Report the new title."""
        row = index.data(ROW)
        if (
            isinstance(editor, QLineEdit)
            and isinstance(row, Conversation)
            and editor.text().strip() not in ("", row.title)
        ):
            self.renamed.emit(row.id, editor.text().strip())


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
        painter = _Painter(theme, self)
        painter.renamed.connect(self.renamed)
        self.setItemDelegate(painter)
        mark(self, "clear")
        self.setAccessibleName(self.tr("Conversations"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_conversations(self, conversations: Sequence[Conversation], current: int, grouped: bool) -> None:
        """Show these and mark the current one."""
        place = self.verticalScrollBar().value()
        self.rows.show(conversations, datetime.now().astimezone().date(), grouped)
        self.set_current(current)
        self.verticalScrollBar().setValue(place)

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
        """A click opens."""
        super().mouseReleaseEvent(event)
        found = self.conversation(self.indexAt(event.pos()))
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click renames."""
        found = self.conversation(self.indexAt(event.pos()))
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
