"""Signs the news of an update, for the file that Dormouse reads where the user has asked for it.

    python packaging/sign_news.py --new-key KEYFILE            makes a key; prints the public half for
                                                               resources/update_channel.json
    python packaging/sign_news.py KEYFILE NEWS.json > FILE     NEWS.json: {"version": "…", "notes": "…", "page": "https://…"}

The private key lies in KEYFILE alone (0600), never in the repository. What is printed was verified by the very code
that will read it.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine.updates import News, Signed, opened


def public(key: Ed25519PrivateKey) -> str:
    """The public half in base64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def new_key(path: Path) -> str:
    """Make a key in the new file `path`; returns its public half."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
    return public(key)


def sign(path: Path, news: bytes) -> bytes:
    """The file for `news`, signed with the key in `path`; raises what `engine.updates.opened` raises."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_bytes()))
    text = msgspec.json.encode(msgspec.json.decode(news, type=News))
    made = msgspec.json.encode(Signed(news=text.decode(), signature=base64.b64encode(key.sign(text)).decode()))
    opened(made, public(key))
    return made + b"\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--new-key"] and len(sys.argv) == 3:
        print(new_key(Path(sys.argv[2])))
    elif len(sys.argv) == 3:
        sys.stdout.buffer.write(sign(Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()))
    else:
        sys.exit(__doc__)
