"""The memory file written anew: the machine's lines brought up to date, a person's own lines left as they are.

Promises: pure; every line without a hidden id stands in the new page as it stood, in the same order; a machine's line
that a person has edited is theirs from then on, and is only followed by newer news, never replaced. Refuses to know
where the page is kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.memory.page import (
    DOUBT,
    HEADING,
    MARK,
    SECTIONS,
    VERSION,
    Written,
    fold,
    level,
    marked,
    unmarked,
)
from engine.memory.voice import first_person

OPENING = (
    "# What Dormouse remembers",
    "",
    "<!-- This file is yours. Change a line, delete it, or add your own under a heading: Dormouse learns it at the",
    "next sleep. Lines that end in a hidden number are written by Dormouse; all others stay as you write them. -->",
)
_ORDER = [heading for heading, _ in SECTIONS]
_OF_KIND = {kind: heading for heading, kinds in SECTIONS for kind in kinds}


@dataclass(frozen=True)
class Shown:
    """One fact as it is to be shown: `text` in the ledger's third person."""

    fact: int
    text: str
    kind: str
    doubtful: bool = False


@dataclass(frozen=True)
class Page:
    """The new text, what it is made of, and how many machine's lines left it without a successor."""

    text: str
    written: Written
    lost: tuple[int, ...]
    lines: int


def write(
    page: str,
    base: Written,
    version: int,
    shown: Iterable[Shown],
    successors: Mapping[int, int],
    mine: Iterable[int],
    notes: Mapping[str, int],
    deleted: Iterable[int],
    archived: Iterable[int] = (),
) -> Page:
    """`page` with the machine's lines brought up to date.

    `shown`: the facts to show. `successors`: for facts that are over, the fact that took their place. `mine`: facts
    whose line a person has edited. `notes`: a person's own lines and the facts learned from them. `deleted`: facts that
    the user took out by hand, whose line may go even where a person has edited it. `archived`: facts that stand in the
    archive instead. An empty page is begun afresh.
    """
    desk = _Writing(base, {each.fact: each for each in shown}, dict(successors), set(mine), dict(notes), set(deleted))
    desk.archived = set(archived)
    lines = desk.walk(page.split("\n") if page.strip() else list(OPENING))
    fresh: dict[str, list[str]] = {}
    for each in sorted(desk.pending(), key=lambda one: one.fact):
        fresh.setdefault(_OF_KIND.get(each.kind, "Other"), []).append(desk.line(each))
    for heading, some in fresh.items():
        _insert(lines, heading, some)
    lines = _without_empty_sections([line for line in lines if not VERSION.match(line)])
    while lines and not lines[-1].strip():
        lines.pop()
    lines += ["", f"<!-- dormouse {version} -->", ""]
    written = Written(version, desk.lines, tuple(sorted(desk.theirs)), dict(notes))
    return Page("\n".join(lines), written, tuple(desk.lost), desk.seen)


class _Writing:
    """The state of one walk through the page."""

    def __init__(
        self,
        base: Written,
        shown: dict[int, Shown],
        successors: dict[int, int],
        mine: set[int],
        notes: dict[str, int],
        deleted: set[int],
    ) -> None:
        self.base, self.shown, self.successors = base, shown, successors
        self.mine, self.notes, self.deleted = mine, notes, deleted
        self.lines: dict[int, tuple[str, str]] = {}
        self.theirs: set[int] = set()
        self.done = {fact for fact in notes.values() if fact}  # a person's own line says it already
        self.lost: list[int] = []
        self.archived: set[int] = set()
        self.seen = 0

    def walk(self, lines: list[str]) -> list[str]:
        """Every line of the old page, kept, renewed, replaced or dropped."""
        standing = marked(lines, self.base)
        new: list[str] = []
        for index, line in enumerate(lines):
            mark = MARK.search(line)
            fact = int(mark[1]) if mark else 0
            if mark and standing[fact][0] == index and fact in self.base.lines:
                new += self._marked_line(fact, line, unmarked(line))
            else:
                new.append(line)
                fact = self.notes.get(fold(line), 0)
            if fact and fact not in self.shown:
                new += self._successor(fact, set(standing))
        return new

    def _marked_line(self, fact: int, line: str, text: str) -> list[str]:
        self.seen += 1
        current = self.shown.get(fact)
        said = self.base.lines.get(fact, ("", ""))[1]
        if fact in self.mine and (current is None or current.text == said):
            return self._theirs(fact, line, text, current)
        if current is None:
            if fact not in self.deleted | self.archived and self._heir(fact) is None:
                self.lost.append(fact)
            return []
        self.done.add(fact)
        return [self.line(current)]

    def _theirs(self, fact: int, line: str, text: str, current: Shown | None) -> list[str]:
        if fact in self.deleted:
            return []
        self.done.add(fact)
        self.theirs.add(fact)
        self.lines[fact] = (text, current.text if current else "")
        return [line]

    def _heir(self, fact: int) -> Shown | None:
        seen: set[int] = set()
        while fact in self.successors and fact not in seen:
            seen.add(fact)
            fact = self.successors[fact]
        return self.shown.get(fact)

    def _successor(self, fact: int, standing: set[int]) -> list[str]:
        heir = self._heir(fact)
        if heir is None or heir.fact in self.done or heir.fact in standing:
            return []
        self.done.add(heir.fact)
        return [self.line(heir)]

    def pending(self) -> list[Shown]:
        """The facts that no line says yet."""
        return [each for fact, each in self.shown.items() if fact not in self.done]

    def line(self, shown: Shown) -> str:
        """The machine's line for a fact, noted down as written."""
        self.done.add(shown.fact)
        text = f"- {_plain(first_person(shown.text))}{f' {DOUBT}' if shown.doubtful else ''}"
        self.lines[shown.fact] = (text, shown.text)
        return f"{text} <!-- f{shown.fact} -->"


