"""Work that is under way in the window, and the keys and menus that lead to every command."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from shiboken6 import delete

from desktop.menu_bar import make_menu_bar
from desktop.tray import HERE, Tray, may_sleep_soon
from desktop.window import LATER
from engine import protocol

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_look_keeps_the_files_and_the_open_text_box(open_window):
    user = open_window()
    user.say("hello there")
    turn = user.window.session.turns[0].id
    user.window.chat.attachments.add("notes.txt", "Rye.")
    user.window.commands_of_chat.edit_last()
    user.window.chat.view.message(turn)._box.text.setPlainText("hello, edited")
    user.window.theme.flip()
    assert user.window.chat.attachments.files == [("notes.txt", "Rye.")]
    user.until(lambda: user.window.chat.view.message(turn) is not None)
    assert user.window.chat.view.typing() == (turn, "edited", "hello, edited")


def test_an_edit_that_is_being_typed_is_a_draft(open_window, monkeypatch):
    """It reaches the engine as typed words do, and goes when it is given up or sent."""
    user = open_window()
    user.say("hello there")
    number, kept = user.window.session.id, []
    ask = user.window.link.ask

    def listen(kind, handler=None, **fields):
        if kind is protocol.KeepDraft:
            kept.append(fields)
        return ask(kind, handler, **fields)

    monkeypatch.setattr(user.window.link, "ask", listen)
    user.window.commands_of_chat.edit_last()
    box = user.window.chat.view.message(user.window.session.turns[0].id)._box
    box.text.setPlainText("hello, edited")
    user.until(lambda: {"conversation": number, "text": "hello, edited"} in kept)
    box._end(False)
    user.until(lambda: kept[-1] == {"conversation": number, "text": ""})


def test_an_edit_that_was_left_open_waits_in_the_composer(open_window):
    user = open_window()
    user.say("hello there")
    number = user.window.session.id
    user.window.commands_of_chat.edit_last()
    user.window.chat.view.message(user.window.session.turns[0].id)._box.text.setPlainText("hello, edited")
    user.window.new_chat()
    assert user.window.chat.composer.text.toPlainText() == ""
    user.window.open_conversation(number)
    user.until(lambda: user.window.chat.composer.text.toPlainText() == "hello, edited")


def test_escape_stops_the_answer(open_window):
    user = open_window()
    user.type("pace 400")
    user.bot.keyClick(user.window.chat.composer.text, Qt.Key.Key_Return)
    user.until(lambda: user.window.session.speed > 0)
    user.bot.keyClick(user.window.chat.composer.text, Qt.Key.Key_Escape)
    user.until(lambda: not user.window.session.busy)
    assert user.window.session.turns[-1].state == "interrupted"


def test_files_alone_are_a_message(open_window):
    user = open_window()
    user.window.chat.attachments.add("notes.txt", "The parrot is 40.")
    assert user.window.chat.composer._button.isEnabled()
    user.window.chat.composer._button.click()
    user.until(lambda: user.texts and not user.window.session.busy)
    assert "The parrot is 40." in user.texts[0]
    assert not user.window.chat.composer._button.isEnabled()


def test_every_command_has_its_place_in_a_macs_menu_bar(open_window):
    user = open_window()
    bar = make_menu_bar(user.window)
    held = [action for menu in bar.findChildren(QMenu) for action in menu.actions() if not action.isSeparator()]
    for name, action in user.window.actions_by_name.items():
        assert held.count(action) == (1 if action.text() else 0), name
    roles = {action.menuRole() for action in held}
    assert roles >= {QAction.MenuRole.AboutRole, QAction.MenuRole.PreferencesRole, QAction.MenuRole.QuitRole}


def test_no_two_commands_share_a_key(open_window):
    user = open_window()
    keys = [action.shortcut().toString() for action in user.window.actions_by_name.values()]
    used = [key for key in keys if key]
    assert len(used) == len(set(used)) > 25


def test_the_keyboard_goes_from_conversation_to_conversation(open_window):
    user = open_window()
    for words in ("first one", "second one"):
        user.window.new_chat()
        user.say(words)
    user.until(lambda: len(user.window.conversations) == 2)
    newest, oldest = (each.id for each in user.window.conversations)
    user.window.actions_by_name["next"].trigger()
    user.until(lambda: user.window.session.id == oldest)
    user.window.actions_by_name["next"].trigger()  # there is none below
    user.window.actions_by_name["previous"].trigger()
    user.until(lambda: user.window.session.id == newest)


def test_what_was_added_by_hand_is_taken_back_and_added_again(open_window, monkeypatch):
    monkeypatch.setattr("desktop.fact_porter.ask_text", lambda *_: "The user's canoe is red.")
    user = open_window()
    user.window.commands_of_pages.add_memory()
    panel = user.window.pages["memory"]
    user.until(lambda: any(fact.text == "The user's canoe is red." for fact in panel.model.rows))
    panel.undo_stack.undo()
    user.until(lambda: not any("canoe" in fact.text for fact in panel.model.rows))
    panel.undo_stack.redo()
    user.until(lambda: any("canoe" in fact.text for fact in panel.model.rows))
    panel.porter.add()  # known now: it is only confirmed, and taking that back must not delete it
    assert panel.undo_stack.count() == 1


def test_a_new_look_keeps_the_search_the_filters_and_an_edited_memory_file(open_window):
    user = open_window()
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel.model.rows)
    panel.search.setText("dog")
    panel.bar._boxes[1].setCurrentIndex(3)
    chosen = panel.bar._boxes[1].currentData()
    panel.tabs.setCurrentIndex(1)
    user.until(lambda: panel.file.text.toPlainText())
    panel.file.text.appendPlainText("- The user's canoe is red.")
    user.window.show_page("chat")
    user.window.theme.step(1)
    user.window.theme.flip()
    user.window.show_page("memory")
    again = user.window.pages["memory"]
    assert again is not panel and again.tabs.currentIndex() == 1
    assert (again.search.text(), again.bar._boxes[1].currentData()) == ("dog", chosen)
    assert again.file.text.toPlainText().endswith("canoe is red.") and again.file.save.isEnabled()


def test_a_fact_shows_what_it_took_the_place_of(open_window):
    user = open_window()
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: len(panel.model.rows) > 3)
    new, old = panel.model.rows[0], panel.model.rows[1]
    panel.model.update_fact(msgspec.structs.replace(old, state="superseded", superseded_by=new.id))
    panel.show_fact(new.id)
    shown = [each for each in panel.detail.findChildren(QPushButton) if old.text in each.accessibleName()]
    assert shown
    shown[0].click()
    assert panel._chosen() == [old.id]


def test_the_tray_says_when_only_the_user_keeps_it_awake(qapp):
    def view(verdict, *reasons):
        return protocol.ConditionsView(verdict=verdict, reasons=reasons, signals=(), automatic=True, manner="careful",
                                       hours=(22.0, 6.0), least_idle=600.0, least_charge=40.0)  # fmt: skip

    tray = Tray()
    for shown, soon in (
        (view("go"), True), (view("wait", "you were here 42 seconds ago, less than 10 minutes"), True),
        (view("wait", "you were here 42 seconds ago, less than 10 minutes", "the machine runs on battery"), False),
        (view("wait", "it is outside your sleep hours, 22:30 to 6:00"), False), (view("off"), False),
        (view("nothing", "nothing new was said since the last night"), False),
    ):  # fmt: skip
        tray.show_conditions(shown)
        assert may_sleep_soon(shown) == tray.soon == soon
        assert ("soon" in tray._state.text()) == soon
    source = (ROOT / "engine/sleep/conditions.py").read_text()
    for part in HERE.pattern.split("|"):  # the engine still says so
        assert part.rstrip("$") in source


def test_instructions_can_be_given_before_the_first_message(open_window, monkeypatch):
    monkeypatch.setattr("desktop.dialogs.ask_text", lambda *_: "Answer in verse.")
    user = open_window()
    said = []
    ask = user.window.link.ask

    def listen(kind, handler=None, **fields):
        said.append((kind, fields.get("system")))
        return ask(kind, handler, **fields)

    monkeypatch.setattr(user.window.link, "ask", listen)
    user.window.actions_by_name["system"].trigger()
    user.say("hello there")
    assert (protocol.Say, "Answer in verse.") in said
    assert user.window.session.conversation.system in ("Answer in verse.", "")  # the fake engine forgets it
    user.say("and again")
    assert (protocol.Say, "") in said


def test_an_open_dialog_outlives_a_new_look(open_window):
    """The system turns dark at dusk while a memory is being typed."""
    user = open_window()
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel.model.rows)

    def type_and_turn():
        user.window.theme.flip()
        QApplication.activeModalWidget().findChild(QPlainTextEdit).setPlainText("The user's canoe is red.")
        QTimer.singleShot(2 * LATER, QApplication.activeModalWidget().accept)

    QTimer.singleShot(50, type_and_turn)
    panel.porter.add()
    user.until(lambda: user.window.pages.get("memory") is not panel)  # when it was closed, at last
    again = user.window.pages["memory"]
    user.until(lambda: any("canoe" in fact.text for fact in again.model.rows))


def test_a_new_look_keeps_the_search_for_conversations(open_window):
    user = open_window()
    for words in ("about dogs", "about cats"):
        user.window.new_chat()
        user.say(words)
    user.until(lambda: len(user.window.conversations) == 2)
    user.window.sidebar.search.setText("dogs")
    user.until(lambda: len(user.window.conversations) == 1)
    user.window.theme.flip()
    assert user.window.sidebar.search.text() == "dogs" and not user.window.sidebar._wait.isActive()
    user.window.sidebar.search.setText("dogs or")  # typed, and not asked for yet
    user.window.theme.flip()
    assert user.window.sidebar.search.text() == "dogs or" and user.window.sidebar._wait.isActive()
    user.window.sidebar.search.clear()
    user.until(lambda: len(user.window.conversations) == 2)


def test_the_menu_of_models_finds_its_button_after_a_new_look(open_window, monkeypatch):
    user = open_window()
    made, menu = [], user.window.menus.model_menu
    monkeypatch.setattr(user.window.menus, "model_menu", lambda offers: made.append(menu(offers)) or made[-1])
    old = user.window.chat
    user.window.chat.header.model.click()
    user.window.theme.flip()
    delete(old)
    user.until(lambda: made and made[0].isVisible())
    made[0].close()


def test_a_double_click_on_a_title_renames_and_a_new_list_waits(open_window):
    user = open_window()
    user.say("first one")
    user.window.new_chat()
    user.say("second one")
    user.until(lambda: len(user.window.conversations) == 2)
    user.bot.wait(100)
    shown = user.window.sidebar.list
    place, left = shown.visualRect(shown.rows.index(shown.rows.row_of(1))).center(), Qt.MouseButton.LeftButton
    user.bot.mouseClick(shown.viewport(), left, pos=place)
    user.bot.mouseDClick(shown.viewport(), left, pos=place)
    user.bot.mouseRelease(shown.viewport(), left, pos=place)
    user.until(lambda: user.window.session.id == 1)
    user.bot.wait(100)
    [editor] = shown.findChildren(QLineEdit)
    editor.setText("A better title")
    user.window.link.ask(protocol.ChangeConversation, conversation=2, title="told by somebody else")
    user.until(lambda: any(each.title.startswith("told") for each in user.window.conversations))
    assert shown.findChildren(QLineEdit) == [editor] and editor.text() == "A better title"
    user.bot.keyClick(editor, Qt.Key.Key_Return)
    user.until(lambda: {each.title for each in shown.rows.rows if not isinstance(each, str)}
               == {"A better title", "told by somebody else"})  # fmt: skip


def test_a_dead_engine_is_told_again_after_a_new_look(open_window, monkeypatch):
    monkeypatch.setenv("FAKE_REFUSE", "key_missing")
    user = open_window(ready=False)
    user.window.show_page("settings")
    user.until(lambda: user.window.link.state == "dead")
    for _ in range(2):
        banner = user.window.chat.banner
        assert not banner.isHidden() and "The key does not open" in banner.text.text()
        user.window.theme.flip()
    monkeypatch.delenv("FAKE_REFUSE")
    user.window.link.restart()
    user.until(lambda: user.window.link.state == "ready")
    assert user.window.news._refusal is None
