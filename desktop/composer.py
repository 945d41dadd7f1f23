"""Where the user writes: a card that grows with its text, one button that sends or stops.

Promises: Enter sends, Shift+Enter breaks the line; nothing typed is ever thrown away; `pasted` speaks of the text that
stands there now. Refuses to know the engine.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from desktop import icons
from desktop.message_parts import icon_button
from desktop.pastes import Pastes
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import number_words
from engine.protocol import MAX_MESSAGE

MAX_LINES = 12
MAX_FILE = 120_000  # characters of a text file that is put into the message


class _Input(QPlainTextEdit):
    """The text field: plain text only, files by drop."""

    sent = Signal()
    focused = Signal(bool)
    dropped = Signal(list)
    pasted = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Escape stops the answer."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.ignore()  # whoever stands around it may have a use for the key, too
        elif enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The card shows it."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The card shows it."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files become attachments, everything else plain text."""
        paths = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if paths:
            self.dropped.emit(paths)
        else:
            self.pasted.emit(len(source.text()))
            self.insertPlainText(source.text())


class Composer(QFrame):
    """The card at the foot of the chat."""

    sent = Signal(str)
    stopped = Signal()
    changed = Signal(str, bool)  # the text, and `pasted`
    files = Signal(list)
    attach = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.busy = False
        self.files_wait = False  # whether files alone are a message
        self._pastes = Pastes()
        mark(self, "composer", active="false")
        self.text = _Input()
        mark(self.text, "bare")
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(0)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setPlaceholderText(self.tr("Write to Dormouse…"))
        self.text.sent.connect(self._send)
        self.text.escaped.connect(lambda: self.stopped.emit() if self.busy else None)
        self.text.dropped.connect(self.files.emit)
        self.text.focused.connect(self._focused)
        self.text.pasted.connect(self._pastes.came)
        self.text.textChanged.connect(self._typed)
        self._hint = QLabel()
        mark(self._hint, "small")
        self._clip = icon_button(theme, "clip", self.tr("Attach a text file"), 18)
        self._clip.clicked.connect(self.attach.emit)
        self._button = QToolButton()
        mark(self._button, "send")
        self._button.setFixedSize(theme.px(32), theme.px(32))
        self._button.setIconSize(QSize(theme.px(18), theme.px(18)))
        self._button.clicked.connect(self._pressed)
        self._lay_out()
        self.set_busy(False)
        self._fit()

    def _lay_out(self) -> None:
        px = self._theme.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*self._theme.mirrored(16, 12, 8, 8))
        layout.setSpacing(px(4))
        layout.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._clip)
        row.addWidget(self._hint, 1)
        row.addWidget(self._button)
        layout.addLayout(row)

    def set_busy(self, busy: bool) -> None:
        """Whether an answer is being written: the button stops it then."""
        self.busy = busy
        label = self.tr("Stop the answer") if busy else self.tr("Send")
        self._button.setToolTip(label)
        self._button.setAccessibleName(label)
        self._refresh()

    def set_files(self, some: bool) -> None:
        """Whether files wait beside the text: they alone are a message, too."""
        self.files_wait = some
        self.refresh()

    def set_hint(self, text: str) -> None:
        """A few quiet words beside the button."""
        self._hint.setText(text)

    def set_placeholder(self, text: str) -> None:
        """What stands in the empty field."""
        self.text.setPlaceholderText(text)

    @property
    def pasted(self) -> bool:
        """Whether a good part of the text was pasted and not typed."""
        return self._pastes.pasted

    def set_text(self, text: str, pasted: bool = False) -> None:
        """Put `text` into the field, cursor behind it; `pasted` where it is not all the user's own typing."""
        self._pastes.begin(len(text), pasted)
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def show_draft(self, text: str, pasted: bool) -> None:
        """As `set_text`, but a text that is there already is left alone, and `changed` keeps silent."""
        if self.text.toPlainText() != text:
            self.text.blockSignals(True)
            self.set_text(text)
            self.text.blockSignals(False)
            self.refresh()
        self._pastes.know(pasted)

    def put_before(self, text: str, pasted: bool) -> None:
        """Put words that come back before those that stand there."""
        rest = self.text.toPlainText()
        self.set_text("\n\n".join(filter(None, (text, rest))), pasted or self.pasted)

    def refresh(self) -> None:
        """Fit and draw again after a silent change of text."""
        self._fit()
        self._refresh()

    def _typed(self) -> None:
        text = self.text.toPlainText()
        self._pastes.typed(len(text))
        self._fit()
        self._refresh()
        self.changed.emit(text, self.pasted)

    def _refresh(self) -> None:
        length = len(self.text.toPlainText())
        self._button.setEnabled(self.busy or ((self.files_wait or length > 0) and length <= MAX_MESSAGE))
        colour = "on_accent" if self._button.isEnabled() else "muted"
        self._button.setIcon(icons.icon(self._theme, "stop" if self.busy else "send", colour, 18))
        if length > MAX_MESSAGE * 0.8:
            words = self.tr("{0} of {1} characters")
            self._hint.setText(words.format(number_words(length), number_words(MAX_MESSAGE)))

    def _fit(self) -> None:
        line = self.text.fontMetrics().lineSpacing()
        rows = min(max(int(self.text.document().size().height()), 1), MAX_LINES)
        self.text.setFixedHeight(rows * line + 6)
        many = int(self.text.document().size().height()) > MAX_LINES
        policy = Qt.ScrollBarPolicy
        self.text.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if many else policy.ScrollBarAlwaysOff)

    def _pressed(self) -> None:
        if self.busy:
            self.stopped.emit()
        else:
            self._send()

    def _send(self) -> None:
        text = self.text.toPlainText().strip()
        if (text or self.files_wait) and not self.busy and len(text) <= MAX_MESSAGE:
            self.sent.emit(text)

    def _focused(self, active: bool) -> None:
        mark(self, "composer", active="true" if active else "false")

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "text"):
            self._fit()
