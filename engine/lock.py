"""One engine for one data folder: a lock that the kernel lets go of when its process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import Trouble
from engine.files import as_trouble


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock on `path` while the block runs; raises `Trouble` ("already_running", or as the disk says)."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise as_trouble(error, path.parent) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        remedy = "Use the window or terminal that is open, or close it first."
        raise Trouble("already_running", f"Dormouse is already running with {path.parent}.", remedy) from error
    try:
        yield
    finally:
        os.close(descriptor)
