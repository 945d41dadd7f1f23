"""When it may sleep by itself, copies of the database, and the code for a lost key: three parts of the settings."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.engine_link import EngineLink
from desktop.i18n import translate
from desktop.page_frame import card, setting_line, text_label
from desktop.style import mark
from desktop.theme import Theme
from engine import protocol
from engine.protocol import ConditionsView


def manner_words() -> list[tuple[str, str]]:
    """The ways of being careful."""
    return [
        ("careful", translate("SleepSettings", "Idle and charging")),
        ("idle_is_enough", translate("SleepSettings", "Idle is enough")),
        ("charging_is_enough", translate("SleepSettings", "Charging is enough")),
    ]


def clock(hour: float) -> str:
    """A time of day as the language writes it; 22.5 is half past ten in the evening."""
    minutes = round(hour * 60) % (24 * 60)
    return QLocale().toString(QTime(minutes // 60, minutes % 60), QLocale.FormatType.ShortFormat)


class SleepSettings(QFrame):
    """Hidden until the engine has answered."""

    trouble = Signal(object)

    def __init__(self, theme: Theme, link: EngineLink, title: str = "") -> None:
        super().__init__()
        self._link = link
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(theme, title or self.tr("Sleep"), 14)
        outer.addWidget(frame)
        self.automatic = QCheckBox()
        self.automatic.clicked.connect(lambda on: self._change(automatic=on))
        words = self.tr("When nobody needs the machine. It wakes at once when you come back.")
        setting_line(theme, layout, self.tr("Sleep by itself"), words, self.automatic)
        self.manner = QComboBox()
        for key, label in manner_words():
            self.manner.addItem(label, key)
        self.manner.activated.connect(lambda _: self._change(manner=self.manner.currentData()))
        setting_line(
            theme, layout, self.tr("What it waits for"), self.tr("How careful it is with your machine."), self.manner
        )
        self._start, self._end = QComboBox(), QComboBox()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for place, field in enumerate((self._start, self._end)):
            for half in range(48):
                field.addItem(clock(half / 2), half / 2)
            field.setAccessibleName((self.tr("From"), self.tr("Until"))[place])
            field.activated.connect(lambda _: self._hours_changed())
            row.addWidget(field)
            if not place:
                row.addWidget(text_label("–", "muted", wrap=False))
        hours = QWidget()
        hours.setLayout(row)
        words = self.tr("The same time twice means at any hour. A night that was missed need not wait.")
        setting_line(theme, layout, self.tr("Hours"), words, hours)
        self.hide()

    def refresh(self) -> None:
        """Ask for the wishes."""
        self._link.ask(protocol.GetConditions, self._hear)

    def _change(self, **fields: object) -> None:
        self._link.ask(protocol.ChangeWishes, self._hear, **fields)

    def _hours_changed(self) -> None:
        hours = (self._start.currentData(), self._end.currentData())
        self._change(hours=hours)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, ConditionsView):
            self.automatic.setChecked(event.automatic)
            self.manner.setCurrentIndex(max(0, self.manner.findData(event.manner)))
            for field, hour in zip((self._start, self._end), event.hours, strict=True):
                if field.findData(hour % 24) < 0:  # set elsewhere, to the minute
                    field.addItem(clock(hour), hour % 24)
                field.setCurrentIndex(field.findData(hour % 24))
            self.show()
        elif isinstance(event, protocol.TroubleEvent) and self.isVisible():
            self.trouble.emit(event)
            self.refresh()


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
        backup.clicked.connect(lambda: link.ask(protocol.MakeBackup, self._hear))
        words = self.tr("A dated copy beside the database. One is made before each night, too.")
        setting_line(theme, layout, self.tr("Backups"), words, backup)
        code = QPushButton(self.tr("Make a recovery code"))
        code.clicked.connect(lambda: link.ask(protocol.MakeRecoveryCode, self._hear))
        words = self.tr("Opens your data when the keyring has lost the key. An older code is void from then on.")
        setting_line(theme, layout, self.tr("If the key is lost"), words, code)

    def _hear(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
        elif isinstance(event, protocol.BackupMade):
            self.told.emit(self.tr("Backed up: {0} MB, {1} copies are kept.").format(
                f"{event.bytes / 1e6:.1f}", event.kept))  # fmt: skip
        elif isinstance(event, protocol.RecoveryCode):
            CodeDialog(self._theme, event.code, self).open()


class CodeDialog(QDialog):
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
