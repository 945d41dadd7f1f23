"""The strip of messages: what stands where, how high each is (guessed until it was seen), and what must stay put.

Promises: knows numbers and turns only; ten thousand entries cost what their sums cost. Refuses to know any scroll bar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING

import msgspec

from engine.protocol import Turn

if TYPE_CHECKING:
    from desktop.message import MessageView

LONGEST = 20_000  # characters of a message that count for its guessed height


@dataclass
class Entry:
    """One message: `sure` says that `height` was measured; it has a `view` while it is near the visible part."""

    turn: Turn
    place: int  # in the list; entries are only ever added and removed at its end
    height: int = 0
    sure: bool = False
    view: MessageView | None = None


class Strip:
    """The entries, and the top of each from the strip's beginning; `tops` has one more, the end."""

    def __init__(self, lead: int) -> None:
        self._lead = lead  # pixels above the first message
        self.entries: list[Entry] = []
        self.tops: list[int] = [lead]
        self._summed = 0  # entries whose heights are in `tops`
        self.anchor = (0, 0)  # an entry, and how far its top is above the upper edge

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, turns: Iterable[Turn], height: Callable[[Turn], int]) -> None:
        """Append turns with guessed heights."""
        start = len(self.entries)
        self.entries += [Entry(turn, start + offset, height(turn)) for offset, turn in enumerate(turns)]

    def cut(self, place: int) -> list[Entry]:
        """Drop and return everything after `place` (-1: everything)."""
        gone = self.entries[place + 1 :]
        del self.entries[place + 1 :]
        self._summed = min(self._summed, place + 1)
        return gone

    def set_height(self, entry: Entry, height: int) -> bool:
        """Give an entry its height; whether it had another one."""
        if height == entry.height:
            return False
        entry.height = height
        self._summed = min(self._summed, entry.place)
        return True

    def place(self, turn: int) -> int:
        """Where a turn stands, -1 where it does not."""
        entries = self.entries
        return next((place for place in range(len(entries) - 1, -1, -1) if entries[place].turn.id == turn), -1)

    def entry(self, turn: int) -> Entry | None:
        """The entry of a turn."""
        place = self.place(turn)
        return self.entries[place] if place >= 0 else None

    def sum_up(self) -> None:
        """Reckon the tops anew, from the first height that has changed."""
        heights = (entry.height for entry in islice(self.entries, self._summed, None))
        self.tops[self._summed :] = accumulate(heights, initial=self.tops[self._summed])
        self._summed = len(self.entries)

    def near(self, value: int, height: int, around: int = 0) -> tuple[int, int]:
        """From and until which entry something lies within `around` of the visible part, which begins at `value`."""
        first = max(0, bisect_right(self.tops, value - around) - 1)
        return first, min(len(self.entries), bisect_right(self.tops, value + height + around))

    def drop_anchor(self, value: int) -> None:
        """Remember what is being read: the entry at the upper edge, and how much of it is above."""
        place = min(max(bisect_right(self.tops, value) - 1, 0), max(len(self.entries) - 1, 0))
        self.anchor = (place, value - self.tops[place])

    def anchored(self) -> int:
        """Where the upper edge must be for the anchor to stay."""
        place, within = self.anchor
        return self.tops[min(place, len(self.tops) - 1)] + within


def guess_height(turn: Turn, letters: int, line: int, around: int) -> int:
    """About how high a message is, in pixels: lines of `letters` characters, `line` high, and what stands around."""
    lines = sum(1 + len(each) // letters for each in turn.text[:LONGEST].split("\n"))
    return lines * line + around


def replace_text(turn: Turn, text: str) -> Turn:
    """`turn` with another text."""
    return msgspec.structs.replace(turn, text=text)
