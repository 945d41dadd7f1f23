"""What the user wants of one message on the chat page: another version, another answer, a rating, where it is from.

Promises: an open text box is closed only when its words have been taken. Refuses to know how a message looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.limits import too_long
from desktop.link_dialog import open_link
from engine.protocol import Turn

if TYPE_CHECKING:
    from desktop.chat_page import ChatPage


def fulfil(page: ChatPage, turn: int, action: str, argument: object) -> None:
    """Do `action`, which the view has reported of `turn`."""
    session = page.session
    if action in ("edited", "corrected"):
        _take(page, turn, action, str(argument))
    elif action == "regenerate":
        session.regenerate(turn)
    elif action in ("earlier", "later"):
        session.branch(turn, -1 if action == "earlier" else 1)
    elif action in ("up", "down"):
        _rate(page, turn, 1 if action == "up" else -1)
    elif action == "typing" and not session.temporary:
        session.draft_box.type_beside(session.id, str(argument), _turn(page, turn), page.view.pasted(turn))
    elif action == "link":
        open_link(page, str(argument))
    elif action == "memories":
        page.memories_wanted.emit(turn)
    elif action == "notes":
        page.notes_wanted.emit(turn)


def _take(page: ChatPage, turn: int, action: str, text: str) -> None:
    """The words of a text box; while they cannot be sent, they stay in it."""
    if too_long(text):
        page.refuse_long()
        return
    if action == "edited" and page.session.busy:
        return
    message, pasted = page.view.message(turn), page.view.pasted(turn)
    if message is not None:
        message.close_box()
    if action == "edited":
        page.session.edit(turn, text, pasted)
    else:
        page.session.rate(turn, -1, text)


def _turn(page: ChatPage, number: int) -> Turn | None:
    return next((each for each in page.session.turns if each.id == number), None)


def _rate(page: ChatPage, turn: int, rating: int) -> None:
    old = _turn(page, turn)
    rating = 0 if old is not None and old.rating == rating else rating
    page.session.rate(turn, rating)
    message = page.view.message(turn)
    if rating < 0 and message is not None:
        message.ask_correction()
