"""The converter's numbers, against computations that share no code with it."""

import json
import struct
from pathlib import Path

import gguf_folder
import numpy as np
import numpy.typing as npt
import pytest
from gguf import GGUFReader
from safetensors import safe_open

from .tiny_gguf import HEADS, HIDDEN, vocabulary, write_gguf


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("tiny")
    write_gguf(place / "tiny.gguf")
    (place / "mlx").mkdir()
    gguf_folder.write_folder(place / "tiny.gguf", place / "mlx")
    return place / "tiny.gguf", place / "mlx"


def weight(folder: Path, name: str) -> npt.NDArray[np.float32]:
    with safe_open(folder / "model.safetensors", framework="numpy") as file:
        return np.asarray(file.get_tensor(name))


def q4_1_by_hand(raw: bytes, count: int) -> npt.NDArray[np.float32]:
    """Blocks of 32: half-precision scale d and minimum m, then 16 bytes whose low nibbles come first: q * d + m."""
    values: list[float] = []
    for start in range(0, count // 32 * 20, 20):
        d, m = struct.unpack_from("<ee", raw, start)
        packed = raw[start + 4 : start + 20]
        values += [q * d + m for q in [*(byte & 15 for byte in packed), *(byte >> 4 for byte in packed)]]
    return np.array(values, dtype=np.float32)


def halves_from_pairs(weight: npt.NDArray[np.float32], heads: int) -> npt.NDArray[np.float32]:
    """Row 2i+j of a head in llama.cpp's order is row i+j*d/2 in MLX's, said one row at a time."""
    result = np.empty_like(weight)
    d = len(weight) // heads
    for head in range(heads):
        for i in range(d // 2):
            for j in range(2):
                result[head * d + i + j * d // 2] = weight[head * d + 2 * i + j]
    return result


def by_hand(gguf: GGUFReader, name: str) -> npt.NDArray[np.float32]:
    tensor = next(t for t in gguf.tensors if t.name == name)
    shape = [int(n) for n in reversed(tensor.shape)]
    return q4_1_by_hand(tensor.data.tobytes(), int(np.prod(shape))).reshape(shape)


def test_plain_and_permuted_matrices_equal_the_hand_computation(tiny: tuple[Path, Path]) -> None:
    gguf, folder = GGUFReader(tiny[0]), tiny[1]
    down = weight(folder, "model.layers.1.mlp.down_proj.weight")
    np.testing.assert_array_equal(down, by_hand(gguf, "blk.1.ffn_down.weight"))
    query = weight(folder, "model.layers.0.self_attn.q_proj.weight")
    np.testing.assert_array_equal(query, halves_from_pairs(by_hand(gguf, "blk.0.attn_q.weight"), HEADS))
    assert query.shape == (HIDDEN, HIDDEN)


@pytest.mark.model
def test_the_starter_models_own_numbers_equal_the_hand_computation(
    starter: Path, starter_gguf: gguf_folder.GgufModel
) -> None:
    key = weight(starter, "model.layers.7.self_attn.k_proj.weight")
    np.testing.assert_array_equal(key, halves_from_pairs(by_hand(starter_gguf.reader, "blk.7.attn_k.weight"), heads=3))
    up = weight(starter, "model.layers.29.mlp.up_proj.weight")
    np.testing.assert_array_equal(up, by_hand(starter_gguf.reader, "blk.29.ffn_up.weight"))


def test_the_folder_says_what_the_gguf_says(tiny: tuple[Path, Path]) -> None:
    config = json.loads((tiny[1] / "config.json").read_text(encoding="utf-8"))
    assert (config["model_type"], config["num_attention_heads"], config["num_key_value_heads"]) == ("llama", 4, 2)
    assert (config["rms_norm_eps"], config["vocab_size"]) == (1e-5, len(vocabulary()[0]))
    stops = json.loads((tiny[1] / "generation_config.json").read_text(encoding="utf-8"))
    assert stops["eos_token_id"] == config["eos_token_id"] == 2


def test_other_families_and_tensors_are_refused(tmp_path: Path) -> None:
    write_gguf(tmp_path / "other.gguf", architecture="gemma")
    with pytest.raises(gguf_folder.Unsupported, match="gemma"):
        gguf_folder.GgufModel(tmp_path / "other.gguf")
    with pytest.raises(gguf_folder.Unsupported, match=r"attn_q\.bias"):
        gguf_folder.mlx_name("blk.0.attn_q.bias")
