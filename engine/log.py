"""The engine's log file: ids, counts, kinds and code places. Never a user's word, so it can be shown to anybody.

An exception's own message may hold what the user wrote; so `trace` gives the chain of code places without it.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import traceback
from pathlib import Path

from engine.files import as_trouble

MAX_BYTES = 1 << 20  # a log is read by people; four files of a mebibyte hold some months
KEPT = 3


def open_log(path: Path) -> logging.Logger:
    """A logger that writes to `path` (0600, turned over at `MAX_BYTES`) and to nothing else; raises `Trouble`."""
    try:
        path.touch(mode=0o600)
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise as_trouble(error, path) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.Logger("dormouse", logging.INFO)  # made here, not fetched: no process-wide state
    log.addHandler(handler)
    return log


def trace(error: BaseException) -> str:
    """What kind of error, and where in the code; without its message."""
    places = [f"{os.path.basename(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    cause = f" because of {trace(error.__cause__)}" if error.__cause__ else ""
    return f"{type(error).__name__} at {' > '.join(places)}{cause}"
