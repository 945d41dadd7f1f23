"""Turns a llama-architecture GGUF file into an MLX model folder, exactly.

It promises float32 weights that equal the GGUF's own numbers (nothing is requantised), rotary pairs in the
order that MLX expects, and a tokenizer made from the GGUF's vocabulary and merges alone.
It refuses every architecture, tokenizer and pre-tokenizer that it was not written for, rather than guess.
It knows nothing of downloads, caches and hashes: `starter_model` does.

Needs numpy, gguf, safetensors and tokenizers; never mlx, so it also runs where MLX has no wheel.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from gguf import GGUFReader
from gguf.quants import dequantize
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

Weights = npt.NDArray[np.float32]

CONTROL_TOKEN = 3  # GGUF's token type for text that only the template may write, such as <|im_end|>

TOP_NAMES = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}
LAYER_NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


class Unsupported(Exception):
    """The GGUF holds something that this module was not written for; the message says what."""


class GgufModel:
    """One opened GGUF file: its metadata as Python values, its tensors on demand."""

    def __init__(self, path: Path) -> None:
        """Open `path` (memory-mapped, read-only) and read its metadata. Raises Unsupported for other families."""
        self.reader = GGUFReader(path)
        self.meta: dict[str, Any] = {name: field.contents() for name, field in self.reader.fields.items()}
        family = tuple(self.meta.get(k) for k in ("general.architecture", "tokenizer.ggml.model", "tokenizer.ggml.pre"))
        if family != ("llama", "gpt2", "smollm"):
            raise Unsupported(f"a GGUF of the family {family}; only ('llama', 'gpt2', 'smollm') is known")

    def tensors(self) -> Iterator[tuple[str, Weights]]:
        """Each tensor under its MLX name, dequantised to float32; matrices are (out, in)."""
        for tensor in self.reader.tensors:
            values = np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
            if tensor.name.endswith(("attn_q.weight", "attn_k.weight")):
                heads = "head_count" if tensor.name.endswith("q.weight") else "head_count_kv"
                values = unpermute(values, self.meta[f"llama.attention.{heads}"])
            yield mlx_name(tensor.name), values


def mlx_name(name: str) -> str:
    """MLX's name of the tensor that GGUF calls `name`. Raises Unsupported for a name that llama does not have."""
    if name in TOP_NAMES:
        return TOP_NAMES[name]
    parts = name.split(".")
    if len(parts) != 4 or parts[0] != "blk" or parts[3] != "weight" or parts[2] not in LAYER_NAMES:
        raise Unsupported(f"a tensor named {name!r}, which a llama model without biases does not have")
    return f"model.layers.{parts[1]}.{LAYER_NAMES[parts[2]]}.weight"


def unpermute(weight: Weights, heads: int) -> Weights:
    """Undo llama.cpp's order of q and k rows: it puts each rotary pair side by side, MLX keeps two halves.

    `weight` is (heads * d, in), d even; returns the same shape. Inverse of `permute` in llama.cpp's converter.
    """
    rows, width = weight.shape
    return np.ascontiguousarray(weight.reshape(heads, rows // heads // 2, 2, width).swapaxes(1, 2).reshape(rows, width))


def tokenizer(meta: dict[str, Any]) -> Tokenizer:
    """A byte-level BPE of the GGUF's tokens and merges; digits are split one by one, as SmolLM2 was trained.

    21 of the 256 bytes have no token in SmolLM2 (six control characters, and lead bytes of unassigned planes):
    like the original tokenizer, this one drops them.
    """
    tokens: list[str] = meta["tokenizer.ggml.tokens"]
    kinds: list[int] = meta["tokenizer.ggml.token_type"]
    merges = [(left, right) for left, right in (line.split(" ") for line in meta["tokenizer.ggml.merges"])]
    bpe = Tokenizer(models.BPE(vocab={text: i for i, text in enumerate(tokens)}, merges=merges))
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    control = [text for text, kind in zip(tokens, kinds, strict=True) if kind == CONTROL_TOKEN]
    bpe.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in control])
    return bpe


def special_tokens(meta: dict[str, Any]) -> dict[str, str]:
    """The texts of bos, eos, unk and pad, by the names that tokenizer_config.json uses."""
    names = {"bos": "bos", "eos": "eos", "unknown": "unk", "padding": "pad"}
    tokens = meta["tokenizer.ggml.tokens"]
    return {f"{short}_token": tokens[meta[f"tokenizer.ggml.{long}_token_id"]] for long, short in names.items()}


def tokenizer_config(meta: dict[str, Any]) -> dict[str, Any]:
    """tokenizer_config.json. The class is the plain one: GPT2Tokenizer would put its own pre-tokenizer in place."""
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "add_bos_token": False,
        "add_prefix_space": False,
        "clean_up_tokenization_spaces": False,  # it would turn " ," into "," and break the round trip
        "model_max_length": meta["llama.context_length"],
        "chat_template": meta["tokenizer.chat_template"],
        **special_tokens(meta),
    }


def config(meta: dict[str, Any]) -> dict[str, Any]:
    """config.json of a llama model with tied embeddings, in the field names that mlx-lm reads."""
    heads = meta["llama.attention.head_count"]
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": meta["llama.embedding_length"],
        "intermediate_size": meta["llama.feed_forward_length"],
        "num_hidden_layers": meta["llama.block_count"],
        "num_attention_heads": heads,
        "num_key_value_heads": meta["llama.attention.head_count_kv"],
        "head_dim": meta["llama.embedding_length"] // heads,
        "max_position_embeddings": meta["llama.context_length"],
        "rms_norm_eps": float(f"{meta['llama.attention.layer_norm_rms_epsilon']:.6g}"),  # stored as float32
        "rope_theta": meta["llama.rope.freq_base"],
        "rope_traditional": False,
        "hidden_act": "silu",
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "torch_dtype": "float32",
        "vocab_size": len(meta["tokenizer.ggml.tokens"]),
        "bos_token_id": meta["tokenizer.ggml.bos_token_id"],
        "eos_token_id": meta["tokenizer.ggml.eos_token_id"],
        "pad_token_id": meta["tokenizer.ggml.padding_token_id"],
    }


def write_folder(gguf: Path, folder: Path) -> int:
    """Write config, weights and tokenizer of `gguf` into the existing `folder`; returns the number of parameters.

    Plain writes: the caller makes them durable. Raises Unsupported, OSError.
    """
    model = GgufModel(gguf)
    weights = dict(model.tensors())
    save_file(weights, folder / "model.safetensors", metadata={"format": "mlx"})
    tokenizer(model.meta).save(str(folder / "tokenizer.json"))
    settings = config(model.meta)
    stops = {key: settings[key] for key in ("bos_token_id", "eos_token_id", "pad_token_id")}
    write_json(folder / "config.json", settings)
    write_json(folder / "generation_config.json", stops)
    write_json(folder / "tokenizer_config.json", tokenizer_config(model.meta))
    return sum(values.size for values in weights.values())


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write `value` as readable UTF-8 JSON ending in a newline."""
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
