"""Every write of a piece of work, one after the other, fails or is the last thing its process does.

`Gate` counts what goes to the disk, below the encryption (an SQLite VFS) and in `engine.files` (open, write, sync,
rename), and acts at the N-th. A work is run for N = 1, 2, 3 … until it no longer reaches the N-th write.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import apsw

from engine.errors import Trouble

Act = Callable[[], None]


class Gate:
    """Lets writes through while `open`, counts them, and does `act` at number `at`."""

    def __init__(self, at: int, act: Act) -> None:
        self.at, self.act, self.count, self.open = at, act, 0, True

    def write(self) -> None:
        if not self.open:
            return
        self.count += 1
        if self.count == self.at:
            self.act()

    @property
    def reached(self) -> bool:
        return self.count >= self.at


def full() -> None:
    """What the system says when the disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def die() -> None:
    """The end, at this very instruction."""
    os.kill(os.getpid(), signal.SIGKILL)


class GatedVFS(apsw.VFS):
    """The system's own VFS behind a gate."""

    def __init__(self, name: str, gate: Gate) -> None:
        self.gate = gate
        super().__init__(name, "unix")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        return GatedFile(name, flags, self.gate)

    def xDelete(self, name: str, sync: bool) -> None:
        passed(self.gate, "delete")
        super().xDelete(name, sync)


class GatedFile(apsw.VFSFile):
    """One open file behind a gate."""

    def __init__(self, name: Any, flags: list[int], gate: Gate) -> None:
        self.gate = gate
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        passed(self.gate, "write")
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        passed(self.gate, "truncate")
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        passed(self.gate, "sync")
        super().xSync(flags)


def passed(gate: Gate, what: str) -> None:
    """Through the gate, or as SQLite is told of a full disk."""
    try:
        gate.write()
    except OSError as error:
        raise (apsw.IOError if what == "sync" else apsw.FullError)(what) from error


@contextlib.contextmanager
def gated(gate: Gate) -> Iterator[None]:
    """While the block runs, all writing goes through `gate`."""
    name = f"gated{random.getrandbits(48):x}"
    vfs = GatedVFS(name, gate)
    real = apsw.Connection

    def connect(path: str, flags: int = 6, **_: Any) -> Any:
        return real(path, flags=flags, vfs=f"multipleciphers-{name}")

    def through(call: Callable[..., Any], counts: Callable[..., bool] = lambda *_: True) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            if counts(*arguments):
                gate.write()
            return call(*arguments, **named)

        return counted

    made = through(os.open, lambda _path, flags, *_: bool(flags & os.O_CREAT))
    patches = [
        mock.patch.object(apsw, "Connection", connect),
        mock.patch.object(os, "fsync", through(os.fsync)),
        mock.patch.object(os, "replace", through(os.replace)),
        mock.patch.object(os, "rename", through(os.rename)),
        mock.patch.object(os, "open", made),
    ]
    with contextlib.ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch)
        try:
            yield
        finally:
            gate.open = False
    vfs.unregister()


@dataclass
class Outcome:
    """Of `tried` places: how many ended in a sentence for the user, and what was wrong afterwards."""

    work: str
    tried: int = 0
    told: int = 0
    wrong: tuple[str, ...] = ()


Work = Callable[[Path, Gate], None]
Judge = Callable[[Path, bool], str]


def a_folder(prefix: str) -> Path:
    """A folder in memory, where the system has a place for such: what is tried are the writes, and waiting for a disk
    hundreds of times would show nothing more."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if os.access(memory, os.W_OK) else None))


def fail_everywhere(name: str, prepare: Callable[[Path], None], work: Work, judge: Judge) -> Outcome:
    """Run `work` on a copy of what `prepare` made, its N-th write failing, for every N; `judge` what is left."""
    outcome = Outcome(name)
    root = a_folder("writes")
    try:
        prepare(root / "template")
        for at in itertools.count(1):
            folder = root / str(at)
            shutil.copytree(root / "template", folder)
            gate, told = Gate(at, full), False
            gate.open = False  # the work opens it when it begins in earnest
            try:
                with gated(gate):
                    work(folder, gate)
            except Trouble:
                told = True
            except Exception as error:  # whatever else reaches the user is wrong
                outcome.wrong += (f"{name}: write {at} ended in {type(error).__name__}: {error}",)
            if not gate.reached:
                return outcome
            outcome.tried += 1
            outcome.told += told
            if said := judge(folder, told):
                outcome.wrong += (f"{name}: after write {at} failed, {said}",)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(root)


def kill_everywhere(
    name: str,
    prepare: Callable[[Path], None],
    work: Callable[[Path, Gate, int], None],
    judge: Callable[[Path, list[int]], str],
) -> Outcome:
    """The same with kill -9 in a process of its own; `work` writes what it promised to a pipe, eight bytes each."""
    outcome = Outcome(name)
    root = a_folder("kills")
    try:
        prepare(root / "template")
        for at in itertools.count(1):
            folder = root / str(at)
            shutil.copytree(root / "template", folder)
            killed, promised = _killed(work, folder, at)
            if not killed:
                return outcome
            outcome.tried += 1
            if said := judge(folder, promised):
                outcome.wrong += (f"{name}: killed at write {at}, {said}",)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(root)


def _killed(work: Callable[[Path, Gate, int], None], folder: Path, at: int) -> tuple[bool, list[int]]:
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            gate = Gate(at, die)
            gate.open = False
            with gated(gate):
                work(folder, gate, into)
            code = 0
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        raw = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"the work itself failed at write {at}"
    return os.WIFSIGNALED(status), [int.from_bytes(raw[n : n + 8], "big") for n in range(0, len(raw), 8)]
