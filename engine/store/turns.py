"""The turns of conversations: a tree that only grows.

A turn names its parent; versions of one message (an edit, a regenerated answer) are siblings under the same parent.
Promises: saying the same `uid` twice stores it once; ids are never used again; a finished turn's text never changes;
nights get no turn of a temporary conversation. Refuses to know models, trust rules and the window.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import Bug, Trouble
from engine.protocol import Role, Trust, Turn, TurnState
from engine.store.conversations import Conversations
from engine.store.database import Row
from engine.store.shelf import numbers

_TURN = """
SELECT t.id, t.conversation, t.parent, t.role, t.text, t.state, t.trust, t.created, t.rating, t.correction,
  t.model, t.adapter, t.tokens, t.tokens_per_second,
  (SELECT group_concat(s.id ORDER BY s.id) FROM turns s
   WHERE s.conversation = t.conversation AND s.parent IS t.parent AND s.role = t.role),
  (SELECT group_concat(f.fact ORDER BY f.fact) FROM turn_facts f WHERE f.turn = t.id)
FROM turns t"""

# A parent is always older than its children, so that the order of ids is the order of the path.
_PATH = f"""
WITH RECURSIVE up (id, parent) AS (
  SELECT id, parent FROM turns WHERE conversation = ? AND id = ?
  UNION ALL SELECT p.id, p.parent FROM turns p JOIN up ON p.id = up.parent)
{_TURN} WHERE t.id IN (SELECT id FROM up) ORDER BY t.id"""  # noqa: S608  # our own text

# CROSS JOIN fixes the order of the loops: the planner's own choice took 4 s for 10,000 turns in a row.
_BRANCH = """
WITH RECURSIVE down (id) AS (
  SELECT id FROM turns WHERE conversation = ?1 AND id = ?2
  UNION ALL SELECT t.id FROM down CROSS JOIN turns t ON t.conversation = ?1 AND t.parent = down.id)
SELECT max(id) FROM down"""

_MARKED = f"""{_TURN}
WHERE t.role = 'assistant' AND (t.rating = -1 OR t.correction <> '') AND t.parent IS NOT NULL
  AND t.conversation NOT IN (SELECT id FROM conversations WHERE temporary)
ORDER BY t.id"""  # noqa: S608  # our own text

_MATERIAL = f"""{_TURN}
WHERE t.id > ? AND t.id <= coalesce(?, t.id) AND t.role <> 'system' AND t.state <> 'partial'
  AND t.conversation NOT IN (SELECT id FROM conversations WHERE temporary)
