"""Forgetting for good: says in plain words where the thing still lives, asks once, and shows the receipt."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.dialogs import FittingDialog
from desktop.engine_link import EngineLink
from desktop.engine_words import trouble_words
from desktop.i18n import translate
from desktop.page_frame import clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol
from engine.protocol import Wish

MAX_WORDS = 3  # snippets shown


class ForgetDialog(FittingDialog):
    """First a preview of what goes, then what went."""

    forgotten = Signal()

    def __init__(self, theme: Theme, link: EngineLink, fact: int, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._link, self._fact = theme, link, fact
        self.setWindowTitle(self.tr("Forget everywhere"))
        self.setMinimumWidth(theme.px(480))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.px(24),) * 4)
        outer.setSpacing(theme.px(12))
        outer.addWidget(text_label(self.tr("Forget this for good?"), "heading"))
        outer.addWidget(text_label(text))
        self.words = QCheckBox(self.tr("Also blank the messages that it was read from"))
        self.words.setChecked(True)
        self.words.toggled.connect(lambda _: self._preview())
        outer.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeading)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(6))
        outer.addLayout(self._body)
        row = QHBoxLayout()
        row.addStretch(1)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.accept_button = QPushButton(self.tr("Forget"))
        mark(self.accept_button, "danger")
        self.accept_button.clicked.connect(self._forget)
        row.addWidget(self._cancel)
        row.addWidget(self.accept_button)
        outer.addLayout(row)
        self._preview()

    def _wish(self) -> Wish:
        return Wish(fact=self._fact, words=self.words.isChecked())

    def _say(self, words: str, kind: str = "") -> None:
        self._body.addWidget(text_label(words, kind))

    def _preview(self) -> None:
        self.accept_button.setEnabled(False)
        self._link.ask(protocol.PreviewForget, self._hear_preview, wish=self._wish())

    def _hear_preview(self, event: protocol.AnyEvent) -> None:
        clear(self._body)
        if isinstance(event, protocol.TroubleEvent):
            self._say(trouble_words(event), "danger")
        elif isinstance(event, protocol.ForgetPreview):
            self.accept_button.setEnabled(True)
            self._say(self.tr("It still lives in:"), "over")
            for place, count in event.counts.items():
                if count:
                    self._say(f"•  {place_words(place)}: {count}")
            if event.backups:
                self._say(f"•  {self.tr('backups')}: {event.backups}")
            if event.counts.get("adapters"):
                words = self.tr(
                    "The weights that know it go out of use at once; the next night builds them without it."
                )
                self._say(words, "muted")
            self._say(self.tr("This cannot be undone."), "warning")

    def _forget(self) -> None:
        self.accept_button.setEnabled(False)
        self.words.setEnabled(False)
        self._link.ask(protocol.Forget, self._hear_forgotten, wish=self._wish())

    def _hear_forgotten(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            clear(self._body)
            self._say(trouble_words(event), "danger")
            self.accept_button.setEnabled(True)
        elif isinstance(event, protocol.ForgetReceipt):
            clear(self._body)
            self.accept_button.hide()
            self._cancel.setText(self.tr("Close"))
            if event.left:
                left = self.tr("A second look still finds it in {0} places: {1}.")
                self._say(left.format(event.left, ", ".join(event.places)), "danger")
            else:
                self._say(self.tr("Forgotten. A second look finds it nowhere any more."), "good")
            if event.unreadable_backups:
                words = self.tr("These backups could not be opened and may still hold it: {0}.")
                self._say(words.format(", ".join(event.unreadable_backups)), "warning")
            self.forgotten.emit()


def place_words(place: str) -> str:
    """The name of a place for people."""
    return {
        "facts": translate("Places", "memories"),
        "turns": translate("Places", "messages"),
        "lines": translate("Places", "lines of the memory file"),
        "dreams": translate("Places", "dreams"),
        "exams": translate("Places", "exam questions"),
        "adapters": translate("Places", "learned weights"),
        "drafts": translate("Places", "drafts"),
        "conversations": translate("Places", "conversations"),
        "titles": translate("Places", "conversation titles"),
        "evidence": translate("Places", "passages that memories were read from"),
        "fact_changes": translate("Places", "lines of how memories changed"),
        "turn_facts": translate("Places", "marks of which answer used it"),
        "memory file": translate("Places", "memory file"),
        "memory file versions": translate("Places", "older versions of the memory file"),
        "journal": translate("Places", "notes of nights"),
        "nights": translate("Places", "unfinished nights"),
        "tombstones": translate("Places", "marks so that it is not learned again"),
        "adapter files": translate("Places", "files of learned weights"),
        "checkpoints": translate("Places", "half-trained weights"),
        "insights": translate("Places", "thoughts of the night"),
        "reports": translate("Places", "morning reports"),
        "backups deleted": translate("Places", "backups"),
        "files": translate("Places", "files"),
    }.get(place, place.replace("_", " "))
