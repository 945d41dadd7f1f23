"""A face without a window: starts the engine as a child process, asks it, and hears its events.

It promises: what the engine cannot do arrives as `Trouble`; the engine ends with this process, however that ends (its
pipe closes); a `KeyboardInterrupt` between events loses none of them. Refuses to know how anything is shown.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import msgspec

from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import (
    MAX_LINE,
    Bye,
    Event,
    Hello,
    Ready,
    Request,
    Stop,
    TroubleEvent,
    decode_event,
    encode,
    is_last,
)

END_PATIENCE = 20.0  # seconds for the engine to end by itself: a training step on a slow machine takes a few


class Asked:
    """The events of one request, up to its last; raises `Trouble` where it could not be done.

    Not a generator: an interrupt while it waits leaves it as it was, and it can be asked for the next event again.
    """

    def __init__(self, take: Callable[[], Event], number: int) -> None:
        self._take, self._number, self._over = take, number, False

    def __iter__(self) -> Asked:
        return self

    def __next__(self) -> Event:
        while not self._over:
            event = self._take()
            if event.re != self._number:
                continue  # of a request that nobody listens to any more, or about the model in general
            self._over = is_last(event)
            if isinstance(event, TroubleEvent):
                raise Trouble(event.kind, event.sentence, event.remedy)
            return event
        raise StopIteration


class Client:
    """One engine process. Use it in a `with` block, on one thread."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._count = 0
        threading.Thread(target=self._read, name="events", daemon=True).start()
        self.ready = Ready()

    @classmethod
    def start(
        cls,
        folder: DataFolder,
        model: Path | None = None,
        *,
        warm: bool = False,
        command: tuple[str, ...] = (sys.executable, "-m", "engine", "serve"),
        stderr: IO[Any] | int = subprocess.DEVNULL,
    ) -> Client:
        """Start an engine for `folder` and greet it; raises `Trouble` where it cannot serve.

        `warm` asks for the model at once, so that the first answer need not wait for it.
        """
        chosen = ("--model", str(model)) if model else ()
        process = subprocess.Popen(
            (*command, "--data", str(folder.root), *chosen),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            process_group=0,  # Ctrl-C in the terminal is for this process, which then says Stop
        )
        client = cls(process)
        try:
            client._greet(warm)
        except BaseException:
            client.close()
            raise
        return client

    def _greet(self, warm: bool) -> None:
        for event in self.ask(Hello, face="terminal", warm=warm):
            if isinstance(event, Ready):
                self.ready = event

    @property
    def pid(self) -> int:
        """The engine's process id."""
        return self._process.pid

    def ask(self, kind: Callable[..., Request], **fields: Any) -> Asked:
        """Send one request; iterate the result for its events."""
        self._count += 1
        request = kind(id=self._count, **fields)
        self._send(request)
        return Asked(self._next, request.id)

    def stop(self) -> None:
        """Ask the running answer or night to end; its events go on until its own last one."""
        self._count += 1
        self._send(Stop(id=self._count))

    def _send(self, request: Request) -> None:
        line = encode(request)
        if len(line) >= MAX_LINE:
            raise Trouble("message_too_long", f"The message is longer than {MAX_LINE} bytes.", "Send it in parts.")
        stdin = self._process.stdin
        try:
            if stdin is not None:
                stdin.write(line)
                stdin.flush()
        except (OSError, ValueError) as error:
            raise self._ended() from error

    def _next(self) -> Event:
        event = self._events.get()
        if event is None:
            self._events.put(None)
            raise self._ended()
        return event

    def _ended(self) -> Trouble:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_PATIENCE)
        sentence = f"The engine has ended unexpectedly (exit code {self._process.returncode})."
        return Trouble("engine_ended", sentence, "Try again; what was acknowledged is kept.")

    def _read(self) -> None:
        with contextlib.suppress(msgspec.DecodeError, OSError, ValueError):
            for line in self._process.stdout or ():
                self._events.put(decode_event(line))
        self._events.put(None)

    def close(self) -> None:
        """End the engine, kindly first. Twice is harmless."""
        self._count += 1
        with contextlib.suppress(Trouble):
            if self._process.poll() is None:
                self._send(Bye(id=self._count))
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(END_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
