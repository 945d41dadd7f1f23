"""News of a newer Dormouse in the window: asked for once a day where the user wishes it, told once, never pressed.

Promises: without the user's wish nothing is asked of any network (the engine sees to that); nothing is installed; the
page opens only when its button is pressed. Refuses to know who signs the news: the engine believes nothing unsigned.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QObject, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.banner import Banner
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol
from engine.protocol import UpdateNews

DAY = 24 * 3600  # seconds between two questions
HOUR = 3600 * 1000  # milliseconds between two looks at the clock: a machine that slept keeps no day's timer
TOLD = "updates/told"  # the version that the banner has told of, once
ASKED = "updates/asked"  # when news came last, in seconds since 1970


class NewsDialog(QDialog):
    """What is new in a version, in its makers' words, and the way to its page."""

    def __init__(self, theme: Theme, news: UpdateNews, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What is new"))
        self.resize(theme.px(520), theme.px(420))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(24),) * 4)
        layout.setSpacing(theme.px(12))
        layout.addWidget(text_label(said(news.sentence), "strong"))
        self.notes = QPlainTextEdit(news.notes or self.tr("Its makers have written no notes."))
        self.notes.setReadOnly(True)
        self.notes.setAccessibleName(self.tr("Notes"))
        layout.addWidget(self.notes, 1)
        layout.addWidget(text_label(self.tr("Nothing is installed by itself; your data stays as it is."), "small"))
        self.open_page = QPushButton(self.tr("Open its page"))
        mark(self.open_page, "primary")
        self.open_page.setToolTip(news.page)
        self.open_page.setVisible(bool(news.page))
        self.open_page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(news.page)))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.open_page)
        layout.addLayout(row)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


class UpdateWatch(QObject):
    """Asks once a day, however often Dormouse starts; tells of each newer version once, in the banner over the chat."""

    def __init__(self, link: EngineLink, settings: QSettings, banner: Callable[[], Banner], parent: QObject) -> None:
        super().__init__(parent)
        self._link, self._settings, self._banner = link, settings, banner
        self.show_news: Callable[[UpdateNews], None] = lambda news: None
        timer = QTimer(self, interval=HOUR)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self.ask)
        timer.start()

    def ask(self) -> None:
        """Ask the engine, which asks the network only where the user has said so, unless it was asked today."""
        last, now = self._settings.value(ASKED, 0, int), QDateTime.currentSecsSinceEpoch()
        recent = isinstance(last, int) and 0 <= now - last < DAY
        if self._link.ready is not None and not recent:
            self._link.ask(protocol.CheckUpdates, self._hear)

    def _hear(self, event: protocol.AnyEvent) -> None:
        """Trouble is passed over: nobody has asked just now, and tomorrow is another day."""
        if not isinstance(event, UpdateNews) or event.state not in ("current", "newer"):
            return
        self._settings.setValue(ASKED, QDateTime.currentSecsSinceEpoch())
        if event.state == "current" or self._settings.value(TOLD, "") == event.version:
            return
        self._settings.setValue(TOLD, event.version)
        show = lambda: self.show_news(event)  # noqa: E731  (a banner takes one action)
        self._banner().show_trouble("note", said(event.sentence), self.tr("What is new"), show)
