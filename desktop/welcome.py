"""The first minute: three short pages, each of which can be skipped."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import autostart, icons
from desktop.button_row import ButtonRow, RoomyButton
from desktop.empty_state import centred, picture
from desktop.engine_words import trouble_words
from desktop.model_list import ModelList, machine_words
from desktop.page_frame import setting_line, switch, text_label
from desktop.sleep_settings import SleepSettings
from desktop.style import mark
from desktop.tall import Tall
from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow


CHOICES = 3  # models shown at once; the page of models has all


class Welcome(QWidget):
    """Shown once, instead of the chat."""

    done = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window, self._theme = window, window.theme
        mark(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Welcome"))
        px = self._theme.px
        self._stack = QStackedWidget()
        for page, layout in (self._what(), self._model(), self._sleep()):
            layout.addStretch(1)
            self._stack.addWidget(page)
        self._dots = QLabel()
        mark(self._dots, "muted")
        self._dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back, self.next, self.skip = RoomyButton(px(96)), RoomyButton(px(160)), RoomyButton(px(96))
        self.next.clicked.connect(self._go_on)
        self.skip.setText(self.tr("Skip"))
        self.skip.clicked.connect(self.done.emit)
        self.back.setText(self.tr("Back"))
        self.back.clicked.connect(lambda: self._show(self._stack.currentIndex() - 1))
        for button, kind in ((self.back, "quiet"), (self.next, "primary"), (self.skip, "quiet")):
            mark(button, kind)
        middle = QWidget()
        middle.setMaximumWidth(px(640))
        column = QVBoxLayout(middle)
        column.setSpacing(px(16))
        column.addStretch(2)
        column.addWidget(self._stack)
        column.addWidget(ButtonRow(px(8), self.back, self.next, self.skip))
        column.addWidget(self._dots)
        column.addStretch(3)
        inner = Tall()
        mark(inner, "clear")
        across = QHBoxLayout(inner)
        across.setContentsMargins(px(24), px(16), px(24), px(16))
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._show(0)

    # --- pages --------------------------------------------------------------------------------------------------

    def _page(self, title: str, words: str, drawing: int = 200) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setSpacing(self._theme.px(12))
        layout.addStretch(1)
        layout.addWidget(picture(self._theme, "dormouse", drawing))
        layout.addWidget(centred(title, "title"))
        layout.addWidget(centred(words, "muted"))
        layout.addSpacing(self._theme.px(8))
        return page, layout

    def _point(self, layout: QVBoxLayout, icon: str, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        picture_ = QLabel()
        picture_.setPixmap(icons.pixmap(self._theme, icon, "accent", 20))
        row.addWidget(picture_, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(words), 1)
        layout.addLayout(row)

    def _what(self) -> tuple[QWidget, QVBoxLayout]:
        words = self.tr("A desktop assistant that sleeps. You talk by day; by night it learns what you told it.")
        page, layout = self._page(self.tr("This is Dormouse"), words)
        self._point(layout, "chat", self.tr("Everything runs on this machine. Nothing you write leaves it."))
        self._point(
            layout, "memory", self.tr("What it remembers stands in Memory: you can read, change and forget all of it.")
        )
        self._point(layout, "ghost", self.tr("A temporary chat is never remembered, and never learned from."))
        return page, layout

    def _model(self) -> tuple[QWidget, QVBoxLayout]:
        words = self.tr("A small one came along, so that you can begin at once. A larger one answers better and needs "
                        "more of your machine.")  # fmt: skip
        page, layout = self._page(self.tr("Its voice"), words, drawing=110)
        models = self._window.models
        self.machine = centred("", "small")
        layout.addWidget(self.machine)
        self.list = ModelList(self._theme, models, most=CHOICES)
        layout.addWidget(self.list)
        words = self.tr("A download goes on while you talk. Under Models there are more, now and later.")
        layout.addWidget(centred(words, "small"))
        self._told = centred("", "danger")
        self._told.hide()
        layout.addWidget(self._told)
        models.changed.connect(self._show_machine)
        models.trouble.connect(self._trouble)
        return page, layout

    def _show_machine(self) -> None:
        self.machine.setText(machine_words(self._window.models))
        self._told.hide()

    def _sleep(self) -> tuple[QWidget, QVBoxLayout]:
        words = self.tr(
            "A night takes from a few minutes to an hour and a half. In the morning a report tells what was learned."
        )
        page, layout = self._page(self.tr("Its sleep"), words, drawing=140)
        self.wishes = SleepSettings(self._theme, self._window.link, self.tr("When it may sleep"), brief=True)
        self.wishes.trouble.connect(self._trouble)
        self.at_login = switch(autostart.is_on())
        words = self.tr("So that it is there when the machine is idle and it may sleep.")
        setting_line(self._theme, self.wishes.lines, self.tr("Start at login"), words, self.at_login)
        layout.addWidget(self.wishes)
        layout.addWidget(
            centred(self.tr("Nothing is kept that fails the exam, and every night can be undone."), "small")
        )
        return page, layout

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent) and self.isVisible():
            self._told.setText(trouble_words(event))
            self._told.show()

    # --- going on -----------------------------------------------------------------------------------------------

    def _show(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        last = place == self._stack.count() - 1
        self.next.setText(self.tr("Begin") if last else self.tr("Continue"))
        self.skip.setVisible(not last)
        self.back.setVisible(place > 0)
        self._dots.setText("  ".join("●" if dot == place else "○" for dot in range(self._stack.count())))
        self._dots.setAccessibleName(self.tr("Page {0} of {1}").format(place + 1, self._stack.count()))
        self.next.setFocus()

    def _go_on(self) -> None:
        if self._stack.currentIndex() + 1 < self._stack.count():
            self._show(self._stack.currentIndex() + 1)
            return
        if self.at_login.isChecked() != autostart.is_on():
            with contextlib.suppress(OSError):  # Settings says so where it cannot be written; the welcome goes on
                autostart.set_on(self.at_login.isChecked(), self._window.start_command)
        self.done.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The button that goes on has the focus: once all is shown, since what is not takes none."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.next.setFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Ask for the models and the wishes."""
        self._window.models.refresh()
        self.wishes.refresh()

    def heard(self, event: protocol.AnyEvent) -> None:
        """The model has been loaded meanwhile."""
        if isinstance(event, protocol.ModelReady) and self.isVisible():
            self._window.models.refresh()
