"""Two views beside the table: the memory file as text, and exactly what the model is given."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.drafts import WAIT
from desktop.engine_link import EngineLink
from desktop.page_frame import text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol


class MemoryFileView(QWidget):
    """The memory file, editable; saving merges as a night would. The engine keeps what is not saved, as it keeps
    drafts, and it stands here again after any end."""

    trouble = Signal(object)
    saved = Signal()
    found_again = Signal()  # changes that were not saved before the last end

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._loaded = link, ""
        self._kept = ""  # what the engine holds as the draft
        self._asked = ""  # what stood here when the file was asked for
        self._timer = QTimer(self, interval=WAIT, singleShot=True)
        self._timer.timeout.connect(self.keep)
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
        self.text.textChanged.connect(self._edited)
        self.text.setReadOnly(True)  # until the file is read: nobody types a page of one line
        layout.addWidget(self.text, 1)
        row = QHBoxLayout()
        self._path = text_label("", "small")
        self._again = QPushButton(self.tr("Discard changes"))
        self._again.clicked.connect(self._discard)
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

    def take_back(self, page: str) -> None:
        """Show `page`, which may be edited from now on."""
        self.text.setReadOnly(False)
        self.text.setPlainText(page)
        self._show_state()

    def refresh(self) -> None:
        """Read the file, and what the engine has kept of an edited one."""
        self._asked = self.text.toPlainText()
        self._link.ask(protocol.MemoryFile, self._hear)

    def keep(self) -> None:
        """Bring what is not saved to the engine now; not while the page is being read anew."""
        self._timer.stop()
        if self.text.isReadOnly():
            return
        draft = self.text.toPlainText() if self.changed else ""

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, protocol.Done):
                self._kept = draft

        if draft != self._kept:
            self._link.ask(protocol.KeepMemoryDraft, hear, text=draft)

    def look_again(self) -> None:
        """Something was forgotten, and the engine has taken its lines out of the draft, too: until the page is read
        anew, nothing of the old one can be typed on, kept or saved."""
        self.text.setReadOnly(True)
        self._loaded = self.text.toPlainText()
        self._show_state()
        self.refresh()

    def _discard(self) -> None:
        self._timer.stop()
        self._link.ask(protocol.KeepMemoryDraft, text="")
        self.refresh()

    def _edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        self._show_state()

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.MemoryText):
            self._path.setText(event.path)
            if not self.text.isReadOnly() and self.text.toPlainText() != self._asked:
                return  # somebody types: saving merges with the version that this text descends from
            again = bool(event.draft) and self.text.isReadOnly()
            self._loaded, self._kept = event.text, event.draft
            self.take_back(event.draft or event.text)
            if again:
                self.found_again.emit()
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
