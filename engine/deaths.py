"""What follows the death of a sleeper: the same again, the stage once more with less, or no more of it.

Promises: pure. Refuses to know how a sleeper died (see `nightwatch`) and what a stage with less is (see `sleep.dial`).
"""

from __future__ import annotations

from typing import Literal

PATIENT = 3  # deaths in one stage that tell of no want of memory, until less is tried
Step = Literal["again", "smaller", "give_up"]


def after_death(deaths: int, hung: bool, memory: bool, was_smaller: bool) -> Step:
    """What follows the `deaths`th death of a sleeper in one stage.

    One that was merely killed goes on as it was, with the same result, `PATIENT` times; one that hangs only once.
    """
    if was_smaller or (hung and deaths > 1):
        return "give_up"
    return "smaller" if memory or deaths > PATIENT else "again"
