"""From dreams to an adapter: token rows, training in short segments, a checkpoint after each, the adapter's files.

Promises: the same rows, model and seed give the same adapter id, whether or not the training was stopped in between.
Refuses to know where rows come from and what becomes of the adapter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine import files
from engine.model import adapters
from engine.model.language import Language
from engine.model.rows import Row as TokenRow
from engine.model.rows import make_row
from engine.model.trainer import Recipe, Step, Trainer
from engine.protocol import Depth
from engine.sleep.context import Progress, Stopped
from engine.sleep.crew import Row, Trained

SEGMENT = 25  # steps between two checkpoints: under a minute on two cores
LONGEST = 40  # tokens of a row that is only held to the base; the facts' own answers are never cut
CHECKPOINT = "checkpoint.safetensors"
# pairs in the upper half of the layers know as much as pairs everywhere, at two thirds of the cost [measured]
RECIPE = Recipe(first=0.5, epochs=4, kl=2.0)


def recipe_for(depth: Depth, seed: int) -> Recipe:
    """How a night of `depth` trains; a nap makes fewer rounds over fewer rows."""
    return replace(RECIPE, seed=seed, epochs=RECIPE.epochs - 1 if depth == "nap" else RECIPE.epochs)


def token_rows(rows: Sequence[Row], language: Language) -> list[TokenRow]:
    """The kept dreams as token rows; those that the model answered itself are held to it."""
    return [
        make_row(
            language, row.messages, row.answer, row.kind, teacher=row.own, longest_answer=LONGEST if row.own else 0
        )
        for row in rows
        if row.kept
    ]


def train(
    rows: Sequence[Row],
    language: Language,
    work: Path,
    recipe: Recipe,
    should_stop: Callable[[], bool],
    progress: Progress,
) -> Trained:
    """An adapter of the bare model from `rows`, saved under `work`/adapters; goes on from a checkpoint in `work`.

    Raises `Stopped` after saving where it was, and `Trouble` ("training_failed", "disk_full", …).
    """
    began, tokens = time.monotonic(), [0]
    checkpoint = files.make_folder(work) / CHECKPOINT
    with Trainer(language.model, token_rows(rows, language), recipe) as trainer:
        if checkpoint.exists():
            trainer.restore(checkpoint.read_bytes())
        last = _run(trainer, checkpoint, should_stop, progress, tokens)
        tensors = trainer.tensors()
    language.forget_prompts()
    parents = tuple(sorted({fact for row in rows if row.kept for fact in row.parents}))
    meta = adapters.Meta(model_id=language.model_id, scale=recipe.scale, parents=parents)
    folder = files.make_folder(work / "adapters")
    name = adapters.save(folder, tensors, meta)
    figures = {"steps": float(trainer.total), "loss": round(last.loss, 4) if last else 0.0, "tokens": float(tokens[0]),
               "seconds": round(time.monotonic() - began, 1)}  # fmt: skip
    return Trained(name, folder / name, figures)


def _run(
    trainer: Trainer, checkpoint: Path, should_stop: Callable[[], bool], progress: Progress, tokens: list[int]
) -> Step | None:
    last: Step | None = None

    def tell(step: Step) -> None:
        nonlocal last
        last = step
        tokens[0] += step.tokens
        progress(step.number, step.total, "learning", loss=round(step.loss, 3))

    done = trainer.step >= trainer.total
    while not done:
        try:
            done = trainer.run(SEGMENT, should_stop, tell)
        finally:  # a stop between two steps loses no step
            files.write_atomic(checkpoint, trainer.checkpoint())
        if not done and should_stop():
            raise Stopped
    return last
