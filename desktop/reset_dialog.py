"""Beginning anew: says what goes and what stays, wants a word typed, and shows the receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.dialogs import FittingDialog
from desktop.engine_link import EngineLink
from desktop.engine_words import trouble_words
from desktop.forget_dialog import place_words
from desktop.page_frame import clear, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import number_words
from engine import protocol
from engine.protocol import ForgetReceipt


class ResetDialog(FittingDialog):
    """`forgotten` is told once nothing is left."""

    forgotten = Signal()

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._link = theme, link
        self.word = self.tr("forget everything")
        self.setWindowTitle(self.tr("Forget everything"))
        self.setMinimumWidth(theme.px(500))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.px(24),) * 4)
        outer.setSpacing(theme.px(12))
        outer.addWidget(text_label(self.tr("Begin anew?"), "heading"))
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(6))
        outer.addLayout(self._body)
        self.field = QLineEdit()
        self.field.textChanged.connect(lambda _: self._typed())
        outer.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.accept_button = QPushButton(self.tr("Forget everything"))
        self.accept_button.setAutoDefault(False)
        mark(self.accept_button, "danger")
        self.accept_button.clicked.connect(self._forget)
        row.addWidget(self._cancel)
        row.addWidget(self.accept_button)
        outer.addLayout(row)
        self._ask()

    def _ask(self) -> None:
        for words, kind in (
            (self.tr("These go, here and in every backup: all conversations, all memories and the memory file, all "
                     "that was learned into the weights, all nights with their reports."), ""),
            (self.tr("These stay: your settings, the models, and the key."), "muted"),
            (self.tr("This cannot be undone. Export what you want to keep first."), "warning"),
            (self.tr("Type “{0}” to go on:").format(self.word), ""),
        ):  # fmt: skip
            self._body.addWidget(text_label(words, kind))
        self.field.setAccessibleName(self.tr("Type “{0}” to go on:").format(self.word))
        self._typed()

    def _typed(self) -> None:
        self.accept_button.setEnabled(self.field.text().strip().casefold() == self.word.casefold())

    def _forget(self) -> None:
        self.accept_button.setEnabled(False)
        self.field.setEnabled(False)
        self._link.ask(protocol.ForgetEverything, self._hear)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self._body.addWidget(text_label(trouble_words(event), "danger"))
            self.field.setEnabled(True)
            self._typed()
        elif isinstance(event, ForgetReceipt):
            self._show(event)

    def _show(self, receipt: ForgetReceipt) -> None:
        clear(self._body)
        self.field.hide()
        self.accept_button.hide()
        self._cancel.setText(self.tr("Close"))
        if receipt.left:
            left = self.tr("A second look still finds it in {0} places: {1}.")
            self._body.addWidget(text_label(left.format(receipt.left, ", ".join(receipt.places)), "danger"))
        else:
            words = self.tr("Everything is forgotten. A second look finds nothing any more.")
            self._body.addWidget(text_label(words, "good"))
        if receipt.counts:
            self._body.addWidget(text_label(self.tr("Gone:"), "over"))
        for place, count in receipt.counts.items():
            self._body.addWidget(text_label(f"•  {place_words(place)}: {number_words(count)}"))
        if not receipt.left:
            self.forgotten.emit()
