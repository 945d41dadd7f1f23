"""What was forgotten, so that it is not learned again from the same words: keyed hashes, and no text.

Promises: from a tombstone nobody reads what was forgotten, without the database's own key not even by guessing; what
the user says anew, in a later turn, may be learned again. Refuses to know what is forgotten, and why.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable

from engine.store.database import Database
from engine.store.facts import same_key

KEY_BYTES = 32


class Tombstones:
    """The tombstones of one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def bury(self, facts: Iterable[str], turns: Iterable[int], until: int) -> int:
        """Remember that these sentences and turns were forgotten when `until` was the newest turn; how many are new."""
        hashes = [self._hash("fact", same_key(text)) for text in facts]
        hashes += [self._hash("turn", str(turn)) for turn in turns]
        sql = (
            "INSERT INTO tombstones (hash, until) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET until = max(until, excluded.until) RETURNING 1"
        )
        return sum(len(self._db.execute(sql, (each, until))) for each in sorted(set(hashes)))

    def is_forgotten(self, text: str, turns: Iterable[int]) -> bool:
        """Whether a sentence that was read from `turns` must not be learned.

        True when one of the turns was forgotten, or when this very sentence was and all turns are older than that. A
        sentence without turns is the user's own new word, and is never refused.
        """
        numbers = sorted(set(turns))
        if not numbers or self._key() is None:
            return False
        until = self._until("fact", same_key(text))
        return numbers[-1] <= until or any(self._until("turn", str(turn)) for turn in numbers)

    def copy_to(self, other: Database) -> None:
        """Bring the same tombstones into a backup, under the same key."""
        for table in ("tombstone_keys", "tombstones"):
            other.execute(f"DELETE FROM {table}")  # noqa: S608  # the two names above
            for row in self._db.execute(f"SELECT * FROM {table}"):  # noqa: S608
                other.execute(f"INSERT INTO {table} VALUES (?, ?)", row)  # noqa: S608

    def _until(self, kind: str, what: str) -> int:
        row = self._db.one("SELECT until FROM tombstones WHERE hash = ?", (self._hash(kind, what),))
        return int(row[0]) if row else 0

    def _hash(self, kind: str, what: str) -> bytes:
        return hmac.digest(self._key() or self._new_key(), f"{kind}:{what}".encode(), "sha256")

    def _key(self) -> bytes | None:
        row = self._db.one("SELECT key FROM tombstone_keys")
        return bytes(row[0]) if row else None

    def _new_key(self) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        self._db.execute("INSERT INTO tombstone_keys (id, key) VALUES (1, ?)", (key,))
        return key
