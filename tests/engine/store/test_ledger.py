"""The ledger: who may speak, what supersedes what, and how a night is taken back."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from typing import Any

import pytest

from engine.errors import Bug, Trouble
from engine.protocol import Trust
from engine.store.database import Database
from engine.store.ledger import Evidence, Fact, Ledger, same_key
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.store.conftest import FakeClock

LISBON = "The user's sister Priya lives in Lisbon."
PORTO = "The user's sister Priya lives in Porto."


def put(ledger: Ledger, text: str, **other: Any) -> Fact:
    return ledger.add(text, **{"kind": "family", "trust": "user_confirmed", "confidence": 0.5} | other)


def said(
    turns: Turns, text: str = "My sister Priya lives in Lisbon, I think.", trust: Trust = "user_typed"
) -> Evidence:
    turn = turns.add_user(turns.new_conversation(), None, text, trust=trust)
    return Evidence(turn.id, 3, 31, text[3:31])


def test_a_fact_keeps_what_it_was_given(ledger: Ledger, turns: Turns) -> None:
    parts = {"kind": "family", "subject": "sister Priya", "attribute": "lives in", "value": "Lisbon"}
    evidence = said(turns)
    fact = ledger.add(LISBON, **parts, trust="user_typed", confidence=0.9, evidence=[evidence])
    assert fact == ledger.get(fact.id) and asdict(fact).items() >= (parts | {"text": LISBON, "confidence": 0.9}).items()
    assert (fact.state, fact.lives, fact.fails, fact.pinned, fact.superseded_by) == ("active", "prompt", 0, False, None)
    assert ledger.evidence(fact.id) == [evidence]
    (view,) = ledger.views([fact.id])
    assert view.evidence[0].quote == "sister Priya lives in Lisbon" and view.evidence[0].turn == evidence.turn
    assert ledger.views([fact.id], details=False)[0].evidence == ()


@pytest.mark.parametrize("trust", ["user_document", "pasted", "web", "feed", "model"])
def test_nobody_else_speaks_about_the_user(ledger: Ledger, turns: Turns, db: Database, trust: Trust) -> None:
    with pytest.raises(Trouble):
        put(ledger, LISBON, trust=trust, evidence=[said(turns)])
    with pytest.raises(Bug):  # nor in the name of the user
        put(ledger, LISBON, trust="user_typed", evidence=[said(turns, trust=trust)])
    with pytest.raises(Bug):  # not even past this class
        db.execute(
            "INSERT INTO facts (text, same, kind, subject, attribute, value, state, trust, confidence, created,"
            " confirmed) VALUES ('x', 'x', '', '', '', '', 'active', ?, 1, '', '')",
            (trust,),
        )
    assert ledger.facts() == [] and db.execute("SELECT * FROM evidence") == []


def test_an_answer_is_no_evidence(ledger: Ledger, turns: Turns) -> None:
    evidence = said(turns)
    answer = turns.begin_answer(turns.turn(evidence.turn).conversation, evidence.turn)
    turns.save_answer(answer, turns.turn(evidence.turn).text, "whole")
    fact = put(ledger, LISBON, evidence=[evidence])
    with pytest.raises(Bug):
        ledger.confirm(fact.id, Evidence(answer, evidence.start, evidence.end, evidence.quote))
    assert ledger.evidence(fact.id) == [evidence] and ledger.get(fact.id) == fact


@pytest.mark.parametrize("change", [{"start": 4}, {"end": 30}, {"quote": "sister Priya lives in Madrid"}, {"turn": 99}])
def test_evidence_quotes_word_for_word(ledger: Ledger, turns: Turns, change: dict[str, Any]) -> None:
    wrong = Evidence(**asdict(said(turns)) | change)
    with pytest.raises(Bug):
        put(ledger, LISBON, trust="user_typed", evidence=[wrong])
    with pytest.raises(Bug):
        put(ledger, LISBON, trust="user_typed", evidence=[])
    assert ledger.facts() == []


def test_deleting_a_conversation_keeps_the_fact_and_takes_the_quote(ledger: Ledger, turns: Turns, db: Database) -> None:
    evidence = said(turns)
    fact = put(ledger, LISBON, evidence=[evidence])
    turns.delete_conversation(turns.turn(evidence.turn).conversation)
    assert ledger.get(fact.id) == fact and ledger.evidence(fact.id) == [] and ledger.views()[0].evidence == ()
    assert db.execute("SELECT turn, quote FROM evidence") == [(None, "")]


def test_supersession(ledger: Ledger) -> None:
    lisbon, porto, faro = (put(ledger, text) for text in (LISBON, PORTO, PORTO.replace("Porto", "Faro")))
    assert ledger.supersede(lisbon.id, porto.id, "newer").superseded_by == porto.id
    ledger.supersede(porto.id, faro.id)
    assert [fact.id for fact in ledger.facts("active")] == [faro.id] and len(ledger.facts()) == 3
    for old, new in ((faro.id, lisbon.id), (faro.id, faro.id)):
        with pytest.raises(Bug):
            ledger.supersede(old, new)
    assert ledger.find_same(LISBON) is None, "what was superseded is not current"
    freed = ledger.set_state(lisbon.id, "active", "the user said so")
    assert (freed.state, freed.superseded_by) == ("active", None)


def test_doubt_is_kept_and_lifted(ledger: Ledger, turns: Turns) -> None:
    fact = put(ledger, LISBON)
    assert ledger.set_state(fact.id, "uncertain", "Priya moved").uncertain_because == "Priya moved"
    confirmed = ledger.confirm(fact.id, said(turns), 0.8)
    assert (confirmed.state, confirmed.uncertain_because, confirmed.confidence) == ("active", "", 0.8)
    assert confirmed.confirmed > fact.confirmed and len(ledger.evidence(fact.id)) == 1
    suspended = ledger.set_state(fact.id, "suspended")
    assert ledger.confirm(fact.id).state == suspended.state, "saying it again does not lift what the user set aside"
    with pytest.raises(Trouble):
        ledger.set_state(fact.id, "asleep")  # type: ignore[arg-type]


def test_the_users_own_wording(ledger: Ledger, turns: Turns) -> None:
    fact = put(ledger, LISBON, trust="user_typed", evidence=[said(turns)], value="Lisbon")
    ledger.set_lives(fact.id, "fast")
    ledger.set_fails(fact.id, 2)
    kept = ledger.set_text(fact.id, LISBON + " Still.")
    assert (kept.value, kept.trust, kept.lives, kept.fails) == ("Lisbon", "user_confirmed", "prompt", 0)
    changed = ledger.set_text(fact.id, PORTO)
    assert changed.value == "" and ledger.find_same(PORTO) == changed
    for text in ("", " ", "?!"):
        with pytest.raises(Trouble):
            ledger.set_text(fact.id, text)
        with pytest.raises(Trouble):
            put(ledger, text)


def test_sameness() -> None:
    assert same_key("The  user's sister PRIYA, lives in Lisbon!") == same_key(LISBON)
    assert same_key("ﬁve Å") == same_key("FIVE Å") != same_key("six Å")


def test_finding_by_words_and_stems(ledger: Ledger) -> None:
    dog = put(ledger, "The user's dog Bramble hates thunder.")
    cat = put(ledger, "The user's cat Pip sleeps on the dog's blanket.")
    ledger.set_lives(cat.id, "fast")
    gone = put(ledger, "The user's dog Rex barked.")
    ledger.set_state(gone.id, "deleted")
    assert [fact.id for fact, _ in ledger.match(["hate", "dogs"])] == [dog.id, cat.id]
    scores = [score for _, score in ledger.match(["hate", "dogs"])]
    assert scores == sorted(scores, reverse=True) and scores[1] > 0
    assert [fact.id for fact, _ in ledger.match(["dog"], lives="prompt")] == [dog.id]
    assert len(ledger.match(["dog"], limit=1)) == 1
    for words in ([], [""], ['"'], ["*"], ["NEAR("], ['a"b'], ["a\0b"], ["AND", "OR"], ["'"]):
        assert ledger.match(words) == []
    assert [fact.id for fact in ledger.facts(search="DOG user's")] == [cat.id, dog.id]
    assert ledger.facts("deleted") == [ledger.get(gone.id)]


def test_every_change_is_in_the_history_and_none_is_rewritten(ledger: Ledger, db: Database) -> None:
    fact = put(ledger, LISBON)
    ledger.set_pinned(fact.id, True)
    ledger.set_pinned(fact.id, True)  # no difference, no line
    ledger.set_parts(fact.id, "family", "sister Priya", "lives in", "Lisbon")
    lines = [(change.what, change.before, change.after, change.night) for change in ledger.history(fact.id)]
    parts = {"subject": "sister Priya", "attribute": "lives in", "value": "Lisbon"}
    assert lines == [
        ("added", {}, {"text": LISBON, "state": "active"}, None),
        ("pinned", {"pinned": False}, {"pinned": True}, None),
        ("parts", dict.fromkeys(parts, ""), parts, None),
    ]
    with pytest.raises(Bug):
        db.execute("UPDATE fact_changes SET why = 'because'")


def test_a_night_is_taken_back_and_later_edits_stay(ledger: Ledger, nights: Nights, db: Database) -> None:
    old, edited, doubted = put(ledger, LISBON), put(ledger, "The user likes tea."), put(ledger, "The user has a cat.")
    night = nights.begin("night", 0, 1)
    asleep = Ledger(db, FakeClock(), night)
    new, kept = put(asleep, PORTO), put(asleep, "The user likes cake.")
    asleep.supersede(old.id, new.id, "newer")
    asleep.set_lives(edited.id, "fast")
    asleep.set_state(doubted.id, "uncertain", "moved")
    paused = put(ledger, "The user has a boat.")
    asleep.set_state(paused.id, "uncertain", "sold?")
    ledger.set_state(paused.id, "suspended")
    ledger.set_text(edited.id, "The user likes green tea.")
    ledger.set_text(kept.id, "The user likes carrot cake.")
    untouched = ledger.get(edited.id)
    assert ledger.undo_night(night) == [old.id, doubted.id, new.id]
    assert ledger.get(old.id) == old and ledger.get(doubted.id) == doubted and ledger.get(edited.id) == untouched
    assert ledger.get(new.id).state == "deleted" and ledger.get(kept.id).state == "active"
    assert ledger.undo_night(night) == []
    assert ledger.get(paused.id).state == "suspended"
    assert {change.night for change in ledger.history() if change.what == "undone"} == {None}


def test_what_happens_after_a_line_is_undone_in_any_order(ledger: Ledger, nights: Nights, db: Database) -> None:
    """Each subset of a night's writes, in each order, leaves no trace on a fact once it is undone."""
    night = nights.begin("night", 0, 1)
    asleep = Ledger(db, FakeClock(), night)
    writes = [
        lambda fact: asleep.set_lives(fact, "fast"),
        lambda fact: asleep.set_fails(fact, 3),
        lambda fact: asleep.confirm(fact, confidence=0.9),
        lambda fact: asleep.set_text(fact, PORTO),
    ]
    for order in itertools.permutations(writes):
        before = put(ledger, LISBON, value="Lisbon")
        for write in order:
            write(before.id)
        ledger.undo_night(night)
        assert ledger.get(before.id) == before


def test_what_does_not_exist_is_one_sentence(ledger: Ledger) -> None:
    for ask in (ledger.get, ledger.confirm, lambda fact: ledger.set_text(fact, "x"), lambda fact: ledger.facts("odd")):
        with pytest.raises(Trouble):
            ask(99)
    assert ledger.views([99]) == []
