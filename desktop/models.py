"""The models that are here and those that could be: the engine's list, running downloads, and the one that answers.

One for the whole window, so that a download begun in the welcome is seen in the settings. Promises: `changed` after
every change; trouble goes to whoever asked last. Refuses to know any widget.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.engine_link import EngineLink
from engine import protocol
from engine.protocol import DownloadProgress, ModelList, ModelOffer

QUIET_ENDS = ("paused", "cancelled")  # a download that ends so has ended as the user wanted


class Models(QObject):
    """`offers` in the engine's order; those that were found by name come last."""

    changed = Signal()
    progressed = Signal(object)  # a DownloadProgress
    trouble = Signal(object)
    told = Signal(str)  # good news, in a sentence

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self.link = link
        self.offers: list[ModelOffer] = []
        self.known: ModelList | None = None
        self.progress: dict[str, DownloadProgress] = {}
        self.switching = ""  # the name of a model that is being loaded
        self._found: dict[str, ModelOffer] = {}

    def refresh(self) -> None:
        """Ask for the list."""
        self.link.ask(protocol.ListModels, self._hear_list)

    def _hear_list(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, ModelList):
            self.known = event
            listed = {offer.repository for offer in event.models if offer.repository}
            self._found = {name: offer for name, offer in self._found.items() if name not in listed}
            self.offers = [*event.models, *self._found.values()]
            self.changed.emit()
        else:
            self._tell(event)

    def find(self, repository: str) -> None:
        """Ask the hub about any repository by its name."""

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, ModelList):
                self._found |= {offer.repository: offer for offer in event.models}
                self.refresh()
            else:
                self._tell(event)

        self.link.ask(protocol.FindModel, hear, repository=repository.strip())

    # --- downloads ----------------------------------------------------------------------------------------------

    def download(self, offer: ModelOffer) -> None:
        """Fetch a model, or go on with it."""
        repository = offer.repository

        def hear(event: protocol.AnyEvent) -> None:
            if isinstance(event, DownloadProgress):
                self.progress[repository] = event
                self.progressed.emit(event)
                return
            self.progress.pop(repository, None)
            if isinstance(event, protocol.Done):
                self.told.emit(self.tr("{0} is here, every file verified.").format(offer.name))
            elif isinstance(event, protocol.TroubleEvent) and event.kind not in QUIET_ENDS:
                self._tell(event)
            self.refresh()

        begun = DownloadProgress(repository=repository, done=offer.done, total=offer.size, speed=0.0)
        self.progress[repository] = begun
        self.link.ask(protocol.DownloadModel, hear, repository=repository)
        self.changed.emit()

    def pause(self, repository: str) -> None:
        """Stop fetching, and keep what has come."""
        self._ask(protocol.PauseDownload, repository)

    def cancel(self, repository: str) -> None:
        """Stop fetching, and throw away what has come."""
        self._ask(protocol.CancelDownload, repository)

    def remove(self, repository: str) -> None:
        """Delete a model from the disk."""
        self._ask(protocol.RemoveModel, repository)

    def _ask(self, kind: type[protocol.Request], repository: str) -> None:
        self.link.ask(kind, self._hear_done, repository=repository)

    def _hear_done(self, event: protocol.AnyEvent) -> None:
        self._tell(event)
        if protocol.is_last(event):
            self.refresh()

    # --- using --------------------------------------------------------------------------------------------------

    def use(self, offer: ModelOffer) -> None:
        """Answer with another model from now on."""
        fields = {"repository": offer.repository} if offer.repository else {"folder": offer.folder}
        self._use(offer.name, fields)

    def use_folder(self, folder: str) -> None:
        """Answer with the model of a local folder."""
        self._use(folder.rstrip("/").rpartition("/")[2], {"folder": folder})

    def _use(self, name: str, fields: dict[str, str]) -> None:
        self.switching = name
        self.changed.emit()

        def hear(event: protocol.AnyEvent) -> None:
            if protocol.is_last(event):
                self.switching = ""
                self._tell(event)
                self.refresh()

        self.link.ask(protocol.UseModel, hear, **fields)

    def set_token(self, token: str, then: Callable[[], None]) -> None:
        """Keep the access token for gated models; "" removes it."""

        def hear(event: protocol.AnyEvent) -> None:
            self._tell(event)
            if isinstance(event, protocol.Done):
                self.refresh()
                then()

        self.link.ask(protocol.SetHubToken, hear, token=token)

    def _tell(self, event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self.trouble.emit(event)
