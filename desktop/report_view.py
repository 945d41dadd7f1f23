"""The morning report: verdict, what was learned with before and after, corrected, doubted, cost, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.i18n import translate
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import day_words, duration_words, moment, stage_words
from engine.protocol import ExamView, FactView, Report

SHOWN = 8  # rows of a table before "show all"


class ReportView(QFrame):
    """One report as a card."""

    answered = Signal(int, bool)  # a doubted fact: is it still true?
    undone = Signal(int)
    fact_wanted = Signal(int)

    def __init__(self, theme: Theme, report: Report, newest: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._report = theme, report
        self._facts = {fact.id: fact for fact in report.facts}
        mark(self, "card")
        px = theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(24), px(20), px(24), px(24))
        self._layout.setSpacing(px(12))
        self._add_head()
        self._add_figures()
        self._add_list(self.tr("Learned: answered from the weights now"), report.learned, "graduate")
        self._add_list(self.tr("Noted: answered from the prompt until learned"), report.noted, "memory")
        self._add_list(self.tr("Corrected"), report.corrected, "refresh")
        self._add_doubts()
        self._add_exams()
        self._add_foot(newest)

    # --- head and figures ---------------------------------------------------------------------------------------

    def _add_head(self) -> None:
        report = self._report
        names = {"nap": self.tr("Nap"), "night": self.tr("Night"), "deep": self.tr("Deep night")}
        when = moment(report.started)
        clock = f"{day_words(report.started)}, {when:%H:%M}" if when else ""
        row = QHBoxLayout()
        row.addWidget(text_label(f"{names[report.depth]} {report.night}", "heading", wrap=False))
        row.addWidget(text_label(f"{clock} · {duration_words(report.seconds)}", "small", wrap=False))
        row.addStretch(1)
        words, kind = self._verdict()
        row.addWidget(text_label(words, kind, wrap=False))
        self._layout.addLayout(row)
        self._layout.addWidget(text_label(report.reason))

    def _verdict(self) -> tuple[str, str]:
        return {
            "published": (self.tr("Learned"), "pill-good"),
            "published_fewer": (self.tr("Learned in part"), "pill-good"),
            "kept_old": (self.tr("Kept the old weights"), "pill-warning"),
            "nothing_to_do": (self.tr("Nothing new"), "pill-quiet"),
            "stopped": (self.tr("Woken early"), "pill-warning"),
            "failed": (self.tr("Failed"), "pill-danger"),
        }[self._report.verdict]

    def _add_figures(self) -> None:
        """Scores that come in pairs, before and after, as large figures."""
        pairs = score_pairs(self._report)
        if not pairs:
            return
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        for name, before, after in pairs[:4]:
            row.addWidget(self._figure(name, before, after), 1)
        self._layout.addSpacing(self._theme.px(4))
        self._layout.addLayout(row)

    def _figure(self, name: str, before: float | None, after: float) -> QWidget:
        box = QFrame()
        mark(box, "sunken")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(text_label(score_name(name), "small"))
        layout.addWidget(text_label(f"{after * 100:.0f}%", "figure", wrap=False))
        if before is not None:
            layout.addWidget(text_label(self.tr("before: {0}").format(f"{before * 100:.0f}%"), "small", wrap=False))
        return box

    # --- lists --------------------------------------------------------------------------------------------------

    def _section(self, title: str) -> None:
        self._layout.addSpacing(self._theme.px(8))
        self._layout.addWidget(text_label(title, "over"))

    def _add_list(self, title: str, ids: tuple[int, ...], icon: str) -> None:
        facts = [self._facts[number] for number in ids if number in self._facts]
        if facts:
            self._section(f"{title} ({len(facts)})")
            self._layout.addWidget(Folded(self._theme, [self._fact_row(fact, icon) for fact in facts]))

    def _fact_row(self, fact: FactView, icon: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, self._theme.px(2), 0, self._theme.px(2))
        line.setSpacing(self._theme.px(10))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._theme, icon, "accent", 16))
        line.addWidget(picture)
        line.addWidget(text_label(fact.text), 1)
        return row

    def _add_doubts(self) -> None:
        facts = [self._facts[number] for number in self._report.doubted if number in self._facts]
        if not facts:
            return
        self._section(self.tr("Doubted: is this still so?"))
        for fact in facts:
            row = self._fact_row(fact, "question")
            line = row.layout()
            for label, true in ((self.tr("Yes"), True), (self.tr("No"), False)):
                button = QPushButton(label)
                button.setAccessibleName(f"{label}: {fact.text}")
                button.clicked.connect(lambda _=False, f=fact.id, t=true, r=row: self._answer(f, t, r))
                if line is not None:
                    line.addWidget(button)
            self._layout.addWidget(row)

    def _answer(self, fact: int, true: bool, row: QWidget) -> None:
        row.setEnabled(False)
        self.answered.emit(fact, true)

    # --- exams --------------------------------------------------------------------------------------------------

    def _add_exams(self) -> None:
        if not self._report.exams:
            return
        self._section(self.tr("Asked without looking anything up"))
        head = self._exam_grid()
        names = (self.tr("Question"), self.tr("Before"), self.tr("After"))
        grid = head.layout()
        assert isinstance(grid, QGridLayout)
        for column, name in enumerate(names):
            grid.addWidget(text_label(name, "small"), 0, column)
        rows = [head] + [self._exam_row(exam) for exam in self._report.exams]
        self._layout.addWidget(Folded(self._theme, rows, shown=SHOWN + 1))

    def _exam_grid(self) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, self._theme.px(3), 0, self._theme.px(3))
        grid.setHorizontalSpacing(self._theme.px(16))
        for column, stretch in enumerate((5, 4, 4)):
            grid.setColumnStretch(column, stretch)
        return row

    def _exam_row(self, exam: ExamView) -> QWidget:
        row = self._exam_grid()
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
        short = answer if len(answer) <= 90 else answer[:88] + "…"
        words = text_label(short or "—", "" if right else "muted")
        words.setToolTip(answer if short != answer else "")
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return box

    # --- foot ---------------------------------------------------------------------------------------------------

    def _add_foot(self, newest: bool) -> None:
        report = self._report
        parts = [f"{stage_words(stage.stage)} {duration_words(stage.seconds)}" for stage in report.stages]
        if parts:
            self._section(self.tr("What it cost"))
            self._layout.addWidget(text_label(" · ".join(parts), "muted"))
            notes = [self._note_row(stage_words(stage.stage), stage.note) for stage in report.stages if stage.note]
            self._layout.addWidget(Folded(self._theme, notes, shown=0, label=self.tr("What each stage did")))
        if newest and report.adapter and report.verdict in ("published", "published_fewer"):
            undo = QPushButton(icons.icon(self._theme, "undo", "danger", 16), self.tr("Undo this night"))
            mark(undo, "danger")
            undo.clicked.connect(lambda: self.undone.emit(report.night))
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(undo)
            self._layout.addSpacing(self._theme.px(4))
            self._layout.addLayout(row)

    def _note_row(self, stage: str, note: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = text_label(stage, "small", wrap=False)
        name.setMinimumWidth(self._theme.px(96))
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text_label(note, "muted"), 1)
        return row


class Folded(QWidget):
    """Rows of which the first few are shown, with a button for the others."""

    def __init__(self, theme: Theme, rows: list[QWidget], shown: int = SHOWN, label: str = "") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        self._hidden = rows[shown:]
        self.unfolded = False
        for row in rows[:shown]:
            layout.addWidget(row)
        if self._hidden:
            words = label or self.tr("Show {0} more").format(len(self._hidden))
            button = QPushButton(icons.icon(theme, "chevron", "muted", 14), words)
            mark(button, "quiet")
            button.clicked.connect(lambda: self._unfold(layout, button))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, layout: QVBoxLayout, button: QPushButton) -> None:
        button.hide()
        self.unfolded = True
        for row in self._hidden:
            layout.addWidget(row)


def score_pairs(report: Report) -> list[tuple[str, float | None, float]]:
    """(name, before, after) of each score of a report that is a share between 0 and 1."""
    scores, made = report.scores, []
    for name in scores:
        if name.endswith("_before"):
            continue
        base = name.removesuffix("_after")
        before = scores.get(f"{base}_before")
        if 0.0 <= scores[name] <= 1.0:
            made.append((base, before, scores[name]))
    order = {"recall": 0, "indirect": 1, "near": 2, "near_miss": 2, "context": 3, "general": 4}
    return sorted(made, key=lambda pair: order.get(pair[0], 9))


def score_name(name: str) -> str:
    """The words for a score."""
    return {
        "recall": translate("Scores", "Recall"),
        "indirect": translate("Scores", "Recall, asked indirectly"),
        "near": translate("Scores", "Look-alikes told apart"),
        "near_miss": translate("Scores", "Look-alikes told apart"),
        "context": translate("Scores", "Context wins"),
        "general": translate("Scores", "General kept"),
    }.get(name, name.replace("_", " "))