def _plain(text: str) -> str:
    """`text` on one line that opens no comment, so that a fact cannot forge a mark."""
    return " ".join(text.replace("<!--", "< !--").replace("-->", "-- >").split())


def _insert(lines: list[str], heading: str, fresh: list[str]) -> None:
    """Put new lines at the end of their section; a missing section is opened at its place in the reading order."""
    places = _sections(lines)
    if heading in places:
        end = places[heading][1]
        while end > places[heading][0] + 1 and not lines[end - 1].strip():
            end -= 1
        lines[end:end] = fresh if end > places[heading][0] + 1 else ["", *fresh]
        return
    later = [places[name][0] for name in _ORDER[_ORDER.index(heading) + 1 :] if name in places]
    versions = [index for index, each in enumerate(lines) if VERSION.match(each)]
    start = min(later) if later else (versions[-1] if versions else len(lines))
    gap = [""] if start and lines[start - 1].strip() else []
    lines[start:start] = [*gap, f"## {heading}", "", *fresh, ""]


def _sections(lines: list[str]) -> dict[str, tuple[int, int]]:
    """Known headings with (index of the heading, index after their last line); the first of each name counts."""
    heads = [(index, match[1]) for index, line in enumerate(lines) if (match := HEADING.match(line))]
    found: dict[str, tuple[int, int]] = {}
    for place, (index, name) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        end = next((at for at in range(index, end) if VERSION.match(lines[at])), end)
        known = next((each for each in _ORDER if each.casefold() == name.casefold()), "")
        if known:
            found.setdefault(known, (index, end))
    return found


def _without_empty_sections(lines: list[str]) -> list[str]:
    """Known headings under which nothing stands, not even a deeper heading, are left out."""
    for start, end in sorted(_sections(lines).values(), reverse=True):
        deeper = end < len(lines) and level(lines[end]) > level(lines[start])
        if not deeper and not any(line.strip() for line in lines[start + 1 : end]):
            del lines[start:end]
    return lines


# --- two people at one page ------------------------------------------------------------------------------------------


def merged(base: str, theirs: str, mine: str) -> str:
    """`mine` with what `theirs` has changed since `base`, from which both descend; line by line, for each is a memory.

    What is new in either stands, but of a machine's line that both have edited mine; what either has taken out is gone.
    """
    old, other, own = (page.split("\n") for page in (base, theirs, mine))
    there, here = _places(old, other), _places(old, own)
    gone = {place for index, place in here.items() if index not in there}  # in mine, and taken out in theirs
    fresh = {fold(own[place]) for place in set(range(len(own))) - set(here.values())}
    words = {fold(line) for line in old}
    edited = {match[1] for line in own if fold(line) not in words and (match := MARK.search(line))}
    found: list[str] = []
    m = t = 0
    for index in range(len(old) + 1):
        to = here.get(index, len(own) if index == len(old) else m)
        until = there.get(index, len(other) if index == len(old) else t)
        found += own[m:to]
        found += [line for line in other[t:until] if fold(line) not in fresh and not _among(line, edited)]
        if index in here and to not in gone:
            found.append(own[to])
        m, t = to + (index in here), until + (index in there)
    return "\n".join(found)


def _among(line: str, marks: set[str]) -> bool:
    mark = MARK.search(line)
    return mark is not None and mark[1] in marks


def _places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Where the lines of `old` stand in `new`."""
    match = difflib.SequenceMatcher(None, [fold(line) for line in old], [fold(line) for line in new], autojunk=False)
    return {one + step: two + step for one, two, size in match.get_matching_blocks() for step in range(size)}
