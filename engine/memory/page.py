"""The memory file as text, and what a person changed in it.

A machine's line ends in a hidden id (`<!-- f12 -->`), the page in a hidden version (`<!-- dormouse 3 -->`) that tells
from which writing an edited copy descends, so that an old copy saved late takes nothing back. Promises: pure; reads any
text; too much missing at once is taken for an accident, not for a wish. Refuses to know how the page is written anew.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

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

MARK = re.compile(r"[ \t]*<!--[ \t]*f(\d{1,15})[ \t]*-->[ \t\r]*$")
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


def too_many(lost: int, lines: int) -> bool:
    """Whether losing `lost` of `lines` in one go looks like an accident."""
    return lost >= FEW and lost > QUARTER * lines


def version_of(page: str) -> int | None:
    """The hidden version that `page` descends from; None where a person removed it."""
    found = [match for line in page.split("\n") if (match := VERSION.match(line))]
    return int(found[-1][1]) if found else None


def changes(before: str, after: str) -> list[str]:
    """The lines that were taken ("- ") and put in ("+ "), without hidden ids: a new id alone is no change."""
    old, new = (
        [MARK.sub("", line) for line in page.split("\n") if not VERSION.match(line)] for page in (before, after)
    )
    found = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [f"{line[0]} {line[1:]}" for line in found if line[0] in "+-" and line[1:].strip()]


# --- reading ----------------------------------------------------------------------------------------------------


def edits(base: Written, page: str) -> Edits:
    """What was changed in `page` since it was written as `base`."""
    lines = page.split("\n")
    found = marked(lines, base)
    changed = {
        fact: _words(text)
        for fact, (_, text) in found.items()
        if fact in base.lines and text.rstrip() != base.lines[fact][0] and fact not in _kept(base, fact, text)
    }
    sure = [fact for fact, text in changed.items() if text == _words(base.lines[fact][0]) and text]
    gone = [fact for fact in base.lines if fact not in found]
    gone += [fact for fact, text in changed.items() if not text]
    notes, lost = _notes(base, lines, set(found))
    gone += lost
    accident = len(gone) >= FEW and len(gone) > QUARTER * (
        len(base.lines) + sum(1 for each in base.notes.values() if each)
    )
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
            fact, text = int(match[1]), line[: match.start()]
            if fact not in found or (text == base.lines.get(fact, ("",))[0] != found[fact][1]):
                found[fact] = (index, text)
    return found


def _words(line: str) -> str:
    """The words of a line: no bullet, no doubt."""
    return " ".join(_BULLET.sub("", line, count=1).replace(DOUBT, " ").split())


def fold(line: str) -> str:
    """A line of a person's own as it is known by: single spaces."""
    return " ".join(line.split())


def _notes(base: Written, lines: list[str], marked: set[int]) -> tuple[list[Note], list[int]]:
    """A person's new lines, and the facts whose line of theirs is gone (an edited line is one new note, `replaces`)."""
    found = list(own_lines(lines))
    present = {key for key, _, _ in found}
    gone = {key: fact for key, fact in base.notes.items() if fact and key not in present}
    notes = []
    for key, text, kind in found:
        if key in base.notes:
            continue
        near = difflib.get_close_matches(key, gone, n=1, cutoff=0.6)
        notes.append(Note(key, text, kind, replaces=gone.pop(near[0]) if near else 0))
    return notes, [fact for fact in gone.values() if fact not in marked]


def own_lines(lines: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """(folded line, words, kind) of each line of a person's own under a known heading; code and comments are none."""
    kind, closing = "", ""
    for line in lines:
        plain = line.strip()
        if closing:
            closing = "" if closing in plain else closing
        elif plain.startswith("```"):
            closing = "```"
        elif plain.startswith("<!--") and "-->" not in plain:
            closing = "-->"
        elif heading := HEADING.match(line):
            kind = next((kinds[0] for name, kinds in SECTIONS if name.casefold() == heading[1].casefold()), "")
        elif kind and plain and not MARK.search(line) and not plain.startswith(("<!--", ">", "|", "---", "http")):
            yield fold(line), _words(line), kind
