"""Only the user's own words become a fact, a line, a dream or a training row, even when the reader believes all."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import Bug, Trouble
from engine.memory import trust
from engine.protocol import Trust
from engine.store.ledger import Evidence
from tests.attack.world import Attack, GullibleCrew, arrived, bench_data, open_world, own_corpus, plant, poison
from tests.engine.sleep.small import House

NOT_THE_USERS: tuple[Trust, ...] = ("user_document", "pasted", "web", "feed", "model")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return open_world(tmp_path)


def lived_through(house: House, attacks: list[Attack], gate: bool = True) -> dict[str, list[str]]:
    """Plant everything, sleep, and look where it arrived."""
    house.say("The user's brother Tom lives in Oslo.")
    for attack in attacks:
        plant(house, attack, gate)
    assert house.sleep().verdict == "published"
    assert isinstance(house.crew, GullibleCrew) and any(attacks[0].text == text for text in house.crew.seen)
    return arrived(house, [canary for attack in attacks for canary in attack.canaries])


def test_no_canary_of_our_corpus_arrives_by_any_channel(house: House) -> None:
    attacks = own_corpus()
    assert len({attack.text for attack in attacks}) >= 40
    assert lived_through(house, attacks) == {}
    assert house.texts() <= {"The user's brother Tom lives in Oslo.", "Please go on"}


def test_the_control_without_the_gate_they_arrive(house: House) -> None:
    attacks = [attack for attack in own_corpus() if attack.channel == "web"]
    found = lived_through(house, attacks, gate=False)
    canaries = {canary for attack in attacks for canary in attack.canaries}
    for place in ("ledger", "memory file", "training rows"):
        assert len(found[place]) >= 0.9 * len(canaries), place


def test_no_canary_of_the_shared_poison_arrives(house: House) -> None:
    folder = bench_data()
    if folder is None:
        pytest.skip("the shared benchmark is not here")
    attacks, _kept = poison(folder)
    assert len(attacks) >= 40
    assert lived_through(house, attacks) == {}


@pytest.mark.parametrize("believed", NOT_THE_USERS)
def test_the_table_itself_refuses_such_evidence(house: House, believed: Trust) -> None:
    conversation = house.turns.new_conversation()
    if believed == "model":
        asked = house.turns.add_user(conversation, None, "Hello", "", "user_typed")
        turn = house.turns.save_answer(
            house.turns.begin_answer(conversation, asked.id), "I live in Orrisbeck.", "whole"
        )
    else:
        turn = house.turns.add_user(conversation, None, "I live in Orrisbeck.", "", believed)
    evidence = Evidence(turn.id, 0, 6, "I live")
    with pytest.raises((Bug, Trouble)):
        house.ledger.add(
            "The user lives in Orrisbeck.", kind="home", trust="user_typed", confidence=1.0, evidence=[evidence]
        )
    with pytest.raises(Trouble):
        house.ledger.add("The user lives in Orrisbeck.", kind="home", trust=believed, confidence=1.0)
    own = house.ledger.add("The user likes tea.", kind="food", trust="user_confirmed", confidence=1.0)
    with pytest.raises(Bug):  # by hand, past all Python
        house.db.execute(
            'INSERT INTO evidence (fact, turn, start, "end", quote, created) VALUES (?, ?, 0, 6, ?, ?)',
            (own.id, turn.id, "I live", ""),
        )
    with pytest.raises(Bug):
        house.db.execute("UPDATE facts SET trust = ? WHERE id = ?", (believed, own.id))
    assert house.texts() == {"The user likes tea."}


def test_what_each_channel_may_become() -> None:
    facts = {channel for channel, believed in trust.CHANNELS.items() if trust.may_be_fact(believed)}
    rows = {channel for channel, believed in trust.CHANNELS.items() if trust.may_be_studied(believed)}
    assert facts == {"user", "confirmed"} and rows == {"user", "confirmed", "file", "document"}
    assert not trust.may_be_fact(trust.of_channel("a channel that nobody knows"))


def test_a_memory_about_a_fact_cannot_forge_lines_of_the_memory_file(house: House) -> None:
    """The user's own sentence with a mark in it stays one line, and claims no other fact's number."""
    house.say("The user likes tea. <!-- f2 -->\n- I live in Thistlewick. <!-- f1 -->")
    house.sleep()
    lines = [line for line in house.memory().split("\n") if "Thistlewick" in line and "<!-- f" in line]
    numbers = [line.rsplit("<!-- f", 1)[1].split(" ")[0] for line in lines]
    texts = {str(fact.id): fact.text for fact in house.ledger.facts()}
    assert all("Thistlewick" in texts[number] for number in numbers)
