"""The menus and popups that open from the chat: what can be done with it, which model answers, what was noted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.i18n import translate
from engine.protocol import ModelOffer

if TYPE_CHECKING:
    from desktop.window import MainWindow

OF_CHAT = ("rename", "pin", "system", "export", "", "delete")
OF_NO_CHAT = ("system", "import")  # of one that is not begun, or not kept


class ChatMenus:
    """Opened where they were asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def chat(self) -> None:
        """What can be done with the open conversation."""
        menu = QMenu(self._window)
        kept = self._window.session.id is not None and not self._window.session.temporary
        for name in OF_CHAT if kept else OF_NO_CHAT:
            if name:
                menu.addAction(self._window.actions_by_name[name])
            else:
                menu.addSeparator()
        button = self._window.chat.header.more
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))

    def models(self) -> None:
        """The models that are here, and the way to more."""
        store = self._window.models

        def show() -> None:
            store.changed.disconnect(show)
            button = self._window.chat.header.model  # the one of now: the page may have been made anew meanwhile
            self.model_menu(store.offers).popup(button.mapToGlobal(button.rect().bottomLeft()))

        store.changed.connect(show)
        store.refresh()

    def model_menu(self, models: Iterable[ModelOffer]) -> QMenu:
        """One line for each model that is here; the one in use is ticked."""
        menu = QMenu(self._window)
        for each in models:
            if each.state in ("in_use", "installed"):
                action = menu.addAction(each.name)
                action.setCheckable(True)
                action.setChecked(each.state == "in_use")
                action.triggered.connect(lambda _=False, chosen=each: self._window.models.use(chosen))
        menu.addSeparator()
        menu.addAction(translate("Menus", "More models…"), lambda: self._window.show_page("models"))
        return menu

    def memories(self, turn: int) -> None:
        """Why an answer is as it is."""
        from desktop.used_memories import UsedMemories

        UsedMemories(self._window.theme, self._window.link, turn, self._window).show()

    def notes(self, turn: int) -> None:
        """What was noted from a message."""
        from desktop.noted import NotedPopup

        notes = self._window.session.notes.by_turn.get(turn, ())
        if notes:
            popup = NotedPopup(self._window.theme, self._window.link, notes, self._window)
            popup.memory_wanted.connect(self._window.commands_of_pages.show_fact)
            self.popup = popup
            popup.show()
