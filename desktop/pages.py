"""The pages beside the chat, made when first wanted so that the window opens at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow


class Page(Protocol):
    """What the window asks of a page."""

    def refresh(self) -> None:
        """Ask the engine for what the page shows."""
        ...

    def heard(self, event: protocol.AnyEvent) -> None:
        """An event of the engine that may concern the page."""
        ...


def make_page(name: str, window: MainWindow) -> QWidget:
    """The page `name`: "night", "memory", "models", "settings" or "welcome"."""
    if name == "night":
        from desktop.night_view import NightView

        view = NightView(window.theme, window.link)
        view.fact_wanted.connect(window.commands_of_pages.show_fact)
        for event in window.night_events:
            view.heard(event)
        return view
    if name == "memory":
        from desktop.memory_panel import MemoryPanel

        panel = MemoryPanel(window.theme, window.link, window.library)
        panel.turn_wanted.connect(lambda conversation, turn: window.open_conversation(conversation, turn))
        return panel
    if name == "settings":
        from desktop.settings_page import SettingsPage

        return SettingsPage(window)
    if name == "models":
        from desktop.models_page import ModelsPage

        return ModelsPage(window.theme, window.models)
    if name == "welcome":
        from desktop.welcome import Welcome

        welcome = Welcome(window)
        welcome.done.connect(window.welcomed)
        return welcome
    raise KeyError(name)
