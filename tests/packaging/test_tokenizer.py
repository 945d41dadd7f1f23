"""The starter model's tokenizer against a reference made from the GGUF's own vocabulary and merges."""

import json
from pathlib import Path

import pytest
from gguf_folder import GgufModel
from tokenizers import Tokenizer

from .reference_bpe import ReferenceBpe
from .varied_lines import varied_lines

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def reference(starter_gguf: GgufModel) -> ReferenceBpe:
    return ReferenceBpe(starter_gguf.meta)


@pytest.fixture(scope="module")
def ours(starter: Path) -> Tokenizer:
    return Tokenizer.from_file(str(starter / "tokenizer.json"))


def test_a_thousand_varied_lines_get_the_reference_ids_and_come_back(ours: Tokenizer, reference: ReferenceBpe) -> None:
    lines = varied_lines()
    assert len(set(lines)) == 1000
    for line in lines:
        ids = ours.encode(line, add_special_tokens=False).ids
        assert ids == reference.encode(line), line
        assert ours.decode(ids, skip_special_tokens=False) == line


def test_the_tokenizer_as_the_engine_gets_it_gives_the_same_ids(starter: Path, reference: ReferenceBpe) -> None:
    # transformers replaces the pre-tokenizer of some classes; ours must come through as written.
    from transformers import AutoTokenizer

    loaded = AutoTokenizer.from_pretrained(starter, local_files_only=True)
    for line in varied_lines(300, seed=3):
        ids = loaded.encode(line)
        assert ids == reference.encode(line), line
        assert loaded.decode(ids) == line


def test_special_tokens_and_chat_template(starter: Path, starter_gguf: GgufModel) -> None:
    from transformers import AutoTokenizer

    loaded = AutoTokenizer.from_pretrained(starter, local_files_only=True)
    assert (loaded.bos_token, loaded.eos_token, loaded.pad_token) == ("<|im_start|>", "<|im_end|>", "<|im_end|>")
    assert (loaded.bos_token_id, loaded.eos_token_id, loaded.unk_token) == (1, 2, "<|endoftext|>")
    assert loaded.chat_template == starter_gguf.meta["tokenizer.chat_template"]
    turns = [{"role": "system", "content": "S"}, {"role": "user", "content": "U"}]
    prompt = loaded.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    assert prompt == "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nU<|im_end|>\n<|im_start|>assistant\n"
    assert loaded.decode(loaded.encode(prompt), skip_special_tokens=True) == "system\nS\nuser\nU\nassistant\n"


def test_bytes_without_a_token_are_dropped_and_nothing_else(ours: Tokenizer, reference: ReferenceBpe) -> None:
    unknown = reference.unknown_bytes()
    assert len(unknown) == 21
    controls = [chr(byte) for byte in sorted(unknown) if byte < 0x80]
    assert controls == ["\x04", "\x06", "\x13", "\x14", "\x16", "\x1d"]
    for control in controls:
        assert ours.decode(ours.encode(f"well{control} then").ids) == "well then"
    assert {byte for byte in unknown if byte >= 0x80} == {0xC0, 0xC1, 0xF1, 0xF2, *range(0xF5, 0x100)}


def test_the_vocabulary_is_the_ggufs(starter: Path, starter_gguf: GgufModel) -> None:
    written = json.loads((starter / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    assert sorted(written["vocab"], key=written["vocab"].__getitem__) == starter_gguf.meta["tokenizer.ggml.tokens"]
    assert [" ".join(pair) for pair in written["merges"]] == starter_gguf.meta["tokenizer.ggml.merges"]
