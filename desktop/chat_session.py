"""What one conversation asks of the engine and hears from it: say, answer, stop, branch, rate.

Promises: words that were not saved become a draft of their conversation again, and come back by `returned` where it is
shown; an answer that runs on while another conversation is looked at is found again on return; a chat that has no id
yet is never taken for another. Refuses to know any widget.
"""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject, Signal

from desktop.drafts import OWN, Drafts
from desktop.engine_link import EngineLink
from desktop.notes import Notes
from desktop.rating import rate
from desktop.running_answer import GROWING, PENDING, unnamed
from desktop.sending import Sending, begun_by
from desktop.turn_path import TurnPath
from engine import protocol
from engine.protocol import Conversation, Trust, Turn

MAX_TOKENS = 512  # of one answer


class ChatSession(QObject):
    """The open conversation. `conversation` is None while it has not been begun."""

    opened = Signal(list)  # the turns of the path
    said = Signal(object, int)  # a user's turn, and the id it had before (0: it is new)
    cut = Signal(object)  # everything after this turn id (None: everything) is gone from the path
    began = Signal(object)
    grew = Signal(str)
    answered = Signal(object, int)  # the answer, and the id it had before
    rated = Signal(object)
    busy_changed = Signal(bool)
    returned = Signal(str, bool)  # words of the shown conversation that could not be saved; whether they were pasted
    forgotten = Signal()  # something was, for good: what is shown may hold it
    trouble = Signal(object)
    changed = Signal()  # title, draft or state of the conversation
    begun = Signal(int)  # a new conversation has got its id

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self.conversation: Conversation | None = None
        self.temporary, self.system, self.max_tokens = False, "", MAX_TOKENS  # `system`: of one not begun yet
        self.turns = TurnPath()
        self._running: Sending | None = None
        self._loading: list[Turn] = []
        self._opening = 0  # the request
        self.notes, self.draft_box = Notes(link, self), Drafts(link, self)
        self.draft_box.changed.connect(self.changed)
        link.said.connect(self._heard)

    # --- state --------------------------------------------------------------------------------------------------

    @property
    def id(self) -> int | None:
        """The open conversation's id."""
        return self.conversation.id if self.conversation else None

    @property
    def busy(self) -> bool:
        """Whether an answer is being written, here or in another conversation."""
        return self._running is not None

    @property
    def speed(self) -> float:
        """Tokens per second of the running answer; 0 where none runs."""
        return self._running.speed if self._running else 0.0

    @property
    def here(self) -> bool:
        """Whether the running answer belongs to the conversation that is shown."""
        return self._running is not None and self._running.conversation == self.id

    @property
    def growing(self) -> Turn | None:
        """The answer that grows in the conversation that is shown, as far as it has come."""
        return self._running.growing if self._running is not None and self.here else None

    # --- opening ------------------------------------------------------------------------------------------------

    def new(self, temporary: bool = False) -> None:
        """Turn to a conversation that has not been begun."""
        self.draft_box.leave()
        self._link.forget(self._opening)  # or it would be shown in this one's place
        if self._running is not None:
            self._running.leave()
        self.conversation, self.temporary, self.system, self.turns = None, temporary, "", TurnPath()
        self.notes.open(None)
        self.opened.emit([])
        self.changed.emit()

    def open(self, conversation: int, through: int | None = None) -> None:
        """Turn to a stored conversation, on the path through a turn where one is given."""
        self.draft_box.leave()
        self._link.forget(self._opening)
        self._loading = []
        fields = {"conversation": conversation} | ({"through": through} if through else {})
        self._opening = self._link.ask(protocol.OpenConversation, self._hear_turns, **fields)

    def reopen(self) -> None:
        """Read the open conversation again."""
        if self.id is not None:
            self.open(self.id)

    def _heard(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.ForgetReceipt):
            self.draft_box.forget()
            self.forgotten.emit()
            self.reopen()

    def _hear_turns(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
        elif isinstance(event, protocol.ConversationTurns):
            self._loading += event.turns
            if event.more:
                return
            if self._running is not None:
                self._running.leave()
            self.conversation, self.temporary = event.conversation, event.conversation.temporary
            self.turns, self._loading = TurnPath(self._loading), []
            growing = self.growing
            if growing is not None:
                self.turns = self.turns.without(growing.id)
            self.opened.emit(self.turns)
            self.notes.open(self.id)
            if growing is not None:
                self.turns.append(growing)
                self.began.emit(growing)
            self.changed.emit()

    def rename(self, conversation: Conversation) -> None:
        """The list has heard of a new state of the open conversation."""
        if self.conversation and conversation.id == self.conversation.id:
            self.conversation = conversation
            self.changed.emit()

    # --- saying -------------------------------------------------------------------------------------------------

    def say(self, text: str, trust: Trust = "user_typed") -> None:
        """Send the user's words to the end of the path."""
        self._say(text, self.turns.end, trust)

    def edit(self, turn: int, text: str, pasted: bool = False) -> None:
        """Send another version of a turn: a branch beside it. Words that were not the user's own stay so."""
        place = self.turns.place(turn)
        if place < 0 or self.busy:
            return
        old = self.turns[place]
        del self.turns[place:]
        self.cut.emit(self.turns.end)
        own: Trust = "pasted" if pasted else "user_typed"
        self._say(text, old.parent, own if old.trust in OWN else old.trust)

    def _say(self, text: str, parent: int | None, trust: Trust) -> None:
        if self.busy:
            return
        self._running = Sending(text, self.id, trust=trust, temporary=self.temporary)
        pending = unnamed(PENDING, self.id or 0, parent, "user", text, trust)
        self.turns.append(pending)
        self.said.emit(pending, 0)
        self._link.ask(
            protocol.Say, self._hear_answer, text=text, uid=uuid.uuid4().hex, conversation=self.id, parent=parent,
            root=parent is None and self.id is not None, trust=trust, temporary=self.temporary and self.id is None,
            system=self.system if self.id is None else "", max_tokens=self.max_tokens,
        )  # fmt: skip
        self.busy_changed.emit(True)

    def regenerate(self, turn: int) -> None:
        """Answer once more: a branch beside the answer `turn`."""
        place = self.turns.place(turn)
        if place < 1 or self.busy:
            return
        del self.turns[place:]
        self.cut.emit(self.turns[-1].id)
        self._running = Sending("", self.id, saved=True)
        self._grow_from(self.turns[-1].id)
        self._link.ask(protocol.Regenerate, self._hear_answer, turn=turn, max_tokens=self.max_tokens)
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """End the running answer; what is there is kept."""
        if self.busy:
            self._link.ask(protocol.Stop)

    def branch(self, turn: int, step: int) -> None:
        """Go to the version before (-1) or after (1) a turn."""
        place = self.turns.place(turn)
        siblings = self.turns[place].siblings if place >= 0 else ()
        there = siblings.index(turn) + step if turn in siblings else -1
        if self.id is not None and 0 <= there < len(siblings) and not self.here:
            self.open(self.id, through=siblings[there])

    def rate(self, turn: int, rating: int, correction: str = "") -> None:
        """Thumbs up, down or neither; shown once the engine has it."""
        rate(self, self._link, turn, rating, correction)

    # --- hearing an answer --------------------------------------------------------------------------------------

    def _hear_answer(self, event: protocol.AnyEvent) -> None:
        running = self._running
        if running is None:
            return
        if isinstance(event, protocol.TurnSaved) and event.turn.role == "user":
            self._user_saved(running, event.turn)
        elif isinstance(event, protocol.AnswerBegun):
            self._answer_begun(running, event)
        elif isinstance(event, protocol.Token):
            self._token(running, event)
        elif isinstance(event, protocol.TurnSaved):
            self._answer_saved(running, event.turn)
        elif isinstance(event, protocol.TroubleEvent):
            self._answer_failed(running, event)
        elif isinstance(event, protocol.Done):
            self._end()

    def _user_saved(self, running: Sending, turn: Turn) -> None:
        running.saved = True
        here = running.conversation == self.id
        running.conversation = turn.conversation
        if not here:
            return
        if self.conversation is None:
            self.conversation = begun_by(turn, self.temporary, self.system)
            if not self.temporary:
                self.draft_box.begin(turn.conversation)
            self.notes.open(turn.conversation)
            self.begun.emit(turn.conversation)
        self.draft_box.let_go(turn.conversation)
        if self.turns.place(PENDING) >= 0:
            self.turns.replace(PENDING, turn)
            self.said.emit(turn, PENDING)
        elif self.turns.place(turn.id) < 0:  # the conversation was opened again meanwhile
            self.turns.append(turn)
            self.said.emit(turn, 0)
        self._grow_from(turn.id)

    def _grow_from(self, parent: int) -> None:
        growing = unnamed(GROWING, self.id or 0, parent, "assistant")
        if self._running is not None:
            self._running.turn = growing
        self.turns.append(growing)
        self.began.emit(growing)

    def _answer_begun(self, running: Sending, event: protocol.AnswerBegun) -> None:
        if running.begun(event) and self.here and running.turn is not None:
            self.turns.replace(GROWING, running.turn)
            self.answered.emit(running.turn, GROWING)

    def _token(self, running: Sending, event: protocol.Token) -> None:
        running.grow(event.text)
        if self.here:
            self.grew.emit(event.text)

    def _answer_saved(self, running: Sending, turn: Turn) -> None:
        if self.here:
            self.turns.replace(turn.id, turn)
            self.answered.emit(turn, turn.id)
        running.turn = turn

    def _answer_failed(self, running: Sending, event: protocol.TroubleEvent) -> None:
        if self.here and (kept := running.interrupted) is not None:
            self.turns.replace(kept.id, kept)
            self.answered.emit(kept, kept.id)
        elif self.here:
            self.turns = self.turns.without(PENDING, GROWING, running.turn.id if running.turn else GROWING)
            self.cut.emit(self.turns.end)
        if not running.saved and not running.temporary:
            self.draft_box.give_back(running.draft, running.text, running.pasted)
        if not running.saved and running.shown_in(self.id, self.temporary):
            self.returned.emit(running.text, running.pasted)
        self._end()
        self.trouble.emit(event)

    def _end(self) -> None:
        self._running = None
        self.busy_changed.emit(False)

    # --- drafts -------------------------------------------------------------------------------------------------

    @property
    def drafts(self) -> dict[int | None, str]:
        """Words typed and not yet sent, by conversation."""
        return self.draft_box.texts

    def draft(self, text: str, pasted: bool = False) -> None:
        """The user has typed, or pasted."""
        if not self.temporary:
            self.draft_box.type(self.id, text, pasted)

    def keep_draft(self) -> None:
        """Bring the open conversation's draft to the engine now."""
        if not self.temporary:
            self.draft_box.keep(self.id)
