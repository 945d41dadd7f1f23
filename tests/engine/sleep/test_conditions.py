"""When a night may begin, and when it must end."""

from __future__ import annotations

import itertools

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import lookout, nightline, nightwatch
from engine.sleep.conditions import (
    FRESH_INPUT,
    PAUSE,
    STEADY,
    Past,
    Snapshot,
    Wishes,
    may_sleep_now,
    may_start,
    must_stop,
)

GOOD = Snapshot(
    on_ac=True, charge=90, idle=3600, display_off=True, locked=True, thermal=0, low_power=False, lid_closed=False,
    memory_pressure=False, free_disk=1 << 40, free_memory=1 << 40, hour=3, new_turns=9,
)  # fmt: skip
MAC = Wishes(display_must_sleep=True)


def but(**changes: object) -> Snapshot:
    return msgspec.structs.replace(GOOD, **changes)


def settled(snapshot: Snapshot, wishes: Wishes = MAC) -> str:
    """The verdict once the signals have been steady for long enough."""
    past = Past()
    decision, past = may_start(snapshot, wishes, past, 0.0)
    decision, past = may_start(snapshot, wishes, past, STEADY)
    return decision.kind


def test_a_free_machine_sleeps_only_after_a_steady_minute() -> None:
    first, past = may_start(GOOD, MAC, Past(), 0.0)
    assert first.kind == "wait"
    assert may_start(GOOD, MAC, past, STEADY - 1)[0].kind == "wait"
    assert may_start(GOOD, MAC, past, STEADY)[0].kind == "go"


def test_each_signal_alone_forbids_the_start_and_says_why() -> None:
    bad: dict[str, object] = {
        "on_ac": False, "charge": 39.0, "idle": 599.0, "thermal": 2, "low_power": True, "lid_closed": True,
        "memory_pressure": True, "free_disk": 1, "free_memory": 1, "quitting": True,
    }  # fmt: skip
    for name, value in bad.items():
        decision, past = may_start(but(**{name: value}), MAC, Past(ready_since=0.0), 9999.0)
        assert decision.kind == "wait" and len(decision.reasons) == 1 and past.ready_since is None, name
    assert settled(but(display_off=False, locked=False)) == "wait"
    assert settled(but(new_turns=0)) == "nothing"


def test_sleep_hours_may_pass_midnight() -> None:
    late = Wishes(hours=(22.5, 6.0))
    assert [settled(but(hour=h), late) for h in (22.4, 22.5, 23.9, 0.0, 5.9, 6.0)] == [
        "wait",
        "go",
        "go",
        "go",
        "go",
        "wait",
    ]


def test_sleep_now_overrides_idle_and_display_but_never_heat_or_battery() -> None:
    assert may_sleep_now(but(idle=0.0, display_off=False, locked=False, hour=12), Wishes(hours=(1, 5))).kind == "go"
    for name, value in {"thermal": 2, "on_ac": False, "low_power": True, "free_disk": 1}.items():
        assert may_sleep_now(but(**{name: value}), MAC).kind == "wait", name


def test_a_night_that_was_wished_for_goes_on_beside_the_user_but_never_in_heat_or_on_battery() -> None:
    here = but(idle=0.0, display_off=False, locked=False)
    assert must_stop(here, MAC).kind == "stop" and must_stop(here, MAC, wished=True).kind == "go"
    for name, value in {
        "on_ac": False, "thermal": 2, "low_power": True, "lid_closed": True, "memory_pressure": True, "quitting": True,
    }.items():  # fmt: skip
        assert must_stop(msgspec.structs.replace(here, **{name: value}), MAC, wished=True).kind == "stop", name
    on_battery, loose = but(on_ac=False, charge=90.0), Wishes(manner="idle_is_enough")
    assert may_sleep_now(on_battery, loose, nap=True).kind == "go", "a nap may"
    assert may_sleep_now(on_battery, loose, nap=False).reasons == ("the machine runs on battery",)
    assert must_stop(on_battery, loose, nap=False, wished=True).kind == "stop"


def test_after_a_failed_night_none_begins_for_some_hours_and_the_reason_is_told() -> None:
    past = Past(ready_since=0.0, not_before=20_000.0)
    waits, past = may_start(GOOD, MAC, past, 19_999.0)
    assert waits.kind == "wait" and waits.reasons == ("the last night failed, and is tried again some hours later",)
    assert may_start(GOOD, MAC, past, 20_000.0)[0].kind == "go"


def test_idle_is_enough_naps_on_a_full_battery_and_never_in_low_power_mode() -> None:
    loose = Wishes(manner="idle_is_enough")
    on_battery = but(on_ac=False, charge=61.0)
    decision, _ = may_start(on_battery, loose, Past(ready_since=0.0), STEADY)
    assert decision.kind == "go" and decision.nap
    assert settled(msgspec.structs.replace(on_battery, charge=60.0), loose) == "wait"
    assert settled(msgspec.structs.replace(on_battery, low_power=True), loose) == "wait"


