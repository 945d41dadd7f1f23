"""The archive: the page stays short as years pass, nothing is lost, and a person's own lines stay where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from engine.memory import archive
from engine.memory.memory_file import MemoryFile
from engine.memory.recall import recall
from engine.store.database import Database
from engine.store.ledger import Evidence, Fact, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.memory.conftest import StillClock

PLACES = ("Leeds", "Hull", "Bath", "Oslo", "Lima", "Kyiv", "Bonn", "Graz", "Faro", "Cork", "Nice", "York")
KINDS = ("family", "travel", "possession", "work", "hobby", "other")


class Calendar(StillClock):
    """A clock that a test moves on."""

    days = 0

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)

    local = now


@dataclass
class World:
    """A ledger and its page over years."""

    clock: Calendar
    ledger: Ledger
    nights: Nights
    path: Path
    file: MemoryFile
    turns: Turns
    conversation: int

    def fact(self, text: str, kind: str) -> Fact:
        turn = self.turns.add_user(self.conversation, None, text, "", "user_typed")
        told = (Evidence(turn.id, 0, len(text), text),)
        return self.ledger.add(text, kind=kind, trust="user_typed", confidence=0.9, evidence=told)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    clock, db = Calendar(), Database.open(tmp_path / "memory.db", b"k" * 32)
    ledger, nights, path = Ledger(db, clock), Nights(db, clock), tmp_path / "MEMORY.md"
    turns = Turns(db, clock)
    yield World(clock, ledger, nights, path, MemoryFile(db, ledger, nights, path), turns, turns.new_conversation())
    db.close()


def lines(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"<!-- f(\d+) -->", text)]


@pytest.fixture(autouse=True)
def small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.away, "__defaults__", (40,))


def months_pass(world: World, months: int) -> list[int]:
    """One night a month, three facts each; once a year one that a person has written."""
    found = []
    for month in range(months):
        for number in range(3):
            place = f"{PLACES[month % 12]}-{month // 12}{number}"
            fact = world.fact(f"The user's friend Nr{month}x{number} moved to {place}.", KINDS[(month + number) % 6])
            found.append(fact.id)
        world.clock.days += 30
        if month % 12 == 5:
            text = world.path.read_text(encoding="utf-8") if world.path.exists() else ""
            world.path.write_text(f"{text}\n## About me\n\n- I was happy in year {month // 12}.\n", encoding="utf-8")
        world.file.sync()
    return found


def test_ten_years_of_nights_leave_a_page_one_can_read(world: World) -> None:
    otters = world.fact("The user once kept otters in a bathtub.", "other").id
    found = [otters, *months_pass(world, 120)]
    page = world.file.text()
    kept = world.path.with_name("MEMORY.archive.md").read_text(encoding="utf-8")
    assert len(lines(page)) <= 40
    assert sorted([*lines(page), *lines(kept)]) == found  # nothing lost, nothing twice
    assert [f"- I was happy in year {year}." in page for year in range(10)] == [True] * 10
    assert len(world.ledger.facts("active")) == len(found) + 10
    assert otters in lines(kept)
    assert [fact.id for fact in recall(world.ledger, "Where did I keep otters?")] == [otters]


def test_what_is_told_again_comes_back(world: World) -> None:
    otters = world.fact("The user once kept otters in a bathtub.", "other").id
    months_pass(world, 36)
    assert otters not in lines(world.file.text())
    world.ledger.confirm(otters)
    world.file.sync()
    assert otters in lines(world.file.text())


def test_what_matters_stays_longer(world: World) -> None:
    peanuts = world.fact("The user is allergic to peanuts.", "health")
    trip = world.fact("The user is going to Faro in May 2026.", "travel")
    months_pass(world, 24)
    page = lines(world.file.text())
    assert peanuts.id in page
    assert trip.id not in page


def test_pinned_and_edited_lines_never_move(world: World) -> None:
    pinned = world.fact("The user once met a lynx.", "other")
    edited = world.fact("The user likes tea.", "food")
    world.ledger.set_pinned(pinned.id, True)
    world.file.sync()
    text = world.path.read_text(encoding="utf-8")
    world.path.write_text(text.replace("I like tea.", "I like strong tea."), encoding="utf-8")
    world.file.sync()
    months_pass(world, 36)
    page = world.file.text()
    assert {pinned.id, edited.id} <= set(lines(page))
    assert "- I like strong tea." in page


def test_an_archive_that_a_person_has_edited_is_put_aside(world: World) -> None:
    months_pass(world, 36)
    path = world.path.with_name("MEMORY.archive.md")
    path.write_text(path.read_text(encoding="utf-8") + "\nmy own words\n", encoding="utf-8")
    world.fact("The user bought a kayak.", "possession")
    world.file.sync()
    aside = world.path.with_name("MEMORY.archive.yours-1.md")
    assert "my own words" in aside.read_text(encoding="utf-8")
    assert "my own words" not in path.read_text(encoding="utf-8")


def test_the_same_ledger_gives_the_same_archive(world: World) -> None:
    months_pass(world, 30)
    facts = world.ledger.facts("active")
    assert archive.away(facts, {}, (), 20) == archive.away(facts[::-1], {}, (), 20)
    assert archive.away(facts, {}, (), len(facts)) == frozenset()


def test_control_without_an_archive_the_page_grows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.away, "__defaults__", (10**9,))
    found = months_pass(world, 24)
    assert len(lines(world.file.text())) == len(found)
