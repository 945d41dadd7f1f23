"""The SHA-256 manifest of a model folder, and the identity that a model has because of it.

`manifest.json` lists each file with its size and hash. Folders without one get an identity from their configuration,
their files' sizes and the ends of their weights. Refuses to know what the files mean.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import msgspec

from engine import files
from engine.errors import Trouble

NAME = "manifest.json"
END = 1 << 20  # bytes hashed at both ends of each weights file: a fine-tune changes them, and 2 MiB cost nothing
RESTORE = "Download or copy the model again, or choose another one."


class Entry(msgspec.Struct, frozen=True):
    """One file of a manifest: its size in bytes and its SHA-256 in lower-case hex."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What Dormouse reads of `manifest.json`; other fields are for people."""

    files: dict[str, Entry]
    name: str = ""


def read(folder: Path) -> Manifest | None:
    """The manifest of `folder`, or None where there is none; raises `Trouble` (model_damaged) on a damaged one."""
    try:
        found = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise damaged(NAME, "cannot be read") from error
    if any(Path(name).name != name for name in found.files):
        raise damaged(NAME, "names a file outside its folder")
    return found


def make(folder: Path, **fields: Any) -> bytes:
    """The bytes of a manifest of all files now in `folder` (hidden ones and an old manifest left out)."""
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name != NAME and p.name[0] != ".")
    entries = {n: {"size": (folder / n).stat().st_size, "sha256": files.sha256_file(folder / n)} for n in names}
    return json.dumps({**fields, "files": entries}, indent=2).encode() + b"\n"


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Cheap: each listed file is there and has its size; raises `Trouble` naming the first that does not."""
    for name, entry in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise damaged(name, "is missing")
        if path.stat().st_size != entry.size:
            raise damaged(name, f"has {path.stat().st_size} bytes instead of {entry.size}")


def check_hashes(folder: Path, manifest: Manifest) -> None:
    """Reads everything (about 1 GB/s); raises `Trouble` naming the first file whose content is not the listed one."""
    for name, entry in manifest.files.items():
        if files.sha256_file(folder / name) != entry.sha256:
            raise damaged(name, "is not what it was when it was made")


def identity(folder: Path) -> str:
    """The model's id, 64 hex digits: of its manifest, else of config.json, names, sizes and the weights' ends."""
    path = folder / NAME
    if path.is_file():
        return files.sha256_file(path)
    digest = hashlib.sha256((folder / "config.json").read_bytes())
    for path in sorted(folder.glob("*.safetensors")):
        digest.update(f"{path.name}:{path.stat().st_size};".encode())
        with path.open("rb") as stream:
            digest.update(stream.read(END))
            stream.seek(max(0, path.stat().st_size - END))
            digest.update(stream.read(END))
    return digest.hexdigest()


def damaged(name: str, what: str) -> Trouble:
    """The sentence for a file of a model folder that is missing or wrong."""
    return Trouble("model_damaged", f"The model is damaged: its file {name} {what}.", RESTORE)
