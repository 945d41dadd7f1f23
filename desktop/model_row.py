"""One model of the list: what it is, what it needs, whether it fits, and the one thing to do with it next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.engine_words import said
from desktop.flow import Flow
from desktop.models import Models
from desktop.page_frame import OneLine, Turning, text_label
from desktop.style import mark
from desktop.theme import Theme
from desktop.words import duration_words, number_words, size_words
from engine.protocol import DownloadProgress, ModelOffer


class ModelRow(QFrame):
    """Repaints its progress by itself; made anew when the list changes."""

    def __init__(self, theme: Theme, models: Models, offer: ModelOffer) -> None:
        super().__init__()
        self._theme, self._models, self.offer = theme, models, offer
        px = theme.px
        mark(self, "card")
        self.setAccessibleName(offer.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(20), px(14))
        layout.setSpacing(px(6))
        layout.addWidget(Turning(self._words(), self._buttons(), px(460)))
        self.bar, self.told = QProgressBar(), text_label("", "small")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("Downloaded of {0}").format(offer.name))
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        self.show_progress(models.progress.get(offer.repository))

    # --- words --------------------------------------------------------------------------------------------------

    def _words(self) -> QWidget:
        offer = self.offer
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(3))
        head = QWidget()
        line = Flow(self._theme.px(8), head)
        line.addWidget(OneLine(offer.name, "strong"))
        for words, kind in self._pills():
            line.addWidget(text_label(words, kind, wrap=False))
        layout.addWidget(head)
        layout.addWidget(text_label(" · ".join(self._figures()), "small"))
        if offer.sentence:
            layout.addWidget(text_label(said(offer.sentence), "muted" if offer.fits else "warning"))
        return box

    def _pills(self) -> list[tuple[str, str]]:
        made = []
        if self.offer.state == "in_use":
            made.append((self.tr("In use"), "pill-good"))
        if self.offer.recommended:
            made.append((self.tr("Recommended"), "pill"))
        return made

    def _figures(self) -> list[str]:
        offer = self.offer
        here = offer.state in ("in_use", "installed")
        made = [self.tr("{0} parameters").format(count_words(offer.parameters))] if offer.parameters else []
        size = size_words(offer.disk or offer.size)
        made.append(self.tr("{0} on disk").format(size) if here else self.tr("{0} to download").format(size))
        if offer.memory:
            made.append(self.tr("needs {0} of memory").format(size_words(offer.memory)))
        made.append(offer.licence or self.tr("licence unknown"))
        return made

    # --- what can be done ---------------------------------------------------------------------------------------

    def _buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        row.addStretch(1)
        for label, kind, do in self._choices():
            button = QPushButton(label)
            mark(button, kind)
            button.setAccessibleName(f"{label}: {self.offer.name}")
            button.clicked.connect(lambda _=False, act=do: act())
            button.setEnabled(not self._models.switching)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _choices(self) -> list[tuple[str, str, Callable[[], None]]]:
        offer, models = self.offer, self._models
        state = "downloading" if offer.repository in models.progress else offer.state
        if state == "downloading":
            return [(self.tr("Pause"), "", lambda: models.pause(offer.repository)),
                    (self.tr("Cancel"), "quiet", lambda: models.cancel(offer.repository))]  # fmt: skip
        if state == "paused":
            return [(self.tr("Go on"), "primary", self._download),
                    (self.tr("Cancel"), "quiet", lambda: models.cancel(offer.repository))]  # fmt: skip
        if state == "downloadable":
            words = self.tr("Download") if offer.fits else self.tr("Download anyway")
            return [(words, "primary" if offer.recommended else "", self._download)]
        if state == "installed":
            use = (self.tr("Use"), "primary" if offer.recommended else "", lambda: models.use(offer))
            remove = (self.tr("Remove"), "quiet", lambda: models.remove(offer.repository))
            return [remove, use] if offer.repository else [use]
        return []

    def _download(self) -> None:
        self._models.download(self.offer)

    # --- progress -----------------------------------------------------------------------------------------------

    def show_progress(self, progress: DownloadProgress | None) -> None:
        """How far a download has come; nothing where there is none."""
        done, total = (progress.done, progress.total) if progress else (self.offer.done, self.offer.size)
        shown = progress is not None or self.offer.state == "paused"
        self.bar.setVisible(shown)
        self.told.setVisible(shown)
        self.bar.setValue(round(1000 * done / total) if total else 0)
        words = [self.tr("{0} of {1}").format(size_words(done), size_words(total))]
        if progress is None:
            words.append(self.tr("paused; what has come is kept"))
        elif progress.speed > 0:
            words.append(self.tr("{0}/s").format(size_words(progress.speed)))
            words.append(self.tr("{0} left").format(duration_words((total - done) / progress.speed)))
        self.told.setText(" · ".join(words))


def count_words(parameters: int) -> str:
    """A number of parameters as people say it."""
    billions = parameters >= 1_000_000_000
    return f"{number_words(parameters / 1e9, 1)} B" if billions else f"{number_words(parameters / 1e6)} M"
