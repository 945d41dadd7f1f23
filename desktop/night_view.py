"""The page of nights: sleep now, the night as it happens, the morning report, and all nights before."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.flow import Flow
from desktop.night_history import NightHistory
from desktop.night_live import LiveNight
from desktop.page_frame import PageFrame, Turning, card, clear, text_label
from desktop.report_view import ReportView
from desktop.style import mark
from desktop.theme import Theme
from desktop.tonight import Tonight
from desktop.troubles import tell
from desktop.words import depth_cost_words, depth_words
from engine import protocol
from engine.protocol import Depth, Report

DEPTHS: tuple[Depth, ...] = ("nap", "night", "deep")


class NightView(PageFrame):
    """Asks the engine for nights and shows them."""

    ended = Signal(object)  # a SleepEnded
    changed = Signal(bool)  # asleep or awake
    fact_wanted = Signal(int)

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        title, words = (
            self.tr("Nights"),
            self.tr("While it sleeps, Dormouse turns what you told it into what it knows."),
        )
        super().__init__(theme, title, words, parent)
        self._link = link
        link.died.connect(self._died)
        self._reports: list[Report] = []
        self._found: list[Report] = []
        self._doubts_found: set[int] = set()
        self._chosen = self._request = 0
        self.asleep = False
        self._paused = False
        self._still_doubted: set[int] | None = None
        self._unfinished = bool(link.ready and link.ready.unfinished_night)
        self.tonight = self._make_tonight()
        self.live = LiveNight(theme)
        self.live.woken.connect(self.wake)
        self.live.paused.connect(self.pause)
        self.live.hide()
        self._report_place = QVBoxLayout()
        self.history = NightHistory(theme)
        self.history.chosen.connect(self._choose)
        self.conditions = Tonight(theme, link)
        self.conditions.told.connect(self._show_costs)
        for widget in (self.tonight, self.live, self.conditions):
            self.column.addWidget(widget)
        self.column.addLayout(self._report_place)
        self.column.addWidget(self.history)
        self.column.addStretch(1)
        self._show()

    def _make_tonight(self) -> QFrame:
        frame, layout = card(self.theme)
        picture = QLabel()
        picture.setPixmap(icons.drawing(self.theme, "dormouse", 84))
        words = QVBoxLayout()
        words.setSpacing(self.theme.px(2))
        words.addStretch(1)
        self._state = text_label(self.tr("Awake"), "heading")
        self._advice = text_label("", "muted")
        words.addWidget(self._state)
        words.addWidget(self._advice)
        words.addStretch(1)
        self.how_deep = QComboBox()
        self.how_deep.setAccessibleName(self.tr("How deep to sleep"))
        for depth in DEPTHS:
            self.how_deep.addItem(depth_words(depth), depth)
        self.how_deep.setCurrentIndex(1)
        self.how_deep.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.how_deep.currentIndexChanged.connect(lambda _: self._advise())
        self.sleep_button = QPushButton(icons.icon(self.theme, "moon", "on_accent", 16), self.tr("Sleep now"))
        mark(self.sleep_button, "primary")
        self.sleep_button.clicked.connect(self.sleep)
        head, foot = QWidget(), QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(picture)
        row.addSpacing(self.theme.px(12))
        row.addLayout(words, 1)
        flow = Flow(self.theme.px(8), foot)
        flow.addWidget(self.how_deep)
        flow.addWidget(self.sleep_button)
        layout.addWidget(Turning(head, foot, self.theme.px(640)))
        self._advise()
        return frame

    def _advise(self) -> None:
        words = {
            "nap": self.tr("A few minutes: reviews the day and mends the memory, with a little training."),
            "night": self.tr("Reviews the day, dreams up practice, trains, and sits an exam before anything is kept."),
            "deep": self.tr("The longest: also rebuilds the old memories from the ledger."),
        }[str(self.how_deep.currentData())]
        if self._unfinished:
            words = self.tr("A night was interrupted; it goes on where it was.")
        if self._paused:
            words = self.tr("Nothing is lost: it goes on where it was, when you say so or when the machine is free.")
        self._advice.setText(words)
        self._state.setText(self.tr("Paused") if self._paused else self.tr("Awake"))
        self.sleep_button.setText(self.tr("Go on") if self._unfinished else self.tr("Sleep now"))
        self.how_deep.setVisible(not self._unfinished)  # the night that waits keeps its depth

    def _show_costs(self, view: object) -> None:
        """What each depth takes at most, as soon as the engine has told."""
        if isinstance(view, protocol.ConditionsView):
            for place, depth in enumerate(DEPTHS):
                self.how_deep.setItemText(place, depth_cost_words(depth, view.minutes))

    # --- asking -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for all nights."""
        self.conditions.refresh()
        self._link.forget(self._request)
        self._found, self._doubts_found = [], set()
        self._request = self._link.ask(protocol.Nights, self._hear_nights)
        self._link.ask(protocol.Facts, self._hear_doubted, state="uncertain")

    def _hear_nights(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.NightList):
            self._found += event.reports
            if not event.more and (self._found != self._reports or not self._found):
                self._reports = self._found  # what is being read is not made anew for nothing
                self._show()

    def _hear_doubted(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.FactList):
            self._doubts_found |= {fact.id for fact in event.facts}
            if not event.more and self._doubts_found != self._still_doubted:
                self._still_doubted = self._doubts_found
                self._show()

    def sleep(self) -> None:
        """Begin a night now, or go on with the one that waits."""
        self._paused = False
        self._set_asleep(True)
        self.live.reset()
        self._link.ask(protocol.Sleep, self._hear_night, depth=str(self.how_deep.currentData()))

    def wake(self) -> None:
        """Stop the night; what is done is kept."""
        self.live.stopping()
        self._link.ask(protocol.Stop)

    def pause(self) -> None:
        """Stop the night for now: it waits for "Go on"."""
        self._paused = True
        self.wake()

    def _hear_night(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.NightPlan):
            words = self.tr("At most {0} minutes: {1} messages to read, {2} facts, {3} rows to practise.")
            self.live.note.setText(words.format(math.ceil(event.minutes), event.messages, event.facts, event.rows))
        elif isinstance(event, protocol.SleepEnded):
            self._night_ended(event)
        elif isinstance(event, protocol.TroubleEvent):
            if event.kind == "engine_died":
                self._died()
            else:
                self._set_asleep(False)
                tell(self.banner, self._link, event)
                self._advise()

    def _died(self) -> None:
        """The engine ended in the night, whoever had begun it: also one of which this page has only heard."""
        if self.asleep:
            self._set_asleep(False)
            words = self.tr("The engine stopped during the night. Nothing is lost: sleep again and it goes on.")
            self._unfinished = True
            self.banner.show_trouble("warning", words, self.tr("Go on"), self.sleep)
            self._advise()

    def _night_ended(self, event: protocol.SleepEnded) -> None:
        self._set_asleep(False)
        self._unfinished = event.verdict == "stopped"
        self._paused = self._paused and self._unfinished
        self._chosen = 0
        self._advise()
        if event.verdict in ("failed", "stopped") and not self._paused:
            self.banner.show_trouble("warning", said(event.reason))
        self.refresh()
        self.ended.emit(event)

    def heard(self, event: protocol.AnyEvent) -> None:
        """Progress of a night, whoever began it; what a write has changed."""
        if isinstance(event, protocol.SleepStage):
            if not self.asleep:
                self._set_asleep(True)
                self.live.reset()
            self.live.show_stage(event)
        elif isinstance(event, protocol.SleepEnded) and self.asleep:
            self._night_ended(event)
        elif isinstance(event, protocol.Changed) and (event.nights or self._touches_doubts(event)):
            self.refresh()

    def _touches_doubts(self, event: protocol.Changed) -> bool:
        return any(fact in report.doubted for report in self._reports[:1] for fact in event.facts)

    def _set_asleep(self, asleep: bool) -> None:
        if asleep != self.asleep:
            self.asleep = asleep
            self.tonight.setVisible(not asleep)
            self.live.setVisible(asleep)
            if not asleep:
                self.live.end()
            self._show()
            self.changed.emit(asleep)

    # --- showing ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        clear(self._report_place)
        done = [report for report in self._reports if report.verdict != "stopped" or report.stages]
        self.history.setVisible(bool(done))
        if not done:
            if self._link.ready is not None and not self.asleep:
                self._report_place.addWidget(self._nothing_yet())
            return
        chosen = next((report for report in done if report.night == self._chosen), done[0])
        view = ReportView(self.theme, chosen, newest=chosen is done[0], doubted=self._still_doubted)
        view.answered.connect(self._answer_doubt)
        view.judged.connect(self._judge)
        view.undone.connect(self._undo)
        view.fact_wanted.connect(self.fact_wanted)
        self._report_place.addWidget(view)
        self.history.show_reports(done, chosen.night)

    def _nothing_yet(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("No night yet"))
        words = self.tr("Tell Dormouse a few things about you, then let it sleep. In the morning its report "
                        "stands here: what it learned, what it doubts, and how it did in the exam.")  # fmt: skip
        layout.addWidget(text_label(words, "muted"))
        return frame

    def _choose(self, night: int) -> None:
        self._chosen = night
        self._show()
        self.area.verticalScrollBar().setValue(0)

    # --- answering ----------------------------------------------------------------------------------------------

    def _answer_doubt(self, fact: int, true: bool) -> None:
        self._link.ask(protocol.ChangeFact, self._hear_trouble, fact=fact, state="active" if true else "deleted")

    def _judge(self, insight: int, keep: bool) -> None:
        self._link.ask(protocol.JudgeInsight, self._hear_trouble, insight=insight, keep=keep)

    def _undo(self, night: int) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, self.tr("Undo this night?"), self.tr("Undo this night?"), parent=self
        )
        words = self.tr("The weights from before are used again at once. The facts stay in Memory, and are "
                        "answered from the prompt until they are learned anew.")  # fmt: skip
        box.setInformativeText(words)
        box.addButton(self.tr("Undo the night"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.buttonRole(box.clickedButton()) == QMessageBox.ButtonRole.DestructiveRole:
            self._link.ask(protocol.UndoNight, self._hear_undone, night=night)

    def _hear_undone(self, event: protocol.AnyEvent) -> None:
        self._hear_trouble(event)
        if isinstance(event, protocol.Done):
            self.banner.show_trouble("good", self.tr("The night is undone."))
            self.refresh()

    def _hear_trouble(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            tell(self.banner, self._link, event)
