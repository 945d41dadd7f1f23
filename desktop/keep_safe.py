"""Two parts of "Your data" in the settings: a copy now, and the code that opens the data when the key is lost."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.dialogs import FittingDialog
from desktop.engine_link import EngineLink
from desktop.page_frame import setting_line, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import number_words
from engine import protocol


class KeepSafe(QWidget):
    """Two lines of "Your data": a copy now, and the code for a lost key."""

    trouble = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, link: EngineLink) -> None:
        super().__init__()
        self._theme, self._link = theme, link
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(14))
        backup = QPushButton(self.tr("Back up now"))
        backup.clicked.connect(self.back_up)
        words = self.tr("A dated copy beside the database. One is made before each night, too.")
        setting_line(theme, layout, self.tr("Backups"), words, backup)
        code = self._code = QPushButton(self.tr("Make a recovery code"))
        code.clicked.connect(self.make_code)
        words = self.tr("Opens your data when the keyring has lost the key. An older code is void from then on.")
        setting_line(theme, layout, self.tr("If the key is lost"), words, code)

    def back_up(self) -> None:
        """Make a dated copy."""
        self._link.ask(protocol.MakeBackup, self._hear)

    def make_code(self) -> None:
        """Make a recovery code, and show it."""
        if self._code.isEnabled():  # a second code would make the first one void before it is seen
            self._code.setEnabled(False)
            theme, window = self._theme, self.window()

            def hear(event: protocol.AnyEvent) -> None:
                if shiboken6.isValid(self):
                    self._code.setEnabled(True)
                    self._hear(event)
                elif isinstance(event, protocol.RecoveryCode):  # the page was made anew meanwhile
                    CodeDialog(theme, event.code, window).open()

            self._link.ask(protocol.MakeRecoveryCode, hear)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
        elif isinstance(event, protocol.BackupMade):
            self.told.emit(self.tr("Backed up: {0} MB, {1} copies are kept.").format(
                number_words(event.bytes / 1e6, 1), event.kept))  # fmt: skip
        elif isinstance(event, protocol.RecoveryCode):
            CodeDialog(self._theme, event.code, self).open()


class CodeDialog(FittingDialog):
    """Shows a recovery code once, to be written down or printed."""

    def __init__(self, theme: Theme, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self.setWindowTitle(self.tr("Recovery code"))
        self.setMinimumWidth(theme.px(460))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(24),) * 4)
        layout.setSpacing(theme.px(12))
        layout.addWidget(text_label(self.tr("Your recovery code"), "heading"))
        words = self.tr(
            "Write it down or print it, and keep it away from this machine. It is shown only now and kept nowhere."
        )
        layout.addWidget(text_label(words, "muted"))
        shown = text_label(code, "heading")
        shown.setFont(theme.font(16, mono=True))
        shown.setStyleSheet(f"font-family: '{theme.mono}';")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(shown)
        row = QHBoxLayout()
        row.addStretch(1)
        for label, do in (
            (self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(code)),
            (self.tr("Print…"), self.print_code),
        ):
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, act=do: act())
            row.addWidget(button)
        done = QPushButton(self.tr("I have it"))
        mark(done, "primary")
        done.clicked.connect(self.accept)
        row.addWidget(done)
        layout.addLayout(row)

    def document(self) -> QTextDocument:
        """What is printed."""
        made = QTextDocument()
        made.setPlainText(f"Dormouse\n\n{self.tr('Recovery code')}\n\n{self.code}\n\n"
                          f"{self.tr('Use it with: dormouse recover')}\n")  # fmt: skip
        return made

    def print_code(self) -> None:
        """Print it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.document().print_(printer)
