"""Starts the window: `python -m desktop [--data DIR] [--model DIR]`. The engine starts beside it, never waited for."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.style import dress
from desktop.theme import Theme
from desktop.window import MainWindow


def engine_command(data: str | None, model: str | None) -> list[str]:
    """How the engine is started: by this same Python."""
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
        dress(app, theme, {"chevron": chevron, "tick": icons.tinted_file(theme, "check", "on_accent", folder)})

    dress_now()
    theme.changed.connect(dress_now)


def main(data: str | None = None, model: str | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(sys.argv[:1])
    app.setApplicationName("dormouse")
    app.setApplicationDisplayName("Dormouse")
    app.setDesktopFileName("dormouse")
    link = EngineLink(engine_command(data, model))
    link.start()
    settings = open_settings(data)
    with tempfile.TemporaryDirectory(prefix="dormouse-") as folder:
        theme = make_theme(settings)
        dress_always(app, theme, Path(folder))
        app.setWindowIcon(icons.app_icon())
        window = MainWindow(theme, link, settings)
        window.show()
        code = app.exec()
        window.session.keep_draft()
        link.stop()
    return code


def run(arguments: Sequence[str] | None = None) -> int:
    """The command line of `python -m desktop`."""
    parser = argparse.ArgumentParser(prog="dormouse")
    parser.add_argument("--data")
    parser.add_argument("--model")
    given = parser.parse_args(arguments)
    return main(given.data, given.model)


if __name__ == "__main__":
    sys.exit(run())
