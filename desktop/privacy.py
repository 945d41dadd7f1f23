"""Privacy, in plain words: what stays here, what can touch the network and only when asked, and who holds the key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop import icons
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.page_frame import card, setting_line, switch, text_label
from desktop.theme import Theme
from desktop.updates import NewsDialog
from engine import protocol
from engine.protocol import UpdateNews


class Privacy(QFrame):
    """A card of the settings. The one switch in it is off until the user turns it on."""

    trouble = Signal(object)

    def __init__(self, theme: Theme, link: EngineLink) -> None:
        super().__init__()
        self._theme, self._link = theme, link
        self._found: UpdateNews | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(theme, self.tr("Privacy"), 10)
        outer.addWidget(frame)
        for icon, words in self._points():
            layout.addLayout(self._point(icon, words))
        layout.addSpacing(theme.px(6))
        self.updates = switch()
        self.updates.clicked.connect(lambda on: self._ask(automatic=on))
        words = self.tr("Reads one small signed file once a day and when you look here, and sends nothing about you.")
        setting_line(theme, layout, self.tr("Look for a newer Dormouse"), words, self.updates)
        row = QHBoxLayout()
        self.news = text_label("", "muted")
        self.show_notes = QPushButton(self.tr("Show what is new"))
        self.show_notes.clicked.connect(self._show_notes)
        row.addWidget(self.news, 1)
        row.addWidget(self.show_notes)
        layout.addLayout(row)
        self.news.hide()
        self.show_notes.hide()

    def _points(self) -> tuple[tuple[str, str], ...]:
        return (
            ("check", self.tr("Every message, memory and night stays on this machine. There is no account, no "
                              "telemetry and no open port.")),
            ("check", self.tr("The database is encrypted; its key is yours. The memory file beside it is plain text, "
                              "so that you can read it.")),
            ("check", self.tr("An answer loads nothing by itself. A link opens only after you have seen its address.")),
            ("ghost", self.tr("A temporary chat is never remembered and is gone when Dormouse ends.")),
            ("download", self.tr("The network is touched for a model that you look up or download, and for nothing "
                                 "else unless you say so here.")),
        )  # fmt: skip

    def _point(self, icon: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._theme, icon, "accent", 16))
        picture.setFixedHeight(self._theme.px(19))  # a line of text
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(words, "muted"), 1)
        return row

    def refresh(self) -> None:
        """Ask how the switch stands; this touches the network only where it is on."""
        self._ask()

    def _ask(self, **fields: object) -> None:
        self._link.ask(protocol.CheckUpdates, self._hear, **fields)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, UpdateNews):
            self.updates.setChecked(event.automatic)
            self.updates.setEnabled(event.state != "nowhere")
            self.news.setText(said(event.sentence) if event.state != "off" else "")
            self.news.setVisible(event.state != "off")
            self._found = event
            self.show_notes.setVisible(event.state == "newer")
        elif isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)

    def _show_notes(self) -> None:
        if self._found is not None:
            NewsDialog(self._theme, self._found, self.window()).open()
