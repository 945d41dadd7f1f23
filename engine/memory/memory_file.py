"""`MEMORY.md` on disk: what the user changed in it goes into the ledger, what the ledger holds goes into it.

Promises: a line of the user's own is never rewritten nor dropped; what was edited while we wrote is merged, not
overwritten; a crash at any instruction leaves the old file or the new one, and the next `sync` finishes what was begun.
Only the user's hand and the ledger change this file; it is never evidence for what others say. Refuses to know where
facts come from.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from engine import files
from engine.errors import Trouble
from engine.memory import archive
from engine.memory.page import (
    Edits,
    MemoryChange,
    Note,
    Written,
    body,
    edits,
    folded,
    learnable,
    loss,
    marked,
    too_many,
    version_of,
)
from engine.memory.page_writer import Page, Shown, merged, write
from engine.memory.voice import third_person
from engine.paths import ARCHIVE
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.nights import Nights

__all__ = ["Draft", "MemoryChange", "MemoryFile"]

LARGEST = 4 << 20  # bytes; a larger file is none that we wrote
VERSIONS = 40  # how far back an old copy, saved late, still finds the version it descends from
TRIES = 5  # how often a merge starts over because the user saved the file meanwhile
BY_HAND = "in the memory file"


@dataclass(frozen=True)
class Draft:
    """A page that is about to become the file: `seen` is what the file held when it was made, None if nothing."""

    text: str
    seen: bytes | None
    row: int


class MemoryFile:
    """The memory file of one data folder."""

    def __init__(self, db: Database, ledger: Ledger, nights: Nights, path: Path) -> None:
        self._db, self._ledger, self._nights, self._path = db, ledger, nights, path
        self._given = ""  # the page that `write_text` descends from, as far as we know

    def text(self) -> str:
        """The file as it stands, "" when there is none; raises `Trouble` ("memory_file_unreadable")."""
        text = _decoded(self._bytes())
        if not self._nights.memory_draft():  # else the draft is edited on, not this
            self._given = text
        return text

    def sync(self, night: int | None = None) -> MemoryChange:
        """Learn the user's edits, then bring the machine's lines up to date. Its own transactions."""
        total = MemoryChange()
        for _ in range(TRIES):
            with self._db.transaction():
                change = self.learn()
                draft = self.draft(night)
            total = total + change
            if draft is None:
                self._archive()
                return total
            if self.put(draft):
                return total + MemoryChange(written=True)
        return total

    def write_text(self, text: str) -> MemoryChange:
        """The user's own new version of the whole file, merged with what was saved in another editor meanwhile.

        An empty one is an accident, and changes nothing. Raises `Trouble`, with the file left as it is.
        """
        change = self.sync()
        if not text.strip():
            return change
        page = merged(self._parent(text), _decoded(self._bytes()), text)
        files.write_atomic(self._path, page.encode())
        self._given = text
        return change + self.sync()

    # --- the parts of a night (inside the caller's transaction, but for `put`) ------------------------------------

    def learn(self) -> MemoryChange:
        """Take the user's edits since the last writing into the ledger; the file stays as it is."""
        raw = self._bytes()
        page = self._standing(raw)
        base = self._base(page)
        seen, back = self._back(base, page) if _decoded(raw).strip() else (base, ())
        found = edits(seen, page, {fact.id for fact in self._ledger.facts("deleted")})
        change, notes = self._take(found)
        change += MemoryChange(confirmed=back)
        mine = tuple(sorted({*seen.theirs, *found.changed}))
        standing = marked(page.split("\n"), seen)
        typed = {fact: (standing[fact][1].rstrip(), self._ledger.get(fact).text) for fact in found.changed}
        present = folded(page.split("\n"))
        kept = {key: fact for key, fact in base.notes.items() if key in present}
        self._save(None, Written(base.version, seen.lines | typed, mine, kept | notes), base, page)
        return change

    def draft(self, night: int | None) -> Draft | None:
        """The page as it should stand, already in the database as pending; None when the file says it all.

        Raises `Trouble` ("memory_file_loss") when a night would take too many lines out of it.
        """
        raw = self._bytes()
        before = self._standing(raw)
        base = self._base(before)
        version = max(base.version, *(each.version for each in self._written()[:1]), 0) + 1
        page = self._page(before, base, version)
        if night is not None and too_many(len(page.lost), page.lines):
            raise loss(len(page.lost), page.lines)
        if _decoded(raw).strip() and body(page.text) == body(before) and version_of(before) == base.version:
            return None
        row = self._nights.save_memory(night, page.text, msgspec.json.encode(page.written), before)
        return Draft(page.text, raw, row)

    def put(self, draft: Draft) -> bool:
        """Make a draft the file; False, with nothing done, when the file has changed since the draft was made."""
        if self._bytes() != draft.seen:
            return False
        self._archive()  # first: what leaves the page already stands there
        if self._bytes() != draft.seen:  # that took its time
            return False
        files.write_atomic(self._path, draft.text.encode())
        self._nights.memory_written(draft.row)
        return True

    # --- within --------------------------------------------------------------------------------------------------

    def _bytes(self) -> bytes | None:
        try:
            if self._path.stat().st_size > LARGEST:
                raise _unreadable("is too large")
            return self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise files.as_trouble(error, self._path) from error

    def _standing(self, raw: bytes | None) -> str:
        """The page to work from. A missing or empty file is an accident: what we wrote last stands in for it."""
        page = _decoded(raw)
        if page.strip():
            return page
        return next((row.text for row in self._nights.memory_versions(1)), "")

    def _written(self) -> list[Written]:
        """Newest first. What an older Dormouse has kept in another form is no base to merge with, and is left out."""
        found: list[Written] = []
        for row in self._nights.memory_versions(VERSIONS):
            with contextlib.suppress(msgspec.ValidationError):
                found.append(msgspec.json.decode(row.lines, type=Written))
        return found

    def _base(self, page: str) -> Written:
        """What `page` was written as: by its hidden version, else the newest; a first page has no base."""
        written = self._written()
        version = version_of(page)
        named = next((each for each in written if each.version == version), None)
        return named or (written[0] if written else Written())

    def _parent(self, text: str) -> str:
        """The page that `text` was made of: the one that we gave away last, else the nearest of the same version."""
        if self._given.strip() and version_of(self._given) == version_of(text):
            return self._given
        pages = [row.text for row in self._nights.memory_versions(VERSIONS)]
        pages = [page for page in pages if version_of(page) == version_of(text)] or pages
        lines = folded(text.split("\n"))
        return min(pages, key=lambda page: len(lines ^ folded(page.split("\n"))), default="")

    def _back(self, base: Written, page: str) -> tuple[Written, tuple[int, ...]]:
        """Facts deleted in the file whose line stands there again, cut and pasted or by an undo, are set as they were.

        `base` with their lines, and their ids. A copy older than the page that lost the line takes nothing back.
        """
        deleted = {fact.id: fact for fact in self._ledger.facts("deleted")}
        standing = marked(page.split("\n"), base)
        found: dict[int, Written] = {}
        for fact in sorted(deleted.keys() & standing):
            last = next((each for each in self._written() if fact in each.lines), None)
            words = any(each.isalnum() for each in standing[fact][1])
            if last is None or base.version < last.version or not words or self._ledger.find_same(deleted[fact].text):
                continue
            was = next((each for each in reversed(self._ledger.history(fact)) if "state" in each.after), None)
            if was is not None and was.why == BY_HAND:
                doubt = was.before.get("uncertain_because", "")
                self._ledger.set_state(fact, "uncertain" if doubt else "active", doubt or BY_HAND)
                found[fact] = last
        lines = base.lines | {fact: last.lines[fact] for fact, last in found.items()}
        theirs = {*base.theirs, *(fact for fact, last in found.items() if fact in last.theirs)}
        return Written(base.version, lines, tuple(sorted(theirs)), base.notes), tuple(found)

    def _save(self, night: int | None, now: Written, base: Written, page: str) -> None:
        if now != base:
            row = self._nights.save_memory(night, page, msgspec.json.encode(now), page)
            self._nights.memory_written(row)

    def _page(self, before: str, base: Written, version: int) -> Page:
        current = self._current()
        old = self._away(current, base)
        current = [each for each in current if each.id not in old]
        return write(
            before,
            base,
            version,
            shown=[Shown(each.id, each.text, each.kind, each.state == "uncertain") for each in current],
            successors={each.id: each.superseded_by or 0 for each in self._ledger.facts("superseded")},
            mine=base.theirs,
            notes=base.notes,
            deleted=[each.id for each in self._ledger.facts("deleted")],
            archived=old,
        )

    def _current(self) -> list[Fact]:
        return [*self._ledger.facts("active"), *self._ledger.facts("uncertain")]

    def _away(self, current: Sequence[Fact], base: Written) -> frozenset[int]:
        """The facts that belong in the archive: never those whose line is a person's own."""
        return archive.away(current, self._ledger.told(), {*base.theirs, *base.notes.values()})

    def _archive(self) -> None:
        """Bring the archive up to date with the ledger; what fails here is done at the next writing."""
        current = self._current()
        old = self._away(current, next(iter(self._written()), Written()))
        archive.write(self._path.with_name(ARCHIVE), [each for each in current if each.id in old])

    def _take(self, found: Edits) -> tuple[MemoryChange, dict[str, int]]:
        edited = [fact for fact, text in found.changed.items() if self._reword(fact, text)]
        confirmed = [fact for fact in found.sure if self._set(fact, "active")]
        deleted = [fact for fact in found.missing if self._set(fact, "deleted")]
        notes = {note.key: self._note(note) for note in found.notes}
        replaced = [note.replaces for note in found.notes if note.replaces and notes[note.key] == note.replaces]
        added = [fact for fact in notes.values() if fact and fact not in replaced]
        change = MemoryChange(tuple(added), (*edited, *replaced), tuple(deleted), tuple(confirmed), len(found.restored))
        return change, notes

    def _reword(self, fact: int, text: str) -> bool:
        old = self._ledger.get(fact)
        new = third_person(text)
        if old.state not in ("active", "uncertain") or not learnable(text) or new == old.text:
            return False
        self._ledger.set_text(fact, new, BY_HAND)
        self._ledger.set_state(fact, "active", BY_HAND)
        return True

    def _set(self, fact: int, state: str) -> bool:
        old = self._ledger.get(fact)
        if old.state not in ("active", "uncertain") or old.state == state:
            return False
        self._ledger.set_state(fact, "active" if state == "active" else "deleted", BY_HAND)
        return True

    def _note(self, note: Note) -> int:
        """The fact that a person's own line stands for; 0 where it is none."""
        if not learnable(note.text):
            return 0
        text = third_person(note.text)
        if note.replaces and self._reword(note.replaces, note.text):
            return note.replaces
        same = self._ledger.find_same(text)
        if same is not None:
            return same.id
        return self._ledger.add(text, kind=note.kind, trust="user_confirmed", confidence=1.0).id


def _decoded(raw: bytes | None) -> str:
    try:
        return (raw or b"").decode()
    except UnicodeDecodeError as error:
        raise _unreadable("is not text in UTF-8") from error


def _unreadable(why: str) -> Trouble:
    return Trouble(
        "memory_file_unreadable",
        f"MEMORY.md {why}.",
        "Save it as UTF-8 text, or move it away: it is then written anew.",
    )
