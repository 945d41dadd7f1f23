"""The table of everything that the window can do, with its words and its keys."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.i18n import translate
from desktop.menu_bar import make_menu_bar
from desktop.palette import Command

if TYPE_CHECKING:
    from desktop.window import MainWindow


MEMORY_KEY = "Ctrl+3" if sys.platform == "darwin" else "Ctrl+M"  # on a Mac, Command-M is the system's own


def make_actions(window: MainWindow) -> None:
    """Give `window` all its actions, in the language of now."""
    chat, pages = window.commands_of_chat, window.commands_of_pages
    for name, text, keys, do in (
        ("new", translate("Actions", "New chat"), "Ctrl+N", window.new_chat),
        ("temporary", translate("Actions", "New temporary chat"), "Ctrl+Shift+N", lambda: window.new_chat(True)),
        ("commands", translate("Actions", "Commands…"), "Ctrl+K", window.show_commands),
        ("search", translate("Actions", "Search all conversations"), "Ctrl+Shift+F", window.focus_search),
        ("find", translate("Actions", "Find in this conversation"), "Ctrl+F", window.find_here),
        ("stop", translate("Actions", "Stop the answer"), "Ctrl+.", window.session.stop),
        ("regenerate", translate("Actions", "Answer the last message again"), "Ctrl+R", chat.regenerate_last),
        ("edit", translate("Actions", "Edit my last message"), "Ctrl+Shift+E", chat.edit_last),
        ("copy", translate("Actions", "Copy the last answer"), "Ctrl+Shift+C", chat.copy_last),
        ("rename", translate("Actions", "Rename this conversation"), "F2", chat.rename),
        ("pin", translate("Actions", "Pin or unpin this conversation"), "Ctrl+P", chat.pin),
        ("delete", translate("Actions", "Delete this conversation…"), "Ctrl+Shift+Backspace", chat.delete_open),
        ("attach", translate("Actions", "Attach a text file…"), "Ctrl+O", lambda: window.chat.attachments.choose()),
        ("system", translate("Actions", "System prompt of this conversation…"), "Ctrl+Shift+S", chat.edit_system),
        ("export", translate("Actions", "Export this conversation…"), "Ctrl+E", chat.export_open),
        ("import", translate("Actions", "Import a conversation…"), "Ctrl+I", chat.import_file),
        ("sidebar", translate("Actions", "Show or hide the sidebar"), "Ctrl+B", window.toggle_sidebar),
        ("chat", translate("Actions", "Go to the chat"), "Ctrl+1", lambda: window.show_page("chat")),
        ("next", translate("Actions", "Next conversation"), "Ctrl+PgDown", lambda: chat.step(1)),
        ("previous", translate("Actions", "Previous conversation"), "Ctrl+PgUp", lambda: chat.step(-1)),
        ("good", translate("Actions", "Good answer"), "Ctrl+Shift+G", lambda: chat.rate_last("up")),
        ("bad", translate("Actions", "Bad answer"), "Ctrl+Shift+B", lambda: chat.rate_last("down")),
        ("night", translate("Actions", "Nights"), "Ctrl+2", lambda: window.show_page("night")),
        ("sleep", translate("Actions", "Sleep now"), "Ctrl+Shift+Z", window.sleep_now),
        ("memory", translate("Actions", "Memory"), MEMORY_KEY, lambda: window.show_page("memory")),
        ("models", translate("Actions", "Models"), "Ctrl+Shift+M", lambda: window.show_page("models")),
        ("settings", translate("Actions", "Settings"), "Ctrl+,", lambda: window.show_page("settings")),
        ("memory_file", translate("Actions", "Edit the memory file"), "", pages.memory_file),
        ("prompt", translate("Actions", "What the model sees"), "", pages.prompt),
        ("add_memory", translate("Actions", "Add a memory…"), "Ctrl+Shift+A", pages.add_memory),
        ("import_memories", translate("Actions", "Import memories…"), "", pages.import_memories),
        ("export_memories", translate("Actions", "Export memories…"), "", pages.export_memories),
        ("backup", translate("Actions", "Back up now"), "", pages.back_up),
        ("code", translate("Actions", "Make a recovery code"), "", pages.recovery_code),
        ("check", translate("Actions", "Check the data"), "", pages.check),
        ("reset", translate("Actions", "Forget everything…"), "", pages.reset),
        ("welcome", translate("Actions", "Show the welcome again"), "", pages.welcome),
        ("about", translate("Actions", "About Dormouse"), "", pages.about),
        ("larger", translate("Actions", "Larger"), "Ctrl++", lambda: window.theme.step(1)),
        ("larger2", "", "Ctrl+=", lambda: window.theme.step(1)),
        ("smaller", translate("Actions", "Smaller"), "Ctrl+-", lambda: window.theme.step(-1)),
        ("normal", translate("Actions", "Normal size"), "Ctrl+0", lambda: window.theme.step(0)),
        ("dark", translate("Actions", "Switch between light and dark"), "Ctrl+Shift+L", window.theme.flip),
        ("quit", translate("Actions", "Quit Dormouse"), "Ctrl+Q", window.quit),
    ):  # fmt: skip
        _add(window, name, text, keys, do)
    if sys.platform == "darwin":
        make_menu_bar(window)


def _add(window: MainWindow, name: str, text: str, keys: str, do: Callable[..., object]) -> None:
    action = QAction(text, window)
    if keys:
        action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.triggered.connect(lambda: do())
    window.addAction(action)
    window.actions_by_name[name] = action


def all_commands(window: MainWindow) -> list[Command]:
    """All actions and all conversations, for the palette."""
    native = QKeySequence.SequenceFormat.NativeText
    made = [Command(each.text(), each.shortcut().toString(native), each.trigger)
            for name, each in window.actions_by_name.items()
            if each.text() and each.isEnabled() and name != "commands"]  # fmt: skip
    chat = translate("Actions", "Chat")
    return made + [Command(each.title or translate("Actions", "New chat"), chat,
                           partial(window.open_conversation, each.id))
                   for each in window.conversations[:200]]  # fmt: skip
