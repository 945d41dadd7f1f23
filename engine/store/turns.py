"""Conversations and their turns: a tree that only grows, searched by words.

A turn names its parent; versions of one message (an edit, a regenerated answer) are siblings under the same parent.
Promises: saying the same `uid` twice stores it once; ids are never used again; temporary conversations are neither
searched nor slept on. Refuses to know models, trust rules and the window.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.clock import Clock, stamp
from engine.errors import Bug, Trouble
from engine.protocol import Conversation, Trust, Turn, TurnState
from engine.store.database import Database, Row

HIT_OPENS, HIT_CLOSES = "\x02", "\x03"  # around the match in a search snippet (protocol.Conversation.hit)
SNIPPET_WORDS, SNIPPET_CHARACTERS = 12, 30  # of context around a match: about one line of the list

_TURN = """
SELECT t.id, t.conversation, t.parent, t.role, t.text, t.state, t.trust, t.created, t.rating, t.correction,
  t.model, t.adapter, t.tokens, t.tokens_per_second,
  (SELECT group_concat(s.id ORDER BY s.id) FROM turns s
   WHERE s.conversation = t.conversation AND s.parent IS t.parent AND s.role = t.role),
  (SELECT group_concat(f.fact ORDER BY f.fact) FROM turn_facts f WHERE f.turn = t.id)
FROM turns t"""

_PATH = f"""
WITH RECURSIVE up (id, parent) AS (
  SELECT id, parent FROM turns WHERE conversation = ? AND id = ?
  UNION ALL SELECT p.id, p.parent FROM turns p JOIN up ON p.id = up.parent)
{_TURN} JOIN up ON up.id = t.id ORDER BY t.id"""  # noqa: S608  # a parent is always older than its children

_CONVERSATION = """
SELECT c.id, c.title, c.created, c.updated, c.pinned, c.temporary, c.system,
  (SELECT count(*) FROM turns t WHERE t.conversation = c.id)
