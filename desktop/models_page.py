"""The page of models: those that are here, those that could be, any other by its name or folder."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QInputDialog, QLineEdit, QPushButton, QWidget

from desktop.model_list import ModelList, machine_words
from desktop.models import Models
from desktop.page_frame import PageFrame, card, setting_line, text_label
from desktop.theme import Theme
from desktop.troubles import tell
from engine import protocol


class ModelsPage(PageFrame):
    """Shows what `Models` knows; what was learned stays with the model that learned it."""

    def __init__(self, theme: Theme, models: Models) -> None:
        words = self.tr("The model is Dormouse's voice. Only a download that you ask for touches the network.")
        super().__init__(theme, self.tr("Models"), words)
        self._models = models
        self.machine = text_label("", "muted")
        self.column.addWidget(self.machine)
        self.list = ModelList(theme, models)
        self.column.addWidget(self.list)
        self.column.addWidget(self._others())
        words = self.tr("What was learned belongs to the model that learned it. Another one begins with the memories "
                        "in its prompt and learns them in its own nights; going back finds all as it was.")  # fmt: skip
        self.column.addWidget(text_label(words, "small"))
        self.column.addStretch(1)
        models.changed.connect(self._show)
        models.trouble.connect(self._trouble)
        models.told.connect(self._told)
        self._show()

    def _others(self) -> QWidget:
        frame, layout = card(self.theme, self.tr("Another model"), 14)
        self.name = QLineEdit()
        self.name.setPlaceholderText("owner/name")
        self.name.setMinimumWidth(self.theme.px(180))
        self.look = QPushButton(self.tr("Look up"))
        self.look.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.look.setEnabled("/" in text.strip("/ ")))
        self.name.returnPressed.connect(self._find)
        self.look.clicked.connect(self._find)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addWidget(self.look)
        words = self.tr("Any MLX model of the hub. Its true size is shown before anything is fetched.")
        setting_line(self.theme, layout, self.tr("By its name"), words, held)
        self.name.setAccessibleName(self.tr("Repository of a model"))
        folder = QPushButton(self.tr("Choose a folder…"))
        folder.clicked.connect(self._choose_folder)
        words = self.tr("An MLX model that lies on this machine already; it is read, never changed.")
        setting_line(self.theme, layout, self.tr("From a folder"), words, folder)
        self.token = QPushButton(self.tr("Set…"))
        self.token.clicked.connect(self._ask_token)
        words = self.tr("Some models ask for an account. The token is kept in the system's keyring.")
        setting_line(self.theme, layout, self.tr("Access token"), words, self.token)
        return frame

    # --- doing --------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        if self.look.isEnabled():
            self._models.find(self.name.text())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a model folder"))
        if folder:
            self._models.use_folder(folder)

    def _ask_token(self) -> None:
        known = self._models.known is not None and self._models.known.token
        words = self.tr("The token from your page on the hub. Empty removes the one that is kept.")
        hidden = QLineEdit.EchoMode.Password
        token, given = QInputDialog.getText(self, self.tr("Access token"), words, hidden)
        if given and (token or known):
            told = self.tr("The token is kept.") if token else self.tr("The token is removed.")
            self._models.set_token(token, lambda: self.banner.show_trouble("good", told))

    # --- showing ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the list."""
        self._models.refresh()

    def heard(self, event: protocol.AnyEvent) -> None:
        """Another model answers now."""
        if isinstance(event, protocol.ModelReady) and self.isVisible():
            self.refresh()

    def _show(self) -> None:
        words = machine_words(self._models)
        self.machine.setText(self.tr("This machine: {0}").format(words) if words else "")
        self.machine.setVisible(bool(words))
        known = self._models.known
        self.token.setText(self.tr("Change…") if known is not None and known.token else self.tr("Set…"))

    def _told(self, words: str) -> None:
        self.banner.show_trouble("good", words)

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent) and self.isVisible():
            tell(self.banner, self._models.link, event)
            self.area.verticalScrollBar().setValue(0)
