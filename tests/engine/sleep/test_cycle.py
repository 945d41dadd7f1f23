"""Whole nights with a small crew: order, stops, kills, failures, and nights with nothing to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.protocol import Report, SleepStage
from engine.sleep import evening
from engine.sleep.context import STAGES
from engine.sleep.journal import Journal
from engine.store.database import Database
from tests.engine.sleep.small import STEPS, House, die_at, open_house

DAY = "The user lives in Leeds. | The user's dog is called Bramble."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = open_house(tmp_path / "data")
    yield made
    made.db.close()


def report(house: House, night: int | None = None) -> Report:
    raw = house.nights.report(night)
    assert raw is not None
    return msgspec.json.decode(raw, type=Report)


def test_a_night_teaches_and_tells(house: House) -> None:
    house.say(DAY)
    end = house.sleep()
    assert end.verdict == "published" and len(end.adapter) == 64 and house.language.adapter_id == end.adapter
    assert [fact.lives for fact in house.ledger.facts()] == ["fast", "fast"]
    assert "I live in Leeds." in house.memory()
    assert list(dict.fromkeys(each.stage for each in house.stages)) == list(STAGES)
    told = report(house)
    assert told.verdict == "published" and len(told.learned) == 2 and not told.noted
    assert [stage.stage for stage in told.stages] == list(STAGES)
    assert [(each.right_before, each.right_after) for each in told.exams] == [(False, True)] * 2
    assert "says nothing" in told.text and "Bramble" in told.text
    assert [row.state for row in house.nights.dreams(end.night)].count("dropped") == 2
    assert not list(house.folder.work.iterdir()) and len(list(house.folder.adapters.iterdir())) == 1


def test_same_facts_same_adapter_whatever_came_before(tmp_path: Path) -> None:
    one, other = open_house(tmp_path / "one"), open_house(tmp_path / "other")
    one.say(DAY)
    other.say("The user drives a Skoda.")
    other.say("hello")
    first = other.sleep()
    other.say("The user drives no car, really | The user's dog is called Bramble.")
    for fact in other.ledger.facts():
        other.ledger.set_state(fact.id, "deleted", "forgotten")
    other.sleep()
    for fact in other.ledger.facts():
        if "car" in fact.text:
            other.ledger.set_state(fact.id, "deleted", "forgotten")
    other.say("The user lives in Leeds.")
    assert one.sleep().adapter == other.sleep().adapter != first.adapter
    assert open_house(tmp_path / "one").sleep(seed=1).verdict == "nothing_to_do"


def test_another_seed_is_another_adapter(tmp_path: Path) -> None:
    ends = []
    for seed in (0, 1):
        house = open_house(tmp_path / str(seed))
        house.say(DAY)
        ends.append(house.sleep(seed=seed).adapter)
    assert ends[0] != ends[1]


def test_nothing_to_do_is_a_result(house: House) -> None:
    end = house.sleep()
    assert end.verdict == "nothing_to_do" and "nothing new was said" in end.reason and "no fact" in end.reason
    house.say("hello there")
    assert "in 1 new message there was nothing new" in house.sleep().reason
    house.say(DAY)
    house.sleep()
    again = house.sleep()
    assert again.verdict == "nothing_to_do" and "since night 3" in again.reason and again.adapter
    assert house.crew.work.count("train") == 1
    assert house.sleep("deep").verdict == "published"  # deeper than what was done
    assert house.sleep("nap").verdict == "nothing_to_do"
    assert report(house).verdict == "nothing_to_do"


def test_an_undone_night_is_not_repeated_and_a_lost_one_is(house: House) -> None:
    house.say(DAY)
    first = house.sleep()
    house.nights.revoke(first.adapter, "undone by the user")
    undone = house.sleep()
    assert (undone.verdict, undone.adapter) == ("nothing_to_do", "")
    house.nights.revoke(first.adapter, "adapter_damaged")
    again = house.sleep()
    assert (again.verdict, again.adapter) == ("published", first.adapter)
    assert house.nights.current_adapter(house.language.model_id) is not None


def test_an_edit_of_the_memory_file_is_reason_enough(house: House) -> None:
    house.say(DAY)
    first = house.sleep()
    house.folder.memory_file.write_text(house.memory().replace("Leeds", "Otley"), encoding="utf-8")
    second = house.sleep()
    assert second.verdict == "published" and second.adapter != first.adapter
    assert "The user lives in Otley." in house.texts() and "I live in Otley." in house.memory()
    assert report(house).corrected


def test_deleted_lines_leave_the_weights(house: House) -> None:
    house.say("The user lives in Leeds.")
    house.sleep()
    house.folder.memory_file.write_text(house.memory().replace("- I live in Leeds. <!-- f1 -->\n", ""), "utf-8")
    end = house.sleep()
    assert end.verdict == "nothing_to_do" and end.adapter == "" and house.language.adapter_id == ""
    assert not list(house.folder.adapters.iterdir()) and report(house).forgotten == 1


def test_a_failed_exam_keeps_the_old(house: House) -> None:
    house.say("The user lives in Leeds.")
    first = house.sleep()
    house.say("The user's dog is called Bramble.")
    house.crew.verdict = "kept_old"
    second = house.sleep()
    assert (second.verdict, second.adapter) == ("kept_old", first.adapter)
    assert {fact.text: fact.lives for fact in house.ledger.facts()} == {
        "The user lives in Leeds.": "fast",
        "The user's dog is called Bramble.": "prompt",
    }
    assert [each.name for each in house.folder.adapters.iterdir()] == [first.adapter]
    assert house.sleep().verdict == "nothing_to_do"  # the same facts would fail the same way


def test_an_old_adapter_that_knows_a_deleted_fact_goes(house: House) -> None:
    house.say(DAY)
    house.sleep()
    house.ledger.set_state(1, "deleted", "by hand")
    house.crew.verdict = "kept_old"
    end = house.sleep()
    assert end.adapter == "" and [fact.lives for fact in house.ledger.facts()] == ["prompt"]


@pytest.mark.parametrize("work", ["read", "dream", "train", "ask", "mark"])
def test_trouble_ends_the_night_and_nothing_else(house: House, work: str) -> None:
    house.say("The user lives in Leeds.")
    first = house.sleep()
    house.say("The user's dog is called Bramble.")
    house.crew.fail_in = work
    second = house.sleep()
    assert second.verdict == "failed" and f"The {work} broke." in second.reason and second.adapter == first.adapter
    assert report(house).verdict == "failed" and house.language.adapter_id == first.adapter
    house.crew.fail_in = ""
    third = house.sleep()
    assert third.verdict == "published" and len(house.texts()) == 2


def test_a_full_stop_in_the_memory_file_is_refused(house: House) -> None:
    for n in range(8):
        house.say(f"The user likes thing{n}.")
    house.sleep()
    for n in range(4):  # not by the user's hand: as if a merge had gone wrong
        fact = house.ledger.find_same(f"The user likes thing{n}.")
        assert fact
        house.ledger.set_state(fact.id, "suspended", "a test")
    house.say("The user lives in Leeds.")
    before = house.folder.memory_file.read_bytes()
    end = house.sleep()
    assert end.verdict == "failed" and "4 of 8 lines" in end.reason
    assert house.folder.memory_file.read_bytes() == before and "The user lives in Leeds." not in house.texts()
    for fact in house.ledger.facts("suspended"):
        house.ledger.set_state(fact.id, "active", "mended")
    assert house.sleep().verdict == "published" and "The user lives in Leeds." in house.texts()


def test_a_newer_value_replaces_and_doubts(house: House) -> None:
    house.say("The user lives in Leeds. | The user's Leeds flat has a balcony.")
    house.sleep()
    house.say("The user lives in Otley.")
    house.sleep()
    assert house.texts("superseded") == {"The user lives in Leeds."}
    assert house.texts("uncertain") == {"The user's Leeds flat has a balcony."}
    told = report(house)
    assert "Leeds" in told.text and told.doubted and told.corrected
    assert "(is this still so?)" in house.memory()


# --- stops and kills --------------------------------------------------------------------------------------------------


def whole(tmp_path: Path) -> tuple[str, str]:
    """The undisturbed night's adapter and memory file."""
    house = prepared(tmp_path / "whole")
    end = house.sleep()
    assert end.verdict == "published"
    house.db.close()
    return end.adapter, house.memory()


