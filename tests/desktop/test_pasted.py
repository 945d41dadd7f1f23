"""Words that were pasted, attached or imported stay what they are, whichever way they take to the engine."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt

from desktop.drafts import LONG_PASTE
from engine import protocol

LONG = "My name is Orrin Vale and I live in Orrisbeck with my three horses. " * 5


def paste(user, text):
    source = QMimeData()
    source.setText(text)
    user.window.chat.composer.text.insertFromMimeData(source)


def send(user):
    user.bot.keyClick(user.window.chat.composer.text, Qt.Key.Key_Return)
    user.until(lambda: not user.window.session.busy)


def open_again(user, number):
    user.window.open_conversation(number)
    user.until(lambda: user.window.session.id == number)


def trust_first(user, trust):
    """Make the first turn one of `trust`."""
    turns = user.window.session.turns
    turns[0] = msgspec.structs.replace(turns[0], trust=trust)
    return turns[0].id


@pytest.fixture
def watched(open_window, monkeypatch):
    """A window, and the trust of all that is said in it."""
    user, said = open_window(), []
    ask = user.window.link.ask

    def listen(kind, *given, **fields):
        if kind is protocol.Say:
            said.append(fields["trust"])
        return ask(kind, *given, **fields)

    monkeypatch.setattr(user.window.link, "ask", listen)
    return user, said


@pytest.mark.parametrize(("before", "after"), [
    ("pasted", "pasted"), ("user_document", "user_document"), ("web", "web"),
    ("user_typed", "user_typed"), ("user_confirmed", "user_typed"),
])  # fmt: skip
def test_another_version_of_a_message_has_its_trust(watched, before, after):
    user, said = watched
    user.say("first words")
    user.window.chat._asked(trust_first(user, before), "edited", "first words!")
    user.until(lambda: not user.window.session.busy)
    assert said == ["user_typed", after]


def test_pasted_words_that_come_back_are_pasted_when_they_are_sent_again(watched):
    user, said = watched
    paste(user, "refuse this: " + LONG)
    send(user)
    assert user.window.chat.composer.text.toPlainText().startswith("refuse this")
    assert user.window.chat.composer.pasted
    send(user)
    assert said == ["pasted", "pasted"]
    user.say("refuse what I typed")
    assert not user.window.chat.composer.pasted
    send(user)
    assert said[2:] == ["user_typed", "user_typed"]


def test_an_edit_that_comes_back_has_the_trust_of_what_was_edited(watched):
    user, said = watched
    user.say("first words")
    user.window.chat._asked(trust_first(user, "user_document"), "edited", "refuse this file")
    user.until(lambda: user.window.chat.composer.text.toPlainText() == "refuse this file")
    user.until(lambda: not user.window.session.busy)
    send(user)
    assert said == ["user_typed", "user_document", "pasted"]


def test_each_draft_knows_whether_it_was_pasted(watched):
    user, said = watched
    user.say("one")
    first, composer = user.window.session.id, user.window.chat.composer
    paste(user, LONG)
    user.window.new_chat()
    assert composer.text.toPlainText() == "" and not composer.pasted
    user.say("I live in Leeds.")  # by hand: nothing of the other chat's
    open_again(user, first)
    assert composer.text.toPlainText() == LONG and composer.pasted
    send(user)
    user.say("typed again")
    assert said == ["user_typed", "user_typed", "pasted", "user_typed"]


def test_a_typed_draft_is_typed_beside_a_pasted_one(watched):
    user, said = watched
    user.say("one")
    first = user.window.session.id
    user.type("half of one")
    user.window.new_chat()
    paste(user, LONG)
    open_again(user, first)
    send(user)
    user.window.new_chat()
    assert user.window.chat.composer.pasted
    user.window.theme.flip()  # a new page takes it up
    user.until(user.window.sidebar.isVisible)
    open_again(user, first)
    user.window.new_chat()
    send(user)
    assert said == ["user_typed", "user_typed", "pasted"]


@pytest.mark.parametrize(("text", "pasted"), [("x" * LONG_PASTE, False), (LONG, True)])
def test_a_long_draft_from_before_the_last_end_may_be_anybodys(open_window, text, pasted):
    user = open_window()
    session, composer = user.window.session, user.window.chat.composer
    session.draft(text)
    session.keep_draft()
    session.drafts.clear()  # as after a start
    session.draft_box.load()
    user.until(lambda: composer.text.toPlainText() == text)
    assert composer.pasted is pasted


def test_an_engine_that_starts_again_changes_no_drafts_flag(open_window):
    user = open_window()
    user.say("one")
    first = user.window.session.id
    paste(user, LONG)
    user.window.new_chat()
    user.bot.keyClicks(user.window.chat.composer.text, LONG)
    got = user.bot.waitSignal(user.window.session.draft_box.changed)
    with got:
        user.window.session.draft_box.load()
    assert user.window.session.draft_box.get(None) == (LONG, False)
    assert user.window.session.draft_box.get(first) == (LONG, True)


@pytest.mark.parametrize("trust", ["pasted", "user_typed"])
def test_the_words_of_an_open_box_become_a_draft_of_the_same_trust(open_window, trust):
    user = open_window()
    user.say("first words")
    first, turn = user.window.session.id, trust_first(user, trust)
    user.window.commands_of_chat.edit_last()
    user.window.chat.view.message(turn)._box.text.setPlainText("other words")
    user.window.new_chat()
    open_again(user, first)
    assert user.window.chat.composer.text.toPlainText() == "other words"
    assert user.window.chat.composer.pasted is (trust == "pasted")


@pytest.mark.parametrize(("words", "pasted"), [("A short one.", False), (LONG, True)])
def test_a_long_correction_that_becomes_a_draft_may_be_anybodys(open_window, words, pasted):
    user = open_window()
    user.say("first words")
    first, answer = user.window.session.id, user.window.session.turns[1].id
    user.window.chat._asked(answer, "down", None)
    user.window.chat.view.message(answer)._box.text.setPlainText(words)
    user.window.new_chat()
    open_again(user, first)
    assert user.window.chat.composer.text.toPlainText() == words
    assert user.window.chat.composer.pasted is pasted


def test_a_paste_that_is_taken_away_and_brought_back_is_one(open_window):
    user = open_window()
    composer = user.window.chat.composer
    paste(user, LONG)
    composer.text.undo()
    assert composer.text.toPlainText() == "" and not composer.pasted
    composer.text.redo()
    assert composer.text.toPlainText() == LONG and composer.pasted


def test_pasted_words_beside_a_file_are_pasted(watched):
    user, said = watched
    user.window.chat.attachments.add("notes.txt", "The parrot is 40.")
    paste(user, LONG)
    send(user)
    user.window.chat.attachments.add("notes.txt", "The parrot is 40.")
    user.say("Read this")
    assert said == ["pasted", "user_document"]


def edit(user):
    """The open box of the first message, and its turn."""
    turn = user.window.session.turns[0].id
    user.window.commands_of_chat.edit_last()
    return turn, user.window.chat.view.message(turn)._box


def paste_beside(box, text):
    source = QMimeData()
    source.setText(text)
    box.text.insertFromMimeData(source)


@pytest.mark.parametrize(("words", "trust"), [(LONG, "pasted"), ("x" * LONG_PASTE, "user_typed")])
def test_words_that_were_pasted_into_an_edit_are_pasted(watched, words, trust):
    user, said = watched
    user.say("first words")
    _, box = edit(user)
    paste_beside(box, words)
    box.accept.click()
    user.until(lambda: not user.window.session.busy)
    assert user.texts[0] == "first words" + words.rstrip()
    assert said == ["user_typed", trust]


def test_a_paste_that_was_taken_out_of_an_edit_leaves_it_typed(watched):
    user, said = watched
    user.say("first words")
    _, box = edit(user)
    paste_beside(box, LONG)
    box.text.selectAll()
    user.bot.keyClicks(box.text, "mine")  # the field is empty between the two
    box.text.setPlainText("")
    user.bot.keyClicks(box.text, "mine")
    box.accept.click()
    user.until(lambda: not user.window.session.busy)
    assert said == ["user_typed", "user_typed"]


def test_a_paste_into_an_edit_outlives_a_new_look(watched):
    user, said = watched
    user.say("first words")
    turn, box = edit(user)
    paste_beside(box, LONG)
    user.window.theme.flip()
    user.until(lambda: user.window.chat.view.message(turn) is not None)
    assert user.window.chat.view.typing()[2] == "first words" + LONG
    user.window.chat.view.message(turn)._box.accept.click()
    user.until(lambda: not user.window.session.busy)
    assert said == ["user_typed", "pasted"]


def test_an_edit_with_a_paste_in_it_that_becomes_a_draft_is_pasted(watched):
    user, said = watched
    user.say("first words")
    first = user.window.session.id
    _, box = edit(user)
    paste_beside(box, LONG)
    user.window.new_chat()
    open_again(user, first)
    assert user.window.chat.composer.pasted
    send(user)
    assert said == ["user_typed", "pasted"]
