"""One night's rows, trained in many ways: `python -m tests.bench.recipes [--facts 6] [--variants plain,distil,…]`.

Own facts (block o), the night's dreams, one seed, two rounds; only the way of training differs. *plain* ships;
*half-rate*, *double-rate*, *rank-4*, *rank-16*, *all-layers*, *upper-half* and *upper-quarter* are what they say;
*stop-early* ends where unseen rows get worse twice. *distil*: each view is held to the 64 likeliest tokens of the bare
model that is shown the fact, instead of to its answer (prompt distillation: Snell et al. 2022; Kujanpää et al. 2024).
Three that spare what the base knows: *minor* begins with the smallest right singular vectors of each weight (MiLoRA:
Wang et al. 2024), *null* with the directions that replay rows use least (LoRA-Null: Tang et al. 2025), and *orthogonal*
keeps every step off the 64 largest singular directions (OPLoRA: Xiong and Xie 2025). *noise* shakes the states that
the lowest trained layer hears by a tenth of their size, anew at each step (NEFTune, there for embeddings: Jain et al.
2023). The general probes are asked with
the scope off as well, since a scope hides what an adapter spoils.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

import numpy as np

from engine.model.language import Language
from engine.model.lora import LowRank
from engine.model.message import Message
from engine.model.rows import parts
from engine.model.trainer import AHEAD, Recipe, Step, Trainer
from engine.paths import model_folder
from engine.prompt import system_prompt, system_text
from engine.sleep import dream, train
from engine.sleep.crew import Row
from engine.sleep.night_crew import as_rows
from engine.store.ledger import Fact
from tests.bench import measure
from tests.bench.learning import unscoped

import mlx.core as mx  # isort: skip  (after the BLAS)

LARGEST = 64  # singular directions that *orthogonal* keeps off
NOISE = 0.1  # of a state's own size
COLUMNS = ("variant", "recall", "direct", "indirect", "near false", "false denial", "context wins", "general kept",
           "general kept everywhere", "perplexity", "loss", "steps", "seconds")  # fmt: skip
Lessons = dict[tuple[int, ...], tuple[int, ...]]  # a row's tokens, and the prompt that its teacher is given


def pairs(trainer: Trainer) -> list[tuple[LowRank, np.ndarray[Any, Any]]]:
    """Every pair that is trained, with the frozen weight beside it, (outputs, inputs)."""
    found = [module for _, module in trainer.model.named_modules() if isinstance(module, LowRank)]
    return [(pair, np.array(pair.linear.weight, dtype=np.float32)) for pair in found]


def begin_with(pair: LowRank, directions: np.ndarray[Any, Any]) -> None:
    """Let the pair read along `directions`, (inputs, rank) of length one, as strongly as a drawn pair does."""
    pair.lora_a = mx.array((directions / np.sqrt(3.0)).astype(np.float32))


class Minor(Trainer):
    """See the module."""

    def ready(self, between: Callable[[], object] = lambda: None) -> None:
        """Begin with the smallest right singular vectors."""
        if not self.states:
            for pair, weight in pairs(self):
                between()
                _, vectors = np.linalg.eigh(weight.T @ weight)  # in rising order
                begin_with(pair, vectors[:, : self.recipe.rank])
        super().ready(between)


class Null(Trainer):
    """See the module."""

    def ready(self, between: Callable[[], object] = lambda: None) -> None:
        """Begin with what the inputs of replay rows have least of."""
        if self.states:
            return
        super().ready(between)
        heard: dict[int, np.ndarray[Any, Any]] = {}

        def listen(pair: LowRank, x: mx.array) -> mx.array:
            flat = np.array(x.reshape(-1, x.shape[-1]), dtype=np.float32)
            heard[id(pair)] = heard.get(id(pair), 0.0) + flat.T @ flat
            y: mx.array = pair.linear(x)
            return y

        with mock.patch.object(LowRank, "__call__", listen):
            own = [number for number, row in enumerate(self.rows) if row.teacher]
            for part in parts(self.rows, own, AHEAD):
                between()
                mx.eval(self._logits(part))
        for pair, _ in pairs(self):
            _, vectors = np.linalg.eigh(heard[id(pair)])
            begin_with(pair, vectors[:, : self.recipe.rank])


class Orthogonal(Trainer):
    """See the module."""

    def ready(self, between: Callable[[], object] = lambda: None) -> None:
        """Find the directions to keep off."""
        if self.states:
            return
        self.kept_off: list[tuple[LowRank, mx.array, mx.array]] = []
        for pair, weight in pairs(self):
            between()
            left, _, right = np.linalg.svd(weight, full_matrices=False)
            self.kept_off.append((pair, mx.array(left[:, :LARGEST]), mx.array(right[:LARGEST].T)))
        super().ready(between)
        self._keep_off()

    def _one(self, gradient: Any) -> Any:
        step = super()._one(gradient)
        self._keep_off()
        return step

    def _keep_off(self) -> None:
        for pair, left, right in self.kept_off:
            pair.lora_a = pair.lora_a - right @ (right.T @ pair.lora_a)
            pair.lora_b = pair.lora_b - (pair.lora_b @ left) @ left.T
        mx.eval(self.model.trainable_parameters())


class Distilled(Trainer):
    """See the module."""

    lessons: ClassVar[Lessons] = {}

    def ready(self, between: Callable[[], object] = lambda: None) -> None:
        """Ask the bare model, which is shown the fact, how it would go on at each place of the answer."""
        if self.states:
            return
        super().ready(between)
        numbers = [number for number, row in enumerate(self.rows) if row.tokens in self.lessons]
        for at in range(0, len(numbers), AHEAD):
            between()
            part = numbers[at : at + AHEAD]
            whole = [(*self.lessons[self.rows[n].tokens], *self._answer(n)) for n in part]
            longest = max(map(len, whole))
            hidden = self.model.model(mx.array([[*each, *[0] * (longest - len(each))] for each in whole]))
            for place, number in enumerate(part):
                start, end = len(whole[place]) - len(self._answer(number)) - 1, len(whole[place]) - 1
                self.teachers[number] = self._likeliest(self.trunk.logits(hidden[place, start:end]))

    def _answer(self, number: int) -> tuple[int, ...]:
        return self.rows[number].tokens[self.rows[number].answer_start :]


class Noisy(Trainer):
    """See the module."""

    def _one(self, gradient: Any) -> Step:
        numbers, draw = self.batches[self.step], np.random.default_rng((self.recipe.seed, self.step))
        clean = {number: self.states[number] for number in numbers}
        for number, state in clean.items():
            noise = mx.array(draw.uniform(-1.0, 1.0, state.shape).astype(np.float32))
            self.states[number] = (
                state + NOISE * 3**0.5 * mx.sqrt(mx.square(state).mean(axis=-1, keepdims=True)) * noise
            )
        try:
            return super()._one(gradient)
        finally:
            self.states |= clean


VARIANTS: dict[str, tuple[type[Trainer], dict[str, Any]]] = {
    "plain": (Trainer, {}), "distil": (Distilled, {}), "orthogonal": (Orthogonal, {}), "minor": (Minor, {}),
    "null": (Null, {}), "noise": (Noisy, {}),
    "rank-16": (Trainer, {"rank": 16, "scale": 10.0}), "rank-4": (Trainer, {"rank": 4, "scale": 40.0}),
    "upper-quarter": (Trainer, {"first": 0.75}), "upper-half": (Trainer, {"first": 0.5}),
    "all-layers": (Trainer, {"first": 0.0}),
    "half-rate": (Trainer, {"rate": 2.5e-4}), "double-rate": (Trainer, {"rate": 1e-3}),
    "stop-early": (Trainer, {"epochs": 6, "looks": tuple(n / 12 for n in range(2, 13)), "patience": 2}),
}  # fmt: skip


def lessons(language: Language, facts: Sequence[Fact], rows: Sequence[Row]) -> Lessons:
    """For each view: its tokens, and the same prompt with the fact shown."""
    by_id, found = {fact.id: fact.text for fact in facts}, Lessons()
    kept = [row for row in rows if row.kept]
    for row, tokens in zip(kept, train.token_rows(kept, language), strict=True):
        if row.kind == "view":
            shown = system_text(system_prompt(), [by_id[number] for number in row.parents])
            head = Message("system", shown)
            found[tokens.tokens] = tuple(language.tokens([head, *row.messages[1:]]))
    return found


def run(
    language: Language, data: measure.Data, names: Sequence[str], seed: int, say: measure.Say
) -> list[dict[str, Any]]:
    """All variants on the same dreams."""
    facts, base = measure.as_facts(data), measure.answers(language, data)
    budget = replace(dream.NIGHT, replay=60)
    made = dream.dream(facts, language, seed, budget, lambda: False, lambda *_: None)
    rows = as_rows(made)
    Distilled.lessons = lessons(language, facts, rows)
    plain, found = replace(train.RECIPE, seed=seed, epochs=2), list[dict[str, Any]]()
    for name in names:
        kind, changes = VARIANTS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(train, "Trainer", kind):
            recipe: Recipe = replace(plain, **changes)
            learned = train.train(rows, language, Path(folder), recipe, lambda: False, lambda *_, **__: None,
                                outside=dream.outside())  # fmt: skip
            seconds = time.monotonic() - began
            language.use_adapter(learned.folder)
            after = measure.answers(language, data)
            more = unscoped(language, learned.folder, data, base)
            language.use_adapter(None)
        found.append({"variant": name, **measure.columns(data, base, after), **more, "loss": learned.figures["loss"],
                      "steps": learned.figures["steps"], "seconds": seconds})  # fmt: skip
        say(json.dumps(found[-1]))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, run, write JSON, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder with general.jsonl")
    parser.add_argument("--facts", type=int, default=6)
    parser.add_argument("--general", type=int, default=60)
    parser.add_argument("--variants", default=",".join(VARIANTS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    data = measure.load(chosen.data, "o", chosen.facts, chosen.general)
    names = chosen.variants.split(",")
    found = run(Language.load(model_folder()), data, names, chosen.seed, lambda text: print(text, flush=True))
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(measure.table(found, COLUMNS))


if __name__ == "__main__":
    main()
