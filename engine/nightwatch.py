"""Watching over one sleeper: begins the process, passes on what it says, ends it when it must, tells how it ended.

Promises: it ends within `nightline.GRACE` seconds and a little of the wish to stop; one that gives no sign of life for
six times its longest pause, and `LEAST_PATIENCE` at least, is ended. Refuses to know what follows from its end.
"""

from __future__ import annotations

import contextlib
import os
import select
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from engine.nightline import BROKEN, GRACE, Beat, decode
from engine.pipe import FaceGone
from engine.protocol import Event, SleepEnded, SleepStage, Stage, Stop, TroubleEvent, encode

FACTOR = 6  # a pause so many times the longest one so far is no pause any more
LEAST_PATIENCE = 90.0  # seconds; a long training step on a slow machine takes some
LOAD_PATIENCE = 300.0  # seconds until the first sign of life: a large model may have to come from a slow disk
LOOK = 0.1  # seconds between two looks at the clock
MERCY = 0.2  # seconds after `GRACE` in which a sleeper may end itself before it is ended
LEAVE = 3.0  # seconds after its last word in which a sleeper may end itself; seen to hang in the interpreter's end
MEMORY_CODES = (BROKEN, -6, -11)  # what was raised inside (MemoryError, MLX), SIGABRT, SIGSEGV: often want of memory


@dataclass
class Ended:
    """How a sleeper ended: its last word if it had one, else its exit code and the stage it was in."""

    word: SleepEnded | TroubleEvent | None = None
    code: int = 0
    hung: bool = False
    wished: str = ""
    stage: Stage | None = None
    night: int = 0
    beats: int = 0
    slowest: float = 0.0
    oom: bool = False

    @property
    def short_of_memory(self) -> bool:
        """Whether it may have wanted more memory than there was."""
        return self.code in MEMORY_CODES or (self.code == -9 and not self.hung and not self.wished and self.oom)


class Watch:
    """One sleeper. `told` hears its events (on the watch's own thread), `over` that it has ended."""

    def __init__(
        self,
        command: tuple[str, ...],
        told: Callable[[Event], None],
        over: Callable[[Watch], None],
    ) -> None:
        self._told, self._over = told, over
        self.ended = Ended()
        self._deadline: float | None = None
        self._lock = threading.Lock()
        self._kills = oom_kills()
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0)
        self._thread = threading.Thread(target=self._watch, name="nightwatch", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The sleeper's process id."""
        return self._process.pid

    def stop(self, why: str) -> None:
        """Wish for its end; may be called on any thread, and more than once (the first reason counts)."""
        with self._lock:
            if self.ended.wished:
                return
            self.ended.wished = why
            self._deadline = time.monotonic() + GRACE + MERCY
        with contextlib.suppress(OSError, ValueError):
            if self._process.stdin:
                self._process.stdin.write(encode(Stop(id=1)))
                self._process.stdin.flush()

    def join(self, seconds: float = 10.0) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _watch(self) -> None:
        assert self._process.stdout is not None  # a pipe was asked for
        pipe = self._process.stdout.fileno()
        buffer, last = b"", time.monotonic()
        while True:
            ready = select.select([pipe], [], [], LOOK)[0]
            now = time.monotonic()
            if ready:
                chunk = os.read(pipe, 1 << 16)
                if not chunk:
                    break
                last = self._alive(now, last)
                *lines, buffer = (buffer + chunk).split(b"\n")
                for line in lines:
                    self._hear(line)
            self._judge(now, last)
        self._bury()

    def _alive(self, now: float, last: float) -> float:
        if self.ended.beats:  # the first pause is the loading of the model
            self.ended.slowest = max(self.ended.slowest, now - last)
        self.ended.beats += 1
        return now

    def _hear(self, line: bytes) -> None:
        said: Any = decode(line)
        match said:
            case None | Beat():
                return
            case SleepEnded() | TroubleEvent():
                self.ended.word = said
                return
            case SleepStage():
                self.ended.stage, self.ended.night = said.stage, said.night
        with contextlib.suppress(FaceGone):  # the engine's main thread will notice by itself
            self._told(said)

    def _judge(self, now: float, last: float) -> None:
        """End it when it is overdue."""
        patience = max(LEAST_PATIENCE, FACTOR * self.ended.slowest) if self.ended.beats else LOAD_PATIENCE
        late = self._deadline is not None and now > self._deadline
        late = late or (self.ended.word is not None and now - last > LEAVE)  # all is on disk: it need not end nicely
        silent = now - last > patience
        if late or silent:
            self.ended.hung = self.ended.hung or (silent and not late)
            self._process.kill()

    def _bury(self) -> None:
        self.ended.code = self._process.wait()
        self.ended.oom = oom_kills() > self._kills
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._over(self)


def oom_kills(root: Path = Path("/")) -> int:
    """How many processes the kernel has ended for want of memory so far: of our own group where it tells that, else of
    the whole machine (in which others may have died, too); 0 where it does not tell."""
    for where in (_own_group(root) / "memory.events", root / "proc/vmstat"):
        try:
            lines = [line.split() for line in where.read_text(encoding="ascii").splitlines()]
        except (OSError, ValueError):
            continue
        return sum(int(line[1]) for line in lines if line[0] == "oom_kill")
    return 0


def _own_group(root: Path) -> Path:
    """The folder of this process's control group (version 2)."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        lines = []
    own = next((line[3:] for line in lines if line.startswith("0::")), "/")
    return root / "sys/fs/cgroup" / own.lstrip("/")


def retold(event: Event, re: int) -> Event:
    """`event` as an answer to request `re`."""
    return msgspec.structs.replace(event, re=re)
