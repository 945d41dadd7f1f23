"""Start at login: one small file in the place where the desktop looks, or on a Mac the app's own login item.

Writes nothing until it is asked to."""

from __future__ import annotations

import os
import plistlib
import sys
from pathlib import Path

from desktop import login_item

NAME = "dormouse"


def place(platform: str = sys.platform, home: Path | None = None) -> Path:
    """The file that makes the desktop start Dormouse."""
    home = home or Path.home()
    if platform == "darwin":
        return home / "Library" / "LaunchAgents" / f"{NAME}.plist"
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "autostart" / f"{NAME}.desktop"


def content(command: list[str], platform: str = sys.platform) -> bytes:
    """What stands in the file."""
    if platform == "darwin":
        return plistlib.dumps(
            {"Label": NAME, "ProgramArguments": command, "RunAtLoad": True, "ProcessType": "Interactive"}
        )
    quoted = " ".join('"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in command)
    lines = ("[Desktop Entry]", "Type=Application", "Name=Dormouse", f"Exec={quoted}", "X-GNOME-Autostart-enabled=true")
    return ("\n".join(lines) + "\n").encode()


def is_on(path: Path | None = None) -> bool:
    """Whether Dormouse starts at login."""
    item = None if path else login_item.service()
    return login_item.is_on(item) if item is not None else (path or place()).exists()


def set_on(on: bool, command: list[str], path: Path | None = None) -> None:
    """Switch it on or off; raises `OSError` where the file cannot be written."""
    item = None if path else login_item.service()
    if item is not None:
        return login_item.set_on(item, on)
    path = path or place()
    if on:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(command))
    else:
        path.unlink(missing_ok=True)
