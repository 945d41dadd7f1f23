"""Which button mends which trouble. A kind that is not here is told without a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.i18n import translate
from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow

RESTARTABLE = (
    "wrong_key", "key_missing", "not_writable", "not_a_folder", "damaged", "newer_version", "already_running",
    "missing", "io", "model_missing", "model_damaged", "model_unsupported",
)  # fmt: skip


def remedy_label(window: MainWindow, kind: str) -> tuple[str, Callable[[], None] | None]:
    """The button's label and what it does; ("", None) where only the user can do something."""
    if kind == "asleep":
        return translate("Troubles", "Wake it"), lambda: _wake(window)
    if kind == "disk_full":
        return translate("Troubles", "Open the data folder"), lambda: _open_folder(window)
    if kind in RESTARTABLE:
        return translate("Troubles", "Try again"), lambda: window.link.restart()
    return "", None


def _wake(window: MainWindow) -> None:
    window.link.ask(protocol.Stop)


def _open_folder(window: MainWindow) -> None:
    if window.link.ready is not None and window.link.ready.data:
        QDesktopServices.openUrl(QUrl.fromLocalFile(window.link.ready.data))
