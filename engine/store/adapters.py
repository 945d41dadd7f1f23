"""Which adapters there are, what they were trained on, and which one is answered from.

What is worn is the slow adapter published last and not revoked, and upon it the fast one published last that was
trained upon just that slow one (or, without a slow one, upon the bare model). Promises: a fast adapter is never worn on
anything else than what it stands on. Refuses to know their files.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine.errors import Trouble
from engine.store.database import Row
from engine.store.shelf import Shelf, id_list, numbers

AdapterKind = Literal["fast", "slow"]
FORGOTTEN, DELETED = "it knew something that was forgotten", "it knew a fact that was deleted"
TO_REBUILD = (FORGOTTEN, DELETED)  # why a slow adapter went that is to be built anew without what it should not know


@dataclass(frozen=True)
class AdapterRow:
    """One adapter; `id` is the SHA-256 of its weights, `parents` the facts it was trained on, `beneath` the slow
    adapter that a fast one stands on ("": the bare model), `known` those of its parents that it knew in its exam."""

    id: str
    night: int
    folder: str
    model: str
    kind: AdapterKind
    state: Literal["made", "published", "revoked"]
    reason: str
    created: str
    beneath: str
    parents: tuple[int, ...]
    known: tuple[int, ...]


_PARENTS = "SELECT group_concat(fact ORDER BY fact) FROM adapter_facts WHERE adapter = id"
_COLUMNS = f"id, night, folder, model, kind, state, reason, created, beneath, ({_PARENTS}), ({_PARENTS} AND known = 1)"
_ADAPTER = f"SELECT {_COLUMNS} FROM adapters"  # noqa: S608


class Adapters(Shelf):
    """The adapters of one database."""

    def add_adapter(
        self,
        adapter: str,
        night: int,
        folder: str,
        model: str,
        parents: Sequence[int],
        kind: AdapterKind = "fast",
        beneath: str = "",
    ) -> None:
        """Write down a new adapter; the same weights, built once more, are this night's from now on."""
        with self._db.transaction():
            self._db.execute(
                "INSERT INTO adapters (id, night, folder, model, kind, created, beneath) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET night = excluded.night",
                (adapter, night, folder, model, kind, self._now(), beneath),
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

    def worn(self, model: str, but: Collection[str] = ()) -> tuple[AdapterRow, ...]:
        """What `model` answers with, the topmost first: fast on slow, one of them, or nothing; as if there were none of
        `but`."""
        newest = "state = 'published' AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY published DESC LIMIT 1"
        left_out = json.dumps([*but])
        slow = self._find(f"WHERE model = ? AND kind = 'slow' AND {newest}", model, left_out)
        beneath = slow.id if slow else ""
        fast = self._find(f"WHERE model = ? AND kind = 'fast' AND beneath = ? AND {newest}", model, beneath, left_out)
        return tuple(row for row in (fast, slow) if row is not None)

    def current_adapter(self, model: str) -> AdapterRow | None:
        """The topmost adapter that `model` answers with."""
        return next(iter(self.worn(model)), None)

    def lost_slow(self, model: str, but: int = 0) -> AdapterRow | None:
        """The slow adapter that was taken out of use because something in it is to be forgotten, if no slow one and no
        deep night (other than `but`) has come since: what is left of its facts, if anything, makes it anew."""
        slow = self._find("WHERE model = ? AND kind = 'slow' ORDER BY rowid DESC LIMIT 1", model)
        if slow is None or slow.state != "revoked" or slow.reason not in TO_REBUILD:
            return None
        left = "SELECT 1 FROM adapter_facts a JOIN facts f ON f.id = a.fact WHERE adapter = ? AND f.state <> 'deleted'"
        if not self._db.one(left, (slow.id,)):
            return None
        since = self._db.one("SELECT 1 FROM nights WHERE depth = 'deep' AND id > ? AND id <> ?", (slow.night, but))
        return None if since else slow

    def taught(self) -> str:
        """The model whose adapter was published last and stands: for its weights the ledger says what has graduated.

        "" when there is none. Another model's older adapter may know less than the ledger thinks.
        """
        row = self._db.one("SELECT model FROM adapters WHERE state = 'published' ORDER BY published DESC LIMIT 1")
        return row[0] if row else ""

    def by_heart(self) -> set[tuple[int, AdapterKind]]:
        """What is answered from the weights, for the model that was `taught`: facts, and the kind of the adapter that
        is worn and knew them in its exam."""
        return {(fact, row.kind) for row in self.worn(self.taught()) for fact in row.known}

    def publish(self, adapter: str, known: Collection[int] | None = None) -> None:
        """Answer from `adapter` from now on: the one row that is written after its files. It knows `known` of its facts
        (None: all of them)."""
        if known is not None:
            self._db.execute(
                "UPDATE adapter_facts SET known = fact IN (SELECT value FROM json_each(?)) WHERE adapter = ?",
                (id_list(known), adapter),
            )
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


def folders(rows: Sequence[AdapterRow], root: Path) -> tuple[Path | None, ...]:
    """The folders of what is worn, as `Language.use_adapter` takes them."""
    return tuple(root / row.folder for row in rows) or (None,)


def _adapter(row: Row) -> AdapterRow:
    return AdapterRow(*(*row[:-2], numbers(row[-2]), numbers(row[-1])))
