"""Answers about conversations: saying something, and everything that the list and the page of a conversation ask."""

from __future__ import annotations

from engine.call import Call, parts
from engine.desk import Desk
from engine.errors import Trouble
from engine.model.message import Message
from engine.protocol import (
    MAX_MESSAGE,
    ChangeConversation,
    Changed,
    ConversationList,
    Conversations,
    ConversationTurns,
    DeleteConversation,
    DraftList,
    GetDrafts,
    ImportConversation,
    KeepDraft,
    OpenConversation,
    PromptText,
    Rate,
    Regenerate,
    Say,
    ShowPrompt,
    TurnSaved,
)

MAX_IMPORTED = 100_000  # turns of one imported conversation; more is no conversation


def say(desk: Desk, request: Say, call: Call) -> None:
    """See `Chat.say`. The model is loaded first, so that nothing is kept where nothing can be answered."""
    desk.chat.say(request, desk.language(call.reply), call)


def regenerate(desk: Desk, request: Regenerate, call: Call) -> None:
    """See `Chat.regenerate`."""
    desk.chat.regenerate(request, desk.language(call.reply), call)


def show_prompt(desk: Desk, request: ShowPrompt, call: Call) -> None:
    """What the model would be given for a first message."""
    language = desk.language(call.reply)
    by_heart = desk.chat.by_heart(language, [Message("user", request.text)])
    messages = desk.chat.preview(request.text, request.memories, by_heart)
    call.reply(PromptText(text=language.prompt_text(messages), tokens=len(language.tokens(messages))))


def conversations(desk: Desk, request: Conversations, call: Call) -> None:
    """The list, in parts."""
    for some, more in parts(desk.turns.conversations(request.search, request.limit)):
        call.reply(ConversationList(conversations=some, more=more))


def open_conversation(desk: Desk, request: OpenConversation, call: Call) -> None:
    """One path of turns, in parts."""
    leaf = request.leaf
    if request.through is not None:
        leaf = desk.turns.newest_leaf(request.conversation, below=request.through)
    about = desk.turns.conversation(request.conversation)
    for some, more in parts(desk.turns.path(request.conversation, leaf)):
        call.reply(ConversationTurns(conversation=about, turns=some, more=more))


def change_conversation(desk: Desk, request: ChangeConversation, call: Call) -> None:
    """Title, pin and instructions."""
    number = request.conversation
    desk.turns.change_conversation(number, title=request.title, pinned=request.pinned, system=request.system)
    call.reply(Changed(conversations=(number,)))


def delete_conversation(desk: Desk, request: DeleteConversation, call: Call) -> None:
    """The conversation and its turns; what was learned from it stays."""
    desk.turns.delete_conversation(request.conversation)
    call.reply(Changed(conversations=(request.conversation,)))


def rate(desk: Desk, request: Rate, call: Call) -> None:
    """A thumb, and what should have been said."""
    turn = desk.turns.rate(request.turn, request.rating, request.correction)
    call.reply(TurnSaved(turn=turn))
    call.reply(Changed(turns=(turn.id,)))


def keep_draft(desk: Desk, request: KeepDraft, call: Call) -> None:
    """Words that are not sent yet, in the encrypted database."""
    if len(request.text) > MAX_MESSAGE:
        raise Trouble("message_too_long", f"The draft has more than {MAX_MESSAGE:,} characters.", "Shorten it.")
    desk.turns.keep_draft(request.conversation, request.text)
    call.reply(Changed())


def get_drafts(desk: Desk, request: GetDrafts, call: Call) -> None:
    """All drafts."""
    call.reply(DraftList(drafts=tuple(desk.turns.drafts())))


def import_conversation(desk: Desk, request: ImportConversation, call: Call) -> None:
    """A conversation from a file: kept to be read and searched, and no source of facts (`pasted`)."""
    if len(request.turns) > MAX_IMPORTED:
        raise Trouble("too_many_turns", f"The file holds more than {MAX_IMPORTED:,} messages.", "Import it in parts.")
    with desk.db.transaction():
        number, leaf = request.conversation, None
        if number is None:
            number = desk.turns.new_conversation(request.title, system=request.system)
        else:
            leaf = desk.turns.newest_leaf(number)
        for turn in request.turns:
            if turn.role == "assistant" and leaf is not None:
                leaf = desk.turns.begin_answer(number, leaf)
                desk.turns.save_answer(leaf, turn.text, "whole")
            else:
                leaf = desk.turns.add_user(number, leaf, turn.text, trust="pasted").id
    call.reply(Changed(conversations=(number,)))
