"""The global shortcut on a true X server: pressed by XTest, refused to a second program, absent without a display."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

from desktop.hotkey import Hotkey

SCRIPT = """
import ctypes, time
from PySide6.QtWidgets import QApplication
from desktop.hotkey import Hotkey
app = QApplication([])
one, two, pressed = Hotkey(), Hotkey(), []
print("FIRST", one.grab(), "SECOND", two.grab())
one.pressed.connect(lambda: pressed.append(1))
x, t = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
display = ctypes.c_void_p(x.XOpenDisplay(None))
def key(symbol, down):
    code = x.XKeysymToKeycode(display, ctypes.c_ulong(symbol))
    t.XTestFakeKeyEvent(display, ctypes.c_uint(code), ctypes.c_int(down), ctypes.c_ulong(0))
    x.XFlush(display)
def type_it():
    for symbol in (0xFFE3, 0xFFE9, 0x20):
        key(symbol, 1)
    for symbol in (0x20, 0xFFE9, 0xFFE3):
        key(symbol, 0)
    end = time.monotonic() + 5
    count = len(pressed)
    while len(pressed) == count and time.monotonic() < end:
        app.processEvents()
type_it()
print("PRESSED", len(pressed))
one.release()
print("AGAIN", two.grab())
"""


@pytest.mark.timeout(120)
@pytest.mark.skipif(not os.path.exists("/usr/bin/Xvfb"), reason="needs Xvfb")
@pytest.mark.skipif(not ctypes.util.find_library("Xtst"), reason="needs libXtst to press a key")
def test_the_key_is_heard_and_belongs_to_one():
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", SCRIPT],
        capture_output=True, text=True, env=os.environ | {"QT_QPA_PLATFORM": "xcb"}, timeout=100, check=False,
    )  # fmt: skip
    assert "FIRST True SECOND False" in done.stdout, done.stdout + done.stderr
    assert "PRESSED 1" in done.stdout, done.stdout + done.stderr
    assert "AGAIN True" in done.stdout
    assert done.returncode == 0, done.stderr


def test_without_a_display_there_is_no_key(qapp, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not Hotkey().grab()
