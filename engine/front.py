"""Whether there is a window, and it: what `dormouse` opens without a command.

Promises: finds out at the price of a look, because a window wants to be on the screen before anything else is loaded.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import sys
from types import ModuleType


def window() -> ModuleType | None:
    """`desktop.__main__`, by name, because the engine itself knows no Qt; None without a display or without that part.

    The window's own start collects no garbage (a tenth of its time, for nothing); `main` lets it begin.
    """
    shown = sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if not shown or not importlib.util.find_spec("desktop.__main__"):
        return None
    gc.disable()
    return importlib.import_module("desktop.__main__")
