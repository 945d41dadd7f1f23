"""The list of models, as the page of models and the welcome show it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import translate
from desktop.model_row import ModelRow
from desktop.models import Models
from desktop.page_frame import clear, text_label
from desktop.theme import Theme
from desktop.words import size_words
from engine.protocol import DownloadProgress


class ModelList(QWidget):
    """One row for each offer, at most `most`; the one in use and the recommended one first where there are fewer."""

    def __init__(self, theme: Theme, models: Models, most: int = 100) -> None:
        super().__init__()
        self._theme, self._models, self._most = theme, models, most
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self.rows: list[ModelRow] = []
        models.changed.connect(self.show_offers)
        models.progressed.connect(self._progressed)
        self.show_offers()

    def show_offers(self) -> None:
        """Show what is known."""
        clear(self._layout)
        offers = self._models.offers
        if len(offers) > self._most:
            first = sorted(offers, key=lambda each: (each.state != "in_use", not each.recommended, not each.fits))
            kept = {id(each) for each in first[: self._most]}
            offers = [each for each in offers if id(each) in kept]
        if self._models.switching:
            words = self.tr("Loading {0}…").format(self._models.switching)
            self._layout.addWidget(text_label(words, "muted"))
        self.rows = [ModelRow(self._theme, self._models, offer) for offer in offers]
        for row in self.rows:
            self._layout.addWidget(row)

    def _progressed(self, progress: DownloadProgress) -> None:
        for row in self.rows:
            if row.offer.repository == progress.repository:
                row.show_progress(progress)


def machine_words(models: Models) -> str:
    """This machine, as far as it matters to a model; "" before the engine has said."""
    known = models.known
    if known is None:
        return ""
    words = [known.chip] if known.chip else []
    words.append(translate("ModelList", "{0} of memory").format(size_words(known.memory)))
    words.append(translate("ModelList", "{0} of disk free").format(size_words(known.free_disk)))
    return " · ".join(words)
