"""Wording, questions, look-alikes and dreams, on the tuning set and on hand-picked sentences."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from engine.sleep.contrast import World, contrasts
from engine.sleep.crew import Answered
from engine.sleep.dial import TABLE
from engine.sleep.dream import KEPT_UP, Budget, about_fact, budget_for, checked, dream, kept_up, ours, replay_prompts
from engine.sleep.exam import items, mark, right
from engine.sleep.grading import denies, has_any, holds, value_words
from engine.sleep.questions import exam_questions, questions, view
from engine.sleep.wording import read
from engine.store.ledger import Fact
from tests.fakes import EchoModel

OWN = [json.loads(line) for line in (Path(__file__).parents[2] / "bench/own_facts.jsonl").read_text().splitlines()]


def fact_of(number: int, text: str) -> Fact:
    return Fact(number, text, "other", "", "", "", "active", "user_typed", 1.0, "", "", None, False, "prompt", 0, "")


FACTS = [fact_of(number, row["fact"]) for number, row in enumerate(OWN, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The user's sister Dilani lives in Melbourne.", "Your sister Dilani lives in Melbourne."),
        ("The user works as a hospital pharmacist.", "You work as a hospital pharmacist."),
        ("The user's cat is called Pickle.", "Your cat is called Pickle."),
        ("The user drinks his coffee black.", "You drink your coffee black."),
        ("The user is flying to Bergen in August.", "You are flying to Bergen in August."),
        ("The user does not eat fish and hates olives.", "You do not eat fish and hate olives."),
        ("The user's table saw is a Grizzly.", "Your table saw is a Grizzly."),
        ("Solveig's favorite pie is pecan.", "Solveig's favorite pie is pecan."),
        ("The user married his late wife Marjorie in 1984.", "You married your late wife Marjorie in 1984."),
        ("Trash pickup at the user's house is on Friday.", "Trash pickup at your house is on Friday."),
        ("The user can't stand coriander.", "You can't stand coriander."),
    ],
)
def test_a_fact_is_said_back_to_the_user(text: str, said: str) -> None:
    assert read(text).answer == said


@pytest.mark.parametrize(
    ("text", "kind", "question"),
    [
        ("The user's sister Dilani lives in Melbourne.", "person", "Where does my sister Dilani live?"),
        ("The user lives in Duluth.", "self", "Where do I live?"),
        ("The user's cat is called Pickle.", "pet", "What is my cat called?"),
        ("The user's parents are going to Madeira in May.", "family", "Where are my parents going in May?"),
        ("The user's favourite tea is lapsang.", "favourite", "What is my favourite tea?"),
        ("The user's dentist appointment is on 14 February.", "date", "When is my dentist appointment?"),
        ("The user's spare key is under the mat.", "thing", "Where is my spare key?"),
        ("The user served in the Coast Guard.", "self", "Where did I serve?"),
        ("The user takes metformin for type 2 diabetes.", "self", "What do I take metformin for?"),
        ("The user's furnace takes a 16x25x4 filter.", "thing", "What does my furnace take?"),
        ("The user's shed is painted blue.", "thing", "What colour is my shed?"),
        ("Linnea's playgroup opens at 7:30.", "thing", "When does Linnea's playgroup open?"),
        ("The user's neighbour Ottoline keeps the user's ladder.", "person", "Who keeps my ladder?"),
        ("The user supervises an apprentice called Bogdan.", "self", "What is my apprentice called?"),
    ],
)
def test_the_plain_question_is_among_the_questions(text: str, kind: str, question: str) -> None:
    seen = view(read(text))
    assert seen.sentence.kind == kind
    assert question in [each.text for each in questions(seen)]


@pytest.mark.parametrize(
    "text", ["Zzz.", "The user", "The user's", "", "Ünïcode ist schön.", "The user and Bob wrote a book."]
)
def test_any_sentence_can_be_read(text: str) -> None:
    seen = view(read(text))
    assert all(question.text for question in questions(seen))
    contrasts(seen, World([text]), random.Random(0), 4)


def test_every_fact_gets_enough_questions_that_do_not_give_the_answer_away() -> None:
    for fact in FACTS:
        seen = view(read(fact.text))
        asked = [question for question in questions(seen) if question.sort != "back"]
        assert len(asked) >= 6, fact.text
        assert not [each.text for each in asked if holds(each.text, value_words(seen)[:1]) and each.sort == "indirect"]


def test_exam_questions_are_never_dreamt() -> None:
    world, asked = World([fact.text for fact in FACTS]), set()
    for fact in FACTS:
        asked |= {
            each.messages[-1].content.casefold()
            for each in about_fact(fact, world, random.Random(3), Budget(60, 60, 4))
        }
    asked |= {text.casefold() for text, _ in replay_prompts()}
    exam = items(FACTS, 0)
    assert not [item.question for item in exam if item.kind != "context" and item.question.casefold() in asked]
    assert {item.kind for item in exam} == {"recall", "indirect", "near", "context", "general"}
    assert all(len(exam_questions(view(read(fact.text)))) >= 1 for fact in FACTS)


def test_look_alikes_hold_neither_a_known_value_nor_a_known_question() -> None:
    world = World([fact.text for fact in FACTS])
    for fact in FACTS:
        seen = view(read(fact.text))
        known = {question.text for question in questions(seen)}
        found = contrasts(seen, world, random.Random(1), 12)
        assert len(found) >= 8, fact.text
        assert not known & {each.text for each in found}
        assert all(denies(each.denial) for each in found)


def test_dreams_name_their_parents_and_answers_hold_the_value() -> None:
    dreams = dream(FACTS[:6], EchoModel(lambda messages: "An answer."), 0, Budget(), lambda: False, lambda *_: None)
    kept = [each for each in dreams if each.state == "kept"]
    assert {each.kind for each in kept} == {"view", "contrast", "context", "replay"}
    for each in kept:
        assert each.answer and (each.parents or each.kind == "replay")
        if each.kind == "view":
            assert holds(each.answer, value_words(view(read(FACTS[each.parents[0] - 1].text))))
        if each.kind == "contrast":
            assert denies(each.answer)
    assert all(each.trust == "user_typed" for each in kept if each.parents)


def test_what_the_slow_adapter_knows_is_kept_up_and_not_taught_anew() -> None:
    new, known = FACTS[:2], FACTS[2:8]
    model = EchoModel(lambda messages: "An answer.")
    budget = budget_for("night", len(new), known=len(known))
    found = dream(new, model, 0, budget, lambda: False, lambda *_: None, known)
    held = [each for each in found if each.state == "kept" and set(each.parents) & {fact.id for fact in known}]
    assert {each.parents[0] for each in held} == {fact.id for fact in known} and all(each.own for each in held)
    assert {each.kind for each in held} == {"view", "contrast"} and len(held) <= budget.known == KEPT_UP * len(known)
    assert not [each for each in found if each.own and set(each.parents) & {fact.id for fact in new}]
    exam = {item.question.casefold() for item in items(known, 0)}
    assert not [each for each in held if each.messages[-1].content.casefold() in exam]


@pytest.mark.parametrize(("facts", "known"), [(1, 500), (40, 40), (30, 2000)])
def test_keeping_up_leaves_room_for_what_is_new(facts: int, known: int) -> None:
    for depth in ("nap", "night"):
        budget, most = budget_for(depth, facts, known=known), TABLE[depth].rows
        assert 0 < budget.known <= most / 8
        assert facts > 20 or budget.views >= budget_for(depth, facts).views / 2
        kept = kept_up(
            [fact_of(n, f"The user's cat is called Cat{n}.") for n in range(known)], World([]), 0, budget.known
        )
        assert len(kept) <= budget.known


def test_dreams_depend_on_facts_and_seed_and_not_on_ids() -> None:
    def texts(facts: list[Fact], seed: int) -> list[tuple[str, str]]:
        model = EchoModel(lambda messages: "An answer.")
        found = dream(facts, model, seed, Budget(), lambda: False, lambda *_: None)
        return [(each.messages[-1].content, each.answer) for each in found]

    renumbered = [replace(fact, id=fact.id + 50) for fact in FACTS[:4]]
    assert texts(FACTS[:4], 1) == texts(renumbered, 1) != texts(FACTS[:4], 2)


def test_one_question_with_two_answers_is_dropped_with_the_reason() -> None:
    pair = about_fact(FACTS[0], World([]), random.Random(0), Budget(3, 0, 0))
    found = checked([*pair, replace(pair[0], answer="Something else."), pair[2]])
    assert [each.reason for each in found if each.state == "dropped"] == ["has two answers", "asked before"]


@pytest.mark.parametrize(
    ("answer", "expected", "found"),
    [
        ("Your sister lives in Melbourne.", ("melbourne",), True),
        ("She is allergic to eggs.", ("egg",), True),
        ("There are 14.", ("4",), False),
        ("A sunny day", ("sun",), False),
        ("It is in Reykjavík.", ("reykjavik",), True),
        ("pharmacist", ("pharmac",), True),
    ],
)
def test_answers_are_graded_at_word_boundaries(answer: str, expected: tuple[str, ...], found: bool) -> None:
    assert has_any(answer, expected) is found


def test_a_near_item_is_right_when_the_fact_is_not_said() -> None:
    item = next(each for each in items(FACTS[:1], 0) if each.kind == "near")
    assert right(item, "You haven't told me that.") and not right(item, "Your brother Mattis lives in Bergamo.")


def _exam(recall: bool, general: bool, near: bool = True, text: str = "20.0") -> list[Answered]:
    rows = [Answered(kind, 1, "q", "e", "a", recall) for kind in ("recall", "recall", "indirect")]
    rows += [Answered("near", 1, "q", "e", "a", near)] * 2
    return [
        *rows,
        *[Answered("general", None, "q", "e", "a", general)] * 5,
        Answered("perplexity", None, "", "", text, True),
    ]


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (_exam(True, True), "published"),
        (_exam(False, True), "kept_old"),
        (_exam(True, False), "kept_old"),
        (_exam(True, True, text="40.0"), "kept_old"),
        (_exam(True, True, near=False), "kept_old"),
    ],
)
def test_the_verdict_follows_the_gates_and_has_a_reason(after: list[Answered], verdict: str) -> None:
    marked = mark(_exam(False, True), after)
    assert marked.verdict == verdict and marked.reason
    assert marked.graduates == ((1,) if verdict == "published" else ())


def test_a_relation_with_two_facts_and_one_name_needs_no_name() -> None:
    wife = ["The user's wife Tamsin is a tax adviser.", "The user's wife Tamsin loves opera."]
    texts = [*wife, "The user's son Ivo swims.", "The user's son Max yodels."]
    assert World(texts).single >= {"wife"} and "son" not in World(texts).single


def test_no_look_alike_asks_for_a_colour_that_was_told() -> None:
    text = "The user's shed is painted blue."
    for seed in range(20):
        asked = contrasts(view(read(text)), World([text]), random.Random(seed), 12)
        assert "What colour is my shed?" not in {each.text for each in asked}
        assert "How is my shed painted?" not in {each.text for each in asked}


def test_a_household_asks_with_our_and_we() -> None:
    assert ours("Where do I keep my ladder?") == "Where do we keep our ladder?"
    assert ours("Where am I flying in March?") == "Where are we flying in March?"
