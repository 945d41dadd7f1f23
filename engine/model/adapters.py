"""Adapter files: written so that they can be proven, read so that they can do no harm.

An adapter is a folder named by its id, with `adapter.safetensors` (the id is its SHA-256; its header holds the scale
and the model, in a fixed order and without a date, so the same training gives the same id) and `manifest.json`.
Reading refuses whatever is not exactly that: other bytes, names, shapes, types or values; mlx-lm's own loader accepts
NaN, any scale and replaced base weights. Knows arrays only as numpy's, and of models only the sizes of their layers.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from engine import files
from engine.errors import Bug, Trouble

WEIGHTS, MANIFEST, FORMAT = "adapter.safetensors", "manifest.json", "dormouse-1"
NAME = re.compile(r"(?:[A-Za-z_]\w{0,63}|\d{1,4})(?:\.(?:[A-Za-z_]\w{0,63}|\d{1,4})){1,9}\.lora_[ab]")
SCOPE = ("scope.weight", "scope.bias")  # one linear probe, see `scope.py`
MOST_RANK = 256
SCALES = (0.01, 100.0)  # usual are 2 to 32; a huge scale turns a small delta into noise or worse
MOST_HEADER = 4 << 20  # bytes; 100,000 tensors would fit, and a hostile header costs no memory
MOST_MANIFEST = 4 << 20  # bytes
MOST_WEIGHTS = 4 << 30  # bytes; rank 256 on all layers of an 8B model stays below
LARGEST = 1e3  # no trained value comes near; float32 products of larger ones can overflow


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What an adapter was made for and from: `parents` are fact ids, `notes` whatever the night wants to keep.

    `opening` is the system prompt that its scope (see `scope.py`) was fitted under, "" where it has none.
    """

    model_id: str
    scale: float
    kind: Literal["fast", "slow"] = "fast"
    parents: tuple[int, ...] = ()
    notes: dict[str, str | int | float] = {}
    opening: str = ""


