"""Adapter files: the same training gives the same bytes, and whatever is not exactly an adapter is refused."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mlx.core as mx
import msgspec
import numpy as np
import pytest
from safetensors.numpy import load_file

from engine import files
from engine.errors import Bug, Trouble
from engine.model import adapters
from engine.model.adapters import MANIFEST, WEIGHTS, Meta

MODEL = "ab" * 32
META = Meta(model_id=MODEL, scale=20.0, parents=(3, 1), notes={"night": 4})
PATHS = ("model.layers.0.self_attn.q_proj", "model.layers.1.mlp.up_proj")


def tensors(rank: int = 2) -> dict[str, Any]:
    draw = np.random.default_rng(0)
    found = {}
    for path in PATHS:
        found[path + ".lora_a"] = draw.normal(size=(6, rank)).astype(np.float32)
        found[path + ".lora_b"] = draw.normal(size=(rank, 5)).astype(np.float32)
    return found


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / adapters.save(tmp_path, tensors(), META)


def refused(folder: Path, kind: str = "adapter_damaged") -> Trouble:
    with pytest.raises(Trouble) as caught:
        adapters.load(folder, MODEL)
    assert caught.value.kind == kind
    assert caught.value.remedy
    return caught.value


def forge(folder: Path, data: bytes, **manifest: object) -> Path:
    """What an attacker could do who can write both files and the folder's name: all hashes agree."""
    identity = files.sha256_bytes(data)
    again = folder.parent / identity
    again.mkdir(exist_ok=True)
    (again / WEIGHTS).write_bytes(data)
    listed = {**json.loads((folder / MANIFEST).read_text()), "id": identity, **manifest}
    (again / MANIFEST).write_text(json.dumps(listed))
    return again


def written(header: dict[str, Any], body: bytes) -> bytes:
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + body


def test_what_is_saved_is_what_is_loaded(saved: Path) -> None:
    found = adapters.load(saved, MODEL)
    assert set(found.tensors) == set(tensors())
    assert all(np.array_equal(found.tensors[name], array) for name, array in tensors().items())
    assert (found.manifest.id, found.manifest.rank, found.manifest.layers) == (saved.name, 2, 2)
    assert found.manifest.keys == ("mlp.up_proj", "self_attn.q_proj")
    assert (found.manifest.scale, found.manifest.parents, found.manifest.notes) == (20.0, (3, 1), {"night": 4})


def test_the_file_is_common_safetensors_and_the_id_is_its_hash(saved: Path) -> None:
    assert files.sha256_file(saved / WEIGHTS) == saved.name
    assert {name: array.tobytes() for name, array in load_file(saved / WEIGHTS).items()} == {
        name: array.tobytes() for name, array in tensors().items()
    }
    assert set(mx.load(str(saved / WEIGHTS))) == set(tensors())
    assert {path.stat().st_mode & 0o777 for path in saved.iterdir()} == {0o600}


def test_the_same_training_gives_the_same_id(saved: Path, tmp_path: Path) -> None:
    turned = dict(reversed(tensors().items()))
    assert adapters.save(tmp_path, {name: mx.array(array) for name, array in turned.items()}, META) == saved.name
    code = (
        "from pathlib import Path; from tests.engine.model.test_adapters import *; import sys;"
        "print(adapters.save(Path(sys.argv[1]), tensors(), META))"
    )
    other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == saved.name
    other_scale = msgspec.structs.replace(META, scale=10.0)
    other_model = msgspec.structs.replace(META, model_id="cd" * 32)
    assert len({saved.name, *(adapters.save(tmp_path, tensors(), meta) for meta in (other_scale, other_model))}) == 3


@pytest.mark.parametrize("name", [WEIGHTS, MANIFEST])
def test_a_missing_file(saved: Path, name: str) -> None:
    (saved / name).unlink()
    refused(saved, "adapter_missing")


def test_another_folder_name(saved: Path) -> None:
    refused(saved.rename(saved.with_name("mine")))


def test_every_flipped_bit_and_every_cut_is_found(saved: Path) -> None:
    draw = random.Random(0)
    for name in (WEIGHTS, MANIFEST):
        whole = (saved / name).read_bytes()
        known = adapters.load(saved, MODEL).manifest
        for _ in range(150):
            data = bytearray(whole)
            data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
            (saved / name).write_bytes(data)
            try:
                found = adapters.load(saved, MODEL).manifest
            except Trouble:
                continue
            assert name == MANIFEST and found.id == known.id and found.scale == known.scale  # only notes and parents
        for length in range(0, len(whole), 37):
            (saved / name).write_bytes(whole[:length])
            refused(saved)
        (saved / name).write_bytes(whole)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e30])
def test_values_that_no_training_gives(saved: Path, value: float) -> None:
    bad = tensors()
    bad[PATHS[0] + ".lora_b"][1, 2] = value
    refused(forge(saved, adapters.to_bytes(bad, META)))


@pytest.mark.parametrize("scale", [1e6, 0.0, -20.0, float("nan"), float("inf"), 1e-6])
def test_scales_out_of_the_band(saved: Path, scale: float) -> None:
    meta = msgspec.structs.replace(META, scale=scale)
    refused(forge(saved, adapters.to_bytes(tensors(), meta), scale=scale))


