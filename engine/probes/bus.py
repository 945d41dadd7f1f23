"""Questions over D-Bus, each bounded in time; an answer that does not come is `None`.

Linux only. jeepney is pure Python and comes with keyring's own Linux backend.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Literal, Protocol

Bus = Literal["SYSTEM", "SESSION"]
PATIENCE = 1.0  # seconds for one answer: a probe is asked every few seconds and must not pile up


class Ask(Protocol):
    """Ask a D-Bus object; None where no answer comes."""

    def __call__(self, bus: Bus, name: str, path: str, interface: str, method: str, *arguments: str) -> Any:
        """The first value of the reply, or None."""
        ...


def ask(bus: Bus, name: str, path: str, interface: str, method: str, *arguments: str) -> Any:
    """The first value of the reply to `method` (its string `arguments` passed on), or None."""
    from jeepney import DBusAddress, MessageType, new_method_call

    address = DBusAddress(path, bus_name=name, interface=interface)
    call = new_method_call(address, method, "s" * len(arguments), arguments)
    with _connection(bus) as connection:
        if connection is None:
            return None
        try:
            reply = connection.send_and_get_reply(call, timeout=PATIENCE)
        except (OSError, TimeoutError, EOFError, ValueError):
            return None
    if reply.header.message_type != MessageType.method_return or not reply.body:
        return None
    return reply.body[0]


def ask_property(asker: Ask, bus: Bus, name: str, path: str, interface: str, prop: str) -> Any:
    """The value of a property, or None. A reply is a variant: (signature, value)."""
    answer = asker(bus, name, path, "org.freedesktop.DBus.Properties", "Get", interface, prop)
    return answer[1] if isinstance(answer, tuple) and len(answer) == 2 else answer


@contextlib.contextmanager
def _connection(bus: Bus) -> Iterator[Any]:
    """An open connection, or None where there is no such bus."""
    try:
        from jeepney.io.blocking import open_dbus_connection

        connection = open_dbus_connection(bus)
    except (ImportError, OSError, KeyError, ValueError, EOFError):
        yield None
        return
    try:
        yield connection
    finally:
        connection.close()
