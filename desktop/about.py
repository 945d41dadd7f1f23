"""The about box: what this is, and whose work it stands on."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.empty_state import centred, picture
from desktop.theme import Theme

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def parts(root: str = "dormouse") -> list[str]:
    """Every installed package that `root` needs, and that those need, in alphabetical order."""
    found: dict[str, str] = {}  # by the one spelling of the index ("more_itertools" is "more-itertools")
    waiting = [root]
    while waiting:
        for needed in needs(waiting.pop()):
            spelled = re.sub(r"[-_.]+", "-", needed).casefold()
            if spelled not in found and version(needed):
                found[spelled] = needed
                waiting.append(needed)
    return sorted(found.values(), key=str.casefold)


def needs(name: str) -> list[str]:
    """What a package says that it needs here, its extras apart."""
    try:
        said = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    wanted = [line for line in said if "extra ==" not in line]
    return [found.group() for line in wanted if (found := NAME.match(line)) is not None]


def version(name: str) -> str:
    """The installed version of a package, "" where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def licence(name: str) -> str:
    """The licence that a package names, in one line."""
    try:
        data = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    said = next((line for key in ("License-Expression", "License") for line in data.get_all(key) or []), "")
    if not said or len(said) > 60:
        classes = [line.split(" :: ")[-1] for line in data.get_all("Classifier") or [] if line.startswith("License")]
        said = ", ".join(classes) or said.split("\n")[0][:60]
    return said


def notices() -> Path | None:
    """The folder of all licence texts and of the list of components, which an installed program carries."""
    inside = getattr(sys, "_MEIPASS", None)
    found = Path(inside) / "notices" if inside else None
    return found if found is not None and found.is_dir() else None


class AboutDialog(QDialog):
    """The box."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Dormouse"))
        self.resize(theme.px(720), theme.px(580))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(24),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(picture(theme, "dormouse", 150))
        layout.addWidget(centred("Dormouse", "title"))
        layout.addWidget(centred(self.tr("A desktop assistant that sleeps."), "muted"))
        words = self.tr("Version {0}, Apache License 2.0")
        layout.addWidget(centred(words.format(version("dormouse") or "0.1"), "small"))
        layout.addSpacing(theme.px(8))
        layout.addWidget(centred(self.tr("It stands on the work of others:"), "small"))
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setTabStopDistance(theme.px(260))
        text.setAccessibleName(self.tr("Licences"))
        lines = [f"{name} {version(name)}\t{licence(name)}" for name in parts()]
        python = f"Python {platform.python_version()}\tPSF-2.0"
        text.setPlainText("\n".join(["SmolLM2-135M-Instruct\tApache-2.0", python, *lines]))
        layout.addWidget(text, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row = QHBoxLayout()
        if (folder := notices()) is not None:
            texts = QPushButton(self.tr("All licence texts"))
            texts.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            row.addWidget(texts)
        row.addStretch(1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        layout.addLayout(row)
        close.setFocus()
