"""A night as it happens: six stages, each with its progress, what is being done, and the loss as it falls."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.charts import LineChart, Series
from desktop.engine_words import said
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import duration_words, stage_words
from engine.protocol import SleepStage

STAGES = ("gather", "consolidate", "dream", "train", "exam", "wake")


class LiveNight(QFrame):
    """`woken` reports that the user wants it to stop; a stopped night goes on where it was the next time."""

    woken = Signal()
    paused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        mark(self, "card")
        self._began = time.monotonic()
        self._losses: list[tuple[float, float]] = []
        self._rows: dict[str, tuple[QLabel, QLabel, QProgressBar, QLabel]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(20))
        layout.setSpacing(px(14))
        layout.addLayout(self._make_head())
        layout.addLayout(self._make_stages())
        self.note = text_label("", "muted")
        self.note.setMinimumHeight(px(20))
        layout.addWidget(self.note)
        self._chart_title = text_label(self.tr("Loss while training"), "over")
        self.chart = LineChart(theme, self.tr("Loss while training"))
        layout.addWidget(self._chart_title)
        layout.addWidget(self.chart)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.reset()

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        picture = QLabel()
        picture.setPixmap(icons.drawing(self._theme, "dormouse", 84))
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(2))
        self._title = text_label(self.tr("Asleep"), "heading")
        self._time = text_label("", "small")
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._time)
        words.addStretch(1)
        wake = QPushButton(icons.icon(self._theme, "sun", "text", 16), self.tr("Wake it"))
        wake.clicked.connect(self.woken.emit)
        wake.setToolTip(self.tr("Stops now and keeps what is done; the night goes on from there the next time."))
        self.wake = wake
        self.pause = QPushButton(icons.icon(self._theme, "pause", "text", 16), self.tr("Pause"))
        self.pause.clicked.connect(self.paused.emit)
        self.pause.setToolTip(self.tr("Stops after the step that is running; “Go on” continues there."))
        row.addWidget(picture)
        row.addSpacing(self._theme.px(12))
        row.addLayout(words, 1)
        row.addWidget(self.pause)
        row.addWidget(wake)
        return row

    def _make_stages(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(8))
        for row, stage in enumerate(STAGES):
            state = QLabel()
            name = text_label(stage_words(stage), wrap=False)
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setAccessibleName(stage_words(stage))
            count = text_label("", "small", wrap=False)
            count.setMinimumWidth(self._theme.px(72))
            for column, widget in enumerate((state, name, bar, count)):
                grid.addWidget(widget, row, column)
            self._rows[stage] = (state, name, bar, count)
        grid.setColumnStretch(2, 1)
        return grid

    def reset(self) -> None:
        """A night begins."""
        self._began = time.monotonic()
        self._losses = []
        self._chart_title.hide()
        self.chart.hide()
        self.note.setText(self.tr("Getting ready…"))
        self.wake.setEnabled(True)
        self.pause.setEnabled(True)
        for state, name, bar, count in self._rows.values():
            state.setPixmap(icons.pixmap(self._theme, "clock", "faint", 16))
            mark(name, "muted")
            bar.setRange(0, 1)
            bar.setValue(0)
            count.setText("")
        self._clock.start()
        self._tick()

    def show_stage(self, event: SleepStage) -> None:
        """Progress of one stage; the stages before it are done."""
        place = STAGES.index(event.stage)
        for before in STAGES[:place]:
            self._finish(before)
        state, name, bar, count = self._rows[event.stage]
        bar.setRange(0, max(event.total, 1))
        bar.setValue(event.done)
        count.setText(f"{event.done} / {event.total}" if event.total > 1 else "")
        mark(name, "strong")
        state.setPixmap(icons.pixmap(self._theme, "moon", "accent", 16))
        if event.note:
            self.note.setText(said(event.note))
        loss = event.figures.get("loss")
        if loss is not None:
            step = event.figures.get("step", float(event.done))
            self._losses.append((step, loss))
            self.chart.show_series([Series(self.tr("loss"), "accent", self._losses)])
            self._chart_title.show()
            self.chart.show()

    def _finish(self, stage: str) -> None:
        state, name, bar, _ = self._rows[stage]
        state.setPixmap(icons.pixmap(self._theme, "check", "good", 16))
        mark(name, "")
        bar.setValue(bar.maximum())

    def end(self) -> None:
        """The night is over."""
        self._clock.stop()

    def stopping(self) -> None:
        """The wish to wake has been sent."""
        self.wake.setEnabled(False)
        self.pause.setEnabled(False)
        self.note.setText(self.tr("Waking up: the step that is running is finished first…"))

    def _tick(self) -> None:
        self._time.setText(self.tr("for {0}").format(duration_words(time.monotonic() - self._began)))
