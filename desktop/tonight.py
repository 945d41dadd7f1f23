"""Tonight: whether Dormouse would fall asleep by itself, why or why not, and every signal of the machine behind it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.condition_row import ConditionRow
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.folded import Folded
from desktop.i18n import translate
from desktop.page_frame import Turning, clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import clock_words, depth_cost_words
from engine import protocol
from engine.protocol import ConditionsView

EVERY = 5000  # milliseconds between two looks while the page is seen
PILLS = {"go": "pill-good", "asleep": "pill", "wait": "pill-quiet", "nothing": "pill-quiet", "off": "pill-quiet",
         "stop": "pill-warning"}  # fmt: skip


class Tonight(QFrame):
    """Hidden until the engine has answered once: where it cannot tell, there is nothing to show."""

    told = Signal(object)  # the view, whenever it has changed

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._link = theme, link
        self._seen: ConditionsView | None = None
        px = theme.px
        mark(self, "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(20))
        layout.setSpacing(px(10))
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(text_label(self.tr("By itself"), "heading", wrap=False))
        self._pill = text_label("", "pill-quiet", wrap=False)
        row.addWidget(self._pill)
        row.addStretch(1)
        self.automatic = QCheckBox(self.tr("Sleep when the machine is idle"))
        self.automatic.clicked.connect(self._switch)
        layout.addWidget(Turning(head, self.automatic, px(520)))
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(px(4))
        layout.addLayout(self._reasons)
        self._signals = QVBoxLayout()
        layout.addLayout(self._signals)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.hide()

    def refresh(self) -> None:
        """Ask how things stand."""
        self._link.ask(protocol.GetConditions, self._hear)

    def _look(self) -> None:
        if self.isVisible():
            self.refresh()

    def _switch(self) -> None:
        self._link.ask(protocol.ChangeWishes, self._hear, automatic=self.automatic.isChecked())

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, ConditionsView):
            if event != self._seen:
                self._show(event)
            self.show()
        elif isinstance(event, protocol.TroubleEvent) and self._seen is None:
            self.hide()

    def _show(self, view: ConditionsView) -> None:
        fresh = self._seen is None or view.signals != self._seen.signals
        self._seen = view
        self.told.emit(view)
        self.automatic.setChecked(view.automatic)
        self._pill.setText(verdict_words(view.verdict))
        mark(self._pill, PILLS[view.verdict])
        clear(self._reasons)
        for reason in view.reasons:
            self._reasons.addWidget(text_label(sentence_words(said(reason)), "muted"))
        if view.automatic and view.verdict != "asleep":
            self._reasons.addWidget(text_label(next_words(view, datetime.now().astimezone()), "small"))
        unfolded = any(folded.unfolded for folded in self.findChildren(Folded))
        if fresh and not unfolded:  # what is being read is not pulled away
            clear(self._signals)
            rows: list[QWidget] = [ConditionRow(self._theme, signal) for signal in view.signals]
            self._signals.addWidget(Folded(self._theme, rows, shown=0, label=self.tr("Every condition")))


def next_words(view: ConditionsView, now: datetime) -> str:
    """When a night may begin by itself, and how deep it will be."""
    depth = depth_cost_words(view.next_depth, view.minutes)
    first, last = view.hours
    if first == last:
        return translate("Tonight", "Next: at any hour, {0}.").format(depth)
    hour = now.hour + now.minute / 60
    inside = first <= hour < last if first < last else hour >= first or hour < last
    times = (clock_words(first), clock_words(last))
    if inside:
        return translate("Tonight", "Next: now, until {1}. {0}.").format(depth, times[1])
    day = translate("Tonight", "today") if hour < first else translate("Tonight", "tomorrow")
    return translate("Tonight", "Next: {1} from {2} to {3}. {0}.").format(depth, day, *times)


def sentence_words(reason: str) -> str:
    """A reason as a sentence of its own."""
    return f"{reason[:1].upper()}{reason[1:]}" + ("" if reason.endswith((".", "!", "?")) else ".")


def verdict_words(verdict: str) -> str:
    """What the conditions come to."""
    return {
        "go": translate("Tonight", "Falls asleep now"),
        "wait": translate("Tonight", "Waits"),
        "stop": translate("Tonight", "Would wake up"),
        "nothing": translate("Tonight", "Nothing new to learn"),
        "asleep": translate("Tonight", "Asleep"),
        "off": translate("Tonight", "Off"),
    }[verdict]
