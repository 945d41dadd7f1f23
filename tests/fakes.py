"""Tiny real stand-ins: a model that echoes, without MLX; and a random two-layer model that takes the true MLX path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from engine.errors import Bug, Trouble
from engine.model import manifest
from engine.model.message import Message, Piece, Score

Reply = Callable[[Sequence[Message]], str]


class EchoModel:
    """`Language` without a model: says `replies[last user message]`, else repeats it. A token is a word.

    Same methods, same promises, same `Trouble`s. `seen` holds every conversation that was answered or scored.
    `yes` decides `yes_no`; `adapters` maps an adapter folder's name to the replies known with it.
    """

    def __init__(
        self,
        replies: Mapping[str, str] | Reply | None = None,
        *,
        yes: Callable[[str], float] = lambda prompt: 0.5,
        adapters: Mapping[str, Mapping[str, str]] | None = None,
        context: int = 2048,
    ) -> None:
        self.model_id, self.name, self.parameters, self.context = "e" * 64, "echo", 1, context
        self.adapter_id = ""
        self.replies, self.yes, self.adapters = replies or {}, yes, dict(adapters or {})
        self.seen: list[Sequence[Message]] = []
        self.model = self.tokenizer = None
        self._read: list[int] = []

    def tokens(self, messages: Sequence[Message], add_generation: bool = True) -> list[int]:
        return [sum(word.encode()) for word in self.prompt_text(messages).split()]

    def prompt_text(self, messages: Sequence[Message]) -> str:
        return "".join(f"[{message.role}] {message.content}\n" for message in messages) + "[assistant]"

    def answer_tokens(self, messages: Sequence[Message], answer: str) -> list[int]:
        return [*(sum(word.encode()) for word in answer.split()), 0]

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        top_p: float = 0.95,
        stop: Callable[[], bool],
        seed: int | None = None,
        repetition: float = 1.0,
        bare: bool = False,
    ) -> Iterator[Piece]:
        prompt = self._fitting(messages)
        words = self._reply(messages).split(" ")
        reused = next((n for n, (a, b) in enumerate(zip(prompt, self._read, strict=False)) if a != b), 0)
        self._read = prompt
        return self._pieces(words, len(prompt), reused, min(max_tokens, self.context - len(prompt)), stop)

    def _pieces(
        self, words: list[str], prompt: int, reused: int, most: int, stop: Callable[[], bool]
    ) -> Iterator[Piece]:
        for place, word in enumerate(words):
            last = place == len(words) - 1
            finished = "stopped" if stop() else "stop" if last else "length" if place + 1 == most else ""
            yield Piece(
                text=word if last else word + " ",
                tokens=place + 1,
                prompt_tokens=prompt,
                reused_tokens=reused,
                tokens_per_second=100.0,
                finished=finished,
            )
            if finished:
                return

    def answer(self, messages: Sequence[Message], *, max_tokens: int = 64) -> str:
        self._fitting(messages)
        return " ".join(self._reply(messages).split(" ")[:max_tokens])

    def answers(
        self,
        conversations: Sequence[Sequence[Message]],
        *,
        max_tokens: int = 64,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        return ["" if stop and stop() else self.answer(one, max_tokens=max_tokens) for one in conversations]

    def score(self, messages: Sequence[Message], answer: str) -> Score:
        return self.scores(messages, [answer])[0]

    def scores(self, messages: Sequence[Message], answers: Sequence[str]) -> list[Score]:
        said = self._reply(messages)
        self._fitting(messages)
        return [Score(0.0 if a == said else -float(len(a) + 1), len(a.split()) + 1, a == said) for a in answers]

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        if not prefix or not all(options) or not options:
            raise Bug("raw_scores needs a prefix, and options that each add a token to it")
        chance = min(max(self.yes(prefix), 1e-9), 1 - 1e-9)
        return [float(np.log(chance if "yes" in option.lower() else 1 - chance)) for option in options]

    def yes_no(self, prompt: str, yes: str = " yes", no: str = " no") -> float:
        return float(self.yes(prompt))

    def perplexity(self, text: str) -> float:
        return 10.0 + len(set(text)) / 10

    def use_adapter(self, folder: Path | None, beneath: Path | None = None) -> None:
        if folder is not None and folder.name not in self.adapters:
            raise Trouble("adapter_missing", "What was learned is missing on the disk.")
        self.adapter_id = "" if folder is None else folder.name

    def speaks(self, messages: Sequence[Message]) -> bool:
        return bool(self.adapter_id)

    def forget_prompts(self) -> None:
        self._read.clear()

    def _fitting(self, messages: Sequence[Message]) -> list[int]:
        prompt = self.tokens(messages)
        if len(prompt) + 1 > self.context:
            raise Trouble("too_long", f"That is {len(prompt) + 1} tokens long, and this model can hold {self.context}.")
        return prompt

    def _reply(self, messages: Sequence[Message]) -> str:
        self.seen.append(messages)
        asked = messages[-1].content
        if asked in self.adapters.get(self.adapter_id, {}):
            return self.adapters[self.adapter_id][asked]
        return self.replies(messages) if callable(self.replies) else self.replies.get(asked, asked)


CHAT = (
    "{% for message in messages %}{{ '<|start|>' + message['role'] + '\n' + message['content'] + '<|end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|start|>assistant\n' }}{% endif %}"
)
SPECIALS = ("<|text|>", "<|start|>", "<|end|>")
MERGES = ("t h", "th e", "Ġ the", "e r", "i n", "Ġ a", "o n", "Ġ y", "e s", "Ġy es", "Ġ n", "Ġn o", "l l", "o u", "Ġ w")
SHAPE = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4,
         "num_key_value_heads": 2, "head_dim": 16}  # fmt: skip


def tiny_model(folder: Path, *, seed: int = 0, chat: str = CHAT, listed: bool = True, context: int = 1024) -> Path:
    """Write a random two-layer llama (80,000 weights) with a byte-level tokenizer into `folder`, and return it.

    Every byte has a token, so any text round-trips and an emoji is four tokens. `listed` adds a manifest.json.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = _vocabulary()
    config = {
        **SHAPE, "architectures": ["LlamaForCausalLM"], "model_type": "llama", "max_position_embeddings": context,
        "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "tie_word_embeddings": True, "vocab_size": len(vocabulary),
        "bos_token_id": 0, "eos_token_id": 2,
    }  # fmt: skip
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": SPECIALS[0], "eos_token": SPECIALS[2],
        "pad_token": SPECIALS[0], "clean_up_tokenization_spaces": False, "add_bos_token": False, "chat_template": chat,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer(vocabulary)))
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    (folder / "model.safetensors").write_bytes(_weights(seed, len(vocabulary)))
    if listed:
        (folder / "manifest.json").write_bytes(manifest.make(folder, name="tiny"))
    return folder


