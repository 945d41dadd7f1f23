"""The sleeper: one night as a process of its own, so that whatever befalls it befalls nobody else.

It speaks to the engine that began it in lines on stdout (`nightline`) and listens on stdin for `Stop`, or its end.
Promises: at most one sleeper works on a data folder; a backup is made before a night begins; a wish to stop ends it
within `GRACE` seconds, in the middle of a step if need be, and the night can be gone on with. Refuses to know why.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.clock import Clock, SystemClock
from engine.desk import Load, load_language
from engine.errors import Trouble
from engine.lock import hold
from engine.log import open_log, trace
from engine.nightline import BEAT, BROKEN, CUT_OFF, GRACE, Beat
from engine.paths import DataFolder
from engine.pipe import FaceGone, Inbox, Item, Outbox
from engine.probes.energy import joules
from engine.probes.manners import be_polite, keep_awake
from engine.protocol import Depth, Message, SleepEnded, SleepStage, Stage, TroubleEvent
from engine.store.backup import make_backup
from engine.store.database import Database
from engine.store.keys import obtain_key
from engine.store.ledger import Ledger
from engine.store.nights import Nights
from engine.store.settings import Settings
from engine.store.turns import Turns

if TYPE_CHECKING:
    from engine.sleep.context import NightContext
    from engine.sleep.crew import Crew

NIGHT = Item(0)  # whatever comes in on stdin comes after it
LOCK_PATIENCE = 10.0  # seconds to wait for a sleeper that is just being stopped


@dataclass(frozen=True)
class Order:
    """Which night to sleep. `smaller` names a stage that is to be done with less: it has ended a sleeper before."""

    folder: DataFolder
    model: Path
    depth: Depth
    smaller: Stage | None = None


class Voice:
    """What the sleeper says, and whether it is to stop. An engine that is gone is a wish to stop."""

    def __init__(self, inbox: Inbox, outbox: Outbox, clock: Clock) -> None:
        self._inbox, self._outbox, self._clock = inbox, outbox, clock
        self._said = clock.monotonic()

    def say(self, event: Message) -> None:
        """Tell the engine."""
        self._said = self._clock.monotonic()
        try:
            self._outbox.send(event)
        except FaceGone:
            self._inbox.end()

    def stage(self, event: SleepStage) -> None:
        """Tell how far the night is."""
        self.say(event)

    def should_stop(self) -> bool:
        """Whether the night is to stop; being asked is a sign of life."""
        if self._clock.monotonic() - self._said >= BEAT:
            self.say(Beat())
        return self._inbox.stopped(NIGHT)


def sleep(
    order: Order,
    pipe: tuple[int, int],
    clock: Clock | None = None,
    load: Load = load_language,
    crew: Callable[[], Crew] | None = None,
) -> int:
    """Sleep one night, or the rest of an unfinished one; returns the process's exit code (0 told, 1 trouble)."""
    clock = clock or SystemClock()
    inbox, outbox = Inbox(pipe[0]), Outbox(pipe[1])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: inbox.end())
    inbox.start()
    threading.Thread(target=_cut_off, args=(inbox,), name="grace", daemon=True).start()
    be_polite()
    voice = Voice(inbox, outbox, clock)
    try:
        with ExitStack() as opened:
            opened.enter_context(_alone(order.folder, clock))
            log = open_log(order.folder.sleeper_log)
            faulthandler.enable(log.handlers[0].stream)  # type: ignore[attr-defined]  # a RotatingFileHandler
            opened.enter_context(keep_awake())
            return _night(order, voice, clock, load, crew, log, opened)
    except Trouble as trouble:
        voice.say(TroubleEvent(kind=trouble.kind, sentence=trouble.sentence, remedy=trouble.remedy))
        return 1


def _night(
    order: Order,
    voice: Voice,
    clock: Clock,
    load: Load,
    crew: Callable[[], Crew] | None,
    log: logging.Logger,
    opened: ExitStack,
) -> int:
    db = Database.open(order.folder.database, obtain_key(order.folder).value)
    opened.callback(db.close)
    try:
        end = _sleep(order, db, voice, clock, load, crew)
    except Trouble:
        raise
    except Exception as error:  # a process main: MemoryError, what MLX raises, and our own faults
        log.error("the sleeper broke: %s", trace(error))
        return BROKEN
    log.info("night %d: %s, adapter %s", end.night, end.verdict, end.adapter or "none")
    voice.say(end)
    return 0


def _sleep(
    order: Order, db: Database, voice: Voice, clock: Clock, load: Load, crew: Callable[[], Crew] | None
) -> SleepEnded:
    from engine.sleep.budget import plan
    from engine.sleep.cycle import run_night, the_crew

    nights = Nights(db, clock)
    if nights.unfinished() is None:
        make_backup(db, order.folder, clock.now())
    context = make_context(order, db, voice, clock, load)
    voice.say(plan(context))
    end = run_night(context, crew() if crew else the_crew(), order.smaller)
    return SleepEnded(night=end.night, verdict=end.verdict, reason=end.reason, adapter=end.adapter)


def make_context(order: Order, db: Database, voice: Voice, clock: Clock, load: Load) -> NightContext:
    """The world of the night, with the model loaded."""
    from engine.sleep.context import NightContext

    return NightContext(
        db=db,
        turns=Turns(db, clock),
        ledger=Ledger(db, clock),
        nights=Nights(db, clock),
        language=load(order.model),
        folder=order.folder,
        clock=clock,
        seed=Settings(db).get("seed", int, 0),
        depth=order.depth,
        emit=voice.stage,
        should_stop=voice.should_stop,
        joules=joules,
        computed=time.process_time,
    )


def _alone(folder: DataFolder, clock: Clock) -> ExitStack:
    """The sleeper's lock, waited for a little: the sleeper before may be ending just now."""
    until = clock.monotonic() + LOCK_PATIENCE
    held = ExitStack()
    while True:
        try:
            held.enter_context(hold(folder.sleeper_lock))
            return held
        except Trouble as trouble:
            if trouble.kind != "already_running":
                raise
            if clock.monotonic() > until:
                raise Trouble("asleep", "Another night is going on in this data folder.", "Let it end first.") from None
        clock.sleep(0.1)


def _cut_off(inbox: Inbox) -> None:
    """End the process if the night has not stopped by itself `GRACE` seconds after the wish. The journal allows it."""
    while not inbox.stopped(NIGHT):
        time.sleep(0.02)
    time.sleep(GRACE)
    with suppress(Exception):
        os._exit(CUT_OFF)
