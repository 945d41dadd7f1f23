"""The main window: sidebar, pages, commands, and the one place that hears what a write has changed.

Promises: it is on the screen before the engine answers; it repaints from `Changed` and nothing else; a new look or size
rebuilds the pages and keeps what is open. Refuses to know how a page looks inside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QStackedWidget, QWidget

from desktop.actions import make_actions
from desktop.chat_commands import ChatCommands
from desktop.chat_page import ChatPage
from desktop.chat_session import ChatSession
from desktop.engine_link import EngineLink
from desktop.palette import Command, CommandPalette
from desktop.sidebar import WIDTH, Sidebar
from desktop.theme import Theme
from desktop.troubles import remedy_label
from engine import protocol
from engine.protocol import Conversation

if TYPE_CHECKING:
    from desktop.pages import Page


NIGHT_EVENTS = 5000  # of the running night


class MainWindow(QMainWindow):
    """Dormouse's window."""

    def __init__(self, theme: Theme, link: EngineLink, settings: QSettings) -> None:
        super().__init__()
        self.theme, self.link, self.settings = theme, link, settings
        self.session = ChatSession(link, self)
        self.conversations: list[Conversation] = []
        self.night_events: deque[protocol.SleepStage] = deque(maxlen=NIGHT_EVENTS)  # for a page that is made later
        self._searched, self._list_request, self.page = "", 0, "chat"
        self.sidebar_shown = True
        self.pages: dict[str, QWidget] = {}
        self.actions_by_name: dict[str, QAction] = {}
        self.on_close: Callable[[], bool] = lambda: True  # asked before the window goes; False: it is only hidden
        self.has_tray: Callable[[], bool] = lambda: False
        self.set_language: Callable[[str], None] = lambda language: None
        self.use_model: Callable[[str], None] = lambda folder: None
        self.start_command: list[str] = []
        self.setWindowTitle("Dormouse")
        self.setMinimumSize(520, 420)
        self._build()
        self.commands_of_chat = ChatCommands(self)
        make_actions(self)
        self._join()
        self._restore()

    # --- making -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
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
        self.sidebar.setMinimumWidth(self.theme.px(200))
        self.sidebar.setMaximumWidth(self.theme.px(460))
        self.splitter.setSizes([self.theme.px(WIDTH), 4000])
        self.setCentralWidget(self.splitter)
        self._join_parts()

    def _join_parts(self) -> None:
        side, chat = self.sidebar, self.chat
        side.new_wanted.connect(lambda: self.new_chat())
        side.search_wanted.connect(self.search)
        side.page_wanted.connect(self.show_page)
        side.list.chosen.connect(self.open_conversation)
        side.list.renamed.connect(lambda number, title: self.change(number, title=title))
        side.list.pinned.connect(lambda number, pinned: self.change(number, pinned=pinned))
        side.list.deleted.connect(lambda number: self.commands_of_chat.delete(number))
        side.list.exported.connect(lambda number: self.commands_of_chat.export(number))
        chat.sidebar_wanted.connect(self.toggle_sidebar)
        chat.menu_wanted.connect(self._show_chat_menu)
        chat.memories_wanted.connect(self._show_memories)

    def _join(self) -> None:
        self.link.said.connect(self._heard)
        self.link.state_changed.connect(self._engine_state)
        self.link.died.connect(self._engine_died)
        self.session.trouble.connect(self.show_trouble)
        self.session.begun.connect(lambda _: self.refresh_list())
        self.theme.changed.connect(self.rebuild)

    def rebuild(self) -> None:
        """Make every part again in the theme's new look."""
        self.session.keep_draft()
        words, page = self.chat.composer.text.toPlainText(), self.page
        sizes = self.splitter.sizes() if self.splitter.isVisible() else []
        old = self.splitter
        for action in self.actions_by_name.values():
            self.removeAction(action)
            action.deleteLater()
        make_actions(self)
        self._build()
        old.deleteLater()
        if sizes:
            self.splitter.setSizes(sizes)
        self.show_sidebar(self.sidebar_shown)
        self.chat.composer.set_text(words)
        self._show_list()
        self._engine_state(self.link.state)
        self.show_page(page)

    # --- actions ------------------------------------------------------------------------------------------------

    def add_command(self, name: str, text: str, keys: str, do: Callable[..., object]) -> None:
        """One more thing that the window can do, with its shortcut."""
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda: do())
        self.addAction(action)
        self.actions_by_name[name] = action

    def commands(self) -> list[Command]:
        """All commands and all conversations, for the palette."""
        native = QKeySequence.SequenceFormat.NativeText
        made = [Command(each.text(), each.shortcut().toString(native), each.trigger)
                for each in self.actions_by_name.values() if each.text() and each.isEnabled()]  # fmt: skip
        chat = self.tr("Chat")
        return made + [Command(each.title or self.tr("New chat"), chat, partial(self.open_conversation, each.id))
                       for each in self.conversations[:200]]  # fmt: skip

    def show_commands(self) -> None:
        """Open the command palette."""
        self.palette_dialog = CommandPalette(self.theme, self.commands(), self)
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
            self._tell_findings(event)
            self.refresh_list()
            self.session.load_drafts()
            self.session.reopen()
        elif isinstance(event, protocol.ModelReady):
            self.chat.set_context(event.context)
        elif isinstance(event, protocol.Changed) and event.conversations:
            self.refresh_list()
        elif isinstance(event, protocol.TroubleEvent) and (event.re == 0 or self.link.ready is None):
            self.show_trouble(event)

    def _tell_findings(self, ready: protocol.Ready) -> None:
        """What a check after an unclean end has found, if it has found something."""
        if ready.findings:
            worst = "warning" if any(finding.level == "bad" for finding in ready.findings) else "note"
            self.chat.banner.show_trouble(worst, " ".join(finding.sentence for finding in ready.findings))

    def _engine_state(self, state: str) -> None:
        words = {"starting": self.tr("Starting…"), "loading": self.tr("Loading the model…")}.get(state, "")
        self.chat.set_state(words)
        if self.link.model is not None:
            self.chat.set_context(self.link.model.context)

    def _engine_died(self, again: bool) -> None:
        if again:
            sentence = self.tr("The engine stopped and is starting again. Everything you sent and typed is kept.")
            self.chat.banner.show_trouble("warning", sentence)
        elif not (self.chat.banner.isVisible() and self.chat.banner.level == "danger"):
            sentence = self.tr("The engine stopped and does not start. Everything you sent is kept.")
            self.chat.banner.show_trouble("danger", sentence, self.tr("Start again"), lambda: self.link.restart())

    def show_trouble(self, event: protocol.TroubleEvent) -> None:
        """Show what went wrong, with the button that mends it."""
        if event.kind == "engine_died":
            return  # told by _engine_died
        label, action = remedy_label(self, event.kind)
        self.chat.banner.show_trouble("danger", f"{event.sentence} {event.remedy}".strip(), label, action)

    # --- conversations ------------------------------------------------------------------------------------------

    def refresh_list(self) -> None:
        """Ask for the conversations, or for what the search finds."""
        self.link.forget(self._list_request)
        found: list[Conversation] = []

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, protocol.ConversationList):
                found.extend(event.conversations)
                if not event.more:
                    self.conversations = found
                    self._show_list()

        self._list_request = self.link.ask(protocol.Conversations, hear, search=self._searched)

    def _show_list(self) -> None:
        current = self.session.id or 0
        self.sidebar.show_conversations(self.conversations, current if self.page == "chat" else 0, self._searched)
        for each in self.conversations:
            if each.id == current:
                self.session.rename(each)

    def search(self, words: str) -> None:
        """Show the conversations that hold `words`."""
        self._searched = words
        self.refresh_list()

    def open_conversation(self, number: int, turn: int = 0) -> None:
        """Show a conversation, at a turn where one is given or a search has found one."""
        self.show_page("chat")
        found = next((each for each in self.conversations if each.id == number), None)
        if self._searched and found:
            self.chat.go_to(found.hit_turn, self._searched)
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

    def _show_chat_menu(self) -> None:
        menu = QMenu(self)
        for name in ("rename", "pin", "system", "export", "", "delete"):
            if name:
                menu.addAction(self.actions_by_name[name])
            else:
                menu.addSeparator()
        button = self.chat.more
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_memories(self, turn: int) -> None:
        from desktop.used_memories import UsedMemories

        UsedMemories(self.theme, self.link, turn, self).show()

    # --- pages --------------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show the chat, the nights, the memory or the settings; a page is made when it is first wanted."""
        if name not in self.pages:
            from desktop.pages import make_page

            self.pages[name] = make_page(name, self)
            self.stack.addWidget(self.pages[name])
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

    def switch_scheme(self) -> None:
        """Light to dark, dark to light."""
        self.theme.set_scheme("light" if self.theme.dark else "dark")

    # --- life ---------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.theme.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def _restore(self) -> None:
        self.resize(1120, 760)
        geometry = self.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        width = self.settings.value("window/sidebar", 0, int)
        if isinstance(width, int) and width > 0:
            self.splitter.setSizes([width, max(self.width() - width, 300)])
        self.show_sidebar(self.settings.value("window/sidebar_shown", True, bool) is not False)
        QTimer.singleShot(0, self.chat.composer.text, lambda: self.chat.composer.text.setFocus())

    def keep_state(self) -> None:
        """Write down where everything stands."""
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.setValue("window/sidebar", self.splitter.sizes()[0] if self.sidebar_shown else 0)
        self.settings.setValue("window/sidebar_shown", self.sidebar_shown)
        self.settings.setValue("look/scheme", self.theme.scheme)
        self.settings.setValue("look/scale", self.theme.scale)
        self.settings.sync()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep everything; whoever owns the tray may only hide the window."""
        self.session.keep_draft()
        self.keep_state()
        if self.on_close():
            event.accept()
        else:
            event.ignore()
            self.hide()

    def quit(self) -> None:
        """End Dormouse."""
        from PySide6.QtWidgets import QApplication

        self.on_close = lambda: True
        self.close()
        QApplication.quit()
