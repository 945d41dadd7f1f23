"""The journal of one night: which stage stands where, what it left, how long it took.

Promises: a stage counts as done only in the same transaction as its rows; what a running stage has put aside survives a
kill; seconds add up over resumptions; a stage that fails again and again, whatever ends it, ends the night instead of
being begun for ever. Refuses to know what the payloads mean.
"""

from __future__ import annotations

from typing import Any

import msgspec

from engine.errors import Trouble
from engine.protocol import Stage, StageView
from engine.sleep.context import STAGES, StageResult
from engine.store.nights import DONE, Nights

RUNNING = "running"
# Beginnings of one stage in one night. Stopping is free (it is counted back); a machine that goes down every time, or a
# fault of ours that ends the process, is not tried for ever.
MOST_STARTS = 12


class Entry(msgspec.Struct, frozen=True):
    """What the journal holds of one stage. `aside` is what a running stage has put by for its resumption; `lesser` says
    that it is to be done with less, since it has ended a sleeper; `last` are the seconds of the beginning that came to
    its end, without what was cut off before."""

    starts: int = 0
    seconds: float = 0.0
    note: str = ""
    counts: dict[str, float] = {}
    payload: dict[str, Any] = {}
    aside: dict[str, Any] = {}
    lesser: bool = False
    last: float = 0.0


class Journal:
    """The journal of night `night`. All writes join the caller's transaction, if there is one."""

    def __init__(self, nights: Nights, night: int) -> None:
        self._nights, self.night = nights, night

    def entry(self, stage: Stage) -> Entry:
        """What is written of `stage`; an empty entry when it has not begun (or was blanked)."""
        raw = self._nights.stage_payload(self.night, stage)
        return msgspec.json.decode(raw, type=Entry) if raw else Entry()

    def done(self, stage: Stage) -> bool:
        """Whether the transaction of `stage` is on disk."""
        return self._nights.stage_state(self.night, stage) == DONE

    def payload(self, stage: Stage) -> dict[str, Any]:
        """What a finished stage left for those after it."""
        return self.entry(stage).payload

    def begin(self, stage: Stage) -> Entry:
        """Note that `stage` begins, or begins again; raises `Trouble` ("stage_keeps_failing") when too often."""
        old = self.entry(stage)
        if old.starts >= MOST_STARTS:
            raise Trouble(
                "stage_keeps_failing",
                f"The stage “{stage}” was begun {old.starts} times and was cut off every time.",
                "Dormouse starts over the next night; the log says more.",
            )
        return self._put(stage, RUNNING, msgspec.structs.replace(old, starts=old.starts + 1))

    def put_aside(self, stage: Stage, aside: dict[str, Any]) -> None:
        """Keep what a running stage has got so far: progress, so its beginnings are counted anew."""
        self._put(stage, RUNNING, msgspec.structs.replace(self.entry(stage), aside=aside, starts=1))

    def lessen(self, stage: Stage) -> None:
        """Note that `stage`, which is not done, is to be done with less from now on, also when it begins afresh."""
        self._put(stage, RUNNING, msgspec.structs.replace(self.entry(stage), lesser=True))

    def pause(self, stage: Stage, seconds: float) -> None:
        """Note that `stage` was stopped by wish after `seconds`: this beginning does not count."""
        old = self.entry(stage)
        now = msgspec.structs.replace(old, starts=max(0, old.starts - 1), seconds=old.seconds + seconds)
        self._put(stage, RUNNING, now)

    def finish(self, stage: Stage, result: StageResult, seconds: float) -> None:
        """Note that `stage` is done, to be called in the transaction that holds its rows."""
        old = self.entry(stage)
        took = old.seconds + seconds
        entry = Entry(old.starts, took, result.note, result.counts, result.payload, lesser=old.lesser, last=seconds)
        self._put(stage, DONE, entry)

    def renew(self, stage: Stage, payload: dict[str, Any]) -> None:
        """Another payload for a finished stage."""
        self._put(stage, DONE, msgspec.structs.replace(self.entry(stage), payload=payload))

    def reset(self, stage: Stage) -> None:
        """Let `stage` begin afresh; the time it took stays counted."""
        old = self.entry(stage)
        self._put(stage, RUNNING, Entry(seconds=old.seconds, lesser=old.lesser))

    def views(self) -> tuple[StageView, ...]:
        """The stages that have begun, in their order, for the report."""
        return tuple(
            StageView(stage=stage, seconds=round(entry.seconds, 3), note=entry.note, counts=entry.counts)
            for stage in STAGES
            if (entry := self.entry(stage)).starts or entry.seconds
        )

    def _put(self, stage: Stage, state: str, entry: Entry) -> Entry:
        self._nights.journal(self.night, stage, state, msgspec.json.encode(entry))
        return entry
