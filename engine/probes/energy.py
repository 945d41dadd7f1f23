"""What the processor has consumed so far, where the platform tells a plain user's process: Linux's powercap counters.

A Mac tells it to root only, and many Linux machines do, too: then there is no figure, and none is made up.
"""

from __future__ import annotations

from pathlib import Path

ZONES = "sys/class/powercap"


def joules(root: Path = Path("/")) -> float | None:
    """Joules counted since some moment in the past, all processor packages together; None where nobody tells."""
    counted = [
        microjoules
        for zone in sorted((root / ZONES).glob("intel-rapl:?"))  # "intel-rapl:0:0" is a part of "intel-rapl:0"
        if (microjoules := _read(zone / "energy_uj")) is not None
    ]
    return sum(counted) / 1e6 if counted else None


def _read(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
