"""The menu bar of a Mac: every command of the window where a Mac's user looks for it. Other systems need none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from desktop.i18n import translate

if TYPE_CHECKING:
    from desktop.window import MainWindow

ROLES = {"about": QAction.MenuRole.AboutRole, "settings": QAction.MenuRole.PreferencesRole,
         "quit": QAction.MenuRole.QuitRole}  # fmt: skip  # macOS moves these into the menu with the app's name
FILE = ("new", "temporary", "", "attach", "import", "export", "", "backup", "code", "check", "reset", "quit")
EDIT = ("find", "search", "", "edit", "regenerate", "stop", "copy", "good", "bad")
VIEW = ("sidebar", "larger", "smaller", "normal", "dark", "", "commands")
CHAT = ("chat", "next", "previous", "", "rename", "pin", "system", "delete")
MEMORY = ("memory", "memory_file", "prompt", "", "add_memory", "import_memories", "export_memories")
NIGHT = ("night", "sleep", "", "models", "settings")
HELP = ("welcome", "about")


def make_menu_bar(window: MainWindow) -> QMenuBar:
    """All actions of `window` in menus; an older bar is replaced."""
    bar = QMenuBar(window)
    for title, names in (
        (translate("MenuBar", "File"), FILE), (translate("MenuBar", "Edit"), EDIT),
        (translate("MenuBar", "View"), VIEW), (translate("MenuBar", "Chat"), CHAT),
        (translate("MenuBar", "Memory"), MEMORY), (translate("MenuBar", "Night"), NIGHT),
    ):  # fmt: skip
        _fill(window, bar, title, names)
    menu = bar.addMenu(translate("MenuBar", "Window"))
    minimise = menu.addAction(translate("MenuBar", "Minimize"), window.showMinimized)
    minimise.setShortcut(QKeySequence("Ctrl+M"))
    menu.addAction(translate("MenuBar", "Zoom"), lambda: _zoom(window))
    _fill(window, bar, translate("MenuBar", "Help"), HELP)
    window.setMenuBar(bar)
    return bar


def _fill(window: MainWindow, bar: QMenuBar, title: str, names: tuple[str, ...]) -> None:
    menu = bar.addMenu(title)
    for name in names:
        if name:
            action = window.actions_by_name[name]
            action.setMenuRole(ROLES.get(name, QAction.MenuRole.NoRole))
            menu.addAction(action)
        else:
            menu.addSeparator()


def _zoom(window: MainWindow) -> None:
    if window.isMaximized():
        window.showNormal()
    else:
        window.showMaximized()
