"""The signals of a Mac, through pyobjc. Every import is guarded: elsewhere this module loads and tells nothing.

Sources: NSProcessInfo (heat, low power), CGEventSource (idle), CGDisplayIsAsleep, CGSessionCopyCurrentDictionary
(lock), IORegistry by `ioreg` (lid), `kern.memorystatus_vm_pressure_level` (memory).
"""

from __future__ import annotations

import subprocess
from typing import Any

from engine.probes import Signals

COMBINED_SESSION = 0  # kCGEventSourceStateCombinedSessionState
ANY_INPUT = 0xFFFFFFFF  # kCGAnyInputEventType
PATIENCE = 2.0  # seconds for a helper program
WARNING_LEVEL = 2  # kern.memorystatus_vm_pressure_level: 1 normal, 2 warning, 4 critical


def signals(quartz: Any = None, foundation: Any = None) -> Signals:
    """Every signal of this platform; tests pass fakes for the two frameworks."""
    quartz = quartz or _framework("Quartz")
    foundation = foundation or _framework("Foundation")
    found: Signals = {"lid_closed": _lid(), "memory_pressure": _pressure()}
    found.update(_from_quartz(quartz) if quartz else _unknown("Quartz", "idle", "display_off", "locked"))
    found.update(_from_foundation(foundation) if foundation else _unknown("Foundation", "thermal", "low_power"))
    return found


def _from_quartz(quartz: Any) -> Signals:
    idle = quartz.CGEventSourceSecondsSinceLastEventType(COMBINED_SESSION, ANY_INPUT)
    session = quartz.CGSessionCopyCurrentDictionary() or {}
    return {
        "idle": (float(idle), "Quartz"),
        "display_off": (bool(quartz.CGDisplayIsAsleep(quartz.CGMainDisplayID())), "Quartz"),
        "locked": (bool(session.get("CGSSessionScreenIsLocked", False)), "Quartz"),
    }


def _from_foundation(foundation: Any) -> Signals:
    process = foundation.NSProcessInfo.processInfo()
    return {
        "thermal": (int(process.thermalState()), "NSProcessInfo"),
        "low_power": (bool(process.isLowPowerModeEnabled()), "NSProcessInfo"),
    }


def _lid() -> tuple[object, str]:
    text = _output("/usr/sbin/ioreg", "-r", "-k", "AppleClamshellState", "-d", "4")
    if "AppleClamshellState" not in text:
        return None, "no lid"
    return '"AppleClamshellState" = Yes' in text, "ioreg"


def _pressure() -> tuple[object, str]:
    text = _output("/usr/sbin/sysctl", "-n", "kern.memorystatus_vm_pressure_level").strip()
    return (int(text) >= WARNING_LEVEL, "sysctl") if text.isdigit() else (None, "sysctl")


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _framework(name: str) -> Any:
    try:
        return __import__(name)
    except ImportError:
        return None


def _unknown(framework: str, *names: str) -> Signals:
    return dict.fromkeys(names, (None, f"{framework} is missing"))
