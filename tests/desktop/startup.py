"""How long from the start of the process to the first painting of the window: `python -m tests.desktop.startup [N]`.

Each start is what `dormouse` runs: a process of its own, an empty data folder, the real engine loading beside it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

CHILD = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import desktop.window as window
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("PAINT", time.time() - float(os.environ["BEGAN"]), time.process_time(), flush=True)
            self.watched.removeEventFilter(self)
            QTimer.singleShot(50, QApplication.quit)
        return False
watch = Watch()
shown = window.MainWindow.showEvent
def show(self, event):
    watch.watched = self.centralWidget()
    self.centralWidget().installEventFilter(watch)
    shown(self, event)
window.MainWindow.showEvent = show
from engine.__main__ import main
sys.argv[1:] = []
sys.exit(main())
"""


def measure() -> tuple[float, float]:
    """Wall and CPU seconds of one start; on a loaded machine only the second says something about the window."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        environment |= {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "BEGAN": str(time.time()),
                        "DORMOUSE_DATA": folder, "DISPLAY": os.environ.get("DISPLAY", ":0")}  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", CHILD],
            capture_output=True,
            text=True,
            env=environment,
            timeout=60,
            check=False,
        )
    wall, used = done.stdout.split("PAINT", 1)[1].split()[:2]
    return float(wall), float(used)


def main() -> None:
    times = [measure() for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 5)]
    for name, place in (("wall", 0), ("CPU", 1)):
        values = [each[place] for each in times]
        shown = ", ".join(f"{each:.2f}" for each in values)
        print(f"window painted after {shown} s {name}; median {statistics.median(values):.2f} s")


if __name__ == "__main__":
    main()
