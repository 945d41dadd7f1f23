"""News of a newer Dormouse: one small signed file from one address, both named in `resources/update_channel.json`.

Promises: nothing unsigned is believed, not even its version; only a newer version is news, an older one is refused in
a sentence; nothing is ever downloaded or installed from here. Refuses to know whether the user wants to be asked.
"""

from __future__ import annotations

import base64
import binascii
import re
import ssl
import urllib.error
import urllib.request
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from engine.errors import Trouble

LONGEST = 1 << 16  # bytes of the file; notes are a page of text
PATIENCE = 10.0  # seconds for the server
VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")


class Channel(msgspec.Struct, frozen=True):
    """Where the news is (https) and who signs it: an Ed25519 public key of 32 bytes in base64. Both "": nowhere."""

    url: str = ""
    key: str = ""

    @property
    def open(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self.url and self.key)


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed: the newest version, what is new in it, and the page that tells how to get it."""

    version: str
    notes: str = ""
    page: str = ""


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """The file: `news` is the JSON text of a `News`, exactly as it was signed; `signature` in base64."""

    news: str
    signature: str


def channel() -> Channel:
    """The channel that this Dormouse was built with."""
    return msgspec.json.decode((resources.files("resources") / "update_channel.json").read_bytes(), type=Channel)


def fetch(where: Channel) -> News:
    """The signed news at `where`; raises `Trouble`: no_channel, offline, bad_news, bad_signature."""
    if not where.open:
        raise no_channel()
    return opened(_read(where.url), where.key)


def opened(data: bytes, key: str) -> News:
    """The news in the bytes of a file, when `key` has signed them; raises `Trouble` (bad_news, bad_signature)."""
    try:
        signed = msgspec.json.decode(data, type=Signed)
        signature = base64.b64decode(signed.signature, validate=True)
    except (msgspec.DecodeError, binascii.Error, UnicodeError, RecursionError) as error:
        raise _bad("is no update file") from error
    _verify(signed.news.encode(), signature, base64.b64decode(key))
    try:
        news = msgspec.json.decode(signed.news, type=News)
    except msgspec.DecodeError as error:
        raise _bad("holds no news") from error
    if not VERSION.fullmatch(news.version) or (news.page and urlsplit(news.page).scheme != "https"):
        raise _bad("names no version, or a page that is not safe")
    return news


def judge(offered: str, ours: str) -> tuple[Literal["current", "newer"], str]:
    """What an offered version means for one that runs `ours`, in one sentence."""
    if _parts(offered) > _parts(ours):
        return "newer", f"Dormouse {offered} is there; this is {ours}."
    if _parts(offered) < _parts(ours):
        return "current", f"This is Dormouse {ours}; {offered} is offered and older, and Dormouse does not go back."
    return "current", f"Dormouse {ours} is the newest."


def no_channel() -> Trouble:
    """For a build without a channel."""
    return Trouble("no_channel", "This Dormouse was built without an address to ask.", "Look at its page instead.")


def _parts(version: str) -> tuple[int, ...]:
    """The numbers of a version without closing zeros, so that 1.2 and 1.2.0 are the same."""
    found = [int(part) for part in re.findall(r"\d+", version)[:4]]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _verify(data: bytes, signature: bytes, key: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except InvalidSignature as error:
        sentence = "The news of an update is not signed by Dormouse's makers, so it was not believed."
        raise Trouble("bad_signature", sentence, "Try again later; nothing was changed.") from error


def _read(url: str) -> bytes:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":  # a test's own server; the signature counts anyway
        raise _bad("has an address that is not safe")
    request = urllib.request.Request(url, headers={"User-Agent": "Dormouse"})  # noqa: S310  # the scheme was looked at
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE, context=_trust()) as answer:  # noqa: S310
            data: bytes = answer.read(LONGEST + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise Trouble("offline", "The update server cannot be reached.", "Try again later.") from error
    if len(data) > LONGEST:
        raise _bad("is too long")
    return data


def _trust() -> ssl.SSLContext:
    """The authorities that certifi lists: a frozen Python does not know where the system keeps its own."""
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def _bad(what: str) -> Trouble:
    return Trouble("bad_news", f"The news of an update {what}.", "Try again later; nothing was changed.")
