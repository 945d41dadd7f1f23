"""The global shortcut that raises the window, where the system gives one to a program without special rights.

X11 and macOS do; Wayland wants a portal and another program's consent: there `grab` says no and nothing else changes.
Each system's own code is loaded only there. Refuses to know the window.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.hotkey_mac import MacKey
    from desktop.hotkey_x11 import X11Key


def keys(platform: str = sys.platform) -> str:
    """The shortcut in words. On a Mac the space bar with these two changes the keyboard's language."""
    return "⌃⌥D" if platform == "darwin" else "Ctrl+Alt+Space"


class Hotkey(QObject):
    """`pressed` once for every press, while it is grabbed."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self._platform = platform
        self._key: X11Key | MacKey | None = None

    def grab(self) -> bool:
        """Take the key; False where it cannot be had. Holding it already is as good."""
        if self._key is not None:
            return True
        key = self._make()
        if key is None or not key.grab():
            return False
        key.pressed.connect(self.pressed)
        self._key = key
        return True

    def _make(self) -> X11Key | MacKey | None:
        if self._platform == "darwin":
            from desktop.hotkey_mac import MacKey

            return MacKey(self)
        if self._platform.startswith("linux"):
            from desktop.hotkey_x11 import X11Key

            return X11Key(self)
        return None

    def release(self) -> None:
        """Give the key back."""
        key, self._key = self._key, None
        if key is not None:
            key.release()
            key.deleteLater()