def test_charging_is_enough_with_the_display_on_but_not_on_a_mac() -> None:
    lit = but(idle=0.0, display_off=False, locked=False)
    assert settled(lit, Wishes(manner="charging_is_enough")) == "go"
    decision, _ = may_start(lit, Wishes(manner="charging_is_enough", display_must_sleep=True), Past(), 0.0)
    assert decision.reasons == ("the display must sleep on this machine",)


def test_unknown_signals_take_their_stated_defaults() -> None:
    headless = Snapshot(free_disk=1 << 40, free_memory=1 << 40, new_turns=1, idle=3600)
    assert settled(headless, Wishes()) == "go"
    no_idle = msgspec.structs.replace(headless, idle=None)
    assert may_start(no_idle, Wishes(), Past(), 0.0)[0].reasons == ("this machine does not tell whether you are away",)
    assert must_stop(no_idle, Wishes()).kind == "go", "an unknown idle clock cannot claim that the user is back"


def test_what_ends_a_night() -> None:
    assert must_stop(GOOD, MAC).kind == "go"
    for name, value in {
        "on_ac": False,
        "thermal": 2,
        "lid_closed": True,
        "memory_pressure": True,
        "idle": 0.5,
        "quitting": True,
    }.items():
        assert must_stop(but(**{name: value}), MAC).kind == "stop", name
    assert must_stop(but(display_off=False, locked=False), MAC).reasons == ("the display woke",)


maybe = st.none() | st.booleans()
snapshots = st.builds(
    Snapshot, on_ac=maybe, charge=st.none() | st.floats(0, 100), idle=st.none() | st.floats(0, 9999), display_off=maybe,
    locked=maybe, thermal=st.none() | st.integers(0, 3), low_power=maybe, lid_closed=maybe, memory_pressure=maybe,
    free_disk=st.just(1 << 40), free_memory=st.just(1 << 40), hour=st.floats(0, 23.9), new_turns=st.integers(0, 3),
)  # fmt: skip
manners = st.sampled_from(["careful", "idle_is_enough", "charging_is_enough"])


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.1, 400), st.just(GOOD) | snapshots), min_size=5, max_size=60),
    manners,
    st.booleans(),
)
def test_any_sequence_of_signals_starts_rarely_and_never_in_a_forbidden_state(
    steps: list[tuple[float, Snapshot]], manner: str, mac: bool
) -> None:
    wishes = Wishes(manner=manner, display_must_sleep=mac)  # type: ignore[arg-type]
    now, past, starts = 0.0, Past(), []
    for wait, snapshot in steps:
        now += wait
        decision, past = may_start(snapshot, wishes, past, now)
        if decision.kind != "go":
            continue
        starts.append(now)
        assert snapshot.on_ac is not False or (manner == "idle_is_enough" and decision.nap and snapshot.charge > 60)
        assert snapshot.thermal is None or snapshot.thermal < 2
        assert not snapshot.low_power and not snapshot.lid_closed and not snapshot.memory_pressure
        assert not mac or snapshot.display_off or snapshot.locked
        assert must_stop(snapshot, wishes).kind == "go", "a night never begins in a state that ends it"
    assert all(later - earlier >= PAUSE for earlier, later in itertools.pairwise(starts))


@settings(max_examples=500, deadline=None)
@given(st.lists(snapshots, min_size=1, max_size=60), manners, st.booleans(), st.booleans())
def test_any_sequence_of_signals_ends_a_night_as_soon_as_it_must(
    steps: list[Snapshot], manner: str, mac: bool, nap: bool
) -> None:
    """A night that runs is looked at every `ASLEEP_EVERY` seconds: the first look at a forbidden state stops it."""
    wishes = Wishes(manner=manner, display_must_sleep=mac)  # type: ignore[arg-type]
    for snapshot in steps:
        if must_stop(snapshot, wishes, nap).kind != "stop":
            assert snapshot.on_ac is not False or (nap and manner == "idle_is_enough" and snapshot.charge > 60)
            assert snapshot.thermal is None or snapshot.thermal < 2
            assert not snapshot.lid_closed and not snapshot.memory_pressure and not snapshot.quitting
            assert snapshot.idle is None or snapshot.idle >= FRESH_INPUT or manner == "charging_is_enough"
            assert not mac or snapshot.display_off or snapshot.locked
            continue
        break  # it is over


def test_input_is_seen_and_the_machine_is_free_within_two_seconds() -> None:
    """The bounds that add up to the promise (`make soak` measures the real thing)."""
    slowest = lookout.ASLEEP_EVERY + nightline.GRACE + nightwatch.MERCY + nightwatch.LOOK
    assert slowest <= 1.5, "half a second is left for a busy machine"
