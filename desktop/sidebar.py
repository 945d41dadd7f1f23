"""The left side: new chat, search, the conversations, and the ways to the other pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.conversation_list import ConversationList
from desktop.message_parts import icon_button
from desktop.search_field import SearchField
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import Conversation

WIDTH, NARROWEST = 276, 200  # logical pixels at 100%
SEARCH_WAIT = 180  # milliseconds of quiet before a search is asked for


class Sidebar(QWidget):
    """Reports what the user wants; shows what it is told."""

    new_wanted = Signal()
    search_wanted = Signal(str)
    page_wanted = Signal(str)  # "memory", "night", "settings"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        mark(self, "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(px(NARROWEST))
        self.setMaximumWidth(px(460))
        self.list = ConversationList(theme)
        self._none = QLabel()
        mark(self._none, "small")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._none.hide()
        self.search = self._make_search()
        self._pages: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(10), px(8), px(8))
        layout.setSpacing(px(6))
        layout.addLayout(self._make_head())
        layout.addWidget(self.search)
        layout.addSpacing(px(2))
        layout.addWidget(self.list, 1)
        layout.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        line = QWidget()
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {theme.colours.border};")
        layout.addWidget(line)
        for name, icon, label in (
            ("night", "moon", self.tr("Nights")),
            ("memory", "memory", self.tr("Memory")),
            ("settings", "settings", self.tr("Settings")),
        ):
            layout.addWidget(self._make_page(name, icon, label))

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(*self._theme.mirrored(6, 0, 0, 2))
        logo = QLabel()
        logo.setPixmap(icons.drawing(self._theme, "app", 26))
        name = QLabel("Dormouse")
        mark(name, "heading")
        new = icon_button(self._theme, "new-chat", self.tr("New chat"), 18, "text")
        new.setToolTip(
            f"{self.tr('New chat')}  {QKeySequence('Ctrl+N').toString(QKeySequence.SequenceFormat.NativeText)}"
        )
        new.clicked.connect(self.new_wanted.emit)
        row.addWidget(logo)
        row.addSpacing(self._theme.px(4))
        row.addWidget(name, 1)
        row.addWidget(new)
        return row

    def _make_search(self) -> SearchField:
        line = SearchField(self._theme, self.tr("Search"), self.tr("Search conversations"))
        self._wait = QTimer(self, interval=SEARCH_WAIT, singleShot=True)
        self._wait.timeout.connect(lambda: self.search_wanted.emit(line.text().strip()))
        line.textChanged.connect(lambda: self._wait.start())
        return line

    def _make_page(self, name: str, icon: str, label: str) -> QPushButton:
        button = QPushButton(icons.icon(self._theme, icon, "muted", 18), f" {label}")
        mark(button, "nav")
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        self._pages[name] = button
        return button

    def show_search(self, words: str, asked: bool) -> None:
        """The words of a search that is going on; `asked`: it need not be asked for any more."""
        self.search.setText(words)
        if asked:
            self._wait.stop()

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        for each, button in self._pages.items():
            button.setChecked(each == name)
        if name != "chat":
            self.list.set_current(0)

    def show_conversations(self, conversations: Sequence[Conversation], current: int, searched: str) -> None:
        """Show the conversations, or what a search has found."""
        self.list.show_conversations(conversations, current, searched)
        self.list.setVisible(bool(conversations))
        self._none.setVisible(not conversations)
        found_none = self.tr("Nothing found for “{0}”.").format(searched)
        self._none.setText(found_none if searched else self.tr("Your conversations will stand here."))
        self._none.setContentsMargins(0, self._theme.px(24), 0, 0)
