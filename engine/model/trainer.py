"""The night's trainer: low-rank pairs fitted to rows, on any mlx-lm model.

Promises: same model, rows and recipe give the same bytes on the same machine, whether or not the run was interrupted
between steps; the model is left as it was found; a loss or norm that is no longer sane ends the training with a reason.
Logits are computed only where there is loss; rows share their common prefix; layers below the lowest pair are run
once, not every epoch (where the model's shape is known; any other model takes the plain way). Knows no facts and no
files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.model import blas

blas.prepare()

import mlx.core as mx  # noqa: E402  (the BLAS must be loaded first)
import mlx.nn as nn  # noqa: E402
import mlx.optimizers as optim  # noqa: E402

from engine.errors import Bug, Trouble  # noqa: E402
from engine.model.arithmetic import divergence, log_sum_exp  # noqa: E402
from engine.model.checkpoint import Checkpoint  # noqa: E402
from engine.model.lanes import Lanes, fitting  # noqa: E402
from engine.model.lora import ATTENTION, PERCEPTRON, Attached, attach  # noqa: E402
from engine.model.rows import STEP, Row, data_hash, parts, plan, shared_prefix  # noqa: E402
from engine.model.schedule import Schedule  # noqa: E402
from engine.model.trunk import Trunk, trunk_of  # noqa: E402
from engine.model.watch import Watch  # noqa: E402

AHEAD = 16  # rows run at once before the first step


@dataclass(frozen=True)
class Recipe:
    """How to train. `first` is the lowest layer with pairs as a share of the depth; `rate` the peak learning rate.

    `kl` weighs the divergence from the base on rows with a teacher, over the base's `top` likeliest tokens.
    `worst_norm` and `worst_loss` end a training that has lost its way (nats; gradient norm before clipping). `looks`
    says when rows that are not trained on are scored, as shares of all steps, and after how many looks without a
    better score (`patience`, 0: never) the training ends early.
    """

    rank: int = 8
    scale: float = 20.0
    first: float = 0.0
    keys: tuple[str, ...] = ATTENTION + PERCEPTRON
    rate: float = 5e-4
    warmup: int = 8
    floor: float = 0.1
    epochs: int = 3
    batch: int = 8
    clip: float = 1.0
    decay: float = 0.01
    kl: float = 1.0
    top: int = 64
    seed: int = 0
    worst_norm: float = 1e4
    worst_loss: float = 30.0
    looks: tuple[float, ...] = (0.7, 0.8, 0.9, 1.0)
    patience: int = 0


@dataclass(frozen=True)
class Step:
    """What one step did: `loss` in nats a token, gradient `norm` before clipping, `tokens` computed (padding apart)."""

    number: int
    total: int
    loss: float
    norm: float
    tokens: int


class Trainer:
    """One training. `close` (or leaving the `with` block) gives the model back as it was. `held` rows are never trained
    on: they are scored at a few late steps, and `best` are the weights that did best."""

    def __init__(
        self, model: nn.Module, rows: Sequence[Row], recipe: Recipe, held: Sequence[Row] = (), shared: int | None = None
    ) -> None:
        if not rows:
            raise Bug("no rows to train on")
        self.recipe, self.rows, self.model = recipe, (*rows, *held), model
        self.unseen = range(len(rows), len(self.rows))
        self.prefix = shared_prefix(self.rows) if shared is None else min(shared, shared_prefix(self.rows))
        self.batches = plan(rows, recipe.epochs, recipe.batch, recipe.seed)
        self.step, self.spent = 0, 0.0  # seconds that the steps so far have taken, as whoever runs them counts
        self.schedule = Schedule(len(self.batches))
        self.watch = Watch(recipe.patience)
        self.hash = data_hash(self.rows, asdict(recipe), len(held))
        first = round(recipe.first * len(model.layers))
        self.attached: Attached = attach(
            model, first=first, keys=recipe.keys, rank=recipe.rank, scale=recipe.scale, seed=recipe.seed, quick=True
        )
        self.trunk: Trunk = trunk_of(model, first)
        self.optimizer = optim.AdamW(recipe.rate, weight_decay=recipe.decay, bias_correction=True)
        self.optimizer.init(model.trainable_parameters())
        lengths = [len(row.tokens) - self.prefix for row in self.rows]
        self.lanes = Lanes(model, self._loss, lengths, [row.places for row in self.rows], fitting())
        self.states, self.teachers = dict[int, mx.array](), dict[int, tuple[mx.array, mx.array]]()

    def __enter__(self) -> Trainer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take the pairs out of the model."""
        self.attached.detach()

    # --- before the first step: always in the same order, so that a resumed run sees the same numbers ---------------

    def ready(self, between: Callable[[], object] = lambda: None) -> None:
        """What is done once, before the first step: all rows through the layers without pairs, and what the base says
        to those held to it. Takes minutes; `between` is called every few rows. `run` does it where nobody has."""
        if self.states:
            return
        self.head = self.trunk.begin(self.rows[0].tokens[: self.prefix])
        states: dict[int, mx.array] = {}
        for part in parts(self.rows, range(len(self.rows)), AHEAD):
            between()
            kept = self.trunk.lower(self.head, [self.rows[number].tokens[self.prefix :] for number in part])
            states |= zip(part, kept, strict=True)
        self.states = states
        taught = [number for number, row in enumerate(self.rows) if row.teacher and self.recipe.kl > 0]
        for part in parts(self.rows, taught, AHEAD):
            between()
            self._teach(part)

    def _teach(self, part: Sequence[int]) -> None:
        ids, best = self._likeliest(self._logits(part))
        start = 0
        for number in part:
            end = start + self.rows[number].places
            self.teachers[number] = (ids[start:end], best[start:end])
            start = end

    def _likeliest(self, logits: mx.array) -> tuple[mx.array, mx.array]:
        """The likeliest tokens at each place and their log-probabilities, both (places, `recipe.top`)."""
        logits = logits - log_sum_exp(logits)[:, None]
        ids = mx.argpartition(-logits, self.recipe.top - 1, axis=-1)[:, : self.recipe.top]
        best = mx.take_along_axis(logits, ids, axis=-1)
        mx.eval(ids, best)
        return ids, best

    # --- the loss ---------------------------------------------------------------------------------------------------

    def _logits(self, numbers: Sequence[int]) -> mx.array:
        rows = [self.rows[number] for number in numbers]
        length = STEP * -(-max(len(row.tokens) - self.prefix for row in rows) // STEP)
        hidden = self.trunk.upper(self.head, [self.states[number] for number in numbers], length)
        places = [
            at * length + place - self.prefix
            for at, row in enumerate(rows)
            for place in range(row.answer_start - 1, len(row.tokens) - 1)  # a token is predicted one place earlier
        ]
        return self.trunk.logits(hidden.reshape(-1, hidden.shape[-1])[mx.array(places)])

    def _loss(self, numbers: tuple[int, ...]) -> mx.array:
        rows = [self.rows[number] for number in numbers]
        targets = mx.array([token for row in rows for token in row.tokens[row.answer_start :]])
        weights = [
            0.0 if number in self.teachers else row.weight  # held to the base's distribution instead of one answer
            for number, row in zip(numbers, rows, strict=True)
            for _ in row.tokens[row.answer_start :]
        ]
        logits = self._logits(numbers)
        normal = log_sum_exp(logits)
        losses = normal - mx.take_along_axis(logits, targets[:, None], axis=-1)[:, 0]
        total = (losses * mx.array(weights)).sum()
        if any(number in self.teachers for number in numbers):
            total = total + self.recipe.kl * self._drift(numbers, logits, normal)
        return total / len(weights)

    def _drift(self, numbers: Sequence[int], logits: mx.array, normal: mx.array) -> mx.array:
        """How far the rows with a teacher have drifted from it: KL(base || now) in nats, summed over their places."""
        places, weights, start = list[int](), list[float](), 0
        taught = [number for number in numbers if number in self.teachers]
        for number in numbers:
            end = start + self.rows[number].places
            if number in self.teachers:
                places += range(start, end)
                weights += [self.rows[number].weight] * (end - start)
            start = end
        ids = mx.concatenate([self.teachers[number][0] for number in taught])
        best = mx.concatenate([self.teachers[number][1] for number in taught])
        at = mx.array(places)
        # one gather from the flat logits: a slice a row would cost a whole vocabulary of zeros each on the way back
        mine = logits.reshape(-1)[at[:, None] * logits.shape[1] + ids] - normal[at][:, None]
        return (divergence(best, mine) * mx.array(weights)).sum()

    # --- steps ------------------------------------------------------------------------------------------------------

    @property
    def total(self) -> int:
        """All steps of this training, if it does not end early."""
        return self.schedule.total

    @property
    def done(self) -> bool:
        """Whether the training is complete."""
        return self.step >= self.total or self.watch.over

    def shorten(self, total: int) -> None:
        """End after `total` steps in all. What is left is gone through faster; the next checkpoint knows of it."""
        self.schedule.cut(self.step, total)

    def run(self, steps: int, should_stop: Callable[[], bool], progress: Callable[[Step], None]) -> bool:
        """Up to `steps` more steps; True when the training is complete. Raises `Trouble` ("training_failed")."""
        self.ready()
        for _ in range(steps):
            if self.done or should_stop():
                break
            with self.lanes.alone():
                step = self._one(self.lanes)
            if self.unseen and self.step in self.schedule.steps_at(
                self.recipe.looks
            ):  # in the same unit as the step: no checkpoint lies between the two
                self.watch.note(self.step, self._unseen_loss(), self.tensors())
            progress(step)
        return self.done

    def _unseen_loss(self) -> float:
        """Mean loss in nats a token of the rows that are not trained on."""
        total, tokens = 0.0, 0
        for part in parts(self.rows, self.unseen, AHEAD):
            count = sum(self.rows[number].places for number in part)
            total += float(np.array(self._loss(tuple(part)))) * count
            tokens += count
        return total / tokens

    def _one(self, gradient: Any) -> Step:
        numbers = self.batches[self.step]
        loss, gradients = gradient(numbers)
        gradients, norm = optim.clip_grad_norm(gradients, self.recipe.clip)
        mx.eval(loss, norm)
        self._guard(loss.item(), norm.item())
        self.optimizer.learning_rate = mx.array(self.rate_at(self.step))
        self.optimizer.update(self.model, gradients)
        mx.eval(self.model.trainable_parameters(), self.optimizer.state)
        self.step += 1
        tokens = sum(len(self.rows[number].tokens) for number in numbers)
        return Step(self.step, self.total, loss.item(), norm.item(), tokens)

    def _guard(self, loss: float, norm: float) -> None:
        if math.isfinite(loss + norm) and loss < self.recipe.worst_loss and norm < self.recipe.worst_norm:
            return
        raise Trouble(
            "training_failed",
            f"Training lost its way at step {self.step + 1} (loss {loss:.3g}, gradient {norm:.3g}).",
            "Nothing was changed; the next night tries again.",
        )

    def rate_at(self, step: int) -> float:
        """The learning rate of `step`: a short linear rise, then a cosine down to `floor` of the peak."""
        return self.recipe.rate * self.schedule.height(step, self.recipe.warmup, self.recipe.floor)

    # --- to bytes and back ------------------------------------------------------------------------------------------

    def tensors(self) -> dict[str, np.ndarray[Any, Any]]:
        """The pairs as float32 arrays, by name, in the order of their names."""
        return {name: np.array(value, dtype=np.float32) for name, value in self.attached.tensors().items()}

    def best(self) -> dict[str, np.ndarray[Any, Any]]:
        """The pairs as they were when the rows not trained on went best; as they are where nobody looked."""
        return dict(self.watch.tensors) or self.tensors()

    def checkpoint(self) -> bytes:
        """Weights, optimizer state, step and data hash in one piece."""
        from mlx.utils import tree_flatten

        optimizer = {name: np.array(value) for name, value in tree_flatten(self.optimizer.state)}
        about = {"step": self.step, "hash": self.hash, "watch": self.watch.marks,
                 "cuts": self.schedule.cuts, "spent": round(self.spent, 3)}  # fmt: skip
        return Checkpoint(self.tensors(), optimizer, self.watch.tensors, about).to_bytes()

    def restore(self, data: bytes) -> bool:
        """Go on from a checkpoint; False (and nothing changed) when it is of other data, another recipe, or damaged."""
        from mlx.utils import tree_flatten, tree_unflatten

        held = Checkpoint.from_bytes(data)
        if held is None or held.about["hash"] != self.hash:
            return False
        self.ready()
        self.model.load_weights([(name, mx.array(value)) for name, value in held.weights.items()], strict=False)
        names = [name for name, _ in tree_flatten(self.optimizer.state)]
        self.optimizer.state = tree_unflatten([(name, mx.array(held.optimizer[name])) for name in names])
        self.watch.restore(held.about["watch"], dict(held.best))
        self.schedule.restore(held.about.get("cuts", ()))
        self.step, self.spent = int(held.about["step"]), float(held.about.get("spent", 0.0))
        return True
