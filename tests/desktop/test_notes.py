"""The chip under a message that tells what was noted, and its popup; the window's models."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.noted import NotedPopup
from desktop.notes import chip_words, notes_by_turn
from engine import protocol
from tests.desktop.fake_engine import FakeEngine

FACTS = list(FakeEngine(6).facts.values())


def chips(user, turn):
    message = user.window.chat.view.message(turn)
    return [b for b in message.findChildren(QPushButton) if "Noted" in b.text() and b.isVisible()] if message else []


def test_facts_stand_under_the_turn_they_were_read_from():
    import msgspec

    gone = msgspec.structs.replace(FACTS[1], state="deleted")
    found = notes_by_turn([FACTS[0], gone, FACTS[2]], conversation=1)
    assert {turn: [fact.id for fact in facts] for turn, facts in found.items()} == {1: [1, 3]}
    assert notes_by_turn(FACTS, conversation=2) == {}


def test_one_note_is_told_in_full_and_many_by_their_number(qapp):
    from desktop.i18n import Translation

    Translation(qapp).use("en_US")
    assert chip_words(FACTS[:1]) == "Noted: The user's sister Priya lives in Lisbon."
    assert chip_words(FACTS[:3]) == "Noted 3 things"


def open_popup(open_window):
    user = open_window()
    user.say("My dog is called Bramble")
    turn = user.window.session.turns[0].id
    user.until(lambda: chips(user, turn))
    chips(user, turn)[0].click()
    return user, turn, user.window.menus.popup


def press(user, part, label):
    """Buttons are shown a moment after they are made."""

    def found():
        return [b for b in part.findChildren(QPushButton) if b.text() == label and b.isVisible()]

    user.until(found)
    found()[0].click()


def test_a_note_is_undone_and_put_back(open_window):
    user, turn, popup = open_popup(open_window)
    assert isinstance(popup, NotedPopup)
    assert len(popup.parts) == 3
    part = popup.parts[0]
    press(user, part, "Undo")
    user.until(lambda: part.fact.state == "deleted")
    user.until(lambda: len(user.window.session.notes.by_turn[turn]) == 2)
    assert chips(user, turn)[0].text() == "Noted 2 things"
    press(user, part, "Put back")
    user.until(lambda: part.fact.state == "active")
    popup.close()


def test_a_note_is_edited_in_place(open_window):
    user, turn, popup = open_popup(open_window)
    part = popup.parts[0]
    press(user, part, "Edit")
    part.field.setText("The user's dog is called Rex.")
    press(user, part, "Save")
    user.until(lambda: part.fact.text == "The user's dog is called Rex.")
    user.until(lambda: user.window.session.notes.by_turn[turn][0].text == "The user's dog is called Rex.")
    popup.close()


def test_why_shows_the_words_and_the_gates(open_window):
    user, _, popup = open_popup(open_window)
    part = popup.parts[0]
    press(user, part, "Why")
    user.until(lambda: any("my dog Bramble" in label.text() for label in part.findChildren(QLabel)))
    assert any("You said it yourself" in label.text() for label in part.findChildren(QLabel))
    popup.close()


def test_show_in_memory_selects_the_fact(open_window):
    user, _, popup = open_popup(open_window)
    fact = popup.parts[2].fact.id
    press(user, popup.parts[2], "Show in Memory")
    user.until(lambda: user.window.page == "memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel._chosen() == [fact])


def test_enter_in_one_note_does_nothing_to_another(open_window):
    user, _, popup = open_popup(open_window)
    part, sent, ask = popup.parts[1], [], user.window.link.ask
    press(user, part, "Edit")
    part.field.setText("The user's sister lives in Porto.")

    def watched(kind, *given, **fields):
        sent.extend([fields] if kind is protocol.ChangeFact else [])
        return ask(kind, *given, **fields)

    user.window.link.ask = watched
    user.bot.keyClick(part.field, Qt.Key.Key_Return)
    user.until(lambda: part.fact.text == "The user's sister lives in Porto.")
    assert sent == [{"fact": part.fact.id, "text": part.fact.text}]
    popup.close()
