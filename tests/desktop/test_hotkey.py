"""The global shortcut: on a true X server, pressed by XTest and refused to a second program; and on a fake Mac."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

from desktop import hotkey_mac
from desktop.hotkey import Hotkey, keys
from desktop.hotkey_mac import MacKey

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
    assert not Hotkey(platform="win32").grab()


class Carbon:
    """A framework that keeps what it was asked; `taken` keys belong to another program."""

    def __init__(self, taken: bool = False) -> None:
        self.said: list[tuple[object, ...]] = []
        self.call = None

        def install(target, call, count, kinds, data, place):
            self.said.append(("install", kinds._obj.event_class, kinds._obj.kind))
            self.call, place._obj.value = call, 11
            return 0

        def register(key, modifiers, name, target, options, place):
            self.said.append(("register", key, modifiers, name.id, options))
            place._obj.value = None if taken else 22
            return -9878 if taken else 0  # eventHotKeyExistsErr

        def gone(what):
            def function(place):
                self.said.append((what, place.value))
                return 0

            return function

        self.GetApplicationEventTarget = lambda: 1
        self.InstallEventHandler, self.RegisterEventHotKey = install, register
        self.UnregisterEventHotKey, self.RemoveEventHandler = gone("unregister"), gone("remove")


def test_on_a_mac_the_key_is_registered_heard_and_given_back(qapp):
    carbon = Carbon()
    key, pressed = MacKey(carbon=carbon), []
    key.pressed.connect(lambda: pressed.append(1))
    assert key.grab()
    assert carbon.said == [("install", 0x6B657962, 5), ("register", 2, 0x1800, 1, 1)]
    assert carbon.RegisterEventHotKey.argtypes[2] is hotkey_mac.KeyName  # by value, as C wants it
    assert carbon.call(None, None, None) == 0
    assert pressed == [1]
    key.release()
    assert carbon.said[2:] == [("unregister", 22), ("remove", 11)]
    key.release()
    assert len(carbon.said) == 4  # nothing is given back twice


def test_on_a_mac_a_key_that_is_taken_is_refused(qapp):
    carbon = Carbon(taken=True)
    assert not MacKey(carbon=carbon).grab()
    assert carbon.said[-1] == ("remove", 11)
    carbon = Carbon()
    del carbon.RegisterEventHotKey
    assert not MacKey(carbon=carbon).grab()


def test_each_system_loads_only_its_own(qapp, monkeypatch):
    """On Linux the Mac's code is never imported, and there is no Carbon to be found."""
    code = (
        "import sys; from desktop.hotkey import Hotkey; Hotkey().grab()\n"
        "print('desktop.hotkey_mac' in sys.modules, 'desktop.hotkey_x11' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False", "True"]
    assert not Hotkey(platform="darwin").grab()
    assert keys("darwin") != keys("linux")


def test_the_switch_takes_the_key_and_gives_it_back(open_window):
    user, wanted, works = open_window(), [], True
    user.window.hotkey, user.window.set_hotkey = "Ctrl+Alt+Space", lambda on: wanted.append(on) or works
    user.window.show_page("settings")
    page = user.window.pages["settings"]
    page.hotkey.click()
    page.hotkey.click()
    assert wanted == [False, True]
    assert not page.banner.isVisible()
    works = False
    page._set_hotkey(True)
    assert "Another program" in page.banner.text.text()
