"""Words that were sent and the answer to them, with the chat that they were for.

Promises: words that were not saved find their way back to that chat, whatever is shown meanwhile. Refuses to know the
engine.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop.running_answer import RunningAnswer
from engine.protocol import Conversation, Trust, Turn

LEFT = -1  # stands for the conversation where a chat was left before the engine had named it


@dataclass
class Sending(RunningAnswer):
    """One message under way, and its answer."""

    trust: Trust = "user_typed"
    temporary: bool = False

    def leave(self) -> None:
        """The chat is left: one that has no name yet is not the next one that has none."""
        if self.conversation is None:
            self.conversation = LEFT

    @property
    def draft(self) -> int | None:
        """The conversation whose draft the words are once more; of a temporary one there is none."""
        return None if self.conversation == LEFT else self.conversation

    @property
    def pasted(self) -> bool:
        """Whether the words are not all the user's own typing."""
        return self.trust != "user_typed"

    def shown_in(self, conversation: int | None, temporary: bool) -> bool:
        """Whether the words come back into what is shown; those of a temporary chat into none but itself."""
        mine = self.conversation if self.temporary else self.draft
        return mine == conversation and self.temporary == temporary

    @property
    def growing(self) -> Turn | None:
        """The answer with all that has come of it, until it is whole."""
        return self.turn if self.turn is not None and self.turn.state == "partial" else None

    @property
    def interrupted(self) -> Turn | None:
        """What has come of the answer, where that is all; None where nothing has come."""
        if self.turn is None or not self.turn.text:
            return None
        return msgspec.structs.replace(self.turn, state="interrupted")


def begun_by(turn: Turn, temporary: bool, system: str) -> Conversation:
    """The conversation that `turn` has begun, as long as the engine has not told of it."""
    return Conversation(
        id=turn.conversation, title="", created=turn.created, updated=turn.created, turns=1, temporary=temporary,
        system=system,
    )  # fmt: skip
