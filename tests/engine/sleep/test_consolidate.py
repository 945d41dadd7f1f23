"""What new sentences do to old ones: the plan alone, on sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sleep.consolidate import Change, doubts, hear, known_of, plan
from engine.sleep.supersession import Heard, Known
from engine.store.ledger import Evidence


def said(text: str, turn: int, source: str = "", kind: str = "other", trust: str = "user_typed") -> Heard:
    evidence = (Evidence(turn, 0, len(text), text),)
    return Heard(text, kind, "", "", "", trust, 0.9, (turn, 0), source or text, evidence)  # type: ignore[arg-type]


def told(*texts: str, kind: str = "other") -> list[Known]:
    return [Known(place, text, kind, (place, 0)) for place, text in enumerate(texts, start=1)]


def of(changes: list[Change], what: str) -> list[int]:
    return [each.key for each in changes if each.what == what]


REPLACED = [
    ("The user's brother Asela lives in Galle.", "The user's brother Asela lives in Oslo.", ""),
    ("The user's brother Asela lives in Galle.", "Asela has moved to Oslo.", ""),
    ("The user drives a Volvo.", "The user drives a Fiat.", ""),
    ("The user's gym opens at 6:30.", "The user's gym opens at 7:00.", ""),
    ("The user's chess evening is on Tuesdays.", "The user's chess evening is on Fridays.", ""),
    ("The user's favourite tea is Assam.", "The user's favourite tea is Keemun.", ""),
    ("The user's aunt Rosa is vegan.", "The user's aunt Rosa is vegetarian.", ""),
    ("The user is allergic to bees.", "The user is no longer allergic to bees.", ""),
    ("The user smokes.", "The user no longer smokes.", ""),
    ("The user works at the harbour office.", "The user no longer works at the harbour office.", ""),
    ("The user owns a blue canoe.", "The user sold the canoe.", ""),
    (
        "The user has been seeing a man named Ambrose.",
        "Ambrose and the user broke up.",
        "Ambrose and I broke up, it's fine.",
    ),
    (
        "The user's boss is called Henrik.",
        "The user's boss is called Ayako.",
        "Henrik left; Ayako took over as my boss.",
    ),
    (
        "The user's niece Ida plays the oboe.",
        "The user's niece Ida plays the cello.",
        "Ida swapped the oboe for a cello.",
    ),
    ("The user takes ramipril.", "The user takes losartan.", "They took me off ramipril and put me on losartan."),
    (
        "The user's uncle Bo is a baker.",
        "The user's uncle Bo is a bus driver.",
        "Bo's a bus driver now, would you believe",
    ),
    (
        "Mrs Okoro waters the user's plants.",
        "Mr Tan waters the user's plants.",
        "Mr Tan waters them now, Mrs Okoro moved.",
    ),
    ("The user has a sister.", "The user has a sister in Turin.", ""),
    ("Ida's crèche closes at 5:45 on the dot.", "Ida's crèche has new hours and closes at 6:15 now.", ""),
    ("Bo teaches physics at a school.", "Bo has left the school for good.", ""),
    (
        "The user has a band practice every Tuesday.",
        "The user's band has shifted practice from Tuesday to Friday.",
        "The band has shifted from Tuesday to Friday for good.",
    ),
    ("The user's Skoda makes a ticking noise.", "The user drives a Kia.", "Sold the Skoda and picked up a Kia."),
    ("The user prefers a window seat on trains.", "The user prefers an aisle seat on trains.", ""),
]


@pytest.mark.parametrize(("old", "new", "source"), REPLACED)
def test_newer_word_takes_the_place(old: str, new: str, source: str) -> None:
    changes = plan(told(old), [said(new, 9, source)])
    assert of(changes, "supersede") == [1] and of(changes, "add") == [-1]


BOTH_STAND = [
    ("The user's favourite pie is rhubarb.", "Greta's favourite pie is pecan.", ""),
    ("The user lives in Leeds.", "The user commutes from Leeds to York.", "I commute from Leeds to York now."),
    ("The user lives in Leeds.", "The user left Leeds at noon.", "We left Leeds at noon."),
    ("The user's friend Ann drives a Skoda.", "The user drives a Kia.", "Sold the Skoda and picked up a Kia."),
    ("The user has a brother.", "The user sold the canoe.", "I sold the canoe."),
    ("The user's brother Asela lives in Galle.", "The user's brother Nuwan lives in Oslo.", ""),
    ("The user lives in Leeds.", "The user's sister lives in Oslo.", ""),
    ("The user likes jazz.", "The user likes blues.", ""),
    ("The user's dog is called Bramble.", "The user's dog is called Rolo.", "Our other dog Rolo chewed it."),
    ("The user plays the oboe.", "The user plays the cello.", "I've also started the cello, now I'm busy!"),
    ("The user's gym opens at 6:30.", "The user's gym closes at 22:00.", ""),
    ("The user's choir is on Mondays.", "The user's choir is at 7:30.", ""),
    ("The user prefers an aisle seat on planes.", "The user prefers tea to coffee.", ""),
    ("The user's husband Gareth hates mushrooms.", "The user hates mushrooms.", ""),
    ("The user's niece Ida is a nurse.", "The user's niece Ida is a keen climber.", ""),
    ("The user's wedding was in Rome.", "The user no longer eats meat.", ""),
    ("The user eats fish.", "The user does not eat meat.", ""),
    ("The user can't stand coriander.", "The user can't stand liver.", ""),
    ("The user is allergic to nuts.", "The user is allergic to bees.", "Now I'm allergic to bees as well."),
    ("The user's cat is called Pickle.", "The user's cat Pickle has died.", ""),
]


@pytest.mark.parametrize(("old", "new", "source"), BOTH_STAND)
def test_both_stand(old: str, new: str, source: str) -> None:
    changes = plan(told(old), [said(new, 9, source)])
    assert of(changes, "supersede") == [] and of(changes, "add") == [-1]


SAME = [
    ("The user's brother Asela lives in Galle.", "The user's  brother Asela lives in Galle!"),
    ("The user plays cribbage on Thursdays.", "The user plays cribbage."),
    ("The user's daughter Maisie is allergic to eggs.", "Maisie is allergic to egg."),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_said_again_confirms(old: str, new: str) -> None:
    changes = plan(told(old), [said(new, 9)])
    assert of(changes, "confirm") == [1] and not of(changes, "add")


def test_the_same_words_of_the_same_turn_count_once() -> None:
    text = "The user smokes."
    assert plan([Known(1, text, "other", (9, 0))], [said(text, 9)]) == []


DOUBTED = [
    ("The user lives in Leeds.", "The user's neighbour keeps the key.", "home", "The user lives in Otley."),
    ("The user works at Marlow's.", "The user's line manager is called Ada.", "work", "The user works at the library."),
    ("The user drives a Skoda.", "The user's Skoda has roof bars.", "possession", "The user drives a Kia."),
    ("The user's cat is called Pickle.", "Pickle eats tuna on Sundays.", "pets", "The user's cat Pickle has died."),
    (
        "The user curls.",
        "The user's curling league is on Tuesdays.",
        "hobby",
        "The user no longer curls in the league.",
    ),
]


@pytest.mark.parametrize(("old", "dependent", "kind", "new"), DOUBTED)
def test_what_depended_on_it_is_doubted(old: str, dependent: str, kind: str, new: str) -> None:
    known = [*told(old), Known(2, dependent, kind, (2, 0)), Known(3, "The user likes jazz.", kind, (3, 0))]
    known = [each for each in known if kind in ("pets", "possession", "hobby") or each.key != 3]
    changes = plan(known, [said(new, 9)])
    assert of(changes, "doubt") == [2]


def test_what_was_said_after_the_change_is_not_doubted() -> None:
    known = [*told("The user drives a Skoda."), Known(2, "The user's Skoda has roof bars.", "possession", (20, 0))]
    assert of(plan(known, [said("The user drives a Kia.", 9)]), "doubt") == []


def test_a_newer_value_stands_where_the_older_one_stood() -> None:
    (added, _) = plan(told("The user drives a Skoda.", kind="possession"), [said("The user drives a Kia.", 9)])
    assert added.heard and added.heard.kind == "possession"


def test_old_news_does_not_replace_what_is_known() -> None:
    changes = plan([Known(1, "The user drives a Kia.", "other", (9, 0))], [said("The user drives a Skoda.", 4)])
    assert [(each.what, each.key, each.by) for each in changes] == [("add", -1, 0), ("supersede", -1, 1)]


def test_what_the_user_wrote_tonight_is_newer_than_what_was_said() -> None:
    known = [Known(1, "The user drives a Kia.", "other", (1 << 62, 0))]
    assert of(plan(known, [said("The user drives a Skoda.", 99)]), "supersede") == [-1]


def test_only_trusted_words_and_no_secrets_enter() -> None:
    heard = [
        said("The user lives in Leeds.", 1),
        said("The user lives in Rome.", 2, trust="web"),
        said("The user's PIN is 4821.", 3),
        said("...", 4),
        said("The user moves house next May.", 5),
    ]
    kept, dropped = hear(heard, {5: date(2026, 11, 23)})
    assert [each.text for each in kept] == ["The user lives in Leeds.", "The user moves house in May 2027."]
    assert [each.why for each in dropped] == ["not the user's own word", "a secret", "no words in it"]


PLACES = st.sampled_from(["Leeds", "Otley", "Rome", "Oslo"])
LIVES = st.lists(st.tuples(st.sampled_from(["The user", "The user's aunt Rosa"]), PLACES), min_size=1, max_size=6)


def final(batches: list[list[Heard]]) -> set[str]:
    """What stands after nights that heard `batches`, one after the other."""
    facts: dict[int, Known] = {}
    for batch in batches:
        ids: dict[int, int] = {}
        for change in plan(facts.values(), batch):
            key = ids.get(change.key, change.key)
            if change.what == "add":
                assert change.heard is not None
                key = ids[change.key] = 1 + max(facts, default=0) + 100 * len(batches)
                facts[key] = Known(key, change.heard.text, "other", change.heard.order)
            elif change.what == "supersede":
                facts.pop(key)
            elif change.what == "confirm":
                assert change.heard is not None
                order = max(facts[key].order, change.heard.order)
                facts[key] = Known(key, facts[key].text, "other", order)
    return {each.text for each in facts.values()}


@given(LIVES, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_newest_evidence_wins_in_any_order(lives: list[tuple[str, str]], random: object, nights: int) -> None:
    heard = [said(f"{who} lives in {place}.", turn) for turn, (who, place) in enumerate(lives, start=1)]
    newest = dict(lives)
    shuffled = list(heard)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    size = -(-len(shuffled) // nights)
    batches = [shuffled[start : start + size] for start in range(0, len(shuffled), size)]
    assert final(batches) == final([heard]) == {f"{who} lives in {place}." for who, place in newest.items()}


def test_known_of_reads_order_and_state() -> None:
    assert known_of([], {}) == []


def test_what_is_named_as_gone_without_a_successor_is_doubted_and_nothing_else() -> None:
    trip = Known(1, "The user is taking the kids to Dubrovnik in June.", "travel", (1, 0))
    sister = Known(2, "The user's sister Dilani lives in Melbourne.", "family", (2, 0))
    told = {(9, 0): "Change of plan, Dubrovnik fell through, so the June holiday is off."}
    found = doubts([trip, sister], [], told)
    assert [(change.what, change.key) for change in found] == [("doubt", 1)]
    assert doubts([trip], [Change("supersede", 1, "changed", by=-1)], told) == []
    assert doubts([Known(1, trip.text, "travel", (10, 0))], [], told) == []  # said later than that
    assert doubts([trip], [], {(9, 0): "What is Dubrovnik like in June?"}) == []
