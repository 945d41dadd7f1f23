"""The conversation on the screen: turns come, change and grow.

Promises: a growing answer is followed as long as the user is at the end. Refuses to know the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.strip import Entry, replace_text
from desktop.strip_view import StripView
from desktop.theme import Theme
from engine.protocol import FactView, Turn

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from desktop.message import MessageView

BATCH = 50  # milliseconds between two paintings of a growing answer


class ChatView(StripView):
    """A scrolling list of turns. `asked(turn id, action, argument)` reports what the user wants of one."""

    asked = Signal(int, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._markdown: MarkdownIt | None = None
        self._growing: Entry | None = None
        self._notes: dict[int, tuple[FactView, ...]] = {}
        self._query = ""
        self._batch = QTimer(self, interval=BATCH, singleShot=True)
        self._batch.timeout.connect(self._paint_growth)

    # --- content ------------------------------------------------------------------------------------------------

    @property
    def turns(self) -> list[Turn]:
        """The turns shown, root first."""
        return [entry.turn for entry in self._strip.entries]

    def show_turns(self, turns: list[Turn]) -> None:
        """Show another conversation, its end first."""
        for entry in self._strip.cut(-1):
            self._remove_view(entry)
        self._growing, self._notes = None, {}
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

    def pasted(self, turn: int) -> bool:
        """Whether a good part of the words in a turn's open text box was pasted."""
        view = self.message(turn)
        return view is not None and view.pasted

    def _paint_growth(self) -> None:
        entry = self._growing
        if entry is not None:
            entry.sure = False
            if entry.view is not None:
                entry.view.grow(entry.turn)
            self._arrange()

    # --- moving -------------------------------------------------------------------------------------------------

    def set_query(self, query: str) -> None:
        """Mark `query` wherever it stands."""
        self._query = query
        for entry in self._live.values():
            if entry.view is not None:
                entry.view.highlight(query)

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
