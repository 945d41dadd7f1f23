"""The engine's process: reads requests, does them one by one on one thread, writes events.

It promises: the database opens before anything else; nothing that comes in ends it, but the end of the pipe and `Bye`;
every request gets its one last event; an error of ours becomes one sentence for the user and a place in the code for
the log. A night runs in a sleeper (`bedroom`), and what is asked meanwhile is answered as by day; without a sleeper it
runs in this process, and only reading requests are answered between its units, as they are between the tokens of an
answer. Refuses to know what requests mean.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import msgspec

import engine
from engine.answers import ANSWERS, ELSEWHERE, WHILE_ANSWERING, WHILE_ASLEEP, Call
from engine.bedroom import Bedroom
from engine.clock import Clock, SystemClock
from engine.desk import Desk, Load, load_language
from engine.edits import Edits
from engine.errors import Trouble
from engine.files import make_folder
from engine.lock import hold
from engine.log import open_log, trace
from engine.lookout import Probe
from engine.paths import DataFolder
from engine.pipe import FaceGone, Inbox, Item, Outbox
from engine.protocol import (
    VERSION,
    Bye,
    Done,
    Event,
    Hello,
    KeepDraft,
    KeepMemoryDraft,
    Ready,
    Regenerate,
    Request,
    Say,
    Sleep,
    Stop,
    TroubleEvent,
    is_last,
)

LAST_WORDS = 0.5  # seconds in which the end of a broken pipe must have been read
QUIET = 2.0  # seconds without a request after which the engine may think of sleeping
ASLEEP = Trouble("asleep", "Dormouse is asleep.", "Wake it first, or wait until the night is over.")


class Server:
    """Serves one open `desk` until its pipe ends."""

    def __init__(
        self,
        desk: Desk,
        inbox: Inbox,
        send: Callable[[Event], None],
        log: logging.Logger,
        bedroom: Bedroom | None = None,
        edits: Edits | None = None,
    ) -> None:
        self._desk, self._inbox, self._send, self._log, self._bedroom = desk, inbox, send, log, bedroom
        self._edits = edits
        self._held: deque[Item] = deque()  # taken out while asleep, to be done after it
        self._greeted = self._cut_short = False

    def run(self) -> int:
        """Serve until the end; returns the process's exit code."""
        code: int | None = None
        try:
            while code is None:
                code = self._next()
        except FaceGone:
            self._keep_drafts()
        with suppress(FaceGone):
            if self._bedroom:
                self._bedroom.end()
        return code or 0

    def _keep_drafts(self) -> None:
        """The face has gone in the midst of something; words that it had still sent on are kept all the same."""
        while item := self._held.popleft() if self._held else self._inbox.wait(LAST_WORDS):
            if isinstance(item.request, (KeepDraft, KeepMemoryDraft)):
                with suppress(Trouble):
                    ANSWERS[type(item.request)](self._desk, item.request, Call(lambda event: None, lambda: True))
            elif item.request is None and item.trouble is None and item.errand is None:
                return  # the pipe's end

    def _next(self) -> int | None:
        """Do what comes next, or think of sleeping when nothing comes."""
        if self._bedroom is None or self._held:
            return self._serve(self._held.popleft() if self._held else self._inbox.get())
        item = self._inbox.wait(QUIET)
        if item is not None:
            with self._bedroom.busy():
                return self._serve(item)
        if self._greeted:
            if self._edits:
                self._edits.look()
            self._bedroom.consider()
        return None

    def _serve(self, item: Item) -> int | None:
        """Do one item; an exit code when it is the last."""
        if item.trouble is not None:
            self._send(item.trouble)
            return None
        if item.errand is not None:
            item.errand()
            return None
        if item.request is None:
            return 0
        done = self._answer(item, item.request)
        if isinstance(item.request, Hello) and item.request.version != VERSION and not self._greeted:
            return 1
        return 0 if done and isinstance(item.request, Bye) else None

    def _answer(self, item: Item, request: Request) -> bool:
        """Do `request`, and see that it gets its one last event; False when it ended in trouble."""
        began, last = self._desk.clock.monotonic(), False

        def reply(event: Event) -> None:
            nonlocal last
            last = last or is_last(event)
            self._send(msgspec.structs.replace(event, re=request.id))

        try:
            self._do(item, request, reply)
            outcome = "done"
            end: Event = Done()
        except Trouble as trouble:
            outcome, end = trouble.kind, as_event(trouble)
        except FaceGone:
            raise
        except Exception as error:
            self._log.error("request %s: %s", type(request).__name__, trace(error))
            sentence = "Something went wrong inside Dormouse."
            remedy = f"Nothing was lost; {self._desk.folder.log} says where, without any of your words."
            outcome, end = "bug", TroubleEvent(kind="bug", sentence=sentence, remedy=remedy)
        if not last and not self._goes_on(request, outcome):
            reply(end)
        if isinstance(request, Say | Regenerate):  # whatever else is served before its stop is read changes nothing
            self._cut_short = self._inbox.stopped(item)
        taken = self._desk.clock.monotonic() - began
        self._log.info("%s %d: %s in %.3f s", type(request).__name__, request.id, outcome, taken)
        return outcome == "done"

    def _goes_on(self, request: Request, outcome: str) -> bool:
        """Whether the last event of `request` is still to come: a sleeper or another thread has only begun with it."""
        begun = isinstance(request, ELSEWHERE) or (self._bedroom is not None and isinstance(request, Sleep))
        return begun and outcome == "done"

    def _do(self, item: Item, request: Request, reply: Callable[[Event], None]) -> None:
        if isinstance(request, Hello):
            return self._hello(request, reply)
        if isinstance(request, Bye | Stop):
            return self._stop(request)
        if not self._greeted:
            raise Trouble("no_hello", "The engine waits for a Hello before anything else.", "Update Dormouse.")
        if self._bedroom and self._bedroom.handles(request, reply):
            return None
        stop: Callable[[Item], bool] = self._inbox.stopped
        if isinstance(request, Sleep | Say | Regenerate):
            stop = self._stop_or_serve if isinstance(request, Sleep) else self._stop_or_read
        answer = ANSWERS.get(type(request))
        if answer is None:
            raise Trouble("unknown_request", "This engine does not know that request yet.", "Update Dormouse.")
        return answer(self._desk, request, Call(reply, lambda: stop(item)))

    def _stop(self, request: Bye | Stop) -> None:
        """The inbox has told an answer that it is to end; a stop that ended none is for the night."""
        if self._bedroom and not (isinstance(request, Stop) and self._cut_short):
            self._bedroom.stop()
        self._cut_short = False

    def _hello(self, request: Hello, reply: Callable[[Event], None]) -> None:
        if request.version != VERSION:
            raise Trouble("version", "This window and this engine are of different versions.", "Install one Dormouse.")
        desk = self._desk
        unfinished = desk.nights.unfinished()
        reply(
            Ready(
                engine=engine.__version__,
                data=str(desk.folder.root),
                key_source=desk.key_source,
                nights=len(desk.nights.nights(limit=100_000)),
                unfinished_night=unfinished.id if unfinished else 0,
                findings=desk.findings,
            )
        )
        if self._edits and not self._greeted:
            self._edits.start()
        self._greeted = True
        if request.warm:
            self._warm()

    def _warm(self) -> None:
        """Load the model before anybody asks; if that fails, those who ask later will hear it again."""
        try:
            self._desk.language(self._send)
        except Trouble as trouble:
            self._log.warning("no model: %s", trouble.kind)
            self._send(as_event(trouble))

    def _stop_or_serve(self, night: Item) -> bool:
        """Whether to stop `night`; answers what can be answered meanwhile, and holds back what comes after a stop."""
        while not self._inbox.stopped(night):
            item = self._inbox.poll()
            if item is None:
                return False
            if self._inbox.stopped(night):
                self._held.append(item)
            elif item.request is None or isinstance(item.request, WHILE_ASLEEP):
                self._serve(item)
            else:
                self._send(msgspec.structs.replace(as_event(ASLEEP), re=item.request.id))
        return True

    def _stop_or_read(self, talk: Item) -> bool:
        """Whether to stop `talk`; what only reads is answered between two tokens, all else is held back."""
        while not self._inbox.stopped(talk) and (item := self._inbox.poll()) is not None:
            if isinstance(item.request, WHILE_ANSWERING):
                self._serve(item)
            else:
                self._held.append(item)
        return self._inbox.stopped(talk)


