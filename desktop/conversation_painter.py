"""Draws a row of the conversation list: a heading, or a title with its pin and what a search has found in it."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import icons
from desktop.i18n import isolated, translate
from desktop.theme import Theme
from engine.protocol import Conversation

Index = QModelIndex | QPersistentModelIndex
HEADER = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
OPEN, CLOSE = "\u0002", "\u0003"  # around a match in a search snippet


def with_marks(title: str, searched: str) -> str:
    """`title` with each of the searched words between `OPEN` and `CLOSE`."""
    words = [re.escape(word) for word in searched.split()]
    if not words:
        return title
    return re.sub("|".join(words), lambda found: f"{OPEN}{found[0]}{CLOSE}", title, flags=re.IGNORECASE)


class ConversationPainter(QStyledItemDelegate):
    """Draws headings and rows; edits titles in place."""

    renamed = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.searched = ""  # words that are marked in the titles

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading, a title, or a title with a snippet."""
        row = index.data(ROW)
        if isinstance(row, str):
            return QSize(0, self._theme.px(34))
        return QSize(0, self._theme.px(56 if row.hit_turn else 36))

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
        title = row.title or translate("ConversationModel", "New chat")
        high = painter.fontMetrics().height()
        top = inner.top() + (px(8) if row.hit_turn else (inner.height() - high) // 2)
        line = QRect(inner.left(), top, inner.width(), high)
        marked = with_marks(title, self.searched)
        if OPEN in marked:
            self._paint_marked(painter, line, marked, "text")
        else:
            short = painter.fontMetrics().elidedText(isolated(title), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, short)
        if row.hit_turn:
            painter.setFont(self._theme.font(12))
            self._paint_marked(painter, inner.adjusted(0, px(29), 0, 0), row.hit, "muted")

    def _paint_marked(self, painter: QPainter, rect: QRect, text: str, colour: str) -> None:
        """A line with its matches on a marked ground; starts near the first so that it is never cut away."""
        metrics = painter.fontMetrics()
        hit = " ".join(text.split())
        before = hit.find(OPEN)
        if before > 14 and metrics.horizontalAdvance(hit[: before + 14]) > rect.width():
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
            painter.setPen(self._theme.colour("on_mark" if inside else colour))
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
