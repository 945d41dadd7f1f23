"""What the engine says about memories: facts, the memory file, forgetting, and why."""

from __future__ import annotations

from engine.protocol.events import Event
from engine.protocol.values import FactView, Gate, Reason


class FactList(Event, frozen=True, kw_only=True):
    """The answer to `Facts` and `GetFact`; `more` as in `ConversationList`."""

    facts: tuple[FactView, ...]
    more: bool = False


class MemoryText(Event, frozen=True, kw_only=True):
    """The answer to `MemoryFile`; `draft` is the file as it was being edited and is not saved yet, if it was."""

    text: str
    path: str
    draft: str = ""


class ForgetPreview(Event, frozen=True, kw_only=True):
    """The answer to `PreviewForget`: at most 200 facts, turns (with their first words) and lines; `counts` by place."""

    facts: tuple[FactView, ...]
    turns: tuple[int, ...]
    snippets: tuple[str, ...]
    lines: tuple[str, ...]
    counts: dict[str, int]
    backups: int = 0


class ForgetReceipt(Event, frozen=True, kw_only=True):
    """The answer to `Forget`. `left` counts where a second look still finds it (`places`): 0, or something is wrong."""

    counts: dict[str, int]
    left: int
    places: tuple[str, ...] = ()
    unreadable_backups: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()


class WhyAnswer(Event, frozen=True, kw_only=True):
    """The answer to `Why`: facts used first, then those that were not, each with its reason."""

    question: str
    adapter: str
    night: int
    facts: tuple[Reason, ...]


class Explanation(Event, frozen=True, kw_only=True):
    """The answer to `Explain`."""

    fact: FactView
    gates: tuple[Gate, ...]


class MayRemember(Event, frozen=True, kw_only=True):
    """The answer to `GetMayRemember` and `ChangeMayRemember`."""

    chats: bool
    kinds_off: tuple[str, ...]
    never: tuple[str, ...]
