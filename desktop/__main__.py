"""Starts the window: `python -m desktop [--data DIR] [--model DIR] [--hidden]`. The engine loads beside it."""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import Dormouse
from desktop.signals import QuitSignals
from desktop.single import SingleInstance


def main(data: str | None = None, model: str | None = None, hidden: bool = False) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("dormouse")
    app.setApplicationDisplayName("Dormouse")
    app.setDesktopFileName("dormouse")
    app.setQuitOnLastWindowClosed(False)
    single = SingleInstance(data)
    if not single.first:
        return 0 if single.call_first() else 1
    with tempfile.TemporaryDirectory(prefix="dormouse-") as folder:
        dormouse = Dormouse(app, data, model, Path(folder))
        single.raised.connect(dormouse.raise_window)
        dormouse.show(hidden)
        QTimer.singleShot(0, dormouse, lambda: dormouse.make_tray(hidden))
        QTimer.singleShot(0, dormouse, collect_again)
        app.commitDataRequest.connect(lambda _: dormouse.keep())  # log-out, which others may still call off
        signals = QuitSignals(dormouse)
        signals.wanted.connect(dormouse.window.quit)
        code = app.exec()
        signals.close()
        dormouse.end()
    single.close()
    return code


def collect_again() -> None:
    """From here on garbage is collected; what the start has made stays anyhow."""
    gc.freeze()
    gc.enable()


def run(arguments: Sequence[str] | None = None) -> int:
    """The command line of `python -m desktop`."""
    parser = argparse.ArgumentParser(prog="dormouse")
    parser.add_argument("--data")
    parser.add_argument("--model")
    parser.add_argument("--hidden", action="store_true", help="start in the tray")
    given = parser.parse_args(arguments)
    return main(given.data, given.model, given.hidden)


if __name__ == "__main__":
    sys.exit(run())
