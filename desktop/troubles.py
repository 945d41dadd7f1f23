"""Which button mends which trouble. A kind that is not here is told without a button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.banner import Banner
from desktop.engine_link import EngineLink
from desktop.engine_words import trouble_words
from desktop.i18n import translate
from engine import protocol

RESTARTABLE = (
    "wrong_key", "key_missing", "not_writable", "not_a_folder", "damaged", "newer_version", "already_running",
    "missing", "io", "model_missing", "model_damaged", "model_unsupported",
)  # fmt: skip


def tell(banner: Banner, link: EngineLink, event: protocol.TroubleEvent) -> None:
    """Tell of `event` in the banner of the place that it concerns; an engine that died is told by the chat page."""
    if event.kind != "engine_died":
        banner.show_trouble("danger", trouble_words(event), *remedy(link, event.kind))


def remedy(link: EngineLink, kind: str) -> tuple[str, Callable[[], None] | None]:
    """The button's label and what it does; ("", None) where only the user can do something."""
    if kind == "asleep":
        return translate("Troubles", "Wake it"), lambda: _wake(link)
    if kind == "disk_full":
        return translate("Troubles", "Open the data folder"), lambda: _open_folder(link)
    if kind in RESTARTABLE:
        return translate("Troubles", "Try again"), lambda: link.restart()
    return "", None


def _wake(link: EngineLink) -> None:
    link.ask(protocol.Stop)


def _open_folder(link: EngineLink) -> None:
    if link.ready is not None and link.ready.data:
        QDesktopServices.openUrl(QUrl.fromLocalFile(link.ready.data))
