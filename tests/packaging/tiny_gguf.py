"""A two-layer llama GGUF of 20 KB with SmolLM2's shape of metadata, in a wheel like the starter model's."""

import zipfile
from pathlib import Path

import numpy as np
import starter_model
from gguf import GGMLQuantizationType, GGUFWriter
from gguf.quants import quantize

HIDDEN, HEADS, KV_HEADS, FEED, LAYERS = 64, 4, 2, 96, 2


def vocabulary() -> tuple[list[str], list[str]]:
    """Three control tokens, the printable ASCII letters, one merge."""
    return ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *map(chr, range(33, 127)), "Ġ", "Ċ", "th"], ["t h"]


def describe(writer: GGUFWriter) -> None:
    """Write every metadata field that the converter reads."""
    tokens, merges = vocabulary()
    writer.add_block_count(LAYERS)
    writer.add_context_length(128)
    writer.add_embedding_length(HIDDEN)
    writer.add_feed_forward_length(FEED)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_merges(merges)
    writer.add_token_types([3, 3, 3] + [1] * (len(tokens) - 3))
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_pad_token_id(2)
    writer.add_chat_template("{% for message in messages %}{{ message['content'] }}{% endfor %}")


def shapes() -> dict[str, tuple[int, ...]]:
    """GGUF names and numpy shapes (out, in) of every tensor."""
    result: dict[str, tuple[int, ...]] = {"token_embd.weight": (len(vocabulary()[0]), HIDDEN)}
    kv = HIDDEN // HEADS * KV_HEADS
    rows = {"attn_q": (HIDDEN, HIDDEN), "attn_k": (kv, HIDDEN), "attn_v": (kv, HIDDEN), "attn_output": (HIDDEN, HIDDEN)}
    rows |= {"ffn_gate": (FEED, HIDDEN), "ffn_up": (FEED, HIDDEN), "ffn_down": (HIDDEN, FEED)}
    for layer in range(LAYERS):
        result |= {f"blk.{layer}.{name}.weight": shape for name, shape in rows.items()}
        result |= {f"blk.{layer}.{name}.weight": (HIDDEN,) for name in ("attn_norm", "ffn_norm")}
    return result | {"output_norm.weight": (HIDDEN,)}


def write_gguf(path: Path, architecture: str = "llama") -> None:
    """Write the GGUF: matrices Q4_1 from a fixed seed, norms float32."""
    dice = np.random.default_rng(5)
    writer = GGUFWriter(path, architecture)
    describe(writer)
    for name, shape in shapes().items():
        values = dice.normal(size=shape).astype(np.float32)
        if len(shape) == 2:
            kind = GGMLQuantizationType.Q4_1
            writer.add_tensor(name, quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_wheel(path: Path, gguf: Path) -> None:
    """A wheel holding `gguf` and a licence under the names that starter_model opens."""
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.write(gguf, starter_model.GGUF_IN_WHEEL)
        wheel.writestr(starter_model.LICENSE_IN_WHEEL, "Apache License\n")
