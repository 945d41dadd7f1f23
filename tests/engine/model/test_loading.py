"""Model folders: any sound one opens by its path; a damaged, missing or dangerous one is one sentence."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
import pytest
from mlx.utils import tree_flatten

from engine.errors import Trouble
from engine.model import manifest
from engine.model.language import Language, Message
from tests.fakes import tiny_model

USER = [Message("user", "Hello")]


@pytest.fixture
def folder(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "copy"))


def trouble(folder: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        Language.load(folder)
    return caught.value


def settings(folder: Path, name: str = "config.json", **changed: object) -> None:
    path = folder / name
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))


def unlisted(folder: Path) -> Path:
    (folder / "manifest.json").unlink()
    return folder


def test_no_folder(tmp_path: Path) -> None:
    assert trouble(tmp_path / "none").kind == "model_missing"


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(folder: Path, name: str, listed: bool) -> None:
    (folder if listed else unlisted(folder)).joinpath(name).unlink()
    found = trouble(folder)
    assert found.kind == "model_damaged" and name in found.sentence and found.remedy


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors", "tokenizer_config.json"])
def test_a_cut_file_is_damaged(folder: Path, name: str, listed: bool) -> None:
    path = (folder if listed else unlisted(folder)) / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = trouble(folder)
    assert found.kind == "model_damaged" and (name in found.sentence or name == "tokenizer.json")


def test_one_flipped_bit_of_the_weights_is_found(folder: Path) -> None:
    path = folder / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[-5000] ^= 1
    path.write_bytes(data)
    assert "model.safetensors" in trouble(folder).sentence


def test_a_manifest_that_makes_no_sense_or_points_elsewhere(folder: Path) -> None:
    (folder / "manifest.json").write_text("{")
    assert "manifest.json" in trouble(folder).sentence
    (folder / "manifest.json").write_text('{"files": {"../x": {"size": 1, "sha256": ""}}}')
    assert "manifest.json" in trouble(folder).sentence


def test_a_part_that_the_index_names_is_missing(folder: Path) -> None:
    index = {"weight_map": {"a": "model.safetensors", "b": "model-00002.safetensors"}}
    (unlisted(folder) / "model.safetensors.index.json").write_text(json.dumps(index))
    assert "model-00002.safetensors" in trouble(folder).sentence


def test_a_huge_header_is_refused_before_it_is_read(folder: Path) -> None:
    (unlisted(folder) / "model.safetensors").write_bytes((1 << 60).to_bytes(8, "little") + b"{}")
    assert "model.safetensors" in trouble(folder).sentence


@pytest.mark.parametrize("name", ["modeling_x.py", "pytorch_model.bin", "x.pkl", "weights.pt"])
def test_what_could_run_as_a_program_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("")
    found = trouble(folder)
    assert found.kind == "model_unsupported" and name in found.sentence


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json"])
@pytest.mark.parametrize("key", ["auto_map", "model_file"])
def test_so_are_settings_that_ask_for_it(folder: Path, name: str, key: str) -> None:
    settings(unlisted(folder), name, **{key: "code.Model"})
    assert trouble(folder).kind == "model_unsupported"


def test_an_unknown_kind_of_model(folder: Path) -> None:
    settings(unlisted(folder), model_type="no_such_kind")
    assert trouble(folder).kind == "model_unsupported"


def test_weights_of_another_shape(folder: Path) -> None:
    settings(unlisted(folder), hidden_size=32)
    assert trouble(folder).kind == "model_damaged"


def test_nothing_asks_the_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    Language.load(folder)


def test_what_is_known_of_a_model(folder: Path) -> None:
    language = Language.load(folder)
    weights = mx.load(str(folder / "model.safetensors"))
    assert language.parameters == sum(array.size for array in weights.values())
    assert (language.name, language.context, language.adapter_id) == ("tiny", 1024, "")
    assert Language.load(unlisted(folder)).name == "copy"


def test_the_id_is_the_content_s_and_not_the_place_s(folder: Path, tiny: Language, tmp_path: Path) -> None:
    assert Language.load(folder).model_id == tiny.model_id
    bare = manifest.identity(unlisted(folder))
    assert bare == manifest.identity(Path(shutil.copytree(folder, tmp_path / "again"))) and bare != tiny.model_id
    assert manifest.identity(tiny_model(tmp_path / "other", seed=1, listed=False)) != bare


def test_half_precision_runs_as_float32_on_a_cpu(folder: Path, tiny: Language) -> None:
    path = unlisted(folder) / "model.safetensors"
    weights = {name: array.astype(mx.bfloat16) for name, array in mx.load(str(path)).items()}
    path.unlink()
    mx.save_safetensors(str(path), weights)
    language = Language.load(folder)
    expected = mx.float32 if mx.default_device() == mx.cpu else mx.bfloat16
    assert {array.dtype for _, array in tree_flatten(language.model.parameters())} == {expected}
    assert language.answer(USER, max_tokens=8)


def test_a_quantised_model_opens_by_path(folder: Path, tiny: Language) -> None:
    language = Language.load(folder)
    nn.quantize(language.model, group_size=32, bits=4)
    settings(unlisted(folder), quantization={"group_size": 32, "bits": 4})
    (folder / "model.safetensors").unlink()
    mx.save_safetensors(str(folder / "model.safetensors"), dict(tree_flatten(language.model.parameters())))
    again = Language.load(folder)
    assert again.answer(USER, max_tokens=8) == language.answer(USER, max_tokens=8)
    assert again.parameters == tiny.parameters


def test_a_model_with_a_sliding_window_opens_by_path(folder: Path) -> None:
    settings(unlisted(folder), layer_types=["sliding_attention", "full_attention"], sliding_window=16)
    language = Language.load(folder)
    long = [Message("user", "a b c d e f g h " * 12)]
    assert language.answers([long, USER], max_tokens=12) == [language.answer(c, max_tokens=12) for c in (long, USER)]
    first, second = (list(language.stream(long, max_tokens=8, stop=lambda: False)) for _ in range(2))
    assert [p.text for p in first] == [p.text for p in second]
    assert language.scores(long, ["yes", "no"]) == language.scores(long, ["yes", "no"])
