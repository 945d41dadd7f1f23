"""The table of everything that the window can do, with its words and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.window import MainWindow


def tr(text: str) -> str:
    """The words of an action."""
    return QCoreApplication.translate("Actions", text)


def make_actions(window: MainWindow) -> None:
    """Give `window` all its actions, in the language of now."""
    chat = window.commands_of_chat
    for name, text, keys, do in (
        ("new", tr("New chat"), "Ctrl+N", window.new_chat),
        ("temporary", tr("New temporary chat"), "Ctrl+Shift+N", lambda: window.new_chat(temporary=True)),
        ("commands", tr("Commands…"), "Ctrl+K", window.show_commands),
        ("search", tr("Search all conversations"), "Ctrl+Shift+F", window.focus_search),
        ("find", tr("Find in this conversation"), "Ctrl+F", window.find_here),
        ("stop", tr("Stop the answer"), "Ctrl+.", window.session.stop),
        ("regenerate", tr("Answer the last message again"), "Ctrl+R", chat.regenerate_last),
        ("edit", tr("Edit my last message"), "Ctrl+Shift+E", chat.edit_last),
        ("copy", tr("Copy the last answer"), "Ctrl+Shift+C", chat.copy_last),
        ("rename", tr("Rename this conversation"), "F2", chat.rename),
        ("pin", tr("Pin or unpin this conversation"), "Ctrl+P", chat.pin),
        ("delete", tr("Delete this conversation…"), "Ctrl+Shift+Backspace", chat.delete_open),
        ("attach", tr("Attach a text file…"), "Ctrl+O", lambda: window.chat.choose_files()),
        ("system", tr("System prompt of this conversation…"), "Ctrl+Shift+S", chat.edit_system),
        ("export", tr("Export this conversation…"), "Ctrl+E", lambda: chat.export(window.session.id or 0)),
        ("import", tr("Import a conversation…"), "Ctrl+I", chat.import_file),
        ("sidebar", tr("Show or hide the sidebar"), "Ctrl+B", window.toggle_sidebar),
        ("chat", tr("Go to the chat"), "Ctrl+1", lambda: window.show_page("chat")),
        ("night", tr("Nights"), "Ctrl+2", lambda: window.show_page("night")),
        ("sleep", tr("Sleep now"), "Ctrl+Shift+Z", window.sleep_now),
        ("memory", tr("Memory"), "Ctrl+M", lambda: window.show_page("memory")),
        ("settings", tr("Settings"), "Ctrl+,", lambda: window.show_page("settings")),
        ("larger", tr("Larger"), "Ctrl++", lambda: window.theme.step(1)),
        ("larger2", "", "Ctrl+=", lambda: window.theme.step(1)),
        ("smaller", tr("Smaller"), "Ctrl+-", lambda: window.theme.step(-1)),
        ("normal", tr("Normal size"), "Ctrl+0", lambda: window.theme.step(0)),
        ("dark", tr("Switch between light and dark"), "Ctrl+Shift+L", window.switch_scheme),
        ("quit", tr("Quit Dormouse"), "Ctrl+Q", window.quit),
    ):  # fmt: skip
        window.add_command(name, text, keys, do)
