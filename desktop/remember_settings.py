"""What may be remembered: from chats at all, which kinds, and words that are never to be noted."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.columns import Columns
from desktop.engine_link import EngineLink
from desktop.page_frame import card, setting_line, switch, text_label
from desktop.theme import Theme
from desktop.words import KINDS, kind_words
from engine import protocol
from engine.protocol import MayRemember

COLUMNS = (3, 2, 1)  # of kinds, as many as there is room for
WAIT = 700  # milliseconds of quiet before typed words are kept


class RememberSettings(QFrame):
    """Hidden until the engine has answered; shows what the engine keeps, not what was asked."""

    trouble = Signal(object)

    def __init__(self, theme: Theme, link: EngineLink) -> None:
        super().__init__()
        self._theme, self._link = theme, link
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(theme, self.tr("What may be remembered"), 14)
        outer.addWidget(frame)
        self.chats = switch()
        self.chats.clicked.connect(lambda on: self._change(chats=on))
        words = self.tr("Covers every chat but temporary ones, which are never read. What is known already stays.")
        setting_line(theme, layout, self.tr("Remember from chats"), words, self.chats)
        layout.addWidget(self._make_kinds())
        layout.addWidget(self._make_never())
        self._later = QTimer(self, interval=WAIT, singleShot=True)
        self._later.timeout.connect(self.keep_words)
        self.hide()

    def _make_kinds(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(6))
        layout.addWidget(text_label(self.tr("Kinds")))
        words = self.tr("A kind without its tick is not noted from now on. What you add by hand is kept.")
        layout.addWidget(text_label(words, "small"))
        self.kinds = {kind: QCheckBox(kind_words(kind)) for kind in KINDS}
        for tick in self.kinds.values():
            tick.clicked.connect(lambda _: self._kinds_changed())
        layout.addWidget(Columns(list(self.kinds.values()), COLUMNS, self._theme.px(8)))
        return box

    def _make_never(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(6))
        layout.addWidget(text_label(self.tr("Never remember")))
        words = self.tr("One name or phrase on each line. A sentence that names one of them is not noted.")
        layout.addWidget(text_label(words, "small"))
        self.never = QPlainTextEdit()
        self.never.setAccessibleName(self.tr("Never remember"))
        self.never.setAccessibleDescription(words)
        self.never.setPlaceholderText(self.tr("A name, an address, the name of a project …"))
        self.never.setTabChangesFocus(True)
        self.never.setFixedHeight(self._theme.px(84))
        self.never.textChanged.connect(lambda: self._later.start())
        layout.addWidget(self.never)
        return box

    # --- asking -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the choice as it stands."""
        self._link.ask(protocol.GetMayRemember, self._hear)

    def _change(self, **fields: object) -> None:
        self._link.ask(protocol.ChangeMayRemember, self._hear, **fields)

    def _kinds_changed(self) -> None:
        self._change(kinds_off=tuple(kind for kind, tick in self.kinds.items() if not tick.isChecked()))

    def keep_words(self) -> None:
        """Bring the typed words to the engine now."""
        self._later.stop()
        self._change(never=tuple(line.strip() for line in self.never.toPlainText().splitlines() if line.strip()))

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, MayRemember):
            self.chats.setChecked(event.chats)
            for kind, tick in self.kinds.items():
                tick.setChecked(kind not in event.kinds_off)
                tick.setEnabled(event.chats)
            self.never.setEnabled(event.chats)
            if not self.never.hasFocus():  # what is being typed is not pulled away
                self._show_words(event.never)
            self.show()
        elif isinstance(event, protocol.TroubleEvent) and self.isVisible():
            self.trouble.emit(event)
            self.refresh()

    def _show_words(self, words: tuple[str, ...]) -> None:
        self.never.blockSignals(True)
        self.never.setPlainText("\n".join(words))
        self.never.blockSignals(False)
