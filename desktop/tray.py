"""The item in the tray or menu bar: awake or asleep with its progress, and the few things one wants from there."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.words import stage_words
from engine import protocol
from engine.protocol import ConditionsView

MOON = "#f3d48a"
# The engine's reasons that pass by themselves once the user goes away; a test reads them from its source.
HERE = re.compile("you were here |the display is on$|the display must sleep|all is well, and it must stay so")


class Tray(QObject):
    """Shown only where there is a tray; `available` says so. Hears of the engine's end by `link`."""

    open_wanted = Signal()
    new_wanted = Signal()
    sleep_wanted = Signal()
    wake_wanted = Signal()
    report_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject | None = None, link: EngineLink | None = None) -> None:
        super().__init__(parent)
        if link is not None:
            link.died.connect(lambda _: self.show_awake())  # nobody is left who would tell that the night is over
        self.asleep = self.soon = False
        self._icon = QSystemTrayIcon(icons.app_icon(), self)
        self._menu = QMenu()
        self._state = QAction(self.tr("Awake"), self._menu)
        self._state.setEnabled(False)
        self._toggle = QAction(self.tr("Sleep now"), self._menu)
        self._toggle.triggered.connect(lambda: (self.wake_wanted if self.asleep else self.sleep_wanted).emit())
        self._menu.addAction(self._state)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Open Dormouse"), self.open_wanted.emit)
        self._menu.addAction(self.tr("New chat"), self.new_wanted.emit)
        self._menu.addAction(self._toggle)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), self.quit_wanted.emit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.report_wanted)
        self.show_awake()
        self._icon.show()

    @property
    def available(self) -> bool:
        """Whether the item can really be seen; the only window must never be hidden where it cannot."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self._icon.isVisible()

    def show_awake(self) -> None:
        """No night is running."""
        self.asleep = self.soon = False
        self._toggle.setText(self.tr("Sleep now"))
        self._say(self.tr("Awake"))
        self._icon.setIcon(icons.app_icon())

    def show_conditions(self, view: ConditionsView) -> None:
        """Awake: whether it may fall asleep soon, and by what the user would notice that."""
        if not self.asleep:
            soon = may_sleep_soon(view)
            self._say(self.tr("Awake; may sleep soon") if soon else self.tr("Awake"))
            if soon != self.soon:
                self.soon = soon
                self._icon.setIcon(moonlit(icons.app_icon(), hollow=True) if soon else icons.app_icon())

    def show_stage(self, event: protocol.SleepStage) -> None:
        """A night is running."""
        if not self.asleep:
            self._icon.setIcon(moonlit(icons.app_icon()))
        self.asleep = True
        self._toggle.setText(self.tr("Wake it"))
        share = round(100 * event.done / event.total) if event.total else 0
        self._say(self.tr("Asleep: {0} {1}%").format(stage_words(event.stage), share))

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._icon.setToolTip(f"Dormouse: {words}")

    def notify(self, title: str, words: str) -> None:
        """Tell the user something outside the window."""
        if self.available:
            self._icon.showMessage(title, words, icons.app_icon())

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()


def may_sleep_soon(view: ConditionsView) -> bool:
    """Whether nothing but the user's own presence keeps it awake now."""
    return view.verdict == "go" or (
        view.verdict == "wait" and bool(view.reasons) and all(HERE.match(reason) for reason in view.reasons)
    )


def moonlit(icon: QIcon, hollow: bool = False) -> QIcon:
    """The icon with a small moon that says "asleep", or a `hollow` one for "soon"."""
    picture = QPixmap(icon.pixmap(64))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(MOON), 5) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(MOON))
    painter.drawEllipse(picture.width() - 24, picture.height() - 24, 20, 20)
    painter.end()
    return QIcon(picture)
