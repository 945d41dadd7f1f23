"""The list of conversations, and the words that are typed and not yet sent.

Promises: the list is ordered by what was said last, not by clocks; deleting a conversation leaves none of its words in
the index, in quotes or in drafts. Refuses to know the tree of turns.
"""

from __future__ import annotations

import msgspec

from engine.errors import Trouble
from engine.protocol import Conversation, Draft
from engine.store.database import Row
from engine.store.search import Search
from engine.store.shelf import Shelf

# Taking words out of the index one by one costs about 1 ms a turn; from here on it is quicker to mark them and to write
# the whole index anew, which leaves as little behind.
MANY = 500

_CONVERSATION = """
SELECT c.id, c.title, c.created, c.updated, c.pinned, c.temporary, c.system,
  (SELECT count(*) FROM turns t WHERE t.conversation = c.id)
FROM conversations c"""


class Conversations(Shelf):
    """The conversations of one database."""

    def new_conversation(self, title: str = "", temporary: bool = False, system: str = "") -> int:
        """An empty conversation; its id."""
        now = self._now()
        return self._db.insert(
            "INSERT INTO conversations (title, system, created, updated, temporary, newest_turn)"
            " VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM turns))",
            (title, system, now, now, temporary),
        )

    def conversation(self, conversation: int) -> Conversation:
        """One conversation; raises `Trouble` ("no_such_conversation")."""
        row = self._db.one(f"{_CONVERSATION} WHERE c.id = ?", (conversation,))
        if row is None:
            raise Trouble("no_such_conversation", "That conversation does not exist any more.", "Open another one.")
        return _conversation(row)

    def conversations(self, search: str = "", limit: int = 500) -> list[Conversation]:
        """Pinned first, then those with the newest turn; with `search`, those that match, each with its newest hit.

        Temporary conversations are in the list, and are never found by `search`.
        """
        if not search.strip():
            order = "ORDER BY c.pinned DESC, c.newest_turn DESC, c.id DESC LIMIT ?"
            return [_conversation(row) for row in self._db.execute(f"{_CONVERSATION} {order}", (limit,))]
        found = Search(self._db, search)
        pinned = {row[0] for row in self._db.execute("SELECT id FROM conversations WHERE pinned")}
        best = sorted(found.hits(), key=lambda h: (h.conversation in pinned, h.turn, h.conversation), reverse=True)
        return [
            msgspec.structs.replace(self.conversation(hit.conversation), hit=found.snippet(hit), hit_turn=hit.turn)
            for hit in best[:limit]
        ]

    def change_conversation(
        self, conversation: int, *, title: str | None = None, pinned: bool | None = None, system: str | None = None
    ) -> Conversation:
        """Set what is not None; the conversation as it is now."""
        with self._db.transaction():
            self.conversation(conversation)
            self._db.execute(
                "UPDATE conversations SET title = coalesce(?, title), pinned = coalesce(?, pinned),"
                " system = coalesce(?, system), updated = ? WHERE id = ?",
                (title, pinned, system, self._now(), conversation),
            )
            return self.conversation(conversation)

    def delete_conversation(self, conversation: int) -> None:
        """Remove it with its turns, their words in the index and the quotes taken from them; facts stay."""
        with self._db.transaction():
            many = self.conversation(conversation).turns > MANY
            if many:
                self._db.execute("INSERT INTO turns_fts (turns_fts, rank) VALUES ('secure-delete', 0)")
            # Turns first: the index's triggers look up in the conversation whether a turn was ever indexed.
            self._db.execute("DELETE FROM turns WHERE conversation = ?", (conversation,))
            self._db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
            if many:
                self._db.execute("INSERT INTO turns_fts (turns_fts) VALUES ('optimize')")
                self._db.execute("INSERT INTO turns_fts (turns_fts, rank) VALUES ('secure-delete', 1)")

    def delete_temporary(self) -> None:
        """Remove all that are to be gone when the app ends."""
        for (conversation,) in self._db.execute("SELECT id FROM conversations WHERE temporary"):
            self.delete_conversation(conversation)

    def keep_draft(self, conversation: int | None, text: str) -> None:
        """Keep what is typed and not sent (None: in a new conversation); an empty `text` lets go of it."""
        with self._db.transaction():
            if conversation is not None:
                self.conversation(conversation)
            self._db.execute("DELETE FROM drafts WHERE conversation IS ?", (conversation,))
            if text:
                self._db.execute("INSERT INTO drafts (conversation, text) VALUES (?, ?)", (conversation, text))

    def drafts(self) -> list[Draft]:
        """All drafts, the oldest conversation's first."""
        rows = self._db.execute("SELECT conversation, text FROM drafts ORDER BY conversation")
        return [Draft(conversation=row[0], text=row[1]) for row in rows]


def _conversation(row: Row) -> Conversation:
    return Conversation(
        id=row[0],
        title=row[1],
        created=row[2],
        updated=row[3],
        pinned=bool(row[4]),
        temporary=bool(row[5]),
        system=row[6],
        turns=row[7],
    )
