"""Words that are under way when something else happens: none is lost, and none lands in a chat that it was not for."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import QMimeData, Qt

from desktop.drafts import LONG_PASTE, WAIT
from desktop.limits import too_long
from engine import protocol
from engine.protocol import MAX_LINE, MAX_MESSAGE


class Slow:
    """A window whose engine can be halted, and what is asked of it."""

    def __init__(self, user, monkeypatch):
        self.user, self.asked = user, []
        self.window, self.session, self.composer = user.window, user.window.session, user.window.chat.composer
        ask = user.window.link.ask

        def listen(kind, *given, **fields):
            self.asked.append((kind, fields))
            return ask(kind, *given, **fields)

        monkeypatch.setattr(user.window.link, "ask", listen)

    @property
    def text(self):
        return self.composer.text.toPlainText()

    def of(self, kind):
        return [fields for each, fields in self.asked if each is kind]

    def halt(self):
        os.kill(self.window.link._process.processId(), signal.SIGSTOP)

    def go_on(self):
        os.kill(self.window.link._process.processId(), signal.SIGCONT)
        self.user.until(lambda: not self.session.busy)

    def send(self, words):
        self.user.type(words)
        self.user.bot.keyClick(self.composer.text, Qt.Key.Key_Return)

    def open(self, number):
        self.window.open_conversation(number)
        self.user.until(lambda: self.session.id == number)

    def drafts(self):
        """What the engine has."""
        heard = []
        self.window.link.ask(protocol.GetDrafts, heard.append)
        self.user.until(lambda: heard)
        return {each.conversation: each.text for each in heard[0].drafts}

    def edit(self, place=0):
        """The open box of a turn."""
        turn = self.session.turns[place].id
        self.window.chat.view.to_turn(turn)
        self.window.chat.view.message(turn)._act("edit")
        return self.window.chat.view.message(turn)._box


@pytest.fixture
def slow(open_window, monkeypatch):
    return Slow(open_window(), monkeypatch)


# --- a chat that was left before it had its id


def test_a_temporary_chat_is_never_the_ordinary_one_that_was_left(slow):
    slow.halt()
    slow.send("My dog is called Bramble")
    slow.window.new_chat(temporary=True)
    slow.user.bot.keyClicks(slow.composer.text, "a second text")
    slow.go_on()
    assert slow.session.id is None and slow.session.temporary
    assert slow.session.turns == [] and slow.text == "a second text"
    for words in ("my secret", "another"):
        slow.user.say(words)
    said = [(fields["conversation"], fields["temporary"]) for fields in slow.of(protocol.Say)]
    assert said == [(None, False), (None, True), (2, False)]  # nothing says that a stored conversation is temporary
    slow.open(1)
    assert [turn.text for turn in slow.session.turns][:1] == ["My dog is called Bramble"]


def test_an_answer_in_a_chat_that_was_left_is_found_there(slow):
    slow.halt()
    slow.send("pace 300")
    slow.window.new_chat()
    os.kill(slow.window.link._process.processId(), signal.SIGCONT)
    slow.user.until(lambda: slow.session.speed > 0)
    assert slow.session.busy and not slow.session.here
    slow.open(1)
    slow.user.until(lambda: slow.session.here and len(slow.user.texts[-1]) > 50)
    slow.session.stop()
    slow.user.until(lambda: not slow.session.busy)


def test_a_conversation_under_way_does_not_take_a_new_chats_place(slow):
    slow.user.say("one")
    first = slow.session.id
    slow.window.new_chat()
    slow.halt()
    slow.window.open_conversation(first)
    slow.window.new_chat(temporary=True)
    slow.user.bot.keyClicks(slow.composer.text, "private")
    slow.go_on()
    slow.drafts()  # the engine has answered all that was asked before
    assert slow.session.id is None and slow.session.temporary
    assert slow.text == "private"


def test_what_is_typed_before_a_new_chat_has_its_id_is_its_draft(slow):
    slow.halt()
    slow.send("first words")
    slow.user.type("the next ones")
    slow.go_on()
    number = slow.session.id
    assert slow.text == "the next ones"
    assert slow.drafts() == {number: "the next ones"}
    slow.window.new_chat()
    assert slow.text == ""
    slow.open(number)
    assert slow.text == "the next ones"


def test_a_draft_stays_when_something_else_is_sent(slow):
    slow.user.say("first words")
    slow.user.type("half a thought")
    box = slow.edit()
    box.text.setPlainText("other first words")
    box.accept.click()
    slow.user.until(lambda: not slow.session.busy)
    assert slow.text == "half a thought"
    slow.user.bot.wait(2 * WAIT)
    assert slow.drafts() == {slow.session.id: "half a thought"}


# --- an edit


def test_an_edit_waits_in_its_box_while_an_answer_runs(slow):
    slow.user.say("hello there")
    slow.send("pace 300")
    slow.user.until(lambda: slow.session.speed > 0)
    turn, box = slow.session.turns[0].id, slow.edit()
    box.text.setPlainText("a careful new version")
    box.accept.click()
    assert slow.session.busy and slow.window.chat.view.typing() == (turn, "edited", "a careful new version")
    slow.session.stop()
    slow.user.until(lambda: not slow.session.busy)
    box.accept.click()
    slow.user.until(lambda: slow.user.texts[:1] == ["a careful new version"] and not slow.session.busy)
    assert slow.window.chat.view.typing() == (0, "", "")


def test_edit_does_not_begin_anew_in_an_open_box(slow):
    slow.user.say("hello there")
    slow.edit().text.setPlainText("a careful new version")
    slow.window.commands_of_chat.edit_last()
    assert slow.window.chat.view.typing()[2] == "a careful new version"


# --- words that come back


def test_words_that_come_back_stand_before_newer_ones(slow):
    slow.user.say("one")
    slow.halt()
    slow.send("refuse this long text")
    slow.user.type("the next thing")
    slow.go_on()
    assert slow.text == "refuse this long text\n\nthe next thing"
    assert slow.drafts() == {slow.session.id: slow.text}


def test_words_come_back_to_the_chat_that_they_were_for(slow):
    slow.user.say("one")
    first = slow.session.id
    slow.halt()
    slow.send("refuse the words of one")
    slow.window.new_chat()
    slow.user.type("words of a new chat")
    slow.go_on()
    assert slow.text == "words of a new chat"
    slow.user.bot.wait(2 * WAIT)
    assert slow.drafts() == {first: "refuse the words of one", None: "words of a new chat"}
    slow.open(first)
    assert slow.text == "refuse the words of one"


def test_words_of_a_new_chat_come_back_to_it_and_not_to_a_temporary_one(slow):
    slow.halt()
    slow.send("refuse this")
    slow.window.new_chat(temporary=True)
    slow.user.type("private")
    slow.go_on()
    assert slow.text == "private"
    slow.window.new_chat()
    assert slow.text == "refuse this"


def test_words_of_a_temporary_chat_come_back_there_alone(slow):
    slow.window.new_chat(temporary=True)
    slow.halt()
    slow.send("refuse this")
    slow.user.type("and more")
    slow.go_on()
    assert slow.text == "refuse this\n\nand more"
    slow.halt()
    slow.send("refuse that")
    slow.window.new_chat(temporary=True)
    slow.go_on()
    assert slow.text == "" and slow.session.drafts == {}
    assert slow.of(protocol.KeepDraft) == []


# --- drafts


def test_a_temporary_message_leaves_the_draft_of_a_new_chat(slow):
    slow.user.type("a long unsent draft")
    slow.window.new_chat(temporary=True)
    slow.user.say("secret question")
    slow.window.new_chat()
    assert slow.text == "a long unsent draft"
    assert slow.drafts() == {None: "a long unsent draft"}


@pytest.mark.parametrize("first", [True, False])
def test_what_was_sent_is_no_draft_at_the_next_start(slow, first):
    if not first:
        slow.user.say("warm")
    slow.user.type("My message")
    slow.user.until(lambda: "My message" in slow.drafts().values())
    slow.user.bot.keyClick(slow.composer.text, Qt.Key.Key_Return)
    slow.user.until(lambda: not slow.session.busy)
    slow.user.bot.wait(2 * WAIT)
    assert slow.drafts() == {}


def test_what_was_forgotten_goes_from_the_drafts_and_from_the_screen(slow):
    slow.user.say("My dog is called Bramble")
    number = slow.session.id
    other = "typed by hand, and long: " + "word " * LONG_PASTE
    slow.window.new_chat()
    slow.composer.set_text(other)
    slow.open(number)
    slow.user.type("I said: Bramble")
    slow.edit().text.setPlainText("My dog is called Bramble.")
    slow.user.until(lambda: "I said: Bramble" in slow.drafts().get(number, ""))
    link, opened = slow.window.link, len(slow.of(protocol.OpenConversation))
    link.ask(protocol.KeepDraft, conversation=number, text="")  # as the engine does
    link._deliver(protocol.ForgetReceipt(counts={"drafts": 1}, left=0))
    assert slow.text == "" and slow.session.drafts == {}
    assert len(slow.of(protocol.OpenConversation)) == opened + 1  # what stands there was blanked
    slow.user.until(lambda: slow.session.drafts == {None: other})
    assert slow.session.draft_box.get(None) == (other, False)
    slow.user.until(lambda: slow.window.chat.view.typing() == (0, "", ""))
    slow.window.new_chat()
    slow.user.bot.wait(2 * WAIT)
    assert slow.drafts() == {None: other}
    link.restart()  # the fake has nothing after it, and is told what the window has
    slow.user.until(lambda: link.state == "ready")
    slow.user.until(lambda: slow.drafts() == {None: other})


def test_a_temporary_chat_that_is_opened_again_keeps_what_is_typed(slow):
    slow.window.new_chat(temporary=True)
    slow.user.say("secret")
    slow.user.type("more of it")
    opened = slow.user.bot.waitSignal(slow.session.opened)
    with opened:
        slow.window.link._deliver(protocol.ForgetReceipt(counts={}, left=0))
    assert slow.text == "more of it"


# --- a new look


def test_a_new_look_in_the_middle_of_an_answer_keeps_what_has_come(slow):
    slow.send("pace 400")
    slow.user.until(lambda: len(slow.user.texts) == 2 and len(slow.user.texts[1]) > 100)
    before = slow.user.texts[1]
    slow.window.theme.step(1)
    assert slow.user.texts[1].startswith(before)
    slow.user.until(lambda: len(slow.user.texts[1]) > len(before) + 50)
    assert slow.user.texts[1] == slow.session.growing.text
    view = slow.window.chat.view
    slow.user.until(lambda: view.message(view.turns[-1].id)._parts[0].toPlainText().startswith(before[:40]))
    slow.session.stop()
    slow.user.until(lambda: not slow.session.busy)
    assert slow.user.texts[1] == slow.session.turns[1].text
    slow.window.theme.step(-1)


def test_a_new_look_keeps_the_place_where_one_is_reading(open_window):
    user = open_window("--turns", "400")
    user.window.open_conversation(1)
    user.until(lambda: len(user.window.chat.view.turns) == 400)
    user.window.chat.view.to_turn(100)
    user.bot.wait(50)

    def place():
        """The turn at the upper edge, and how much of it is above."""
        number, above = user.window.chat.view._strip.anchor
        return number, above / user.window.chat.view._strip.entries[number].height

    number, above = place()
    user.window.theme.step(1)
    user.bot.wait(400)
    assert place()[0] == number
    assert abs(place()[1] - above) < 0.1
    user.window.chat.view.to_end()
    user.window.theme.step(-1)
    user.bot.wait(400)
    bar = user.window.chat.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


# --- too much


def test_too_many_files_are_refused_and_nothing_is_lost(slow):
    chat = slow.window.chat
    for number in range(9):
        chat.attachments.add(f"chapter {number}.txt", "word " * 24_000)
    slow.send("Please summarise")
    assert not slow.session.busy and slow.of(protocol.Say) == []
    assert slow.text == "Please summarise" and len(chat.attachments.files) == 9
    assert chat.banner.text.text() == "The message has more than 200,000 characters. Send it in parts."
    while len(chat.attachments.files) > 1:
        chat.attachments._files[0][2].click()
    slow.user.bot.keyClick(slow.composer.text, Qt.Key.Key_Return)
    slow.user.until(lambda: not slow.session.busy)
    assert len(slow.of(protocol.Say)) == 1 and chat.attachments.files == []


def test_an_edit_that_is_too_long_stays_in_its_box_and_is_no_draft(slow):
    slow.user.say("hello there")
    box = slow.edit()
    source = QMimeData()
    source.setText("word " * (MAX_LINE // 5))
    box.text.insertFromMimeData(source)
    box.accept.click()
    assert slow.window.chat.view.typing()[1] == "edited" and not slow.session.busy
    assert "more than 200,000 characters" in slow.window.chat.banner.text.text()
    slow.user.bot.wait(2 * WAIT)
    assert all(len(fields["text"]) < MAX_MESSAGE for fields in slow.of(protocol.KeepDraft))


@pytest.mark.parametrize(("text", "long"), [
    ("x" * MAX_MESSAGE, False), ("x" * (MAX_MESSAGE + 1), True), ("\N{GRINNING FACE}" * MAX_MESSAGE, False),
    ("\x1b" * (MAX_MESSAGE - 1), True),  # six bytes each, in a line
])  # fmt: skip
def test_what_one_message_may_hold(text, long):
    assert too_long(text) is long
    if not long:
        assert len(protocol.encode(protocol.Say(id=1, text=text))) < MAX_LINE
