"""One fact in full: what it says, how sure, since when, from which words, how it did in each exam, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop import icons
from desktop.charts import LineChart, Series
from desktop.engine_words import said
from desktop.flow import Flow
from desktop.page_frame import clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import confidence_words, day_words, kind_words, lives_words, state_words, trust_words
from engine.protocol import EvidenceView, ExamView, Explanation, FactView

LONGEST = 160  # letters of a quotation that are shown
PILLS = {"active": "pill-good", "uncertain": "pill-warning", "suspended": "pill-quiet", "deleted": "pill-danger"}


class FactDetail(QScrollArea):
    """The pane beside the table."""

    asked = Signal(str, int)  # edit, pin, unpin, suspend, use, delete, restore, forget
    turn_wanted = Signal(int, int)  # conversation, turn
    fact_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fact: FactView | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Details"))
        inner = QWidget()
        mark(inner, "clear")
        self._layout = QVBoxLayout(inner)
        px = theme.px
        self._layout.setContentsMargins(px(20), px(4), px(20), px(20))
        self._layout.setSpacing(px(10))
        self.setWidget(inner)
        self.setMinimumWidth(px(280))

    @property
    def shown(self) -> int:
        """The fact that stands there; 0 while the pane is folded away, whether or not its page is on the screen."""
        return self.fact.id if self.fact is not None and not self.isHidden() else 0

    def show_fact(self, fact: FactView, replaced: Sequence[FactView] = ()) -> None:
        """Show a fact, and those whose place it took."""
        self.fact = fact
        clear(self._layout)
        text = text_label(fact.text, "heading")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(text)
        self._layout.addLayout(self._pills(fact))
        self._layout.addWidget(self._actions(fact))
        self._layout.addLayout(self._facts(fact))
        if fact.superseded_by:
            self._layout.addWidget(self._newer(fact.superseded_by))
        if replaced:
            self._section(self.tr("It took the place of"))
            for old in replaced:
                self._layout.addWidget(self._older(old))
        if fact.evidence:
            self._section(self.tr("Read from"))
            for evidence in fact.evidence:
                self._layout.addWidget(self._evidence(evidence))
        if fact.exams:
            self._section(self.tr("In the exams"))
            self._add_exams(fact.exams)
        self._gates = QVBoxLayout()
        self._gates.setSpacing(self._theme.px(4))
        self._layout.addSpacing(self._theme.px(6))
        self._layout.addLayout(self._gates)
        self._layout.addStretch(1)

    def show_gates(self, explanation: Explanation) -> None:
        """Why the fact is where it is, gate by gate."""
        if self.fact is None or explanation.fact.id != self.fact.id:
            return
        clear(self._gates)
        if explanation.gates:
            self._gates.addWidget(text_label(self.tr("Why it is where it is"), "over"))
        for gate in explanation.gates:
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(8))
            picture = QLabel()
            name, tint = ("check", "good") if gate.passed else ("close", "danger")
            undecided = gate.passed is None
            drawn = icons.pixmap(self._theme, "clock" if undecided else name, "muted" if undecided else tint, 14)
            picture.setPixmap(drawn)
            picture.setFixedHeight(self._theme.px(19))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text_label(said(gate.sentence)), 1)
            self._gates.addLayout(row)

    def _section(self, title: str) -> None:
        self._layout.addSpacing(self._theme.px(6))
        self._layout.addWidget(text_label(title, "over"))

    def _pills(self, fact: FactView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(6))
        row.addWidget(text_label(state_words(fact.state), PILLS.get(fact.state, "pill-quiet"), wrap=False))
        row.addWidget(text_label(kind_words(fact.kind), "pill-quiet", wrap=False))
        if fact.pinned:
            row.addWidget(text_label(self.tr("Pinned"), "pill", wrap=False))
        row.addStretch(1)
        return row

    def _actions(self, fact: FactView) -> QWidget:
        gone = fact.state == "deleted"
        made = [("edit", "edit", self.tr("Edit")), ("unpin" if fact.pinned else "pin", "pin",
                self.tr("Unpin") if fact.pinned else self.tr("Pin"))]  # fmt: skip
        used = fact.state != "suspended"
        made.append(("suspend" if used else "use", "pause" if used else "play",
                     self.tr("Suspend") if used else self.tr("Use again")))  # fmt: skip
        made.append(("delete", "trash", self.tr("Delete")))
        if gone:
            made = [("restore", "undo", self.tr("Restore"))]
        made.append(("forget", "close", self.tr("Forget everywhere…")))
        box = QWidget()
        flow = Flow(self._theme.px(6), box)
        for action, icon, label in made:
            button = QPushButton(icons.icon(self._theme, icon, "muted", 14), label)
            mark(button, "chip")
            button.clicked.connect(lambda _=False, name=action: self.asked.emit(name, fact.id))
            flow.addWidget(button)
        return box

    def _facts(self, fact: FactView) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(4))
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((
            (self.tr("Confidence"), confidence_words(fact.confidence)),
            (self.tr("Source"), trust_words(fact.trust)),
            (self.tr("Answered from"), lives_words(fact.lives)),
            (self.tr("First seen"), day_words(fact.created)),
            (self.tr("Last seen"), day_words(fact.confirmed)),
        )):  # fmt: skip
            grid.addWidget(text_label(name, "small", wrap=False), row, 0)
            grid.addWidget(text_label(value), row, 1)
        return grid

    def _newer(self, number: int) -> QPushButton:
        button = QPushButton(self.tr("Show what replaced it"))
        button.clicked.connect(lambda: self.fact_wanted.emit(number))
        return button

    def _older(self, fact: FactView) -> QWidget:
        button = self._card(f"{fact.text}\n{day_words(fact.created)}")
        button.setAccessibleName(self.tr("Show what was replaced: {0}").format(fact.text))
        button.clicked.connect(lambda: self.fact_wanted.emit(fact.id))
        return button

    def _evidence(self, evidence: EvidenceView) -> QWidget:
        button = self._card(f"“{evidence.quote[:LONGEST]}”\n{day_words(evidence.created)}")
        button.setAccessibleName(self.tr("Show in the conversation: {0}").format(evidence.quote))
        button.setToolTip(self.tr("Show in the conversation"))
        button.clicked.connect(lambda: self.turn_wanted.emit(evidence.conversation, evidence.turn))
        return button

    def _card(self, words: str) -> QPushButton:
        """A button with a few lines of text."""
        button = QPushButton()
        mark(button, "suggestion")
        inner = QVBoxLayout(button)
        inner.setContentsMargins(*(self._theme.px(12), self._theme.px(8)) * 2)
        label = text_label(words)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner.addWidget(label)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        lines = 2 + len(words) // 34
        button.setMinimumHeight(self._theme.px(20) * lines + self._theme.px(20))
        return button

    def _add_exams(self, exams: tuple[ExamView, ...]) -> None:
        nights = sorted({exam.night for exam in exams})
        shares = []
        for night in nights:
            marks = [exam.right_after for exam in exams if exam.night == night]
            shares.append((float(night), sum(marks) / len(marks)))
        if len(shares) > 1:
            chart = LineChart(self._theme, self.tr("Right answers by night"), percent=True)
            chart.setMinimumHeight(self._theme.px(100))
            chart.show_series([Series(self.tr("right"), "accent", shares)])
            self._layout.addWidget(chart)
        last = [exam for exam in exams if exam.night == nights[-1]]
        for exam in last[:4]:
            verdict = self.tr("right") if exam.right_after else self.tr("wrong")
            words = self.tr("Night {0}, {1}: {2}").format(exam.night, verdict, exam.question)
            self._layout.addWidget(text_label(words, "good" if exam.right_after else "danger"))
            self._layout.addWidget(text_label(exam.after[:200], "muted"))