ORDER BY t.id"""  # noqa: S608  # our own text


class Turns(Conversations):
    """The conversations of one database with their turns."""

    # --- writing ------------------------------------------------------------------------------------------------

    def add_user(
        self, conversation: int, parent: int | None, text: str, uid: str = "", trust: Trust = "user_typed"
    ) -> Turn:
        """Store the user's words under `parent` (None: at the root); a known `uid` returns the turn it named.

        Raises `Trouble` ("no_such_conversation", "no_such_turn").
        """
        with self._db.transaction():
            if known := self.by_uid(uid):
                return known
            return self.turn(self._add(conversation, parent, "user", text, "whole", trust, uid))

    def begin_answer(
        self, conversation: int, parent: int, model: str = "", adapter: str = "", facts: Sequence[int] = ()
    ) -> int:
        """An empty, partial answer under `parent`, with what it is made from; its id."""
        with self._db.transaction():
            turn = self._add(conversation, parent, "assistant", "", "partial", "model")
            self._db.execute("UPDATE turns SET model = ?, adapter = ? WHERE id = ?", (model, adapter, turn))
            for fact in sorted(set(facts)):
                self._db.execute("INSERT INTO turn_facts (turn, fact) VALUES (?, ?)", (turn, fact))
        return turn

    def save_answer(
        self, turn: int, text: str, state: TurnState, tokens: int = 0, tokens_per_second: float = 0.0
    ) -> Turn:
        """The answer as far as it has come; raises `Bug` for anything but an answer that is still partial."""
        with self._db.transaction():
            changed = self._db.execute(
                "UPDATE turns SET text = ?, state = ?, tokens = ?, tokens_per_second = ?"
                " WHERE id = ? AND role = 'assistant' AND state = 'partial' RETURNING id",
                (text, state, tokens, float(tokens_per_second), turn),
            )
            if not changed:
                raise Bug("only an unfinished answer can be saved")
            return self.turn(turn)

    def interrupted_fix(self) -> int:
        """Mark the partial answers that a crash left behind as interrupted; how many there were."""
        changed = "UPDATE turns SET state = 'interrupted' WHERE state = 'partial' RETURNING id"
        return len(self._db.execute(changed))

    def rate(self, turn: int, rating: int, correction: str = "") -> Turn:
        """Thumbs up (1), down (-1) or neither (0) for an answer; raises `Trouble` for anything else."""
        with self._db.transaction():
            if self.turn(turn).role != "assistant" or rating not in (-1, 0, 1):
                raise Trouble("cannot_rate", "Only an answer can be rated, up or down.")
            self._db.execute("UPDATE turns SET rating = ?, correction = ? WHERE id = ?", (rating, correction, turn))
            return self.turn(turn)

    def _add(
        self,
        conversation: int,
        parent: int | None,
        role: Role,
        text: str,
        state: TurnState,
        trust: Trust,
        uid: str = "",
    ) -> int:
        now = self._now()
        self.conversation(conversation)
        if parent is not None and self.turn(parent).conversation != conversation:
            raise _no_turn()
        turn = self._db.insert(
            "INSERT INTO turns (conversation, parent, role, text, state, trust, created, uid)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (conversation, parent, role, text, state, trust, now, uid or None),
        )
        self._db.execute(
            "UPDATE conversations SET updated = ?, newest_turn = ? WHERE id = ?", (now, turn, conversation)
        )
        return turn

    # --- reading ------------------------------------------------------------------------------------------------

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

    def path(self, conversation: int, leaf: int | None = None, through: int | None = None) -> list[Turn]:
        """The turns from the root to `leaf`, or through `through` to the newest turn below it, or to the newest of all.

        Siblings are filled. Raises `Trouble` ("no_such_conversation", "no_such_turn").
        """
        chosen = leaf if leaf is not None else self.newest_leaf(conversation, through)
        turns = [_turn(row) for row in self._db.execute(_PATH, (conversation, chosen))]
        if not turns:
            self.conversation(conversation)
            if leaf is not None or through is not None:
                raise _no_turn()
        return turns

    def newest_leaf(self, conversation: int, below: int | None = None) -> int | None:
        """The newest turn, of all or of the branch `below` one; nothing can stand under it yet. None: no turns."""
        if below is None:
            row = self._db.one("SELECT max(id) FROM turns WHERE conversation = ?", (conversation,))
        else:
            row = self._db.one(_BRANCH, (conversation, below))
        return row[0] if row else None

    def unread(self, last_turn: int, most: int = 1000) -> tuple[int, str | None]:
        """How many messages of the user's came after `last_turn` (counted up to `most`; temporary talk apart), and when
        the oldest of them did."""
        count, oldest = self._db.execute(
            "SELECT count(*), min(id) FROM (SELECT t.id FROM turns t JOIN conversations c ON c.id = t.conversation"
            " WHERE t.id > ? AND t.role = 'user' AND NOT c.temporary ORDER BY t.id LIMIT ?)",
            (last_turn, most),
        )[0]
        return count, self.turn(oldest).created if oldest else None

    def marked(self) -> list[tuple[Turn, Turn]]:
        """The answers that the user marked down or corrected, each after its question, oldest first; temporary talk
        apart."""
        found = [_turn(row) for row in self._db.execute(_MARKED)]
        return [(self.turn(answer.parent), answer) for answer in found if answer.parent is not None]

    def since(self, last_turn: int, until: int | None = None) -> list[Turn]:
        """The finished turns after `last_turn` (up to `until`) in id order: a night's raw material."""
        return [_turn(row) for row in self._db.execute(_MATERIAL, (last_turn, until))]


def _no_turn() -> Trouble:
    return Trouble("no_such_turn", "That message does not exist any more.", "Open the conversation again.")


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
        siblings=numbers(row[14]),
        facts=numbers(row[15]),
    )
