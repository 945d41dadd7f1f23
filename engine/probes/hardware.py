"""What this machine is: all its memory, the name of its chip, and whether MLX computes on a GPU here.

Promises an answer on every machine, at worst an empty name; reads nothing that needs a right. Refuses to judge it.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

SYSCTL = ("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string")  # "Apple M3 Pro"
PATIENCE = 2.0  # seconds for it


@dataclass(frozen=True)
class Hardware:
    """`memory` (all of it) and `free_disk` in bytes, `chip` for people, `accelerated`: MLX has a GPU here."""

    memory: int
    free_disk: int
    chip: str
    accelerated: bool


def hardware(folder: Path, system: str = sys.platform) -> Hardware:
    """This machine, with the free disk where `folder` is, or will be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return Hardware(
        memory=int(psutil.virtual_memory().total),
        free_disk=shutil.disk_usage(there).free,
        chip=_mac() if system == "darwin" else _linux(Path("/proc/cpuinfo")),
        accelerated=system == "darwin" and platform.machine() == "arm64",
    )


def _mac() -> str:
    try:
        return subprocess.run(SYSCTL, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _linux(about: Path) -> str:
    try:
        lines = about.read_text(errors="replace").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
