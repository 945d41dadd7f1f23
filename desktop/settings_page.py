"""The page of settings. Everything takes effect at once; each line says what it covers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import autostart
from desktop.about import AboutDialog
from desktop.engine_link import EngineLink
from desktop.engine_words import said
from desktop.i18n import LANGUAGES, translate
from desktop.keep_safe import KeepSafe
from desktop.page_frame import PageFrame, card, clear, setting_line, switch, text_label
from desktop.privacy import Privacy
from desktop.remember_settings import RememberSettings
from desktop.reset_dialog import ResetDialog
from desktop.sleep_settings import SleepSettings
from desktop.style import mark
from desktop.theme import SCALES
from desktop.troubles import tell
from desktop.words import number_words, percent_words
from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow

LEVELS = {"ok": "pill-good", "note": "pill-quiet", "mended": "pill-warning", "bad": "pill-danger"}


class SettingsPage(PageFrame):
    """Appearance, desktop, model, data."""

    def __init__(self, window: MainWindow) -> None:
        title, words = self.tr("Settings"), self.tr("Everything here takes effect at once and stays on this machine.")
        super().__init__(window.theme, title, words)
        self._window = window
        self._link: EngineLink = window.link
        self.sleep = SleepSettings(window.theme, window.link)
        self.sleep.trouble.connect(self._trouble)
        self.remember = RememberSettings(window.theme, window.link)
        self.privacy = Privacy(window.theme, window.link)
        for mine in (self.remember, self.privacy):
            mine.trouble.connect(self._trouble)
        for part in (self._model(), self.sleep, self._memory(), self.remember, self.privacy,
                     self._appearance(), self._desk(), self._data(), self._about()):  # fmt: skip
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _memory(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("Memory"), 14)
        show = QPushButton(self.tr("Open Memory"))
        show.clicked.connect(lambda: self._window.show_page("memory"))
        words = self.tr("Everything Dormouse knows about you: read it, change it, forget it.")
        self._line(layout, self.tr("What it remembers"), words, show)
        return frame

    # --- building -----------------------------------------------------------------------------------------------

    def _line(self, layout: QVBoxLayout, title: str, words: str, control: QWidget) -> None:
        setting_line(self.theme, layout, title, words, control)

    def _choice(self, entries: list[tuple[str, str]], chosen: str, do: Callable[[str], object]) -> QComboBox:
        box = QComboBox()
        for key, label in entries:
            box.addItem(label, key)
        box.setCurrentIndex(max(0, [key for key, _ in entries].index(chosen) if chosen in dict(entries) else 0))
        box.currentIndexChanged.connect(lambda _: do(str(box.currentData())))
        box.setMinimumWidth(self.theme.px(168))
        return box

    def _switch(self, on: bool, do: Callable[[bool], object]) -> QCheckBox:
        box = switch(on)
        box.toggled.connect(do)
        return box

    # --- sections -----------------------------------------------------------------------------------------------

    def _appearance(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("Appearance"), 14)
        theme = self.theme
        schemes = [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        self.scheme = self._choice(schemes, theme.scheme, theme.set_scheme)
        self._line(layout, self.tr("Colours"), "", self.scheme)
        sizes = [(str(scale), percent_words(scale)) for scale in SCALES]
        near = min(SCALES, key=lambda scale: abs(scale - theme.scale))
        self.size_box = self._choice(sizes, str(near), lambda value: theme.set_scale(float(value)))
        self._line(
            layout, self.tr("Size"), self.tr("Text and everything around it; also Ctrl and + or −."), self.size_box
        )
        languages = [(key, self.tr("As the system") if not key else name) for key, name in LANGUAGES]
        now = str(self._window.settings.value("look/language", ""))
        self.language = self._choice(languages, now, self._window.set_language)
        words = self.tr("The window's own words; Dormouse answers in the language you write in.")
        self._line(layout, self.tr("Language"), words, self.language)
        return frame

    def _desk(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("On the desktop"), 14)
        settings = self._window.settings
        self.at_login = self._switch(autostart.is_on(), self._set_autostart)
        words = self.tr("So that it is there when the machine is idle and it may sleep.")
        self._line(layout, self.tr("Start at login"), words, self.at_login)
        if self._window.hotkey:
            self._hotkey_line(layout)
        if self._window.has_tray():
            keep = settings.value("desk/close_to_tray", True, bool) is not False
            self.to_tray = self._switch(keep, lambda on: settings.setValue("desk/close_to_tray", on))
            words = self.tr("Closing the window leaves Dormouse in the tray. Quit ends it.")
            self._line(layout, self.tr("Stay in the tray"), words, self.to_tray)
            tell = settings.value("desk/notify", True, bool) is not False
            self.notify = self._switch(tell, lambda on: settings.setValue("desk/notify", on))
            words = self.tr("One notification when a night is over and the window is not in front.")
            self._line(layout, self.tr("Say good morning"), words, self.notify)
        return frame

    def _hotkey_line(self, layout: QVBoxLayout) -> None:
        keep = self._window.settings.value("desk/hotkey", True, bool) is not False
        self.hotkey = self._switch(keep, self._set_hotkey)
        words = self.tr("{0} brings Dormouse to the front from anywhere.").format(self._window.hotkey)
        self._line(layout, self.tr("Global shortcut"), words, self.hotkey)

    def _set_hotkey(self, on: bool) -> None:
        if not self._window.set_hotkey(on):
            self.banner.show_trouble("warning", self.tr("Another program holds this shortcut now."))

    def _set_autostart(self, on: bool) -> None:
        try:
            autostart.set_on(on, self._window.start_command)
        except OSError as error:
            self.banner.show_trouble("danger", self.tr("This could not be changed: {0}").format(error.strerror))

    def _model(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("Model"), 14)
        self._model_words = text_label("", "muted")
        layout.addWidget(self._model_words)
        choose = QPushButton(self.tr("Choose a model…"))
        choose.clicked.connect(lambda: self._window.show_page("models"))
        words = self.tr("Larger ones to download, any other of the hub, or a folder of your own.")
        self._line(layout, self.tr("Use another model"), words, choose)
        return frame

    def _data(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("Your data"), 14)
        self._data_words = text_label("", "muted")
        self._data_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._data_words)
        show = QPushButton(self.tr("Open the folder"))
        show.clicked.connect(self._open_folder)
        self._line(
            layout, self.tr("Data folder"), self.tr("One encrypted database, the memory file, the weights."), show
        )
        check = QPushButton(self.tr("Check now"))
        check.clicked.connect(self.check)
        self._check_button = check
        words = self.tr("Looks for damage, and mends what is safe to mend.")
        self._line(layout, self.tr("Is everything sound?"), words, check)
        safe = self.safe = KeepSafe(self.theme, self._link)
        safe.trouble.connect(self._trouble)
        safe.told.connect(lambda told: self.banner.show_trouble("good", told))
        layout.addWidget(safe)
        reset = QPushButton(self.tr("Forget everything…"))
        mark(reset, "danger")
        reset.clicked.connect(self.reset)
        words = self.tr("Conversations, memories, learned weights, reports and backups. It asks once more.")
        self._line(layout, self.tr("Begin anew"), words, reset)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(self.theme.px(6))
        layout.addLayout(self._findings)
        return frame

    def reset(self) -> ResetDialog:
        """Ask whether everything shall be forgotten."""
        dialog = ResetDialog(self.theme, self._link, self)
        dialog.forgotten.connect(self._begin_anew)
        dialog.open()
        return dialog

    def _begin_anew(self) -> None:
        """An empty chat, and nothing that was known before."""
        window = self._window
        window.session.drafts.clear()
        window.session.new()
        window.night_events.clear()
        window.library.refresh()

    def _about(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("About"), 14)
        about = QPushButton(self.tr("About and licences"))
        about.clicked.connect(lambda: AboutDialog(self.theme, self).open())
        words = self.tr("Nothing you write leaves this machine. There is no account, no telemetry, no port.")
        self._line(layout, "Dormouse", words, about)
        return frame

    # --- the engine speaks --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what is known of the model and the data."""
        for part in (self.sleep, self.remember, self.privacy):
            part.refresh()
        model, ready = self._link.model, self._link.ready
        if model is None:
            self._model_words.setText(self.tr("The model is loading."))
        else:
            words = self.tr("{0}, {1} million parameters, reads {2} tokens at once. {3}")
            learned = self.tr("Wears what it learned.") if model.adapter else self.tr("Has not learned anything yet.")
            million, context = number_words(model.parameters / 1e6), number_words(model.context)
            self._model_words.setText(words.format(model.name, million, context, learned))
        if ready is not None:
            if ready.key_source == "keyring":
                key = self.tr("The key is in the system's keyring.")
            else:
                key = self.tr("The key is in a file beside the database, because no keyring answers.")
            self._data_words.setText(f"{ready.data}\n{key}")

    def heard(self, event: protocol.AnyEvent) -> None:
        """The model has changed."""
        learned = isinstance(event, protocol.Changed) and event.adapter is not None
        if learned or isinstance(event, protocol.ModelReady | protocol.Ready):
            self.refresh()

    def _open_folder(self) -> None:
        if self._link.ready is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._link.ready.data))

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent):
            tell(self.banner, self._link, event)
            self.area.verticalScrollBar().setValue(0)

    def check(self) -> None:
        """Look for damage, and show what was found."""
        self._check_button.setEnabled(False)
        self._link.ask(protocol.Check, self._hear_check)

    def _hear_check(self, event: protocol.AnyEvent) -> None:
        self._check_button.setEnabled(True)
        clear(self._findings)
        self._trouble(event)
        if isinstance(event, protocol.CheckResult):
            for finding in event.findings:
                row = QHBoxLayout()
                row.addWidget(text_label(level_words(finding.level), LEVELS[finding.level], wrap=False))
                row.addWidget(text_label(said(finding.sentence), "muted"), 1)
                self._findings.addLayout(row)


def level_words(level: str) -> str:
    """What a check has come to, in a word."""
    return {
        "ok": translate("Findings", "Sound"),
        "note": translate("Findings", "Note"),
        "mended": translate("Findings", "Mended"),
        "bad": translate("Findings", "Damaged"),
    }[level]
