"""From dreams to an adapter: token rows, training in short segments, a checkpoint after each, the adapter's files.

Promises: the same rows, model and seed give the same adapter id, whether or not the training was stopped in between.
Where the machine is too slow for all steps, their number is cut, and the checkpoint holds by how much. Refuses to know
where rows come from and what becomes of the adapter.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine import files
from engine.model import adapters, blas, scope
from engine.model.language import Language
from engine.model.message import Message
from engine.model.rows import Row as TokenRow
from engine.model.rows import make_row
from engine.model.trainer import AHEAD, Recipe, Step, Trainer
from engine.model.trunk import QuickTrunk
from engine.prompt import system_prompt
from engine.protocol import Depth
from engine.sleep.context import Progress, Stopped
from engine.sleep.crew import Left, Row, Trained
from engine.sleep.dial import TABLE, Dial
from engine.sleep.timekeeper import Pace, forever

OUTSIDE = ("replay", "context")  # kinds of rows that the bare model answers as well, or better
SEGMENT = 10  # steps between two checkpoints: what is lost at the most when the user comes back amid a step
FIRST = 0.15  # of all steps are done before their number is judged: the first are slow, and a busy moment passes
LONGEST = 40  # tokens of a row that is only held to the base; the facts' own answers are never cut
CHECKPOINT = "checkpoint.safetensors"
ENOUGH = {"view": 12, "contrast": 5}  # rows of one fact from which one can be spared
DENIALS = 0.6  # of the views' weight
MOST_UNSEEN = 48  # rows: scoring them four times costs about a hundredth of a full night's training
# pairs in the upper third of the layers knew no less than in the upper half, at .7 of the cost [measured, six facts]
RECIPE = Recipe(first=2 / 3, kl=2.0)  # what else there is follows from the dial


def recipe_for(setting: Depth | Dial, seed: int, rows: int) -> Recipe:
    """How a night of this depth, or with this setting of the dial, trains on so many rows."""
    on = TABLE[setting] if isinstance(setting, str) else setting
    return replace(RECIPE, seed=seed, epochs=on.rounds(rows), rank=on.rank, scale=on.scale, batch=on.batch)


def unseen(rows: Sequence[Row]) -> set[int]:
    """The places of rows that the training keeps out, to choose its best weights by: of each fact that has rows enough,
    one view and one look-alike, spread over the facts."""
    by_fact: dict[tuple[str, int], list[int]] = {}
    for place, row in enumerate(rows):
        if row.kept and not row.own and row.kind in ENOUGH and len(row.parents) == 1:
            by_fact.setdefault((row.kind, row.parents[0]), []).append(place)
    found = [places[-1] for (kind, _), places in by_fact.items() if len(places) >= ENOUGH[kind]]
    return set(found[:: -(-len(found) // MOST_UNSEEN)]) if found else set()


def token_rows(rows: Sequence[Row], language: Language, denial: float = 1.0) -> list[TokenRow]:
    """The kept dreams as token rows; those that the model answered itself are held to it, and look-alikes, which are
    answered by a denial, have the weight `denial`."""
    return [
        make_row(
            language, row.messages, row.answer, row.kind, teacher=row.own, longest_answer=LONGEST if row.own else 0,
            weight=denial if row.kind == "contrast" and not row.own else 1.0,
        )
        for row in rows
        if row.kept
    ]  # fmt: skip


def denial_weight(rows: Sequence[Row]) -> float:
    """The weight of a look-alike: many different ones draw the boundary, but a night that denies as much as it answers
    learns to deny what it was told; together they weigh `DENIALS` of the views at the most."""
    kinds = [row.kind for row in rows if row.kept and not row.own]
    views, unlike = kinds.count("view"), kinds.count("contrast")
    return min(1.0, DENIALS * views / unlike) if views and unlike else 1.0


def train(
    rows: Sequence[Row],
    language: Language,
    work: Path,
    recipe: Recipe,
    should_stop: Callable[[], bool],
    progress: Progress,
    left: Left = forever,
    outside: Sequence[Sequence[Message]] = (),
) -> Trained:
    """An adapter of the bare model from `rows`, saved under `work`/adapters; goes on from a checkpoint in `work`.

    `left` tells how many seconds the training may still take; `outside` are prompts that lie outside the adapter's
    scope, beside the rows that do. Raises `Stopped` after saving where it was, and `Trouble` ("training_failed",
    "disk_full", …).
    """
    began = time.monotonic()
    blas.keep_freed()
    checkpoint = files.make_folder(work) / CHECKPOINT
    kept = [row for row in rows if row.kept]
    apart = unseen(kept)
    denial = denial_weight(kept)
    seen = token_rows([row for place, row in enumerate(kept) if place not in apart], language, denial)
    held = token_rows([kept[place] for place in sorted(apart)], language, denial)

    def between() -> None:  # a sign of life, too: with many rows it takes minutes until the first step
        if should_stop():
            raise Stopped

    opening = scope.Ear(language.model, language.template).prefix(system_prompt())
    with Trainer(language.model, seen, recipe, held, len(opening)) as trainer:
        trainer.ready(between)
        if checkpoint.exists():
            trainer.restore(checkpoint.read_bytes())
        found = _scope(trainer, language, outside, between)
        last = _run(trainer, checkpoint, should_stop, progress, left)
        tensors, watch = trainer.best(), trainer.watch
    language.forget_prompts()
    parents = tuple(sorted({fact for row in rows if row.kept for fact in row.parents}))
    meta = adapters.Meta(
        model_id=language.model_id, scale=recipe.scale, parents=parents, opening=found.opening if found else ""
    )
    folder = files.make_folder(work / "adapters")
    name = adapters.save(folder, {**tensors, **(found.tensors if found else {})}, meta)
    figures = {"steps": float(trainer.step), "loss": round(last.loss, 4) if last else 0.0,
               "tokens": float(_seen(trainer)), "seconds": round(time.monotonic() - began, 1)}  # fmt: skip
    if trainer.step < trainer.schedule.planned:
        figures["planned steps"] = float(trainer.schedule.planned)
    if watch.best:
        figures |= {"unseen rows": float(len(held)), "best step": float(watch.best),
                    "unseen loss": round(watch.losses[watch.best], 4)}  # fmt: skip
    return Trained(name, folder / name, figures)


def _scope(
    trainer: Trainer, language: Language, outside: Sequence[Sequence[Message]], between: Callable[[], None]
) -> scope.Scope | None:
    """What the adapter may speak to: questions like those that it is taught to answer, and not like the others. None
    where the layers below the adapter cannot be run by themselves."""
    if not isinstance(trainer.trunk, QuickTrunk):
        return None
    more = [make_row(language, messages, "?", OUTSIDE[0]) for messages in outside]
    more = [row for row in more if row.tokens[: trainer.prefix] == trainer.rows[0].tokens[: trainer.prefix]]
    states = [trainer.states[number] for number in range(len(trainer.rows))]
    for start in range(0, len(more), AHEAD):
        between()
        prompts = [row.tokens[trainer.prefix : row.answer_start] for row in more[start : start + AHEAD]]
        states += trainer.trunk.lower(trainer.head, prompts)
    rows = [*trainer.rows, *more]
    means = scope.means(states, [row.answer_start - trainer.prefix for row in rows])
    return scope.fit(means, [row.kind not in OUTSIDE for row in rows], trainer.trunk.first, system_prompt())


def _seen(trainer: Trainer) -> int:
    """The tokens of all steps that count, those before an interruption among them."""
    return sum(len(trainer.rows[row].tokens) for batch in trainer.batches[: trainer.step] for row in batch)


def _run(
    trainer: Trainer, checkpoint: Path, should_stop: Callable[[], bool], progress: Progress, left: Left
) -> Step | None:
    last: Step | None = None

    def tell(step: Step) -> None:
        nonlocal last
        last = step
        progress(step.number, step.total, "learning", loss=round(step.loss, 3))

    pace = Pace(left, trainer.spent)
    while not trainer.done:
        step = trainer.step
        pace.begin()
        try:
            trainer.run(SEGMENT - step % SEGMENT, should_stop, tell)
        finally:  # a stop between two steps loses no step
            pace.end(trainer.step - step)
            _keep_time(trainer, pace)
            files.write_atomic(checkpoint, trainer.checkpoint())
        if not trainer.done and should_stop():
            raise Stopped
    return last


def _keep_time(trainer: Trainer, pace: Pace) -> None:
    """Cut the steps that there is no time for, by whole segments and between two of them, so that a training that was
    stopped in between is cut at the same place. The checkpoint that is written next holds the cut."""
    trainer.spent = pace.spent
    enough = trainer.step >= max(2 * SEGMENT, FIRST * trainer.schedule.planned) or pace.spent > pace.allowed / 2
    fits = trainer.step + pace.fits()
    if enough and trainer.step % SEGMENT == 0 and fits < trainer.total:
        trainer.shorten(int(fits) // SEGMENT * SEGMENT)
