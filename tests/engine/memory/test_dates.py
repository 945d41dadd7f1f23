"""Relative dates, said on Monday 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.dates import absolute

SAID = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The user gets married next May.", "The user gets married in May 2027."),
        ("The user flies in next March.", "The user flies in March 2027."),
        ("The user's exam is tomorrow.", "The user's exam is on 24 November 2026."),
        ("The user moves next month.", "The user moves in December 2026."),
        ("The user moved last December.", "The user moved in December 2025."),
        ("The user started last week.", "The user started in the week of 16 November 2026."),
        ("Tomorrow the user travels.", "On 24 November 2026 the user travels."),
        ("The user retires in two years.", "The user retires in 2028."),
        ("The user moved in 3 years ago.", "The user moved in 2023."),
        ("The user's boiler broke two days ago.", "The user's boiler broke around 21 November 2026."),
        ("The user's party is this Friday.", "The user's party is on 27 November 2026."),
        ("The user is away until next month.", "The user is away until December 2026."),
        ("The user saw the dentist last Friday.", "The user saw the dentist on 20 November 2026."),
        ("The user's course begins next year.", "The user's course begins in 2027."),
    ],
)
def test_beyond_doubt(before: str, after: str) -> None:
    assert absolute(before, SAID) == after


@pytest.mark.parametrize(
    "text",
    [
        "The user sings on Wednesdays.",
        "The user flies in October.",
        "The user moves soon.",
        "The user meets Ann next Friday.",  # said on a Monday it is this week's to some
        "The user skis next winter.",
        "The user may go.",
        "Last Word is the user's favourite novel.",
    ],
)
def test_left_alone(text: str) -> None:
    assert absolute(text, SAID) == text


@given(st.text(max_size=60), st.dates(min_value=date(1971, 1, 1), max_value=date(2900, 1, 1)))
def test_any_text_any_day(text: str, day: date) -> None:
    assert absolute(absolute(text, day), day) == absolute(text, day)
