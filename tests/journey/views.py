"""The views that `tests.journey.screenshots` takes pictures of, at the pixel ratio of this process."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSettings, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.about import AboutDialog
from desktop.app import dress_always, engine_command
from desktop.folded import Folded
from desktop.forget_dialog import ForgetDialog
from desktop.i18n import Translation
from desktop.keep_safe import CodeDialog
from desktop.report_view import ReportView
from desktop.theme import Theme
from desktop.used_memories import UsedMemories
from desktop.window import MainWindow
from engine import protocol
from tests.journey.screenshots import NIGHT, Asker, seed

SIZE = QSize(1160, 780)
TROUBLE = protocol.TroubleEvent(kind="disk_full", sentence="The disk is full, so dormouse.db could not be written.",
                                remedy="Free some space and try again.")  # fmt: skip


class Studio(Asker):
    """A window with an engine, and a camera."""

    def __init__(self, app: QApplication, command: list[str], folder: Path, out: Path, only: str) -> None:
        super().__init__(app, command)
        self.out, self.only, self.folder = out, only, folder
        self.ratio = round(app.devicePixelRatio())
        self.translation = Translation(app)
        self.translation.use("en_US")
        self.theme = Theme("light")
        dress_always(app, self.theme, folder)
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(self.theme, self.link, settings)
        self.window.hotkey, self.window.has_tray = "Ctrl+Alt+Space", lambda: True
        self.window.resize(SIZE)
        self.window.show()

    def spin(self, seconds: float = 0.2) -> None:
        """Let the window live for a while."""
        self.until(lambda: False, seconds)

    def page(self, name: str) -> Any:
        """Show a page and give it."""
        self.window.show_page(name)
        self.spin()
        return self.window.pages[name]

    def shoot(self, name: str, prepare: Callable[[], object], size: QSize = SIZE, settle: float = 0.4) -> None:
        """One view; what `prepare` returns, if it is a widget, stands above the window and is closed afterwards."""
        if self.only not in name:
            return
        self.window.resize(size)
        above = prepare()
        self.spin(settle)
        picture = self.window.grab()
        if isinstance(above, QWidget):
            painter = QPainter(picture)
            painter.drawPixmap(above.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint()), above.grab())
            painter.end()
            above.close()
        scheme = "dark" if self.theme.dark else "light"
        picture.save(str(self.out / f"{name}-{scheme}@{self.ratio}x.png"))

    def dialog(self, name: str, made: QWidget) -> None:
        """A dialog by itself."""
        made.show()
        self.spin(0.5)
        scheme = "dark" if self.theme.dark else "light"
        if self.only in name:
            made.grab().save(str(self.out / f"{name}-{scheme}@{self.ratio}x.png"))
        made.close()

    def opened(self, title: str, turn: int = 0) -> None:
        """Open the conversation whose title begins so."""
        number = next(each.id for each in self.window.conversations if each.title.startswith(title))
        self.window.open_conversation(number, turn)
        self.until(lambda: self.window.session.id == number and self.window.chat.view.turns, 20)
        self.spin(0.3)


def chat(studio: Studio) -> None:
    """The chat in all its states."""
    window, talk = studio.window, "A weekend in Lisbon"
    studio.shoot("chat", lambda: studio.opened("Hello"))
    studio.shoot("chat-markdown", lambda: studio.opened(talk))
    studio.shoot("chat-empty", window.new_chat)
    studio.shoot("chat-temporary", lambda: window.new_chat(temporary=True))
    studio.shoot("chat-edit", lambda: (studio.opened(talk), window.commands_of_chat.edit_last()))
    studio.shoot("chat-find", lambda: (studio.opened(talk), window.chat.open_find("Lisbon")))
    studio.shoot("chat-correction", lambda: (studio.opened("Hello"), correct(studio)))
    studio.shoot("chat-attached", lambda: (studio.opened("Bread"), attach(studio)))
    window.chat.attachments.take()
    window.chat.composer.set_text("")
    studio.shoot("chat-trouble", lambda: (studio.opened(talk), window.show_trouble(TROUBLE)))
    window.chat.banner.hide()
    studio.shoot("search", lambda: search(studio, "heating"))
    studio.shoot("search-nothing", lambda: search(studio, "zeppelin"))
    search(studio, "")
    studio.shoot("palette", lambda: (studio.opened(talk), window.show_commands(), window.palette_dialog)[-1])
    studio.shoot("why", lambda: why(studio))
    studio.shoot("noted", lambda: noted(studio))


def correct(studio: Studio) -> None:
    """The box for a better answer."""
    answer = studio.window.session.turns[-1]
    message = studio.window.chat.view.message(answer.id)
    if message is not None:
        message.ask_correction()


def attach(studio: Studio) -> None:
    """Two files, one with a long name."""
    window = studio.window
    window.chat.attachments.add("notes.txt", "Rye, wheat, spelt.")
    window.chat.attachments.add("a-recipe-with-a-name-that-goes-on-and-on-and-on-and-on.md", "Mix.")
    window.chat.composer.set_text("What do these have in common?")


def search(studio: Studio, words: str) -> None:
    """Search as a user does."""
    studio.window.sidebar.search.setText(words)
    studio.until(lambda: studio.window.library.searched == words, 10)
    studio.spin(0.5)


def why(studio: Studio) -> QWidget:
    """Which memories an answer used."""
    studio.opened("Hello")
    turn = studio.window.session.turns[-1].id
    popup = UsedMemories(studio.theme, studio.link, turn, studio.window)
    popup.show()
    studio.spin(0.6)
    return below(studio, turn, popup)


def noted(studio: Studio) -> QWidget | None:
    """What was noted from a message, where something was."""
    studio.opened("Hello")
    notes = studio.window.session.notes
    if not studio.until(lambda: notes.by_turn, 5):
        print("nothing was noted from a message: no picture of it")
        return None
    turn = next(iter(notes.by_turn))
    studio.window.menus.notes(turn)
    return below(studio, turn, studio.window.menus.popup)


def below(studio: Studio, turn: int, popup: QWidget) -> QWidget:
    """Move a popup under a message: the pointer is nowhere here."""
    message = studio.window.chat.view.message(turn)
    if message is not None:
        popup.move(message.mapToGlobal(message.rect().bottomLeft() + QPoint(8, 0)))
    return popup


def memory(studio: Studio) -> None:
    """The memory page and its dialog."""

    def page(tab: int = 0) -> Any:
        shown = studio.page("memory")
        studio.until(lambda: shown.model.rows, 20)
        shown.tabs.setCurrentIndex(tab)
        return shown

    studio.shoot("memory", lambda: page() and None)
    studio.shoot("memory-detail", lambda: page().table.selectRow(1), settle=0.8)
    studio.shoot("memory-nothing-fits", lambda: page().search.setText("zeppelin"))
    page().search.clear()
    studio.shoot("memory-file", lambda: page(1) and None, settle=0.8)

    def again() -> None:
        studio.until(lambda: not page(1).file.text.isReadOnly(), 20)
        page(1).file.text.appendPlainText("- The user's canoe is red.")
        page(1).file.found_again.emit()

    studio.shoot("memory-file-again", again, settle=0.4)
    studio.shoot("memory-prompt", lambda: page(2) and None, settle=1.2)
    fact = page().model.rows[0]
    studio.dialog("forget", ForgetDialog(studio.theme, studio.link, fact.id, fact.text, studio.window))


def nights(studio: Studio) -> None:
    """Tonight with every condition, a live night, a paused one, the report with all nights."""

    def tonight() -> None:
        page = studio.page("night")
        studio.until(lambda: page.conditions.isVisible(), 10)
        for folded in page.conditions.findChildren(Folded):
            folded.findChildren(QPushButton)[0].click()

    studio.shoot("tonight", tonight)
    events = recorded(studio)
    if events:
        studio.shoot("night-live", lambda: replay(studio, events))
        studio.shoot("night-paused", lambda: pause(studio))
    page = studio.page("night")
    page._paused = page._unfinished = False
    page._advise()

    def reported() -> None:
        studio.until(lambda: studio.page("night").findChildren(ReportView), 10)

    studio.shoot("report", reported, QSize(SIZE.width(), 2000), settle=0.8)


def recorded(studio: Studio) -> list[protocol.AnyEvent]:
    """The stages of the nap that was kept, or of the fake engine's."""
    kept = studio.folder / NIGHT
    if not kept.exists():
        heard = studio.ask(protocol.Sleep, 60, depth="nap")
        kept.write_bytes(b"".join(protocol.encode(each) for each in heard))
    events = [protocol.decode_event(line) for line in kept.read_bytes().splitlines()]
    return [each for each in events if isinstance(each, protocol.SleepStage)]


