"""The only door to the keyring: the 32-byte key of one data folder, found or made.

Promises: a key is made only while there is no database, and never replaced once there is one; whatever the keyring
does (absent, locked, raising, hanging), the answer comes in bounded time; a new key is read back before it is trusted.
Where no keyring answers, the key is kept in a file that only the user may read. Refuses to know the database.
"""

from __future__ import annotations

import contextlib
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from engine.errors import Trouble
from engine.files import as_trouble, make_folder, write_atomic
from engine.paths import DataFolder

SERVICE = "dormouse"
KEY_BYTES = 32
NEW_SECONDS = 10.0  # how long a keyring may take at the first start; then the file is used
OPEN_SECONDS = 60.0  # how long it may take when only it can have the key: the user may be typing a password
UNSAFE = ("keyrings.alt", "keyring.backends.null")  # these keep the key in plain text, or not at all


@dataclass(frozen=True)
class Key:
    """A raw database key and where it is kept."""

    value: bytes
    source: Literal["keyring", "file"]

    def __repr__(self) -> str:
        return f"Key(source={self.source!r})"  # never the value: reprs end up in logs


class Keyring(Protocol):
    """What is asked of a keyring; the module `keyring` and its backends fit. Any exception means "no answer"."""

    def get_password(self, service: str, account: str) -> str | None:
        """The stored secret, or None."""
        ...

    def set_password(self, service: str, account: str, secret: str) -> None:
        """Store a secret."""
        ...


class SystemKeyring:
    """The platform's keyring, loaded only when asked: finding the backends may itself take seconds."""

    def get_password(self, service: str, account: str) -> str | None:
        """See `Keyring.get_password`."""
        return self._backend().get_password(service, account)

    def set_password(self, service: str, account: str, secret: str) -> None:
        """See `Keyring.set_password`."""
        self._backend().set_password(service, account, secret)

    def _backend(self) -> Keyring:
        import keyring

        backend: Keyring = keyring.get_keyring()
        if type(backend).__module__.startswith(UNSAFE):
            raise LookupError("no safe keyring")
        return backend


def obtain_key(
    folder: DataFolder,
    keyring: Keyring | None = None,
    *,
    new_seconds: float = NEW_SECONDS,
    open_seconds: float = OPEN_SECONDS,
) -> Key:
    """The key of `folder`; makes one, and the folder, when there is no database yet.

    Raises `Trouble`: key_missing (a database, and no key for it), key_damaged, and those of writing files.
    """
    # The file first: it exists only where no keyring answered when the key was made, and never makes us wait.
    if key := _from_file(folder):
        return key
    ring = keyring or SystemKeyring()
    if _database_exists(folder):
        return _existing(folder, ring, open_seconds)
    make_folder(folder.root)
    return _new(folder, ring, new_seconds)


def keep_key(folder: DataFolder, value: bytes, keyring: Keyring | None = None) -> Literal["keyring", "file"]:
    """Keep a key that was proved on the database of `folder`, in the keyring if it answers, else in the file."""
    ring, account = keyring or SystemKeyring(), _account(folder) or _new_account(folder)

    def keep() -> str | None:
        ring.set_password(SERVICE, account, value.hex())
        return ring.get_password(SERVICE, account)

    with contextlib.suppress(_NoAnswerError):
        if _decoded(_bounded(keep, NEW_SECONDS)) == value:
            folder.key_file.unlink(missing_ok=True)  # a damaged one would be asked first
            return "keyring"
    write_atomic(folder.key_file, value.hex().encode() + b"\n")
    return "file"


def secret(name: str, keyring: Keyring | None = None, seconds: float = NEW_SECONDS) -> str:
    """A secret that the user gave us under `name` (an access token); "" where there is none, or no keyring answers."""
    ring = keyring or SystemKeyring()
    try:
        return _bounded(lambda: ring.get_password(SERVICE, name), seconds) or ""
    except _NoAnswerError:
        return ""


