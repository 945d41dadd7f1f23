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
from engine.memory import archive, trust
from engine.memory.page import Edits, Note, Written, edits, marked, own_lines, too_many, version_of
from engine.memory.page_writer import Page, Shown, write
from engine.memory.voice import third_person
from engine.paths import ARCHIVE
from engine.store.database import Database
from engine.store.ledger import Fact, Ledger
from engine.store.nights import Nights

LARGEST = 4 << 20  # bytes; a larger file is none that we wrote
VERSIONS = 40  # how far back an old copy, saved late, still finds the version it descends from
LONGEST = 300  # characters of a line that becomes a fact; longer ones are notes, not sentences
TRIES = 5  # how often a merge starts over because the user saved the file meanwhile
BY_HAND = "in the memory file"


@dataclass(frozen=True)
class MemoryChange:
    """What one sync did: facts touched by the user's hand, how many lines were put back, and whether it wrote."""

    added: tuple[int, ...] = ()
    edited: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    restored: int = 0
    written: bool = False

    @property
    def facts(self) -> tuple[int, ...]:
        """All facts touched."""
        return (*self.added, *self.edited, *self.deleted, *self.confirmed)


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

    def text(self) -> str:
        """The file as it stands, "" when there is none; raises `Trouble` ("memory_file_unreadable")."""
        return _decoded(self._bytes())

    def sync(self, night: int | None = None) -> MemoryChange:
        """Learn the user's edits, then bring the machine's lines up to date. Its own transactions."""
        total = MemoryChange()
        for _ in range(TRIES):
            with self._db.transaction():
                change = self.learn()
                draft = self.draft(night)
            total = _joined(total, change)
            if draft is None:
                self._archive()
                return total
            if self.put(draft):
                return _joined(total, MemoryChange(written=True))
        return total

    def write_text(self, text: str) -> MemoryChange:
        """The user's own new version of the whole file, merged as an edit in any editor is."""
        files.write_atomic(self._path, text.encode())
        return self.sync()

    # --- the parts of a night (inside the caller's transaction, but for `put`) ------------------------------------

    def learn(self) -> MemoryChange:
        """Take the user's edits since the last writing into the ledger; the file stays as it is."""
        page = self._standing(self._bytes())
        base = self._base(page)
        found = edits(base, page)
        change, notes = self._take(found)
        mine = tuple(sorted({*base.theirs, *found.changed}))
        standing = marked(page.split("\n"), base)
        typed = {fact: (standing[fact][1].rstrip(), self._ledger.get(fact).text) for fact in found.changed}
        present = {key for key, _, _ in own_lines(page.split("\n"))}
        kept = {key: fact for key, fact in base.notes.items() if key in present}
        self._save(None, Written(base.version, base.lines | typed, mine, kept | notes), base, page)
        return change

    def draft(self, night: int | None) -> Draft | None:
        """The page as it should stand, already in the database as pending; None when the file says it all.

        Raises `Trouble` ("memory_file_loss") when a night would take too many lines out of it.
        """
        raw = self._bytes()
        before = self._standing(raw)
        base = self._base(before)
        latest = self._latest()
        version = max(base.version, latest.version if latest else 0) + 1
        page = self._page(before, base, version)
        if night is not None and too_many(len(page.lost), page.lines):
            raise _loss(len(page.lost), page.lines)
        if _decoded(raw).strip() and _body(page.text) == _body(before) and version_of(before) == base.version:
            return None
        row = self._nights.save_memory(night, page.text, msgspec.json.encode(page.written), before)
        return Draft(page.text, raw, row)

    def put(self, draft: Draft) -> bool:
        """Make a draft the file; False, with nothing done, when the file has changed since the draft was made."""
        if self._bytes() != draft.seen:
            return False
        self._archive()  # first: what leaves the page already stands there
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

    def _latest(self) -> Written | None:
        return next(iter(self._written()), None)

    def _base(self, page: str) -> Written:
        """What `page` was written as: by its hidden version, else the newest; a first page has no base."""
        written = self._written()
        version = version_of(page)
        named = next((each for each in written if each.version == version), None)
        return named or (written[0] if written else Written())

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
        old = self._away(current, self._latest() or Written())
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
        if old.state not in ("active", "uncertain") or not _learnable(text) or new == old.text:
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
        if not _learnable(note.text):
            return 0
        text = third_person(note.text)
        if note.replaces and self._reword(note.replaces, note.text):
            return note.replaces
        same = self._ledger.find_same(text)
        if same is not None:
            return same.id
        return self._ledger.add(text, kind=note.kind, trust="user_confirmed", confidence=1.0).id


def _learnable(text: str) -> bool:
    words = text.split()
    return len(words) >= 2 and len(text) <= LONGEST and text[-1] not in "?:" and not trust.is_secret(text)


def _body(page: str) -> str:
    """The page without its version line, for "is it the same"."""
    return "\n".join(line for line in page.split("\n") if version_of(line) is None).strip()


def _joined(one: MemoryChange, other: MemoryChange) -> MemoryChange:
    def both(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
        return tuple(dict.fromkeys((*left, *right)))

    return MemoryChange(
        both(one.added, other.added),
        both(one.edited, other.edited),
        both(one.deleted, other.deleted),
        both(one.confirmed, other.confirmed),
        max(one.restored, other.restored),
        one.written or other.written,
    )


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


def _loss(lost: int, lines: int) -> Trouble:
    return Trouble(
        "memory_file_loss",
        f"This night would have taken {lost} of {lines} lines out of MEMORY.md, which looks like a mistake.",
        "Look through MEMORY.md and delete what is outdated, or change what is wrong; then let it sleep again.",
    )
