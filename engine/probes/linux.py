"""The signals of a Linux desktop: UPower, logind, ScreenSaver and power profiles over D-Bus; /sys and /proc besides.

Sources in the order tried: UPower then psutil for power; Mutter's idle monitor, the ScreenSaver service, then logind
for idleness. A headless machine answers few of them, and those are `None`.
"""

from __future__ import annotations

import time
from pathlib import Path

from engine.probes import Signals
from engine.probes.bus import Ask, ask, ask_property

UPOWER = ("org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower")
LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
SESSION = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session")
PROFILES = ("net.hadess.PowerProfiles", "/net/hadess/PowerProfiles", "net.hadess.PowerProfiles")
MUTTER = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")
GNOME_SAVER = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")

PRESSURE = 20.0  # percent of the last 10 s in which some task waited for memory (kernel PSI, "some avg10")
NEAR = 10.0  # degrees below the throttling point at which heat counts as fair


def signals(asker: Ask = ask, root: Path = Path("/")) -> Signals:
    """Every signal of this platform; `root` is where /sys and /proc are mounted (tests pass a folder)."""
    found: Signals = {
        "idle": idle(asker),
        "display_off": display_off(asker),
        "locked": _flag(ask_property(asker, "SYSTEM", *SESSION, "LockedHint"), "logind"),
        "lid_closed": _flag(ask_property(asker, "SYSTEM", *LOGIND, "LidClosed"), "logind"),
        "low_power": low_power(asker),
        "thermal": thermal(root),
        "memory_pressure": memory_pressure(root),
    }
    on_battery = ask_property(asker, "SYSTEM", *UPOWER, "OnBattery")
    if isinstance(on_battery, bool):
        found["on_ac"] = (not on_battery, "UPower")
    return found


def idle(asker: Ask) -> tuple[object, str]:
    """Seconds since the last input."""
    milliseconds = asker("SESSION", *MUTTER, "GetIdletime")
    if isinstance(milliseconds, int):
        return milliseconds / 1000, "Mutter"
    milliseconds = asker("SESSION", *SAVER, "GetSessionIdleTime")
    if isinstance(milliseconds, int) and milliseconds > 0:  # some desktops always answer 0
        return milliseconds / 1000, "ScreenSaver"
    hint = ask_property(asker, "SYSTEM", *SESSION, "IdleHint")
    since = ask_property(asker, "SYSTEM", *SESSION, "IdleSinceHintMonotonic")
    if hint is True and isinstance(since, int):
        return max(0.0, time.monotonic() - since / 1_000_000), "logind"
    return (0.0, "logind") if hint is False and isinstance(since, int) and since > 0 else (None, "nobody tells")


def display_off(asker: Ask) -> tuple[object, str]:
    """Whether the screen saver or blanking is on."""
    for name, service in (("ScreenSaver", SAVER), ("GNOME", GNOME_SAVER)):
        active = asker("SESSION", *service, "GetActive")
        if isinstance(active, bool):
            return active, name
    return None, "nobody tells"


def low_power(asker: Ask) -> tuple[object, str]:
    """Whether the power-saver profile is on."""
    profile = ask_property(asker, "SYSTEM", *PROFILES, "ActiveProfile")
    return (profile == "power-saver", "power profiles") if isinstance(profile, str) else (None, "nobody tells")


def thermal(root: Path) -> tuple[object, str]:
    """The hottest zone against its own trip points: 0 nominal, 1 fair, 2 serious (throttling), 3 critical."""
    worst: int | None = None
    for zone in sorted((root / "sys/class/thermal").glob("thermal_zone*")):
        state = _zone(zone)
        if state is not None:
            worst = state if worst is None else max(worst, state)
    return worst, "thermal zones" if worst is not None else "no thermal zone"


def _zone(zone: Path) -> int | None:
    now = _degrees(zone / "temp")
    if now is None:
        return None
    trips: dict[str, float] = {}
    for kind in sorted(zone.glob("trip_point_*_type")):
        at = _degrees(kind.with_name(kind.name.replace("_type", "_temp")))
        if at is not None and at > 0:
            trips.setdefault(kind.read_text().strip(), at)
    critical = trips.get("critical", trips.get("hot"))
    throttle = trips.get("passive", critical - NEAR if critical else None)
    if throttle is None:
        return None
    if critical is not None and now >= critical:
        return 3
    return 2 if now >= throttle else 1 if now >= throttle - NEAR else 0


def memory_pressure(root: Path) -> tuple[object, str]:
    """Whether tasks have been waiting for memory lately (kernel pressure stall information)."""
    try:
        line = (root / "proc/pressure/memory").read_text().splitlines()[0]
        share = float(line.split("avg10=")[1].split()[0])
    except (OSError, IndexError, ValueError):
        return None, "no pressure information"
    return share > PRESSURE, "kernel pressure information"


def _degrees(path: Path) -> float | None:
    try:
        return int(path.read_text().strip()) / 1000
    except (OSError, ValueError):
        return None


def _flag(value: object, source: str) -> tuple[object, str]:
    return (value, source) if isinstance(value, bool) else (None, "nobody tells")
