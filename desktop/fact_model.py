"""Ten thousand facts as a table: a model that filters and sorts a plain list, and the filter itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont

from desktop import icons
from desktop.i18n import isolated, translate
from desktop.theme import Theme
from desktop.words import confidence_words, day_words, kind_words, lives_words, state_words
from engine.protocol import FactView

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(frozen=True)
class FactFilter:
    """Which facts are shown; "" and 0 mean all. `state` "" leaves out deleted and replaced ones."""

    words: str = ""
    kind: str = ""
    state: str = ""
    trust: str = ""
    lives: str = ""
    days: int = 0
    conversation: int = 0

    def test(self, now: datetime) -> Callable[[FactView], bool]:
        """A function that says whether a fact is shown."""
        words = self.words.casefold().split()
        since = (now - timedelta(days=self.days)).astimezone(UTC).isoformat() if self.days else ""
        hidden = ("deleted", "superseded") if not self.state else ()

        def fits(fact: FactView) -> bool:
            return (
                fact.state not in hidden
                and (self.state in ("", "all") or fact.state == self.state)
                and (not self.kind or fact.kind == self.kind)
                and (not self.trust or fact.trust == self.trust)
                and (not self.lives or fact.lives == self.lives)
                and (not since or fact.confirmed >= since)
                and (not self.conversation or any(e.conversation == self.conversation for e in fact.evidence))
                and all(word in fact.text.casefold() for word in words)
            )

        return fits


class FactModel(QAbstractTableModel):
    """Rows are the facts that the filter lets through, pinned ones first."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: dict[int, FactView] = {}
        self.rows: list[FactView] = []
        self._places: dict[int, int] = {}  # the row of each fact that is shown
        self.filter = FactFilter()
        self._sort, self._falling = 5, True
        self._titles = (
            translate("FactModel", "Memory"),
            translate("FactModel", "Kind"),
            translate("FactModel", "State"),
            translate("FactModel", "Answered from"),
            translate("FactModel", "Confidence"),
            translate("FactModel", "Last seen"),
        )

    # --- content ------------------------------------------------------------------------------------------------

    def show_facts(self, facts: Iterable[FactView]) -> None:
        """Show these facts instead of all others."""
        self._all = {fact.id: fact for fact in facts}
        self._fill()

    def add_facts(self, facts: Iterable[FactView]) -> None:
        """Show these facts too."""
        self._all |= {fact.id: fact for fact in facts}
        self._fill()

    def update_fact(self, fact: FactView) -> None:
        """One fact has changed or is new."""
        self._all[fact.id] = fact
        self._fill()

    def set_filter(self, **changed: str | int) -> None:
        """Change parts of the filter."""
        self.filter = replace(self.filter, **changed)  # type: ignore[arg-type]  # names and types as in FactFilter
        self._fill()

    def conversations(self) -> set[int]:
        """Those that some fact was read from."""
        return {each.conversation for fact in self._all.values() for each in fact.evidence}

    def fact(self, number: int) -> FactView | None:
        """A fact by its id."""
        return self._all.get(number)

    def knows(self, text: str) -> bool:
        """Whether these very words are a fact that counts."""
        words = text.strip().casefold()
        gone = ("deleted", "superseded")
        return any(fact.text.casefold() == words and fact.state not in gone for fact in self._all.values())

    def replaced_by(self, number: int) -> list[FactView]:
        """The facts whose place this one took, newest first."""
        return sorted((fact for fact in self._all.values() if fact.superseded_by == number), key=lambda fact: -fact.id)

    def counts(self) -> tuple[int, int]:
        """How many are shown, and how many there are."""
        return len(self.rows), len(self._all)

    def row_of(self, number: int) -> int:
        """The row of a fact, -1 where it is not shown."""
        return self._places.get(number, -1)

    def _fill(self) -> None:
        self.beginResetModel()
        fits = self.filter.test(datetime.now(UTC))
        self.rows = sorted(filter(fits, self._all.values()), key=self._key(), reverse=self._falling)
        self.rows.sort(key=lambda fact: not fact.pinned)
        self._places = {fact.id: row for row, fact in enumerate(self.rows)}
        self.endResetModel()

    def _key(self) -> Callable[[FactView], Any]:
        return (
            lambda fact: fact.text.casefold(), attrgetter("kind"), attrgetter("state"), attrgetter("lives"),
            attrgetter("confidence"), attrgetter("confirmed", "id"),
        )[self._sort]  # fmt: skip

    # --- Qt's calls ---------------------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._sort, self._falling = column, order == Qt.SortOrder.DescendingOrder
        self._fill()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Qt's call."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Qt's call."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Qt's call."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Role.DisplayRole:
                return self._titles[section]
            if role == Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Qt's call."""
        fact, column = self.rows[index.row()], index.column()
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._words(fact, column)
        if role == Role.ToolTipRole and column == 0:
            return fact.text if len(fact.text) > 48 else None
        if role == Role.ForegroundRole:
            return self._theme.colour("muted" if column or fact.state in ("deleted", "superseded") else "text")
        if role == Role.DecorationRole and column == 0 and fact.pinned:
            return icons.icon(self._theme, "pin", "accent", 14)
        if role == Role.FontRole and fact.state in ("deleted", "superseded") and column == 0:
            font = QFont(self._theme.font())
            font.setStrikeOut(True)
            return font
        if role == Role.SizeHintRole:
            return QSize(0, self._theme.px(40))
        return None

    @staticmethod
    def _words(fact: FactView, column: int) -> str:
        return (
            isolated(fact.text), kind_words(fact.kind), state_words(fact.state), lives_words(fact.lives),
            confidence_words(fact.confidence), day_words(fact.confirmed),
        )[column]  # fmt: skip