FROM conversations c"""


class Turns:
    """The conversations of one database."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock

    # --- conversations ------------------------------------------------------------------------------------------

    def new_conversation(self, title: str = "", temporary: bool = False, system: str = "") -> int:
        """An empty conversation; its id."""
        now = stamp(self._clock.now())
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
        """Pinned first, then those with the newest turn; with `search`, those that match, each with its newest hit."""
        if not search.strip():
            order = "ORDER BY c.pinned DESC, c.newest_turn DESC, c.id DESC LIMIT ?"
            return [_conversation(row) for row in self._db.execute(f"{_CONVERSATION} {order}", (limit,))]
        hits = self._hits(search) or self._plain_hits(search)
        pinned = {row[0] for row in self._db.execute("SELECT id FROM conversations WHERE pinned")}
        best = sorted(hits, key=lambda number: (number in pinned, hits[number][0], number), reverse=True)[:limit]
        return [self._with_hit(self.conversation(number), *hits[number], search) for number in best]

    def change_conversation(
        self, conversation: int, *, title: str | None = None, pinned: bool | None = None, system: str | None = None
    ) -> Conversation:
        """Set what is not None; the conversation as it is now."""
        with self._db.transaction():
            old = self.conversation(conversation)
            self._db.execute(
                "UPDATE conversations SET title = ?, pinned = ?, system = ?, updated = ? WHERE id = ?",
                (
                    old.title if title is None else title,
                    old.pinned if pinned is None else pinned,
                    old.system if system is None else system,
                    stamp(self._clock.now()),
                    conversation,
                ),
            )
            return self.conversation(conversation)

    def delete_conversation(self, conversation: int) -> None:
        """Remove it with its turns, their words in the search index and the quotes taken from them; facts stay."""
        with self._db.transaction():
            self.conversation(conversation)
            self._db.execute("DELETE FROM turns WHERE conversation = ?", (conversation,))
            self._db.execute("DELETE FROM conversations WHERE id = ?", (conversation,))

    # --- writing turns ------------------------------------------------------------------------------------------

    def add_user(
        self, conversation: int, parent: int | None, text: str, uid: str = "", trust: Trust = "user_typed"
    ) -> Turn:
        """Store the user's words under `parent` (None: at the root); a known `uid` returns the turn it named."""
        with self._db.transaction():
            known = self.by_uid(uid)
            return known or self.turn(self._add(conversation, parent, "user", text, "whole", trust, uid or None))

    def begin_answer(
        self, conversation: int, parent: int, model: str = "", adapter: str = "", facts: Sequence[int] = ()
    ) -> int:
        """An empty, partial answer under `parent`, with what it is made from; its id."""
        with self._db.transaction():
            turn = self._add(conversation, parent, "assistant", "", "partial", "model", None)
            self._db.execute("UPDATE turns SET model = ?, adapter = ? WHERE id = ?", (model, adapter, turn))
            for fact in sorted(set(facts)):
                self._db.execute("INSERT INTO turn_facts (turn, fact) VALUES (?, ?)", (turn, fact))
        return turn

    def save_answer(
        self, turn: int, text: str, state: TurnState, tokens: int = 0, tokens_per_second: float = 0.0
    ) -> Turn:
        """The answer as far as it has come; raises `Bug` for anything but an answer that was begun and not finished."""
        with self._db.transaction():
            changed = self._db.execute(
                "UPDATE turns SET text = ?, state = ?, tokens = ?, tokens_per_second = ?"
                " WHERE id = ? AND role = 'assistant' AND state = 'partial' RETURNING conversation",
                (text, state, tokens, float(tokens_per_second), turn),
            )
            if not changed:
                raise Bug("only an unfinished answer can be saved")
            return self.turn(turn)

    def interrupted_fix(self) -> int:
        """Mark the partial answers that a crash left behind as interrupted; how many there were."""
        changed = "UPDATE turns SET state = 'interrupted' WHERE state = 'partial' RETURNING id"
        with self._db.transaction():
            return len(self._db.execute(changed))

    def rate(self, turn: int, rating: int, correction: str = "") -> Turn:
        """Thumbs up (1), down (-1) or neither (0) for an answer; raises `Trouble` for anything else."""
        with self._db.transaction():
            if self.turn(turn).role != "assistant" or rating not in (-1, 0, 1):
                raise Trouble("cannot_rate", "Only an answer can be rated, up or down.")
            self._db.execute("UPDATE turns SET rating = ?, correction = ? WHERE id = ?", (rating, correction, turn))
            return self.turn(turn)

    def _add(
        self, conversation: int, parent: int | None, role: str, text: str, state: str, trust: str, uid: str | None
    ) -> int:
        now = stamp(self._clock.now())
        self.conversation(conversation)
        if parent is not None and self.turn(parent).conversation != conversation:
            raise _no_turn()
        turn = self._db.insert(
            "INSERT INTO turns (conversation, parent, role, text, state, trust, created, uid)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (conversation, parent, role, text, state, trust, now, uid),
        )
        self._db.execute(
            "UPDATE conversations SET updated = ?, newest_turn = ? WHERE id = ?", (now, turn, conversation)
        )
        return turn

    # --- reading turns ------------------------------------------------------------------------------------------

    def turn(self, turn: int) -> Turn:
        """One turn; raises `Trouble` ("no_such_turn")."""
        row = self._db.one(f"{_TURN} WHERE t.id = ?", (turn,))
        if row is None:
            raise _no_turn()
        return _turn(row)

    def by_uid(self, uid: str) -> Turn | None:
        """The turn that a face has named so, if it was ever stored."""
        row = self._db.one(f"{_TURN} WHERE t.uid = ?", (uid,)) if uid else None
        return _turn(row) if row else None

    def path(self, conversation: int, leaf: int | None = None) -> list[Turn]:
        """Root to `leaf` (default: the newest leaf), siblings filled; raises `Trouble` ("no_such_turn")."""
        chosen = leaf if leaf is not None else self.newest_leaf(conversation)
        if chosen is None:
            self.conversation(conversation)
            return []
        turns = [_turn(row) for row in self._db.execute(_PATH, (conversation, chosen))]
        if not turns:
            raise _no_turn()
        return turns

    def newest_leaf(self, conversation: int, below: int | None = None) -> int | None:
        """The newest turn, which has no children yet; with `below`, the newest one of that turn's own branch."""
        if below is None:
            row = self._db.one("SELECT max(id) FROM turns WHERE conversation = ?", (conversation,))
        else:
            row = self._db.one(
                "WITH RECURSIVE down (id) AS (SELECT id FROM turns WHERE conversation = ?1 AND id = ?2 UNION ALL"
                " SELECT t.id FROM turns t JOIN down ON t.conversation = ?1 AND t.parent = down.id)"
                " SELECT max(id) FROM down",
                (conversation, below),
            )
        return row[0] if row else None

    def since(self, last_turn: int, until: int | None = None) -> list[Turn]:
        """The finished turns after `last_turn` (up to `until`) in id order, temporary conversations left out."""
        where = (
            "WHERE t.id > ? AND t.id <= ? AND t.role <> 'system' AND t.state <> 'partial'"
            " AND t.conversation NOT IN (SELECT id FROM conversations WHERE temporary) ORDER BY t.id"
        )
        newest = until if until is not None else (1 << 62)
        return [_turn(row) for row in self._db.execute(f"{_TURN} {where}", (last_turn, newest))]

    # --- searching ----------------------------------------------------------------------------------------------

    def _hits(self, search: str) -> dict[int, tuple[int, str]]:
        """Conversation → (its newest matching turn, the query), by the index; titles count as turn 0."""
        query = words_query(search)
        if not query:
            return {}
        titles = self._db.execute("SELECT rowid, 0 FROM titles_fts WHERE titles_fts MATCH ?", (query,))
        turns = self._db.execute(
            "SELECT t.conversation, max(t.id) FROM turns_fts JOIN turns t ON t.id = turns_fts.rowid"
            " WHERE turns_fts MATCH ? GROUP BY t.conversation",
            (query,),
        )
        return {number: (turn, query) for number, turn in titles + turns}

    def _plain_hits(self, search: str) -> dict[int, tuple[int, str]]:
        """The same by looking through the text itself: Chinese, emoji and punctuation have no words in the index."""
        wanted = search.strip()
        titles = self._db.execute("SELECT id, 0 FROM searchable_titles WHERE instr(title, ?)", (wanted,))
        turns = self._db.execute(
            "SELECT t.conversation, max(t.id) FROM searchable_turns s JOIN turns t ON t.id = s.id"
            " WHERE instr(s.text, ?) GROUP BY t.conversation",
            (wanted,),
        )
        return {number: (turn, "") for number, turn in titles + turns}

    def _with_hit(self, conversation: Conversation, turn: int, query: str, search: str) -> Conversation:
        """`conversation` with the snippet of its hit."""
        if query:
            table, row = ("turns_fts", turn) if turn else ("titles_fts", conversation.id)
            found = self._db.one(
                f"SELECT snippet({table}, 0, ?, ?, '…', ?) FROM {table} WHERE {table} MATCH ? AND rowid = ?",  # noqa: S608
                (HIT_OPENS, HIT_CLOSES, SNIPPET_WORDS, query, row),
            )
            hit = str(found[0]) if found else ""
        else:
            hit = _cut(self.turn(turn).text if turn else conversation.title, search.strip())
        return Conversation(
            **{name: getattr(conversation, name) for name in conversation.__struct_fields__} | {"hit": hit}
        )


