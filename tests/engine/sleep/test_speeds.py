"""Fast and slow: a deep night takes in all, a night after it what is new, and forgetting makes both anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.memory import forget
from engine.protocol import Wish
from engine.sleep.dreaming import OWN
from engine.store.nights import AdapterRow
from tests.engine.memory.conftest import StillClock
from tests.engine.sleep.small import House, open_house

OLD = ("The user's brother Tom lives in Oslo.", "The user drives a green Saab.")
CANARY = "The user's godmother Quillfeather keeps eleven ravens."
NEW = "The user's cat is called Momo."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(tmp_path / "house")
    yield house
    house.db.close()


def worn(house: House) -> tuple[AdapterRow, ...]:
    return house.nights.worn(house.language.model_id)


def lives(house: House) -> dict[str, str]:
    return {fact.text: fact.lives for fact in house.ledger.facts("active")}


def lived(house: House, old: tuple[str, ...] = OLD, new: tuple[str, ...] = (NEW,)) -> None:
    for text in old:
        house.say(text)
    house.sleep("deep")
    for text in new:
        house.say(text)
    house.sleep()


def test_a_deep_night_fills_slow_and_empties_fast(house: House) -> None:
    house.say(OLD[0])
    house.sleep()
    assert [row.kind for row in worn(house)] == ["fast"]
    assert house.sleep("deep").verdict == "published"
    (slow,) = worn(house)
    assert slow.kind == "slow" and slow.beneath == "" and lives(house) == {OLD[0]: "slow"}
    assert house.language.adapter_id == slow.id


def test_a_night_after_it_learns_what_is_new_upon_it(house: House) -> None:
    lived(house)
    fast, slow = worn(house)
    assert (fast.kind, fast.beneath, slow.kind) == ("fast", slow.id, "slow")
    assert lives(house) == {OLD[0]: "slow", OLD[1]: "slow", NEW: "fast"}
    kept = [each for each in house.nights.dreams(2) if each.kind == "view" and each.state == "kept"]
    assert {each.answer for each in kept if each.reason != OWN} == {NEW}, "what is old is not taught again"
    assert {each.answer for each in kept if each.reason == OWN} == {*OLD}, "it is only held where it is"
    assert {house.ledger.get(fact).text for fact in fast.parents} == {*OLD, NEW}
    assert house.language.adapter_id == fast.id
    wake = house.stages[-1]
    assert "3 facts answered by heart, 0 still looked up" in wake.note


def test_then_there_is_nothing_to_do(house: House) -> None:
    lived(house)
    assert house.sleep().verdict == "nothing_to_do"
    other = open_house(house.folder.root.parent / "other")
    lived(other, new=())
    end = other.sleep()
    assert end.verdict == "nothing_to_do" and "deep night" in end.reason
    other.db.close()


def test_the_next_deep_night_takes_both_in(house: House) -> None:
    lived(house)
    house.sleep("deep")
    (slow,) = worn(house)
    assert {house.ledger.get(fact).text for fact in slow.parents} == {*OLD, NEW}
    assert set(lives(house).values()) == {"slow"}


def test_who_fails_goes_back_to_the_prompt_and_is_learned_anew(house: House) -> None:
    lived(house, new=())
    mark = house.crew.mark
    house.say(NEW)
    house.crew.mark = lambda before, after: mark(before, [e for e in after if OLD[0] not in e.question])  # type: ignore[method-assign]
    house.sleep()
    assert lives(house) == {OLD[0]: "prompt", OLD[1]: "slow", NEW: "fast"}
    house.crew.mark = mark  # type: ignore[method-assign]
    house.sleep()
    fast, _ = worn(house)
    assert {house.ledger.get(fact).text for fact in fast.parents} == {*OLD, NEW}
    assert lives(house) == {OLD[0]: "fast", OLD[1]: "slow", NEW: "fast"}


def test_undoing_the_deep_night_brings_back_what_was_before(house: House) -> None:
    house.say(OLD[0])
    before = house.sleep().adapter
    deep = house.sleep("deep")
    house.nights.revoke(deep.adapter, "undone by the user")
    assert [row.id for row in worn(house)] == [before]
    assert house.sleep().verdict == "nothing_to_do", "an undone slow adapter is not built anew by itself"


@pytest.mark.parametrize("where", ["slow", "fast"])
def test_forgotten_both_are_those_of_a_life_without_it(house: House, tmp_path: Path, where: str) -> None:
    old, new = ((OLD[0], CANARY, OLD[1]), (NEW,)) if where == "slow" else (OLD, (CANARY, NEW))
    lived(house, old, new)
    never = open_house(tmp_path / "never")
    lived(never)
    knew = worn(house)
    canary = house.ledger.find_same(CANARY)
    assert canary is not None and canary.id in knew[1 if where == "slow" else 0].parents
    receipt = forget.forget(house.db, house.folder, StillClock(), Wish(fact=canary.id))
    assert receipt.left == 0
    assert [row.kind for row in worn(house)] == ([] if where == "slow" else ["slow"])
    if where == "slow":  # the slow one first, then the fast one upon it
        assert house.sleep().verdict == "published"
        assert [row.kind for row in worn(house)] == ["slow"]
    assert house.sleep().verdict == "published"
    assert [row.id for row in worn(house)] == [row.id for row in worn(never)]
    assert {row.id for row in knew}.isdisjoint({row.id for row in worn(house)}) == (where == "slow")
    assert lives(house) == lives(never)
    never.db.close()


def test_a_deleted_fact_takes_the_slow_adapter_out_of_use(house: House) -> None:
    lived(house)
    _, slow = worn(house)
    gone = house.ledger.find_same(OLD[0])
    assert gone is not None
    house.ledger.set_state(gone.id, "deleted")
    house.sleep()
    assert all(gone.id not in row.parents for row in worn(house))
    row = house.nights.adapter(slow.id)
    assert row is not None and row.state == "revoked"
    house.sleep()
    assert [row.kind for row in worn(house)] == ["slow"], "what is left of it is built anew"
    house.sleep()
    assert lives(house) == {OLD[1]: "slow", NEW: "fast"}


def test_the_files_of_what_is_worn_stay(house: House) -> None:
    lived(house)
    for number in range(6):
        house.say(f"The user's friend Abe{number} lives in Rome.")
        house.sleep()
    for row in worn(house):
        assert (house.folder.root / row.folder / "adapter.safetensors").is_file()
