"""What may be remembered from conversations: the user's own bounds, asked before a fact is written.

Promises: a kind that is switched off, or a word that is never to be remembered, keeps a sentence out of the ledger,
whatever a reader made of it. Refuses to touch what is known already, and what the user adds by hand.
"""

from __future__ import annotations

import msgspec

from engine.memory.mention import Mention
from engine.protocol import ChangeMayRemember, MayRemember
from engine.store.database import Database
from engine.store.settings import Settings

SETTING = "may_remember"
LONGEST = 200  # characters of one word or phrase
MOST = 500  # words and phrases


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """The user's choice, as it is stored."""

    chats: bool = True
    kinds_off: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def refusal(self, kind: str, *texts: str) -> str:
        """Why a fact of `kind` that says `texts` may not be noted; "" where it may."""
        if not self.chats:
            return "you have switched off remembering from chats"
        if kind in self.kinds_off:
            return f"you have switched off the kind “{kind}”"
        names = Mention(self.never)
        return "it names what is never to be remembered" if names and any(map(names, texts)) else ""


def bounds(db: Database) -> Bounds:
    """The choice as it stands."""
    return Settings(db).get(SETTING, Bounds, Bounds())


def change(db: Database, request: ChangeMayRemember) -> Bounds:
    """Change the choice; words are trimmed, and one that stands there already is not added again."""
    fields = {name: getattr(request, name) for name in Bounds.__struct_fields__}
    given = {name: value for name, value in fields.items() if value is not None}
    if "never" in given:
        words = dict.fromkeys(" ".join(word.split())[:LONGEST] for word in given["never"])
        given["never"] = tuple(word for word in words if word)[:MOST]
    new = msgspec.structs.replace(bounds(db), **given)
    Settings(db).set(SETTING, new)
    return new


def view(mine: Bounds) -> MayRemember:
    """The choice as a face shows it."""
    return MayRemember(chats=mine.chats, kinds_off=mine.kinds_off, never=mine.never)
