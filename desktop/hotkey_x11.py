"""The global shortcut on X11: one key, grabbed on a connection of our own while Dormouse runs.

X11 lets a program grab a key without special rights and without another library than its own. Where there is no X
server, or where somebody else holds the key, `grab` says no and nothing else changes. Refuses to know the window.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SPACE = 0x20  # the keysym of the space bar
CONTROL, ALT = 1 << 2, 1 << 3  # X11's names: ControlMask, Mod1Mask
LOCKS = (0, 1 << 1, 1 << 4, 1 << 1 | 1 << 4)  # none, Caps Lock, Num Lock, both: each is another key to the server
PRESSED, ASYNCHRONOUS = 2, 1  # KeyPress, GrabModeAsync
EVENT = 24 * ctypes.sizeof(ctypes.c_long)  # bytes of an XEvent


class X11Key(QObject):
    """`pressed` once for every press, while it is grabbed."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._x: ctypes.CDLL | None = None
        self._display: int | None = None
        self._notifier: QSocketNotifier | None = None
        self._before: int | None = None  # the error handler that was there
        self._refused = False

    def grab(self) -> bool:
        """Take Ctrl+Alt+Space; False where it cannot be had."""
        if not os.environ.get("DISPLAY"):
            return False
        with suppress(OSError, AttributeError):  # no Xlib here
            return self._grab(ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6"))
        return False

    def _grab(self, x: ctypes.CDLL) -> bool:
        x.XOpenDisplay.restype, x.XDefaultRootWindow.restype = ctypes.c_void_p, ctypes.c_ulong
        display = x.XOpenDisplay(None)  # a connection of our own: its events are no business of Qt's
        if not display:
            return False
        self._x, self._display, self._refused = x, display, False
        self._watch_errors(x)
        root = x.XDefaultRootWindow(ctypes.c_void_p(display))
        code = x.XKeysymToKeycode(ctypes.c_void_p(display), ctypes.c_ulong(SPACE))
        number, how = ctypes.c_int, ctypes.c_int(ASYNCHRONOUS)
        for locks in LOCKS:
            keys = ctypes.c_uint(CONTROL | ALT | locks)
            x.XGrabKey(ctypes.c_void_p(display), number(code), keys, ctypes.c_ulong(root), number(0), how, how)
        x.XSync(ctypes.c_void_p(display), ctypes.c_int(0))
        x.XSetErrorHandler(ctypes.c_void_p(self._before))
        if self._refused:
            self.release()
            return False
        self._notifier = QSocketNotifier(x.XConnectionNumber(ctypes.c_void_p(display)), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._read())
        return True

    def _watch_errors(self, x: ctypes.CDLL) -> None:
        """A key that somebody else holds is an X error, and Xlib's own handler would end the process."""
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)

        def refuse(display: object, error: object) -> int:
            self._refused = True
            return 0

        self._handler = kind(refuse)  # kept, or it would be gone when it is called
        x.XSetErrorHandler.restype, x.XSetErrorHandler.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
        self._before = x.XSetErrorHandler(ctypes.cast(self._handler, ctypes.c_void_p))

    def _read(self) -> None:
        x, display = self._x, self._display
        if x is None or display is None:
            return
        event = (ctypes.c_byte * EVENT)()
        while x.XPending(ctypes.c_void_p(display)):
            x.XNextEvent(ctypes.c_void_p(display), ctypes.byref(event))
            if ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] == PRESSED:
                self.pressed.emit()

    def release(self) -> None:
        """Give the key back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._x is not None and self._display is not None:
            self._x.XCloseDisplay(ctypes.c_void_p(self._display))
        self._display = None
