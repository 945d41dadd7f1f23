"""An exam as a table: each question with the answer before the night and after it, marked right or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import icons
from desktop.folded import SHOWN, Folded
from desktop.page_frame import text_label
from desktop.theme import Theme
from engine.protocol import ExamView

LONG = 90  # letters of an answer; the tool tip has all of it


class ExamTable(QWidget):
    """A head and one row for each question, the first few at once."""

    def __init__(self, theme: Theme, exams: Sequence[ExamView]) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        head = self._grid()
        grid = head.layout()
        assert isinstance(grid, QGridLayout)
        for column, name in enumerate((self.tr("Question"), self.tr("Before"), self.tr("After"))):
            grid.addWidget(text_label(name, "small"), 0, column)
        layout.addWidget(Folded(theme, [head, *map(self._row, exams)], shown=SHOWN + 1))

    def _grid(self) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, self._theme.px(3), 0, self._theme.px(3))
        grid.setHorizontalSpacing(self._theme.px(16))
        for column, stretch in enumerate((5, 4, 4)):
            grid.setColumnStretch(column, stretch)
        return row

    def _row(self, exam: ExamView) -> QWidget:
        row = self._grid()
        grid = row.layout()
        assert isinstance(grid, QGridLayout)
        question = text_label(exam.question)
        question.setToolTip(self.tr("Expected: {0}").format(exam.expected))
        grid.addWidget(question, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._mark_of(exam.before, exam.right_before), 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._mark_of(exam.after, exam.right_after), 0, 2, Qt.AlignmentFlag.AlignTop)
        return row

    def _mark_of(self, answer: str, right: bool) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(6))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._theme, "check" if right else "close", "good" if right else "danger", 14))
        picture.setFixedHeight(self._theme.px(19))  # a line of text
        picture.setAccessibleName(self.tr("Right") if right else self.tr("Wrong"))
        short = answer if len(answer) <= LONG else answer[: LONG - 2] + "…"
        words = text_label(short or "—", "" if right else "muted")
        words.setToolTip(answer if short != answer else "")
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return box
