"""The pieces of work whose every write is made to fail: a turn, a backup, a publication, the memory file, a migration.
Each is prepared, done, and judged by what is left, with the disk well again."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine import files
from engine.call import Call
from engine.clock import SystemClock
from engine.desk import Desk
from engine.errors import Trouble as Trouble
from engine.memory.memory_file import MemoryFile
from engine.model import adapters
from engine.paths import DataFolder
from engine.protocol import Event, Say, SleepStage, TurnSaved
from engine.store.backup import backups, content_hash, make_backup
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.migrations import LATEST
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.crash.writes import Gate, Outcome, fail_everywhere, kill_everywhere
from tests.echo import Echo
from tests.engine.sleep.small import KEY, House, open_house

DAY = "The user lives in Leeds. | The user's dog is called Bramble."
LOG = logging.Logger("works", logging.CRITICAL)


def sound(db: Database) -> str:
    """What is wrong with the database itself."""
    return "; ".join(db.integrity()) or ("a row points nowhere" if db.execute("PRAGMA foreign_key_check") else "")


# --- a turn -----------------------------------------------------------------------------------------------------


def a_desk(folder: Path) -> Desk:
    """An open folder with an echo for a model; its key lies in a file."""
    plain = DataFolder(files.make_folder(folder))
    if not plain.key_file.exists():
        plain.key_file.write_text(KEY.hex())
        plain.key_file.chmod(0o600)
    return Desk.open(plain, Path("echo"), SystemClock(), LOG, lambda _: Echo())  # type: ignore[arg-type,return-value]


def one_turn_before(folder: Path) -> None:
    desk = a_desk(folder)
    _say(desk, "first", [])
    desk.close()


def _say(desk: Desk, text: str, promised: list[int], tell: Callable[[int], None] = lambda _: None) -> None:
    def reply(event: Event) -> None:
        if isinstance(event, TurnSaved):
            promised.append(event.turn.id)
            tell(event.turn.id)

    language: Any = desk.language(lambda _: None)
    conversations = desk.turns.conversations()
    request = Say(id=1, text=text, uid=text, conversation=conversations[0].id if conversations else None)
    desk.chat.say(request, language, Call(reply, lambda: False))


def say_once_more(folder: Path, gate: Gate) -> None:
    desk = a_desk(folder)
    promised: list[int] = []
    gate.open = True
    try:
        _say(desk, "second", promised)
    finally:
        gate.open = False
        (folder / "promised").write_text(" ".join(map(str, promised)))
        desk.db._connection.close(True)  # as the process's end would


def say_and_tell(folder: Path, gate: Gate, pipe: int) -> None:
    desk = a_desk(folder)
    gate.open = True
    _say(desk, "second", [], lambda turn: (os.write(pipe, turn.to_bytes(8, "big")), None)[1])
    gate.open = False
    desk.close()


def turns_are_kept(folder: Path, promised: list[int]) -> str:
    """The promised turns are there, no turn is there twice, and the turn can be said (again)."""
    desk = a_desk(folder)
    try:
        there = {turn.id for turn in desk.turns.path(1)}
        if lost := set(promised) - there:
            return f"promised turns are lost: {sorted(lost)}"
        _say(desk, "second", [])
        said = [turn for turn in desk.turns.path(1) if turn.role == "user"]
        if [turn.text for turn in said] != ["first", "second"]:
            return f"{len(said)} turns of the user's, not 2"
        answers = [turn for turn in desk.turns.path(1) if turn.role == "assistant" and turn.state == "whole"]
        return sound(desk.db) or ("an answer is missing" if len(answers) != 2 else "")
    finally:
        desk.close()


def turn() -> Outcome:
    """Every write of one turn fails."""

    def judge(folder: Path, told: bool) -> str:
        return turns_are_kept(folder, [int(each) for each in (folder / "promised").read_text().split()])

    return fail_everywhere("turn", one_turn_before, say_once_more, judge)


def killed_turn() -> Outcome:
    """kill -9 at every write of one turn."""
    return kill_everywhere("killed turn", one_turn_before, say_and_tell, turns_are_kept)


# --- a backup ---------------------------------------------------------------------------------------------------


def a_house(folder: Path) -> None:
    house = open_house(folder)
    house.say(DAY)
    house.db.close()


def back_up(folder: Path, gate: Gate) -> None:
    house = open_house(folder)
    gate.open = True
    try:
        make_backup(house.db, house.folder, SystemClock().now())
    finally:
        gate.open = False
        house.db._connection.close(True)


def backups_are_whole(folder: Path, told: bool) -> str:
    """A backup is there whole or not at all, and the next one succeeds."""
    house = open_house(folder)
    try:
        make_backup(house.db, house.folder, SystemClock().now())
        wanted = content_hash(house.db)
        for path, _ in backups(house.folder):
            copy = Database.open(path, KEY, readonly=True)
            same = content_hash(copy) == wanted and not copy.integrity()
            copy.close()
            if not same:
                return f"{path.name} is no copy"
        left = [path.name for path in house.folder.backups.iterdir() if path.name.startswith(".")]
        return sound(house.db) or (f"{left} lie about" if left else "")
    finally:
        house.db.close()


def backup() -> Outcome:
    """Every write of a backup fails."""
    return fail_everywhere("backup", a_house, back_up, backups_are_whole)


# --- publishing -------------------------------------------------------------------------------------------------


def evening(folder: Path) -> None:
    """A night that is stopped just before it wakes."""
    house = open_house(folder)
    house.say(DAY)
    seen: list[SleepStage] = []
    end = house.sleep(stop=lambda: any(each.stage == "wake" for each in seen), emit=seen.append)
    assert end.verdict == "stopped"
    house.db.close()


def publish(folder: Path, gate: Gate) -> None:
    house = open_house(folder)
    gate.open = True
    try:
        house.sleep()
    finally:
        gate.open = False
        house.db._connection.close(True)


def published_or_not(folder: Path, told: bool) -> str:
    """What counts as published can be worn; the night's end can still be had."""
    house = open_house(folder)
    try:
        row = house.nights.current_adapter(house.language.model_id)
        if row:
            adapters.load(house.folder.root / row.folder, house.language.model_id)
        lives = {fact.lives for fact in house.ledger.facts()}
        if (row is None) != (lives == {"prompt"}):
            return f"facts live in {lives} with adapter {row and row.id[:8]}"
        return _ends_well(house)
    finally:
        house.db.close()


