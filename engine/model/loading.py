"""Opens a model folder: looks at it first, refuses what is missing, damaged or would run code, then loads it.

Promises that no Python file, pickle or network is ever touched because of a model folder. Raises `Trouble` with the
kinds model_missing (no such folder), model_damaged (a file is missing or wrong) and model_unsupported.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import Trouble
from engine.model import blas, manifest
from engine.model.manifest import damaged

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)
from mlx_lm.utils import get_total_parameters, load_model, load_tokenizer  # noqa: E402

OTHER_MODEL = "Choose a model in MLX format: config.json, tokenizer.json and model*.safetensors."
TOKENIZERS = ("tokenizer.json", "tokenizer.model", "tiktoken.model", "vocab.json")
PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".npy")
CONTEXT = 16384  # tokens; more would cost several GB of key-value cache, whatever a model claims
CLAIM = 2048  # tokens; the context assumed of a model that names none
HEADER = 100 << 20  # bytes; a longer safetensors header is an attack, as the format's own library says
HALVES = (mx.float16, mx.bfloat16)


@dataclass(frozen=True)
class Loaded:
    """A model ready to compute. `parameters` counts unpacked weights, `context` is in tokens."""

    model: Any
    tokenizer: Any
    model_id: str
    name: str
    parameters: int
    context: int


def load(folder: Path) -> Loaded:
    """Open the model in `folder`; see the module for what is raised. Call it on the thread that will compute."""
    config = inspect(folder)
    listed = manifest.read(folder)
    if listed is None:
        model, tokenizer = _read(folder)
    else:
        manifest.check_sizes(folder, listed)
        with ThreadPoolExecutor(1, "hash") as pool:  # hashing releases the interpreter: loading goes on beside it
            hashed = pool.submit(manifest.check_hashes, folder, listed)
            try:
                model, tokenizer = _read(folder)
            finally:
                hashed.result()  # a wrong hash explains a failed load better than the loader's own words
    name = listed.name if listed and listed.name else folder.name
    return Loaded(model, tokenizer, manifest.identity(folder), name, get_total_parameters(model), _context(config))


def inspect(folder: Path) -> dict[str, Any]:
    """Look at a folder without loading it; returns its config.json. Raises `Trouble` as the module says."""
    if not folder.is_dir():
        raise Trouble("model_missing", f"There is no model folder at {folder}.", "Choose another with --model.")
    config = _json(folder / "config.json")
    for path in folder.iterdir():
        if path.suffix in PICKLES or path.suffix == ".py":
            raise _unsafe(f"its file {path.name} could run as a program")
    for name in ("config.json", "tokenizer_config.json"):
        found = _json(folder / name) if (folder / name).exists() else {}
        if "auto_map" in found or "model_file" in found:
            raise _unsafe(f"{name} asks to run program code")
    if not any((folder / name).is_file() for name in TOKENIZERS):
        raise damaged("tokenizer.json", "is missing")
    for path in _weights(folder):
        _check_safetensors(path)
    return config


def _weights(folder: Path) -> list[Path]:
    """All weights files: those that the index names, or model*.safetensors."""
    index = folder / "model.safetensors.index.json"
    if index.exists():
        names = _json(index).get("weight_map", {}).values()
        for name in sorted(set(names)):
            if not (folder / str(name)).is_file():
                raise damaged(str(name), "is missing")
    found = sorted(folder.glob("model*.safetensors"))
    if not found:
        raise damaged("model.safetensors", "is missing")
    return found


def _check_safetensors(path: Path) -> None:
    """The header is sound and the data that it promises is there (this finds a broken download at once)."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        start = stream.read(8)
        length = struct.unpack("<Q", start)[0] if len(start) == 8 else size
        if length > min(HEADER, size - 8):
            raise damaged(path.name, "is cut short or no safetensors file")
        try:
            header = json.loads(stream.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise damaged(path.name, "has a damaged header") from error
    if 8 + length + max(ends, default=0) != size:
        raise damaged(path.name, f"has {size} bytes instead of {8 + length + max(ends, default=0)}")


def _read(folder: Path) -> tuple[Any, Any]:
    try:
        model, config = load_model(folder, trust_remote_code=False)
        here_only = {"trust_remote_code": False, "local_files_only": True}
        tokenizer = load_tokenizer(folder, here_only, eos_token_ids=config.get("eos_token_id"))
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError, OSError) as error:
        if "not supported" in str(error):
            raise Trouble("model_unsupported", f"Models of this kind do not run here: {error}", OTHER_MODEL) from error
        raise Trouble("model_damaged", f"The model could not be loaded: {error}", manifest.RESTORE) from error
    if mx.default_device() == mx.cpu and any(w.dtype in HALVES for w in _leaves(model.parameters())):
        model.set_dtype(mx.float32)  # half precision is several times slower on a CPU, and this is exact
        mx.eval(model.parameters())
    return model, tokenizer


def _leaves(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict | list):
        for child in tree.values() if isinstance(tree, dict) else tree:
            yield from _leaves(child)
    else:
        yield tree


def _context(config: dict[str, Any]) -> int:
    """How many tokens the model can hold, by its own claim, within `CONTEXT`."""
    inner = config.get("text_config") or {}
    claim = config.get("max_position_embeddings") or inner.get("max_position_embeddings") or CLAIM
    return min(int(claim), CONTEXT)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise damaged(path.name, "is missing") from error
    except (OSError, ValueError) as error:
        raise damaged(path.name, "cannot be read") from error
    if not isinstance(found, dict):
        raise damaged(path.name, "holds no settings")
    return found


def _unsafe(why: str) -> Trouble:
    return Trouble("model_unsupported", f"This model is refused, because {why}.", OTHER_MODEL)
