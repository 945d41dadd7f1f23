"""Which adapters there are, what they were trained on, and which one is answered from.

Promises: the current adapter is the one published last and not revoked. Refuses to know their files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.errors import Trouble
from engine.store.database import Row
from engine.store.shelf import Shelf, numbers

AdapterKind = Literal["fast", "slow"]


@dataclass(frozen=True)
class AdapterRow:
    """One adapter; `id` is the SHA-256 of its weights, `parents` the facts it was trained on."""

    id: str
    night: int
    folder: str
    model: str
    kind: AdapterKind
    state: Literal["made", "published", "revoked"]
    reason: str
    created: str
    parents: tuple[int, ...]


_PARENTS = "SELECT group_concat(fact ORDER BY fact) FROM adapter_facts WHERE adapter = id"
_ADAPTER = f"SELECT id, night, folder, model, kind, state, reason, created, ({_PARENTS}) FROM adapters"  # noqa: S608


class Adapters(Shelf):
    """The adapters of one database."""

    def add_adapter(
        self, adapter: str, night: int, folder: str, model: str, parents: Sequence[int], kind: AdapterKind = "fast"
    ) -> None:
        """Write down a new adapter; the same weights, built once more, stay as they are known."""
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO adapters (id, night, folder, model, kind, created) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (adapter, night, folder, model, kind, self._now()),
            )
            for fact in sorted(set(parents)):
                self._db.execute(
                    "INSERT INTO adapter_facts (adapter, fact) VALUES (?, ?) ON CONFLICT DO NOTHING", (adapter, fact)
                )

    def adapter(self, adapter: str) -> AdapterRow | None:
        """One adapter by its id."""
        return self._find("WHERE id = ?", adapter)

    def adapters(self) -> list[AdapterRow]:
        """All adapters, oldest first."""
        return [_adapter(row) for row in self._db.execute(f"{_ADAPTER} ORDER BY rowid")]

    def current_adapter(self, model: str, kind: AdapterKind = "fast") -> AdapterRow | None:
        """The adapter of `model` that was published last and not revoked."""
        where = "WHERE model = ? AND kind = ? AND state = 'published' ORDER BY published DESC LIMIT 1"
        return self._find(where, model, kind)

    def taught(self) -> str:
        """The model whose adapter was published last and stands: for its weights the ledger says what has graduated.

        "" when there is none. Another model's older adapter may know less than the ledger thinks.
        """
        row = self._db.one("SELECT model FROM adapters WHERE state = 'published' ORDER BY published DESC LIMIT 1")
        return row[0] if row else ""

    def publish(self, adapter: str) -> None:
        """Answer from `adapter` from now on: the one row that is written after its files."""
        newest = "(SELECT max(published) + 1 FROM adapters)"
        self._set(adapter, f"state = 'published', reason = '', published = {newest}")

    def revoke(self, adapter: str, why: str) -> None:
        """Never answer from `adapter` again, unless it is published anew."""
        self._set(adapter, "state = 'revoked', reason = ?", why)

    def _find(self, where: str, *params: object) -> AdapterRow | None:
        row = self._db.one(f"{_ADAPTER} {where}", params)
        return _adapter(row) if row else None

    def _set(self, adapter: str, assignments: str, *params: object) -> None:
        sql = f"UPDATE adapters SET {assignments} WHERE id = ? RETURNING id"  # noqa: S608  # both callers are above
        if not self._db.execute(sql, (*params, adapter)):
            raise Trouble("no_such_adapter", "That adapter does not exist.", "Let Dormouse sleep once more.")


def _adapter(row: Row) -> AdapterRow:
    return AdapterRow(*(*row[:-1], numbers(row[-1])))
