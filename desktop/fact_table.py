"""The table of memories, and the bar above it: search, filters, undo, add, and more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QUndoStack
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.columns import Columns
from desktop.fact_model import FactModel
from desktop.message_parts import icon_button
from desktop.search_field import SearchField
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import KINDS, kind_words, lives_words, state_words, trust_words

STATES = ("active", "uncertain", "suspended", "superseded", "deleted", "all")


class FactTable(QTableView):
    """A table that leaves out its lesser columns where there is no room for them."""

    delete_wanted = Signal()

    def __init__(self, theme: Theme, model: FactModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self.setModel(model)
        self.setAccessibleName(self.tr("Memories"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((112, 112, 132, 112, 104), 1):
            self.setColumnWidth(column, theme.px(width))
        header.setSortIndicator(5, Qt.SortOrder.DescendingOrder)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self.delete_wanted)

    def chosen(self) -> list[int]:
        """The facts whose rows are selected."""
        chosen, count = self.selectionModel().selection(), self._model.rowCount()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        rows = {row for each in ranges for row in range(each.top(), min(each.bottom() + 1, count))}
        return [self._model.rows[row].id for row in sorted(rows)]

    def choose(self, facts: Iterable[int]) -> None:
        """Select these facts too where they are shown, all at once: each selecting is heard and drawn."""
        ranges: list[list[int]] = []
        for row in sorted(self._model.row_of(number) for number in facts):
            if ranges and row == ranges[-1][1] + 1:
                ranges[-1][1] = row
            elif row >= 0:
                ranges.append([row, row])
        found = QItemSelection()
        for first, last in ranges:
            found.select(self._model.index(first, 0), self._model.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(found, flags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        for column, needed in ((5, 420), (1, 540), (2, 640), (3, 740), (4, 840)):
            self.setColumnHidden(column, self.viewport().width() < self._theme.px(needed))
        super().resizeEvent(event)


class FilterBox(QComboBox):
    """As wide as what it says while it filters nothing; a longer choice is shortened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def minimumSizeHint(self) -> QSize:
        """The words of its first entry, with the arrow."""
        words = self.fontMetrics().horizontalAdvance(self.itemText(0)) + self._theme.px(42)
        return QSize(words, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The same."""
        return self.minimumSizeHint()


class FactBar(QWidget):
    """Reports what is wanted; `filtered` carries the parts of the filter that have changed."""

    filtered = Signal(dict)
    add_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, theme: Theme, undo_stack: QUndoStack) -> None:
        super().__init__()
        self._theme, self._undo_stack = theme, undo_stack
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        layout.addLayout(self._make_bar())
        self._filters = self._make_filters()
        layout.addWidget(self._filters)

    def _make_bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(8))
        self.search = SearchField(self._theme, self.tr("Search memories"), self.tr("Search memories"))
        self.search.textChanged.connect(lambda words: self.filtered.emit({"words": words}))
        undo = icon_button(self._theme, "undo", self.tr("Undo"), 18)
        redo = icon_button(self._theme, "redo", self.tr("Redo"), 18)
        for button, can, do in (
            (undo, self._undo_stack.canUndoChanged, self._undo_stack.undo),
            (redo, self._undo_stack.canRedoChanged, self._undo_stack.redo),
        ):
            button.setEnabled(False)
            button.clicked.connect(do)
            can.connect(button.setEnabled)
        add = QPushButton(icons.icon(self._theme, "plus", "on_accent", 16), self.tr("Add"))
        mark(add, "primary")
        add.clicked.connect(self.add_wanted.emit)
        row.addWidget(self.search, 1)
        self.more = icon_button(self._theme, "more", self.tr("Import and export"), 18)
        self.more.clicked.connect(self.more_wanted.emit)
        for widget in (undo, redo, add, self.more):
            row.addWidget(widget)
        return row

    def _make_filters(self) -> Columns:
        all_state = self.tr("All, with replaced and deleted")
        states = [(key, all_state if key == "all" else state_words(key)) for key in STATES]
        trusts = [(key, trust_words(key)) for key in ("user_typed", "user_confirmed", "user_document")]
        days = [(7, self.tr("Last 7 days")), (30, self.tr("Last 30 days")), (365, self.tr("Last year"))]
        self._boxes = [
            self._filter("state", self.tr("Current"), states),
            self._filter("kind", self.tr("Any kind"), [(key, kind_words(key)) for key in KINDS]),
            self._filter("trust", self.tr("Any source"), trusts),
            self._filter("lives", self.tr("Anywhere"), [(key, lives_words(key)) for key in ("prompt", "fast", "slow")]),
            self._filter("days", self.tr("Any age"), days),
            self._filter("conversation", self.tr("Any chat"), []),
        ]
        return Columns(self._boxes, (6, 3, 2), self._theme.px(8))

    def _filter(self, name: str, every: str, entries: list[tuple[Any, str]]) -> QComboBox:
        box = FilterBox(self._theme)
        box.setAccessibleName(self.tr("Filter: {0}").format(every))
        box.addItem(every, 0 if name in ("days", "conversation") else "")
        for key, label in entries:
            box.addItem(label, key)
        box.currentIndexChanged.connect(lambda _: self.filtered.emit({name: box.currentData()}))
        return box

    def show_conversations(self, titles: Sequence[tuple[int, str]]) -> None:
        """The conversations that can be filtered by; the chosen one stays chosen where it is among them."""
        box = self._boxes[-1]
        chosen = box.currentData()
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        for number, title in titles:
            box.addItem(title, number)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        if box.currentData() != chosen:
            self.filtered.emit({"conversation": box.currentData()})

    def make_room(self, low: bool) -> None:
        """Where the page is low, the filters stand only while one of them is at work."""
        self._filters.setVisible(not low or any(box.currentIndex() > 0 for box in self._boxes))

    def kept(self) -> dict[str, Any]:
        """The search and the chosen filters."""
        return {"words": self.search.text(), "chosen": [box.currentData() for box in self._boxes[:-1]]}

    def take_back(self, kept: dict[str, Any]) -> None:
        """Search and filter so again; the chats to filter by are not known yet."""
        self.search.setText(kept["words"])
        for box, chosen in zip(self._boxes, kept["chosen"], strict=False):
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_all(self) -> None:
        """Let every fact through, replaced and deleted ones too."""
        self._boxes[0].setCurrentIndex(STATES.index("all") + 1)
        for box in self._boxes[1:]:
            box.setCurrentIndex(0)
        self.search.clear()
