"""Searching: nothing typed raises, what stands there is found, and what is gone is not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.store.check import INDEXES, _agrees
from engine.store.database import Database
from engine.store.search import CLOSES, OPENS
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock

# Text as people type it, with far more of full-text syntax than usual; no lone surrogates, which are not text.
TEXT = st.text(
    st.one_of(st.sampled_from("\"*^():-+{}[]\\'\0\x02 \n"), st.characters(exclude_categories=["Cs"])), max_size=40
)
SYNTAX = [
    '"',
    '""',
    "*",
    "^",
    "a*b",
    "NEAR(",
    "NEAR(a b, 2)",
    "AND",
    "a AND",
    "OR OR",
    "NOT x",
    "text:a",
    "{text}:a",
    "-a",
]
SYNTAX += ["a + b", "(", "')--", "\0", "a\0b", "%", "_", "\\", "'; DROP TABLE turns;", "a" * 5000, "² ½", "e\u0301 ़"]


def found(turns: Turns, search: str) -> list[str]:
    return [conversation.hit for conversation in turns.conversations(search)]


@pytest.mark.parametrize("search", SYNTAX)
def test_syntax_is_only_text(turns: Turns, search: str) -> None:
    turns.add_user(turns.new_conversation(), None, "nothing of that kind")
    turns.conversations(search)
    said = turns.add_user(turns.new_conversation(search), None, f"before {search} after")
    assert said.id in [c.hit_turn for c in turns.conversations(search)] or not search.strip()


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=8), st.lists(TEXT, max_size=8), st.data())
def test_the_index_agrees_with_the_turns(texts: list[str], searches: list[str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        db = Database.open(Path(name) / "dormouse.db", KEY)
        turns = Turns(db, FakeClock())
        talks = [turns.new_conversation(text, temporary=data.draw(st.booleans())) for text in texts]
        for talk, text in zip(talks, texts, strict=True):
            answer = turns.begin_answer(talk, turns.add_user(talk, None, text).id)
            turns.save_answer(answer, text[: len(text) // 2], "partial")
            if data.draw(st.booleans()):
                turns.save_answer(answer, text, "whole")
            turns.change_conversation(talk, title=text[::-1])
        turns.delete_conversation(data.draw(st.sampled_from(talks)))
        for search in (*searches, *texts):
            turns.conversations(search)
        assert all(_agrees(db, index) for index in INDEXES)
        db.close()


def test_words_are_found_by_their_beginning_in_any_case_and_without_accents(turns: Turns) -> None:
    turns.add_user(turns.new_conversation(), None, "Priya moved to Zürich last spring")
    for search in ("priya", "PRIYA zur", "spring zürich", "last spri"):
        assert len(found(turns, search)) == 1, search
    assert found(turns, "zurich") == [f"Priya moved to {OPENS}Zürich{CLOSES} last spring"]
    assert found(turns, "mo") == [f"Priya {OPENS}mo{CLOSES}ved to Zürich last spring"], (
        "too short a beginning: by its text"
    )
    assert found(turns, "priya london") == [] and found(turns, "rich") != []  # the second by its plain text


def test_what_has_no_words_is_found_by_its_text(turns: Turns) -> None:
    turns.add_user(turns.new_conversation("emoji"), None, "我住在里斯本 and we laughed 😀 a lot")
    assert found(turns, "里斯本") == [f"我住在{OPENS}里斯本{CLOSES} and we laughed 😀 a lot"]
    assert found(turns, "😀") == [f"我住在里斯本 and we laughed {OPENS}😀{CLOSES} a lot"]
    assert found(turns, "emoj") == [f"{OPENS}emoji{CLOSES}"]


def test_the_newest_match_of_each_conversation_is_shown(turns: Turns) -> None:
    first, second = turns.new_conversation("about tea"), turns.new_conversation()
    old = turns.add_user(first, None, "green tea")
    new = turns.add_user(first, old.id, "black tea")
    other = turns.add_user(second, None, "no tea")
    assert [(c.id, c.hit_turn) for c in turns.conversations("tea")] == [(second, other.id), (first, new.id)]
    turns.change_conversation(first, pinned=True)
    assert [c.id for c in turns.conversations("tea", limit=1)] == [first]


def test_what_is_temporary_unfinished_or_deleted_is_not_found(turns: Turns, db: Database) -> None:
    hidden, talk = turns.new_conversation("quill", temporary=True), turns.new_conversation()
    turns.add_user(hidden, None, "quill feather")
    said = turns.add_user(talk, None, "plain")
    answer = turns.begin_answer(talk, said.id)
    turns.save_answer(answer, "quill", "partial")
    assert found(turns, "quill") == [] and found(turns, "uil") == []
    turns.save_answer(answer, "quill", "whole")
    assert len(found(turns, "quill")) == 1
    db.execute("UPDATE turns SET text = '[forgotten]' WHERE id = ?", (answer,))
    assert found(turns, "quill") == [] and len(found(turns, "forgotten")) == 1
    turns.delete_conversation(talk)
    assert found(turns, "forgotten") == [] and all(_agrees(db, index) for index in INDEXES)
