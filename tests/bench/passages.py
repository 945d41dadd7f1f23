"""Reading a passage tonight and being asked about it tomorrow without it: `python -m tests.bench.passages --data FILE`.

SEAL's closed-book protocol on SQuAD (Zweiger et al. 2025): n = 1, every passage learned by itself; n = 20, twenty
together. *base* learned nothing; *raw* was trained on the passage's own text; *open* is shown the passage (what
could be known at best); *ours* is trained by the night's trainer on questions made from the passage (`study`), with
the night's replay rows, which are also asked whether they still stand. FILE holds [{title, context, questions:
[{question, answer}]}]. An answer is right when it holds the expected words in their order, case, articles and
punctuation apart (SEAL asks GPT-4.1 instead); F1 is SQuAD's. The product does not study documents yet: this measures
what its trainer would make of them.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import string
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from engine.model import adapters
from engine.model.language import Language
from engine.model.message import Message
from engine.model.rows import Row as TokenRow
from engine.model.trainer import Recipe, Trainer
from engine.paths import model_folder
from engine.prompt import system_prompt
from engine.sleep import dream, train
from engine.sleep.night_crew import as_rows
from tests.bench import measure, study

TOKENS = 24  # of an answer
RAW = Recipe(rank=8, scale=20.0, rate=1e-3, warmup=1, floor=1.0, epochs=10, batch=1, kl=0.0)  # SEAL's, of our rank
COLUMNS = ("n", "arm", "passages", "questions", "right", "F1", "rows", "tokens", "seconds")
Passage = dict[str, Any]


def plain(text: str) -> list[str]:
    """SQuAD's normal form: lower case, no punctuation, no articles, as words."""
    bare = text.casefold().translate(str.maketrans("", "", string.punctuation + "–—“”’‘"))
    return re.sub(r"\b(?:a|an|the)\b", " ", bare).split()


def right(said: str, expected: str) -> bool:
    """Whether the expected words stand in what was said, in their order."""
    here, there = plain(expected), plain(said)
    return bool(here) and any(there[at : at + len(here)] == here for at in range(len(there) - len(here) + 1))


def overlap(said: str, expected: str) -> float:
    """F1 of the words of the answer's first sentence."""
    here, there = plain(expected), plain(re.split(r"(?<=[.!?])\s", said)[0])
    same = sum((Counter(here) & Counter(there)).values())
    return 2 * same / (len(here) + len(there)) if same else 0.0


def ask(language: Language, passages: Sequence[Passage], shown: bool = False) -> list[tuple[str, str]]:
    """Every question of `passages` with what was said and what was expected."""
    asked, expected = [], []
    for passage in passages:
        for each in passage["questions"]:
            text = f"{passage['context']}\n\n{each['question']}" if shown else each["question"]
            asked.append([Message("system", system_prompt()), Message("user", text)])
            expected.append(each["answer"])
    return list(zip(language.answers(asked, max_tokens=TOKENS), expected, strict=True))


def raw_rows(language: Language, passages: Sequence[Passage]) -> list[TokenRow]:
    """Title and text, to be said as they stand."""
    texts = [f"{passage['title']}\n{passage['context']}" for passage in passages]
    return [TokenRow(tuple(language.answer_tokens([Message("user", "?")], text)), 1, "text") for text in texts]


def learn_raw(language: Language, passages: Sequence[Passage], seed: int, folder: Path) -> tuple[int, int, Path]:
    """An adapter trained on the texts: rows, tokens, folder."""
    rows, tokens = raw_rows(language, passages), [0]
    with Trainer(language.model, rows, Recipe(**{**RAW.__dict__, "seed": seed})) as trainer:
        trainer.run(trainer.total, lambda: False, lambda step: tokens.__setitem__(0, tokens[0] + step.tokens))
        tensors = trainer.tensors()
    name = adapters.save(folder, tensors, adapters.Meta(model_id=language.model_id, scale=RAW.scale))
    return len(rows), tokens[0], folder / name


def learn_ours(
    language: Language, passages: Sequence[Passage], seed: int, folder: Path, each: int, replay: int, epochs: int
) -> tuple[int, int, Path]:
    """An adapter trained as a night trains, on questions made from the texts and on replay."""
    rows = [row for number, passage in enumerate(passages, 1)
            for row in study.rows(language, passage["title"], passage["context"], number, seed, each)]  # fmt: skip
    own = dream.dream((), language, seed, dream.Budget(replay=replay), lambda: False, lambda *_: None)
    rows += as_rows(own)
    recipe = Recipe(**{**train.recipe_for("night", seed, len(rows)).__dict__, "epochs": epochs})
    made = train.train(rows, language, Path(tempfile.mkdtemp(dir=folder)), recipe, lambda: False, lambda *_, **__: None)
    return len(rows), int(made.figures["tokens"]), made.folder


def groups(passages: Sequence[Passage], n: int, most: int) -> list[list[Passage]]:
    """The passages `n` at a time, at most `most` of them, drawn evenly."""
    step = max(1, len(passages) // most) if most else 1
    chosen = list(passages[::step][: most or None])
    return [chosen[at : at + n] for at in range(0, len(chosen) - n + 1, n)]


def run(
    language: Language, passages: Sequence[Passage], n: int, chosen: argparse.Namespace, say: measure.Say, folder: Path
) -> list[dict[str, Any]]:
    """The table for one `n`."""
    parts = groups(passages, n, chosen.passages)
    arms: dict[str, Callable[[list[Passage]], tuple[int, int, Path]] | None] = {
        "base": None,
        "open": None,
        "raw": lambda part: learn_raw(language, part, chosen.seed, folder),
        "ours": lambda part: learn_ours(
            language, part, chosen.seed, folder, chosen.each, max(24, chosen.replay * n // 20), chosen.epochs
        ),
    }
    found = []
    for arm in chosen.arms.split(","):
        began, said, rows, tokens = time.monotonic(), list[tuple[str, str]](), 0, 0
        for part in parts:
            if learn := arms[arm]:
                count, seen, adapter = learn(part)
                rows, tokens = rows + count, tokens + seen
                language.use_adapter(adapter, everywhere=True)  # a scope is about the user, and these are not
            said += ask(language, part, shown=arm == "open")
            language.use_adapter(None)
        found.append({
            "n": n, "arm": arm, "passages": sum(map(len, parts)), "questions": len(said),
            "right": statistics.fmean(right(*each) for each in said),
            "F1": statistics.fmean(overlap(*each) for each in said),
            "rows": rows, "tokens": tokens, "seconds": time.monotonic() - began,
        })  # fmt: skip
        say(json.dumps(found[-1]))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, run, write JSON, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--n", default="1,20")
    parser.add_argument("--arms", default="base,open,raw,ours")
    parser.add_argument("--passages", type=int, default=0, help="how many of them, evenly drawn; 0: all")
    parser.add_argument("--each", type=int, default=32, help="rows of a passage, at the most")
    parser.add_argument("--replay", type=int, default=140, help="replay rows for twenty passages")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    passages = json.loads(chosen.data.read_text(encoding="utf-8"))
    language = Language.load(model_folder())
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for n in map(int, chosen.n.split(",")):
            found += run(language, passages, n, chosen, lambda text: print(text, flush=True), Path(folder))
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(measure.table(found, COLUMNS))


if __name__ == "__main__":
    main()
