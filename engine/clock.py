"""The one door to time. Order never depends on it: rows are ordered by id, nights are counted.

`Clock` is passed in; tests pass a fake that they move by hand.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the rest of the engine may ask about time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def local(self) -> datetime:
        """The present moment in the user's own time zone, aware."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back; only differences mean anything."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait that many seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """See `Clock.now`."""
        return datetime.now(UTC)

    def local(self) -> datetime:
        """See `Clock.local`."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """See `Clock.monotonic`."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """See `Clock.sleep`."""
        time.sleep(seconds)


def stamp(moment: datetime) -> str:
    """`moment` as ISO 8601 text in UTC with milliseconds, as stored: "2026-11-23T21:40:11.000Z"."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