def _ends_well(house: House) -> str:
    end = house.sleep()
    if not end.adapter:
        return f"the night after it: {end.verdict}, {end.reason}"
    adapters.load(house.folder.adapters / end.adapter, house.language.model_id)
    return sound(house.db)


def publication() -> Outcome:
    """Every write of the last stage of a night fails."""
    return fail_everywhere("publish", evening, publish, published_or_not)


# --- the memory file --------------------------------------------------------------------------------------------


def memory_of_a_night(folder: Path) -> None:
    house = open_house(folder)
    house.say(DAY)
    house.sleep()
    house.ledger.add("The user sings alto.", kind="hobby", trust="user_confirmed", confidence=1.0, evidence=[])
    shutil.copy(house.folder.memory_file, folder / "before.md")
    house.db.close()


def write_memory(folder: Path, gate: Gate) -> None:
    house = open_house(folder)
    gate.open = True
    try:
        MemoryFile(house.db, house.ledger, house.nights, house.folder.memory_file).sync()
    finally:
        gate.open = False
        house.db._connection.close(True)


def memory_is_old_or_new(folder: Path, told: bool) -> str:
    """Never half a file; and the next writing puts it right."""
    now, before = (folder / "MEMORY.md").read_text(), (folder / "before.md").read_text()
    if now != before and "alto" not in now:
        return "the memory file is neither old nor new"
    house = open_house(folder)
    try:
        MemoryFile(house.db, house.ledger, house.nights, house.folder.memory_file).sync()
        text = house.memory()
        missing = [word for word in ("alto", "Leeds", "Bramble") if text.count(word) != 1]
        return sound(house.db) or (f"{missing} not there just once" if missing else "")
    finally:
        house.db.close()


def memory_file() -> Outcome:
    """Every write of the memory file fails."""
    return fail_everywhere("memory file", memory_of_a_night, write_memory, memory_is_old_or_new)


# --- migration --------------------------------------------------------------------------------------------------


def old_schema(folder: Path) -> None:
    from tests.engine.store.test_migrations import SAMPLES

    folder.mkdir(parents=True)
    shutil.copy(SAMPLES[0], folder / "dormouse.db")


def migrate(folder: Path, gate: Gate) -> None:
    from tests.engine.store.conftest import KEY as SAMPLE_KEY

    gate.open = True
    db = None
    try:
        db = Database.open(folder / "dormouse.db", SAMPLE_KEY)
    finally:
        gate.open = False
        if db:
            db._connection.close(True)


def migrated_or_not(folder: Path, told: bool) -> str:
    """The old schema or the new one, with all that was in it."""
    from tests.engine.store.conftest import KEY as SAMPLE_KEY

    db = Database.open(folder / "dormouse.db", SAMPLE_KEY)
    try:
        clock = SystemClock()
        texts = [turn.text for turn in Turns(db, clock).path(1, 3)]
        if texts != ["My sister Priya lives in Lisbon.", "How nice!"] or Nights(db, clock).last_turn() != 1:
            return "something is missing"
        if not Ledger(db, clock).facts("active") or db.execute("PRAGMA user_version") != [(LATEST,)]:
            return "the schema is between two versions"
        return sound(db)
    finally:
        db.close()


def migration() -> Outcome:
    """Every write of a migration from the first release fails."""
    return fail_everywhere("migration", old_schema, migrate, migrated_or_not)


WORKS: tuple[Callable[[], Outcome], ...] = (turn, backup, publication, memory_file, migration)
