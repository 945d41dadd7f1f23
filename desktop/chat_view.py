"""The conversation on the screen: only the messages near the visible part exist as widgets.

Promises: 10,000 messages cost what twenty cost; what is being read stays where it is when heights above it become
known; a growing answer is followed as long as the user is at the end. Refuses to know the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.down_button import DownButton
from desktop.message_area import MessageArea
from desktop.strip import Entry, Strip, replace_text
from desktop.theme import Theme
from engine.protocol import FactView, Turn

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from desktop.message import MessageView

BATCH = 50  # milliseconds between two paintings of a growing answer
AT_END = 40  # logical pixels from the end that still count as "at the end"
PASSES = 6  # times that true heights may replace guessed ones in one arrangement


class ChatView(MessageArea):
    """A scrolling list of turns. `asked(turn id, action, argument)` reports what the user wants of one."""

    asked = Signal(int, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._markdown: MarkdownIt | None = None
        self._strip = Strip(theme.px(24))
        self._live: dict[int, Entry] = {}  # those that have a widget, by place
        self._growing: Entry | None = None
        self._notes: dict[int, tuple[FactView, ...]] = {}
        self._follow, self._arranging = True, False
        self._query = ""
        self._batch = QTimer(self, interval=BATCH, singleShot=True)
        self._batch.timeout.connect(self._paint_growth)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._arrange)
        self._ahead = QTimer(self, interval=0, singleShot=True)
        self._ahead.timeout.connect(self._prepare)
        self._down = DownButton(theme, self)
        self._down.clicked.connect(self.to_end)

    # --- content ------------------------------------------------------------------------------------------------

    @property
    def turns(self) -> list[Turn]:
        """The turns shown, root first."""
        return [entry.turn for entry in self._strip.entries]

    def show_turns(self, turns: list[Turn]) -> None:
        """Show another conversation, its end first."""
        self._clear()
        self.add_turns(turns)
        self.to_end()

    def add_turns(self, turns: list[Turn]) -> None:
        """Append turns."""
        self._strip.add(turns, self.guess)
        self._moved()

    def keep_until(self, turn: int | None) -> None:
        """Drop everything after `turn` (None: everything)."""
        for entry in self._strip.cut(-1 if turn is None else self._strip.place(turn)):
            self._remove_view(entry)
        self._growing = None
        self._moved()

    def update_turn(self, turn: Turn, instead_of: int | None = None) -> None:
        """Show a new state of a turn; `instead_of` names the id that it had before."""
        entry = self._strip.entry(turn.id if instead_of is None else instead_of)
        if entry is None:
            return
        if entry is self._growing:
            self._growing = None
        entry.turn, entry.sure = turn, False
        if entry.view is not None:
            entry.view.show_turn(turn, self._notes.get(turn.id, ()))
        self._moved()

    def show_notes(self, notes: dict[int, tuple[FactView, ...]]) -> None:
        """What was noted from each turn; messages whose notes have changed show it."""
        before, self._notes = self._notes, notes
        for entry in self._live.values():
            mine = notes.get(entry.turn.id, ())
            if entry.view is not None and mine != before.get(entry.turn.id, ()):
                entry.view.show_turn(entry.turn, mine)

    def begin(self, turn: Turn) -> None:
        """An answer begins to grow at the end."""
        self._strip.add([turn], lambda _: self._theme.px(72))
        self._growing = self._strip.entries[-1]
        self._follow = True
        self._moved()

    def rename_growing(self, turn: Turn) -> None:
        """The growing answer has got its true id."""
        if self._growing is not None:
            self._growing.turn = replace_text(turn, self._growing.turn.text)

    def grow(self, text: str) -> None:
        """More text of the growing answer; painted with the next batch."""
        if self._growing is None:
            return
        self._growing.turn = replace_text(self._growing.turn, self._growing.turn.text + text)
        if not self._batch.isActive():
            self._batch.start()

    def message(self, turn: int) -> MessageView | None:
        """The widget of a turn, where it exists now."""
        entry = self._strip.entry(turn)
        return entry.view if entry is not None else None

    def typing(self) -> tuple[int, str, str]:
        """The turn whose text box is open, what it is for, and its words; (0, "", "") where none is."""
        found = ((entry.turn.id, *entry.view.typing) for entry in self._live.values() if entry.view is not None)
        return next((each for each in found if each[1]), (0, "", ""))

    def _paint_growth(self) -> None:
        entry = self._growing
        if entry is not None:
            entry.sure = False
            if entry.view is not None:
                entry.view.grow(entry.turn)
            self._arrange()

    def _clear(self) -> None:
        for entry in self._strip.cut(-1):
            self._remove_view(entry)
        self._growing, self._follow, self._notes = None, True, {}

    # --- moving -------------------------------------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest message, and follow it."""
        self._follow = True
        self._arrange()

    def to_turn(self, turn: int) -> None:
        """Bring a turn to the upper part of the view."""
        strip, place = self._strip, self._strip.place(turn)
        if place < 0:
            return
        self._follow = False
        for _ in range(PASSES):  # heights near the target become sure on the way
            before = strip.tops[place]
            strip.anchor = (place, -self._theme.px(48))
            self._arrange()
            if strip.tops[place] == before:
                break

    def set_query(self, query: str) -> None:
        """Mark `query` wherever it stands."""
        self._query = query
        for entry in self._live.values():
            if entry.view is not None:
                entry.view.highlight(query)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt's call after the scroll bar has moved."""
        if not self._arranging:
            bar = self.verticalScrollBar()
            self._follow = bar.value() >= bar.maximum() - AT_END
            self._strip.drop_anchor(bar.value())
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes every height unsure."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            for entry in self._strip.entries:
                entry.sure = False
                if entry.view is None:
                    self._strip.set_height(entry, self.guess(entry.turn))
        self._arrange()

    def _bring(self, view: MessageView) -> None:
        """A message that has got the keyboard's focus comes into view."""
        if view.y() < 0 or view.y() + min(view.height(), 80) > self.viewport().height():
            self.to_turn(view.turn.id)

    # --- geometry -----------------------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._strip.sum_up()
        self._later.start()

    def _arrange(self) -> None:
        """Make the visible messages, give each its true height and place, drop the others."""
        if self._arranging:
            return
        self._arranging = True
        try:
            self._settle()
            self._place_views()
        finally:
            self._arranging = False
        self._down.float(not self._follow and len(self._strip) > 0)

    def _settle(self) -> None:
        strip, bar = self._strip, self.verticalScrollBar()
        height, width = self.viewport().height(), self.column().width()
        if not self._follow:
            strip.sum_up()
            bar.setRange(0, max(0, self._end() - height))
            bar.setValue(strip.anchored())
        for _ in range(PASSES):
            strip.sum_up()
            first, last = self._near(0)
            changed = [place for place in range(first, last) if self._measure(strip.entries[place], width)]
            strip.sum_up()
            bar.setPageStep(height)
            bar.setRange(0, max(0, self._end() - height))
            bar.setValue(bar.maximum() if self._follow else strip.anchored())
            if not changed and self._near(0) == (first, last):
                break
        strip.drop_anchor(bar.value())

    def _end(self) -> int:
        return self._strip.tops[-1] + self._theme.px(16)

    def _near(self, views: float = 0.5) -> tuple[int, int]:
        """The entries within `views` heights of the visible part."""
        height = self.viewport().height()
        value = max(0, self._end() - height) if self._follow else self.verticalScrollBar().value()
        return self._strip.near(value, height, round(views * height))

    def _prepare(self) -> None:
        """Make one of the messages that the next scrolling will show."""
        width = self.column().width()
        entry = next((each for each in self._strip.entries[slice(*self._near())] if not each.sure), None)
        if entry is not None:
            self._measure(entry, width)
            self._arrange()

    def _measure(self, entry: Entry, width: int) -> bool:
        if entry.view is None:
            self._make_view(entry)
        if entry.sure or entry.view is None:
            return False
        entry.view.resize(width, entry.view.height())
        height = entry.view.fit(width)
        entry.sure = True
        return self._strip.set_height(entry, height)

    def _make_view(self, entry: Entry) -> None:
        from desktop.markdown import parser  # the window is on the screen before these are loaded
        from desktop.message import MessageView

        self._markdown = self._markdown or parser()
        view = MessageView(self._theme, self._markdown, entry.turn, self.viewport())
        if notes := self._notes.get(entry.turn.id):
            view.show_turn(entry.turn, notes)
        view.asked.connect(lambda action, argument: self.asked.emit(entry.turn.id, action, argument))
        view.resized.connect(lambda: self._unsure(entry))
        view.focused.connect(lambda: self._bring(view))
        if self._query:
            view.highlight(self._query)
        if entry is self._growing:
            view.begin()
            view.grow(entry.turn)
        entry.view, entry.sure = view, False
        self._live[entry.place] = entry

    def _unsure(self, entry: Entry) -> None:
        entry.sure = False
        self._later.start()

    def _place_views(self) -> None:
        column, value = self.column(), self.verticalScrollBar().value()
        first, last = self._near()
        if not all(entry.sure for entry in self._strip.entries[first:last]):
            self._ahead.start()
        for place, entry in list(self._live.items()):
            if entry.view is None:
                continue
            if not first <= place < last and not entry.view.busy:
                self._remove_view(entry)
                continue
            entry.view.set_last(place == len(self._strip) - 1)
            entry.view.setGeometry(column.x(), self._strip.tops[place] - value, column.width(), entry.height)
            entry.view.show()

    def _remove_view(self, entry: Entry) -> None:
        self._live.pop(entry.place, None)
        if entry.view is not None:
            entry.view.hide()
            entry.view.deleteLater()
        entry.view = None
