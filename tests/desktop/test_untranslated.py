"""Every word that the window shows goes through its translators: looked at in a language that marks each of them."""

from __future__ import annotations

import re

import msgspec
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QTabBar, QWidget

from desktop.about import AboutDialog
from desktop.forget_dialog import ForgetDialog
from desktop.keep_safe import CodeDialog
from desktop.menu_bar import make_menu_bar
from desktop.reset_dialog import ResetDialog
from desktop.tray import Tray

OPEN, SHUT = "⟦", "⟧"
NAMES = {"Dormouse", "English", "Deutsch", "owner/name", "logind"}  # the same in every language
A_CODE = re.compile(r"[a-z_]+")  # a state or a kind: what the engine says to programs, and a window says in words
CODE = "K7QF-2MXA"
WORD = re.compile(r"[^\W\d_]{2,}")
CLOCK = re.compile(r"\d{1,2}:\d\d\s[AP]M")
PAGES = ("chat", "night", "memory", "models", "settings", "welcome")


class Marking(QTranslator):
    """Says every text in brackets."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"{OPEN}{source}{SHUT}"

    def isEmpty(self):
        return False


@pytest.fixture
def marked(qapp):
    translator = Marking(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def texts_of(widget: QWidget) -> list[str]:
    """All that eyes and screen readers get of one widget."""
    found = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
    if isinstance(widget, QLabel | QAbstractButton):
        found.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(place) for place in range(widget.count())]
    if isinstance(widget, QTabBar):
        found += [widget.tabText(place) for place in range(widget.count())]
    if isinstance(widget, QMenu):
        found += [action.text() for action in widget.actions()] + [widget.title()]
    return found


def strings(value: object) -> list[str]:
    """Every string in an event."""
    if isinstance(value, str):
        return [] if A_CODE.fullmatch(value) else [value]
    if isinstance(value, dict):
        return [each for part in value.values() for each in strings(part)]
    return [each for part in value for each in strings(part)] if isinstance(value, list | tuple) else []


def untranslated(root: QWidget, data: str) -> set[str]:
    """Texts with words that are neither marked nor something that the engine or the user has said."""
    bad = set()
    for widget in [root, *root.findChildren(QWidget)]:
        for text in texts_of(widget):
            outside = text
            while (less := re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", " ", outside)) != outside:
                outside = less
            for piece in re.split(r"\n| · |: | \+ |[“”]|✕", outside):
                clean = CLOCK.sub("", piece).strip(" …").removesuffix(SHUT).removeprefix(OPEN).strip(" …,.")
                if WORD.search(clean) and clean not in NAMES and clean.casefold() not in data:
                    bad.add(text)
    return bad


def test_no_word_of_the_window_goes_past_the_translators(marked, open_window, qapp):
    user = open_window()
    window, heard = user.window, [""]
    window.link.said.connect(lambda event: heard.extend(strings(msgspec.to_builtins(event))))
    window.hotkey, window.has_tray = "Ctrl+Alt+Space", lambda: True
    user.say("hello dog")
    window.library.refresh()
    page = window.pages
    for name in PAGES:
        window.show_page(name)
        user.bot.wait(150)
    user.until(lambda: page["memory"].model.rows and page["night"].conditions.isVisibleTo(page["night"]))
    page["memory"].table.selectRow(0)
    page["night"].sleep()
    user.until(lambda: not page["night"].asleep and page["night"]._reports)
    page["settings"].check()
    user.until(page["settings"]._findings.count)
    window.chat.open_find("dog")
    window.show_commands()
    dialogs = [AboutDialog(window.theme, window), CodeDialog(window.theme, CODE, window),
               ResetDialog(window.theme, window.link, window), window.palette_dialog,
               ForgetDialog(window.theme, window.link, page["memory"].model.rows[0].id, "", window)]  # fmt: skip
    tray, bar = Tray(window), make_menu_bar(window)
    user.bot.wait(300)
    data = "\n".join([*heard, window.link.model.name, CODE, str(window.hotkey), "hello dog", *NAMES]).casefold()
    keys = "\n".join(action.shortcut().toString() for action in window.findChildren(QAction)).casefold()
    bad = set().union(*(untranslated(each, data + keys) for each in (window, bar, *dialogs)))
    bad |= {action.text() for action in tray._menu.actions() if action.text() and OPEN not in action.text()}
    for dialog in dialogs:
        dialog.close()
    assert not bad
    assert sum(OPEN in text for each in window.findChildren(QWidget) for text in texts_of(each)) > 200  # it was marked
