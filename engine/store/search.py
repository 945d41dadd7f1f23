"""Finding conversations by words: the full-text index first, then the plain text.

Promises: nothing that a person types raises; temporary conversations are never found. Refuses to know the order in
which conversations are shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.store.database import Database

OPENS, CLOSES = "\x02", "\x03"  # around the match in a snippet (protocol.Conversation.hit)
SNIPPET_WORDS, SNIPPET_CHARACTERS = 12, 30  # of context around a match: about one line of the list

SHORTEST_BEGINNING = (
    3  # letters; words that begin with two letters stand in nearly every turn, and take seconds to merge
)


@dataclass(frozen=True)
class Hit:
    """`turn` is the newest match in its conversation, 0 when only the title matches."""

    conversation: int
    turn: int


class Search:
    """One search in one database."""

    def __init__(self, db: Database, wanted: str) -> None:
        self._db, self._wanted, self._query = db, wanted.strip(), words_query(wanted)

    def hits(self) -> list[Hit]:
        """One hit for each conversation that matches, in no order."""
        found = self._by_words() if self._query else []
        if not found:
            self._query = ""
            found = self._by_text()
        return list({hit.conversation: hit for hit in found}.values())  # turns come last, and win over titles

    def _by_words(self) -> list[Hit]:
        titles = "SELECT rowid, 0 FROM titles_fts WHERE titles_fts MATCH ?"
        turns = (
            "SELECT t.conversation, max(t.id) FROM turns_fts JOIN turns t ON t.id = turns_fts.rowid"
            " WHERE turns_fts MATCH ? GROUP BY t.conversation"
        )
        return [Hit(*row) for sql in (titles, turns) for row in self._db.execute(sql, (self._query,))]

    def _by_text(self) -> list[Hit]:
        """Chinese, emoji and punctuation are no words to the index, so their text itself is looked through."""
        titles = "SELECT id, 0 FROM searchable_titles WHERE instr(title, ?)"
        turns = (
            "SELECT t.conversation, max(t.id) FROM searchable_turns s JOIN turns t ON t.id = s.id"
            " WHERE instr(s.text, ?) GROUP BY t.conversation"
        )
        return [Hit(*row) for sql in (titles, turns) for row in self._db.execute(sql, (self._wanted,))]

    def snippet(self, hit: Hit) -> str:
        """One line around the match, which stands between `OPENS` and `CLOSES`."""
        table, column, row = ("turns", "text", hit.turn) if hit.turn else ("titles", "title", hit.conversation)
        if not self._query:
            found = self._db.one(f"SELECT {column} FROM searchable_{table} WHERE id = ?", (row,))  # noqa: S608
            return _cut(str(found[0]), self._wanted) if found else ""
        fts = f"{table}_fts"
        found = self._db.one(
            f"SELECT snippet({fts}, 0, ?, ?, '…', ?) FROM {fts} WHERE {fts} MATCH ? AND rowid = ?",  # noqa: S608
            (OPENS, CLOSES, SNIPPET_WORDS, self._query, row),
        )
        return str(found[0]) if found else ""


def words_query(wanted: str) -> str:
    """`wanted` as a full-text query: every word must occur, the last one may be unfinished; "" without any word."""
    words = [word.replace('"', '""') for word in re.split(r"[\s\0]+", wanted) if any(map(str.isalnum, word))]
    unfinished = "*" if words and len(words[-1]) >= SHORTEST_BEGINNING else ""
    return " ".join(f'"{word}"' for word in words) + unfinished


def _cut(text: str, wanted: str) -> str:
    """`wanted` with a little of `text` on both sides, marked."""
    at = text.find(wanted)
    start, end = max(0, at - SNIPPET_CHARACTERS), at + len(wanted)
    before, after = text[start:at], text[end : end + SNIPPET_CHARACTERS]
    dots = ("…" if start else "", "…" if end + SNIPPET_CHARACTERS < len(text) else "")
    return f"{dots[0]}{before}{OPENS}{wanted}{CLOSES}{after}{dots[1]}"
