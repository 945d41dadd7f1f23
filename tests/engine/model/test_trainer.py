from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
import numpy as np
import pytest
import safetensors.numpy

from engine.errors import Bug, Trouble
from engine.model import adapters
from engine.model.arithmetic import exp, log_sum_exp, swiglu
from engine.model.language import Language, Message
from engine.model.rows import Row, data_hash, make_row, plan, shared_prefix
from engine.model.trainer import Recipe, Step, Trainer
from engine.model.trunk import PlainTrunk, QuickTrunk, trunk_of
from engine.model.watch import Watch

QUESTIONS = ("Where does Ann live?", "What is it?", "Who are you, really?", "Say a long thing about the sea, please.")
RECIPE = Recipe(rank=2, epochs=2, batch=3, rate=1e-2, warmup=1, top=8)


def rows_of(language: Language, teacher: bool = True) -> list[Row]:
    found = []
    for number, text in enumerate(QUESTIONS * 2):
        messages = [Message("system", "Be brief."), Message("user", f"{text} {number}")]
        kept = teacher and number % 3 == 0
        found.append(make_row(language, messages, f"Answer {number % 4} of mine.", "view", teacher=kept))
    return found


def trained(language: Language, rows: Sequence[Row], recipe: Recipe = RECIPE, cuts: Sequence[int] = ()) -> bytes:
    """The last checkpoint of a training that is thrown away and resumed after each number of steps in `cuts`."""
    kept = None
    for steps in (*cuts, 10_000):
        with Trainer(language.model, rows, recipe) as trainer:
            if kept is not None:
                assert trainer.restore(kept)
            trainer.run(steps, lambda: False, lambda step: None)
            kept = trainer.checkpoint()
    assert kept is not None
    return kept


def test_the_quick_exponential_and_its_kin_agree_with_mlx() -> None:
    x = mx.linspace(-24, 24, 4001)
    assert np.allclose(exp(x), mx.exp(x), rtol=0.2)
    near = mx.linspace(-6, 6, 1001)
    assert np.allclose(exp(near), mx.exp(near), rtol=3e-3)
    gate, up = mx.random.normal((40, 64), key=mx.random.key(1)) * 4, mx.random.normal((40, 64), key=mx.random.key(2))
    assert np.abs(np.array(swiglu(gate, up) - nn.silu(gate) * up)).max() < 3e-4
    logits = mx.random.normal((7, 300), key=mx.random.key(3)) * 5
    assert np.allclose(log_sum_exp(logits), mx.logsumexp(logits, axis=-1), atol=3e-4)


def test_the_quick_gradients_agree_with_mlx() -> None:
    gate, up = mx.random.normal((9, 16), key=mx.random.key(1)), mx.random.normal((9, 16), key=mx.random.key(2))
    mine = mx.grad(lambda g, u: (swiglu(g, u) ** 2).sum(), argnums=(0, 1))(gate, up)
    theirs = mx.grad(lambda g, u: ((nn.silu(g) * u) ** 2).sum(), argnums=(0, 1))(gate, up)
    for one, other in zip(mine, theirs, strict=True):
        assert np.allclose(one, other, atol=2e-3)
    logits = mx.random.normal((5, 40), key=mx.random.key(4))
    mine_one = mx.grad(lambda z: log_sum_exp(z).sum())(logits)
    assert np.allclose(mine_one, mx.softmax(logits, axis=-1), atol=1e-4)


def test_a_row_is_what_chat_would_feed(tiny: Language) -> None:
    messages = [Message("system", "s"), Message("user", "hello")]
    row = make_row(tiny, messages, "good day", "view")
    assert list(row.tokens[: row.answer_start]) == tiny.tokens(messages)
    assert list(row.tokens[row.answer_start :]) == tiny.answer_tokens(messages, "good day")
    assert (
        len(make_row(tiny, messages, "good day to you all", "replay", longest_answer=2).tokens) == row.answer_start + 2
    )


def test_the_plan_holds_each_row_once_an_epoch_and_depends_on_the_seed_alone(tiny: Language) -> None:
    rows = rows_of(tiny)
    batches = plan(rows, 3, 3, 7)
    assert sorted(number for batch in batches for number in batch) == sorted(list(range(len(rows))) * 3)
    assert batches == plan(rows, 3, 3, 7) != plan(rows, 3, 3, 8)
    assert data_hash(rows) != data_hash(rows[:-1])


