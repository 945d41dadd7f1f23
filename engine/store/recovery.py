"""A recovery code that the user may print: it opens the database when the keyring has lost the key.

The code is 160 random bits (32 letters of Crockford's base 32, which has no I, L, O or U). The key is kept beside the
database, wrapped: XOR with HMAC-SHA-256(code, salt), authenticated by a second HMAC (encrypt-then-MAC; RFC 5869 is the
same construction). With that much entropy in the code no slow password hash is needed. A new code replaces the old.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

import msgspec

from engine.errors import Trouble
from engine.files import write_atomic

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 32  # of the code: 5 bits each, 160 bits
GROUP = 4  # letters between two dashes, for people who type


class Wrapped(msgspec.Struct, frozen=True):
    """The wrapped key as it lies on disk; all fields are hex."""

    salt: str
    wrapped: str
    tag: str


def make_code(key: bytes, path: Path) -> str:
    """Wrap `key` (32 bytes) into `path` under a new code and return the code, in groups with dashes."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    salt = secrets.token_bytes(16)
    mask, check = _streams(code, salt)
    wrapped = bytes(a ^ b for a, b in zip(key, mask, strict=True))
    tag = hmac.new(check, salt + wrapped, hashlib.sha256).hexdigest()
    write_atomic(path, msgspec.json.encode(Wrapped(salt.hex(), wrapped.hex(), tag)))
    return "-".join(code[i : i + GROUP] for i in range(0, LETTERS, GROUP))


def open_with_code(code: str, path: Path) -> bytes:
    """The key that `make_code` wrapped. Small slips of the pen (case, dashes, O for 0, I or L for 1) are forgiven.

    Raises `Trouble`: no_recovery (no file), wrong_code, damaged.
    """
    plain = read_code(code)
    try:
        box = msgspec.json.decode(path.read_bytes(), type=Wrapped)
        salt, wrapped = bytes.fromhex(box.salt), bytes.fromhex(box.wrapped)
    except FileNotFoundError as error:
        raise Trouble(
            "no_recovery", "No recovery code was ever made for this data folder.", "Restore the keyring entry."
        ) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise Trouble("damaged", f"{path.name} is damaged.", "Restore it from a copy of the data folder.") from error
    mask, check = _streams(plain, salt)
    if not hmac.compare_digest(hmac.new(check, salt + wrapped, hashlib.sha256).hexdigest(), box.tag):
        raise Trouble(
            "wrong_code", "This recovery code does not belong to this data folder.", "Check it letter by letter."
        )
    return bytes(a ^ b for a, b in zip(wrapped, mask, strict=True))


def read_code(text: str) -> str:
    """The 32 letters in what a person typed; raises `Trouble` when there are not 32 of the alphabet."""
    plain = "".join(text.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    if len(plain) != LETTERS or set(plain) - set(ALPHABET):
        raise Trouble("wrong_code", f"A recovery code has {LETTERS} letters and digits.", "Check it letter by letter.")
    return plain


def _streams(code: str, salt: bytes) -> tuple[bytes, bytes]:
    """The mask for the key and the key of the check, each 32 bytes."""
    secret = code.encode()
    return tuple(hmac.new(secret, salt + use, hashlib.sha256).digest() for use in (b"mask", b"check"))  # type: ignore[return-value]  # two uses, two streams