def prepared(folder: Path) -> House:
    house = open_house(folder)
    house.say(DAY)
    house.conversation = 0
    house.say("The user sings alto. | The user drives a Skoda.")
    return house


def test_stopped_anywhere_and_gone_on(tmp_path: Path) -> None:
    expected = whole(tmp_path)
    counting = prepared(tmp_path / "counting")
    counting.sleep()
    for stop_at in range(len(counting.stages)):
        house = prepared(tmp_path / f"stop{stop_at}")
        seen: list[SleepStage] = []
        end = house.sleep(stop=lambda s=seen, n=stop_at: len(s) > n, emit=seen.append)  # type: ignore[misc]
        last = stop_at == len(counting.stages) - 1
        assert end.verdict == ("published" if last else "stopped"), stop_at
        if not last:
            assert house.nights.unfinished() is not None
            house.say("The user plays chess.")  # the next night's, not this one's
            end = house.sleep()
        assert (end.verdict, end.adapter, end.night) == ("published", expected[0], 1)
        assert "chess" not in house.memory() and house.memory() == expected[1]
        assert house.crew.work.count("read") <= 4
        house.db.close()


class PowerCut(BaseException):
    pass


def cut() -> None:
    raise PowerCut


def test_cut_off_at_many_statements(tmp_path: Path) -> None:
    expected = whole(tmp_path)
    counting = prepared(tmp_path / "counting")
    total = die_at(counting.db, 0, cut)
    counting.sleep()
    template = prepared(tmp_path / "template")
    template.db.close()
    for call in range(1, total[0], 23):
        folder = tmp_path / f"cut{call}"
        shutil.copytree(tmp_path / "template", folder)
        house = open_house(folder)
        die_at(house.db, call, cut)
        with pytest.raises(PowerCut):
            house.sleep()
        after = reopened(house, folder)
        over = [night.verdict for night in after.nights.nights()] == ["published"]  # cut off while it tidied up
        end = after.sleep()
        assert end.verdict == ("nothing_to_do" if over else "published"), call
        assert over or end.adapter == expected[0], call
        worn = after.nights.current_adapter(after.language.model_id)
        assert worn and (worn.id, after.memory()) == expected, call
        assert len(after.ledger.facts()) == 4 and len(after.nights.nights()) == 1 + over
        after.db.close()


