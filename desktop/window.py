"""The main window: sidebar, pages, commands, and the one place that hears what a write has changed.

Promises: it is on the screen before the engine answers; it repaints from `Changed` and nothing else; a new look or size
rebuilds the pages and keeps what is open. Refuses to know how a page looks inside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget

from desktop import rebuilding, window_state
from desktop.actions import all_commands, make_actions
from desktop.chat_commands import ChatCommands
from desktop.chat_page import ChatPage
from desktop.chat_session import ChatSession
from desktop.engine_link import EngineLink
from desktop.engine_news import EngineNews
from desktop.library import Library
from desktop.menus import ChatMenus
from desktop.models import Models
from desktop.page_commands import PageCommands
from desktop.palette import CommandPalette
from desktop.sidebar import WIDTH, Sidebar
from desktop.theme import Theme
from engine import protocol
from engine.protocol import Conversation

if TYPE_CHECKING:
    from desktop.pages import Page

SIDEBAR_SHARE = 0.3  # of the window's width, at most, until somebody draws it wider
NARROWEST, LOWEST = 520, 420  # logical pixels of the smallest window
LOW = 320  # logical pixels at 100% that it needs at least in height
PAGE = 420  # logical pixels at 100% that every page needs beside the sidebar, its scroll bar included
NIGHT_EVENTS = 5000  # of the running night
LATER = 250  # milliseconds until it is tried again to rebuild under an open dialog


class MainWindow(QMainWindow):
    """Dormouse's window."""

    def __init__(self, theme: Theme, link: EngineLink, settings: QSettings) -> None:
        super().__init__()
        self.theme, self.link, self.settings = theme, link, settings
        self.session = ChatSession(link, self)
        self.library, self.models = Library(link, self), Models(link, self)
        self.news, self.menus = EngineNews(self), ChatMenus(self)
        self.show_trouble = self.news.trouble
        self.night_events: deque[protocol.SleepStage] = deque(maxlen=NIGHT_EVENTS)  # for a page that is made later
        self.page = "chat"
        self.sidebar_shown, self.sidebar_width = True, 0  # 0: nobody has drawn it wider or narrower
        self.pages: dict[str, QWidget] = {}
        self.kept: dict[str, dict[str, Any]] = {}  # of pages that have not been made anew yet
        self.actions_by_name: dict[str, QAction] = {}
        self.on_close: Callable[[], bool] = lambda: True  # asked before the window goes; False: it is only hidden
        self.has_tray: Callable[[], bool] = lambda: False
        self.set_language: Callable[[str], None] = lambda language: None
        self.start_command: list[str] = []
        self.hotkey = ""  # the key that raises the window from anywhere; "" where there is none
        self.set_hotkey: Callable[[bool], bool] = lambda on: not on
        self.rebuild_later = QTimer(self, interval=LATER, singleShot=True)
        self.rebuild_later.timeout.connect(self.rebuild)
        self.setWindowTitle("Dormouse")
        self.make_parts()
        self.commands_of_chat, self.commands_of_pages = ChatCommands(self), PageCommands(self)
        make_actions(self)
        self._join()
        window_state.restore(self)

    # --- making -------------------------------------------------------------------------------------------------

    def make_parts(self) -> None:
        """The sidebar and the chat; other pages are made when they are wanted."""
        self.sidebar = Sidebar(self.theme)
        self.chat = ChatPage(self.theme, self.session)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chat)
        self.pages = {"chat": self.chat}
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.splitterMoved.connect(lambda place, _: setattr(self, "sidebar_width", self.splitter.sizes()[0]))
        self.setCentralWidget(self.splitter)
        self._join_parts()

    def _join_parts(self) -> None:
        side, chat = self.sidebar, self.chat
        side.new_wanted.connect(lambda: self.new_chat())
        side.search_wanted.connect(self.library.search)
        side.page_wanted.connect(self.show_page)
        side.list.chosen.connect(self.open_conversation)
        side.list.renamed.connect(lambda number, title: self.change(number, title=title))
        side.list.pinned.connect(lambda number, pinned: self.change(number, pinned=pinned))
        side.list.deleted.connect(lambda number: self.commands_of_chat.delete(number))
        side.list.exported.connect(lambda number: self.commands_of_chat.export(number))
        chat.sidebar_wanted.connect(self.toggle_sidebar)
        chat.menu_wanted.connect(self.menus.chat)
        chat.models_wanted.connect(self.menus.models)
        chat.memories_wanted.connect(self.menus.memories)
        chat.notes_wanted.connect(self.menus.notes)

    def _join(self) -> None:
        self.link.said.connect(self._heard)
        self.link.state_changed.connect(self.news.state)
        self.link.died.connect(self.news.died)
        self.library.changed.connect(self.show_list)
        self.session.trouble.connect(self.show_trouble)
        self.session.begun.connect(lambda _: self.library.refresh())
        self.session.opened.connect(lambda _: self._mark_open())
        self.theme.changed.connect(self.rebuild)

    def rebuild(self) -> None:
        """Make every part again in the theme's new look."""
        rebuilding.rebuild(self)

    def show_commands(self) -> None:
        """Open the command palette."""
        self.palette_dialog = CommandPalette(self.theme, all_commands(self), self)
        self.palette_dialog.show()

    # --- the engine speaks --------------------------------------------------------------------------------------

    def _heard(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.SleepStage):
            self.night_events.append(event)
        elif isinstance(event, protocol.SleepEnded):
            self.night_events.clear()
        for name, page in self.pages.items():
            if name != "chat":
                shown: Page = page  # type: ignore[assignment]  # make_page makes nothing else
                shown.heard(event)
        if isinstance(event, protocol.Ready):
            self.news.findings(event)
            self.library.refresh()
            self.session.draft_box.load()
            self.session.reopen()
        elif isinstance(event, protocol.ModelReady):
            self.chat.show_model(event.name, event.context)
        elif isinstance(event, protocol.Changed) and event.conversations:
            self.library.refresh()
        elif isinstance(event, protocol.TroubleEvent) and (event.re == 0 or self.link.ready is None):
            self.show_trouble(event)

    # --- conversations ------------------------------------------------------------------------------------------

    @property
    def conversations(self) -> list[Conversation]:
        """What the list shows."""
        return self.library.conversations

    def show_list(self) -> None:
        """Show the conversations, the open one marked."""
        current = self.session.id or 0
        shown = current if self.page == "chat" else 0
        self.sidebar.show_conversations(self.conversations, shown, self.library.searched)
        if (mine := self.library.get(current)) is not None:
            self.session.rename(mine)

    def _mark_open(self) -> None:
        """The list may have been asked for before the conversation was open."""
        if self.page == "chat":
            self.sidebar.list.set_current(self.session.id or 0)

    def open_conversation(self, number: int, turn: int = 0) -> None:
        """Show a conversation, at a turn where one is given or a search has found one."""
        self.show_page("chat")
        found = self.library.get(number)
        if self.library.searched and found:
            self.chat.go_to(found.hit_turn, self.library.searched)
        elif turn:
            self.chat.go_to(turn)
        self.session.open(number, through=turn or None)
        self.sidebar.list.set_current(number)

    def new_chat(self, temporary: bool = False) -> None:
        """Begin another conversation."""
        self.show_page("chat")
        self.session.new(temporary)
        self.sidebar.list.set_current(0)
        self.chat.composer.text.setFocus()

    def change(self, number: int, **fields: object) -> None:
        """Change a conversation's title, pin or system prompt."""
        self.link.ask(protocol.ChangeConversation, self.hear_trouble, conversation=number, **fields)

    def hear_trouble(self, event: protocol.AnyEvent) -> None:
        """Show the trouble, if it is one."""
        if isinstance(event, protocol.TroubleEvent):
            self.show_trouble(event)

    def find_here(self) -> None:
        """Open the find bar."""
        self.show_page("chat")
        self.chat.open_find()

    def focus_search(self) -> None:
        """Go to the search line."""
        self.show_sidebar(True)
        self.sidebar.search.setFocus()
        self.sidebar.search.selectAll()

    # --- pages --------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show the chat, the nights, the memory or the settings; a page is made when it is first wanted."""
        if name not in self.pages:
            from desktop.pages import make_page

            self.pages[name] = make_page(name, self)
            self.stack.addWidget(self.pages[name])
            rebuilding.give_back(self, name)
        self.page = name
        page = self.pages[name]
        self.stack.setCurrentWidget(page)
        self.sidebar.show_page(name)
        if name == "chat":
            self.sidebar.list.set_current(self.session.id or 0)
            self.chat.composer.text.setFocus()
        else:
            shown: Page = page  # type: ignore[assignment]  # make_page makes nothing else
            shown.refresh()

    def sleep_now(self) -> None:
        """Begin a night, with the page that shows it."""
        from desktop.night_view import NightView

        self.show_page("night")
        page = self.pages["night"]
        if isinstance(page, NightView) and not page.asleep:
            page.sleep()

    def greet(self) -> None:
        """The first start: three short pages instead of the chat."""
        if self.settings.value("welcome/done", False, bool) is not True:
            self.show_sidebar(False)
            self.show_page("welcome")

    def welcomed(self) -> None:
        """The welcome is over, for good."""
        self.settings.setValue("welcome/done", True)
        self.show_sidebar(True)
        self.show_page("chat")

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self.show_sidebar(not self.sidebar_shown)

    def show_sidebar(self, shown: bool) -> None:
        """Show or hide the sidebar, and remember which: a window that is being rebuilt cannot be asked."""
        self.sidebar_shown = shown
        self.sidebar.setVisible(shown)
        needed = self.theme.px(PAGE) + (self.sidebar.minimumWidth() if shown else 0)
        self.setMinimumSize(max(needed, NARROWEST), max(self.theme.px(LOW), LOWEST))  # no page is squeezed
        self._share_width()

    def _share_width(self) -> None:
        """The sidebar has the width that the user gave it, as far as the window has room."""
        drawn, room = self.sidebar_width, self.width() - self.theme.px(PAGE)
        wide = min(drawn, room) if drawn else min(self.theme.px(WIDTH), round(self.width() * SIDEBAR_SHARE))
        wide = max(wide, self.sidebar.minimumWidth())  # however large the text is
        self.splitter.setSizes([wide, max(self.width() - wide, 1)])

    # --- life ---------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A window that was narrow gives the sidebar its width back."""
        super().resizeEvent(event)
        self._share_width()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.theme.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything; whoever owns the tray may only hide the window."""
        self.session.keep_draft()
        window_state.keep(self)
        if self.on_close():
            event.accept()
        else:
            event.ignore()
            self.hide()

    def quit(self) -> None:
        """End Dormouse."""
        self.on_close = lambda: True
        self.close()
        QApplication.quit()
