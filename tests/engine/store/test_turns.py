"""The tree of turns against a plain model of it, and what must hold for single turns."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import Bug, Trouble
from engine.protocol import Draft, Turn
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock


@dataclass
class Model:
    """The same tree in three dictionaries."""

    conversation: dict[int, int] = field(default_factory=dict)
    parent: dict[int, int | None] = field(default_factory=dict)
    role: dict[int, str] = field(default_factory=dict)

    def add(self, turn: Turn) -> None:
        self.conversation[turn.id], self.parent[turn.id], self.role[turn.id] = turn.conversation, turn.parent, turn.role

    def path(self, leaf: int | None) -> list[int]:
        return [] if leaf is None else [*self.path(self.parent[leaf]), leaf]

    def siblings(self, turn: int) -> tuple[int, ...]:
        place = (self.conversation[turn], self.parent[turn], self.role[turn])
        return tuple(t for t in sorted(self.parent) if (self.conversation[t], self.parent[t], self.role[t]) == place)

    def newest(self, conversation: int, below: int | None = None) -> int | None:
        inside = [t for t in self.parent if self.conversation[t] == conversation]
        return max((t for t in inside if below is None or below in self.path(t)), default=None)

    def forget(self, conversation: int) -> None:
        for turn in [t for t, c in self.conversation.items() if c == conversation]:
            del self.conversation[turn], self.parent[turn], self.role[turn]


STEP = st.tuples(st.sampled_from(["say", "say", "say", "answer", "answer", "talk", "delete"]), st.integers(0, 99))


@settings(max_examples=40, deadline=None)
@given(st.lists(STEP, max_size=40))
def test_the_tree_is_what_a_plain_model_says(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        db = Database.open(Path(name) / "dormouse.db", KEY)
        turns, model = Turns(db, FakeClock()), Model()
        talks = [turns.new_conversation()]
        seen: set[int] = set()
        for what, pick in steps:
            _step(turns, model, talks, what, pick)
            assert not (set(model.parent) - seen) & set(range(max(seen, default=0) + 1)), "an id came back"
            seen |= set(model.parent)
        for turn in model.parent:
            assert turns.turn(turn).siblings == model.siblings(turn)
            assert [t.id for t in turns.path(model.conversation[turn], turn)] == model.path(turn)
            below = turns.newest_leaf(model.conversation[turn], turn)
            assert below == model.newest(model.conversation[turn], turn)
            assert [t.id for t in turns.path(model.conversation[turn], through=turn)] == model.path(below)
        for talk in talks:
            assert [t.id for t in turns.path(talk)] == model.path(model.newest(talk))
            assert turns.conversation(talk).turns == sum(c == talk for c in model.conversation.values())
        assert [turn.id for turn in turns.since(0)] == sorted(model.parent)
        assert db.execute("PRAGMA foreign_key_check") == []
        db.close()


def _step(turns: Turns, model: Model, talks: list[int], what: str, pick: int) -> None:
    talk = talks[pick % len(talks)]
    places = [None, *sorted(t for t, c in model.conversation.items() if c == talk)]
    place = places[pick // 3 % len(places)]
    if what == "talk":
        talks.append(turns.new_conversation())
    elif what == "delete" and len(talks) > 1:
        turns.delete_conversation(talk)
        talks.remove(talk)
        model.forget(talk)
    elif what == "answer" and place is not None:
        model.add(turns.save_answer(turns.begin_answer(talk, place), "ok", "whole"))
    else:
        model.add(turns.add_user(talk, place, f"said {pick}"))


def test_the_same_uid_is_stored_once(turns: Turns) -> None:
    talk = turns.new_conversation()
    first = turns.add_user(talk, None, "hello", "uid-1")
    assert turns.add_user(talk, first.id, "hello", "uid-1") == first == turns.by_uid("uid-1")
    assert turns.add_user(talk, None, "hello").id != turns.add_user(talk, None, "hello").id
    assert turns.by_uid("") is None and turns.by_uid("uid-2") is None


def test_an_answer_grows_and_then_stays(turns: Turns, ledger: Ledger) -> None:
    talk = turns.new_conversation()
    said = turns.add_user(talk, None, "hello")
    facts = [
        ledger.add(f"The user has {n} cats.", kind="pets", trust="user_confirmed", confidence=1).id for n in (1, 2)
    ]
    answer = turns.begin_answer(talk, said.id, "model-1", "adapter-1", [facts[1], facts[0], facts[1]])
    begun = turns.turn(answer)
    assert (begun.state, begun.text, begun.trust, begun.facts) == ("partial", "", "model", tuple(facts))
    assert turns.save_answer(answer, "Hel", "partial").text == "Hel"
    whole = turns.save_answer(answer, "Hello.", "whole", 3, 12.5)
    assert (whole.text, whole.tokens, whole.tokens_per_second, whole.model) == ("Hello.", 3, 12.5, "model-1")
    for turn in (answer, said.id):
        with pytest.raises(Bug):
            turns.save_answer(turn, "something else", "whole")
    assert turns.turn(answer) == whole and turns.turn(said.id) == said


def test_answers_cut_by_a_crash_are_marked(turns: Turns) -> None:
    talk = turns.new_conversation()
    said = turns.add_user(talk, None, "hello").id
    cut, whole = turns.begin_answer(talk, said), turns.begin_answer(talk, said)
    turns.save_answer(cut, "Hel", "partial")
    turns.save_answer(whole, "Hello", "whole")
    assert [turn.id for turn in turns.since(0)] == [said, whole]
    assert turns.interrupted_fix() == 1 and turns.interrupted_fix() == 0
    assert (turns.turn(cut).state, turns.turn(cut).text, turns.turn(whole).state) == ("interrupted", "Hel", "whole")


def test_what_does_not_exist_is_one_sentence(turns: Turns) -> None:
    mine, other = turns.new_conversation(), turns.new_conversation()
    elsewhere = turns.add_user(other, None, "hello").id
    for ask in (
        lambda: turns.add_user(99, None, "x"),
        lambda: turns.add_user(mine, 99, "x"),
        lambda: turns.add_user(mine, elsewhere, "x"),
        lambda: turns.begin_answer(mine, elsewhere),
        lambda: turns.path(99),
        lambda: turns.path(mine, elsewhere),
        lambda: turns.path(mine, through=elsewhere),
        lambda: turns.turn(99),
        lambda: turns.delete_conversation(99),
        lambda: turns.change_conversation(99, title="x"),
        lambda: turns.keep_draft(99, "x"),
        lambda: turns.rate(elsewhere, 1),
    ):
        with pytest.raises(Trouble):
            ask()
    assert turns.path(mine) == [] and turns.newest_leaf(mine) is None


def test_the_list_is_ordered_by_what_was_said_last(turns: Turns, clock: FakeClock) -> None:
    first, second, third = (turns.new_conversation(name) for name in ("a", "b", "c"))
    turns.add_user(first, None, "late")
    clock.sleep(-86400)  # the clock is set back: the order stays the order of events
    turns.add_user(second, None, "later")
    assert [c.id for c in turns.conversations()] == [second, first, third]
    assert turns.change_conversation(first, pinned=True, title="A").pinned
    assert [(c.id, c.title) for c in turns.conversations(limit=2)] == [(first, "A"), (second, "b")]
    assert turns.change_conversation(first, pinned=False, system="Be brief.").system == "Be brief."
    assert turns.conversation(first).title == "A"


def test_nights_get_no_temporary_turn(turns: Turns) -> None:
    kept, hidden = turns.new_conversation(), turns.new_conversation(temporary=True)
    wanted = [turns.add_user(talk, None, "hello").id for talk in (kept, hidden, kept, kept)]
    assert [turn.id for turn in turns.since(0)] == [wanted[0], wanted[2], wanted[3]]
    assert [turn.id for turn in turns.since(wanted[0], until=wanted[2])] == [wanted[2]]
    assert hidden in [c.id for c in turns.conversations() if c.temporary]


def test_rating_and_drafts(turns: Turns) -> None:
    talk = turns.new_conversation()
    answer = turns.begin_answer(talk, turns.add_user(talk, None, "hello").id)
    assert turns.rate(answer, -1, "Say hi.").correction == "Say hi." and turns.rate(answer, 0).rating == 0
    with pytest.raises(Trouble):
        turns.rate(answer, 2)
    for text in ("h", "he"):
        turns.keep_draft(talk, text)
        turns.keep_draft(None, text)
    assert turns.drafts() == [Draft(conversation=None, text="he"), Draft(conversation=talk, text="he")]
    turns.keep_draft(None, "")
    turns.delete_conversation(talk)
    assert turns.drafts() == []


def test_ten_thousand_turns_are_quick(db: Database, turns: Turns) -> None:
    talk, leaf = turns.new_conversation(), None
    with db.transaction():
        for number in range(10_000):
            leaf = turns.add_user(talk, leaf, f"turn {number} with some words").id
    first = turns.newest_leaf(talk)
    assert first is not None
    begun = time.perf_counter()
    assert len(turns.path(talk)) == 10_000
    assert turns.newest_leaf(talk, below=1) == leaf
    assert turns.conversations("turn 9999")[0].hit_turn == leaf
    assert turns.conversation(talk).turns == 10_000
    assert time.perf_counter() - begun < 2, "a query has lost its index"  # 0.1 s on an idle machine


def test_unread_messages_are_counted_without_temporary_talk(turns: Turns) -> None:
    assert turns.unread(0) == (0, None)
    talk, secret = turns.new_conversation("talk"), turns.new_conversation("secret", temporary=True)
    first = turns.add_user(talk, None, "one")
    turns.save_answer(turns.begin_answer(talk, first.id), "answer", "whole")
    turns.add_user(secret, None, "nobody's business")
    second = turns.add_user(talk, first.id, "two")
    assert turns.unread(0) == (2, first.created) and turns.unread(first.id) == (1, second.created)
    assert turns.unread(second.id) == (0, None) and turns.unread(0, most=1) == (1, first.created)
