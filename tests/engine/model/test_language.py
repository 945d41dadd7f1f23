"""The door itself: one thread, a bounded context, adapters that come and go without a trace; and the starter model."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import mlx.core as mx
import numpy as np
import pytest
from mlx.utils import tree_flatten

from engine.errors import Bug, Trouble
from engine.model import adapters, overlay
from engine.model.language import Language, Message

USER = [Message("user", "Hello")]


def logits(language: Language) -> bytes:
    return np.asarray(language.model(mx.array([5, 6, 7, 8])[None])).tobytes()


def base_hash(language: Language) -> str:
    digest = hashlib.sha256()
    for name, array in sorted(tree_flatten(language.model.parameters())):
        if ".lora_" not in name:
            digest.update(name.replace(".linear.", ".").encode() + np.asarray(array).tobytes())
    return digest.hexdigest()


def adapter(language: Language, folder: Path, *, seed: int = 0, rank: int = 4, keys: tuple[str, ...] = ()) -> Path:
    """A random adapter of some strength, saved; its folder."""
    random = np.random.default_rng(seed)
    tensors = {}
    for path, (inputs, outputs) in overlay.targets(language.model, keys=keys).items():
        tensors[path + ".lora_a"] = random.normal(0, 0.1, (inputs, rank)).astype(np.float32)
        tensors[path + ".lora_b"] = random.normal(0, 0.1, (rank, outputs)).astype(np.float32)
    return folder / adapters.save(folder, tensors, adapters.Meta(model_id=language.model_id, scale=2.0))


@pytest.mark.parametrize(
    "use",
    [
        lambda language: language.answer(USER),
        lambda language: language.answers([USER]),
        lambda language: language.stream(USER, max_tokens=1, stop=lambda: False),
        lambda language: language.score(USER, "a"),
        lambda language: language.raw_scores("a", [" b"]),
        lambda language: language.perplexity("a b"),
        lambda language: language.use_adapter(None),
    ],
)
def test_another_thread_is_told_so(tiny: Language, use: Callable[[Language], object]) -> None:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            use(tiny)
        except Bug as bug:
            caught.append(bug)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert len(caught) == 1


@pytest.mark.parametrize(
    "use",
    [
        lambda language, long: language.answer(long),
        lambda language, long: language.answers([USER, long]),
        lambda language, long: language.stream(long, max_tokens=1, stop=lambda: False),
        lambda language, long: language.scores(long, ["a"]),
        lambda language, long: language.scores(USER, [long[0].content]),
        lambda language, long: language.raw_scores(long[0].content, [" b"]),
        lambda language, long: language.perplexity(long[0].content),
    ],
)
def test_what_is_too_long_is_said_at_once(tiny: Language, use: Callable[[Language, list[Message]], object]) -> None:
    with pytest.raises(Trouble) as caught:
        use(tiny, [Message("user", "x y z " * 1000)])
    assert caught.value.kind == "too_long" and str(tiny.context) in caught.value.sentence


def test_an_answer_ends_with_the_context(tiny: Language) -> None:
    room = tiny.context - len(tiny.tokens([Message("user", "")]))
    long = [Message("user", "xq" * (room // 2 - 5))]
    left = tiny.context - len(tiny.tokens(long))
    assert 0 < left < 12
    last = list(tiny.stream(long, max_tokens=100, stop=lambda: False))[-1]
    assert (last.tokens, last.finished) == (left, "length")


def test_an_adapter_changes_the_answers_and_leaves_no_trace(tiny: Language, tmp_path: Path) -> None:
    before, base, said = logits(tiny), base_hash(tiny), tiny.answer(USER)
    first, second = adapter(tiny, tmp_path), adapter(tiny, tmp_path, seed=1, rank=8, keys=("self_attn.q_proj",))
    tiny.use_adapter(first)
    with_first = logits(tiny)
    assert with_first != before and tiny.adapter_id == first.name and tiny.answer(USER) != said
    tiny.use_adapter(second)
    with_second = logits(tiny)
    assert with_second not in (before, with_first) and tiny.adapter_id == second.name
    tiny.use_adapter(first)
    assert logits(tiny) == with_first and base_hash(tiny) == base
    tiny.use_adapter(None)
    assert logits(tiny) == before and tiny.answer(USER) == said
    assert base_hash(tiny) == base and not tiny.adapter_id
    assert not any(isinstance(module, overlay.LoRALinear) for _, module in tiny.model.named_modules())


def test_an_adapter_is_base_plus_scaled_delta(tiny: Language, tmp_path: Path) -> None:
    found = adapters.load(adapter(tiny, tmp_path, keys=("mlp.up_proj",)), tiny.model_id)
    bare = tiny.model.model.layers[1].mlp.up_proj
    tiny.use_adapter(tmp_path / found.manifest.id)
    path, x = "model.layers.1.mlp.up_proj", mx.random.normal((3, 64))
    delta = mx.array(found.tensors[path + ".lora_a"]) @ mx.array(found.tensors[path + ".lora_b"])
    assert mx.allclose(tiny.model.model.layers[1].mlp.up_proj(x), bare(x) + 2.0 * (x @ delta), atol=1e-4)


def test_fast_on_slow_is_the_sum_of_both(tiny: Language, tmp_path: Path) -> None:
    slow = adapter(tiny, tmp_path, keys=("mlp.up_proj", "self_attn.q_proj"))
    fast = adapter(tiny, tmp_path, seed=1, rank=8, keys=("mlp.up_proj", "mlp.down_proj"))
    base, said = base_hash(tiny), tiny.answer(USER)
    x, deltas = mx.random.normal((3, 64)), mx.zeros((3, 128))
    up = tiny.model.model.layers[1].mlp.up_proj
    for folder in (slow, fast):
        found = adapters.load(folder, tiny.model_id)
        a, b = (mx.array(found.tensors[f"model.layers.1.mlp.up_proj.lora_{side}"]) for side in "ab")
        deltas = deltas + found.manifest.scale * ((x @ a) @ b)
    tiny.use_adapter(fast, slow)
    assert tiny.adapter_id == fast.name
    assert mx.allclose(tiny.model.model.layers[1].mlp.up_proj(x), up(x) + deltas, atol=1e-3)
    both = logits(tiny)
    tiny.use_adapter(fast)
    assert logits(tiny) != both
    tiny.use_adapter(slow)
    assert logits(tiny) != both
    tiny.use_adapter(None)
    assert base_hash(tiny) == base and tiny.answer(USER) == said


def test_neither_is_worn_when_one_is_damaged(tiny: Language, tmp_path: Path) -> None:
    slow, fast = adapter(tiny, tmp_path), adapter(tiny, tmp_path, seed=1)
    tiny.use_adapter(slow)
    (fast / "manifest.json").write_text("{}")
    with pytest.raises(Trouble):
        tiny.use_adapter(fast, slow)
    assert tiny.adapter_id == slow.name


def test_what_was_read_with_another_adapter_is_not_used(tiny: Language, tmp_path: Path) -> None:
    def reused() -> int:
        return list(tiny.stream(USER, max_tokens=2, stop=lambda: False))[-1].reused_tokens

    few = "Q: a?\nA: yes\n" * 12
    folder = adapter(tiny, tmp_path)
    base = (reused(), tiny.raw_scores(few, [" yes"]))
    assert reused() > 0 == base[0]
    tiny.use_adapter(folder)
    assert reused() == 0 and tiny.raw_scores(few, [" yes"]) != base[1]
    tiny.use_adapter(None)
    assert (reused(), tiny.raw_scores(few, [" yes"])) == base


def test_a_refused_adapter_changes_nothing(tiny: Language, tmp_path: Path) -> None:
    good = adapter(tiny, tmp_path)
    wide = {f"model.layers.0.self_attn.q_proj.lora_{side}": np.ones((65, 2)[:: 1 if side == "a" else -1], np.float32)
            for side in "ab"}  # fmt: skip
    deep = {name.replace("layers.0", "layers.9"): array[:64] if name[-1] == "a" else array[:, :64]
            for name, array in wide.items()}  # fmt: skip
    tiny.use_adapter(good)
    before = logits(tiny)
    for tensors in (wide, deep):
        bad = tmp_path / adapters.save(tmp_path, tensors, adapters.Meta(model_id=tiny.model_id, scale=1.0))
        with pytest.raises(Trouble) as caught:
            tiny.use_adapter(bad)
        assert caught.value.kind == "adapter_damaged"
    with pytest.raises(Trouble) as caught:
        tiny.use_adapter(tmp_path / ("0" * 64))
    assert caught.value.kind == "adapter_missing"
    assert logits(tiny) == before and tiny.adapter_id == good.name


def test_an_adapter_needs_its_own_model(tiny: Language, tmp_path: Path) -> None:
    folder = adapter(tiny, tmp_path)
    with pytest.raises(Trouble) as caught:
        adapters.load(folder, "f" * 64)
    assert caught.value.kind == "adapter_other_model"
    shutil.rmtree(folder)


def test_a_thread_of_its_own_ends_without_harm(tiny_folder: Path) -> None:
    code = (
        "import sys, threading; from pathlib import Path; from engine.model.language import Language, Message\n"
        "def work():\n"
        "    language = Language.load(Path(sys.argv[1]))\n"
        "    list(language.stream([Message('user', 'x')], max_tokens=9, stop=lambda: False)); language.close()\n"
        "for _ in range(4):\n"
        "    thread = threading.Thread(target=work); thread.start(); thread.join()"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tiny_folder)]).returncode == 0


# --- the starter model ------------------------------------------------------------------------------------------


@pytest.mark.model
def test_the_starter_model_answers(starter: Language) -> None:
    assert "Paris" in starter.answer([Message("user", "What is the capital of France?")], max_tokens=24)
    assert (starter.parameters, starter.context) == (134_515_008, 8192)
    sound = starter.perplexity("The capital of France is Paris, and the capital of Spain is Madrid.")
    assert 1 < sound < starter.perplexity("Paris Spain the of capital is Madrid, and the capital is of France.") / 2


@pytest.mark.model
def test_its_second_turn_does_not_read_the_first_again(starter: Language) -> None:
    starter.forget_prompts()
    messages = [Message("user", "Please tell me something about the dormouse. " * 12)]
    pieces = list(starter.stream(messages, max_tokens=12, stop=lambda: False))
    messages += [Message("assistant", "".join(piece.text for piece in pieces)), Message("user", "And?")]
    last = list(starter.stream(messages, max_tokens=12, stop=lambda: False))[-1]
    assert last.reused_tokens >= pieces[-1].prompt_tokens > 100
    assert last.prompt_tokens - last.reused_tokens < 20, "only what is new is read"


@pytest.mark.model
def test_its_answers_side_by_side_are_those_one_by_one(starter: Language) -> None:
    asked = [
        [Message("user", text)]
        for text in ("Hi", "Name two colours.", "Who wrote Hamlet?", "What is 2+2?", "Say hello in French.")
    ]
    assert starter.answers(asked, max_tokens=16) == [starter.answer(one, max_tokens=16) for one in asked]


@pytest.mark.model
def test_it_takes_an_adapter_and_gives_it_back(starter: Language, tmp_path: Path) -> None:
    before = logits(starter)
    starter.use_adapter(adapter(starter, tmp_path, rank=8))
    assert logits(starter) != before
    starter.use_adapter(None)
    assert logits(starter) == before
