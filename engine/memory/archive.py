"""The archive of the memory file: lines that have not been spoken of for long move to a file of their own.

`MEMORY.md` stays a page that a person reads through, however many years pass; nothing is deleted by it: every fact of
the archive is in the ledger, is recalled and learned like any other, and comes back to the page when it is told again.
Promises: lines that a person has written, edited or pinned never move; the same ledger gives the same archive; a file
that a person has edited is put aside, never overwritten. Refuses to know what the page looks like.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from engine import files
from engine.memory.page import SECTIONS
from engine.memory.voice import first_person
from engine.store.facts import Fact

ROOM = 400  # machine's lines on the page: about what somebody reads through in a quarter of an hour
FRESH = 90  # days since a fact was last told in which it does not leave the page while an older one can
OPENING = (
    "# What Dormouse remembers from long ago\n\n"
    "<!-- Dormouse writes this file anew. To change one of these memories, write it into MEMORY.md, or say so. -->\n"
)
# What a person wants to find on the page: who one is, one's people, what could do harm. Plans are over soonest.
_WORTH = {"family": 3.0, "health": 3.0, "history": 2.0, "pets": 1.5, "work": 1.5, "home": 1.5, "preference": 1.0}
_PLANS = {"schedule": -1.0, "travel": -1.0}
_SEAL = re.compile(r"\n<!-- archive ([0-9a-f]{16}) -->\n\Z")
TOLD = 0.5  # worth of each further message in which a fact was told
OFTEN = 4  # messages that count
YEAR = 365.25  # days; a year of silence costs 1


def away(facts: Sequence[Fact], told: Mapping[int, int], keep: Collection[int], room: int = ROOM) -> frozenset[int]:
    """The ids of the facts that belong in the archive.

    `facts` are all that could stand on the page, `told` counts the messages that each was read from, `keep` are facts
    whose line is a person's own. Ages are reckoned from the newest fact, so no clock is asked.
    """
    most = [fact for fact in facts if fact.id not in keep and not fact.pinned and fact.trust != "user_confirmed"]
    over = len(facts) - room
    if over <= 0:
        return frozenset()
    today = max(_day(fact) for fact in facts)
    order = sorted(most, key=lambda fact: (_fresh(fact, today), _worth(fact, told.get(fact.id, 1), today), fact.id))
    return frozenset(fact.id for fact in order[:over])


def page(facts: Sequence[Fact]) -> str:
    """The archive's text, by the headings of the memory file; "" where nothing is in it."""
    if not facts:
        return ""
    kinds = {kind: heading for heading, some in SECTIONS for kind in some}
    lines = [OPENING]
    for heading, _ in SECTIONS:
        here = [fact for fact in facts if kinds.get(fact.kind, "Other") == heading]
        if here:
            lines.append(f"\n## {heading}\n\n")
            lines += [_line(fact) for fact in sorted(here, key=lambda fact: fact.id)]
    body = "".join(lines)
    return f"{body}\n<!-- archive {_seal(body)} -->\n"


def write(path: Path, facts: Sequence[Fact]) -> None:
    """Make `path` the archive of `facts`; a file there that we have not written so is put aside first."""
    text = page(facts)
    standing = _standing(path)
    if standing == text:
        return
    if standing and not _ours(standing):
        path.rename(_aside(path))
    if text:
        files.write_atomic(path, text.encode())
    else:
        path.unlink(missing_ok=True)


def _worth(fact: Fact, told: int, today: date) -> float:
    kind = _WORTH.get(fact.kind, 0.0) + _PLANS.get(fact.kind, 0.0)
    doubt = 1.0 if fact.state == "uncertain" else 0.0
    years = (today - _day(fact)).days / YEAR
    return kind + fact.confidence + TOLD * min(told - 1, OFTEN) - doubt - years


def _fresh(fact: Fact, today: date) -> bool:
    return (today - _day(fact)).days < FRESH


def _day(fact: Fact) -> date:
    return date.fromisoformat((fact.confirmed or fact.created)[:10])


def _line(fact: Fact) -> str:
    text = " ".join(first_person(fact.text).replace("<!--", "< !--").replace("-->", "-- >").split())
    return f"- {text} ({fact.confirmed[:10]}) <!-- f{fact.id} -->\n"


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _ours(text: str) -> bool:
    found = _SEAL.search(text)
    return found is not None and _seal(text[: found.start()]) == found[1]


def _standing(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return "?"  # not ours, whatever it is


def _aside(path: Path) -> Path:
    """A name beside `path` that is free."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.yours-{number}{path.suffix}")).exists():
        number += 1
    return aside
