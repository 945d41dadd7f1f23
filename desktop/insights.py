"""Thoughts of the night, to be kept or refused; and answers that were practised again, as they were and as they are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.page_frame import Turning, text_label
from desktop.style import mark
from desktop.theme import Theme
from engine.protocol import FactView, Insight, Rehearsal

LONG = 240  # letters of an answer; the tool tip has all of it


class InsightRow(QWidget):
    """One thought, what it was made of, and a verdict that can be changed."""

    judged = Signal(int, bool)

    def __init__(self, theme: Theme, insight: Insight, facts: Mapping[int, FactView]) -> None:
        super().__init__()
        self._theme, self.insight = theme, insight
        said, held = QWidget(), QWidget()
        words = QHBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(10))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(theme, "spark", "accent", 16))
        words.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(text_label(insight.text, "muted" if insight.state == "refused" else ""))
        sources = " + ".join(facts[number].text for number in insight.facts if number in facts)
        if sources:
            column.addWidget(text_label(self.tr("from: {0}").format(sources), "small"))
        words.addLayout(column, 1)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        self._add_verdict(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        layout.addWidget(Turning(said, held, theme.px(420)))

    def _add_verdict(self, row: QHBoxLayout) -> None:
        state = self.insight.state
        if state != "new":
            kept = state == "kept"
            words = self.tr("Kept") if kept else self.tr("Refused")
            row.addWidget(text_label(words, "pill-good" if kept else "pill-quiet", wrap=False))
        for label, keep, shown in (
            (self.tr("Keep"), True, state != "kept"),
            (self.tr("No"), False, state != "refused"),
        ):
            if shown:
                button = QPushButton(label)
                mark(button, "" if state == "new" else "quiet")
                button.setAccessibleName(f"{label}: {self.insight.text}")
                button.clicked.connect(lambda _=False, wanted=keep: self._judge(wanted))
                row.addWidget(button)

    def _judge(self, keep: bool) -> None:
        self.setEnabled(False)
        self.judged.emit(self.insight.id, keep)


class RehearsedRow(QWidget):
    """One answer, before and after."""

    def __init__(self, theme: Theme, rehearsal: Rehearsal) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        layout.setSpacing(theme.px(2))
        layout.addWidget(text_label(rehearsal.question))
        for name, words, kind in (
            (self.tr("before: {0}"), rehearsal.before, "small"),
            (self.tr("you wrote: {0}"), rehearsal.corrected, "small"),
            (self.tr("now: {0}"), rehearsal.after, "small"),
        ):
            if words:
                label = text_label(name.format(words if len(words) <= LONG else words[: LONG - 2] + "…"), kind)
                label.setToolTip(words if len(words) > LONG else "")
                layout.addWidget(label)
