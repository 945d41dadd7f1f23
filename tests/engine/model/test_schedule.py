"""The schedule of a training that is made shorter while it runs."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from engine.model.schedule import Schedule

LOOKS = (0.7, 0.8, 0.9, 1.0)


def test_what_is_not_cut_goes_evenly_to_its_end() -> None:
    plain = Schedule(200)
    assert [plain.share(step) for step in (0, 50, 100, 200)] == [0.0, 0.25, 0.5, 1.0]
    assert plain.steps_at(LOOKS) == (140, 160, 180, 200) and Schedule(1).steps_at(LOOKS) == (1,)


def test_what_is_left_is_gone_through_faster_without_a_jump() -> None:
    cut = Schedule(200)
    cut.cut(50, 110)
    assert cut.total == 110 and cut.share(50) == 0.25 and cut.share(110) == 1.0
    assert cut.share(80) == 0.25 + 0.75 / 2
    assert cut.steps_at(LOOKS) == (86, 94, 102, 110), "the shares of the schedule, and the last step"
    assert cut.height(109, 8, 0.1) < 0.12, "the rate comes down to its floor all the same"


def test_no_cut_lengthens_or_goes_back() -> None:
    cut = Schedule(100)
    cut.cut(20, 60)
    cut.cut(30, 90)
    assert cut.total == 60
    cut.cut(40, 10)
    assert cut.total == 40 and cut.cuts == [(20, 60), (40, 40)]


@given(st.integers(2, 500), st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=5))
def test_shares_only_rise_and_a_checkpoint_keeps_them(planned: int, cuts: list[tuple[float, float]]) -> None:
    schedule, at = Schedule(planned), 0
    for step, total in cuts:
        at += int(step * (schedule.total - at))
        schedule.cut(at, at + int(total * (schedule.total - at)))
    shares = [schedule.share(step) for step in range(schedule.total + 1)]
    assert all(0 <= earlier <= later <= 1 + 1e-9 for earlier, later in itertools.pairwise(shares))
    last = schedule.cuts[-1][0] if schedule.cuts else 0
    looks = schedule.steps_at(LOOKS)
    assert all(last < step <= schedule.total for step in looks)
    if last < schedule.total:
        assert abs(shares[-1] - 1) < 1e-9 and looks[-1] == schedule.total
    again = Schedule(planned)
    again.restore([list(cut) for cut in schedule.cuts])
    assert again == schedule
