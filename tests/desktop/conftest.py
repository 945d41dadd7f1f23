"""A window over the fake engine, which is a real process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings

from desktop.app import dress_always
from desktop.engine_link import EngineLink
from desktop.theme import Theme
from desktop.window import MainWindow

WAIT = 60_000  # milliseconds; a loaded machine is slow, a broken window never comes


def fake(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.desktop.fake_engine", *arguments]


class Driver:
    """What a user does, in words."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.bot = window, qtbot

    def until(self, condition: Callable[[], object], wait: int = WAIT) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=wait)

    def type(self, text: str) -> None:
        self.window.chat.composer.text.setPlainText("")
        self.bot.keyClicks(self.window.chat.composer.text, text)

    def say(self, text: str, wait: int = WAIT) -> None:
        from PySide6.QtCore import Qt

        self.type(text)
        self.bot.keyClick(self.window.chat.composer.text, Qt.Key.Key_Return)
        self.until(lambda: not self.window.session.busy, wait)

    @property
    def texts(self) -> list[str]:
        return [turn.text for turn in self.window.chat.view.turns]


@pytest.fixture
def open_window(qtbot, tmp_path: Path, qapp) -> Iterator[Callable[..., Driver]]:
    made: list[MainWindow] = []

    def open_now(
        *arguments: str, command: list[str] | None = None, scheme: str = "light", ready: bool = True
    ) -> Driver:
        link = EngineLink(command or fake(*arguments))
        link.start()
        theme = Theme(scheme)
        dress_always(qapp, theme, tmp_path)
        window = MainWindow(theme, link, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        window.show()
        made.append(window)
        driver = Driver(window, qtbot)
        if ready:
            driver.until(lambda: link.state == "ready", 900_000 if command else WAIT)
        return driver

    yield open_now
    for window in made:
        window.link.stop()
