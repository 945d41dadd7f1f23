"""Tonight: whether Dormouse would fall asleep by itself, why or why not, and every signal of the machine behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.folded import Folded
from desktop.i18n import translate
from desktop.page_frame import Turning, clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol
from engine.protocol import ConditionsView, SignalView

EVERY = 5000  # milliseconds between two looks while the page is seen
PILLS = {"go": "pill-good", "asleep": "pill", "wait": "pill-quiet", "nothing": "pill-quiet", "off": "pill-quiet",
         "stop": "pill-warning"}  # fmt: skip


class Tonight(QFrame):
    """Hidden until the engine has answered once: where it cannot tell, there is nothing to show."""

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
        self.automatic.setChecked(view.automatic)
        self._pill.setText(verdict_words(view.verdict))
        mark(self._pill, PILLS[view.verdict])
        clear(self._reasons)
        for reason in view.reasons:
            self._reasons.addWidget(text_label(reason, "muted"))
        unfolded = any(folded.unfolded for folded in self.findChildren(Folded))
        if fresh and not unfolded:  # what is being read is not pulled away
            clear(self._signals)
            rows = [self._signal(signal) for signal in view.signals]
            self._signals.addWidget(Folded(self._theme, rows, shown=0, label=self.tr("Every condition")))

    def _signal(self, signal: SignalView) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, self._theme.px(2), 0, self._theme.px(2))
        grid.setHorizontalSpacing(self._theme.px(12))
        picture = QLabel()
        known = signal.value is not None
        name, tint = ("check", "good") if known else ("question", "muted")
        picture.setPixmap(icons.pixmap(self._theme, name, tint, 16))
        grid.addWidget(picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(signal.name.replace("_", " "), wrap=False), 0, 1)
        words = value_words(signal.counts_as if signal.value is None else signal.value)
        said = words if known else self.tr("not known, counts as {0}").format(words)
        grid.addWidget(text_label(said, "muted"), 0, 2)
        why = signal.because or signal.source
        row.setToolTip(why)
        row.setAccessibleName(f"{signal.name}: {said}")
        grid.setColumnMinimumWidth(1, self._theme.px(160))
        grid.setColumnStretch(2, 1)
        return row


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


def value_words(value: bool | float) -> str:
    """A signal's value for people."""
    if isinstance(value, bool):
        return translate("Tonight", "yes") if value else translate("Tonight", "no")
    if value >= 1 << 30:
        return f"{value / (1 << 30):.1f} GiB"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
