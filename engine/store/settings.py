"""The user's wishes, by name: small JSON values inside the encrypted database.

Promises: a value that does not fit what is asked for (written by another version) reads as the default. Refuses to
know what the names mean.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from engine.store.database import Database

T = TypeVar("T")


class Settings:
    """The settings of one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str, kind: type[T], default: T) -> T:
        """The value of `name` as a `kind` (anything msgspec can read), or `default`."""
        row = self._db.one("SELECT value FROM settings WHERE name = ?", (name,))
        try:
            return msgspec.json.decode(row[0], type=kind) if row else default
        except msgspec.DecodeError:
            return default

    def set(self, name: str, value: object) -> None:
        """Write `value` (anything msgspec can write); None removes the name."""
        if value is None:
            self._db.execute("DELETE FROM settings WHERE name = ?", (name,))
            return
        self._db.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            (name, msgspec.json.encode(value).decode()),
        )

    def all(self) -> dict[str, Any]:
        """Every setting as plain JSON values, by name."""
        return {
            name: msgspec.json.decode(value) for name, value in self._db.execute("SELECT name, value FROM settings")
        }
