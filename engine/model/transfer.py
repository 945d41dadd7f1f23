"""One file over HTTP, appended to what has come of it before: resumed, tried again, stopped between two pieces.

Promises: a connection that is cut, or a hub that asks us to wait, costs a few tries and no byte twice; every wait can
be stopped; a server that sends too much fills no disk. The access token goes to the hub and not to the host that it
sends us on to. Client, proxies and errors are `huggingface_hub`'s; its own loop is not used, since it sleeps as long as
a server likes and cannot be stopped (2.4.0). Refuses to know plans, hashes and folders.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from engine.clock import Clock
from engine.errors import Trouble

PIECE = 1 << 16  # bytes between two looks at the stop flag, and the most that a kill costs
SILENCE = 20.0  # seconds without a byte after which a connection counts as cut
TRIES = 5  # in a row that bring nothing
LONGEST_WAIT = 60.0  # seconds; a hub that asks for more is told to the user instead
TICK = 0.2  # seconds between two looks at the stop flag while waiting
PASSING = (408, 429, 500, 502, 503, 504)  # answers that may be another one in a moment

Grew = Callable[[int], None]  # so many more bytes are there (negative: fewer); may raise to stop


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file comes from, its size in bytes, and the access token, if any."""

    url: str
    size: int
    token: str = ""


def fetch(source: Source, target: Path, clock: Clock, grew: Grew) -> None:
    """Bring `target` to the source's size and sync it; what is in it already is taken for its beginning.

    Raises what `grew` raises, and the library's and the system's errors as they are (`hub.troubles` explains them).
    """
    from huggingface_hub import errors

    target.touch()
    vain = 0
    while (have := target.stat().st_size) < source.size:
        fault: Any = None  # an answer that ends early without a word is one, too
        try:
            _stream(source, target, have, grew)
        except errors.HTTPError as error:  # type: ignore[attr-defined]  # the transport's own base class, re-exported
            if isinstance(error, errors.HfHubHTTPError) and error.response.status_code not in PASSING:
                raise
            fault = error
        now = target.stat().st_size
        vain = 0 if now > have else vain + 1
        if vain >= TRIES:
            raise fault or OSError("the server's answers hold nothing")
        if now < source.size:
            _wait(_delay(fault, vain), clock, grew)
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _stream(source: Source, target: Path, have: int, grew: Grew) -> None:
    """One request, and its answer at the end of `target` as far as it comes."""
    from huggingface_hub import get_session
    from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]  # re-exported

    headers = {"accept-encoding": "identity"}  # ranges count bytes of the file, not of a packed one
    headers |= {"authorization": f"Bearer {source.token}"} if source.token else {}
    headers |= {"range": f"bytes={have}-"} if have else {}
    with get_session().stream("GET", source.url, headers=headers, timeout=SILENCE) as answer:
        if answer.status_code != 416:
            hf_raise_for_status(answer)
        with target.open("ab") as stream:
            if have and answer.status_code != 206:  # it cannot go on there: the file begins anew
                stream.truncate(0)
                grew(-have)
                have = 0
                if answer.status_code == 416:
                    return
            for piece in answer.iter_bytes(PIECE):
                stream.write(piece)
                stream.flush()
                have += len(piece)
                grew(len(piece))
                if have > source.size:
                    return


def _delay(fault: Any, vain: int) -> float:
    """Seconds to wait: what the server asks for, else 1, 2, 4 …; raises `Trouble` (busy) where that is too long."""
    headers = getattr(getattr(fault, "response", None), "headers", {})
    asked = str(headers.get("retry-after", "")).strip()
    if not asked.isdecimal():
        return float(2 ** max(0, vain - 1))
    if (seconds := float(asked)) <= LONGEST_WAIT:
        return seconds
    remedy = f"Try again in {seconds / 60:.0f} minutes; what has come is kept."
    raise Trouble("busy", "The model hub asks us to wait.", remedy)


def _wait(seconds: float, clock: Clock, grew: Grew) -> None:
    until = clock.monotonic() + seconds
    while (left := until - clock.monotonic()) > 0:
        clock.sleep(min(TICK, left))
        grew(0)
