"""Thumbs up, down or neither for one answer, shown once the engine has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.engine_link import EngineLink
from engine import protocol

if TYPE_CHECKING:
    from desktop.chat_session import ChatSession


def rate(session: ChatSession, link: EngineLink, turn: int, rating: int, correction: str) -> None:
    """Rate the answer `turn`; a `correction` is what it should have been."""

    def hear(event: protocol.AnyEvent) -> None:
        place = session.turns.place(turn)
        if isinstance(event, protocol.TroubleEvent):
            session.trouble.emit(event)
        elif isinstance(event, protocol.Done) and place >= 0:
            rated = msgspec.structs.replace(session.turns[place], rating=rating, correction=correction)
            session.turns[place] = rated
            session.rated.emit(rated)

    link.ask(protocol.Rate, hear, turn=turn, rating=rating, correction=correction)