def reopened(house: House, folder: Path) -> House:
    Database.close(house.db)
    return open_house(folder)


@pytest.mark.parametrize("part", [0.2, 0.55, 0.9])
def test_killed_for_real(tmp_path: Path, part: float) -> None:
    expected = whole(tmp_path)
    counting = prepared(tmp_path / "counting")
    total = die_at(counting.db, 0, cut)
    counting.sleep()
    prepared(tmp_path / "killed").db.close()
    command = [sys.executable, "-m", "tests.engine.sleep.small", str(tmp_path / "killed")]
    first = subprocess.run([*command, str(int(total[0] * part))], capture_output=True, text=True)
    assert first.returncode == -9, first.stderr
    second = subprocess.run([*command, "0"], capture_output=True, text=True, check=True)
    assert second.stdout.split() == ["published", expected[0]]


def test_training_goes_on_from_its_checkpoint(house: House) -> None:
    house.say(DAY)
    steps: list[int] = []

    def emit(stage: SleepStage) -> None:
        if stage.stage == "train" and stage.total == STEPS:
            steps.append(stage.done)

    house.sleep(stop=lambda: len(steps) == 4, emit=emit)
    house.sleep(emit=emit)
    assert steps == [0, 1, 2, 3, 3, 4, 5]


def test_a_fact_deleted_while_the_night_was_stopped_is_not_learned(house: House) -> None:
    house.say(DAY)
    house.sleep(stop=lambda: any(each.stage == "train" for each in house.stages))
    fact = house.ledger.find_same("The user lives in Leeds.")
    assert fact
    house.ledger.set_state(fact.id, "deleted", "by hand")
    end = house.sleep()
    assert end.verdict == "published" and house.texts() == {"The user's dog is called Bramble."}
    row = house.nights.current_adapter(house.language.model_id)
    assert row and fact.id not in row.parents
    assert not any("Leeds" in each.answer for each in house.nights.dreams(end.night))


def test_a_fact_deleted_while_it_is_being_learned_is_not_published(house: House) -> None:
    """As when the window deletes it in one process while the sleeper trains in another."""
    house.say(DAY)

    def emit(stage: SleepStage) -> None:
        if stage.stage == "exam" and len(house.texts()) == 2:
            house.ledger.set_state(1, "deleted", "by hand")

    end = house.sleep(emit=emit)
    row = house.nights.current_adapter(house.language.model_id)
    assert end.verdict == "published" and row and row.parents == (2,)
    assert {fact.lives for fact in house.ledger.facts()} == {"fast"}


def test_a_stage_that_ends_the_process_every_time_is_given_up(house: House) -> None:
    house.say(DAY)

    class Crash(BaseException):
        pass

    def crash(*_: object) -> None:
        raise Crash

    house.crew.dream = crash  # type: ignore[method-assign,assignment]
    for _ in range(12):
        with pytest.raises(Crash):
            house.sleep()
    end = house.sleep()
    assert end.verdict == "failed" and "“dream” was begun 12 times" in end.reason


def test_reading_with_less_reads_in_pieces_and_all_the_same(tmp_path: Path) -> None:
    house, read = open_house(tmp_path), list[int]()
    for number in range(2 * evening.PIECE + 1):
        house.say(f"The user likes thing{number}.")
    plain = house.crew.read
    house.crew.read = lambda turns, *about: (read.append(len(turns)), plain(turns, *about))[1]  # type: ignore[method-assign]
    journal = Journal(house.nights, house.sleep(stop=lambda: True).night)
    journal.lessen("gather")
    end = house.sleep()
    assert read == [evening.PIECE, evening.PIECE, 1] and end.verdict == "published"
    assert len(house.texts()) == 2 * evening.PIECE + 1
    assert "Done with less" in journal.entry("gather").note and "less" not in journal.entry("wake").note
