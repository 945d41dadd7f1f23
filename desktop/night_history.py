"""All nights: how the scores went, how long each took, and a row for each that shows its report."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.charts import LineChart, Series
from desktop.engine_words import said
from desktop.page_frame import OneLine, clear, text_label
from desktop.scores import score_name, shares
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import day_words, depth_words, duration_words
from engine.protocol import Report

LINES = (("recall", "accent"), ("near", "warning"), ("general_kept", "good"))


class NightHistory(QFrame):
    """`chosen` reports the night whose report is wanted."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        mark(self, "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(20))
        layout.setSpacing(px(4))
        layout.addWidget(text_label(self.tr("All nights"), "heading"))
        self.scores = LineChart(theme, self.tr("Scores by night"), percent=True)
        layout.addWidget(self.scores)
        self._minutes_title = text_label(self.tr("Minutes by night"), "over")
        self.minutes = LineChart(theme, self.tr("Minutes by night"), digits=1)
        self.minutes.setMinimumHeight(px(110))
        layout.addSpacing(px(8))
        layout.addWidget(self._minutes_title)
        layout.addWidget(self.minutes)
        layout.addSpacing(px(8))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(2))
        layout.addLayout(self._rows)

    def show_reports(self, reports: Sequence[Report], chosen: int) -> None:
        """Show `reports`, newest first, with the row of the night `chosen` marked."""
        clear(self._rows)
        for report in reports:
            self._rows.addWidget(self._row(report, report.night == chosen))
        self._show_charts(reports[::-1])

    def _row(self, report: Report, chosen: bool) -> QWidget:
        button = QPushButton()
        mark(button, "nav")
        button.setCheckable(True)
        button.setChecked(chosen)
        line = QHBoxLayout(button)
        line.setContentsMargins(*(self._theme.px(10), self._theme.px(4)) * 2)
        line.setSpacing(self._theme.px(12))
        learned = self.tr("%n learned", "", len(report.learned))
        day, depth, time = day_words(report.started), depth_words(report.depth), duration_words(report.seconds)
        for words, kind, width in ((day, "", 80), (depth, "", 80), (time, "muted", 52), (learned, "muted", 76)):
            label = text_label(words, kind, wrap=False)
            label.setMinimumWidth(self._theme.px(width))
            line.addWidget(label)
        line.addWidget(OneLine(said(report.reason), "muted"), 1)
        for label in button.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.setMinimumHeight(self._theme.px(36))
        button.setAccessibleName(self.tr("Night {0}: {1}").format(report.night, said(report.reason)))
        button.clicked.connect(lambda: self.chosen.emit(report.night))
        button.setMinimumWidth(1)
        return button

    def _show_charts(self, reports: Sequence[Report]) -> None:
        lines = []
        for name, colour in LINES:
            points = [(float(report.night), after) for report in reports
                      for base, _, after in shares(report) if base == name]  # fmt: skip
            if len(points) > 1:
                lines.append(Series(score_name(name), colour, points))
        self.scores.setVisible(bool(lines))
        self.scores.show_series(lines)
        minutes = [(float(report.night), report.seconds / 60) for report in reports]
        for widget in (self._minutes_title, self.minutes):
            widget.setVisible(len(minutes) > 1)
        self.minutes.show_series([Series(self.tr("minutes"), "accent", minutes)])
