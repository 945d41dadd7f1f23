"""A model folder from a hub: planned first, resumed where it stopped, every file's hash checked, renamed when whole.

Promises: the final folder exists only when every file in it was verified; a stopped, cut or killed download continues
where it was; nothing outside the allow-list is fetched, so no code and no pickle ever arrives; two engines never fetch
into one place. This module owns the files, because the hub library's own partial files are not continued by another
process (2.4.0). Used from any one thread.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from engine.clock import Clock
from engine.errors import Trouble
from engine.files import CHUNK, as_trouble, make_folder, sync_folder, write_atomic
from engine.model import manifest, transfer
from engine.model.hub import Plan, RemoteFile, troubles

MARGIN = 256 << 20  # bytes of disk that must stay free after a download
NOTE = ".plan.json"  # what an unfinished download is of; a hidden name is no part of a model
RECENT = 5.0  # seconds over which the speed is told: long enough to be calm, short enough to show a stall
Progress = Callable[["Step"], None]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Progress: bytes `done` of `total`, the file being fetched, and bytes per second in the last `RECENT` seconds."""

    done: int
    total: int
    file: str
    speed: float


class Paused(Exception):  # not an error: the user asked for it
    """The download was stopped on request; what has come stays for the next try."""


def download(
    what: Plan,
    folder: Path,
    clock: Clock,
    *,
    progress: Progress = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    token: str | None = None,
    endpoint: str | None = None,
) -> Path:
    """Fetch the plan into `folder` (made at the end, by one rename) and return it.

    Raises `Paused` when `should_stop` says so, and `Trouble`: disk_full (before the first byte), damaged_download,
    offline, busy, gated, no_such_model, downloading (by another engine).
    """
    if (folder / manifest.NAME).exists():
        return folder
    partial = make_folder(partial_folder(folder))
    with _alone(partial):
        _drop_other_revision(partial, what)
        check_disk(what, partial)
        meter = _Meter(what, partial, clock, progress, should_stop)
        for file in what.files:
            meter.file = file.name
            with troubles():
                _fetch(what, file, partial, meter, token, endpoint)
            _verify(partial / file.name, file)
        _publish(what, partial, folder)
    return folder


def cancel(folder: Path) -> None:
    """Throw away what an unfinished download of `folder` has left; raises `Trouble` (downloading) where it runs."""
    partial = partial_folder(folder)
    if partial.is_dir():
        with _alone(partial):
            shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _alone(partial: Path) -> Iterator[None]:
    """Hold the folder against other engines; the kernel lets go of it when this process ends, however it ends."""
    descriptor = os.open(partial, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        remedy = "Wait for it, or pause it there."
        raise Trouble("downloading", "Another Dormouse is downloading that model.", remedy) from error
    finally:
        os.close(descriptor)


def partial_folder(folder: Path) -> Path:
    """Where an unfinished download waits: beside the folder, under a name that no model can have."""
    return folder.with_name(f".{folder.name}.partial")


def check_disk(what: Plan, partial: Path) -> None:
    """Refuse a download that the disk cannot hold, before it begins."""
    here = sum(_size(partial / file.name) for file in what.files)
    need = what.size - here + MARGIN
    if shutil.disk_usage(partial).free < need:
        sentence = f"{what.repo} needs {need / 1e9:.1f} GB of free disk, and there is less."
        raise Trouble("disk_full", sentence, "Free some space or choose a smaller model.")


class _Meter:
    """Counts bytes over all files and lets the user stop between two pieces."""

    def __init__(
        self, what: Plan, partial: Path, clock: Clock, progress: Progress, should_stop: Callable[[], bool]
    ) -> None:
        self.total, self.clock, self.progress, self.should_stop = what.size, clock, progress, should_stop
        self.done = sum(_size(partial / file.name) for file in what.files)
        self.fresh, self.file = 0, ""
        self._marks = deque([(clock.monotonic(), 0)])  # when how many bytes had come in this call, some a second

    def add(self, count: int) -> None:
        """`count` more bytes have come (negative when the server made us start a file again)."""
        self.done, self.fresh = self.done + count, self.fresh + count
        self.progress(Step(done=self.done, total=self.total, file=self.file, speed=self._speed()))
        if self.should_stop():
            raise Paused

    def _speed(self) -> float:
        now, marks = self.clock.monotonic(), self._marks
        if now - marks[-1][0] > RECENT / 20:
            marks.append((now, self.fresh))
        while len(marks) > 1 and now - marks[0][0] > RECENT:
            marks.popleft()
        then, before = marks[0]
        return max(self.fresh - before, 0) / max(now - then, 1e-6)


def _fetch(what: Plan, file: RemoteFile, partial: Path, meter: _Meter, token: str | None, endpoint: str | None) -> None:
    from huggingface_hub import hf_hub_url

    target = partial / file.name
    if (have := _size(target)) > file.size:
        target.unlink()
        meter.add(-have)
    url = hf_hub_url(what.repo, file.name, revision=what.revision, endpoint=endpoint)
    transfer.fetch(transfer.Source(url=url, size=file.size, token=token or ""), target, meter.clock, meter.add)


def _verify(path: Path, file: RemoteFile) -> None:
    if not matches(path, file):
        path.unlink()
        sentence = f"{file.name} arrived damaged: its hash is not the one that the hub names."
        raise Trouble("damaged_download", sentence, "Try again; only this file is fetched once more.")


def matches(path: Path, file: RemoteFile) -> bool:
    """Whether `path` holds the file: by SHA-256, or by git's blob hash (SHA-1 over "blob SIZE\\0" and the bytes)."""
    if file.sha256:
        return _digest(path, hashlib.sha256()) == file.sha256
    return _digest(path, hashlib.sha1(f"blob {file.size}\0".encode(), usedforsecurity=False)) == file.sha1


def _digest(path: Path, digest: Any) -> str:
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return str(digest.hexdigest())


def _publish(what: Plan, partial: Path, folder: Path) -> None:
    about = {"name": what.repo, "source": what.repo, "revision": what.revision, "licence": what.licence}
    write_atomic(partial / manifest.NAME, manifest.make(partial, **about))
    try:
        partial.rename(folder)
        sync_folder(folder.parent)
        (folder / NOTE).unlink()  # not before: a kill in between would throw away all that has come
    except OSError as error:
        raise as_trouble(error, folder) from error


def _drop_other_revision(partial: Path, what: Plan) -> None:
    """Bytes of another commit must never be continued with bytes of this one."""
    note, wanted = partial / NOTE, msgspec.json.encode(what)
    if not note.exists() or note.read_bytes() != wanted:
        for left in partial.iterdir():
            left.unlink()
        write_atomic(note, wanted)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
