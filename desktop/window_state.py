"""How the window stood when it was last closed: its place and size, the sidebar, the looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer

if TYPE_CHECKING:
    from desktop.window import MainWindow

FIRST = (1120, 760)  # logical pixels of the very first window


def restore(window: MainWindow) -> None:
    """Put everything where it stood."""
    settings = window.settings
    window.resize(*FIRST)
    geometry = settings.value("window/geometry")
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    width = settings.value("window/sidebar", 0, int)
    if isinstance(width, int) and width > 0:
        window.sidebar_width = width
    window.show_sidebar(settings.value("window/sidebar_shown", True, bool) is not False)
    QTimer.singleShot(0, window.chat.composer.text, lambda: window.chat.composer.text.setFocus())


def keep(window: MainWindow) -> None:
    """Write down where everything stands."""
    settings = window.settings
    settings.setValue("window/geometry", window.saveGeometry())
    settings.setValue("window/sidebar", window.sidebar_width)
    settings.setValue("window/sidebar_shown", window.sidebar_shown)
    settings.setValue("look/scheme", window.theme.scheme)
    settings.setValue("look/scale", window.theme.scale)
    settings.sync()
