"""One turn: keep the user's words, recall what bears on them, answer, keep the answer.

It promises: `TurnSaved` is sent only after a synced commit; the user's words are committed before the first token; a
running answer is committed at least every second, and is kept as `interrupted` whatever ends it early. A message that
was said before (same `uid`) is stored once. Refuses to know where its events go and how the model works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.call import Call
from engine.clock import Clock
from engine.errors import Trouble
from engine.memory.episodes import Episodes
from engine.memory.meaning import Meaning
from engine.memory.recall import recall
from engine.memory.recall import say as spoken
from engine.model.message import Message, Piece
from engine.prompt import fit, system_text
from engine.protocol import (
    MAX_MESSAGE,
    AnswerBegun,
    Changed,
    Regenerate,
    Say,
    Token,
    Turn,
    TurnSaved,
    TurnState,
)
from engine.store.adapters import Adapters
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.turns import Turns

if TYPE_CHECKING:
    from engine.model.language import Language

SAVE_EVERY = 0.8  # seconds between two commits of a running answer; a second is promised
RECALLED = 3  # facts at most in one prompt: small models lose the right one among many
REPETITION = 1.1  # how much less likely a word becomes that the answer has just said: small models go in circles
TITLE = 48  # characters of a conversation's title
ANSWER_SHARE = 4  # at least one part in so many of the context is left for the answer


class Chat:
    """Conversations with one model. `system` is the base system prompt."""

    def __init__(
        self, db: Database, turns: Turns, ledger: Ledger, clock: Clock, system: str, meaning: Meaning | None = None
    ) -> None:
        self._episodes = Episodes(db, meaning)
        self._db, self._turns, self._ledger, self._clock, self._system = db, turns, ledger, clock, system

    def say(self, request: Say, language: Language, call: Call) -> None:
        """Keep the message of `request` and answer it; raises `Trouble`, with nothing kept, where it cannot."""
        check(request.text)
        with self._db.transaction():
            turn = self._keep(request)
            answered = self._answered(turn) if request.uid else []
            facts, messages = ([], []) if answered else self._prompt(turn, language, request.max_tokens)
        call.reply(TurnSaved(turn=turn))
        for old in answered:
            call.reply(TurnSaved(turn=old))
        if not answered:
            self._answer(turn, facts, messages, request, language, call)

    def regenerate(self, request: Regenerate, language: Language, call: Call) -> None:
        """Answer once more what the answer `request.turn` answered; the new answer is its sibling."""
        old = self._turns.turn(request.turn)
        if old.role != "assistant" or old.parent is None:
            raise Trouble("not_an_answer", "Only an answer can be given once more.", "Choose an answer.")
        turn = self._turns.turn(old.parent)
        facts, messages = self._prompt(turn, language, request.max_tokens)
        self._answer(turn, facts, messages, request, language, call)

    def preview(self, text: str, memories: bool, weights: bool) -> list[Message]:
        """The messages that a new conversation would begin with if `text` were said in it.

        `weights` tells whether an adapter answers for what has graduated; without one, everything is recalled.
        """
        facts = recall(self._ledger, text, RECALLED, weights=weights) if memories else []
        told = self._episodes.quotations(text, 0) if memories and not facts else []
        system = system_text(self._system, [*self._spoken(facts), *told])
        return [Message(role="system", content=system), Message(role="user", content=text)]

    def _spoken(self, facts: list[Fact]) -> list[str]:
        """The facts as the prompt quotes them today."""
        today = self._clock.local().date()
        return [spoken(fact, today) for fact in facts]

    def by_heart(self, language: Language, said: Sequence[Message]) -> bool:
        """Whether the weights answer for what has graduated: an adapter is worn, it speaks to what was `said`, and it
        was this model that slept last.

        After a change of models everything is in the prompt, until a night has taught the new one; so it is while an
        older adapter is still worn, in the moments after another process has published a newer one.
        """
        adapters = Adapters(self._db, self._clock)
        newest = adapters.current_adapter(language.model_id)
        if adapters.taught() not in ("", language.model_id) or (newest and newest.id != language.adapter_id):
            return False
        return bool(language.adapter_id) and language.speaks(said)

    def _keep(self, request: Say) -> Turn:
        """The user's turn for `request`: in the conversation it names, else in a new one."""
        if request.conversation is not None:
            parent = request.parent
            if parent is None and not request.root:
                parent = self._turns.newest_leaf(request.conversation)
            return self._turns.add_user(request.conversation, parent, request.text, request.uid, request.trust)
        fresh = self._turns.new_conversation(title(request.text), request.temporary, request.system)
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
        said = [Message(role="user", content=each.text) for each in (*history, turn) if each.role == "user"]
        room = language.context - min(max_tokens, language.context // ANSWER_SHARE)

        def told(weights: bool) -> tuple[list[Fact], list[Message]]:
            facts = [] if about.temporary else self._recall(turn.text, history, weights)
            quoted = [] if facts or about.temporary else self._episodes.quotations(turn.text, turn.conversation)
            system = system_text(self._system, [*self._spoken(facts), *quoted], about.system)
            return facts, fit(system, history, turn.text, lambda messages: len(language.tokens(messages)), room)

        heart = not about.temporary and self.by_heart(language, said)
        facts, messages = told(heart)
        if heart and not language.speaks(messages):  # joined, or without what was cut, it sounds like something else
            facts, messages = told(False)
        return facts, messages

    def _recall(self, text: str, history: Sequence[Turn], weights: bool) -> list[Fact]:
        """Facts that bear on `text`; when there are none, those of the last answer ("and what does she do there?").

        They come in order of id, so that the same facts make the same prompt, and the prompt cache holds.
        """
        found = recall(self._ledger, text, RECALLED, weights=weights)
        if not found:
            before = next((turn.facts for turn in reversed(history) if turn.role == "assistant"), ())
            kept = [fact for fact in map(self._ledger.get, before) if fact.state in ("active", "uncertain")]
            found = [fact for fact in kept if fact.lives == "prompt" or not weights]
        return sorted(found, key=lambda fact: fact.id)

    def _answer(
        self,
        turn: Turn,
        facts: Sequence[Fact],
        messages: Sequence[Message],
        request: Say | Regenerate,
        language: Language,
        call: Call,
    ) -> None:
        """Stream the answer to the user's `turn`, and keep it however it ends."""
        bare = self._turns.conversation(turn.conversation).temporary or not language.speaks(messages)
        model, adapter, used = language.model_id, "" if bare else language.adapter_id, [fact.id for fact in facts]
        answer = Growing(
            self._turns, self._clock, self._turns.begin_answer(turn.conversation, turn.id, model, adapter, used)
        )
        try:
            call.reply(Changed(conversations=(turn.conversation,)))
            call.reply(AnswerBegun(turn=answer.id, conversation=turn.conversation, parent=turn.id))
            pieces = language.stream(
                messages,
                max_tokens=request.max_tokens,
                temperature=request.temperature,
                stop=call.stop,
                repetition=REPETITION,
                bare=bare,
            )
            for piece in pieces:
                answer.add(piece)
                if piece.text:
                    call.reply(Token(turn=answer.id, text=piece.text))
        finally:  # a stop, a lost face or an error: what was said is kept
            kept = answer.end()
        call.reply(TurnSaved(turn=kept))


class Growing:
    """The answer `id` while it is written: on disk at least every second."""

    def __init__(self, turns: Turns, clock: Clock, number: int) -> None:
        self._turns, self._clock, self.id = turns, clock, number
        self._saved = clock.monotonic()
        self._text, self._tokens, self._speed = "", 0, 0.0
        self._state: TurnState = "interrupted"

    def add(self, piece: Piece) -> None:
        """The next piece of it."""
        self._text += piece.text
        self._tokens, self._speed = piece.tokens, piece.tokens_per_second
        if piece.finished in ("stop", "length"):
            self._state = "whole"
        elif self._clock.monotonic() - self._saved >= SAVE_EVERY:
            self._turns.save_answer(self.id, self._text, "partial")
            self._saved = self._clock.monotonic()

    def end(self) -> Turn:
        """The answer as it is kept: whole, or interrupted."""
        return self._turns.save_answer(self.id, self._text, self._state, self._tokens, self._speed)


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
