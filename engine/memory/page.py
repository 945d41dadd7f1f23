"""The memory file as text, and what a person changed in it.

A machine's line has a hidden id (`<!-- f12 -->`), the page in a hidden version (`<!-- dormouse 3 -->`) that tells
from which writing an edited copy descends, so that an old copy saved late takes nothing back. Promises: pure; reads any
text; too much missing at once is taken for an accident, not for a wish; a line that still stands anywhere, be it in
code or under another heading, is not missing. Refuses to know how the page is written anew.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from engine.errors import Trouble
from engine.memory import trust
from engine.store.facts import same_key

# Headings in people's reading order, with the kinds of facts that stand under them; the first kind is what a person's
# own new line there becomes.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("About me", ("history",)),
    ("People", ("family",)),
    ("Health", ("health",)),
    ("Pets", ("pets",)),
    ("Work", ("work",)),
    ("Home", ("home", "possession")),
    ("Food", ("food",)),
    ("Hobbies", ("hobby",)),
    ("Plans", ("schedule", "travel")),
    ("Preferences", ("preference",)),
    ("Other", ("other",)),
)
DOUBT = "(is this still so?)"
QUARTER = 0.25  # a larger share of the page is not lost in one go: it looks like an accident
FEW = 4  # lines; of a short page a quarter is next to nothing, so fewer than this may always go

LONGEST = 300  # characters of a line that becomes a fact; longer ones are notes, not sentences

_ID = r"<!--[ \t]*f(\d{1,15})[ \t]*-->"
MARK = re.compile(rf"[ \t]*{_ID}(?:[ \t\r]+$)?(?!.*{_ID})")  # the last of a line whose lines were joined
_MARKS = re.compile(rf"[ \t]*{_ID}[ \t\r]*")
_GOES_ON = re.compile(rf"\.[ \t]*{_ID}[ \t]*(?=[a-z])")  # "I live in Leeds. <!-- f1 --> since 2019"
VERSION = re.compile(r"^<!--[ \t]*dormouse[ \t]+(\d{1,15})[ \t]*-->[ \t\r]*$")
HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#\r]*$")
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")


class Written(msgspec.Struct, frozen=True):
    """What one writing of the page left behind, kept as the base of the next merge.

    `lines`: per fact the line without its mark, and the fact's text that it was made of. `theirs`: facts whose line a
    person has edited. `notes`: the person's own lines (folded) with the fact learned from each, 0 for none.
    """

    version: int = 0
    lines: dict[int, tuple[str, str]] = {}
    theirs: tuple[int, ...] = ()
    notes: dict[str, int] = {}


@dataclass(frozen=True)
class Note:
    """A person's own line under one of the known headings: its words without the bullet, and the kind it suggests."""

    key: str
    text: str
    kind: str
    replaces: int = 0


@dataclass(frozen=True)
class Edits:
    """What a person changed since the page was written. `missing` were deleted; `restored` are too many to believe."""

    changed: dict[int, str] = field(default_factory=dict)
    sure: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    restored: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


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

    def __add__(self, other: MemoryChange) -> MemoryChange:
        """Both, one after the other."""

        def both(left: Sequence[int], right: Sequence[int]) -> tuple[int, ...]:
            return tuple(dict.fromkeys((*left, *right)))

        return MemoryChange(
            both(self.added, other.added),
            both(self.edited, other.edited),
            both(self.deleted, other.deleted),
            both(self.confirmed, other.confirmed),
            max(self.restored, other.restored),
            self.written or other.written,
        )


def too_many(lost: int, lines: int) -> bool:
    """Whether losing `lost` of `lines` in one go looks like an accident."""
    return lost >= FEW and lost > QUARTER * lines


def loss(lost: int, lines: int) -> Trouble:
    """What is said of a night that would lose too many."""
    return Trouble(
        "memory_file_loss",
        f"This night would have taken {lost} of {lines} lines out of MEMORY.md, which looks like a mistake.",
        "Look through MEMORY.md and delete what is outdated, or change what is wrong; then let it sleep again.",
    )


def version_of(page: str) -> int | None:
    """The hidden version that `page` descends from; None where a person removed it."""
    found = [match for line in page.split("\n") if (match := VERSION.match(line))]
    return int(found[-1][1]) if found else None


def body(page: str) -> str:
    """The page without its version line, for "is it the same"."""
    return "\n".join(line for line in page.split("\n") if not VERSION.match(line)).strip()


def changes(before: str, after: str) -> list[str]:
    """The lines that were taken ("- ") and put in ("+ "), without hidden ids: a new id alone is no change."""
    old, new = (
        [MARK.sub("", line) for line in page.split("\n") if not VERSION.match(line)] for page in (before, after)
    )
    found = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [f"{line[0]} {line[1:]}" for line in found if line[0] in "+-" and line[1:].strip()]


