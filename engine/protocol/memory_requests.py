"""What a face may ask about memories: facts, the memory file, forgetting, and why."""

from __future__ import annotations

from typing import Literal

from engine.protocol.requests import Request
from engine.protocol.values import FactState, Id, Wish


class Facts(Request, frozen=True, kw_only=True):
    """The ledger, newest first; `state` "" means all but deleted ones.

    With `conversation`, those that were read from a turn of it, in every state: what the chat shows under messages.
    """

    state: FactState | Literal[""] = ""
    search: str = ""
    conversation: Id | None = None


class GetFact(Request, frozen=True, kw_only=True):
    """One fact with its evidence and exams, as a `FactList` of one."""

    fact: Id


class ChangeFact(Request, frozen=True, kw_only=True):
    """Set what is not None. A changed text is the user's own word (`user_confirmed`)."""

    fact: Id
    text: str | None = None
    state: FactState | None = None
    pinned: bool | None = None


class AddFact(Request, frozen=True, kw_only=True):
    """A fact in the user's own words, third person ("The user's dog is called Bramble.")."""

    text: str


class MemoryFile(Request, frozen=True, kw_only=True):
    """The memory file as it stands now; with `night`, only the lines which that night put in ("+ ") and took ("- ")."""

    night: int | None = None


class WriteMemoryFile(Request, frozen=True, kw_only=True):
    """The memory file as the user wants it; merged as a night would merge it."""

    text: str


class KeepMemoryDraft(Request, frozen=True, kw_only=True):
    """Keep the memory file as it is being edited, merged with nothing; empty `text` lets go of it."""

    text: str


class PreviewForget(Request, frozen=True, kw_only=True):
    """What forgetting would take, with nothing taken."""

    wish: Wish


class Forget(Request, frozen=True, kw_only=True):
    """Forget it everywhere: rows, index, memory file, dreams, backups; adapters that know it are revoked at once."""

    wish: Wish


class ForgetEverything(Request, frozen=True, kw_only=True):
    """Begin anew: conversations, memories, weights, reports and backups go. The settings stay."""


class Why(Request, frozen=True, kw_only=True):
    """Why `question` is answered as it is: what is recalled, what the weights know, and why the rest is not used.

    With `turn`, why that answer was given as it was.
    """

    question: str = ""
    turn: Id | None = None


class Explain(Request, frozen=True, kw_only=True):
    """Why a fact is where it is, gate by gate."""

    fact: Id


class GetMayRemember(Request, frozen=True, kw_only=True):
    """What may be remembered from conversations."""


class ChangeMayRemember(Request, frozen=True, kw_only=True):
    """What may be remembered from conversations; sets what is not None and answers as `GetMayRemember` does.

    `chats` False reads none. `kinds_off` are kinds of facts, `never` words: what names one of them is not noted. What
    the user adds by hand is kept whatever these say, and what is known already stays.
    """

    chats: bool | None = None
    kinds_off: tuple[str, ...] | None = None
    never: tuple[str, ...] | None = None
