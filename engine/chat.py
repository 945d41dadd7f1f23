"""One turn: keep the user's words, recall what bears on them, answer, keep the answer.

It promises: `TurnSaved` is sent only after a synced commit; the user's words are committed before the first token; a
running answer is committed at least every second, and is kept as `interrupted` whatever ends it early. A message that
was said before (same `uid`) is stored once. Refuses to know where its events go and how the model works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.clock import Clock
from engine.errors import Trouble
from engine.memory.recall import recall
from engine.model.message import Message
from engine.prompt import fit, system_text
from engine.protocol import (
    MAX_MESSAGE,
    AnswerBegun,
    Changed,
    Event,
    Regenerate,
    Say,
    Token,
    Turn,
    TurnSaved,
    TurnState,
)
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.turns import Turns

if TYPE_CHECKING:
    from engine.model.language import Language

Reply = Callable[[Event], None]
Stop = Callable[[], bool]

SAVE_EVERY = 0.8  # seconds between two commits of a running answer; a second is promised
RECALLED = 3  # facts at most in one prompt: small models lose the right one among many
TITLE = 48  # characters of a conversation's title
ANSWER_SHARE = 4  # at least one part in so many of the context is left for the answer


class Chat:
    """Conversations with one model. `system` is the base system prompt."""

    def __init__(self, db: Database, turns: Turns, ledger: Ledger, clock: Clock, system: str) -> None:
        self._db, self._turns, self._ledger, self._clock, self._system = db, turns, ledger, clock, system

    def say(self, request: Say, language: Language, reply: Reply, stop: Stop) -> None:
        """Keep the message of `request` and answer it; raises `Trouble`, with nothing kept, where it cannot."""
        check(request.text)
        with self._db.transaction():
            turn = self._keep(request)
            answered = self._answered(turn) if request.uid else []
            facts, messages = ([], []) if answered else self._prompt(turn, language, request.max_tokens)
        reply(TurnSaved(turn=turn))
        for old in answered:
            reply(TurnSaved(turn=old))
        if not answered:
            self._answer(turn, facts, messages, request, language, reply, stop)

    def regenerate(self, request: Regenerate, language: Language, reply: Reply, stop: Stop) -> None:
        """Answer once more what the answer `request.turn` answered; the new answer is its sibling."""
        old = self._turns.turn(request.turn)
        if old.role != "assistant" or old.parent is None:
            raise Trouble("not_an_answer", "Only an answer can be given once more.", "Choose an answer.")
        turn = self._turns.turn(old.parent)
        facts, messages = self._prompt(turn, language, request.max_tokens)
        self._answer(turn, facts, messages, request, language, reply, stop)

    def preview(self, text: str, memories: bool, weights: bool) -> list[Message]:
        """The messages that a new conversation would begin with if `text` were said in it.

        `weights` tells whether an adapter answers for what has graduated; without one, everything is recalled.
        """
        facts = recall(self._ledger, text, RECALLED, weights=weights) if memories else []
        system = system_text(self._system, [fact.text for fact in facts])
        return [Message(role="system", content=system), Message(role="user", content=text)]

    def _keep(self, request: Say) -> Turn:
        """The user's turn for `request`: in the conversation it names, else in a new one."""
        if request.conversation is not None:
            parent = request.parent
            if parent is None and not request.root:
                parent = self._turns.newest_leaf(request.conversation)
            return self._turns.add_user(request.conversation, parent, request.text, request.uid, request.trust)
        fresh = self._turns.new_conversation(title(request.text), request.temporary)
        turn = self._turns.add_user(fresh, None, request.text, request.uid, request.trust)
        if turn.conversation != fresh:  # said before, under this uid; then it has its conversation already
            self._turns.delete_conversation(fresh)
        return turn

    def _answered(self, turn: Turn) -> list[Turn]:
        """The whole answer that `turn` has already, if any (it was said before, and the face did not hear of it)."""
        path = self._turns.path(turn.conversation, self._turns.newest_leaf(turn.conversation, below=turn.id))
        return [below for below in path if below.parent == turn.id and below.state == "whole"]

    def _prompt(self, turn: Turn, language: Language, max_tokens: int) -> tuple[list[Fact], list[Message]]:
        """What is recalled for the user's `turn`, and all that the model is given for it."""
        history = self._turns.path(turn.conversation, leaf=turn.id)[:-1]
        about = self._turns.conversation(turn.conversation)
        facts = [] if about.temporary else self._recall(turn.text, history, bool(language.adapter_id))
        system = system_text(self._system, [fact.text for fact in facts], about.system)
        room = language.context - min(max_tokens, language.context // ANSWER_SHARE)
        return facts, fit(system, history, turn.text, lambda messages: len(language.tokens(messages)), room)

    def _recall(self, text: str, history: Sequence[Turn], weights: bool) -> list[Fact]:
        """Facts that bear on `text`; when there are none, those of the last answer ("and what does she do there?").

        They come in order of id, so that the same facts make the same prompt, and the prompt cache holds.
        """
        found = recall(self._ledger, text, RECALLED, weights=weights)
        if not found:
            before = next((turn.facts for turn in reversed(history) if turn.role == "assistant"), ())
            found = [fact for fact in map(self._ledger.get, before) if fact.state in ("active", "uncertain")]
        return sorted(found, key=lambda fact: fact.id)

    def _answer(
        self,
        turn: Turn,
        facts: Sequence[Fact],
        messages: Sequence[Message],
        request: Say | Regenerate,
        language: Language,
        reply: Reply,
        stop: Stop,
    ) -> None:
        """Stream the answer to the user's `turn` and keep it."""
        model, adapter, used = language.model_id, language.adapter_id, tuple(fact.id for fact in facts)
        answer = self._turns.begin_answer(turn.conversation, turn.id, model, adapter, used)
        reply(Changed(conversations=(turn.conversation,)))
        text, state, tokens, speed = "", "interrupted", 0, 0.0
        saved = self._clock.monotonic()
        try:
            reply(AnswerBegun(turn=answer, conversation=turn.conversation, parent=turn.id))
            room = max(1, language.context - len(language.tokens(messages)))
            limit = min(request.max_tokens, room)
            for piece in language.stream(messages, max_tokens=limit, temperature=request.temperature, stop=stop):
                text, tokens, speed = text + piece.text, piece.tokens, piece.tokens_per_second
                if piece.text:
                    reply(Token(turn=answer, text=piece.text))
                if piece.finished in ("stop", "length"):
                    state = "whole"
                elif self._clock.monotonic() - saved >= SAVE_EVERY:
                    self._turns.save_answer(answer, text, "partial")
                    saved = self._clock.monotonic()
        finally:  # a stop, a lost face or an error: what was said is kept
            kept = self._turns.save_answer(answer, text, _state(state), tokens, speed)
        reply(TurnSaved(turn=kept))


def _state(state: str) -> TurnState:
    return "whole" if state == "whole" else "interrupted"


def check(text: str) -> None:
    """Raise `Trouble` for a message that cannot be one."""
    if not text.strip():
        raise Trouble("empty_message", "The message is empty.", "Write something first.")
    if len(text) > MAX_MESSAGE:
        sentence = f"The message has more than {MAX_MESSAGE:,} characters."
        raise Trouble("message_too_long", sentence, "Send it in parts.")
    if "\0" in text:
        raise Trouble("bad_text", "The message holds a NUL character, which is not text.", "Remove it.")


def title(text: str) -> str:
    """A conversation's title: the first words of its first message, on one line."""
    words = re.sub(r"\s+", " ", text[: 8 * TITLE]).strip()
    if len(words) <= TITLE:
        return words
    return words[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
