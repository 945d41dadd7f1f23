"""The engine's two ends of the pipe: `Inbox` turns lines into requests, `Outbox` turns events into lines.

The inbox reads on a thread of its own, so that a `Stop` is known while the main thread computes. It promises that no
line ends the engine: what cannot be read becomes a `TroubleEvent` in the request's place. A stop (also a `Bye`, or the
end of the pipe) means everything that was asked before it, and nothing that is asked after it; hence the numbers.
Refuses to know what any request does.
"""

from __future__ import annotations

import os
import queue
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from engine.protocol import MAX_LINE, AnyRequest, Bye, Id, Message, Stop, TroubleEvent, decode_request, encode

CHUNK = 1 << 16  # bytes read at a time: what a pipe holds


class FaceGone(Exception):
    """Nobody reads the engine's events any more: its window or terminal has ended."""


@dataclass(frozen=True)
class Item:
    """One line as it came in, with its place in the order. Nothing but a number: the pipe has ended.

    `errand` is no line but something that another thread wants done on the main one.
    """

    number: int
    request: AnyRequest | None = None
    trouble: TroubleEvent | None = None
    errand: Callable[[], None] | None = None


class _Numbered(msgspec.Struct):
    """As much of a line as is needed to say which request a trouble belongs to."""

    id: Id


def understand(line: bytes) -> AnyRequest | TroubleEvent:
    """The request in `line`, or what is wrong with it; never raises, whatever the bytes are."""
    try:
        return decode_request(line)
    except msgspec.ValidationError as error:
        where = re.search(r"`\$\.([a-z_.]+)`$", str(error))
        part = f'its field "{where[1]}"' if where else "a part of it"
        sentence = f"The engine does not know this request, or {part}."
        return TroubleEvent(re=_id_in(line), kind="bad_request", sentence=sentence, remedy="Update Dormouse.")
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return TroubleEvent(kind="bad_line", sentence="The engine got a line that is not JSON.")


def _id_in(line: bytes) -> int:
    """The id that a line with a wrong request still has, else 0."""
    try:
        return msgspec.json.decode(line, type=_Numbered).id
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return 0


class Inbox:
    """The requests of one pipe, in order. `start` it once; then `get` or `poll` on one thread."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._items: queue.SimpleQueue[Item] = queue.SimpleQueue()
        self._count = 0
        self._stop = 0  # everything numbered below this is to stop

    def start(self) -> None:
        """Begin to read, on a thread that does not keep the process alive."""
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def get(self) -> Item:
        """The next item; waits for it."""
        return self._items.get()

    def wait(self, seconds: float) -> Item | None:
        """The next item, or None when none has come within `seconds`."""
        try:
            return self._items.get(timeout=seconds)
        except queue.Empty:
            return None

    def ask(self, errand: Callable[[], None]) -> None:
        """Have `errand` done on the thread that gets the items; may be called on any thread."""
        self._items.put(Item(0, errand=errand))

    def poll(self) -> Item | None:
        """The next item, or None when none waits."""
        try:
            return self._items.get_nowait()
        except queue.Empty:
            return None

    def stopped(self, item: Item) -> bool:
        """Whether a stop came after `item`."""
        return item.number < self._stop

    def end(self) -> None:
        """As if the pipe had ended now (a signal asks for it)."""
        self._put(Item(self._number()))

    def _read(self) -> None:
        for line in self._lines():
            number = self._number()
            match line if isinstance(line, TroubleEvent) else understand(line):
                case TroubleEvent() as trouble:
                    self._put(Item(number, trouble=trouble))
                case request:
                    self._put(Item(number, request))
        self.end()

    def _put(self, item: Item) -> None:
        if item.trouble is None and (item.request is None or isinstance(item.request, Stop | Bye)):
            self._stop = item.number
        self._items.put(item)

    def _number(self) -> int:
        self._count += 1
        return self._count

    def _lines(self) -> Iterator[bytes | TroubleEvent]:
        """Whole lines; a trouble for each that is too long (its rest is skipped) or that the pipe's end cuts off."""
        buffer, skipping = bytearray(), False
        while chunk := self._chunk():
            *ended, rest = chunk.split(b"\n")
            for part in ended:
                buffer += part
                if not skipping:
                    yield bytes(buffer) if len(buffer) < MAX_LINE else _too_long()
                skipping = False
                buffer.clear()
            buffer += rest
            if len(buffer) >= MAX_LINE:
                if not skipping:
                    yield _too_long()
                skipping = True
                buffer.clear()
        if buffer and not skipping:
            yield TroubleEvent(kind="half_line", sentence="The engine got half a line, and then the pipe ended.")

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, CHUNK)
        except OSError:  # the other end has gone in a rough way; that is an end, too
            return b""


def _too_long() -> TroubleEvent:
    sentence = f"The engine got a line of more than {MAX_LINE} bytes."
    return TroubleEvent(kind="line_too_long", sentence=sentence, remedy="Send a shorter message.")


class Outbox:
    """Writes events as lines to a pipe, each at once and whole. May be used on any thread."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._turn = descriptor, threading.Lock()

    def send(self, event: Message) -> None:
        """Write `event`; raises `FaceGone` when nobody reads it."""
        line = memoryview(encode(event))
        try:
            with self._turn:
                while line:
                    line = line[os.write(self._descriptor, line) :]
        except OSError as error:
            raise FaceGone from error
