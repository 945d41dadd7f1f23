"""`make screenshots`: every view of the window in light and dark, 1x and 2x, as PNGs in build/screenshots/.

    python -m tests.journey.screenshots [--fake] [--out DIR] [--minutes N]

Without --fake, everything shown went through the real engine and the starter model: conversations, facts, two answers,
and a nap with its report, which is woken after --minutes. With --fake it takes seconds, for looking while drawing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from PySide6.QtCore import QEventLoop, QPoint, QSettings, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.about import AboutDialog
from desktop.app import dress_always, engine_command
from desktop.engine_link import EngineLink
from desktop.forget_dialog import ForgetDialog
from desktop.i18n import Translation
from desktop.report_view import ReportView
from desktop.theme import Theme
from desktop.window import MainWindow
from engine import protocol
from engine.protocol import ImportedTurn
from tests.desktop.fake_engine import MARKDOWN

SIZE = QSize(1160, 780)
FACTS = (
    "The user's dog is called Bramble.", "The user's sister Priya lives in Lisbon.",
    "The user's team meets on Tuesdays at nine.", "The user is allergic to hazelnuts.",
    "The user plays the viola in a string quartet.", "The user's bicycle is a green Brompton.",
    "The user's father turns seventy in March.", "The user prefers tea to coffee in the evening.",
    "The user works as a museum conservator.", "The user's flat is on the third floor.",
    "The user is learning Portuguese.", "The user's favourite walk is along the old canal.",
)  # fmt: skip
TALKS = (
    ("A weekend in Lisbon", (("user", "Can you plan a weekend in Lisbon? My sister Priya will be there."),
                             ("assistant", MARKDOWN))),
    ("Bread without kneading", (("user", "How do I bake bread without kneading?"),
                                ("assistant", "Mix **500 g** flour, 350 g water, 10 g salt, a little yeast. Wait."))),
    ("Letter to the landlord", (("user", "Help me write to my landlord about the heating."),
                                ("assistant", "Of course. *Dear Ms Okafor, the heating in the third-floor flat…*"))),
    ("Names for a sailing boat that is much longer than any list would like to show", (
        ("user", "Names for a boat?"), ("assistant", "- Otter\n- Halcyon\n- Second Wind"))),
)  # fmt: skip
SAID = ("Hello! My dog Bramble chewed the strings of my viola today.", "What would you do with a naughty dog?")


class Studio:
    """A window with an engine, and a camera."""

    def __init__(self, app: QApplication, command: list[str], folder: Path, out: Path) -> None:
        self.app, self.out = app, out
        self.link = EngineLink(command)
        self.link.start()
        self.theme = Theme("light")
        dress_always(app, self.theme, folder)
        self.window = MainWindow(
            self.theme, self.link, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        )
        self.window.session.max_tokens = 80  # enough to be seen
        self.window.resize(SIZE)
        self.window.show()
        self.taken: list[str] = []

    def spin(self, seconds: float = 0.25) -> None:
        """Let the window live for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.004)

    def until(self, condition: Callable[[], object], seconds: float) -> bool:
        """Let the window live until something holds."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self.spin(0.02)
        return bool(condition())

    def ask(self, kind: type[protocol.Request], seconds: float = 60, **fields: object) -> list[protocol.AnyEvent]:
        """Ask the engine and wait for the last event."""
        heard: list[protocol.AnyEvent] = []
        self.link.ask(kind, heard.append, **fields)
        self.until(lambda: heard and protocol.is_last(heard[-1]), seconds)
        return heard

    def say(self, text: str, seconds: float = 240) -> None:
        """Send a message and wait for its answer."""
        self.window.chat._send(text)
        self.until(lambda: not self.window.session.busy, seconds)
        if self.window.session.busy:
            self.window.session.stop()
            self.until(lambda: not self.window.session.busy, 60)

    def shoot(
        self,
        name: str,
        prepare: Callable[[], object] | None = None,
        above: Callable[[], QWidget] | None = None,
    ) -> None:
        """One view, twice in size and twice in colour."""
        for scheme in ("light", "dark"):
            if self.theme.scheme != scheme:
                self.theme.set_scheme(scheme)
                self.spin(0.5)
            if prepare is not None:
                prepare()
            self.spin(0.35)
            for ratio in (1, 2):
                self.save(self.window, f"{name}-{scheme}@{ratio}x.png", ratio, above() if above else None)
        self.taken.append(name)

    def save(self, widget: QWidget, name: str, ratio: int, above: QWidget | None = None) -> None:
        """One picture; `above` is a popup, drawn where it stands over the window."""
        image = QImage(widget.size() * ratio, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        widget.render(image, QPoint())
        if above is not None:
            above.render(image, above.mapToGlobal(QPoint()) - widget.mapToGlobal(QPoint()))
        image.save(str(self.out / name))


def seed(studio: Studio, answers: int) -> None:
    """Conversations, facts and a few real answers."""
    for title, turns in reversed(TALKS):
        rows = tuple(ImportedTurn(role=role, text=text) for role, text in turns)  # type: ignore[arg-type]
        studio.ask(protocol.ImportConversation, title=title, turns=rows)
    for text in FACTS:
        studio.ask(protocol.AddFact, text=text)
    studio.window.new_chat()
    for text in SAID[:answers]:
        studio.say(text)


def chat(studio: Studio) -> None:
    """The chat in all its states."""
    window = studio.window
    talk = next(each.id for each in window.conversations if each.title == "A weekend in Lisbon")

    def opened(number: int) -> None:
        window.open_conversation(number)
        studio.until(lambda: window.session.id == number and window.chat.view.turns, 20)
        studio.spin(0.4)

    studio.shoot("chat-markdown", prepare=lambda: opened(talk))
    live = next((each.id for each in window.conversations if each.id not in {talk} and each.turns >= 2), talk)
    own = next((each.id for each in window.conversations if each.title.startswith("Hello")), live)
    studio.shoot("chat", prepare=lambda: opened(own))
    studio.shoot("chat-empty", prepare=window.new_chat)
    studio.shoot("chat-temporary", prepare=lambda: window.new_chat(temporary=True))
    opened(talk)
    studio.shoot("chat-edit", prepare=lambda: (opened(talk), window.commands_of_chat.edit_last()))
    studio.shoot("chat-find", prepare=lambda: (opened(talk), window.chat.open_find("Lisbon")))
    trouble = protocol.TroubleEvent(kind="disk_full", sentence="The disk is full, so dormouse.db could not be written.",
                                    remedy="Free some space and try again.")  # fmt: skip
    studio.shoot("chat-trouble", prepare=lambda: (opened(talk), window.show_trouble(trouble)))
    window.search("heating")
    studio.until(lambda: len(window.conversations) == 1, 20)
    studio.shoot("search")
    window.search("")
    studio.until(lambda: len(window.conversations) > 1, 20)
    studio.shoot("palette", prepare=window.show_commands, above=lambda: window.palette_dialog)
    window.palette_dialog.close()


def memory(studio: Studio) -> None:
    """The memory page and its dialogs."""
    window = studio.window

    def page() -> None:
        window.show_page("memory")
        studio.until(lambda: window.pages["memory"].model.rows, 20)  # type: ignore[attr-defined]

    studio.shoot("memory", prepare=page)
    studio.shoot("memory-detail", prepare=lambda: (page(), window.pages["memory"].table.selectRow(1), studio.spin(0.4)))  # type: ignore[attr-defined]
    for place, name in ((1, "memory-file"), (2, "memory-prompt")):
        studio.shoot(
            name,
            prepare=lambda place=place: (page(), window.pages["memory"].tabs.setCurrentIndex(place), studio.spin(1.0)),
        )  # type: ignore[misc, attr-defined]
    page()
    fact = window.pages["memory"].model.rows[0]  # type: ignore[attr-defined]
    dialog = ForgetDialog(studio.theme, studio.link, fact.id, fact.text, window)
    dialog.show()
    studio.spin(0.6)
    studio.save(dialog, "forget@2x.png", 2)
    dialog.close()


def noted(studio: Studio) -> None:
    """The chip under a message and its popup, once something was noted from one."""
    window = studio.window
    heard = studio.ask(protocol.Facts)
    facts = [fact for event in heard if isinstance(event, protocol.FactList) for fact in event.facts]
    where = [each for fact in facts for each in fact.evidence if fact.state == "active"]
    if not where:
        print("nothing was noted from a message: no picture of it")
        return
    talk, turn = where[-1].conversation, where[-1].turn

    def opened() -> None:
        window.open_conversation(talk, turn)
        studio.until(lambda: window.session.notes.by_turn.get(turn) and window.chat.view.message(turn), 20)
        studio.spin(0.4)
        window.menus.notes(turn)
        message = window.chat.view.message(turn)
        if message is not None:
            window.menus.popup.move(message.mapToGlobal(message.rect().bottomLeft() + QPoint(160, 0)))

    studio.shoot("noted", prepare=opened, above=lambda: window.menus.popup)
    window.menus.popup.close()


def nights(studio: Studio, minutes: float) -> None:
    """Tonight, a live nap, its report."""
    window = studio.window
    studio.shoot("tonight", prepare=lambda: window.show_page("night"))
    page = lambda: window.pages["night"]  # noqa: E731  (made anew with every scheme)
    page().how_deep.setCurrentIndex(0)  # type: ignore[attr-defined]
    page().sleep()  # type: ignore[attr-defined]
    end = time.monotonic() + minutes * 60
    trained = lambda: any(event.stage == "train" and event.done > 3 for event in window.night_events)  # noqa: E731
    studio.until(lambda: trained() or not page().asleep, minutes * 60)  # type: ignore[attr-defined]
    if page().asleep:  # type: ignore[attr-defined]
        studio.shoot("night-live", prepare=lambda: window.show_page("night"))
    studio.until(lambda: not page().asleep, max(1.0, end - time.monotonic()))  # type: ignore[attr-defined]
    if page().asleep:  # type: ignore[attr-defined]
        page().wake()  # type: ignore[attr-defined]
        studio.until(lambda: not page().asleep, 120)  # type: ignore[attr-defined]
    studio.spin(1.0)
    window.resize(SIZE.width(), 1900)

    def reported() -> None:
        window.show_page("night")
        studio.until(lambda: any(each.isVisible() for each in window.pages["night"].findChildren(ReportView)), 10)
        studio.spin(0.6)

    studio.shoot("report", prepare=reported)
    window.resize(SIZE)


def welcome(studio: Studio, page: int) -> None:
    """One of the three pages of the first minute."""
    studio.window.show_sidebar(False)
    studio.window.show_page("welcome")
    shown = studio.window.pages["welcome"]
    studio.until(lambda: studio.window.models.offers and shown.wishes.isVisibleTo(shown), 5)  # type: ignore[attr-defined]
    shown._show(page)  # type: ignore[attr-defined]
    studio.spin(0.4)


def rest(studio: Studio, translation: Translation) -> None:
    """Settings, welcome, about, other sizes and languages."""
    window = studio.window
    window.resize(SIZE.width(), 2100)
    studio.shoot("settings", prepare=lambda: (window.show_page("settings"), studio.spin(0.6)))
    reset = window.pages["settings"].reset()  # type: ignore[attr-defined]
    studio.spin(0.3)
    studio.save(reset, "reset@2x.png", 2)
    reset.close()
    window.resize(SIZE.width(), 900)
    studio.shoot("models", prepare=lambda: (window.show_page("models"), studio.spin(0.6)))
    window.resize(SIZE)
    for page in range(3):
        studio.shoot(f"welcome-{page + 1}", prepare=lambda page=page: welcome(studio, page))  # type: ignore[misc]
    window.show_sidebar(True)
    about = AboutDialog(studio.theme, window)
    about.show()
    studio.spin(0.3)
    studio.save(about, "about@2x.png", 2)
    about.close()
    talk = next(each.id for each in window.conversations if each.title == "A weekend in Lisbon")
    for language, name in (("de", "german"), ("ar", "right-to-left")):
        translation.use(language)
        window.rebuild()
        studio.shoot(name, prepare=lambda: (window.open_conversation(talk), studio.spin(0.5)))
    translation.use("en_US")
    studio.theme.set_scale(1.6)
    studio.shoot("zoom-160", prepare=lambda: (window.open_conversation(talk), studio.spin(0.5)))
    studio.theme.set_scale(1.0)


def main() -> int:
    """All views."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fake", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--minutes", type=float, default=12.0)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    translation = Translation(app)
    translation.use("en_US")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.desktop.fake_engine"] if given.fake else engine_command(folder, None)
        studio = Studio(app, command, Path(folder), given.out)
        if not studio.until(lambda: studio.link.state == "ready", 120):
            print("the engine does not start:", studio.link.state, *studio.link.errors)
            return 1
        seed(studio, 2)
        chat(studio)
        memory(studio)
        rest(studio, translation)
        nights(studio, given.minutes)
        noted(studio)
        studio.link.stop()
    print(f"{len(list(given.out.glob('*.png')))} pictures in {given.out}: {', '.join(studio.taken)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
