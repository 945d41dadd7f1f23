"""Commands that belong to a page: they show it, and do there what its button does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.memory_panel import MemoryPanel
    from desktop.settings_page import SettingsPage
    from desktop.window import MainWindow


class PageCommands(QObject):
    """For the command palette and the menu bar."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _memory(self, tab: int = 0) -> MemoryPanel:
        from desktop.memory_panel import MemoryPanel

        self._window.show_page("memory")
        page = self._window.pages["memory"]
        assert isinstance(page, MemoryPanel)
        page.tabs.setCurrentIndex(tab)
        return page

    def _settings(self) -> SettingsPage:
        from desktop.settings_page import SettingsPage

        self._window.show_page("settings")
        page = self._window.pages["settings"]
        assert isinstance(page, SettingsPage)
        return page

    def show_fact(self, fact: int) -> None:
        """Show a memory's detail."""
        self._memory().show_when_there(fact)

    def add_memory(self) -> None:
        """Add a memory by hand."""
        self._memory().porter.add()

    def export_memories(self) -> None:
        """Write the memories that are shown into a file."""
        self._memory().porter.export()

    def import_memories(self) -> None:
        """Read memories from a file."""
        self._memory().porter.choose_import()

    def memory_file(self) -> None:
        """Edit the memory file."""
        self._memory(1)

    def prompt(self) -> None:
        """Show what the model sees."""
        self._memory(2)

    def back_up(self) -> None:
        """Make a dated copy of the database."""
        self._settings().safe.back_up()

    def recovery_code(self) -> None:
        """Make a code that opens the data when the key is lost."""
        self._settings().safe.make_code()

    def check(self) -> None:
        """Look the data over."""
        self._settings().check()

    def reset(self) -> None:
        """Forget everything, after asking."""
        self._settings().reset()

    def about(self) -> None:
        """What this is, and whose work it stands on."""
        from desktop.about import AboutDialog

        AboutDialog(self._window.theme, self._window).open()

    def welcome(self) -> None:
        """The three pages of the first start."""
        self._window.show_sidebar(False)
        self._window.show_page("welcome")
