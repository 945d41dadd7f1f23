"""May the machine sleep now? A pure decision: a snapshot of signals in, go / wait / stop out, with hysteresis.

Promises: the same snapshot, settings and state always give the same answer; every answer carries its reasons in the
user's words; a signal that the machine cannot give is `None` and counts as its stated default (`DEFAULTS`).
Refuses to know where signals come from (`engine.probes`) and what a night does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Kind = Literal["go", "wait", "stop", "nothing"]
Manner = Literal["careful", "idle_is_enough", "charging_is_enough"]

NOMINAL, FAIR, SERIOUS, CRITICAL = 0, 1, 2, 3  # thermal states, as macOS counts them (NSProcessInfoThermalState)
STEADY = 60.0  # seconds for which all start conditions must hold, so that a flapping signal starts nothing
PAUSE = 600.0  # seconds between two starts at the least (issue 4: one start per 10 minutes when signals flap)
DISK_FACTOR = 3  # free disk wanted, as a multiple of what a night writes
NAP_CHARGE = 60.0  # percent; a nap on battery is allowed above this
FRESH_INPUT = 2.0  # seconds; input younger than this while asleep means that the user is back

DEFAULTS: dict[str, tuple[object, str]] = {
    "on_ac": (True, "a machine that shows no battery hangs on the mains"),
    "charge": (100.0, "a machine that shows no battery has enough"),
    "idle": (0.0, "without an idle clock the user is taken to be present"),
    "display_off": (False, "without a display signal the display is taken to be on"),
    "locked": (False, "without a lock signal the screen is taken to be unlocked"),
    "thermal": (NOMINAL, "without a thermal signal the system's own throttling is trusted"),
    "low_power": (False, "without a power profile the low-power mode is taken to be off"),
    "lid_closed": (False, "without a lid signal the lid is taken to be open"),
    "memory_pressure": (False, "without a pressure signal only free memory is looked at"),
}


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """All signals at one moment. `None` is unknown. `idle` in seconds, `charge` in percent, disk and memory in bytes.

    `sources` names where each signal came from, by field name.
    """

    on_ac: bool | None = None
    charge: float | None = None
    idle: float | None = None
    display_off: bool | None = None
    locked: bool | None = None
    thermal: int | None = None
    low_power: bool | None = None
    lid_closed: bool | None = None
    memory_pressure: bool | None = None
    free_disk: int = 0
    free_memory: int = 0
    hour: float = 0.0
    new_turns: int = 0
    quitting: bool = False
    sources: dict[str, str] = {}


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the user allows. `hours` are local [from, to) and may pass midnight; equal ends mean any time."""

    manner: Manner = "careful"
    hours: tuple[float, float] = (0.0, 0.0)
    least_charge: float = 40.0
    least_idle: float = 600.0
    disk_need: int = 1 << 28
    memory_need: int = 2 << 30
    least_new_turns: int = 1
    display_must_sleep: bool = False


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision remembers between calls, in seconds of a monotonic clock; `not_before` after a failed night."""

    ready_since: float | None = None
    last_start: float | None = None
    not_before: float | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The answer; `nap` tells that only a nap is allowed (on battery)."""

    kind: Kind
    reasons: tuple[str, ...]
    nap: bool = False


Rule = Callable[[Snapshot, Wishes], str | None]


def known(snapshot: Snapshot, name: str) -> object:
    """The signal `name`, or its default where the machine cannot give it."""
    value = getattr(snapshot, name)
    return DEFAULTS[name][0] if value is None else value


def _number(snapshot: Snapshot, name: str) -> float:
    return float(known(snapshot, name))  # type: ignore[arg-type]  # the defaults of number signals are numbers


def _on_battery_nap(snapshot: Snapshot, wishes: Wishes) -> bool:
    """Whether only the wish "idle is enough" allows this: a nap on a well-charged battery."""
    loose = wishes.manner == "idle_is_enough" and not known(snapshot, "low_power")
    charged = (
        snapshot.charge is not None and snapshot.charge > NAP_CHARGE
    )  # on battery, an unknown charge is not enough
    return loose and not known(snapshot, "on_ac") and charged


def _power(snapshot: Snapshot, wishes: Wishes) -> str | None:
    if known(snapshot, "on_ac") or _on_battery_nap(snapshot, wishes):
        return None
    return "the machine runs on battery"


def _charge(snapshot: Snapshot, wishes: Wishes) -> str | None:
    charge = _number(snapshot, "charge")
    return (
        f"the battery is at {charge:.0f}%, below {wishes.least_charge:.0f}%" if charge < wishes.least_charge else None
    )


def _low_power(snapshot: Snapshot, _: Wishes) -> str | None:
    return "low-power mode is on" if known(snapshot, "low_power") else None


def _heat(limit: int) -> Rule:
    def rule(snapshot: Snapshot, _: Wishes) -> str | None:
        return "the machine is too warm" if _number(snapshot, "thermal") >= limit else None

    return rule


def _idle(snapshot: Snapshot, wishes: Wishes) -> str | None:
    idle = _number(snapshot, "idle")
    if wishes.manner == "charging_is_enough" or idle >= wishes.least_idle:
        return None
    if snapshot.idle is None:
        return "this machine does not tell whether you are away"
    return f"you were here {_span(idle)} ago, less than {_span(wishes.least_idle)}"