class Manifest(Meta, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`Meta` with what the weights themselves say: their SHA-256, rank, number of blocks, and paths in a block."""

    id: str
    rank: int
    layers: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class AdapterWeights:
    """A sound adapter: float32 tensors by name, "PATH.lora_a" (in, rank) and "PATH.lora_b" (rank, out); `scope` is
    empty, or "scope.weight" (width,) and "scope.bias" (1,)."""

    manifest: Manifest
    tensors: Mapping[str, Any]
    scope: Mapping[str, Any]


def save(adapters: Path, tensors: Mapping[str, Any], meta: Meta) -> str:
    """Write the adapter to `adapters`/ID, read it back as `load` would, and return its id (64 hex digits).

    `tensors` may be numpy's or MLX's, float32. Raises `Trouble` (disk_full, …) and `Bug` for what `load` would refuse.
    """
    arrays = {name: np.asarray(tensor) for name, tensor in tensors.items()}
    try:
        data = to_bytes(arrays, meta)
        manifest = _manifest(files.sha256_bytes(data), arrays, meta)
        _check(manifest, arrays)
    except Trouble as trouble:
        raise Bug(f"this adapter could never be loaded: {trouble}") from trouble
    folder = files.make_folder(adapters / manifest.id)
    files.write_atomic(folder / WEIGHTS, data)
    files.write_atomic(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    load(folder, meta.model_id)
    return manifest.id


def load(folder: Path, model_id: str) -> AdapterWeights:
    """The adapter in `folder`, made for the model `model_id`; checked before anything can use it.

    Raises `Trouble`: adapter_missing, adapter_damaged, adapter_other_model.
    """
    manifest = _read_manifest(folder)
    if manifest.id != folder.name:
        raise _damaged("its folder does not bear its id")
    data = _read(folder / WEIGHTS, MOST_WEIGHTS)
    if files.sha256_bytes(data) != manifest.id:
        raise _damaged("its weights are not those that the night wrote")
    arrays, stated = from_bytes(data)
    if stated != _stated(manifest):
        raise _damaged("its manifest and its weights disagree")
    _check(manifest, arrays)
    if manifest.model_id != model_id:
        raise Trouble("adapter_other_model", "What was learned belongs to another model.", "Choose that model again.")
    scope = {name: arrays.pop(name) for name in SCOPE if name in arrays}
    return AdapterWeights(manifest, arrays, scope)


def check_fit(adapter: AdapterWeights, targets: Mapping[str, tuple[int, int]]) -> None:
    """Each pair sits on a layer of the model and has its size; `targets` gives (in, out) by path. Raises `Trouble`."""
    for name, array in adapter.tensors.items():
        path, side = name.rsplit(".", 1)
        if path not in targets:
            raise _damaged("it is for a layer that this model does not have")
        size = targets[path][0] if side == "lora_a" else targets[path][1]
        if array.shape[0 if side == "lora_a" else 1] != size:
            raise _damaged("its layers have another size than the model's")
    if adapter.scope and adapter.scope[SCOPE[0]].shape[0] != _width(targets):
        raise _damaged("its scope has another size than the model's")


def _width(targets: Mapping[str, tuple[int, int]]) -> int:
    """The size of the model's hidden states: what its query projections read."""
    return next((size[0] for path, size in targets.items() if path.endswith("q_proj")), 0)


def to_bytes(arrays: Mapping[str, Any], meta: Meta) -> bytes:
    """The file: safetensors, names sorted, `meta`'s model and scale in the header; equal input gives equal bytes."""
    header: dict[str, Any] = {"__metadata__": _stated(meta)}
    start = 0
    for name in sorted(arrays):
        if arrays[name].dtype != np.float32:
            raise _damaged("it holds numbers that are not float32")
        header[name] = {
            "data_offsets": [start, start + arrays[name].nbytes], "dtype": "F32", "shape": list(arrays[name].shape)
        }  # fmt: skip
        start += arrays[name].nbytes
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return b"".join([struct.pack("<Q", len(text)), text, *(arrays[n].tobytes() for n in sorted(arrays))])


def from_bytes(data: bytes) -> tuple[dict[str, Any], dict[str, str]]:
    """The tensors and the header's own words; raises `Trouble` unless `data` is exactly what `to_bytes` would write."""
    length = struct.unpack("<Q", data[:8])[0] if len(data) >= 8 else MOST_HEADER + 1
    if length > min(MOST_HEADER, len(data) - 8):
        raise _damaged("its header is cut short or far too long")
    try:
        header = json.loads(data[8 : 8 + length])
        stated = dict(header.pop("__metadata__"))
        body = memoryview(data)[8 + length :]
        arrays = {name: _array(body, entry) for name, entry in header.items()}
        if sum(array.nbytes for array in arrays.values()) != len(body):  # before anything is copied
            raise _damaged("its data is cut short, or used twice")
        meta = Meta(model_id=stated["model_id"], scale=float(stated["scale"]), opening=stated.get("opening", ""))
        again = to_bytes(arrays, meta)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise _damaged("its header makes no sense") from error
    if again != data:
        raise _damaged("it is not written the way Dormouse writes")
    return arrays, stated


def _array(body: memoryview, entry: Any) -> Any:
    start, end = entry["data_offsets"]
    return np.frombuffer(body[start:end], np.float32).reshape(entry["shape"])


def _manifest(identity: str, arrays: Mapping[str, Any], meta: Meta) -> Manifest:
    """The manifest that follows from `arrays`; raises `Trouble` on names that are no adapter's."""
    arrays = {name: array for name, array in arrays.items() if name not in SCOPE}
    if not arrays or not all(NAME.fullmatch(name) for name in arrays):
        raise _damaged("it holds tensors that are no adapter's")
    blocks, keys = set(), set()
    for name in arrays:
        before, _, inside = name.rsplit(".", 1)[0].partition(".layers.")
        block, _, key = inside.partition(".")
        blocks.add((before, block))
        keys.add(key)
    rank = next((array.shape[1] for name, array in arrays.items() if name.endswith("_a") and array.ndim == 2), 0)
    return Manifest(
        id=identity, rank=rank, layers=len(blocks), keys=tuple(sorted(keys)), **msgspec.structs.asdict(meta)
    )  # fmt: skip


def _check(manifest: Manifest, arrays: Mapping[str, Any]) -> None:
    """Names in pairs, ranks alike, values finite and small, scale in its band, manifest as the tensors say."""
    meta = Meta(**{field: getattr(manifest, field) for field in Meta.__struct_fields__})
    if manifest != _manifest(manifest.id, arrays, meta):
        raise _damaged("its manifest and its weights disagree")
    if not SCALES[0] <= manifest.scale <= SCALES[1] or not 1 <= manifest.rank <= MOST_RANK:
        raise _damaged("its scale or rank is out of bounds")
    if {name[:-1] + "b" for name in arrays if name.endswith("_a")} != {n for n in arrays if n.endswith("_b")}:
        raise _damaged("its tensors do not come in pairs")
    _check_scope(manifest, [arrays[name] for name in SCOPE if name in arrays])
    for name, array in arrays.items():
        if not np.isfinite(array).all() or np.abs(array).max(initial=0.0) > LARGEST:
            raise _damaged("its numbers are not finite, or far too large")
        if name in SCOPE:
            continue
        if array.ndim != 2 or array.shape[1 if name.endswith("_a") else 0] != manifest.rank:
            raise _damaged("its tensors have the wrong shape")


def _check_scope(manifest: Manifest, arrays: Sequence[Any]) -> None:
    """A scope is whole, fitted under words that the header names, and one weight for each part of a state."""
    if bool(arrays) != bool(manifest.opening) or len(arrays) not in (0, len(SCOPE)):
        raise _damaged("its scope is not whole")
    if arrays and not (arrays[0].ndim == 1 and arrays[1].shape == (1,)):
        raise _damaged("its scope has the wrong shape")


def _stated(meta: Meta) -> dict[str, str]:
    """What the weights' own header says, so that the id vouches for it."""
    stated = {"format": FORMAT, "model_id": meta.model_id, "scale": repr(float(meta.scale))}
    return {**stated, "opening": meta.opening} if meta.opening else stated


def _read_manifest(folder: Path) -> Manifest:
    try:
        return msgspec.json.decode(_read(folder / MANIFEST, MOST_MANIFEST), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged("its manifest makes no sense") from error


def _read(path: Path, most: int) -> bytes:
    try:
        if path.stat().st_size > most:
            raise _damaged(f"its {path.name} is far too large")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble("adapter_missing", "What was learned is missing on the disk.", REMEDY) from error
    except OSError as error:
        raise files.as_trouble(error, path) from error


REMEDY = "Answers come from the base model until the next night, which builds it again."


def _damaged(why: str) -> Trouble:
    return Trouble("adapter_damaged", f"What was learned cannot be used: {why}.", REMEDY)
