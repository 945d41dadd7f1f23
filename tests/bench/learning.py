"""Five ways to know 40 facts tomorrow: `python -m tests.bench.learning --data DIR --block a --arms
base,prompt,naive,rival,night`.

*base* remembers nothing; *prompt* has all facts in its prompt; *naive* trains one question and answer a fact with a
third of general pairs (rank 32 at scale 1 on q, v, o and down of all layers, 5e-4, batch 1, at most 15 epochs, stop
at an epoch loss of 0.8: an existing on-device trainer's recipe); *rival* trains three pairs a fact (rank 16 on the
last 8 layers, 1e-4, batch 1, 10 iterations a fact); *night* is ours. All learn from the `fact` sentences alone.
`--facts N` takes N evenly drawn facts, `--block o` our own tuning set.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import mlx.core as mx

from engine.model import adapters
from engine.model.language import Language
from engine.model.message import Message
from engine.model.rows import Row as TokenRow
from engine.model.rows import make_row
from engine.model.trainer import Recipe, Trainer
from engine.paths import model_folder
from engine.prompt import system_prompt, system_text
from engine.sleep import dream, train
from engine.sleep.night_crew import as_rows
from engine.sleep.questions import questions, view
from engine.sleep.wording import read
from engine.store.ledger import Fact
from tests.bench import measure

NAIVE = Recipe(rank=32, scale=1.0, keys=("self_attn.q_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.down_proj"),
               rate=5e-4, warmup=1, floor=1.0, epochs=15, batch=1, kl=0.0)  # fmt: skip
ENOUGH = 0.8  # nats: the naive arm's epoch loss to stop at
RIVAL = Recipe(rank=16, scale=20.0, rate=1e-4, warmup=1, floor=1.0, batch=1, kl=0.0)
COLUMNS = ("arm", "seed", "recall", "direct", "indirect", "near false", "near denied", "false denial", "context wins",
           "general kept", "general kept everywhere", "told inside", "contexts outside", "general outside",
           "prose outside", "perplexity", "rows", "tokens", "seconds", "tokens/s", "peak GB", "adapter")  # fmt: skip
Learned = tuple[dict[str, Any], Path | None]


def pairs(language: Language, facts: Sequence[Fact], each: int) -> list[TokenRow]:
    """`each` plain question and answer pairs a fact, as a simple trainer would make them."""
    found = []
    for fact in facts:
        seen = view(read(fact.text))
        for question in questions(seen)[:each]:
            found.append(make_row(language, _prompt(question.text), seen.sentence.answer, "view"))
    return found


def general_pairs(language: Language, count: int, seed: int) -> list[TokenRow]:
    """General questions with the base model's own answers."""
    asks = [text for text, answer in dream.replay_prompts() if not answer]
    prompts = [_prompt(text) for text in random.Random(seed).sample(asks, count)]
    return [
        make_row(language, each, said, "general")
        for each, said in zip(prompts, language.answers(prompts, max_tokens=32), strict=True)
    ]


def _prompt(text: str) -> list[Message]:
    return [Message("system", system_prompt()), Message("user", text)]


