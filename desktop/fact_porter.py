"""The ways of memories in and out of their page: added by hand, imported after a look, exported as they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.banner import Banner
from desktop.dialogs import ask_text
from desktop.engine_link import EngineLink
from desktop.fact_exchange import read_lines, write_facts
from desktop.fact_model import FactModel
from desktop.fact_undo import FactAddition
from desktop.theme import Theme
from desktop.troubles import tell
from engine import protocol


class FactPorter(QObject):
    """Asks over `page`, tells in its `banner`; `model` holds the memories of the page."""

    def __init__(
        self, page: QWidget, theme: Theme, link: EngineLink, banner: Banner, model: FactModel,
        undo_stack: QUndoStack,
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._undo_stack = undo_stack
        self._page, self._theme, self._link, self._banner, self._model = page, theme, link, banner, model

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
        if path and write_facts(self._model.rows, Path(path)):
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
        new = [line for line in lines if not self._model.knows(line)]
        if not new:
            self._banner.show_trouble("note", self.tr("There is nothing new in this file."))
            return
        words = self.tr("Each line becomes a memory. Remove what should not.")
        text = ask_text(self._page, self._theme, self.tr("Import memories"), words, "\n".join(new))
        if text and text.strip():
            self._undo_stack.beginMacro(self.tr("Import memories"))  # taken back together
            for line in filter(None, map(str.strip, text.splitlines())):
                self._add(line)
            self._undo_stack.endMacro()

    def add(self) -> None:
        """Add a memory by hand."""
        words = self.tr("Say it in the third person, as in “The user's dog is called Bramble.”")
        text = ask_text(self._page, self._theme, self.tr("Add a memory"), words, "")
        if text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._model.knows(text):  # only confirmed by this: taking that back must not delete it
            self._link.ask(protocol.AddFact, self._trouble, text=text)
            return
        self._undo_stack.push(FactAddition(self.tr("Add a memory"), self._link, text, self._trouble))

    def _trouble(self, event: object) -> None:
        if isinstance(event, protocol.TroubleEvent):
            tell(self._banner, self._link, event)
