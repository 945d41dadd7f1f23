"""The ways of memories in and out of their page: added by hand, imported after a look, exported as they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.banner import Banner
from desktop.dialogs import ask_text
from desktop.engine_link import EngineLink
from desktop.engine_words import trouble_words
from desktop.fact_exchange import read_lines, write_facts
from desktop.theme import Theme
from engine import protocol
from engine.protocol import FactView


class FactPorter(QObject):
    """Asks over `page`, tells in its `banner`; `shown` gives the memories that the page shows."""

    def __init__(
        self, page: QWidget, theme: Theme, link: EngineLink, banner: Banner, shown: Callable[[], Sequence[FactView]]
    ) -> None:
        super().__init__(page)
        self._page, self._theme, self._link, self._banner, self._shown = page, theme, link, banner, shown

    def show_menu(self, button: QWidget) -> None:
        """Export and import, below `button`."""
        menu = QMenu(self._page)
        menu.addAction(self.tr("Export what is shown…"), self.export)
        menu.addAction(self.tr("Import lines of text…"), self.choose_import)
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))

    def export(self) -> None:
        """Write what is shown into a file."""
        kinds = "Markdown (*.md);;JSON (*.json)"
        path, _ = QFileDialog.getSaveFileName(self._page, self.tr("Export memories"), "memories.md", kinds)
        if path and write_facts(list(self._shown()), Path(path)):
            self._banner.show_trouble("good", self.tr("Exported to {0}.").format(Path(path).name))
        elif path:
            self._banner.show_trouble("danger", self.tr("{0} could not be written.").format(Path(path).name))

    def choose_import(self) -> None:
        """Read lines from a file that is chosen now."""
        kinds = "Markdown, JSON (*.md *.txt *.json)"
        path, _ = QFileDialog.getOpenFileName(self._page, self.tr("Import memories"), "", kinds)
        if path:
            self.import_lines(read_lines(Path(path)))

    def import_lines(self, lines: Sequence[str]) -> None:
        """Let the user look through the lines, then add each as a memory."""
        known = {fact.text.casefold() for fact in self._shown()}
        new = [line for line in lines if line.casefold() not in known]
        if not new:
            self._banner.show_trouble("note", self.tr("There is nothing new in this file."))
            return
        words = self.tr("Each line becomes a memory. Remove what should not.")
        text = ask_text(self._page, self._theme, self.tr("Import memories"), words, "\n".join(new))
        for line in (text or "").splitlines():
            if line.strip():
                self._add(line.strip())

    def add(self) -> None:
        """Add a memory by hand."""
        words = self.tr("Say it in the third person, as in “The user's dog is called Bramble.”")
        text = ask_text(self._page, self._theme, self.tr("Add a memory"), words, "")
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        self._link.ask(protocol.AddFact, self._trouble, text=text)

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent):
            self._banner.show_trouble("danger", trouble_words(event))
