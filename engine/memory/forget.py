"""Forgetting, exactly: what a wish means, what it would take, and taking it from every place there is.

Order of events: one transaction writes the plan down and takes the rows; then come files and backups; then the plan's
own words are wiped. A crash anywhere in between is finished by `finish` at the next start. Promises: the receipt counts
by place, and its `left` is a second look, not a hope, into every copy that opens, too; nothing that the user did not
see in the preview is taken from the conversations there are. Refuses to guess at meaning: "about Priya" is what names
Priya.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable

import msgspec

from engine.clock import Clock, stamp
from engine.errors import Trouble
from engine.memory import leftovers
from engine.memory.forget_plan import Plan, make_plan, plan_copy, scrub
from engine.memory.mention import Mention
from engine.paths import DataFolder
from engine.protocol import ForgetPreview, ForgetReceipt, Wish
from engine.store import backup, rewriting
from engine.store.database import Database
from engine.store.erasure import Erasure, left
from engine.store.ledger import Ledger
from engine.store.tombstones import Tombstones

SHOWN = 200  # facts, messages and lines that a preview lists; its counts count all


def preview(db: Database, folder: DataFolder, clock: Clock, wish: Wish) -> ForgetPreview:
    """What forgetting would take, by an erasing that is taken back. Raises `Trouble` for a wish that names nothing."""
    plan = make_plan(db, clock, wish)
    ledger = Ledger(db, clock)
    facts = ledger.views([each.id for each in plan.doomed.facts][:SHOWN])
    turns = [each.id for each in plan.doomed.turns]
    counts: Counter[str] = Counter()
    with contextlib.suppress(_TakenBack), db.transaction():
        counts.update(_erase(db, plan))
        raise _TakenBack
    return ForgetPreview(
        facts=tuple(facts),
        turns=tuple(turns[:SHOWN]),
        snippets=tuple(_snippets(db, turns[:SHOWN])),
        lines=leftovers.lines_of(folder.memory_file, plan)[:SHOWN],
        counts={place: count for place, count in sorted(counts.items()) if count},
        backups=len(backup.backups(folder)),
    )


def forget(db: Database, folder: DataFolder, clock: Clock, wish: Wish) -> ForgetReceipt:
    """Forget what `wish` names, everywhere, and tell what was taken from where.

    Raises `Trouble` with nothing forgotten when the wish names nothing; a disk that fails midway leaves a
    forgetting that the next start finishes.
    """
    with db.transaction():
        plan = make_plan(db, clock, wish)
        counts = _erase(db, plan)
        number = db.insert(
            "INSERT INTO forgettings (plan, counts, state, created) VALUES (?, ?, 'begun', ?)",
            (msgspec.json.encode(plan), msgspec.json.encode(counts), stamp(clock.now())),
        )
    return _complete(db, folder, number, plan, counts)


def finish(db: Database, folder: DataFolder) -> list[ForgetReceipt]:
    """Complete what a crash has cut off; nothing to do is the usual case. Call it before the memory file is read."""
    begun = db.execute("SELECT id, plan, counts FROM forgettings WHERE state = 'begun' ORDER BY id")
    return [
        _complete(db, folder, number, msgspec.json.decode(plan, type=Plan), Counter(msgspec.json.decode(counts)))
        for number, plan, counts in begun
    ]


def _erase(db: Database, plan: Plan) -> Counter[str]:
    erasure = Erasure(db, plan.doomed, scrub(plan))
    erasure.run()
    doomed = plan.doomed
    erasure.counts["tombstones"] = Tombstones(db).bury(plan.texts, (turn.id for turn in doomed.turns), doomed.until)
    return +erasure.counts


def _complete(db: Database, folder: DataFolder, number: int, plan: Plan, counts: Counter[str]) -> ForgetReceipt:
    """Files, then backups, then the plan's own words; each step may have been done before."""
    counts.update(leftovers.clean(db, folder, plan))
    unreadable = _clean_backups(db, folder, plan, counts)
    with db.transaction():
        sql = "UPDATE forgettings SET state = 'done', plan = x'', counts = ? WHERE id = ?"
        db.execute(sql, (msgspec.json.encode(counts), number))
    # Deleted text lingers where pages were rearranged; a rebuilt file has no such corners.
    db.execute("VACUUM")
    db.checkpoint()
    found = left(db, Mention(plan.proof))
    found.update(leftovers.left(folder, plan))
    found.update(_left_in_copies(db, folder, plan, unreadable))
    return ForgetReceipt(
        counts={place: count for place, count in sorted(counts.items()) if count},
        left=sum(found.values()),
        places=tuple(sorted(found)),
        unreadable_backups=tuple(unreadable),
        facts=tuple(each.id for each in plan.doomed.facts),
    )


def _clean_backups(db: Database, folder: DataFolder, plan: Plan, counts: Counter[str]) -> list[str]:
    """Rewrite every copy of the database without it; the names of those that could not be."""
    unreadable = []
    for path in leftovers.copies(folder):
        try:
            changed = rewriting.rewrite(db, path, lambda copy: _erase_copy(db, copy, plan))
        except Trouble as trouble:
            if trouble.kind in ("disk_full", "not_writable"):
                raise
            if plan.drop_unreadable:
                for suffix in ("", *backup.BESIDE):
                    backup.beside(path, suffix).unlink(missing_ok=True)
                counts["backups deleted"] += 1
            else:
                unreadable.append(path.name)
        else:
            counts["backups"] += changed
    return unreadable


def _erase_copy(db: Database, copy: Database, plan: Plan) -> bool:
    """Erase what the plan names, and what its wish names in the copy: a conversation that is gone here stands there."""
    with copy.transaction():
        Tombstones(db).copy_to(copy)
        counts = _erase(copy, plan_copy(copy, db, plan))
        copy.execute("DELETE FROM forgettings")
    copy.execute("VACUUM")
    return any(count for place, count in counts.items() if place != "tombstones")


def _left_in_copies(db: Database, folder: DataFolder, plan: Plan, unreadable: list[str]) -> Counter[str]:
    """Copies that still mention it, by name; one that does not open now is `unreadable`, too."""
    found: Counter[str] = Counter()
    for path in leftovers.copies(folder):
        try:
            copy = db.sibling(path, readonly=True)
            try:
                found[path.name] += sum(left(copy, Mention(plan.proof)).values())
            finally:
                copy.close()
        except Trouble:
            if path.name not in unreadable:
                unreadable.append(path.name)
    return +found


class _TakenBack(Exception):  # no error: the way out of a transaction that must not happen
    """Ends an erasing that was only a question."""


def _snippets(db: Database, turns: Iterable[int]) -> list[str]:
    rows = [db.one("SELECT text FROM turns WHERE id = ?", (turn,)) for turn in turns]
    return [" ".join(str(row[0]).split())[:120] for row in rows if row]
