"""An answer that is being written: what is known of it so far, and how fast it comes."""

from __future__ import annotations

import time
from dataclasses import dataclass

import msgspec

from engine.protocol import AnswerBegun, Role, Trust, Turn

PENDING, GROWING = -1, -2  # ids of turns that the engine has not named yet


@dataclass
class RunningAnswer:
    """One answer; `conversation` is None while the engine has not named it."""

    text: str  # the user's words, to give back if they are not saved
    conversation: int | None
    saved: bool = False  # the user's words are
    turn: Turn | None = None
    pieces: int = 0
    since: float = 0.0

    @property
    def speed(self) -> float:
        """Pieces per second, which is about tokens per second; 0 before there are two."""
        if self.pieces < 2:
            return 0.0
        return (self.pieces - 1) / max(time.monotonic() - self.since, 1e-3)

    def begun(self, event: AnswerBegun) -> bool:
        """The engine has named it; whether its turn had been shown already."""
        shown = self.turn
        if shown is None:
            self.turn = unnamed(event.turn, event.conversation, event.parent, "assistant")
        else:
            self.turn = msgspec.structs.replace(shown, id=event.turn, conversation=event.conversation)
        return shown is not None

    def grow(self, text: str) -> None:
        """One more piece."""
        self.pieces += 1
        if self.pieces == 1:
            self.since = time.monotonic()
        if self.turn is not None:
            self.turn = msgspec.structs.replace(self.turn, text=self.turn.text + text)


def unnamed(
    number: int, conversation: int, parent: int | None, role: Role, text: str = "", trust: Trust = "model"
) -> Turn:
    """A turn as long as the engine has not sent the true one."""
    return Turn(
        id=number, conversation=conversation, parent=parent, role=role, text=text, state="partial", trust=trust,
        created="",
    )  # fmt: skip
