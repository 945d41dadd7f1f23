"""How a sleeper behaves on a machine that is not its own: last in line for the processor and the disk, and the machine
kept awake for as long as it works, and not a moment longer.

Whatever a system does not offer is left out in silence: manners are no condition of a night.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import psutil

NICE = 15  # of 19: training yields to everything the user does, yet gets on when nobody wants anything
PATIENCE = 1.0  # seconds for the answer of logind
DARWIN_PROCESS, DARWIN_BACKGROUND = (
    4,
    0x1000,
)  # PRIO_DARWIN_PROCESS, PRIO_DARWIN_BG (sys/resource.h; os has them on Macs)


def be_polite(platform: str = sys.platform, setpriority: Callable[[int, int, int], None] = os.setpriority) -> None:
    """Give way to every other process, from now on. A Mac takes it for background work: efficient cores, slow disk;
    its GPU stays as quick as it is."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    with contextlib.suppress(psutil.Error, OSError, AttributeError):
        psutil.Process().ionice(getattr(psutil, "IOPRIO_CLASS_IDLE", None))
    if platform == "darwin":
        with contextlib.suppress(OSError):
            setpriority(DARWIN_PROCESS, 0, DARWIN_BACKGROUND)


@contextlib.contextmanager
def keep_awake(platform: str = sys.platform, caffeinate: str = "/usr/bin/caffeinate") -> Iterator[str]:
    """Keep the machine (not its display) from going to sleep while the block runs; tells by what, "" for nothing."""
    with contextlib.ExitStack() as held:
        yield _mac(held, caffeinate) if platform == "darwin" else _linux(held)


def _mac(held: contextlib.ExitStack, caffeinate: str) -> str:
    """`caffeinate -s` holds on the mains only; `-w` lets go when this process ends, however it ends."""
    try:
        helper = subprocess.Popen((caffeinate, "-s", "-w", str(os.getpid())))
    except OSError:
        return ""
    held.callback(helper.wait)
    held.callback(helper.terminate)
    return "caffeinate"


def _linux(held: contextlib.ExitStack) -> str:
    """logind's inhibitor: a descriptor that ends with this process."""
    descriptor = _inhibitor()
    if descriptor is None:
        return ""
    held.callback(os.close, descriptor)
    return "logind"


def _inhibitor() -> int | None:
    try:
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        manager = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
        wish = ("sleep", "Dormouse", "learning what was said today", "block")
        with contextlib.closing(open_dbus_connection("SYSTEM", enable_fds=True)) as bus:
            reply: Any = bus.send_and_get_reply(new_method_call(manager, "Inhibit", "ssss", wish), timeout=PATIENCE)
        if reply.header.message_type != MessageType.method_return:
            return None
        return int(reply.body[0].to_raw_fd())
    except (ImportError, OSError, KeyError, ValueError, EOFError, AttributeError, IndexError):
        return None
