"""Puts the parts together: engine, theme, language, window, tray. Knows which part tells which; does nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop import icons, window_state
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.i18n import Translation
from desktop.style import dress
from desktop.theme import Theme
from desktop.updates import NewsDialog, UpdateWatch
from desktop.window import MainWindow
from engine import protocol

if TYPE_CHECKING:
    from desktop.hotkey import Hotkey
    from desktop.tray import Tray


END_WAIT = 180_000  # milliseconds that the end waits for typed words: the engine may be loading a large model
LOOK = 20_000  # milliseconds between two looks at whether a night may begin


def engine_command(data: str | None, model: str | None) -> list[str]:
    """How the engine is started: by this same program."""
    command = [sys.executable, "-m", "engine", "serve"]
    command += ["--data", data] if data else []
    return command + (["--model", model] if model else [])


def open_settings(data: str | None) -> QSettings:
    """Window state and looks: a small INI file, in the data folder where one was chosen."""
    if data:
        return QSettings(str(Path(data) / "window.ini"), QSettings.Format.IniFormat)
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "dormouse", "window")


def make_theme(settings: QSettings) -> Theme:
    """The theme as it was left."""
    scale = settings.value("look/scale", 1.0, float)
    scheme = str(settings.value("look/scheme", "system"))
    return Theme(scheme, scale if isinstance(scale, float) else 1.0)


def dress_always(app: QApplication, theme: Theme, folder: Path) -> None:
    """Dress the application now and at every change of the theme."""

    def dress_now() -> None:
        chevron = icons.tinted_file(theme, "chevron", "muted", folder)
        tick = icons.tinted_file(theme, "check", "on_accent", folder)
        knobs = {f"knob_{state}": icons.tinted_file(theme, f"knob-{state}", colour, folder)
                 for state, colour in (("on", "on_accent"), ("off", "surface"))}  # fmt: skip
        dress(app, theme, {"chevron": chevron, "tick": tick, **knobs})

    dress_now()
    theme.changed.connect(dress_now)


class Dormouse(QObject):
    """The running application."""

    def __init__(self, app: QApplication, data: str | None, model: str | None, folder: Path) -> None:
        super().__init__()
        self._app, self._data = app, data
        self.settings = open_settings(data)
        self.link = EngineLink(engine_command(data, model))
        self.link.start()  # first of all, so that it loads while the window is made
        self.translation = Translation(app)
        self.translation.use(str(self.settings.value("look/language", "")))
        self.theme = make_theme(self.settings)
        dress_always(app, self.theme, folder)
        app.setWindowIcon(icons.app_icon())
        self.window = MainWindow(self.theme, self.link, self.settings)
        self.updates = UpdateWatch(self.link, self.settings, lambda: self.window.chat.banner, self)
        self.tray: Tray | None = None
        self.hotkey: Hotkey | None = None
        self._join()

    def _join(self) -> None:
        window = self.window
        rest = ["--data", self._data] if self._data else []
        window.start_command = [sys.executable, "-m", "desktop", "--hidden", *rest]  # at login it waits in the tray
        window.set_language = self.set_language
        window.has_tray = lambda: self.tray is not None and self.tray.available
        window.on_close = self._closing
        self.updates.show_news = lambda news: NewsDialog(self.theme, news, window).open()
        self.link.said.connect(self._heard)

    def show(self, hidden: bool = False) -> None:
        """Show the window, or only the tray where it was started hidden and there is one."""
        if not hidden:
            self.window.greet()
            self.window.show()

    def make_tray(self, hidden: bool) -> None:
        """The tray comes after the window; without one, a hidden start would be invisible."""
        from desktop.tray import Tray  # not needed before the window is on the screen

        tray = self.tray = Tray(self, self.link)
        tray.open_wanted.connect(self.raise_window)
        tray.new_wanted.connect(self.raise_window)
        tray.new_wanted.connect(self.window.new_chat)
        tray.sleep_wanted.connect(self.window.sleep_now)
        tray.wake_wanted.connect(lambda: self.link.ask(protocol.Stop))
        tray.report_wanted.connect(self.raise_window)
        tray.report_wanted.connect(lambda: self.window.show_page("night"))
        tray.quit_wanted.connect(self.window.quit)
        if hidden and not tray.available:
            self.show()
        self._look_timer = QTimer(self, interval=LOOK)
        self._look_timer.timeout.connect(self._look)
        self._look_timer.start()
        self._look()
        self._make_hotkey()

    def _look(self) -> None:
        """Whether a night may begin soon, for the tray."""
        if self.tray is not None and self.tray.available:
            self.link.ask(protocol.GetConditions, self._hear_conditions)

    def _hear_conditions(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.ConditionsView) and self.tray is not None:
            self.tray.show_conditions(event)

    def _make_hotkey(self) -> None:
        """The key that raises the window from anywhere, where the system gives it."""
        from desktop.hotkey import Hotkey, keys

        self.hotkey = Hotkey(self)
        self.hotkey.pressed.connect(self.raise_window)
        if not self.hotkey.grab():  # no such system, or the key is somebody else's
            return
        self.window.hotkey, self.window.set_hotkey = keys(), self.set_hotkey
        self.set_hotkey(self.settings.value("desk/hotkey", True, bool) is not False)

    def set_hotkey(self, on: bool) -> bool:
        """Take the global shortcut, or give it back; whether that worked."""
        self.settings.setValue("desk/hotkey", on)
        if self.hotkey is None:
            return not on
        if not on:
            self.hotkey.release()
        return not on or self.hotkey.grab()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def set_language(self, language: str) -> None:
        """Speak another language at once."""
        self.settings.setValue("look/language", language)
        before = self._app.layoutDirection()
        self.translation.use(language)
        if self._app.layoutDirection() != before:  # the style sheet has a left and a right
            self.theme.changed.emit()
        self.window.rebuild()

    def _closing(self) -> bool:
        """Whether closing the window ends Dormouse; without a tray it always does."""
        stay = self.settings.value("desk/close_to_tray", True, bool) is not False
        if self.tray is None or not self.tray.available or not stay:
            self._app.quit()
            return True
        if self.settings.value("desk/told", False, bool) is not True:
            self.settings.setValue("desk/told", True)
            self.tray.notify("Dormouse", self.tr("Dormouse stays in the tray, so that it can sleep. Quit ends it."))
        return False

    def _heard(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.SleepStage) and self.tray is not None:
            self.tray.show_stage(event)
        elif isinstance(event, protocol.SleepEnded):
            self._night_ended(event)
        elif isinstance(event, protocol.Ready):
            self._greet_after_night(event)
            self.updates.ask()

    def _night_ended(self, event: protocol.SleepEnded) -> None:
        if self.tray is not None:
            self.tray.show_awake()
            wanted = self.settings.value("desk/notify", True, bool) is not False
            if wanted and not self.window.isActiveWindow():
                self.tray.notify(self.tr("Good morning"), said(event.reason))
        if self.window.isVisible() and self.window.page == "night":
            self.settings.setValue("night/seen", event.night)

    def _greet_after_night(self, ready: protocol.Ready) -> None:
        if ready.nights:
            self.link.ask(protocol.GetReport, self._hear_report)

    def _hear_report(self, event: protocol.AnyEvent) -> None:
        """A report that has not been seen greets the user once, quietly."""
        seen = self.settings.value("night/seen", 0, int)
        if isinstance(event, protocol.ReportReady) and isinstance(seen, int) and event.report.night > seen:
            self.settings.setValue("night/seen", event.report.night)
            count = len(event.report.learned)
            words = said(event.report.reason)
            if count:
                words = self.tr("Good morning. Last night I learned %n things.", "", count)
            show = lambda: self.window.show_page("night")  # noqa: E731  (a banner takes one action)
            self.window.chat.banner.show_trouble("note", words, self.tr("Read the report"), show)

    def keep(self) -> None:
        """Keep everything now: the session may be ended at once, or not at all."""
        self.window.session.keep_draft()
        memory = self.window.pages.get("memory")
        if memory is not None:
            memory.save()  # type: ignore[attr-defined]  # make_page makes nothing else under this name
        window_state.keep(self.window)
        self.link.flush()

    def end(self) -> None:
        """Keep everything and end the engine."""
        self.keep()
        if self.hotkey is not None:
            self.hotkey.release()
        self.link.stop(END_WAIT)
