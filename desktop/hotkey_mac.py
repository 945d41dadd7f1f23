"""The global shortcut on a Mac: Carbon's hot keys, the one way that needs no right to watch the keyboard.

The functions are old and still there (HIToolbox, `CarbonEvents.h`); Qt's main loop delivers their events on the main
thread. Loaded only on macOS; tests pass a fake framework. Refuses to know the window.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

FRAMEWORK = "/System/Library/Frameworks/Carbon.framework/Carbon"
D = 2  # kVK_ANSI_D
CONTROL, OPTION = 1 << 12, 1 << 11  # controlKey, optionKey
KEYBOARD, HOT_KEY_PRESSED = int.from_bytes(b"keyb", "big"), 5  # kEventClassKeyboard, kEventHotKeyPressed
MINE = int.from_bytes(b"dorm", "big")  # the signature of our keys
EXCLUSIVE = 1  # kEventHotKeyExclusive: refused where somebody else holds the key
HANDLER = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class EventKind(ctypes.Structure):
    """EventTypeSpec."""

    _fields_ = (("event_class", ctypes.c_uint32), ("kind", ctypes.c_uint32))


class KeyName(ctypes.Structure):
    """EventHotKeyID."""

    _fields_ = (("signature", ctypes.c_uint32), ("id", ctypes.c_uint32))


def declare(carbon: Any) -> None:
    """Tell ctypes what the functions take: a pointer that is cut to 32 bits would crash."""
    word, pointer, place = ctypes.c_uint32, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    kinds = ctypes.POINTER(EventKind)
    for name, result, arguments in (
        ("GetApplicationEventTarget", pointer, []),
        ("InstallEventHandler", ctypes.c_int32, [pointer, HANDLER, ctypes.c_ulong, kinds, pointer, place]),
        ("RegisterEventHotKey", ctypes.c_int32, [word, word, KeyName, pointer, word, place]),
        ("UnregisterEventHotKey", ctypes.c_int32, [pointer]),
        ("RemoveEventHandler", ctypes.c_int32, [pointer]),
    ):
        function = getattr(carbon, name)
        function.restype, function.argtypes = result, arguments


class MacKey(QObject):
    """`pressed` once for every press, while it is grabbed."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None, carbon: Any = None) -> None:
        super().__init__(parent)
        self._carbon = carbon
        self._handler, self._key = ctypes.c_void_p(), ctypes.c_void_p()
        self._call = HANDLER(self._heard)  # kept, or it would be gone when it is called

    def grab(self) -> bool:
        """Take Control+Option+D; False where it cannot be had."""
        with suppress(OSError, AttributeError):  # no Carbon here, or one without these functions
            self._carbon = self._carbon or ctypes.CDLL(FRAMEWORK)
            declare(self._carbon)
            return self._grab(self._carbon)
        return False

    def _grab(self, carbon: Any) -> bool:
        target = carbon.GetApplicationEventTarget()
        kind = EventKind(KEYBOARD, HOT_KEY_PRESSED)
        if carbon.InstallEventHandler(target, self._call, 1, ctypes.byref(kind), None, ctypes.byref(self._handler)):
            return False
        name = KeyName(MINE, 1)
        if carbon.RegisterEventHotKey(D, CONTROL | OPTION, name, target, EXCLUSIVE, ctypes.byref(self._key)):
            self.release()
            return False
        return True

    def _heard(self, following: object, event: object, data: object) -> int:
        self.pressed.emit()
        return 0  # noErr: nobody else need hear it

    def release(self) -> None:
        """Give the key back."""
        if self._key:
            self._carbon.UnregisterEventHotKey(self._key)
        if self._handler:
            self._carbon.RemoveEventHandler(self._handler)
        self._key, self._handler = ctypes.c_void_p(), ctypes.c_void_p()
