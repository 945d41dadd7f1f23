"""What the window costs, measured: `python -m tests.desktop.figures`. Prints figures; promises nothing about them.

Streaming: 2,000 tokens at 50 a second through the real pipe, CPU seconds of this process over wall seconds. Typing:
from a key struck in another thread to the painted letter while that answer grows. Memory: 10,000 facts from the wish
to the painted table. Conversation: 10,000 messages from the wish to the painted end, and 200 steps through all of it.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QThread, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import dress_always
from desktop.engine_link import EngineLink
from desktop.theme import Theme
from desktop.window import MainWindow


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def at(values: list[float], share: float) -> float:
    """The value below which `share` of all values lie, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] * 1000


def until(app: QApplication, condition, seconds: float = 120) -> None:
    """Wait as a running application waits: `processEvents` with a time limit would spin, and count as the window's."""
    loop, look, end = QEventLoop(), QTimer(interval=5), time.monotonic() + seconds
    look.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    look.start()
    if not condition():
        loop.exec()


class Typist(QThread):
    """Strikes a key about seven times a second, whatever the window is doing: it may have to wait for the window."""

    struck = Signal(float)  # when

    def run(self) -> None:
        draw = random.Random(0)
        while not self.isInterruptionRequested():
            time.sleep(draw.uniform(0.1, 0.2))
            self.struck.emit(time.perf_counter())


def stream(app: QApplication, window: MainWindow, words: int) -> None:
    """2,000 tokens, with and without somebody typing."""
    for typing in (False, True):
        window.new_chat()
        window.chat._send(f"pace {words}")
        until(app, lambda: window.session.speed > 0)
        began, used, keys = time.monotonic(), cpu(), []
        loop, typist = QEventLoop(), Typist()

        def press(struck: float, keys: list[float] = keys) -> None:
            QTest.keyClick(window.chat.composer.text, Qt.Key.Key_A)
            window.chat.composer.text.viewport().repaint()
            keys.append(time.perf_counter() - struck)

        typist.struck.connect(press)
        ended = window.session.busy_changed.connect(lambda busy, loop=loop: None if busy else loop.quit())
        if typing:
            typist.start()
        loop.exec()
        window.session.busy_changed.disconnect(ended)
        typist.requestInterruption()
        typist.wait()
        wall = time.monotonic() - began
        share = 100 * (cpu() - used) / wall
        print(f"{words} tokens in {wall:.1f} s, typing {typing}: {cpu() - used:.2f} CPU s = {share:.1f}% of one core")
        if keys:
            print(f"a key to its letter: median {at(keys, 0.5):.1f} ms, 99% {at(keys, 0.99):.1f} ms of {len(keys)}")


def facts(app: QApplication, window: MainWindow) -> None:
    """10,000 facts, the page made anew each time."""
    times, costs = [], []
    for _ in range(5):
        window.show_page("chat")
        page = window.pages.pop("memory", None)
        if page is not None:
            window.stack.removeWidget(page)
            page.deleteLater()
        app.processEvents()
        began, used = time.perf_counter(), cpu()
        window.show_page("memory")
        until(app, lambda: window.pages["memory"].model.rows)  # type: ignore[attr-defined]
        window.pages["memory"].repaint()
        times.append(time.perf_counter() - began)
        costs.append(cpu() - used)
    print("10,000 facts shown after", ", ".join(f"{each * 1000:.0f}" for each in times), "ms;",
          "CPU of the window:", ", ".join(f"{each * 1000:.0f}" for each in costs), "ms")  # fmt: skip


def conversation(app: QApplication, window: MainWindow) -> None:
    """10,000 messages: opened, and scrolled through by the bar, each step painted."""
    until(app, lambda: window.conversations)
    number = max(window.conversations, key=lambda each: each.turns).id
    began, used = time.perf_counter(), cpu()
    window.open_conversation(number)
    until(app, lambda: len(window.chat.view.turns) == 10_000)
    window.chat.view.viewport().repaint()
    print(f"10,000 messages shown after {(time.perf_counter() - began) * 1000:.0f} ms; CPU of the window: "
          f"{(cpu() - used) * 1000:.0f} ms")  # fmt: skip
    bar = window.chat.view.verticalScrollBar()
    notch = 3 * bar.singleStep()
    for name, places in (
        ("a jump by the bar, over fifty messages", [bar.maximum() * (199 - step) // 199 for step in range(200)]),
        ("a notch of the wheel, through new messages", [bar.maximum() // 2 - notch * step for step in range(600)]),
    ):
        steps = []
        for place in places:
            began = time.perf_counter()
            bar.setValue(place)
            window.chat.view.viewport().repaint()
            app.processEvents()
            steps.append(time.perf_counter() - began)
        print(f"{name}: median {at(steps, 0.5):.1f} ms, 90% {at(steps, 0.9):.1f} ms, 99% {at(steps, 0.99):.1f} ms")


def main() -> None:
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        link = EngineLink([sys.executable, "-m", "tests.desktop.fake_engine", "--facts", "10000",
                           "--turns", "10000"])  # fmt: skip
        link.start()
        theme = Theme("light")
        dress_always(app, theme, Path(folder))
        window = MainWindow(theme, link, QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat))
        window.show()
        until(app, lambda: link.state == "ready")
        facts(app, window)
        conversation(app, window)
        stream(app, window, int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
        link.stop()


if __name__ == "__main__":
    main()
