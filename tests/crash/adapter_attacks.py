"""Damaged and forged adapters against a true (small) model: all refused, and the base weights are what they were."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from engine.errors import Trouble
from engine.model import adapters
from engine.model.adapters import WEIGHTS, Meta
from engine.model.language import Language
from tests.engine.model import test_adapters as known

SIZES = {"model.layers.0.self_attn.q_proj": (64, 64), "model.layers.1.mlp.up_proj": (64, 128)}


@dataclass
class Outcome:
    """How many were tried and refused, and whether the base weights are still the same."""

    flips: int = 0
    flips_refused: int = 0
    attacks: int = 0
    attacks_refused: int = 0
    base_unchanged: bool = False


def base_hash(language: Language) -> str:
    """SHA-256 over all weights of the model without an adapter."""
    from mlx.utils import tree_flatten

    language.use_adapter(None)
    digest = hashlib.sha256()
    for name, value in sorted(tree_flatten(language.model.parameters())):
        digest.update(name.encode() + np.array(value).tobytes())
    return digest.hexdigest()


def attack(model: Path, root: Path, flips: int, seed: int) -> Outcome:
    """Flip bits and forge files; each is offered to the model as a published adapter would be."""
    language, outcome, chance = Language.load(model), Outcome(), random.Random(seed)
    before = base_hash(language)
    meta = Meta(model_id=language.model_id, scale=20.0)
    saved = root / adapters.save(root, tensors(), meta)
    language.use_adapter(saved)
    language.use_adapter(None)
    whole = (saved / WEIGHTS).read_bytes()
    for _ in range(flips):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (saved / WEIGHTS).write_bytes(data)
        outcome.flips += 1
        outcome.flips_refused += refuses(language, saved)
    (saved / WEIGHTS).write_bytes(whole)
    for forged in forgeries(saved, meta):
        outcome.attacks += 1
        outcome.attacks_refused += refuses(language, forged)
        if forged != saved:
            shutil.rmtree(forged)
    outcome.base_unchanged = base_hash(language) == before
    language.use_adapter(saved)  # the sound one is still taken
    return outcome


def tensors() -> dict[str, Any]:
    """A sound adapter of rank 2."""
    draw, found = np.random.default_rng(0), {}
    for path, (into, out) in SIZES.items():
        found[path + ".lora_a"] = draw.normal(size=(into, 2)).astype(np.float32)
        found[path + ".lora_b"] = draw.normal(size=(2, out)).astype(np.float32)
    return found


def forgeries(saved: Path, meta: Meta) -> Iterator[Path]:
    """What somebody could make who may write both files and name the folder, so that all hashes agree."""
    whole = (saved / WEIGHTS).read_bytes()
    for value in _listed(known.test_values_that_no_training_gives):
        bad = tensors()
        next(iter(bad.values()))[1, 1] = value
        yield known.forge(saved, adapters.to_bytes(bad, meta))
    for scale in _listed(known.test_scales_out_of_the_band):
        yield known.forge(
            saved, adapters.to_bytes(tensors(), msgspec.structs.replace(meta, scale=scale)), scale=repr(scale)
        )
    for damage in _listed(known.test_tensors_that_are_no_adapter_s):
        bad = tensors()
        damage(bad)
        yield known.forge(saved, adapters.to_bytes(bad, meta))
    for data in known.bombs().values():
        yield known.forge(saved, data)
    yield known.forge(saved, (1 << 63).to_bytes(8, "little") + whole[8:])
    big = {name: np.zeros((300, 300), np.float32) for name in tensors()}
    yield known.forge(saved, adapters.to_bytes(big, meta), rank=300)
    other = {name.replace("layers.1.", "layers.7."): array for name, array in tensors().items()}
    yield known.forge(saved, adapters.to_bytes(other, meta))
    manifest = (saved / adapters.MANIFEST).read_bytes()
    for fields in _listed(known.test_a_manifest_that_says_something_else):
        yield known.forge(saved, whole, **fields)
        (saved / adapters.MANIFEST).write_bytes(manifest)


def _listed(test: Any) -> list[Any]:
    """The cases that a test of engine.model.adapters is run with."""
    return list(test.pytestmark[0].args[1])


def refuses(language: Language, folder: Path) -> bool:
    """Whether the model will not wear it, and says so in a sentence."""
    try:
        language.use_adapter(folder)
    except Trouble:
        return language.adapter_id == ""
    language.use_adapter(None)
    return False
