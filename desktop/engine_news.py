"""What the engine tells of itself, on the chat page: that it starts or loads, what a check has found, its trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine_words import said
from desktop.i18n import translate
from desktop.troubles import tell
from engine import protocol

if TYPE_CHECKING:
    from desktop.window import MainWindow


class EngineNews:
    """The window's banner and hint speak for it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._refusal: protocol.TroubleEvent | None = None  # what the engine said before it had started

    def state(self, state: str) -> None:
        """Starting, loading, or nothing to say; and which model answers."""
        words = {
            "starting": translate("EngineNews", "Starting…"),
            "loading": translate("EngineNews", "Loading the model…"),
        }.get(state, "")
        chat, model = self._window.chat, self._window.link.model
        chat.set_state(words)
        if model is not None:
            chat.show_model(model.name, model.context)
        if state == "dead":
            self._stays_dead()
        elif state == "loading":
            self._refusal = None

    def findings(self, ready: protocol.Ready) -> None:
        """What a check after an unclean end has found, if it has found something."""
        if ready.findings:
            worst = "warning" if any(finding.level == "bad" for finding in ready.findings) else "note"
            words = " ".join(said(finding.sentence) for finding in ready.findings)
            self._window.chat.banner.show_trouble(worst, words)

    def died(self, again: bool) -> None:
        """It ended unasked; `again`: it is being started. A night that was going on is not any more."""
        self._window.night_events.clear()
        banner = self._window.chat.banner
        if again:
            words = translate(
                "EngineNews", "The engine stopped and is starting again. Everything you sent and typed is kept."
            )
            banner.show_trouble("warning", words)
        else:
            self._stays_dead()

    def _stays_dead(self) -> None:
        """Why it does not start, if it has said so; said once, and again on a page that was made anew."""
        banner = self._window.chat.banner
        if not banner.isHidden() and banner.level == "danger":
            return
        if self._refusal is not None:
            tell(banner, self._window.link, self._refusal)
            return
        words = translate("EngineNews", "The engine stopped and does not start. Everything you sent is kept.")
        again_words = translate("EngineNews", "Start again")
        banner.show_trouble("danger", words, again_words, lambda: self._window.link.restart())

    def trouble(self, event: protocol.TroubleEvent) -> None:
        """What went wrong, with the button that mends it."""
        if self._window.link.ready is None and event.kind != "engine_died":
            self._refusal = event
        tell(self._window.chat.banner, self._window.link, event)  # one that died is told by `died`
