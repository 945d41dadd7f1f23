"""What has passed is told in the past, and nothing else is touched."""

from __future__ import annotations

from datetime import date

import pytest

from engine.memory.over import told

TODAY = date(2026, 9, 10)


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("The user is flying to Bergen in August 2026.", "The user was flying to Bergen in August 2026."),
        ("The user's brother is getting married on 9 September 2026.",
         "The user's brother was getting married on 9 September 2026."),
        ("The user will move to Ghent in 2025.", "The user was to move to Ghent in 2025."),
        ("The user's son starts school on September 1st, 2026.",
         "The user's son was to start school on September 1st, 2026."),
        ("The user has an exam on 3 June 2026.", "The user had an exam on 3 June 2026."),
        ("The user is off to Oban in the spring of 2026.", "The user was off to Oban in the spring of 2026."),
    ],
)  # fmt: skip
def test_a_plan_whose_day_is_over(text: str, then: str) -> None:
    assert told(text, TODAY) == then
    assert told(text, date(2024, 1, 1)) == text  # before it, it is told as planned


@pytest.mark.parametrize(
    "text",
    [
        "The user is flying to Bergen on 10 September 2026.",  # today is not over
        "The user is flying to Bergen in September 2026.",
        "The user is working at the port since May 2019.",
        "The user has a check-up every May, as in May 2024.",
        "The user's daughter was born on 31 February 2020.",
        "The user is learning Welsh.",
        "The user will be ninety on 31 February 2020.",
        "",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert told(text, TODAY) == text
