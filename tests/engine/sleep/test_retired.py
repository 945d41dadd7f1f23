"""Adapters out of use: what the user has deleted is in no worn weights, and who is answered from the weights is known
there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from engine.answers import nights as answers
from engine.memory import forget
from engine.protocol import Report, UndoNight, Wish
from engine.sleep import exam
from engine.sleep.crew import Answered
from engine.store.adapters import folders
from engine.store.ledger import Fact
from tests.engine.memory.conftest import StillClock
from tests.engine.sleep.small import House, open_house

TOM, SAAB, MOMO = (
    "The user's brother Tom lives in Oslo.", "The user drives a green Saab.", "The user's cat is called Momo.",
)  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(tmp_path / "house")
    yield house
    house.db.close()


def fact(house: House, text: str) -> Fact:
    found = house.ledger.find_same(text) or next(each for each in house.ledger.facts("deleted") if each.text == text)
    assert found is not None
    return found


def worn(house: House) -> list[tuple[str, set[str]]]:
    rows = house.nights.worn(house.language.model_id)
    return [(row.kind, {house.ledger.get(each).text for each in row.parents}) for row in rows]


def lives(house: House) -> dict[str, str]:
    return {each.text: each.lives for each in (*house.ledger.facts(), *house.ledger.facts("deleted"))}


def report(house: House) -> Report:
    raw = house.nights.report()
    assert raw is not None
    return msgspec.json.decode(raw, type=Report)


def undo(house: House, night: int) -> None:
    def wear() -> None:
        house.language.use_adapter(*folders(house.nights.worn(house.language.model_id), house.folder.root))

    desk: Any = SimpleNamespace(db=house.db, nights=house.nights, ledger=house.ledger, wear=wear, adapter="")
    answers.undo_night(desk, UndoNight(id=1, night=night), SimpleNamespace(reply=lambda *_: None))  # type: ignore[arg-type]


def failing(house: House, *texts: str) -> None:
    """From now on the exam goes wrong for these facts."""
    usual = type(house.crew).ask

    def ask(facts: Sequence[Fact], *rest: Any) -> list[Answered]:
        return [replace(each, right=each.right and each.expected not in texts)
                for each in usual(house.crew, facts, *rest)]  # fmt: skip

    house.crew.ask = ask  # type: ignore[method-assign]


def test_a_night_with_nothing_to_do_takes_a_deleted_fact_out_of_the_weights(house: House) -> None:
    house.say(TOM)
    house.sleep("deep")
    house.say(SAAB)
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    end = house.sleep()
    assert end.verdict == "nothing_to_do" and "1 older adapter with a deleted fact went out of use." in end.reason
    assert worn(house) == [("slow", {TOM})] and lives(house) == {TOM: "slow", SAAB: "prompt"}


def test_a_nap_without_room_does_so_too(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    house.say(" | ".join(f"The user's friend Abe{number} lives in Rome." for number in range(60)))
    end = house.sleep("nap")
    assert end.verdict == "nothing_to_do" and "a nap has room" in end.reason
    assert worn(house) == [] and lives(house)[TOM] == "prompt"


def test_what_was_refused_over_a_doubt_is_learned_anew_when_the_doubted_fact_goes(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "uncertain", "something has changed")
    house.crew.verdict = "kept_old"
    house.sleep()
    house.crew.verdict = "published"
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    assert house.sleep().verdict == "published"
    assert worn(house) == [("fast", {TOM})] and lives(house) == {TOM: "fast", SAAB: "prompt"}


def test_undoing_a_night_brings_no_deleted_fact_back(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    house.sleep()
    undo(house, 2)
    assert worn(house) == [] and lives(house) == {TOM: "prompt", SAAB: "prompt"}


def test_a_fact_that_is_restored_lives_where_it_is_known(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep()
    gone = fact(house, SAAB).id
    house.ledger.set_state(gone, "deleted")
    house.ledger.set_state(gone, "active")
    assert lives(house)[SAAB] == "fast", "its adapter is worn still"
    house.ledger.set_state(gone, "deleted")
    house.sleep()
    house.ledger.set_state(gone, "active")
    assert lives(house) == {TOM: "fast", SAAB: "prompt"}


@pytest.mark.parametrize("how", ["forget", "delete"])
def test_who_failed_in_an_older_adapter_is_looked_up_when_that_answers_again(house: House, how: str) -> None:
    house.say(f"{TOM} | {SAAB}")
    failing(house, SAAB)
    house.sleep()
    failing(house)
    house.say(MOMO)
    house.sleep()
    assert set(lives(house).values()) == {"fast"}
    if how == "forget":
        forget.forget(house.db, house.folder, StillClock(), Wish(fact=fact(house, MOMO).id))
    else:
        house.ledger.set_state(fact(house, MOMO).id, "deleted")
        house.crew.verdict = "kept_old"
        house.sleep()
    assert worn(house) == [("fast", {TOM, SAAB})]
    assert (lives(house)[TOM], lives(house)[SAAB]) == ("fast", "prompt")


def test_who_failed_in_the_slow_adapter_is_looked_up_when_only_that_answers(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    failing(house, SAAB)
    house.sleep("deep")
    failing(house)
    house.say(MOMO)
    house.sleep()
    assert lives(house) == {TOM: "slow", SAAB: "fast", MOMO: "fast"}
    house.ledger.set_state(fact(house, MOMO).id, "deleted")
    house.crew.verdict = "kept_old"
    house.sleep()
    assert worn(house) == [("slow", {TOM, SAAB})] and lives(house) == {TOM: "slow", SAAB: "prompt", MOMO: "prompt"}


def test_another_models_slow_adapter_knows_only_what_it_passed(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    failing(house, SAAB)
    house.sleep("deep")
    failing(house)
    first = house.language.model_id
    house.language.model_id = "another"
    house.sleep("deep")
    assert set(lives(house).values()) == {"slow"}
    house.language.model_id = first
    house.say(MOMO)
    house.sleep()
    assert lives(house) == {TOM: "slow", SAAB: "fast", MOMO: "fast"}


def test_a_refused_night_is_not_held_against_an_adapter_that_must_go(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    seen: list[bool] = []
    mark = type(house.crew).mark

    def marking(before: Sequence[Answered], after: Sequence[Answered]) -> Any:
        seen.extend(each.right for each in before)
        return mark(house.crew, before, after)

    house.crew.mark = marking  # type: ignore[method-assign]
    house.sleep()
    assert seen == [False], "before is what would answer without this night: the bare model"


def test_a_fact_that_no_question_fits_fails_nothing() -> None:
    def answered(kind: str, number: int, right: bool) -> Answered:
        return Answered(kind, number, f"{kind} {number}?", "", "Oslo.", right)

    after = [answered("recall", 1, True), answered("near", 1, True), answered("near", 2, True)]
    assert exam.mark(after, after).reason == "The one fact passed its closed-book questions."
    only = exam.mark(after[2:], after[2:])
    assert only.verdict == "kept_old" and "No question could be made" in only.reason


def test_a_fact_that_is_not_asked_about_does_not_fail_twice(house: House) -> None:
    house.say(TOM)
    usual = type(house.crew).ask

    def ask(facts: Sequence[Fact], *rest: Any) -> list[Answered]:
        return [replace(each, kind="near", right=False) if each.expected == SAAB else each
                for each in usual(house.crew, facts, *rest)]  # fmt: skip

    house.crew.ask = ask  # type: ignore[method-assign]
    house.say(SAAB)
    house.sleep()
    house.say(MOMO)
    house.sleep()
    assert fact(house, SAAB).fails == 0 and report(house).returned == ()


def test_a_night_that_builds_an_older_adapter_again_can_be_undone(house: House) -> None:
    house.say(TOM)
    first = house.sleep().adapter
    house.say(SAAB)
    house.sleep()
    house.ledger.set_state(fact(house, SAAB).id, "deleted")
    assert house.sleep().adapter == first
    undo(house, 3)
    assert worn(house) == [] and lives(house)[TOM] == "prompt"


def test_undoing_a_deep_night_takes_what_stands_upon_it_along(house: House) -> None:
    house.say(TOM)
    house.sleep()
    house.sleep("deep")
    house.say(SAAB)
    house.sleep()
    undo(house, 2)
    assert worn(house) == [("fast", {TOM})] and lives(house) == {TOM: "fast", SAAB: "prompt"}
    assert house.sleep().verdict == "published", "what was learned upon it is learned again"
    assert lives(house) == {TOM: "fast", SAAB: "fast"}


def test_a_slow_adapter_of_which_nothing_is_left_forces_no_deep_night(house: House) -> None:
    house.say(TOM)
    house.sleep("deep")
    house.say(SAAB)
    house.sleep()
    house.ledger.set_state(fact(house, TOM).id, "deleted")
    house.sleep()
    house.say(MOMO)
    assert house.sleep().verdict == "published"
    assert lives(house) == {TOM: "prompt", SAAB: "fast", MOMO: "fast"}


def test_what_was_known_all_along_is_not_told_as_learned(house: House) -> None:
    house.say(f"{TOM} | {SAAB}")
    house.sleep("deep")
    house.ledger.set_state(fact(house, TOM).id, "deleted")
    house.sleep()
    assert worn(house) == [("fast", {SAAB})] and lives(house)[SAAB] == "fast"
    assert report(house).learned == ()
