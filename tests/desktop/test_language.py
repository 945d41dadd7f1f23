from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from desktop.i18n import FOLDER, Translation
from desktop.message import MessageView

ROOT = Path(__file__).resolve().parents[2]
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
PAGES = ("chat", "night", "memory", "models", "settings", "welcome")


@pytest.fixture
def german(qapp):
    translation = Translation(qapp)
    translation.use("de")
    yield
    translation.use("en_US")


def messages(language: str):
    tree = ElementTree.parse(FOLDER / f"dormouse_{language}.ts")
    return list(tree.getroot().iter("message"))


def test_german_is_complete():
    found = messages("de")
    assert len(found) > 350
    for message in found:
        translation = message.find("translation")
        assert translation.get("type") is None, message.findtext("source")
        texts = [form.text for form in translation] or [translation.text]
        assert all(text and text.strip() for text in texts), message.findtext("source")


def test_translations_keep_their_places():
    for message in messages("de"):
        source = message.findtext("source")
        for form in message.find("translation").itertext():
            if form.strip():
                assert set(re.findall(r"\{\d\}", form)) == set(re.findall(r"\{\d\}", source)), source


def test_the_table_knows_every_text_of_the_code(tmp_path):
    """A new text without a translation fails here, not in front of a user."""
    fresh = tmp_path / "fresh.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    files = sorted(str(path) for path in (ROOT / "desktop").glob("*.py"))
    subprocess.run([tool, *files, "-ts", str(fresh)], check=True, capture_output=True)
    wanted = {message.findtext("source") for message in ElementTree.parse(fresh).getroot().iter("message")}
    assert wanted == {message.findtext("source") for message in messages("de")}


def test_the_window_speaks_german_and_back(german, open_window, qapp):
    assert QCoreApplication.translate("Sidebar", "Settings") == "Einstellungen"
    user = open_window()
    assert user.window.actions_by_name["new"].text() == "Neuer Chat"
    assert user.window.chat.composer.text.placeholderText() == "An Dormouse schreiben …"


def test_plurals(qapp):
    translation = Translation(qapp)
    for language, one, two in (("de", "1 Erinnerung genutzt", "2 Erinnerungen genutzt"),
                               ("en_US", "Used 1 memory", "Used 2 memories")):  # fmt: skip
        translation.use(language)
        assert QCoreApplication.translate("ActionRow", "Used %n memories", "", 1) == one
        assert QCoreApplication.translate("ActionRow", "Used %n memories", "", 2) == two


def visible_controls(root: QWidget) -> list[QWidget]:
    return [each for each in root.findChildren(QWidget) if isinstance(each, CONTROLS) and not _inside(each)]


def _inside(widget: QWidget) -> bool:
    """Parts that Qt makes inside its own controls (spin buttons, clear buttons, corner of a table)."""
    parent = widget.parentWidget()
    return isinstance(parent, CONTROLS) or widget.metaObject().className() in ("QTableCornerButton", "CloseButton")


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(open_window, page):
    user = open_window()
    user.say("hello dog")
    user.window.show_page(page)
    user.bot.wait(50)
    nameless = [
        each for each in visible_controls(user.window)
        if not each.isHidden()
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text().strip()))
        and not each.objectName().startswith("qt_") and not each.inherits("QLineEditIconButton")
    ]  # fmt: skip
    assert not nameless, [(each.metaObject().className(), each.objectName()) for each in nameless]


@pytest.mark.parametrize("page", PAGES)
def test_the_keyboard_reaches_every_control(open_window, page):
    user = open_window()
    user.window.show_page(page)
    user.bot.wait(20)
    unreachable = [
        each for each in visible_controls(user.window.pages[page])
        if each.isVisible() and each.isEnabled() and not each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.objectName().startswith("qt_") and not each.inherits("QLineEditIconButton")
    ]  # fmt: skip
    assert not unreachable, [(each.metaObject().className(), each.accessibleName()) for each in unreachable]


def cut_off(page):
    """What does not show the whole of its text, or is wider than what it scrolls in."""
    found = []
    for each in page.findChildren(QWidget):
        if not each.isVisible():
            continue
        if isinstance(each, QAbstractButton) and each.text() and each.minimumWidth() != 1:
            found += [(each.text(), each.width())] * (each.width() < each.minimumSizeHint().width() - 1)
        if isinstance(each, QLabel) and each.text() and not each.wordWrap():
            found += [(each.text(), each.height())] * (each.height() < each.fontMetrics().height() - 2)
        if isinstance(each, QLabel) and each.text() and each.wordWrap():
            found += [(each.text(), each.height())] * (each.height() < each.heightForWidth(each.width()) - 2)
        if isinstance(each, QScrollArea) and each.widget() is not None:
            wide = each.widget().width() > each.viewport().width() + 1
            found += [(each.accessibleName(), each.widget().width())] * wide
    return found


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.4, 2.0])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en_US", "de", "ar"])
def test_nothing_is_cut_off(open_window, qapp, page, scale, language):
    translation = Translation(qapp)
    translation.use(language)
    try:
        user = open_window()
        user.window.theme.set_scale(scale)
        user.window.show_page(page)
        for size in ((1280, 900), (1, 1)):  # as on a small laptop, and as small as the window can be made
            user.window.resize(*size)
            shown = [user.window.pages[page], user.window.sidebar]
            with contextlib.suppress(user.bot.TimeoutError):  # a machine that is busy lays out later
                user.until(lambda parts=shown: not any(map(cut_off, parts)))
            assert [cut_off(part) for part in shown] == [[], []], size
    finally:
        translation.use("en_US")


def test_right_to_left_is_mirrored(open_window, qapp):
    translation = Translation(qapp)
    translation.use("ar")
    try:
        user = open_window()
        user.say("hello dog")
        side, stack = user.window.sidebar, user.window.stack
        assert side.mapToGlobal(side.rect().topLeft()).x() > stack.mapToGlobal(stack.rect().topLeft()).x()
        mine = user.window.chat.view.message(user.window.session.turns[0].id)
        assert isinstance(mine, MessageView)
        assert mine._bubble.x() < mine.width() // 4  # the user's own words stand at the other side
    finally:
        translation.use("en_US")