def _vocabulary() -> dict[str, int]:
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]  # GPT-2's way of writing bytes as letters
    others = [byte for byte in range(256) if byte not in plain]
    letters = {byte: chr(byte) for byte in plain} | {byte: chr(256 + place) for place, byte in enumerate(others)}
    words = [*SPECIALS, *(letters[byte] for byte in range(256)), *(merge.replace(" ", "") for merge in MERGES)]
    return {word: number for number, word in enumerate(words)}


def _tokenizer(vocabulary: dict[str, int]) -> dict[str, object]:
    marks = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0",
        "added_tokens": [{"id": number, "content": name, **marks} for number, name in enumerate(SPECIALS)],
        "pre_tokenizer": byte_level,
        "decoder": byte_level,
        "model": {"type": "BPE", "vocab": vocabulary, "merges": list(MERGES)},
    }


def _weights(seed: int, words: int) -> bytes:
    from safetensors.numpy import save

    random = np.random.default_rng(seed)
    hidden, inner, kv = SHAPE["hidden_size"], SHAPE["intermediate_size"], 32
    shapes = {"model.embed_tokens.weight": (words, hidden), "model.norm.weight": (hidden,)}
    for block in range(SHAPE["num_hidden_layers"]):
        inside = {
            "self_attn.q_proj": (hidden, hidden), "self_attn.k_proj": (kv, hidden), "self_attn.v_proj": (kv, hidden),
            "self_attn.o_proj": (hidden, hidden), "mlp.gate_proj": (inner, hidden), "mlp.up_proj": (inner, hidden),
            "mlp.down_proj": (hidden, inner), "input_layernorm": (hidden,), "post_attention_layernorm": (hidden,),
        }  # fmt: skip
        shapes |= {f"model.layers.{block}.{name}.weight": shape for name, shape in inside.items()}
    drawn = {
        name: (random.standard_normal(shape) * (1.5 / np.sqrt(shape[-1])) if len(shape) > 1 else np.ones(shape))
        for name, shape in sorted(shapes.items())
    }
    drawn["model.embed_tokens.weight"] = random.standard_normal((words, hidden))
    return save({name: array.astype(np.float32) for name, array in drawn.items()}, metadata={"format": "mlx"})
