"""What a sleeper says to the engine that began it, line by line, and the codes that it ends with.

The lines are events of the protocol, and `Beat`. Refuses to know who reads them.
"""

from __future__ import annotations

from typing import Any

import msgspec

from engine.protocol import Message, NightPlan, SleepEnded, SleepStage, TroubleEvent

# Seconds between the wish to stop and the end of a sleeper that is in the middle of a step: the user is back, and has
# been for a moment already (`lookout.ASLEEP_EVERY`); two seconds are what is promised, on a busy machine too.
GRACE = 0.6
BEAT = 1.0  # seconds between two signs of life, where the work allows it
CUT_OFF = 75  # the exit code of a sleeper that was stopped in the middle of a step
BROKEN = 70  # the exit code of a sleeper in which something unforeseen was raised


class Beat(Message, frozen=True, kw_only=True):
    """The sleeper is at work; said between two units of it, and never by a thread that does nothing else."""


Line = SleepStage | SleepEnded | TroubleEvent | NightPlan | Beat
_lines: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Line)


def decode(line: bytes) -> Line | None:
    """What the sleeper said; None where it is not understood (a library that printed something)."""
    try:
        said: Line = _lines.decode(line)
    except (msgspec.DecodeError, UnicodeError):
        return None
    return said