def keep_secret(name: str, value: str, keyring: Keyring | None = None, seconds: float = NEW_SECONDS) -> None:
    """Keep `value` under `name`, in the keyring and nowhere else ("" empties it); raises `Trouble` (no_keyring)."""
    ring = keyring or SystemKeyring()

    def keep() -> str | None:
        ring.set_password(SERVICE, name, value)
        return ring.get_password(SERVICE, name)

    with contextlib.suppress(_NoAnswerError):
        if (_bounded(keep, seconds) or "") == value:
            return
    sentence = "No keyring answers here, so the token was not kept."
    raise Trouble("no_keyring", sentence, "Unlock the keyring, or start Dormouse with HF_TOKEN set.")


def _existing(folder: DataFolder, ring: Keyring, seconds: float) -> Key:
    account = _account(folder)
    if account is None:
        raise _missing("The key of this data folder is missing.")
    try:
        secret = _bounded(lambda: ring.get_password(SERVICE, account), seconds)
    except _NoAnswerError as error:
        raise _missing("The keyring, which holds the key of this data folder, does not answer.") from error
    if secret is None:
        raise _missing("The key of this data folder is not in the keyring any more.")
    value = _decoded(secret)
    if value is None:
        raise Trouble("key_damaged", "The key in the keyring is damaged.", "Restore it; nothing was changed.")
    return Key(value, "keyring")


def _new(folder: DataFolder, ring: Keyring, seconds: float) -> Key:
    """Take the key that an interrupted first start has left in the keyring, or make one."""
    account = _account(folder) or _new_account(folder)
    value = secrets.token_bytes(KEY_BYTES)

    def keep() -> str | None:
        if _decoded(ring.get_password(SERVICE, account)) is None:
            ring.set_password(SERVICE, account, value.hex())
        return ring.get_password(SERVICE, account)

    with contextlib.suppress(_NoAnswerError):
        if kept := _decoded(_bounded(keep, seconds)):
            return Key(kept, "keyring")
    write_atomic(folder.key_file, value.hex().encode() + b"\n")
    return Key(value, "file")


def _from_file(folder: DataFolder) -> Key | None:
    """The key in the file; a damaged file is in the way only where a database may depend on it."""
    try:
        text = folder.key_file.read_bytes().decode("ascii", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise as_trouble(error, folder.key_file) from error
    if value := _decoded(text):
        return Key(value, "file")
    if _database_exists(folder):
        raise Trouble(
            "key_damaged",
            f"{folder.key_file.name} does not hold a key.",
            "Restore it from a backup; nothing was changed.",
        )
    return None


def _database_exists(folder: DataFolder) -> bool:
    """Whether there is anything that only the old key can read; an empty file is a start that was interrupted."""
    log = folder.database.with_name(folder.database.name + "-wal")
    try:
        return any(path.exists() and path.stat().st_size > 0 for path in (folder.database, log))
    except OSError as error:
        raise as_trouble(error, folder.database) from error


def _account(folder: DataFolder) -> str | None:
    try:
        return folder.id_file.read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _missing(f"{folder.id_file.name}, which names the key of this data folder, cannot be read.") from error


def _new_account(folder: DataFolder) -> str:
    account = secrets.token_hex(8)
    write_atomic(folder.id_file, account.encode() + b"\n")
    return account


def _decoded(text: str | None) -> bytes | None:
    try:
        value = bytes.fromhex((text or "").strip())
    except ValueError:
        return None
    return value if len(value) == KEY_BYTES else None


def _missing(sentence: str) -> Trouble:
    remedy = "Unlock the keyring or restore the key, then start again; nothing was changed."
    return Trouble("key_missing", sentence, remedy)


class _NoAnswerError(Exception):
    """The keyring raised, or did not answer in time."""


def _bounded(ask: Callable[[], str | None], seconds: float) -> str | None:
    """What `ask` returns, within `seconds`; a thread that hangs is left behind and dies with the process."""
    answers: queue.SimpleQueue[tuple[bool, str | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put((True, ask()))
        except Exception:  # backends raise whatever their platform raises, and it may hold secrets
            answers.put((False, None))

    threading.Thread(target=work, name="keyring", daemon=True).start()
    try:
        answered, secret = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise _NoAnswerError("too slow") from error
    if not answered:
        raise _NoAnswerError("refused")
    return secret
