"""One request being answered: whom to tell, and whether to stop; and long lists cut into parts that fit a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from engine.protocol import MAX_LINE, Event

PART = MAX_LINE // 2  # bytes of one part of a long list: the line around it has room to spare
Item = TypeVar("Item")


@dataclass(frozen=True)
class Call:
    """`reply` sends an event of this request; `stop` tells whether the user wants it to end."""

    reply: Callable[[Event], None]
    stop: Callable[[], bool]


def parts(items: Sequence[Item]) -> Iterator[tuple[tuple[Item, ...], bool]]:
    """`items` in parts that fit a line, each with whether more follow; one empty part when there are none."""
    begin, size = 0, 0
    for end, item in enumerate(items):
        length = len(msgspec.json.encode(item)) + 1
        if size + length > PART and end > begin:
            yield tuple(items[begin:end]), True
            begin, size = end, 0
        size += length
    yield tuple(items[begin:]), False