def words_query(search: str) -> str:
    """`search` as a full-text query: every word must occur, the last one may be unfinished; "" without any word."""
    words = [word.replace('"', '""') for word in re.split(r"[\s\0]+", search) if any(map(str.isalnum, word))]
    return " ".join(f'"{word}"' for word in words) + ("*" if words else "")


def _cut(text: str, wanted: str) -> str:
    """`wanted` with a little of `text` on both sides, marked."""
    at = text.find(wanted)
    start, end = max(0, at - SNIPPET_CHARACTERS), at + len(wanted)
    before, after = text[start:at], text[end : end + SNIPPET_CHARACTERS]
    dots = ("…" if start else "", "…" if end + SNIPPET_CHARACTERS < len(text) else "")
    return f"{dots[0]}{before}{HIT_OPENS}{wanted}{HIT_CLOSES}{after}{dots[1]}"


def _no_turn() -> Trouble:
    return Trouble("no_such_turn", "That message does not exist any more.", "Open the conversation again.")


def _numbers(joined: str | None) -> tuple[int, ...]:
    return tuple(map(int, joined.split(","))) if joined else ()


def _turn(row: Row) -> Turn:
    return Turn(
        id=row[0],
        conversation=row[1],
        parent=row[2],
        role=row[3],
        text=row[4],
        state=row[5],
        trust=row[6],
        created=row[7],
        rating=row[8],
        correction=row[9],
        model=row[10],
        adapter=row[11],
        tokens=row[12],
        tokens_per_second=row[13],
        siblings=_numbers(row[14]),
        facts=_numbers(row[15]),
    )


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