def test_the_shared_prefix_never_reaches_an_answer(tiny: Language) -> None:
    rows = rows_of(tiny)
    shared = shared_prefix(rows)
    assert 0 < shared < min(row.answer_start for row in rows)
    assert len({row.tokens[:shared] for row in rows}) == 1
    assert shared_prefix([rows[0]]) == rows[0].answer_start - 1


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("alike", [True, False])  # rows of plain text begin with nothing in common
def test_running_in_pieces_gives_the_same_hidden_states(tiny: Language, first: int, alike: bool) -> None:
    rows = rows_of(tiny)[:3]
    shared, length = shared_prefix(rows) if alike else 0, max(len(row.tokens) for row in rows)
    assert isinstance(trunk_of(tiny.model, first), QuickTrunk)
    states = []
    for trunk in (QuickTrunk(tiny.model, first), PlainTrunk(tiny.model)):
        head = trunk.begin(rows[0].tokens[:shared])  # type: ignore[attr-defined]
        kept = trunk.lower(head, [row.tokens[shared:] for row in rows])  # type: ignore[attr-defined]
        states.append(np.array(trunk.upper(head, kept, length - shared)))  # type: ignore[attr-defined]
    for number, row in enumerate(rows):
        real = len(row.tokens) - shared
        assert np.allclose(states[0][number, :real], states[1][number, :real], atol=1e-4)


def test_training_lowers_the_loss_and_leaves_the_model_as_it_was(tiny: Language) -> None:
    before, losses = tiny.answer([Message("user", "hi")]), []
    with Trainer(tiny.model, rows_of(tiny), replace(RECIPE, epochs=12)) as trainer:
        trainer.run(10_000, lambda: False, lambda step: losses.append(step.loss))
        tensors = trainer.tensors()
    assert losses[-1] < losses[0] * 0.8
    assert all(name.endswith((".lora_a", ".lora_b")) for name in tensors)
    assert any(np.abs(value).max() > 0 for name, value in tensors.items() if name.endswith("lora_b"))
    tiny.forget_prompts()
    assert tiny.answer([Message("user", "hi")]) == before


def test_two_trainings_give_the_same_bytes_and_a_resumed_one_too(tiny: Language) -> None:
    rows = rows_of(tiny)
    whole = trained(tiny, rows)
    assert trained(tiny, rows) == whole
    assert trained(tiny, rows, cuts=(1, 2)) == whole
    assert trained(tiny, rows, replace(RECIPE, seed=1)) != whole


def test_a_resumed_training_with_frozen_layers_gives_the_same_bytes(tiny: Language) -> None:
    recipe = replace(RECIPE, first=0.5)
    assert trained(tiny, rows_of(tiny), recipe, cuts=(2,)) == trained(tiny, rows_of(tiny), recipe)


