"""A model folder from a hub: planned first, resumed where it stopped, every file's hash checked, renamed when whole.

Promises: the final folder exists only when every file in it was verified; a stopped, cut or killed download continues
where it was; nothing outside the allow-list is fetched, so no code and no pickle ever arrives.
Transport is `huggingface_hub`'s; this module owns the files, because the library's own partial files are not continued
by another process (2.4.0). Used from any one thread.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from engine.clock import Clock
from engine.errors import Trouble
from engine.files import CHUNK, as_trouble, make_folder, sync_folder, write_atomic
from engine.model import manifest
from engine.model.hub import Plan, RemoteFile, troubles

MARGIN = 256 << 20  # bytes of disk that must stay free after a download
NOTE = ".plan.json"  # what an unfinished download is of; a hidden name is no part of a model
PIECE = 1 << 16  # bytes between two looks at the stop flag, and the most that a cut connection costs
Progress = Callable[["Step"], None]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Progress: bytes `done` of `total`, the file being fetched, and bytes per second since this call began."""

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
    offline, busy, gated, no_such_model.
    """
    if (folder / manifest.NAME).exists():
        return folder
    partial = make_folder(partial_folder(folder))
    _drop_other_revision(partial, what)
    check_disk(what, partial)
    meter = _Meter(what, partial, clock, progress, should_stop)
    for file in what.files:
        with troubles():
            _fetch(what, file, partial, meter, token, endpoint)
        _verify(partial / file.name, file)
    _publish(what, partial, folder)
    return folder


def cancel(folder: Path) -> None:
    """Throw away what an unfinished download of `folder` has left."""
    shutil.rmtree(partial_folder(folder), ignore_errors=True)


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
    """Counts bytes over all files and lets the user stop between two chunks."""

    def __init__(
        self, what: Plan, partial: Path, clock: Clock, progress: Progress, should_stop: Callable[[], bool]
    ) -> None:
        self.total, self.clock, self.progress, self.should_stop = what.size, clock, progress, should_stop
        self.done = sum(_size(partial / file.name) for file in what.files)
        self.begun, self.fresh, self.file = clock.monotonic(), 0, ""

    def add(self, count: int) -> None:
        """`count` more bytes have come (negative when the server made us start a file again)."""
        self.done, self.fresh = self.done + count, self.fresh + count
        seconds = max(self.clock.monotonic() - self.begun, 1e-6)
        self.progress(Step(done=self.done, total=self.total, file=self.file, speed=max(self.fresh, 0) / seconds))
        if self.should_stop():
            raise Paused


def _bar(meter: _Meter) -> type:
    """What `huggingface_hub` takes for a progress bar: it only ever makes one, updates it and closes it."""

    class Bar:
        """Passes counts on to the meter."""

        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        def update(self, count: float | None = 1) -> None:
            meter.add(int(count or 0))

        def __enter__(self) -> Bar:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def close(self) -> None:
            pass

    return Bar


def _fetch(what: Plan, file: RemoteFile, partial: Path, meter: _Meter, token: str | None, endpoint: str | None) -> None:
    from huggingface_hub import constants, hf_hub_url
    from huggingface_hub.file_download import http_get

    constants.DOWNLOAD_CHUNK_SIZE = PIECE  # the library's own 10 MB would make a pause wait for ten seconds at 1 MB/s

    target, meter.file = partial / file.name, file.name
    have = _size(target)
    if have > file.size:
        target.unlink()
        meter.add(-have)
        have = 0
    url = hf_hub_url(what.repo, file.name, revision=what.revision, endpoint=endpoint)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with open(target, "ab" if have else "wb") as stream:
        http_get(
            url, stream, resume_size=have, headers=headers, expected_size=file.size,
            displayed_filename=file.name, tqdm_class=_bar(meter),
        )  # fmt: skip
        stream.flush()
        os.fsync(stream.fileno())


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
    (partial / NOTE).unlink()
    try:
        partial.rename(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise as_trouble(error, folder) from error


def _drop_other_revision(partial: Path, what: Plan) -> None:
    """Bytes of another commit must never be continued with bytes of this one."""
    note, wanted = partial / NOTE, msgspec.json.encode(what)
    if not note.exists() or note.read_bytes() != wanted:
        shutil.rmtree(partial)
        make_folder(partial)
        write_atomic(note, wanted)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
