"""How much one message may hold, its files with it, and what is said where it is more.

The engine checks the same; but a line that is too long for the pipe gets no answer there, so nothing that long is sent.
"""

from __future__ import annotations

import msgspec

from engine.protocol import MAX_LINE, MAX_MESSAGE, TroubleEvent

AROUND = 4096  # bytes of a line beside the text; a conversation's instructions come on top of them


def too_long(text: str) -> bool:
    """Whether `text` is too long for one message: in characters, or as a line of the pipe."""
    return len(text) > MAX_MESSAGE or len(msgspec.json.encode(text)) > MAX_LINE - AROUND


def trouble() -> TroubleEvent:
    """What the engine would say of it."""
    sentence = f"The message has more than {MAX_MESSAGE:,} characters."
    return TroubleEvent(kind="message_too_long", sentence=sentence, remedy="Send it in parts.")
