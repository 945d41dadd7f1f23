"""The chat page: header, conversation, composer, put together and joined to a session.

Refuses to know where conversations are listed and how the engine is reached.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import message_wishes
from desktop.attachments import Attachments
from desktop.banner import Banner
from desktop.chat_header import ChatHeader
from desktop.chat_session import ChatSession
from desktop.chat_view import ChatView
from desktop.composer import Composer
from desktop.empty_state import EmptyState
from desktop.engine_words import trouble_words
from desktop.find_bar import FindBar
from desktop.limits import too_long, trouble
from desktop.style import mark
from desktop.theme import MEASURE, Theme
from desktop.words import number_words
from engine.protocol import Trust, Turn

HINT_EVERY = 500  # milliseconds between two looks at the speed


class ChatPage(QWidget):
    """One conversation and what can be done with it."""

    menu_wanted = Signal()
    memories_wanted = Signal(int)
    notes_wanted = Signal(int)
    models_wanted = Signal()
    sidebar_wanted = Signal()

    def __init__(self, theme: Theme, session: ChatSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.session = theme, session
        mark(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header = ChatHeader(theme)
        self.banner = Banner(theme)
        self.finder = FindBar(theme)
        self.view = ChatView(theme)
        self.composer = Composer(theme)
        self.attachments = Attachments(theme)
        self._stack = QStackedWidget()
        self._empty: QWidget = QWidget()
        self._state_hint = ""
        self._go_to, self._mark = 0, ""
        self._lay_out()
        self._join()
        self._hint = QTimer(self, interval=HINT_EVERY)
        self._hint.timeout.connect(self._show_hint)
        self._opened([turn for turn in session.turns if session.growing is None or turn.id != session.growing.id])
        if session.growing is not None:
            self.view.begin(session.growing)
        self._show_notes()
        self._show_header()

    # --- making -------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = self._theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        self._narrow = [self._column(self.banner), self._column(self.finder)]
        for column in self._narrow:
            layout.addWidget(column)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        layout.addWidget(self._stack, 1)
        foot = QWidget()
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(6))
        inside.addWidget(self.attachments)
        inside.addWidget(self.composer)
        layout.addWidget(self._column(foot))
        layout.addSpacing(px(16))

    def _column(self, widget: QWidget) -> QWidget:
        """`widget` in the middle, as wide as the messages."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(self._theme.px(24), 0, self._theme.px(24), 0)
        widget.setMaximumWidth(self._theme.px(MEASURE + 32))
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        return holder

    def _join(self) -> None:
        session, view, composer, header = self.session, self.view, self.composer, self.header
        header.sidebar_wanted.connect(self.sidebar_wanted)
        header.menu_wanted.connect(self.menu_wanted)
        header.models_wanted.connect(self.models_wanted)
        header.find_wanted.connect(lambda: self.open_find())
        header.temporary_wanted.connect(lambda wanted: session.new(temporary=wanted))
        session.opened.connect(self._opened)
        session.said.connect(self._said)
        session.cut.connect(view.keep_until)
        session.began.connect(view.begin)
        session.grew.connect(view.grow)
        session.answered.connect(self._answered)
        session.rated.connect(view.update_turn)
        session.busy_changed.connect(self._busy)
        session.returned.connect(self._returned)
        session.forgotten.connect(self._forgotten)
        session.changed.connect(self._show_header)
        session.notes.changed.connect(self._show_notes)
        view.asked.connect(self._asked)
        composer.sent.connect(self._send)
        composer.stopped.connect(session.stop)
        composer.changed.connect(session.draft)
        composer.files.connect(self.attachments.read)
        composer.attach.connect(self.attachments.choose)
        self.attachments.refused.connect(self._refused)
        self.attachments.changed.connect(composer.set_files)
        self.finder.queried.connect(view.set_query)
        self.finder.found.connect(view.to_turn)

    # --- the session speaks -------------------------------------------------------------------------------------

    def _opened(self, turns: list[Turn]) -> None:
        self.view.show_turns(turns)
        self._show_stack()
        self.finder.hide()
        self.view.set_query("")
        if not self.session.temporary or self.session.id is None:  # one that has an id was only opened again
            self.composer.show_draft(*self._draft())
        if self._go_to or self._mark:
            QTimer.singleShot(0, self, self._go)
        self._busy(self.session.busy)

    def _draft(self) -> tuple[str, bool]:
        return ("", False) if self.session.temporary else self.session.draft_box.get(self.session.id)

    def _returned(self, text: str, pasted: bool) -> None:
        if self.session.temporary:  # it has no draft
            self.composer.put_before(text, pasted)
        else:
            self.composer.show_draft(*self._draft())

    def _forgotten(self) -> None:
        if not self.session.temporary:
            self.composer.show_draft(*self._draft())

    def _show_stack(self) -> None:
        if self.session.turns or self.session.id is not None:
            self._stack.setCurrentWidget(self.view)
            return
        empty = EmptyState(self._theme, self.session.temporary, datetime.now().astimezone().hour)
        empty.suggested.connect(self._suggested)
        old, self._empty = self._empty, empty
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _said(self, turn: Turn, before: int) -> None:
        if before:
            self.view.update_turn(turn, instead_of=before)
        else:
            self._stack.setCurrentWidget(self.view)
            self.view.add_turns([turn])
            self.view.to_end()

    def _answered(self, turn: Turn, before: int) -> None:
        if turn.id != before:
            self.view.rename_growing(turn)
            return
        self.view.update_turn(turn, instead_of=before)
        announcement = QAccessibleAnnouncementEvent(self.view, self.tr("Answer: {0}").format(turn.text[:600]))
        QAccessible.updateAccessibility(announcement)
        self._show_header()

    def _busy(self, busy: bool) -> None:
        self.composer.set_busy(busy)
        if busy:
            self._hint.start()
        else:
            self._hint.stop()
        self._show_hint()

    def _show_notes(self) -> None:
        self.view.show_notes(self.session.notes.by_turn)

    # --- the user speaks ----------------------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        attached = self.attachments.text
        whole = "\n\n".join(filter(None, (text, attached)))
        if too_long(whole):
            self.refuse_long()
            return
        trust: Trust = "pasted" if self.composer.pasted else "user_document" if attached else "user_typed"
        self.attachments.take()
        self.composer.set_text("")
        self.session.say(whole, trust)

    def refuse_long(self) -> None:
        """Tell that this is too long for one message."""
        self.banner.show_trouble("warning", trouble_words(trouble()))

    def _asked(self, turn: int, action: str, argument: object) -> None:
        message_wishes.fulfil(self, turn, action, argument)

    def _suggested(self, words: str) -> None:
        self.composer.set_text(words)
        self.composer.text.setFocus()

    def _refused(self, name: str) -> None:
        sentence = self.tr("“{0}” is not a text file of up to 120,000 characters.").format(name)
        self.banner.show_trouble("warning", sentence)

    def open_find(self, words: str = "") -> None:
        """Open the find bar."""
        self.finder.open_bar(self.session.turns, words)

    def go_to(self, turn: int, words: str = "") -> None:
        """Once the conversation is shown: go to a turn and mark words."""
        self._go_to, self._mark = turn, words

    def _go(self) -> None:
        turn, words = self._go_to, self._mark
        self._go_to, self._mark = 0, ""
        self.view.set_query(words)
        if turn:
            self.view.to_turn(turn)

    # --- being made anew ----------------------------------------------------------------------------------------

    def kept(self) -> dict[str, Any]:
        """The words in the composer, the files beside it, an open text box, and where one is reading."""
        typing = self.view.typing()
        return {"words": self.composer.text.toPlainText(), "pasted": self.composer.pasted,
                "files": self.attachments.files, "typing": typing, "pasted beside": self.view.pasted(typing[0]),
                "place": self.view.reading()}  # fmt: skip

    def take_back(self, kept: dict[str, Any]) -> None:
        """Go on with them."""
        self.composer.set_text(kept["words"], kept["pasted"])
        for name, text in kept["files"]:
            self.attachments.add(name, text)
        turn, action, words = kept["typing"]
        if action:
            self.view.to_turn(turn)
            message = self.view.message(turn)
            if message is not None:
                message.type_on(action, words, kept["pasted beside"])
        self.view.to_turn(*kept["place"])
        QTimer.singleShot(0, self, lambda: self.view.to_turn(*kept["place"]))  # it has its true width then

    # --- what stands around it ----------------------------------------------------------------------------------

    def set_state(self, hint: str) -> None:
        """What the engine is doing, in a few words; empty when it is ready."""
        self._state_hint = hint
        self._show_hint()

    def _show_hint(self) -> None:
        session = self.session
        if session.busy and not session.here:
            words = self.tr("Answering in another chat")
        elif session.speed:
            words = self.tr("{0} tokens/s").format(number_words(session.speed, 1))
        else:
            words = self._state_hint
        self.composer.set_hint(words)

    def show_model(self, name: str, context: int) -> None:
        """The model that answers, and how many tokens it can read at once."""
        self.header.show_model(name)
        self.header.set_context(context)

    def _show_header(self) -> None:
        session = self.session
        self.header.show_conversation(session.conversation, session.temporary, session.turns)
        if not self.composer.text.toPlainText():
            self.composer.show_draft(*self._draft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower page shortens the title."""
        super().resizeEvent(event)
        self.header.fit()