def _display(snapshot: Snapshot, wishes: Wishes) -> str | None:
    dark = known(snapshot, "display_off") or known(snapshot, "locked")
    if dark or wishes.manner == "charging_is_enough":
        return "the display must sleep on this machine" if wishes.display_must_sleep and not dark else None
    unknown = snapshot.display_off is None and snapshot.locked is None
    return None if unknown and not wishes.display_must_sleep else "the display is on"


def _lid(snapshot: Snapshot, _: Wishes) -> str | None:
    return "the lid is closed" if known(snapshot, "lid_closed") else None


def _pressure(snapshot: Snapshot, _: Wishes) -> str | None:
    return "other programs need the memory" if known(snapshot, "memory_pressure") else None


def _disk(snapshot: Snapshot, wishes: Wishes) -> str | None:
    need = DISK_FACTOR * wishes.disk_need
    return f"{_size(need)} of free disk are needed" if snapshot.free_disk < need else None


def _memory(snapshot: Snapshot, wishes: Wishes) -> str | None:
    short = snapshot.free_memory < wishes.memory_need
    return f"{_size(wishes.memory_need)} of free memory are needed" if short else None


def _hours(snapshot: Snapshot, wishes: Wishes) -> str | None:
    first, last = wishes.hours
    if first == last:
        return None
    inside = first <= snapshot.hour < last if first < last else snapshot.hour >= first or snapshot.hour < last
    return None if inside else f"it is outside your sleep hours, {_clock(first)} to {_clock(last)}"


def _material(snapshot: Snapshot, wishes: Wishes) -> str | None:
    if snapshot.new_turns >= wishes.least_new_turns:
        return None
    return "nothing new was said since the last night"


def _back(snapshot: Snapshot, wishes: Wishes) -> str | None:
    if wishes.manner == "charging_is_enough" or snapshot.idle is None:
        return None
    return "you are back" if snapshot.idle < FRESH_INPUT else None


def _awake(snapshot: Snapshot, wishes: Wishes) -> str | None:
    lit = not (known(snapshot, "display_off") or known(snapshot, "locked"))
    return "the display woke" if wishes.display_must_sleep and lit else None


def _quit(snapshot: Snapshot, _: Wishes) -> str | None:
    return "Dormouse is closing" if snapshot.quitting else None


START: tuple[Rule, ...] = (
    _quit, _power, _charge, _low_power, _heat(SERIOUS), _lid, _pressure, _idle, _display, _disk, _memory, _hours,
)  # fmt: skip
HARD: tuple[Rule, ...] = (_quit, _power, _low_power, _heat(SERIOUS), _lid, _pressure)  # no wish overrides these
URGENT: tuple[Rule, ...] = (*HARD, _disk, _memory)
STOP: tuple[Rule, ...] = (*HARD, _back, _awake)


def may_start(snapshot: Snapshot, wishes: Wishes, past: Past, now: float) -> tuple[Decision, Past]:
    """Whether to begin a night at `now` (monotonic seconds), and what to remember for the next call.

    Go only when every start rule has held for `STEADY` seconds and the last start is `PAUSE` seconds ago.
    """
    reasons = _broken(START, snapshot, wishes)
    if reasons:
        return Decision(kind="wait", reasons=reasons), msgspec.structs.replace(past, ready_since=None)
    nothing = _material(snapshot, wishes)
    if nothing:
        return Decision(kind="nothing", reasons=(nothing,)), past
    since = now if past.ready_since is None else past.ready_since
    past = msgspec.structs.replace(past, ready_since=since)
    if now - since < STEADY:
        return Decision(kind="wait", reasons=("all is well, and it must stay so for a minute",)), past
    if past.last_start is not None and now - past.last_start < PAUSE:
        return Decision(kind="wait", reasons=("the last night began less than ten minutes ago",)), past
    if past.not_before is not None and now < past.not_before:
        return Decision(kind="wait", reasons=("the last night failed, and is tried again some hours later",)), past
    decision = Decision(kind="go", reasons=("the machine is free",), nap=_on_battery_nap(snapshot, wishes))
    return decision, Past(ready_since=since, last_start=now)


def must_stop(snapshot: Snapshot, wishes: Wishes, nap: bool = True, wished: bool = False) -> Decision:
    """Whether a night must end at once. One that was `wished` for goes on though the user is here, and the display on;
    what is longer than a `nap` never goes on on battery."""
    reasons = _broken(HARD if wished else STOP, snapshot, _for(wishes, nap))
    return (
        Decision(kind="stop", reasons=reasons)
        if reasons
        else Decision(kind="go", reasons=("nothing speaks against it",))
    )


def may_sleep_now(snapshot: Snapshot, wishes: Wishes, nap: bool = True) -> Decision:
    """*Sleep now*: the user's own wish overrides idle, display and hours, never heat, battery, lid or space."""
    reasons = _broken(URGENT, snapshot, _for(wishes, nap))
    return Decision(kind="wait", reasons=reasons) if reasons else Decision(kind="go", reasons=("you asked for it",))


def _for(wishes: Wishes, nap: bool) -> Wishes:
    """The wishes as they count for this night: only a nap may run on battery."""
    loose = not nap and wishes.manner == "idle_is_enough"
    return msgspec.structs.replace(wishes, manner="careful") if loose else wishes


def _broken(rules: tuple[Rule, ...], snapshot: Snapshot, wishes: Wishes) -> tuple[str, ...]:
    return tuple(reason for rule in rules if (reason := rule(snapshot, wishes)))


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"


def _size(count: int) -> str:
    return f"{count / (1 << 30):.1f} GB"


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{int(hour % 1 * 60):02d}"
