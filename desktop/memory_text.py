"""Two views beside the table: the memory file as text, and exactly what the model is given."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.engine_link import EngineLink
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol


class MemoryFileView(QWidget):
    """The memory file, editable; saving merges as a night would."""

    trouble = Signal(object)
    saved = Signal()

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._loaded = link, ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(12), 0, 0)
        layout.setSpacing(theme.px(10))
        words = self.tr(
            "One line is one memory. Change, add or remove lines as in any text; your own lines are never dropped."
        )
        layout.addWidget(text_label(words, "muted"))
        self.text = QPlainTextEdit()
        self.text.setFont(theme.font(13, mono=True))
        self.text.setStyleSheet(f"font-family: '{theme.mono}'; font-size: {theme.px(13)}px;")
        self.text.setAccessibleName(self.tr("Memory file"))
        self.text.textChanged.connect(self._show_state)
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        self._path = text_label("", "small")
        self._again = QPushButton(self.tr("Discard changes"))
        self._again.clicked.connect(self.refresh)
        self.save = QPushButton(self.tr("Save"))
        mark(self.save, "primary")
        self.save.clicked.connect(self._save)
        row.addWidget(self._path, 1)
        row.addWidget(self._again)
        row.addWidget(self.save)
        layout.addLayout(row)
        self._show_state()

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.text.toPlainText() != self._loaded

    def refresh(self) -> None:
        """Read the file."""
        self._link.ask(protocol.MemoryFile, self._hear)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.MemoryText):
            self._loaded = event.text
            self.text.setPlainText(event.text)
            self._path.setText(event.path)
            self._show_state()
        elif isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)

    def _save(self) -> None:
        self._link.ask(protocol.WriteMemoryFile, self._hear_saved, text=self.text.toPlainText())

    def _hear_saved(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
        elif isinstance(event, protocol.Done):
            self.refresh()
            self.saved.emit()

    def _show_state(self) -> None:
        self.save.setEnabled(self.changed)
        self._again.setEnabled(self.changed)


class PromptView(QWidget):
    """What the model would be given for a question, special tokens and all."""

    trouble = Signal(object)

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(12), 0, 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(
            text_label(self.tr("Write a question to see exactly what the model is given for it."), "muted")
        )
        row = QHBoxLayout()
        self.question = QLineEdit(self.tr("What do you know about me?"))
        self.question.setAccessibleName(self.tr("Question"))
        self.question.returnPressed.connect(self.refresh)
        show = QPushButton(self.tr("Show"))
        show.clicked.connect(self.refresh)
        row.addWidget(self.question, 1)
        row.addWidget(show)
        layout.addLayout(row)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(theme.font(13, mono=True))
        self.text.setStyleSheet(f"font-family: '{theme.mono}'; font-size: {theme.px(13)}px;")
        self.text.setAccessibleName(self.tr("What the model sees"))
        layout.addWidget(self.text, 1)
        self._count = text_label("", "small")
        layout.addWidget(self._count)

    def refresh(self) -> None:
        """Ask for the prompt."""
        if self.question.text().strip():
            self._link.ask(protocol.ShowPrompt, self._hear, text=self.question.text().strip())

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.PromptText):
            self.text.setPlainText(event.text)
            self._count.setText(self.tr("{0} tokens").format(event.tokens))
        elif isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