def replay(studio: Studio, events: list[protocol.AnyEvent]) -> None:
    """The night as it was in the midst of training."""
    page = studio.page("night")
    steps = [each for each in events if isinstance(each, protocol.SleepStage) and each.stage == "train"]
    last = steps[len(steps) * 3 // 4] if steps else events[-1]
    for event in events[: events.index(last) + 1]:
        page.heard(event)


def pause(studio: Studio) -> None:
    """What stands there when it was paused."""
    page = studio.page("night")
    page.pause()
    page.heard(protocol.SleepEnded(night=1, verdict="stopped", reason=""))


def rest(studio: Studio) -> None:
    """Settings, models, welcome, dialogs."""
    window = studio.window
    studio.shoot("settings", lambda: studio.page("settings") and None, QSize(SIZE.width(), 2500), settle=0.8)
    studio.dialog("reset", studio.page("settings").reset())
    studio.dialog("code", CodeDialog(studio.theme, "K7QF-2MXA-9RTD-4WEP-6ZBC-3HNJ", window))
    studio.dialog("about", AboutDialog(studio.theme, window))
    studio.shoot("models", lambda: studio.page("models") and None, QSize(SIZE.width(), 960), settle=0.8)
    window.show_sidebar(False)
    for number in range(3):
        studio.shoot(f"welcome-{number + 1}", lambda number=number: welcome(studio, number))  # type: ignore[misc]
    window.show_sidebar(True)


def welcome(studio: Studio, number: int) -> None:
    """One of the three pages of the first minute."""
    page = studio.page("welcome")
    studio.until(lambda: studio.window.models.offers and page.wishes.isVisibleTo(page), 5)
    page._show(number)


def elsewhere(studio: Studio) -> None:
    """German, right to left, twice the size, and narrow."""
    tall, talk = QSize(SIZE.width(), 2500), "A weekend in Lisbon"
    for language, name in (("de", "german"), ("ar", "right-to-left")):
        studio.translation.use(language)
        studio.window.rebuild()
        studio.shoot(f"{name}-chat", lambda: studio.opened(talk))
        studio.shoot(f"{name}-memory", lambda: studio.page("memory").table.selectRow(1), settle=0.8)
        studio.shoot(f"{name}-night", lambda: studio.page("night") and None, tall, settle=0.8)
        studio.shoot(f"{name}-settings", lambda: studio.page("settings") and None, tall, settle=0.8)
    studio.translation.use("en_US")
    studio.theme.set_scale(2.0)
    studio.shoot("large-chat", lambda: studio.opened(talk))
    studio.shoot("large-memory", lambda: studio.page("memory").table.selectRow(0), settle=0.8)
    studio.shoot("large-night", lambda: studio.page("night") and None, settle=0.8)
    studio.shoot("large-settings", lambda: studio.page("settings") and None, settle=0.8)
    studio.theme.set_scale(1.0)
    narrow = QSize(560, 780)
    studio.window.show_sidebar(False)
    studio.shoot("narrow-chat", lambda: studio.opened(talk), narrow)
    studio.shoot("narrow-memory", lambda: studio.page("memory") and None, narrow)
    studio.shoot("narrow-night", lambda: studio.page("night") and None, narrow, settle=0.8)
    studio.window.show_sidebar(True)


def main() -> int:
    """All views, first in light, then in dark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fake", action="store_true")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    command = engine_command(str(given.data), None)
    if given.fake:
        command = [sys.executable, "-m", "tests.desktop.fake_engine", *os.environ.get("FAKE", "").split()]
    studio = Studio(app, command, given.data, given.out, given.only)
    if not studio.until(lambda: studio.link.state == "ready", 600):
        print("the engine does not start:", studio.link.state, *studio.link.errors)
        return 1
    if given.fake:
        seed(studio)
    studio.until(lambda: len(studio.window.conversations) > 3, 20)
    for scheme in ("light", "dark"):
        studio.theme.set_scheme(scheme)
        studio.spin(0.5)
        for part in (chat, memory, nights, rest, elsewhere):
            part(studio)
    studio.link.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
