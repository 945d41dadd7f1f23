"""The exam's gates at the boundary, and the checks of dreams: round trip, variety, open book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.model.message import Message
from engine.sleep import checking
from engine.sleep.crew import Answered, Row
from engine.sleep.exam import TELLING, mark
from tests.engine.sleep.test_dream import fact_of
from tests.fakes import EchoModel

FACT = fact_of(1, "The user's sister Dilani lives in Auckland.")


def answers(kind: str, right: int, wrong: int = 0, answer: str = "Auckland.") -> list[Answered]:
    """So many answers of one kind, each about a fact of its own."""
    return [Answered(kind, n, f"{kind} {n}?", "", answer, n <= right) for n in range(1, right + wrong + 1)]


def known(*more: Answered) -> list[Answered]:
    return [*answers("recall", 8), *more]


def test_a_night_without_a_fault_is_published() -> None:
    after = known(*answers("context", 4), *answers("stale", 4), *answers("near", 4))
    assert mark(after, after).verdict == "published"


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (known(*answers("context", 4)), known(*answers("context", 1, 3)), "Another value in the prompt"),
        (known(*answers("stale", 4)), known(*answers("stale", 1, 3)), "over were answered"),
        (known(), answers("recall", 8, answer="You haven't told me that."), "denied"),
        (known(), answers("recall", 3, 5), "Only 3 of 8 facts that were known by heart before"),
    ],
    ids=["context", "stale", "denial", "unlearned"],
)
def test_a_boundary_that_is_lost_keeps_the_old_adapter(before: list[Answered], after: list[Answered], why: str) -> None:
    marked = mark(before, after)
    assert marked.verdict == "kept_old" and why in marked.reason and marked.graduates == ()


def test_a_few_answers_decide_no_night() -> None:
    few = TELLING - 1
    before, after = known(*answers("context", few)), known(*answers("context", 0, few))
    assert mark(before, after).verdict == "published"


def test_what_few_nights_or_a_new_night_lose_is_no_unlearning() -> None:
    few = TELLING - 1
    assert (
        mark([*answers("recall", few, 1)], [*answers("recall", 0, few), *answers("recall", 4)[3:]]).verdict
        == "published_fewer"
    )
    fresh = mark(answers("recall", 0, 8), answers("recall", 3, 5))
    assert fresh.verdict == "published_fewer" and "known_kept" not in fresh.scores


def test_a_fact_whose_old_value_is_said_does_not_graduate() -> None:
    after = known(*answers("stale", 0, 1))
    marked = mark(after, after)
    assert 1 not in marked.graduates and 2 in marked.graduates and marked.verdict == "published_fewer"
    assert marked.scores["stale_false"] == 1.0


def test_without_replaced_values_nothing_is_said_of_them() -> None:
    assert "stale_after" not in mark(known(), known()).scores


# --- dreams -----------------------------------------------------------------------------------------------------


def row(question: str, answer: str = "Your sister Dilani lives in Auckland.") -> Row:
    return Row("view", (Message("system", "s"), Message("user", question)), answer, (1,), "user_typed")


def test_the_round_trip_drops_an_answer_without_its_value() -> None:
    good, bad = checking.round_trip([row("Where?"), row("Where?", "Far away.")], {1: FACT})
    assert good.kept and not bad.kept and bad.reason == "the answer lacks its value"


def test_variety_falls_where_questions_repeat() -> None:
    various = checking.diversity([row("Where does she live?"), row("Which town is her home?")])
    alike = checking.diversity([row("Where does she live?"), row("Where does she live now?")])
    assert various["distinct word pairs"] > alike["distinct word pairs"]
    assert various["overlap of questions"] < alike["overlap of questions"]
    assert checking.diversity([]) == {} and checking.diversity([replace(row("Who?"), kept=False)]) == {}


@pytest.mark.parametrize(("parameters", "kept"), [(1, True), (checking.ABLE, False)])
def test_open_book_only_an_able_model_speaks_against_a_row(parameters: int, kept: bool) -> None:
    model = EchoModel({"Where does she live?": "In Auckland."})
    model.parameters = parameters
    rows, figures = checking.open_book(
        [row("Where does she live?"), row("What is blue?")], {1: FACT}, model, 0, lambda: False
    )
    assert figures == {"asked open book": 2.0, "answered open book": 1.0}
    assert [each.kept for each in rows] == [True, kept]
    assert all("Auckland" in seen[0].content for seen in model.seen), "the fact stands in the prompt"