def test_a_checkpoint_of_other_data_or_in_pieces_is_refused(tiny: Language) -> None:
    rows = rows_of(tiny)
    kept = trained(tiny, rows)
    with Trainer(tiny.model, rows[:-1], RECIPE) as trainer:
        assert not trainer.restore(kept)
        assert not trainer.restore(kept[: len(kept) // 2])
        assert not trainer.restore(b"")
        assert trainer.step == 0


def test_a_loss_that_is_no_longer_sane_ends_the_training(tiny: Language) -> None:
    with Trainer(tiny.model, rows_of(tiny), replace(RECIPE, worst_norm=1e-9)) as trainer:
        with pytest.raises(Trouble) as caught:
            trainer.run(5, lambda: False, lambda step: None)
        assert caught.value.kind == "training_failed" and trainer.step == 0
    with pytest.raises(Bug):
        Trainer(tiny.model, [], RECIPE)


def test_stop_is_heeded_between_steps(tiny: Language) -> None:
    seen: list[Step] = []
    with Trainer(tiny.model, rows_of(tiny), RECIPE) as trainer:
        assert not trainer.run(100, lambda: len(seen) >= 2, seen.append)
        assert trainer.step == 2 < trainer.total


WORSENING = replace(RECIPE, epochs=10, looks=(0.1, 0.3, 0.5, 0.7, 0.9, 1.0))


def contrary(language: Language) -> list[Row]:
    """Rows that get the likelier the less is learned: their answers are none of the training's."""
    return [make_row(language, [Message("user", f"Why {n}?")], f"Qxz {n} jvk", "view") for n in range(3)]


def test_fast_is_trained_upon_slow_and_slow_stays_as_it_is(tiny: Language, tmp_path: Path) -> None:
    made = {}
    for name, beneath in (("slow", None), ("upon", "slow"), ("again", "slow")):
        tiny.use_adapter(tmp_path / made[beneath] if beneath else None)
        with Trainer(tiny.model, rows_of(tiny), replace(RECIPE, seed=len(made) > 0)) as trainer:
            trainer.run(10_000, lambda: False, lambda step: None)
            tensors = trainer.tensors()
        made[name] = adapters.save(tmp_path, tensors, adapters.Meta(model_id=tiny.model_id, scale=RECIPE.scale))
    assert made["again"] == made["upon"] != made["slow"]
    tiny.use_adapter(None)
    with Trainer(tiny.model, rows_of(tiny), replace(RECIPE, seed=1)) as trainer:
        trainer.run(10_000, lambda: False, lambda step: None)
        bare = trainer.tensors()
    upon = adapters.load(tmp_path / made["upon"], tiny.model_id).tensors
    assert set(bare) == set(upon) and any(not np.array_equal(bare[name], upon[name]) for name in bare)
    tiny.use_adapter(tmp_path / made["upon"], tmp_path / made["slow"])
    assert tiny.adapter_id == made["upon"]
    tiny.use_adapter(None)


def watched(language: Language, recipe: Recipe, cuts: Sequence[int] = ()) -> tuple[Trainer, bytes]:
    """A training that keeps rows out, thrown away and resumed after each number of steps in `cuts`."""
    kept = None
    for steps in (*cuts, 10_000):
        with Trainer(language.model, rows_of(language, teacher=False), recipe, contrary(language)) as trainer:
            if kept is not None:
                assert trainer.restore(kept)
            trainer.run(steps, lambda: False, lambda step: None)
            kept = trainer.checkpoint()
    assert kept is not None
    return trainer, kept


def test_rows_kept_out_are_scored_late_and_never_trained_on(tiny: Language) -> None:
    trainer, _ = watched(tiny, replace(RECIPE, epochs=10))
    assert all(number < len(QUESTIONS) * 2 for batch in trainer.batches for number in batch)
    assert list(trainer.watch.losses) == [round(trainer.total * share) for share in (0.7, 0.8, 0.9, 1.0)]
    assert all(0 < loss < 30 for loss in trainer.watch.losses.values())


def test_the_best_weights_are_kept_and_not_the_last(tiny: Language) -> None:
    trainer, checkpoint = watched(tiny, WORSENING)
    losses = trainer.watch.losses
    assert losses[trainer.watch.best] == min(losses.values()) and trainer.watch.best < trainer.total
    best, last = trainer.best(), safetensors.numpy.load(checkpoint)
    assert any(not np.array_equal(best[name], last[f"weights.{name}"]) for name in best)
    rows = rows_of(tiny, teacher=False)
    with Trainer(
        tiny.model, rows, WORSENING, contrary(tiny)
    ) as again:  # what was kept is what the model was at that step
        again.run(trainer.watch.best, lambda: False, lambda step: None)
        at_best = again.tensors()
    assert all(np.array_equal(best[name], tensor) for name, tensor in at_best.items()), "not what it was at that step"


def test_a_resumed_training_keeps_the_same_best(tiny: Language) -> None:
    straight, cut = watched(tiny, WORSENING), watched(tiny, WORSENING, cuts=(5, 9, 1))
    assert straight[1] == cut[1] and straight[0].watch.best == cut[0].watch.best
    for name, tensor in straight[0].best().items():
        assert np.array_equal(tensor, cut[0].best()[name])


def test_a_training_that_gets_no_better_ends_early(tiny: Language) -> None:
    trainer, _ = watched(tiny, replace(WORSENING, patience=2))
    assert trainer.done and trainer.step < trainer.total
    assert list(trainer.watch.losses)[-3:][0] == trainer.watch.best


def test_a_score_that_is_no_number_is_no_best() -> None:
    watch = Watch()
    watch.note(1, 2.0, {"a": 1})
    watch.note(2, float("nan"), {"a": 2})
    watch.note(3, 2.0, {"a": 3})
    assert watch.best == 3 and watch.tensors == {"a": 3}
    assert Watch().best == 0 and not Watch().over
