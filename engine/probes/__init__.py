"""The door to power, heat, idleness and the display: one probe per platform behind one call.

A probe never raises and never blocks for long: what cannot be read is `None`, and its source says why.
"""

from __future__ import annotations

import logging
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

# What a system's own frameworks and files may raise where a machine is not like others: then they tell nothing.
ODD = (OSError, RuntimeError, ValueError, TypeError, AttributeError, LookupError)
Signals = dict[str, tuple[object, str]]  # field name of `Snapshot` -> (value or None, where it came from)


def read_signals(data: Path, platform: str = sys.platform) -> Signals:
    """Every signal that this machine gives now. `data` is the folder whose disk a night writes to."""
    signals = machine(data)
    try:
        signals.update(_platform_probe(platform)())
    except ODD as error:
        logging.getLogger(__name__).debug("the platform's probe: %s", type(error).__name__)
    return signals


def machine(data: Path) -> Signals:
    """What psutil tells on every platform: free disk and memory in bytes, battery and mains."""
    signals: Signals = {
        "free_disk": (_free_disk(data), "the file system"),
        "free_memory": (int(psutil.virtual_memory().available), "psutil"),
    }
    signals.update(battery())
    return signals


def battery() -> Signals:
    """Mains and charge (percent); a machine without a battery is on the mains (`psutil` gives None there)."""
    try:
        found = psutil.sensors_battery()
    except (OSError, RuntimeError, AttributeError) as error:
        missing = f"psutil: {type(error).__name__}"
        return {"on_ac": (None, missing), "charge": (None, missing)}
    if found is None:
        return {"on_ac": (True, "no battery found"), "charge": (100.0, "no battery found")}
    plugged = None if found.power_plugged is None else bool(found.power_plugged)
    return {"on_ac": (plugged, "psutil"), "charge": (float(found.percent), "psutil")}


def _free_disk(folder: Path) -> int:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def _platform_probe(platform: str) -> Callable[[], Signals]:
    if platform == "darwin":
        from engine.probes import macos

        return macos.signals
    if platform.startswith("linux"):
        from engine.probes import linux

        return linux.signals
    return dict
