"""The morning report: verdict, what was learned with before and after, corrected, doubted, cost, and the way back."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.columns import Columns
from desktop.engine_words import said
from desktop.exam_table import ExamTable
from desktop.folded import Folded
from desktop.insights import InsightRow, RehearsedRow
from desktop.message_parts import icon_button
from desktop.page_frame import text_label
from desktop.scores import score_name, shares
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import clock_words, day_words, depth_words, duration_words, moment, percent_words, stage_words
from engine.protocol import PUBLISHED, FactView, Report


class ReportView(QFrame):
    """One report as a card."""

    answered = Signal(int, bool)  # a doubted fact: is it still true?
    judged = Signal(int, bool)  # an insight: keep it?
    undone = Signal(int)
    fact_wanted = Signal(int)

    def __init__(
        self, theme: Theme, report: Report, newest: bool, doubted: Collection[int] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._report = theme, report
        self._doubted = doubted  # those that are doubted still; None: not known yet
        self._facts = {fact.id: fact for fact in report.facts}
        mark(self, "card")
        px = theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(20), px(16), px(20), px(20))
        self._layout.setSpacing(px(12))
        self._add_head()
        self._add_figures()
        self._add_list(self.tr("Learned: answered from the weights now"), report.learned, "graduate")
        self._add_list(self.tr("Noted: answered from the prompt until learned"), report.noted, "memory")
        self._add_list(self.tr("Corrected"), report.corrected, "refresh")
        self._add_list(self.tr("Looked up from now on: the weights did not keep them"), report.returned, "undo")
        if report.forgotten:
            self._section(self.tr("Forgotten: %n memories, for good", "", report.forgotten))
        self._add_doubts()
        self._add_insights()
        self._add_rehearsed()
        if report.exams:
            self._section(self.tr("Asked without looking anything up"))
            self._layout.addWidget(ExamTable(theme, report.exams))
        self._add_foot(newest)

    # --- head and figures ---------------------------------------------------------------------------------------

    def _add_head(self) -> None:
        report = self._report
        when = moment(report.started)
        clock = f"{day_words(report.started)}, {clock_words(when.hour + when.minute / 60)}" if when else ""
        row = QHBoxLayout()
        row.addWidget(text_label(f"{depth_words(report.depth)} {report.night}", "heading", wrap=False))
        row.addWidget(text_label(f"{clock} · {duration_words(report.seconds)}", "small", wrap=False))
        row.addStretch(1)
        words, kind = self._verdict()
        row.addWidget(text_label(words, kind, wrap=False))
        self._layout.addLayout(row)
        self._layout.addWidget(text_label(said(report.reason)))
        if report.another_model:
            self._layout.addWidget(text_label(self._new_model(), "muted"))

    def _new_model(self) -> str:
        if self._report.verdict in PUBLISHED:
            return self.tr("Another model answers since the last night. What the one before knew by heart was taught "
                           "to it anew.")  # fmt: skip
        return self.tr("Another model answers since the last night. What the one before knew by heart, this one "
                       "looks up for now.")  # fmt: skip

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
        """The scores as large figures."""
        boxes = [self._figure(*each) for each in shares(self._report)]
        if boxes:
            self._layout.addSpacing(self._theme.px(4))
            choices = (len(boxes), (len(boxes) + 1) // 2, 3, 2, 1)
            self._layout.addWidget(Columns(boxes, choices, self._theme.px(12)))

    def _figure(self, name: str, before: float | None, after: float) -> QWidget:
        box = QFrame()
        mark(box, "sunken")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(text_label(score_name(name), "small", wrap=False))
        layout.addWidget(text_label(percent_words(after), "figure", wrap=False))
        then = self.tr("of those before") if before is None else self.tr("before: {0}").format(percent_words(before))
        layout.addWidget(text_label(then, "small", wrap=False))
        layout.addStretch(1)
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
        show = icon_button(self._theme, "right", self.tr("Show in Memory"), 14)
        show.setAccessibleName(self.tr("Show in Memory: {0}").format(fact.text))
        show.clicked.connect(lambda: self.fact_wanted.emit(fact.id))
        line.addWidget(show)
        return row

    def _add_doubts(self) -> None:
        facts = [self._facts[number] for number in self._report.doubted if number in self._facts]
        if facts:
            self._section(self.tr("Doubted: is this still so?"))
        for fact in facts:
            answered = self._doubted is not None and fact.id not in self._doubted
            row = self._fact_row(fact, "check" if answered else "question")
            line = row.layout()
            assert isinstance(line, QHBoxLayout)
            if answered:
                line.addWidget(text_label(self.tr("Answered"), "pill-quiet", wrap=False))
            else:
                for label, true in ((self.tr("Yes"), True), (self.tr("No"), False)):
                    button = QPushButton(label)
                    button.setAccessibleName(f"{label}: {fact.text}")
                    button.clicked.connect(lambda _=False, f=fact.id, t=true, r=row: self._answer(f, t, r))
                    line.addWidget(button)
            self._layout.addWidget(row)

    def _answer(self, fact: int, true: bool, row: QWidget) -> None:
        row.setEnabled(False)
        self.answered.emit(fact, true)

    def _add_insights(self) -> None:
        if self._report.insights:
            self._section(self.tr("Thoughts of the night: worth keeping?"))
        for insight in self._report.insights:
            row = InsightRow(self._theme, insight, self._facts)
            row.judged.connect(self.judged)
            self._layout.addWidget(row)

    def _add_rehearsed(self) -> None:
        if self._report.rehearsed:
            self._section(self.tr("Practised again, because you marked the answer"))
            rows: list[QWidget] = [RehearsedRow(self._theme, each) for each in self._report.rehearsed]
            self._layout.addWidget(Folded(self._theme, rows, shown=3))

    # --- foot ---------------------------------------------------------------------------------------------------

    def _add_foot(self, newest: bool) -> None:
        report = self._report
        parts = [f"{stage_words(stage.stage)} {duration_words(stage.seconds)}" for stage in report.stages]
        if parts:
            self._section(self.tr("What it cost"))
            self._layout.addWidget(text_label(" · ".join(parts), "muted"))
            notes = [self._note_row(stage_words(stage.stage), stage.note) for stage in report.stages if stage.note]
            self._layout.addWidget(Folded(self._theme, notes, shown=0, label=self.tr("What each stage did")))
        if newest and report.adapter and report.verdict in PUBLISHED:
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
        line.addWidget(text_label(said(note), "muted"), 1)
        return row
