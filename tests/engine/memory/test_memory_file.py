"""The memory file between a person, their editor and the machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import files
from engine.errors import Trouble
from engine.memory.memory_file import MemoryFile
from engine.memory.page import changes
from engine.memory.page_writer import OPENING
from tests.engine.memory.conftest import World, open_world


def edit(world: World, old: str, new: str) -> None:
    text = world.path.read_text(encoding="utf-8")
    assert old in text
    world.path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_person_likes_to_read_it(world: World) -> None:
    world.fact("The user's cat is called Pickle.", "pets")
    world.fact("The user's sister Dilani lives in Melbourne.", "family")
    world.fact("The user was born in Kandy.", "history")
    doubtful = world.fact("The user no longer takes levothyroxine.", "health")
    world.ledger.set_state(doubtful.id, "uncertain", "a test")
    world.file.sync()
    assert world.file.text() == (
        "\n".join(OPENING) + "\n\n"
        "## About me\n\n- I was born in Kandy. <!-- f3 -->\n\n"
        "## People\n\n- My sister Dilani lives in Melbourne. <!-- f2 -->\n\n"
        "## Health\n\n- I no longer take levothyroxine. (is this still so?) <!-- f4 -->\n\n"
        "## Pets\n\n- My cat is called Pickle. <!-- f1 -->\n\n"
        "<!-- dormouse 1 -->\n"
    )


def test_what_a_night_changed(world: World) -> None:
    old = world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    night = world.nights.begin("night", 0, 0)
    world.ledger.supersede(old.id, world.fact("The user lives in Hull.", "home").id)
    world.file.sync(night)
    edit(world, "I live in Hull.", "I live in Bath.")  # later, and by hand: not the night's
    world.file.sync()
    (row,) = world.nights.memory_of(night)
    assert changes(row.before, row.text) == ["- - I live in Leeds.", "+ - I live in Hull."]
    assert changes(row.text, row.text.replace("f1 ", "f9 ")) == []
    assert world.nights.memory_of(night + 1) == []


def test_nothing_new_writes_nothing(world: World) -> None:
    world.fact("The user lives in Leeds.", "home")
    assert world.file.sync().written
    before = world.path.stat().st_mtime_ns
    assert not world.file.sync().written
    assert world.path.stat().st_mtime_ns == before


def test_edited_line_is_learned_and_stays_as_typed(world: World) -> None:
    fact = world.fact("The user's sister Dilani lives in Melbourne.", "family")
    world.file.sync()
    edit(world, "- My sister Dilani lives in Melbourne.", "* my sister   Dilani lives in Auckland now!!")
    assert world.file.sync().edited == (fact.id,)
    learned = world.ledger.get(fact.id)
    assert learned.text == "The user's sister Dilani lives in Auckland now!!" and learned.trust == "user_confirmed"
    assert "* my sister   Dilani lives in Auckland now!! <!-- f1 -->" in world.file.text()


def test_edited_line_is_never_replaced_only_followed(world: World) -> None:
    fact = world.fact("The user's sister Dilani lives in Melbourne.", "family")
    world.file.sync()
    edit(world, "Melbourne.", "Melbourne, by the sea.")
    world.file.sync()
    newer = world.fact("The user's sister Dilani lives in Perth.", "family")
    world.ledger.supersede(fact.id, newer.id)
    world.file.sync()
    lines = world.file.text().split("\n")
    place = lines.index("- My sister Dilani lives in Melbourne, by the sea. <!-- f1 -->")
    assert lines[place + 1] == "- My sister Dilani lives in Perth. <!-- f2 -->"
    assert not world.file.sync().written


def test_machine_line_is_replaced_in_place(world: World) -> None:
    fact = world.fact("The user drives a Skoda.", "possession")
    world.fact("The user's laptop is a ThinkPad.", "possession")
    world.file.sync()
    newer = world.fact("The user drives a Kia.", "possession")
    world.ledger.supersede(fact.id, newer.id)
    world.file.sync()
    text = world.file.text()
    assert "Skoda" not in text and text.index("Kia") < text.index("ThinkPad")


def test_deleted_line_deletes_the_fact(world: World) -> None:
    facts = [world.fact(f"The user likes thing{n}.", "preference") for n in range(3)]
    world.file.sync()
    edit(world, "- I like thing1. <!-- f2 -->\n", "")
    assert world.file.sync().deleted == (facts[1].id,)
    assert world.ledger.get(facts[1].id).state == "deleted" and "thing1" not in world.file.text()


def test_much_missing_at_once_is_an_accident(world: World) -> None:
    for n in range(8):
        world.fact(f"The user likes thing{n}.", "preference")
    world.file.sync()
    text = world.file.text()
    world.path.write_text(text.split("- I like thing3")[0], encoding="utf-8")  # an editor that saved half
    change = world.file.sync()
    assert change.restored == 5 and not change.deleted
    assert all(f"I like thing{n}." in world.file.text() for n in range(8))


@pytest.mark.parametrize("content", [None, b"", b" \n\n"])
def test_lost_file_comes_back_with_the_users_lines(world: World, content: bytes | None) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    edit(world, "<!-- f1 -->", "<!-- f1 -->\n- My boiler was fitted in 2019.")
    world.file.sync()
    before = world.texts()
    world.path.unlink()
    if content is not None:
        world.path.write_bytes(content)
    world.file.sync()
    assert world.texts() == before
    assert "I live in Leeds." in world.file.text() and "- My boiler was fitted in 2019." in world.file.text()


def test_own_line_is_learned_once_and_left_alone(world: World) -> None:
    world.fact("The user's sister Dilani lives in Melbourne.", "family")
    world.file.sync()
    edit(world, "<!-- f1 -->", "<!-- f1 -->\n-  My brother *Asela* is a vet")
    change = world.file.sync()
    assert [world.ledger.get(fact).text for fact in change.added] == ["The user's brother *Asela* is a vet."]
    assert world.ledger.get(change.added[0]).kind == "family"
    assert world.file.text().count("Asela") == 1 and "-  My brother *Asela* is a vet\n" in world.file.text()
    assert world.file.sync().facts == ()
    edit(world, "-  My brother *Asela* is a vet", "- My brother *Asela* is a vet in Galle")
    assert world.file.sync().edited == change.added
    edit(world, "- My brother *Asela* is a vet in Galle\n", "")
    assert world.file.sync().deleted == change.added
    assert world.texts() == {"The user's sister Dilani lives in Melbourne."}


@pytest.mark.parametrize(
    "line",
    [
        "- My PIN is 4821",
        "- ?",
        "> quoted words of another",
        "- what is this?",
        "Shopping:",
        "```\nmy code is art\n```",
    ],
)
def test_not_every_line_is_a_fact(world: World, line: str) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    edit(world, "<!-- f1 -->", f"<!-- f1 -->\n{line}")
    assert world.file.sync().facts == ()
    assert line in world.file.text() and len(world.texts()) == 1


def test_lines_outside_our_headings_are_notes(world: World) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    world.path.write_text("My own page\n\n" + world.file.text() + "## Recipes\n\n- I bake at 230 degrees.\n", "utf-8")
    assert world.file.sync().added == ()
    world.fact("The user's dog is called Bramble.", "pets")
    world.file.sync()
    text = world.file.text()
    assert text.startswith("My own page\n") and "## Recipes\n\n- I bake at 230 degrees.\n" in text and "Bramble" in text


def test_removed_doubt_is_a_confirmation(world: World) -> None:
    fact = world.fact("The user sings alto.", "hobby")
    world.ledger.set_state(fact.id, "uncertain", "a test")
    world.file.sync()
    edit(world, " (is this still so?)", "")
    assert world.file.sync().confirmed == (fact.id,)
    assert world.ledger.get(fact.id).state == "active"


def test_old_copy_saved_late_takes_nothing_back(world: World) -> None:
    """An editor held the page of two writings ago; the user adds a line there and saves."""
    old_fact = world.fact("The user drives a Skoda.", "possession")
    world.file.sync()
    old = world.file.text()
    newer = world.fact("The user drives a Kia.", "possession")
    world.ledger.supersede(old_fact.id, newer.id)
    world.fact("The user's dog is called Bramble.", "pets")
    world.file.sync()
    world.path.write_text(old.replace("<!-- f1 -->", "<!-- f1 -->\n- Our hamster is called Biscuit"), "utf-8")
    world.file.sync()
    assert world.texts() == {
        "The user drives a Kia.",
        "The user's dog is called Bramble.",
        "The user's hamster is called Biscuit.",
    }
    text = world.file.text()
    assert "Skoda" not in text and "Kia" in text and "Bramble" in text and "- Our hamster is called Biscuit" in text


def test_save_while_we_write_is_merged(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    world.fact("The user's dog is called Bramble.", "pets")
    put, saves = MemoryFile.put, []

    def late(self: MemoryFile, draft: object) -> bool:
        if not saves:
            saves.append(1)
            edit(world, "- I live in Leeds. <!-- f1 -->", "- I live in Leeds. <!-- f1 -->\n- My street is Elm Row.")
        return put(self, draft)  # type: ignore[arg-type]

    monkeypatch.setattr(MemoryFile, "put", late)
    world.file.sync()
    assert "- My street is Elm Row." in world.file.text() and "Bramble" in world.file.text()
    assert "The user's street is Elm Row." in world.texts()


def test_crash_between_database_and_file(world: World) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    world.fact("The user's dog is called Bramble.", "pets")
    with world.db.transaction():
        world.file.learn()
        assert world.file.draft(None) is not None
    # here the process ends; later the user edits the old file, then all goes on
    edit(world, "I live in Leeds.", "I live in Otley.")
    world.file.sync()
    assert world.texts() == {"The user lives in Otley.", "The user's dog is called Bramble."}
    assert "Bramble" in world.file.text() and "Otley" in world.file.text()


def test_night_that_would_lose_too_much_is_refused(world: World) -> None:
    facts = [world.fact(f"The user likes thing{n}.", "preference") for n in range(8)]
    world.file.sync()
    for fact in facts[:4]:
        world.ledger.set_state(fact.id, "suspended", "gone without a successor")
    before = world.path.read_bytes()
    with pytest.raises(Trouble) as told, world.db.transaction():
        world.file.draft(night=1)
    assert told.value.kind == "memory_file_loss" and world.path.read_bytes() == before
    for fact in facts[:1]:
        world.ledger.set_state(fact.id, "active", "back")
    with world.db.transaction():
        assert world.file.draft(night=None) is not None  # three of eight, fewer than FEW


def test_what_is_not_text_is_left_alone(world: World) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.path.write_bytes(b"\xff\xfe\x00d")
    with pytest.raises(Trouble, match="not text in UTF-8"):
        world.file.sync()
    assert world.path.read_bytes() == b"\xff\xfe\x00d"


def test_a_fact_cannot_forge_a_mark(world: World) -> None:
    first = world.fact("The user likes <!-- f2 --> tea <!-- dormouse 9 -->.", "food")
    world.fact("The user lives in Leeds.\n## Health\n- x", "home")
    world.file.sync()
    assert not world.file.sync().written and len(world.texts()) == 2
    assert world.file.text().count("<!-- f") == 2 and world.ledger.get(first.id).state == "active"


def test_unknown_mark_is_the_users_own_line(world: World) -> None:
    world.fact("The user lives in Leeds.", "home")
    world.file.sync()
    edit(world, "<!-- f1 -->", "<!-- f1 -->\n- From my old machine. <!-- f2 -->")
    world.file.sync()
    world.fact("The user's dog is called Bramble.", "pets")  # takes the number 2
    world.file.sync()
    world.file.sync()
    assert "- From my old machine. <!-- f2 -->" in world.file.text() and "Bramble" in world.file.text()


# --- any interleaving ------------------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abc éö-*#>`<!.f1"), min_size=1, max_size=14)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("fact"), st.sampled_from(["home", "family", "other"]), WORDS),
        st.tuples(st.just("over"), st.integers(0, 9), WORDS),
        st.tuples(st.just("gone"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("doubt"), st.integers(0, 9), st.just("")),
        st.tuples(st.just("sync"), st.just(0), st.just("")),
        st.tuples(st.just("insert"), st.integers(0, 30), WORDS),
        st.tuples(st.just("edit"), st.integers(0, 9), WORDS),
        st.tuples(st.just("old copy"), st.integers(0, 4), WORDS),
        st.tuples(st.just("style"), st.sampled_from(["atomic", "in place", "vim", "emptied first"]), st.just("")),
    ),
    max_size=14,
)


def save(world: World, text: str, style: str) -> None:
    """Save as editors do; "emptied first" is looked at by us between emptying and writing."""
    path = world.path
    match style:
        case "in place":
            path.write_text(text, encoding="utf-8")
        case "vim":
            backup = path.with_name("MEMORY.md~")
            path.rename(backup)
            path.write_text(text, encoding="utf-8")
            backup.unlink()
        case "emptied first":
            path.write_bytes(b"")
            world.file.sync()
            path.write_text(text, encoding="utf-8")
        case _:
            files.write_atomic(path, text.encode())


def step(
    world: World, what: str, place: int | str, words: str, human: list[str], copies: list[str], style: str = "atomic"
) -> None:
    active = sorted(world.ledger.facts("active"), key=lambda each: each.id)
    match what:
        case "fact":
            world.fact(f"The user has {words} it.", str(place))
        case "over" | "gone" | "doubt" if active:
            fact = active[int(place) % len(active)].id
            if what == "over":
                world.ledger.supersede(fact, world.fact(f"The user got {words} it.").id)
            else:
                world.ledger.set_state(fact, "suspended" if what == "gone" else "uncertain", "a test")
        case "sync":
            world.file.sync()
            copies.append(world.file.text())
        case "insert" if world.path.exists():
            lines = world.file.text().split("\n")
            line = f"own {words} {len(human)}"
            human.append(line)
            lines.insert(int(place) % max(1, len(lines)), line)
            save(world, "\n".join(lines), style)
        case "edit" if world.path.exists():
            lines = world.file.text().split("\n")
            marked = [index for index, line in enumerate(lines) if line.startswith("- ") and "<!-- f" in line]
            if marked:
                index = marked[int(place) % len(marked)]
                mark = lines[index][lines[index].index("<!-- f") :]
                lines[index] = f"- edited {words} {len(human)} {mark}"
                human.append(f"- edited {words} {len(human)}")
                save(world, "\n".join(lines), style)
        case "old copy" if copies and world.path.exists():
            copy = copies[int(place) % len(copies)]
            human[:] = [each for each in human if each in copy]  # the user's own tool took the others away
            save(world, copy, style)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_no_line_of_a_persons_is_ever_lost(steps: list[tuple[str, int | str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = open_world(Path(folder))
        human: list[str] = []
        copies: list[str] = []
        style = "atomic"
        for what, place, words in steps:
            style = str(place) if what == "style" else style
            step(world, what, place, words, human, copies, style)
            text = world.file.text()
            edited_over = {line for line in human if line.startswith("- edited") and line not in text}
            assert what == "edit" or not edited_over, (what, edited_over)
            human[:] = [line for line in human if line not in edited_over]  # edited again by the user
            assert all(line in text for line in human)
        world.file.sync()
        assert all(line in world.file.text() for line in human)
        once = world.file.text()
        assert not world.file.sync().written and world.file.text() == once
        world.db.close()
