"""The nights' shelves: one open night, a journal that resumes, exams asked twice, the adapter to answer from."""

from __future__ import annotations

import pytest

from engine.errors import Bug, Trouble
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.nights import DONE, Nights
from engine.store.settings import Settings
from engine.store.turns import Turns


def fact(ledger: Ledger) -> int:
    return ledger.add("The user likes tea.", kind="food", trust="user_confirmed", confidence=1).id


def test_one_night_at_a_time(nights: Nights) -> None:
    assert nights.unfinished() is None and nights.report() is None and nights.nights() == []
    first = nights.begin("nap", 5, 42)
    open_night = nights.unfinished()
    assert open_night and (open_night.id, open_night.seed, open_night.last_turn) == (first, 42, 5)
    with pytest.raises(Bug):
        nights.begin("night", 9, 1)
    nights.end(first, "nothing_to_do", "nothing new", b'{"night":1}')
    with pytest.raises(Bug):
        nights.end(first, "failed", "twice", b"")
    second = nights.begin("night", 9, 1)
    assert nights.report() == nights.report(first) == b'{"night":1}' and nights.report(second) is None
    assert [(row.id, row.verdict) for row in nights.nights()] == [(second, ""), (first, "nothing_to_do")]


def test_turns_count_as_taken_in_once_they_are_consolidated(nights: Nights) -> None:
    assert nights.last_turn() == 0
    failed = nights.begin("night", 7, 1)
    nights.journal(failed, "gather", DONE)
    nights.end(failed, "failed", "the disk was full", b"{}")
    assert nights.last_turn() == 0, "a night that failed after gathering has taken nothing in"
    good = nights.begin("night", 9, 1)
    nights.journal(good, "consolidate", "running")
    assert nights.last_turn() == 0
    nights.journal(good, "consolidate", DONE)
    assert nights.last_turn() == 9


def test_the_journal_keeps_the_last_word_and_falls_with_its_transaction(db: Database, nights: Nights) -> None:
    night = nights.begin("night", 0, 1)
    assert nights.stage_state(night, "train") == "" and nights.stage_payload(night, "train") is None
    nights.journal(night, "train", "running", b"1")
    nights.journal(night, "train", "running", b"2")
    with pytest.raises(ZeroDivisionError), db.transaction():
        nights.journal(night, "train", DONE, b"3")
        nights.add_dream(night, "view", "[]", "x", [], [], "model", "kept")
        raise ZeroDivisionError
    assert (nights.stage_state(night, "train"), nights.stage_payload(night, "train")) == ("running", b"2")
    assert nights.dreams(night) == []


def test_dreams_name_their_parents(nights: Nights, ledger: Ledger, turns: Turns) -> None:
    night, parent = nights.begin("night", 0, 1), fact(ledger)
    said = turns.add_user(turns.new_conversation(), None, "hello")
    nights.add_dream(night, "view", '[{"role":"user"}]', "Tea.", [parent, parent], [said.id], "user_typed", "kept")
    nights.add_dream(night, "replay", "[]", "Paris.", [], [], "model", "dropped", "a secret")
    first, second = nights.dreams(night)
    assert (first.parents, first.turns, first.prompt, first.state) == (
        (parent,),
        (said.id,),
        '[{"role":"user"}]',
        "kept",
    )
    assert (second.parents, second.turns, second.reason, second.trust) == ((), (), "a secret", "model")
    turns.delete_conversation(said.conversation)
    assert nights.dreams(night)[0].turns == ()
    assert nights.clear_stage(night, "dream") == 2 and nights.dreams(night) == []


def test_a_question_asked_again_replaces_its_answer(nights: Nights, ledger: Ledger) -> None:
    night, about = nights.begin("night", 0, 1), fact(ledger)
    for subject in (about, None):
        nights.add_exam(night, "recall", subject, "What drink?", "tea", "milk", False, "before")
    for answer in ("juice", "tea"):
        nights.add_exam(night, "recall", about, "What drink?", "tea", answer, answer == "tea", "after")
    first, second = nights.exams(night)
    assert (first.fact, first.before, first.right_before, first.after, first.right_after) == (
        about,
        "milk",
        False,
        "tea",
        True,
    )
    assert (second.fact, second.after, second.right_after) == (None, "", False)
    assert ledger.views([about])[0].exams == (first,)
    assert nights.clear_stage(night, "exam") == 2 and nights.clear_stage(night, "gather") == 0


def test_the_adapter_published_last_and_not_revoked_is_the_one(nights: Nights, ledger: Ledger) -> None:
    night, parent = nights.begin("night", 0, 1), fact(ledger)
    for name, model in (("a", "m"), ("b", "m"), ("c", "other")):
        nights.add_adapter(name, night, f"folder-{name}", model, [parent])

    def current(model: str = "m") -> str:
        row = nights.current_adapter(model)
        return row.id if row else ""

    assert current() == ""
    nights.publish("a")
    nights.publish("b")
    nights.publish("c")
    assert (current(), current("other")) == ("b", "c")
    nights.revoke("b", "it forgot")
    assert current() == "a" and nights.adapter("b").reason == "it forgot"  # type: ignore[union-attr]
    nights.add_adapter("b", night, "elsewhere", "m", [parent])  # built once more, bit for bit: known already
    assert nights.adapter("b").folder == "folder-b"  # type: ignore[union-attr]
    nights.publish("b")
    assert current() == "b"
    nights.publish("a")
    assert current() == "a" and [row.id for row in nights.adapters()] == ["a", "b", "c"]
    assert nights.adapter("a").parents == (parent,) and nights.adapter("z") is None  # type: ignore[union-attr]
    for change in (nights.publish, lambda name: nights.revoke(name, "x")):
        with pytest.raises(Trouble):
            change("z")


def test_a_version_of_the_memory_file_is_pending_until_it_is_written(nights: Nights) -> None:
    first = nights.save_memory(None, "# a", b"[1]", "")
    nights.memory_written(first)
    second = nights.save_memory(None, "# b", b"[2]", "# a, edited")
    newest, older = nights.memory_versions()
    assert (newest.id, newest.state, newest.before, newest.lines) == (second, "pending", "# a, edited", b"[2]")
    assert (older.id, older.state, older.text) == (first, "written", "# a") and len(nights.memory_versions(1)) == 1


def test_settings(db: Database) -> None:
    wishes = Settings(db)
    assert wishes.get("hours", list[int], [22, 7]) == [22, 7]
    wishes.set("hours", [23, 6])
    wishes.set("hours", [23, 5])
    assert wishes.get("hours", list[int], []) == [23, 5] and wishes.get("hours", str, "other") == "other"
    assert wishes.all() == {"hours": [23, 5]}
    wishes.set("hours", None)
    assert wishes.all() == {}
