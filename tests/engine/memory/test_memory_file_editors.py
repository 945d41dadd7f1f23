"""The memory file in editors of all manners: headings, code, text behind a mark, cut and paste, two at one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import files
from engine.errors import Trouble
from engine.memory import archive, memory_file
from engine.memory.page import changes, fold
from engine.memory.page_writer import merged
from tests.engine.memory.conftest import World
from tests.engine.memory.test_memory_file import edit

LEEDS = "- I live in Leeds. <!-- f1 -->"
TEA = "- I like tea. <!-- f2 -->\n"


def three(world: World) -> None:
    for text in ("The user lives in Leeds.", "The user likes tea.", "The user has a cat."):
        world.fact(text, "home")
    world.file.sync()


def own(world: World) -> None:
    """A page with two own lines, learned."""
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    edit(world, LEEDS, f"{LEEDS}\n- My boiler was fitted in 2019.\n- My street is Elm Row.")
    assert len(world.file.sync().added) == 2


# --- what is no sentence ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["* * *", "- - -", ". . .", "_ _ _", "- 🎉 🎂"])
def test_a_line_without_words_stops_nothing(world: World, line: str) -> None:
    three(world)
    edit(world, LEEDS, f"{LEEDS}\n\n{line}\n")
    assert world.file.sync().facts == ()
    world.fact("The user has a dog.", "pets")
    world.file.sync()
    assert line in world.file.text() and "I have a dog." in world.file.text()


def test_a_machine_s_line_without_words_stops_nothing(world: World) -> None:
    three(world)
    edit(world, TEA, "- * * * <!-- f2 -->\n")
    assert world.file.sync().facts == ()
    assert "- * * * <!-- f2 -->" in world.file.text()


# --- lines that still stand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", ["### The house\n", "## My own heading\n", "```\n", "~~~\n", "<!-- not yet closed\n"])
def test_a_line_that_still_stands_keeps_its_fact(world: World, above: str) -> None:
    own(world)
    before = world.texts()
    edit(world, "- My boiler", f"{above}- My boiler")
    assert world.file.sync().facts == () and world.texts() == before
    edit(world, above, "")
    assert world.file.sync().facts == () and world.texts() == before
    edit(world, "- My boiler was fitted in 2019.\n", "")
    world.file.sync()
    assert world.texts("deleted") == {"The user's boiler was fitted in 2019."}


def test_a_renamed_heading_takes_no_fact_away(world: World) -> None:
    own(world)
    before = world.texts()
    edit(world, "## Home", "## Where I live")
    assert world.file.sync().facts == () and world.texts() == before


def test_a_deeper_heading_keeps_the_kind(world: World) -> None:
    own(world)
    edit(world, "- My boiler", "### The house\n- My roof is made of slate.\n#### Pets\n- My cat is old.\n- My boiler")
    edit(world, "<!-- dormouse", "### Garden\n- I grow leeks.\n\n## Recipes\n- I bake at 230 degrees.\n\n<!-- dormouse")
    kinds = {fact.text: fact.kind for fact in map(world.ledger.get, world.file.sync().added)}
    assert kinds == {
        "The user's roof is made of slate.": "home",
        "The user's cat is old.": "pets",
        "The user grows leeks.": "home",
    }


def test_a_heading_with_only_deeper_ones_stays(world: World) -> None:
    own(world)
    edit(world, f"{LEEDS}\n", "")
    edit(world, "- My boiler", "### The house\n- My boiler")
    world.file.sync()
    world.fact("The user has a dog.", "pets")
    assert world.file.sync().written
    assert "## Home\n\n### The house\n- My boiler" in world.file.text()


def test_tildes_fence_code_too(world: World) -> None:
    three(world)
    edit(world, LEEDS, f"{LEEDS}\n~~~\nI hate my life.\n~~~")
    assert world.file.sync().facts == ()


def test_lines_deleted_one_by_one_are_no_accident(world: World) -> None:
    for n in range(12):
        world.fact(f"The user likes thing{n}.", "preference")
    world.file.sync()
    for n in range(6):
        edit(world, f"- I like thing{n}. <!-- f{n + 1} -->\n", "")
        assert world.file.sync().deleted == (n + 1,)


# --- behind the mark -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- I live in Leeds. <!-- f1 --> since 2019", "The user lives in Leeds since 2019."),
        ("- I live in Leeds. <!-- f1 -->Nobody knows.", "The user lives in Leeds. Nobody knows."),
        ("<!-- f1 --> - I live in Hull.", "The user lives in Hull."),
        ("- I live <!-- f1 --> in Hull. \r", "The user lives in Hull."),
    ],
)
def test_text_behind_the_mark_belongs_to_the_line(world: World, line: str, text: str) -> None:
    three(world)
    edit(world, LEEDS, line)
    change = world.file.sync()
    assert change.edited == (1,) and not change.added and not change.deleted
    assert world.ledger.get(1).text == text
    world.fact("The user has a dog.", "pets")
    world.file.sync()
    assert line in world.path.read_bytes().decode()


def test_a_moved_mark_alone_is_no_edit(world: World) -> None:
    three(world)
    edit(world, LEEDS, "- I live <!-- f1 --> in Leeds.")
    assert world.file.sync().facts == ()
    assert LEEDS in world.file.text()


def test_two_joined_lines_lose_no_fact(world: World) -> None:
    three(world)
    edit(world, f"{LEEDS}\n{TEA}", f"{LEEDS} {TEA}")
    assert not world.file.sync().deleted
    assert f"{LEEDS} {TEA}" in world.file.text()
    assert "<!--" not in world.ledger.get(2).text and world.ledger.get(1).state == "active"
    assert not world.file.sync().written


def test_changes_show_no_mark_wherever_it_stands() -> None:
    assert changes("- a\n", "- a <!-- f1 --> b\n") == ["- - a", "+ - a b"]


# --- cut and paste ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_cut_line_that_is_pasted_is_remembered_again(world: World, meanwhile: bool) -> None:
    three(world)
    edit(world, TEA, "")
    assert world.file.sync().deleted == (2,)
    if meanwhile:  # the machine writes the page anew, without the line
        world.fact("The user has a dog.", "pets")
        assert world.file.sync().written
    edit(world, "- I have a cat. <!-- f3 -->\n", f"- I have a cat. <!-- f3 -->\n{TEA}")
    assert world.file.sync().confirmed == (2,)
    assert world.ledger.get(2).state == "active"
    assert f"<!-- f3 -->\n{TEA}" in world.file.text() and world.file.text().count("tea") == 1
    assert world.file.sync().facts == ()


def test_an_undone_cut_is_remembered_again(world: World) -> None:
    three(world)
    world.ledger.set_state(2, "uncertain", "a test")
    world.file.sync()
    before = world.file.text()
    edit(world, "- I like tea. (is this still so?) <!-- f2 -->\n", "")
    world.file.sync()
    world.path.write_text(before, encoding="utf-8")
    world.file.sync()
    back = world.ledger.get(2)
    assert (back.state, back.uncertain_because) == ("uncertain", "a test") and world.file.text() == before


def test_a_cut_line_may_be_pasted_with_other_words(world: World) -> None:
    three(world)
    edit(world, TEA, "- I like strong tea. <!-- f2 -->\n")
    world.file.sync()
    edit(world, "- I like strong tea. <!-- f2 -->\n", "")
    world.file.sync()
    world.fact("The user has a dog.", "pets")
    world.file.sync()
    edit(world, f"{LEEDS}\n", f"{LEEDS}\n*  I like strong tea! <!-- f2 -->\n")
    world.file.sync()
    assert world.ledger.get(2).text == "The user likes strong tea!"
    assert "*  I like strong tea! <!-- f2 -->" in world.file.text()


def test_a_pasted_line_of_a_persons_stays_as_typed(world: World) -> None:
    three(world)
    typed = "*  i like   STRONG tea <!-- f2 -->\n"
    edit(world, TEA, typed)
    world.file.sync()
    edit(world, typed, "")
    world.file.sync()
    world.fact("The user has a dog.", "pets")
    world.file.sync()
    edit(world, f"{LEEDS}\n", f"{LEEDS}\n{typed}")
    world.file.sync()
    world.fact("The user has a hen.", "pets")
    world.file.sync()
    assert typed in world.file.text() and world.ledger.get(2).state == "active"


def test_what_was_deleted_elsewhere_does_not_come_back(world: World) -> None:
    three(world)
    before = world.file.text()
    world.ledger.set_state(2, "deleted", "the user said so")
    world.file.sync()
    world.path.write_text(before, encoding="utf-8")
    world.file.sync()
    assert world.ledger.get(2).state == "deleted" and "tea" not in world.file.text()


def test_an_old_copy_brings_no_deleted_line_back(world: World) -> None:
    three(world)
    old = world.file.text()
    world.fact("The user has a dog.", "pets")
    world.file.sync()
    edit(world, TEA, "")
    world.file.sync()
    world.path.write_text(old, encoding="utf-8")
    world.file.sync()
    assert world.ledger.get(2).state == "deleted" and "tea" not in world.file.text()


def test_a_file_lost_after_a_cut_does_not_undo_it(world: World) -> None:
    three(world)
    edit(world, TEA, "")
    world.file.sync()
    world.path.unlink()
    world.file.sync()
    assert world.ledger.get(2).state == "deleted" and "tea" not in world.file.text()


# --- two at one page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("learned", [False, True])
@pytest.mark.parametrize("newer", [False, True])
def test_the_app_saves_over_nobody(world: World, learned: bool, newer: bool) -> None:
    three(world)
    file = world.file
    shown = file.text()
    edit(world, LEEDS, "- I live in Hull. <!-- f1 -->\n- My street is Elm Row.")
    edit(world, TEA, "")
    if newer:
        world.fact("The user has a dog.", "pets")
    if learned:
        file.sync()
    file.write_text(shown.replace("- I have a cat.", "- My sofa is green.\n- I have an old cat."))
    page = file.text()
    assert all(
        line in page for line in ("- My street is Elm Row.", "- My sofa is green.", "- I have an old cat. <!-- f3")
    )
    assert "Leeds" not in page and "tea" not in page and ("dog" in page) == newer
    dog = {"The user has a dog."} if newer else set()
    assert world.texts() == dog | {
        "The user lives in Hull.",
        "The user has an old cat.",
        "The user's street is Elm Row.",
        "The user's sofa is green.",
    }


def test_what_the_app_has_shown_it_may_delete(world: World) -> None:
    three(world)
    file = world.file
    edit(world, LEEDS, f"{LEEDS}\n- My street is Elm Row.")
    shown = file.text()  # not learned yet
    file.write_text(shown.replace("- My street is Elm Row.\n", "- My sofa is green.\n"))
    file.write_text(file.text().replace("- My sofa is green.\n", ""))
    assert "Elm" not in file.text() and "sofa" not in file.text()
    assert "The user's sofa is green." not in world.texts() and "The user's street is Elm Row." not in world.texts()


def test_a_draft_of_another_day_saves_over_nobody(world: World) -> None:
    three(world)
    draft = world.file.text().replace(TEA, f"{TEA}- My sofa is green.\n")
    world.nights.keep_memory_draft(draft)
    edit(world, LEEDS, f"{LEEDS}\n- My street is Elm Row.")
    world.file.sync()
    file = world.file  # begun anew
    file.text()
    file.write_text(draft)
    assert "Elm Row" in file.text() and "sofa" in file.text()


def test_of_a_line_that_both_have_edited_the_later_save_counts(world: World) -> None:
    three(world)
    file = world.file
    shown = file.text()
    edit(world, "I live in Leeds.", "I live in Hull.")
    file.write_text(shown.replace("I live in Leeds.", "I live in Bath."))
    assert file.text().count("<!-- f1 -->") == 1 and world.ledger.get(1).text == "The user lives in Bath."


def test_an_empty_save_of_the_app_loses_nothing(world: World) -> None:
    three(world)
    file = world.file
    file.text()
    edit(world, LEEDS, f"notes\n{LEEDS}")
    assert not file.write_text(" \n").deleted
    assert "notes\n" in file.text() and len(world.texts()) == 3


def test_the_app_does_not_save_over_what_cannot_be_read(world: World) -> None:
    three(world)
    file = world.file
    shown = file.text()
    world.path.write_bytes(b"\xff\xfe\x00d")
    with pytest.raises(Trouble, match="not text in UTF-8"):
        file.write_text(shown)
    assert world.path.read_bytes() == b"\xff\xfe\x00d"


def test_a_save_while_the_archive_is_written_is_merged(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    three(world)
    world.fact("The user has a dog.", "pets")
    write, late = archive.write, list[int]()

    def slow(path: Path, facts: list[archive.Fact]) -> None:
        if not late:
            late.append(1)
            edit(world, LEEDS, f"{LEEDS}\n- My street is Elm Row.")
        write(path, facts)

    monkeypatch.setattr(memory_file.archive, "write", slow)
    world.file.sync()
    assert "Elm Row" in world.file.text() and "dog" in world.file.text()
    assert "The user's street is Elm Row." in world.texts()


PAGES = st.lists(st.sampled_from("abcdefgh"), max_size=8).map("\n".join)


@given(PAGES, PAGES, PAGES)
def test_merged_pages(base: str, theirs: str, mine: str) -> None:
    assert merged(base, base, mine) == mine
    assert merged(base, theirs, base) == theirs
    page = merged(base, theirs, mine).split("\n")
    new = {*theirs.split("\n"), *mine.split("\n")} - {*base.split("\n"), ""}
    assert new <= set(page), "what either has written stands"


def test_merged_pages_of_other_line_endings() -> None:
    base, mine = "a\r\nb\r\nc\r\n", "a\nb\nnew\nc\n"
    assert [fold(line) for line in merged(base, f"other\r\n{base}", mine).split("\n")] == [
        *("other", "a", "b", "new", "c", ""),
    ]


def test_a_save_is_whole_or_not_at_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    three(world)
    file = world.file
    shown = file.text()

    def full(path: Path, data: bytes, mode: int = 0o600) -> None:
        raise Trouble("disk_full", "The disk is full.")

    monkeypatch.setattr(files, "write_atomic", full)
    with pytest.raises(Trouble, match="full"):
        file.write_text(f"{shown}\nhello\n")
    assert world.path.read_text(encoding="utf-8") == shown
