"""What a face may ask of the engine: conversations, nights, and the data folder."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from engine.protocol.values import (
    VERSION,
    Depth,
    Hour,
    Id,
    ImportedTurn,
    Limit,
    Manner,
    MaxTokens,
    Message,
    Temperature,
    Trust,
)


class Request(Message, frozen=True, kw_only=True):
    """What a face asks. `id` is positive and chosen by the face."""

    id: Id


class Hello(Request, frozen=True, kw_only=True):
    """The first line. An engine of another `version` answers with a `TroubleEvent` and ends.

    `warm` asks for the model at once (`ModelReady` follows); without it, it is loaded when first needed.
    """

    version: int = VERSION
    face: str = ""
    warm: bool = True


class Say(Request, frozen=True, kw_only=True):
    """A user's message. No `conversation` starts a new one; no `parent` continues its newest leaf.

    Editing a message is a `Say` with the edited turn's own parent. `uid` is the face's own name for the message:
    saying it twice stores it once. `trust` tells how the words came in. `system` are a new conversation's instructions.
    """

    text: str
    uid: str = ""
    conversation: Id | None = None
    parent: Id | None = None
    root: bool = False
    trust: Trust = "user_typed"
    temporary: bool = False
    system: str = ""
    max_tokens: MaxTokens = 512
    temperature: Temperature = 0.3


class Regenerate(Request, frozen=True, kw_only=True):
    """Answer the user's turn before `turn` once more: the new answer is a sibling of `turn`."""

    turn: Id
    max_tokens: MaxTokens = 512
    temperature: Temperature = 0.7


class Stop(Request, frozen=True, kw_only=True):
    """End the running answer (kept, and marked as interrupted) or the running night (kept, and resumable)."""


class Conversations(Request, frozen=True, kw_only=True):
    """The conversations, pinned first, then newest first; with `search`, those whose title or turns match."""

    search: str = ""
    limit: Limit = 500


class OpenConversation(Request, frozen=True, kw_only=True):
    """The path of turns from the root to `leaf` (default: the newest leaf).

    `through` asks for the path that runs through that turn on to the newest leaf below it.
    """

    conversation: Id
    leaf: Id | None = None
    through: Id | None = None


class ChangeConversation(Request, frozen=True, kw_only=True):
    """Set what is not None."""

    conversation: Id
    title: str | None = None
    pinned: bool | None = None
    system: str | None = None


class DeleteConversation(Request, frozen=True, kw_only=True):
    """Remove a conversation with its turns. Facts read from it stay in the ledger; forgetting is another request."""

    conversation: Id


class Rate(Request, frozen=True, kw_only=True):
    """Thumbs up (1), down (-1) or neither (0) for an answer, with what it should have said."""

    turn: Id
    rating: Literal[-1, 0, 1]
    correction: str = ""


class KeepDraft(Request, frozen=True, kw_only=True):
    """Keep words that are typed and not yet sent; empty `text` lets go of them."""

    conversation: Id | None = None
    text: str


class GetDrafts(Request, frozen=True, kw_only=True):
    """All drafts."""


class ImportConversation(Request, frozen=True, kw_only=True):
    """A new conversation made of messages from a file; nothing in it counts as typed by the user here.

    A file that is too long for one line comes in parts: the later ones name the `conversation` that the first one made.
    """

    title: str
    turns: tuple[ImportedTurn, ...]
    system: str = ""
    conversation: Id | None = None


class UndoNight(Request, frozen=True, kw_only=True):
    """Go back to the adapter from before `night`; its facts are answered from the prompt again."""

    night: Id


class Sleep(Request, frozen=True, kw_only=True):
    """Begin a night now."""

    depth: Depth = "night"


class GetConditions(Request, frozen=True, kw_only=True):
    """Whether a night would begin by itself now, and why or why not."""


class ChangeWishes(Request, frozen=True, kw_only=True):
    """When Dormouse may sleep by itself; sets what is not None and answers as `GetConditions` does.

    `hours` are local, from and to (equal: any time); `least_idle` in seconds, `least_charge` in percent. `depth` is a
    night's by itself; each `deep_every`th is a deep one (0: none, 1: all).
    """

    automatic: bool | None = None
    manner: Manner | None = None
    hours: tuple[Hour, Hour] | None = None
    least_idle: Annotated[float, msgspec.Meta(ge=60.0, le=86_400.0)] | None = None
    least_charge: Annotated[float, msgspec.Meta(ge=20.0, le=100.0)] | None = None
    depth: Literal["nap", "night"] | None = None
    deep_every: Annotated[int, msgspec.Meta(ge=0, le=60)] | None = None


class MakeBackup(Request, frozen=True, kw_only=True):
    """A dated copy of the database, as before each night."""


class MakeRecoveryCode(Request, frozen=True, kw_only=True):
    """A new code that opens the database when the keyring has lost the key; an older code is void from then on."""


class GetReport(Request, frozen=True, kw_only=True):
    """The report of `night`, or of the newest one that ended."""

    night: Id | None = None


class JudgeInsight(Request, frozen=True, kw_only=True):
    """Keep an insight of a report, or refuse it: what is refused never comes again. The last word counts.

    A kept insight stays a note of its night: it becomes no fact about the user by this.
    """

    insight: Id
    keep: bool


class Nights(Request, frozen=True, kw_only=True):
    """All nights, newest first."""

    limit: Limit = 60


class Check(Request, frozen=True, kw_only=True):
    """Look for damage and mend what is safe to mend."""


class ShowPrompt(Request, frozen=True, kw_only=True):
    """Exactly what the model would be given for `text` in a new conversation, special tokens included."""

    text: str
    memories: bool = True


class Bye(Request, frozen=True, kw_only=True):
    """End the engine cleanly."""
