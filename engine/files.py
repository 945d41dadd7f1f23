"""The one door to writing files. A reader sees the old bytes or the new ones, never a mixture.

Refuses to know what the bytes mean.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from pathlib import Path

from engine.errors import Trouble

CHUNK = 1 << 20  # bytes read at a time when hashing: large enough for speed, small enough for memory


def write_atomic(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Replace `path` by `data`: temporary file beside it, mode set first, fsync, rename, fsync of the folder.

    Raises `Trouble` ("disk_full", "not_writable") and leaves the old file as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise as_trouble(error, path) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable (POSIX: the entry is synced with its folder)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> Path:
    """Create `folder` with its parents, for this user only (0700); raises `Trouble` where it cannot."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise as_trouble(error, folder) from error
    return folder


def sha256_bytes(data: bytes) -> str:
    """The SHA-256 of `data`, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """The SHA-256 of a file's content, lower-case hex; raises `Trouble` when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise as_trouble(error, path) from error
    return digest.hexdigest()


ELSEWHERE = "Choose another folder with --data."


def as_trouble(error: OSError, path: Path) -> Trouble:
    """The sentence for an operating system's error about `path`."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            sentence = f"The disk is full, so {path.name} could not be written."
            return Trouble("disk_full", sentence, "Free some space and try again.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Trouble(
                "not_writable", f"Dormouse may not use {path}.", f"{ELSEWHERE[:-1]}, or change its permissions."
            )
        case errno.ENOTDIR | errno.EEXIST:
            return Trouble("not_a_folder", f"{path} is a file, and a folder is needed there.", ELSEWHERE)
        case errno.ENOENT:
            return Trouble("missing", f"{path} is missing.", "Restore it from a backup, or choose another folder.")
    return Trouble("io", f"{path} could not be used: {error.strerror}.", "Check the disk and try again.")
