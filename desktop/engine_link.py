"""The window's end of the pipe: starts the engine, frames its lines, hands each event to whoever asked.

Promises: requests go out in order and only after the two sides have agreed on a version; every request gets a last
event, a `TroubleEvent` of kind "engine_died" where the engine ended first; an engine that ends unasked is started
again, at most `RESTARTS` times in `RESTART_WINDOW` seconds. Refuses to know what the messages mean.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from engine import protocol

RESTARTS = 3  # more often than this in a minute is not an accident any more
RESTART_WINDOW = 60.0  # seconds
BYE_WAIT = 2500  # milliseconds that a clean end may take before it becomes a kill
DRAFT_WAIT = 15_000  # while typed words are on their way: the engine may be reading a long prompt
TYPED = (protocol.KeepDraft, protocol.KeepMemoryDraft, protocol.WriteMemoryFile)
STDERR_LINES = 40  # kept for "Show details"

Handler = Callable[[protocol.AnyEvent], None]


class EngineLink(QObject):
    """A running engine. `state` is "off", "starting", "loading" (database open), "ready" (model loaded) or "dead"."""

    said = Signal(object)  # every event, after the handler of its request has seen it
    state_changed = Signal(str)
    died = Signal(bool)  # the engine ended unasked; True: it is being started again

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.command = list(command)
        self.state = "off"
        self.ready: protocol.Ready | None = None
        self.model: protocol.ModelReady | None = None
        self.errors: deque[str] = deque(maxlen=STDERR_LINES)
        self._process: QProcess | None = None
        self._buffer = bytearray()
        self._handlers: dict[int, Handler | None] = {}
        self._waiting: list[bytes] = []
        self._typed: set[int] = set()  # requests with words that the user has typed, not answered yet
        self._starts: deque[float] = deque(maxlen=RESTARTS + 1)
        self._last_id = 0
        self._refused = False

    # --- life ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine; returns at once."""
        self._refused = False
        self._buffer.clear()
        self.ready = self.model = None
        self._starts.append(time.monotonic())
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUNBUFFERED", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._set_state("starting")
        process.start(self.command[0], self.command[1:])
        hello = protocol.Hello(id=self._next_id(), face="window")
        self._handlers[hello.id] = None
        process.write(protocol.encode(hello))

    def flush(self) -> None:
        """See that what was asked has left this process; waits at most `BYE_WAIT`."""
        if self._process is not None and self._process.bytesToWrite():
            self._process.waitForBytesWritten(BYE_WAIT)

    def restart(self, command: Sequence[str] | None = None) -> None:
        """End the engine and start it again, with another command where one is given."""
        if command is not None:
            self.command = list(command)
        self._starts.clear()
        self.stop()
        self.start()

    def stop(self, typed_wait: int = DRAFT_WAIT) -> None:
        """End the engine cleanly; waits at most `BYE_WAIT`, or `typed_wait` milliseconds where words that the user has
        typed are on their way, then kills it (nothing acknowledged is lost by that)."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        if process.state() != QProcess.ProcessState.NotRunning:
            for line in self._waiting:
                process.write(line)
            process.write(protocol.encode(protocol.Bye(id=self._next_id())))
            process.closeWriteChannel()
            if not process.waitForFinished(typed_wait if self._typed else BYE_WAIT):
                process.kill()
                process.waitForFinished(1000)
        self._waiting.clear()
        self._abandon()
        process.deleteLater()
        self._set_state("off")

    # --- asking -------------------------------------------------------------------------------------------------

    def ask(self, kind: type[protocol.Request], handler: Handler | None = None, **fields: Any) -> int:
        """Send a request of `kind`; `handler` sees each of its events. Returns the request's id."""
        request = kind(id=self._next_id(), **fields)
        self._handlers[request.id] = handler
        if kind in TYPED:
            self._typed.add(request.id)
        line = protocol.encode(request)
        if self.ready is not None and self._process is not None:
            self._process.write(line)
        elif self.state == "dead":
            QTimer.singleShot(0, self, lambda: self._deliver(_death(request.id)))
        else:
            self._waiting.append(line)
        return request.id

    def forget(self, request: int) -> None:
        """Let the events of `request` go unheard (its asker is gone)."""
        if request in self._handlers:
            self._handlers[request] = None

    # --- hearing ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        self._buffer += process.readAllStandardOutput().data()
        *lines, rest = self._buffer.split(b"\n")
        self._buffer = bytearray(rest)
        for line in lines:
            if line.strip():
                self._hear(bytes(line))

    def _hear(self, line: bytes) -> None:
        try:
            event = protocol.decode_event(line)
        except msgspec.DecodeError as error:
            self.errors.append(f"unreadable line of {len(line)} bytes: {type(error).__name__}")
            return
        if isinstance(event, protocol.Ready):
            self._agree(event)
        elif isinstance(event, protocol.ModelReady):
            self.model = event
            self._set_state("ready")
        elif isinstance(event, protocol.TroubleEvent) and self.ready is None:
            self._refused = True  # it said why it cannot start: starting it again would only repeat that
        self._deliver(event)

    def _agree(self, ready: protocol.Ready) -> None:
        self.ready = ready
        self._set_state("loading")
        if self._process is not None:
            for line in self._waiting:
                self._process.write(line)
        self._waiting.clear()

    def _deliver(self, event: protocol.AnyEvent) -> None:
        handler = self._handlers.get(event.re)
        if protocol.is_last(event):
            self._handlers.pop(event.re, None)
            self._typed.discard(event.re)
        owner = getattr(handler, "__self__", None)
        gone = isinstance(owner, QObject) and not shiboken6.isValid(owner)  # a page that was made anew meanwhile
        if handler is not None and not gone:
            handler(event)
        self.said.emit(event)

    def _read_errors(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self.errors.extend(line for line in text.splitlines() if line.strip())

    # --- dying --------------------------------------------------------------------------------------------------

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finished()

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._read_last(process)
        process.deleteLater()
        self.ready = self.model = None
        recent = [moment for moment in self._starts if time.monotonic() - moment < RESTART_WINDOW]
        again = not self._refused and len(recent) <= RESTARTS
        self._set_state("starting" if again else "dead")
        self._abandon(keep_waiting=again)
        self.died.emit(again)
        if again:
            QTimer.singleShot(100, self, self.start)

    def _read_last(self, process: QProcess) -> None:
        """What the engine still said before it ended: often the trouble that ended it."""
        self._process = process
        self._read()
        self._read_errors()
        self._process = None

    def _abandon(self, *, keep_waiting: bool = False) -> None:
        kept = {protocol.decode_request(line).id for line in self._waiting} if keep_waiting else set()
        if not keep_waiting:
            self._waiting.clear()
        for request in [number for number in self._handlers if number not in kept]:
            self._deliver(_death(request))

    # --- small things -------------------------------------------------------------------------------------------

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _death(request: int) -> protocol.TroubleEvent:
    return protocol.TroubleEvent(re=request, kind="engine_died", sentence="The engine stopped.")
