"""The line above a conversation: its title, the model that answers, how full its view is, and a few buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop import icons
from desktop.message_parts import icon_button
from desktop.page_frame import OneLine
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import number_words
from engine.protocol import Conversation, Turn

METERED = 400  # turns at the end that count for the meter: no window holds more
LEAST = 120  # logical pixels that the title keeps


class ChatHeader(QWidget):
    """Shows what it is told; wishes come out as signals."""

    sidebar_wanted = Signal()
    find_wanted = Signal()
    temporary_wanted = Signal(bool)
    menu_wanted = Signal()
    models_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words, self._context, self._used = "", 0, 0
        px = theme.px
        self.setFixedHeight(px(52))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(8), px(12), px(8))
        row.setSpacing(px(6))
        self.sidebar = self._button("sidebar", self.tr("Show or hide the sidebar"), self.sidebar_wanted)
        self.title = OneLine(kind="strong")
        self.badge = QLabel(self.tr("Temporary"))
        mark(self.badge, "pill-quiet")
        self.badge.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.model = QPushButton()
        mark(self.model, "quiet")
        self.model.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron behind the name
        self.model.setIcon(icons.icon(theme, "chevron", "muted", 14))
        self.model.setCursor(Qt.CursorShape.PointingHandCursor)
        self.model.clicked.connect(self.models_wanted.emit)
        self.model.hide()
        self.meter = QLabel()
        mark(self.meter, "small")
        self.find_button = self._button("search", self.tr("Find in this conversation"), self.find_wanted)
        self.temporary = icon_button(theme, "ghost", self.tr("Temporary chat: nothing is remembered"), 18)
        self.temporary.setCheckable(True)
        self.temporary.clicked.connect(lambda: self.temporary_wanted.emit(self.temporary.isChecked()))
        self.more = self._button("more", self.tr("More about this conversation"), self.menu_wanted)
        right = (self.meter, self.find_button, self.temporary, self.more)
        self._others = (self.sidebar, self.badge, self.model, *right)
        for widget in (self.sidebar, self.title, self.badge, self.model):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)

    def _button(self, icon: str, label: str, signal: object) -> QWidget:
        button = icon_button(self._theme, icon, label, 18)
        button.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]  # a bound signal of this class
        return button

    def show_model(self, name: str) -> None:
        """The name of the model that answers; "" while there is none."""
        self.model.setText(name)
        self.model.setVisible(bool(name))
        self.model.setAccessibleName(self.tr("Model: {0}. Choose another one").format(name))
        self.model.setToolTip(self.tr("Choose a model"))
        self.fit()

    def show_conversation(self, conversation: Conversation | None, temporary: bool, turns: list[Turn]) -> None:
        """Title, badges, and the buttons that make sense now."""
        self.badge.setVisible(temporary)
        self.temporary.setVisible(conversation is None)
        self.temporary.setChecked(temporary)
        self.find_button.setVisible(bool(turns))
        self._words = (conversation.title or self.tr("New chat")) if conversation else ""
        self.title.show_all(self._words)
        self.title.setVisible(bool(self._words))
        self._used = sum(len(turn.text) for turn in turns[-METERED:]) // 4  # 4 letters are about a token
        self.fit()

    def set_context(self, tokens: int) -> None:
        """How many tokens the model can read at once."""
        self._context = tokens
        self._show_meter()

    def fit(self) -> None:
        """The title is shortened to the room there is; where there is little, the meter goes first, then the model."""
        self._show_meter()
        least = self._theme.px(LEAST) if self._words else 0
        self.model.setVisible(bool(self.model.text()))
        for widget in (self.meter, self.model):
            if self._room() < least:
                widget.hide()

    def _room(self) -> int:
        """What everything else leaves to the title."""
        px = self._theme.px
        shown = [each for each in self._others if not each.isHidden()]
        needed = sum(each.sizeHint().width() for each in shown) + (len(shown) + 2) * px(6)
        return self.width() - 2 * px(12) - needed

    def _show_meter(self) -> None:
        self.meter.show()
        if not self._context or not self._used:
            self.meter.setText("")
            return
        share = min(100, round(100 * self._used / self._context))
        self.meter.setText(self.tr("{0}% of context").format(share))
        words = self.tr("About {0} of {1} tokens; older messages leave the model's view first.")
        self.meter.setToolTip(words.format(number_words(self._used), number_words(self._context)))