def as_event(trouble: Trouble) -> TroubleEvent:
    """`trouble` as the protocol tells it."""
    return TroubleEvent(kind=trouble.kind, sentence=trouble.sentence, remedy=trouble.remedy)


def refuse(inbox: Inbox, outbox: Outbox, trouble: Trouble) -> int:
    """Tell the first who asks that the engine could not start; returns the process's exit code."""
    item = inbox.get()
    with suppress(FaceGone):
        outbox.send(msgspec.structs.replace(as_event(trouble), re=item.request.id if item.request else 0))
    return 1


def take_pipe() -> tuple[int, int]:
    """This process's stdin and stdout, for the protocol alone: whatever a library prints goes to stderr from now on,
    and nothing else reads what the face writes. Returns (in, out)."""
    pipe = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return pipe


def serve(
    folder: DataFolder,
    model: Path | None,
    pipe: tuple[int, int],
    clock: Clock | None = None,
    load: Load = load_language,
    own_process: bool = True,
    sleeper: tuple[str, ...] = (),
    probe: Probe | None = None,
) -> int:
    """Serve `folder` with the model folder `model` (None: the one that the user has chosen) over `pipe` until it ends;
    returns the process's exit code.

    `sleeper` is the command that sleeps a night in a process of its own (none: nights run in this one); with `probe`,
    which reads the machine's signals, nights also begin by themselves.

    In its own process SIGINT and SIGTERM are taken as the pipe's end, and a crash in native code leaves its place in
    the log; on a thread of another one (tests), signals are left alone.
    """
    inbox, outbox = Inbox(pipe[0]), Outbox(pipe[1])
    for number in (signal.SIGINT, signal.SIGTERM) if own_process else ():
        signal.signal(number, lambda *_: inbox.end())
    inbox.start()
    with ExitStack() as opened:
        try:
            make_folder(folder.root)
            opened.enter_context(hold(folder.lock))
            log = open_log(folder.log)
            if own_process:
                faulthandler.enable(log.handlers[0].stream)  # type: ignore[attr-defined]  # a RotatingFileHandler
            desk = Desk.open(folder, model, clock or SystemClock(), log, load)
        except Trouble as trouble:
            return refuse(inbox, outbox, trouble)
        log.info("engine %s begins", engine.__version__)
        opened.callback(desk.close)
        bedroom = Bedroom(desk, sleeper, outbox.send, inbox.ask, probe) if sleeper else None
        edits = Edits(desk, outbox.send, inbox.ask)
        edits.asleep = (lambda: bedroom.asleep) if bedroom else (lambda: False)
        opened.callback(edits.end)
        return Server(desk, inbox, outbox.send, log, bedroom, edits).run()