def naive(language: Language, facts: Sequence[Fact], seed: int, folder: Path) -> Learned:
    """See the module."""
    rows = pairs(language, facts, 1)
    rows += general_pairs(language, len(rows) // 2, seed)  # a third of all
    return _fit(language, rows, Recipe(**{**NAIVE.__dict__, "seed": seed}), folder, lambda losses: losses[-1] <= ENOUGH)


def rival(language: Language, facts: Sequence[Fact], seed: int, folder: Path) -> Learned:
    """See the module."""
    rows = pairs(language, facts, 3)
    depth = len(language.model.layers)
    epochs = max(1, round(10 * len(facts) / len(rows)))
    recipe = Recipe(**{**RIVAL.__dict__, "seed": seed, "first": max(0, depth - 8) / depth, "epochs": epochs})
    return _fit(language, rows, recipe, folder, lambda losses: False)


def night(language: Language, facts: Sequence[Fact], seed: int, folder: Path) -> Learned:
    """The product's own dreams and training."""
    dreams = dream.dream(facts, language, seed, dream.budget_for("night", len(facts)), lambda: False, lambda *_: None)
    rows = as_rows(dreams)
    recipe = train.recipe_for("night", seed, sum(row.kept for row in rows))
    made = train.train(
        rows, language, Path(tempfile.mkdtemp(dir=folder)), recipe, lambda: False,
        lambda *_, **__: None, outside=dream.outside(),
    )  # fmt: skip
    said = {"rows": sum(row.kept for row in rows), "tokens": int(made.figures["tokens"]), "loss": made.figures["loss"],
            "tokens/s": made.figures["tokens"] / made.figures["seconds"], "adapter": made.id[:12]}  # fmt: skip
    return said, made.folder


def _fit(
    language: Language, rows: Sequence[TokenRow], recipe: Recipe, folder: Path, enough: Callable[[list[float]], bool]
) -> Learned:
    """Train epoch by epoch, save, and say what it took."""
    tokens, losses = [0], list[float]()
    steps: list[float] = []
    began = time.monotonic()
    with Trainer(language.model, rows, recipe) as trainer:
        ready = time.monotonic()

        def note(step: Any) -> None:
            tokens[0] += step.tokens
            steps.append(step.loss)

        done = False
        while not done:
            start = len(steps)
            done = trainer.run(trainer.total // recipe.epochs, lambda: False, note)
            losses.append(statistics.fmean(steps[start:]) if steps[start:] else 0.0)
            done = done or enough(losses)
        tensors = trainer.tensors()
    seconds = time.monotonic() - began
    name = adapters.save(folder, tensors, adapters.Meta(model_id=language.model_id, scale=recipe.scale))
    said = {"rows": len(rows), "tokens": tokens[0], "loss": round(losses[-1], 3),
            "tokens/s": tokens[0] / (seconds - ready + began),
            "adapter": name[:12]}  # fmt: skip
    return said, folder / name


ARMS: dict[str, Callable[[Language, Sequence[Fact], int, Path], Learned]] = {
    "naive": naive,
    "rival": rival,
    "night": night,
}


def run(
    data: measure.Data, arms: Sequence[str], seeds: Sequence[int], say: measure.Say, folder: Path
) -> dict[str, Any]:
    """All arms; those that learn once a seed."""
    language = Language.load(model_folder())
    base = measure.answers(language, data)
    facts, found = measure.as_facts(data), list[dict[str, Any]]()
    kept: dict[str, list[str]] = {"base": base.texts}
    for arm in arms:
        for seed in seeds if arm in ARMS else (0,):
            mx.reset_peak_memory()
            began, row, after = time.monotonic(), dict[str, Any](), base
            if arm == "prompt":
                after = measure.answers(language, data, system_text(system_prompt(), [fact.text for fact in facts]))
            elif arm in ARMS:
                row, adapter = ARMS[arm](language, facts, seed, folder)
                row["seconds"] = time.monotonic() - began
                language.use_adapter(adapter)
                after = measure.answers(language, data)
                if arm == "night":  # the others' adapters have no scope: they speak to everything
                    row |= unscoped(language, adapter, data, base)
                language.use_adapter(None)
            found.append(
                {
                    "arm": arm,
                    "seed": seed,
                    **measure.columns(data, base, after),
                    **row,
                    "peak GB": mx.get_peak_memory() / 1e9,
                }
            )
            kept[f"{arm}/{seed}"] = after.texts
            say(json.dumps(found[-1]))
    return {
        "facts": len(facts),
        "results": found,
        "spread": _spread(found),
        "questions": data.questions,
        "answers": kept,
    }


def unscoped(language: Language, adapter: Path | None, data: measure.Data, base: measure.Answers) -> dict[str, float]:
    """What the adapter's scope is worth: the share of told facts' questions that lie inside, of general probes and of
    contexts that lie outside, that of the fixed text's paragraphs (each as a message), and the general answers kept if
    the adapter spoke to everything."""
    conversations = [_prompt(text) for text in data.questions]
    inside = [language.speaks(each) for each in conversations]
    told, near = (sum(len(row[key]) for row in data.facts) for key in ("ask", "near"))
    contexts, probes = told + near, told + near + len(data.facts)
    prose = [text for text in measure.fixed_text().split("\n\n") if text.strip()]
    outside = [not language.speaks(_prompt(text)) for text in prose]
    language.use_adapter(adapter, everywhere=True)
    general = measure.Data([], data.general)
    worst = measure.answers(language, general)
    first = measure.Answers(base.texts[probes:], base.perplexity, 0.0)
    return {"told inside": measure.share(inside[:told]), "contexts outside": 1 - measure.share(inside[contexts:probes]),
            "general outside": 1 - measure.share(inside[probes:]), "prose outside": measure.share(outside),
            "general kept everywhere": measure.columns(general, first, worst)["general kept"]}  # fmt: skip


def _spread(found: Sequence[dict[str, Any]]) -> dict[str, dict[str, list[float]]]:
    """Mean and standard deviation over seeds, by arm and column."""
    spread: dict[str, dict[str, list[float]]] = {}
    for arm in dict.fromkeys(row["arm"] for row in found):
        rows = [row for row in found if row["arm"] == arm]
        for name in COLUMNS[2:16]:
            values = [row[name] for row in rows if name in row]
            if not values:
                continue
            spread.setdefault(arm, {})[name] = [round(statistics.fmean(values), 4), round(statistics.pstdev(values), 4)]
    return spread


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, run, write JSON, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--block", default="a")
    parser.add_argument("--arms", default="base,prompt,naive,rival,night")
    parser.add_argument("--facts", type=int, default=0)
    parser.add_argument("--general", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    data = measure.load(chosen.data, chosen.block, chosen.facts, chosen.general)
    with tempfile.TemporaryDirectory() as folder:
        result = run(
            data,
            chosen.arms.split(","),
            range(chosen.first, chosen.first + chosen.seeds),
            lambda text: print(text, flush=True),
            Path(folder),
        )
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(measure.table(result["results"], COLUMNS))


if __name__ == "__main__":
    main()