def test_a_scale_in_the_manifest_alone(saved: Path) -> None:
    refused(forge(saved, (saved / WEIGHTS).read_bytes(), scale=40.0))


def change(name: str, array: Any) -> Callable[[dict[str, Any]], None]:
    return lambda found: found.update({name: np.asarray(array, np.float32)})


@pytest.mark.parametrize(
    "damage",
    [
        change("model.embed_tokens.weight", np.zeros((2, 2))),
        change("model.layers.0.self_attn.q_proj.weight", np.zeros((6, 5))),
        change("model.layers.0.self_attn.q_proj.linear.weight", np.zeros((6, 5))),
        change("model.layers.0.mlp.up_proj.lora_a", np.zeros((6, 2))),
        change("lora_a", np.zeros((6, 2))),
        change("../../x.lora_a", np.zeros((6, 2))),
        change("model.__class__.__init__ .lora_a", np.zeros((6, 2))),
        change(PATHS[0] + ".lora_a", np.zeros((6, 3))),
        change(PATHS[0] + ".lora_a", np.zeros(12)),
        change(PATHS[0] + ".lora_a", np.zeros((6, 2, 1))),
        lambda found: found.pop(PATHS[0] + ".lora_b"),
        lambda found: found.clear(),
    ],
)
def test_tensors_that_are_no_adapter_s(saved: Path, damage: Callable[[dict[str, Any]], None]) -> None:
    bad = tensors()
    damage(bad)
    refused(forge(saved, adapters.to_bytes(bad, META)))
    with pytest.raises(Bug):
        adapters.save(saved.parent, bad, META)


@pytest.mark.parametrize(
    "fields",
    [{"rank": 3}, {"layers": 1}, {"keys": []}, {"fine_tune_type": "full"}, {"model_id": "cd" * 32}, {"kind": "both"},
     {"scale": "20"}, {"notes": {"a": []}}],
)  # fmt: skip
def test_a_manifest_that_says_something_else(saved: Path, fields: dict[str, object]) -> None:
    refused(forge(saved, (saved / WEIGHTS).read_bytes(), **fields))


def test_mlx_lm_s_own_adapters_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text('{"fine_tune_type": "full"}')
    mx.save_safetensors(str(tmp_path / "adapters.safetensors"), {"model.embed_tokens.weight": mx.zeros((2, 2))})
    refused(tmp_path, "adapter_missing")


def bombs() -> dict[str, bytes]:
    name, stated = PATHS[0] + ".lora_a", {"format": "dormouse-1", "model_id": MODEL, "scale": "20.0"}
    entry = {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}

    def one(**changed: object) -> bytes:
        return written({"__metadata__": stated, name: {**entry, **changed}}, b"\0" * 4)

    many = {f"a.b{place}.lora_a": {**entry, "shape": [1, 1000], "data_offsets": [0, 4000]} for place in range(20000)}
    return {
        "empty": b"",
        "a length and nothing": (1 << 62).to_bytes(8, "little"),
        "a long header": (64 << 20).to_bytes(8, "little") + b" " * (64 << 20),
        "deep json": written({}, b"")[:0] + (200_000).to_bytes(8, "little") + b"[" * 200_000,
        "one body for many tensors": written({"__metadata__": stated, **many}, b"\0" * 4000),
        "a huge shape": one(shape=[1 << 40, 1 << 40]),
        "a negative shape": one(shape=[-1, 1]),
        "offsets outside": one(data_offsets=[0, 1 << 40]),
        "offsets backwards": one(data_offsets=[4, 0]),
        "offsets of words": one(data_offsets=["0", "4"]),
        "another type": one(dtype="F16"),
        "no metadata": written({name: entry}, b"\0" * 4),
        "a body too long": one() + b"\0" * 4,
        "not utf-8": (8).to_bytes(8, "little") + b"\xff" * 8,
    }


@pytest.mark.parametrize("name", bombs())
def test_hostile_headers(saved: Path, name: str) -> None:
    refused(forge(saved, bombs()[name]))


def test_only_one_spelling_of_the_same_tensors_is_taken(saved: Path) -> None:
    data = (saved / WEIGHTS).read_bytes()
    length = int.from_bytes(data[:8], "little")
    header, body = json.loads(data[8 : 8 + length]), data[8 + length :]
    assert written(header, body) == data
    loose = json.dumps(header).encode()
    refused(forge(saved, len(loose).to_bytes(8, "little") + loose + body))
    header[PATHS[0] + ".lora_a"]["more"] = 1
    refused(forge(saved, written(header, body)))


def test_half_precision_is_not_saved(tmp_path: Path) -> None:
    bad = {name: array.astype(np.float16) for name, array in tensors().items()}
    with pytest.raises(Bug):
        adapters.save(tmp_path, bad, META)
    assert not list(tmp_path.iterdir())


def test_reading_needs_no_mlx() -> None:
    code = (
        "import sys; from engine.model import adapters; sys.exit(any(name.startswith('mlx') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
