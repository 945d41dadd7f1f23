"""Text files on their way into a message: chips above the composer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from desktop import icons
from desktop.composer import MAX_FILE
from desktop.flow import Flow
from desktop.style import mark
from desktop.theme import Theme


def read_text_file(path: Path) -> str | None:
    """The text of a UTF-8 file of at most `MAX_FILE` characters; None for anything else."""
    try:
        if path.stat().st_size > 4 * MAX_FILE:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if len(text) <= MAX_FILE and "\0" not in text else None


class Attachments(QWidget):
    """Hidden while empty. `refused` names a file that is no text, or too long."""

    refused = Signal(str)
    changed = Signal(bool)  # whether there are some

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: list[tuple[str, str, QPushButton]] = []
        self._row = Flow(theme.px(6), self)
        self.hide()

    def choose(self) -> None:
        """Ask for text files to attach."""
        paths, _ = QFileDialog.getOpenFileNames(self.window(), self.tr("Attach text files"))
        self.read(paths)

    def read(self, paths: Sequence[str]) -> None:
        """Attach files."""
        for path in map(Path, paths):
            text = read_text_file(path)
            if text is None:
                self.refused.emit(path.name)
            else:
                self.add(path.name, text)

    def add(self, name: str, text: str) -> None:
        """Attach a file; a click on its chip takes it away again."""
        short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, self._theme.px(260))
        chip = QPushButton(icons.icon(self._theme, "clip", "muted", 13), f"{short}   ✕")
        mark(chip, "chip")
        chip.setToolTip(self.tr("Remove {0}").format(name))
        chip.setAccessibleName(self.tr("Remove {0}").format(name))
        chip.clicked.connect(lambda: self._remove(chip))
        self._files.append((name, text, chip))
        self._row.addWidget(chip)
        self.show()
        self.changed.emit(True)

    @property
    def files(self) -> list[tuple[str, str]]:
        """Names and texts."""
        return [(name, text) for name, text, _ in self._files]

    @property
    def text(self) -> str:
        """All files as one text for the message; "" where there are none."""
        return "\n\n".join(f"[{name}]\n````\n{text.rstrip()}\n````" for name, text, _ in self._files)

    def take(self) -> str:
        """That text, and no files left."""
        text = self.text
        for _, _, chip in list(self._files):
            self._remove(chip)
        return text

    def _remove(self, chip: QPushButton) -> None:
        self._files = [entry for entry in self._files if entry[2] is not chip]
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.setVisible(bool(self._files))
        self.changed.emit(bool(self._files))
