"""The machine and the user's wishes as `sleep.conditions` wants them, put together from probes, settings and database.

Promises: what is not known stays unknown here; the wishes survive a restart. Refuses to decide anything.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from engine.desk import Desk
from engine.errors import Trouble
from engine.probes import Signals
from engine.protocol import ChangeWishes, ConditionsView, Depth, Manner, SignalView
from engine.sleep.conditions import DEFAULTS, Decision, Snapshot, Wishes
from engine.sleep.dial import TABLE
from engine.sleep.speeds import deep_is_due, left_by_a_nap
from engine.store.settings import Settings

GIB = 1 << 30
NIGHT_MEMORY = GIB  # bytes a night takes besides twice the model: rows, gradients, the states of the lower layers
LEAST_DISK = GIB // 4
BESIDE = 1.5  # times its weights is what a chat model takes while it answers
SETTING = "sleep"


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the user has chosen, as it is stored."""

    automatic: bool = True
    manner: Manner = "careful"
    hours: tuple[float, float] = (0.0, 0.0)
    least_idle: float = 600.0
    least_charge: float = 40.0
    depth: Literal["nap", "night"] = "night"
    deep_every: int = 7


def chosen(desk: Desk) -> Chosen:
    """The user's choice."""
    return Settings(desk.db).get(SETTING, Chosen, Chosen())


def choose(desk: Desk, request: ChangeWishes, platform: str = sys.platform) -> Chosen:
    """Change the choice; raises `Trouble` where this machine does not allow it."""
    if request.manner == "charging_is_enough" and platform == "darwin":
        sentence = "On a Mac Dormouse may only train while the display sleeps: its graphics are ended otherwise."
        raise Trouble("not_on_a_mac", sentence, "Choose “careful” or “idle is enough”.")
    fields = {name: getattr(request, name) for name in Chosen.__struct_fields__}
    new = msgspec.structs.replace(chosen(desk), **{name: value for name, value in fields.items() if value is not None})
    Settings(desk.db).set(SETTING, new)
    return new


def wishes(desk: Desk, platform: str = sys.platform) -> Wishes:
    """The choice as rules, with what a night needs of this model. A night that was missed waits for no hour."""
    mine = chosen(desk)
    hours = (0.0, 0.0) if missed(oldest_unread(desk), desk.clock.local(), mine.hours) else mine.hours
    return Wishes(
        manner=mine.manner,
        hours=hours,
        least_charge=mine.least_charge,
        least_idle=mine.least_idle,
        disk_need=disk_need(desk),
        memory_need=NIGHT_MEMORY + 2 * model_bytes(desk.model_folder),
        display_must_sleep=platform == "darwin",
    )


def model_bytes(folder: Path) -> int:
    """The size of a model's weights; 0 where there is none (yet)."""
    try:
        return sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    except OSError:
        return 0


def narrow(desk: Desk, signals: Signals) -> bool:
    """Whether the chat model, which is not loaded, does not fit beside the night that is going on."""
    free = signals["free_memory"][0]
    return isinstance(free, int) and free < BESIDE * model_bytes(desk.model_folder)


def disk_need(desk: Desk) -> int:
    """Bytes that a night writes at most: a backup of the database; pairs, the optimizer's state, the best so far."""
    try:
        kept = desk.folder.database.stat().st_size
    except OSError:
        kept = 0
    return max(LEAST_DISK, kept + model_bytes(desk.model_folder) // 8)


def snapshot(desk: Desk, signals: Signals) -> Snapshot:
    """Everything at this moment. The memory that a loaded chat model would give back counts as free."""
    local = desk.clock.local()
    now = with_signals(Snapshot(hour=local.hour + local.minute / 60, new_turns=material(desk)), signals)
    back = model_bytes(desk.model_folder) if desk.loaded else 0
    return msgspec.structs.replace(now, free_memory=now.free_memory + back)


def with_signals(base: Snapshot, signals: Signals) -> Snapshot:
    """`base` with what the probes say now; what they do not know is unknown."""
    values = {name: value for name, (value, _) in signals.items() if value is not None}
    gone = {name: None for name in DEFAULTS if name not in values}
    sources = {name: source for name, (_, source) in signals.items()}
    return msgspec.structs.replace(base, **{**gone, **values}, sources=sources)


def material(desk: Desk) -> int:
    """How many messages wait for a night; an unfinished night, or what a nap had no room for, counts as one."""
    unread, _ = desk.turns.unread(desk.nights.last_turn())
    return unread + (desk.nights.unfinished() is not None or waits_for_longer(desk))


def depth(desk: Desk) -> Depth:
    """How deep a night by itself is on the mains: as the user wishes, and from time to time a deep one."""
    unfinished, mine = desk.nights.unfinished(), chosen(desk)
    if unfinished:
        return unfinished.depth
    return "deep" if deep_is_due(desk.nights, mine.deep_every) else mine.depth


def waits_for_longer(desk: Desk) -> bool:
    """Whether only a night that is longer than a nap has something to do."""
    unfinished, (unread, _) = desk.nights.unfinished(), desk.turns.unread(desk.nights.last_turn())
    if unfinished:
        return unfinished.depth != "nap"
    if unread or depth(desk) == "nap":
        return False
    try:
        return left_by_a_nap(desk.nights, desk.ledger, desk.model_id())
    except OSError:  # there is no model yet; it is missed where it is wanted
        return False


def oldest_unread(desk: Desk) -> datetime | None:
    """When the oldest message was said that no night has read."""
    _, oldest = desk.turns.unread(desk.nights.last_turn())
    return datetime.fromisoformat(oldest) if oldest else None


def missed(oldest: datetime | None, now: datetime, hours: tuple[float, float]) -> bool:
    """Whether a whole stretch of sleep hours has passed since `oldest` was said, without a night that read it."""
    first, last = hours
    if oldest is None or first == last:
        return False
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    end = midnight + timedelta(hours=last)
    if end > now:
        end -= timedelta(days=1)
    begin = end - timedelta(hours=(last - first) % 24)
    return oldest <= begin


def view(desk: Desk, signals: Signals, decision: Decision, asleep: bool) -> ConditionsView:
    """All of it as a face shows it."""
    mine = chosen(desk)
    verdict = "asleep" if asleep else decision.kind if mine.automatic else "off"
    reasons = ("a night is going on",) if asleep else decision.reasons
    return ConditionsView(
        verdict=verdict,
        reasons=reasons if mine.automatic or asleep else ("sleeping by itself is switched off", *reasons),
        signals=tuple(_signal(name, *signals[name]) for name in sorted(signals)),
        automatic=mine.automatic,
        manner=mine.manner,
        hours=mine.hours,
        least_idle=mine.least_idle,
        least_charge=mine.least_charge,
        depth=mine.depth,
        deep_every=mine.deep_every,
        next_depth=depth(desk),
        minutes={name: setting.minutes for name, setting in TABLE.items()},
    )


def _signal(name: str, value: object, source: str) -> SignalView:
    default, because = DEFAULTS.get(name, (0, ""))
    known = value if isinstance(value, bool | int | float) else None
    counts_as = known if known is not None else default
    assert isinstance(counts_as, bool | int | float)  # all defaults are
    return SignalView(
        name=name, value=known, source=source, counts_as=counts_as, because="" if value is not None else because
    )