# --- reading ----------------------------------------------------------------------------------------------------


def edits(base: Written, page: str, over: Collection[int] = ()) -> Edits:
    """What was changed in `page` since it was written as `base`; that a line of `over` is missing is known already."""
    lines = page.split("\n")
    found = marked(lines, base)
    changed = {
        fact: _words(text)
        for fact, (_, text) in found.items()
        if fact in base.lines and text.rstrip() != base.lines[fact][0] and fact not in _kept(base, fact, text)
    }
    sure = [fact for fact, text in changed.items() if text == _words(base.lines[fact][0]) and text]
    standing = {int(match[1]) for line in lines for match in _MARKS.finditer(line)}
    gone = [fact for fact in base.lines if fact not in standing and fact not in over]
    gone += [fact for fact, text in changed.items() if not text]
    notes, lost = _notes(base, lines, standing)
    gone += lost
    known = [fact for fact in (*base.lines, *base.notes.values()) if fact and fact not in over]
    accident = too_many(len(gone), len(known))
    return Edits(
        changed={fact: text for fact, text in changed.items() if text and fact not in sure},
        sure=tuple(sure),
        missing=() if accident else tuple(gone),
        restored=tuple(gone) if accident else (),
        notes=tuple(notes),
    )


def _kept(base: Written, fact: int, text: str) -> tuple[int, ...]:
    """(fact,) when the line differs from what was written only in spaces."""
    return (fact,) if text.split() == base.lines[fact][0].split() else ()


def marked(lines: Sequence[str], base: Written) -> dict[int, tuple[int, str]]:
    """Per fact the line with its id, as (index, line without the mark): of several the unchanged, else the first."""
    found: dict[int, tuple[int, str]] = {}
    for index, line in enumerate(lines):
        match = MARK.search(line)
        if match:
            fact, text = int(match[1]), unmarked(line)
            if fact not in found or (text == base.lines.get(fact, ("",))[0] != found[fact][1]):
                found[fact] = (index, text)
    return found


def unmarked(line: str) -> str:
    """A line without its mark; what was typed behind the mark goes on the sentence before it."""
    return _MARKS.sub(" ", _GOES_ON.sub(" ", line)).rstrip()


def learnable(text: str) -> bool:
    """Whether a person's line is a sentence that can be remembered: a rule ("* * *") and a question are none."""
    words = any(each.isalnum() for each in same_key(text))
    return (
        words and len(text.split()) >= 2 and len(text) <= LONGEST and text[-1] not in "?:" and not trust.is_secret(text)
    )


def _words(line: str) -> str:
    """The words of a line: no bullet, no doubt."""
    return " ".join(_BULLET.sub("", line, count=1).replace(DOUBT, " ").split())


def fold(line: str) -> str:
    """A line of a person's own as it is known by: single spaces."""
    return " ".join(line.split())


def folded(lines: Iterable[str]) -> set[str]:
    """All lines of a page as they are known by, wherever they stand."""
    return {fold(line) for line in lines}


def _notes(base: Written, lines: list[str], marked: set[int]) -> tuple[list[Note], list[int]]:
    """A person's new lines, and the facts whose line of theirs is gone (an edited line is one new note, `replaces`)."""
    found = list(own_lines(lines))
    present = folded(lines)
    gone = {key: fact for key, fact in base.notes.items() if fact and key not in present}
    notes = []
    for key, text, kind in found:
        if key in base.notes:
            continue
        near = difflib.get_close_matches(key, gone, n=1, cutoff=0.6)
        notes.append(Note(key, text, kind, replaces=gone.pop(near[0]) if near else 0))
    return notes, [fact for fact in gone.values() if fact not in marked]


def level(line: str) -> int:
    """How deep a heading is: 1 is a page's title."""
    return len(line) - len(line.lstrip("#"))


def own_lines(lines: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """(folded line, words, kind) of each line of a person's own under a known heading; code and comments are none.

    What stands under a deeper heading stands under the one above it, too.
    """
    kind, closing, above = "", "", list[tuple[int, str]]()
    for line in lines:
        plain = line.strip()
        if closing:
            closing = "" if closing in plain else closing
        elif plain.startswith(("```", "~~~")):
            closing = plain[:3]
        elif plain.startswith("<!--") and "-->" not in plain:
            closing = "-->"
        elif heading := HEADING.match(line):
            above = [(depth, each) for depth, each in above if depth < level(line)]
            over = above[-1][1] if above else ""
            kind = next((kinds[0] for name, kinds in SECTIONS if name.casefold() == heading[1].casefold()), over)
            above.append((level(line), kind))
        elif kind and plain and not MARK.search(line) and not plain.startswith(("<!--", ">", "|", "---", "http")):
            yield fold(line), _words(line), kind
