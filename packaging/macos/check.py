"""What can be known about the Mac build without a Mac: every pinned package has a wheel for macOS 14 on Apple Silicon,
and MLX's wheel holds its kernels where `packaging/dormouse.spec` takes them from.

    python packaging/macos/check.py [FOLDER]

Asks pip, as requirements/locked.txt pins them, for wheels alone and without dependencies, for the
Python that runs this. What is for other systems only is left out by its marker. Ends with 1 and the names that fail.
Downloads about 300 MB into FOLDER (else a temporary one).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
# Newest first: wheels made for an older macOS run on a newer one, too.
PLATFORMS = (
    "macosx_14_0_arm64", "macosx_13_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64",
    "macosx_11_0_universal2", "macosx_10_13_universal2", "macosx_10_9_universal2",
)  # fmt: skip


def pinned(python: str) -> list[str]:
    """The pins of the lock file that a Mac with this Python ("3.11") installs, without their hashes."""
    mac = {
        "sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64", "os_name": "posix",
        "platform_python_implementation": "CPython", "implementation_name": "cpython", "python_version": python,
        "python_full_version": f"{python}.9", "extra": "",
    }  # fmt: skip
    text = re.sub(r"\\\n", " ", (ROOT / "requirements" / "locked.txt").read_text())
    lines = [line.split("--hash")[0].strip() for line in text.splitlines() if re.match(r"\w", line)]
    needs = [Requirement(line) for line in lines]
    return [f"{need.name}{need.specifier}" for need in needs if need.marker is None or need.marker.evaluate(mac)]


def have_wheels(pins: list[str], python: str, folder: str) -> bool:
    """Whether pip finds a wheel for a Mac of each of `pins`."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--implementation", "cp", "--python-version", python, "--dest", folder]
    for platform in PLATFORMS:
        command += ["--platform", platform]
    return subprocess.run([*command, *pins], capture_output=True, text=True).returncode == 0


def kernels(folder: Path) -> list[str]:
    """What is wrong with the wheels of MLX in `folder`: its library and its kernels must lie beside each other."""
    names = {name for wheel in folder.glob("mlx*.whl") for name in zipfile.ZipFile(wheel).namelist()}
    return [name for name in ("mlx/lib/libmlx.dylib", "mlx/lib/mlx.metallib") if name not in names]


def main() -> int:
    """Ask for all of them; 0 when each has a wheel and MLX's are as they must be."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    pins = pinned(python)
    with tempfile.TemporaryDirectory() as spare:
        folder = sys.argv[1] if len(sys.argv) > 1 else spare
        whole = have_wheels(pins, python, folder)  # at once; only a failure is worth asking one by one
        missing = [] if whole else [pin for pin in pins if not have_wheels([pin], python, folder)]
        lost = kernels(Path(folder))
    print(
        f"{len(pins) - len(missing)} of {len(pins)} pinned packages have a wheel for macOS 14 on arm64, Python {python}"
    )
    for pin in missing:
        print(f"missing: {pin}")
    print(
        f"MLX's wheels lack {lost}"
        if lost
        else "MLX's library and its Metal kernels lie where the bundle takes them from"
    )
    return 1 if missing or lost else 0


if __name__ == "__main__":
    sys.exit(main())
