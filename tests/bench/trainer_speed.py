"""Training tokens a second, ours against mlx-lm's own trainer, on the same rows in one run: `python -m
tests.bench.trainer_speed`.

Both train rank 8 on the same layers and keys with the same batch size, loss on the answers only; a token counts once,
whether or not a trainer gets by without computing it. *ours/first* also leaves out the pairs of the lower two thirds,
as a night does. Pairs of short turns, so that other work on the machine hits all alike.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.model.language import Language
from engine.model.rows import Row
from engine.model.trainer import Recipe, Trainer
from engine.paths import model_folder
from engine.sleep import dream, train
from engine.sleep.crew import Row as DreamRow
from tests.bench import measure

import mlx.core as mx  # isort: skip  (after the BLAS)
import mlx.nn as nn  # isort: skip
import mlx.optimizers as optim  # isort: skip
from mlx_lm.tuner.trainer import default_loss, iterate_batches  # isort: skip
from mlx_lm.tuner.utils import linear_to_lora_layers, remove_lora_layers  # isort: skip

BATCH = 8
ROUNDS = 2  # of a night
RECIPE = Recipe(batch=BATCH, epochs=50, kl=0.0)


class Ours:
    """Our trainer, `steps` at a time."""

    def __init__(self, language: Language, rows: Sequence[Row], first: float) -> None:
        self.language, self.rows, self.recipe = language, rows, Recipe(**{**RECIPE.__dict__, "first": first})

    def turn(self, steps: int) -> float:
        """Tokens a second over `steps` steps, getting ready included."""
        tokens = [0]
        began = time.perf_counter()
        with Trainer(self.language.model, self.rows, self.recipe) as trainer:
            trainer.ready()
            ready = time.perf_counter()  # once a night; counted by its share of the night's steps below
            trainer.run(steps, lambda: False, lambda step: tokens.__setitem__(0, tokens[0] + step.tokens))
        whole = max(1, ROUNDS * len(self.rows) // BATCH)
        return tokens[0] / (time.perf_counter() - ready + (ready - began) * steps / whole)


class Theirs:
    """mlx-lm's own loss and batches (its train() writes files and reports; the step below is its step)."""

    def __init__(self, language: Language, rows: Sequence[Row]) -> None:
        self.language, self.data = language, [(list(row.tokens), row.answer_start) for row in rows]

    def turn(self, steps: int) -> float:
        """Tokens a second over `steps` steps."""
        model: Any = self.language.model
        model.freeze()
        linear_to_lora_layers(model, len(model.layers), {"rank": 8, "scale": 20.0, "dropout": 0.0})
        optimizer = optim.AdamW(RECIPE.rate)
        step = nn.value_and_grad(model, default_loss)
        batches = iterate_batches(self.data, BATCH, 512, loop=True)
        began, tokens = time.perf_counter(), 0
        for _ in range(steps):
            batch = next(batches)
            (loss, _count), gradient = step(model, *batch)
            optimizer.update(model, gradient)
            mx.eval(model.state, optimizer.state, loss)
            tokens += int(batch[1][:, 1].sum().item())
        seconds = time.perf_counter() - began
        remove_lora_layers(model)
        return tokens / seconds


def main() -> None:
    """Alternate the trainers and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=6)
    chosen = parser.parse_args()
    language = Language.load(model_folder())
    data = measure.Data(_own(3), [])
    dreams = dream.dream(
        measure.as_facts(data), language, 0, dream.Budget(replay=0, contexts=0), lambda: False, lambda *_: None
    )
    kept = [
        DreamRow(each.kind, each.messages, each.answer, each.parents, each.trust)
        for each in dreams
        if each.state == "kept"
    ]
    rows = train.token_rows(kept, language)
    arms: dict[str, Any] = {
        "mlx-lm": Theirs(language, rows),
        "ours": Ours(language, rows, 0.0),
        "ours/first": Ours(language, rows, train.RECIPE.first),
    }
    speeds: dict[str, list[float]] = {name: [] for name in arms}
    for _ in range(chosen.rounds):
        for name, arm in arms.items():
            speeds[name].append(arm.turn(chosen.steps))
    for name, found in speeds.items():
        middle = statistics.median(found)
        times = middle / statistics.median(speeds["mlx-lm"])
        print(f"{name:12} {middle:7.0f} tokens/s   {times:.2f}x   {[round(each) for each in found]}")


def _own(count: int) -> list[dict[str, Any]]:
    import json

    lines = Path(__file__).with_name("own_facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines][::5][:count]


if __name__ == "__main__":
    main()
