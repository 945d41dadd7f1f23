"""The page of memories: a table with filters, a detail beside it, the memory file, and what the model sees.

Promises: opens at once with ten thousand facts; every change but forgetting can be undone; repaints from `Changed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop.banner import Banner
from desktop.engine_link import EngineLink
from desktop.fact_actions import FactActions
from desktop.fact_detail import FactDetail
from desktop.fact_model import FactModel
from desktop.fact_news import FactNews
from desktop.fact_porter import FactPorter
from desktop.fact_table import FactBar, FactTable
from desktop.fact_undo import UndoKeys
from desktop.library import Library
from desktop.memory_text import MemoryFileView, PromptView
from desktop.nothing_remembered import NothingRemembered
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.troubles import tell
from desktop.words import number_words
from engine import protocol
from engine.protocol import FactView

LOW = 480  # logical pixels of height, below which every line counts
ONE = ("edit", "forget")  # done to the memory that is shown, however many are chosen


class MemoryPanel(QWidget):
    """The page."""

    turn_wanted = Signal(int, int)

    def __init__(self, theme: Theme, link: EngineLink, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._link, self._library = theme, link, library
        self._found: list[FactView] = []
        self._request = self._wanted = 0
        self._actions = FactActions(self, theme, link)
        self.undo_stack = self._actions.undo_stack
        self._news = FactNews(link, self)
        mark(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Memory"))
        self.model = FactModel(theme, self)
        self.banner = Banner(theme)
        self.bar = FactBar(theme, self.undo_stack)
        self.search = self.bar.search
        self.porter = FactPorter(self, theme, link, self.banner, self.model, self.undo_stack)
        self.table = FactTable(theme, self.model)
        self.detail = FactDetail(theme)
        self.file = MemoryFileView(theme, link)
        self.prompt = PromptView(theme, link)
        self._lay_out()
        self._join()
        self._show_counts()

    # --- making -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = self._theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*self._theme.mirrored(32, 24, 24, 16))
        layout.setSpacing(px(12))
        words = self.tr("Everything Dormouse knows about you, where it knows it from, and the way to change it.")
        self._subtitle = text_label(words, "muted")
        head = QVBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(text_label(self.tr("Memory"), "title"))
        head.addWidget(self._subtitle)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # a line of the style above the tabs, cut by the chosen one
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab(self._make_facts(), self.tr("Memories"))
        self.tabs.addTab(self.file, self.tr("Memory file"))
        self.tabs.addTab(self.prompt, self.tr("What the model sees"))
        self.tabs.currentChanged.connect(self._tab_changed)
        layout.addWidget(self.tabs, 1)

    def _make_facts(self) -> QWidget:
        page = UndoKeys(self.undo_stack)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, self._theme.px(12), 0, 0)
        layout.setSpacing(self._theme.px(10))
        layout.addWidget(self.bar)
        self._stack = QStackedWidget()
        split = self._split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setSizes([2000, self._theme.px(320)])
        self.detail.hide()
        self._stack.addWidget(split)
        self._nothing = NothingRemembered(self._theme)
        self._stack.addWidget(self._nothing)
        layout.addWidget(self._stack, 1)
        self.count = text_label("", "small")
        layout.addWidget(self.count)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, details stand below the table; where it is low, only what is needed stands above it."""
        super().resizeEvent(event)
        low = self.height() < self._theme.px(LOW)
        self._subtitle.setVisible(not low)
        self.bar.make_room(low)
        wide = self.width() >= self._theme.px(700)
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def _join(self) -> None:
        self._library.changed.connect(self._show_titles)
        self._news.come.connect(self._update)
        self._news.many.connect(self.refresh)
        self.bar.filtered.connect(lambda changed: self._set_filter(**changed))
        self.bar.add_wanted.connect(self.porter.add)
        self.bar.more_wanted.connect(lambda: self.porter.show_menu(self.bar.more))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.detail.asked.connect(self._asked)
        self.detail.turn_wanted.connect(self.turn_wanted)
        self.detail.fact_wanted.connect(self.show_fact)
        self.file.saved.connect(lambda: self.banner.show_trouble("good", self.tr("The memory file is saved.")))
        words = self.tr("Your changes to the memory file that were not saved are here again.")
        self.file.found_again.connect(lambda: self.banner.show_trouble("note", words))
        for part in (self._actions.trouble, self.file.trouble, self.prompt.trouble):
            part.connect(self._trouble)
        self.table.delete_wanted.connect(lambda: self._asked("delete", 0))

    # --- hearing ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for all facts, and for what the open tab shows."""
        self._link.forget(self._request)
        self._found = []
        self._request = self._link.ask(protocol.Facts, self._hear)
        if self.detail.shown:
            self._news.read([self.detail.shown])
        if self.file.changed:
            self.file.keep()  # an engine that died may not have kept it yet
        elif self.tabs.currentWidget() is self.file:
            self.file.refresh()

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList):
            self._found += event.facts
            if event.more and not self.model.rows:  # the newest at once, the rest when it is here
                self.model.show_facts(self._found)
            if not event.more:
                self._change(self.model.show_facts, self._found)
                self._show_titles()
                if self._wanted:
                    self.show_when_there(self._wanted)
                self._link.ask(protocol.Facts, self._hear_deleted, state="deleted")
        else:
            self._trouble(event)

    def _hear_deleted(self, event: protocol.AnyEvent) -> None:
        """Deleted facts come apart: "" asks for all others."""
        if isinstance(event, protocol.FactList) and event.facts:
            self._change(self.model.add_facts, event.facts)

    def _update(self, facts: Sequence[FactView]) -> None:
        """These have changed or are new."""
        self._change(self.model.add_facts, facts)
        for fact in facts:
            if fact.id == self.detail.shown:
                self._show_detail(fact)
                self._link.ask(protocol.Explain, self._hear_gates, fact=fact.id)

    def _change(self, show: Callable[[Sequence[FactView]], None], facts: Sequence[FactView]) -> None:
        """Show other facts; what was chosen stays chosen."""
        chosen = self._chosen()
        show(facts)
        self.table.choose(chosen)
        self._show_counts()

    def _hear_gates(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.Explanation):
            self.detail.show_gates(event)

    def heard(self, event: protocol.AnyEvent) -> None:
        """What a write has changed."""
        if isinstance(event, protocol.Changed):
            if event.nights:
                self.refresh()
            else:
                self._news.heard(event.facts)
            if event.memory_file and not self.file.changed:
                self.file.refresh()
        elif isinstance(event, protocol.ForgetReceipt):
            self.detail.hide()
            self.undo_stack.clear()
            if self.file.changed:  # first: a refresh would keep the old page once more
                self.file.look_again()
            self.refresh()

    def _show_titles(self) -> None:
        """The conversations that something was read from, for the filter; a search does not shorten them."""
        if not self._library.searched:
            there = self.model.conversations()
            titles = [(each.id, each.title) for each in self._library.conversations if each.id in there]
            self.bar.show_conversations(titles)

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent):
            tell(self.banner, self._link, event)

    # --- selecting ----------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        return self.table.chosen()

    def _selected(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            fact = self.model.fact(chosen[0])
            if fact is not None and fact.id != self.detail.shown:
                self._show_detail(fact)
                self._news.read([fact.id])
            self.detail.show()
        self._show_counts()

    def _show_detail(self, fact: FactView) -> None:
        self.detail.show_fact(fact, self.model.replaced_by(fact.id))

    def show_when_there(self, number: int) -> None:
        """Select a fact, as soon as the facts are here."""
        self._wanted = number
        if self.model.fact(number) is not None:
            self.show_fact(number)
            self._wanted = 0

    def show_fact(self, number: int) -> None:
        """Select a fact, with all filters off where they hide it."""
        if self.model.row_of(number) < 0:
            self.bar.show_all()
        row = self.model.row_of(number)
        if row >= 0:
            self.tabs.setCurrentIndex(0)
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def _set_filter(self, **changed: Any) -> None:
        chosen = self._chosen()
        self.model.set_filter(**changed)
        self.table.choose(chosen)
        self._show_counts()

    def _show_counts(self) -> None:
        shown, all_ = self.model.counts()
        chosen = len(self._chosen())
        words = self.tr("{0} of {1} memories").format(number_words(shown), number_words(all_))
        self.count.setText(words + (f" · {self.tr('{0} selected').format(chosen)}" if chosen > 1 else ""))
        self._stack.setCurrentIndex(0 if shown else 1)
        self._nothing.show_words(bool(all_))

    def kept(self) -> dict[str, Any]:
        """The open tab, the search and filters, an unsaved memory file, the question of the third tab."""
        return {"tab": self.tabs.currentIndex(), "bar": self.bar.kept(), "question": self.prompt.question.text(),
                "file": self.file.text.toPlainText() if self.file.changed else None}  # fmt: skip

    def take_back(self, kept: dict[str, Any]) -> None:
        """Go on with them."""
        self.bar.take_back(kept["bar"])
        self.prompt.question.setText(kept["question"])
        if kept["file"] is not None:
            self.file.take_back(kept["file"])
        self.tabs.setCurrentIndex(kept["tab"])

    def save(self) -> None:
        """The window ends: an edited memory file is saved."""
        if self.file.changed:
            self.file.save.click()

    def _tab_changed(self, place: int) -> None:
        if self.tabs.widget(place) is self.file and not self.file.changed:
            self.file.refresh()
        elif self.tabs.widget(place) is self.prompt:
            self.prompt.refresh()

    def _asked(self, action: str, number: int) -> None:
        chosen = self._chosen()
        alone = number and (action in ONE or number not in chosen)
        facts = [fact for each in ([number] if alone else chosen) if (fact := self.model.fact(each)) is not None]
        if facts:
            self._actions.do(action, facts)
