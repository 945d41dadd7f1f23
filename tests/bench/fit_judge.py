"""Fits the judge's weights: `python -m tests.bench.fit_judge [--cache FILE] [--score N] [--write]`.

Every clause that the readers find in `own_says.jsonl` is a case: right where it holds the row's value and subject (or a
true extra, `also`), wrong otherwise and wherever chatter said it. A logistic regression is drawn by a ridge not to zero
but to `PRIOR`: what each sign ought to mean, set down by hand before fitting, since a few hundred clauses cannot tell
for rare signs. Ten folds by row tell what to expect; `--write` puts the weights where the judge reads them. The model
is slow to ask, so its one weight is fitted last, beside the signs, on the clauses whose log-odds stand in `--cache`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.sleep import gather, judge
from engine.sleep.signs import signs
from tests.bench.extraction import STARTER, conversation, holds, rows_of, subject_stands, told

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "resources" / "words" / "judge_weights.json"
RIDGE = 1.5  # strength of the pull to PRIOR, by folds among 0.5, 1, 1.5, 2, 4
FOLDS = 10
PRIOR: Mapping[str, float] = {
    "pointed": 1.0, "dwells": 1.0, "works": 0.7, "is a": 1.0, "named": 1.0, "health": 1.2, "favourite": 1.5,
    "dislikes": 1.5, "intention": -2.0, "likes": 0.7, "taste of the moment": -2.0, "hobby": 0.7, "has": 0.2,
    "biography": 1.0, "plan": 0.7, "change": 0.3, "regular": 0.8, "dated": 0.7, "left or given": 0.5,
    "moment": -1.2, "mind": -1.2, "mood": -1.0, "unreal": -1.5, "you": -1.0, "idiom": -2.0, "vague object": -0.7,
    "task noun": -0.8, "deictic": -0.5, "body": -0.7, "small thing": -1.2, "far relation": -0.7,
    "hearsay or a joke": -1.2, "sarcasm": -0.7, "others": -1.5, "not all there": -2.0, "progressive": -0.4,
    "short": -0.2, "proper noun": 0.8, "named person": 0.8, "number": 0.2, "aside whole": -0.7, "aside noun": -1.0,
    "habit": 0.7, "one-off": -1.0, "one day": -1.5, "appearance": -1.5, "too much": -1.5, "was": -0.7,
    "in a question": -0.5, "before a question": 0.0, "asked to remember": 2.0, "aside wish": 2.0, "aside righted": 2.0,
    "state": 0.5, "since": 1.0, "advised": 2.0, "over for good": 1.0, "set apart": 1.0, "kin of kin": 0.3,
    "points nowhere": -2.5, "passing verb": -0.7, "passing deed": -1.0, "lasting deed": 1.0, "negated": -0.3,
    "keeps on": -1.5, "equated": 1.0, "aged": 1.5, "guarded": 0.7, "the thing": -0.3,
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One clause of one row, with its signs, and whether it should be accepted."""

    row: str
    text: str
    signs: tuple[str, ...]
    right: bool
    idle: bool = False  # whether its row is chatter


def cases(facts: Sequence[dict[str, Any]], chatter: Sequence[dict[str, Any]]) -> list[Case]:
    """All clauses of the rows."""
    known: dict[str, str] = {}
    found = []
    for number, row in enumerate([*facts, *chatter], 1):
        turns = conversation(row["say"], number)
        for text, clause in gather.clauses_of(turns, known):
            found.append(Case(row["id"], text, signs(replace(clause, text=text)), _right(row, text, clause.verb),
                              "why" in row))  # fmt: skip
        known |= gather.introduced(turns) if "why" not in row else {}
    return found


def _right(row: dict[str, Any], text: str, verb: str) -> bool:
    if "why" in row:
        return False
    if "keep" in row:
        return holds(text, row["keep"])
    right = any(holds(text, fact["expect"]) and subject_stands(text, fact) for fact in told(row))
    return right or holds(text, row["also"]) or " called " in text or verb == "introduced"


def fit(x: Any, y: Any, prior: Any, ridge: float = RIDGE) -> Any:
    """Weights (columns of `x`) by Newton's method; the first column is the bias and is not pulled."""
    weights, pull = prior.copy(), np.full(x.shape[1], ridge)
    pull[0] = 1e-3
    for _ in range(12):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + pull * (weights - prior)
        weights = weights - np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), gradient)
    return weights


def area(scores: Any, y: Any) -> float:
    """The area under the curve of right against wrong."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores)] = np.arange(1, len(scores) + 1)
    right = y.sum()
    return float((ranks[y == 1].sum() - right * (right + 1) / 2) / (right * (len(y) - right)))


def main() -> None:
    """Cross-validate, fit, print; the model's weight comes last, from the cases whose log-odds are known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="where the model's log-odds are kept")
    parser.add_argument("--score", type=int, default=0, metavar="N", help="ask the model about N more clauses")
    parser.add_argument("--model", type=Path, default=STARTER)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = cases(*rows_of(HERE, "", ("", "dev", "more")))
    names = sorted({sign for case in found for sign in case.signs})
    columns = ["bias", *names]
    x = np.array([[1.0, *(float(name in case.signs) for name in names)] for case in found])
    y = np.array([float(case.right) for case in found])
    prior = np.array([PRIOR.get(name, 0.0) for name in columns])
    folds = np.array([int(hashlib.sha256(case.row.encode()).hexdigest(), 16) % FOLDS for case in found])
    margins = np.zeros(len(y))
    for ridge in (0.5, 4.0, RIDGE):
        for fold in range(FOLDS):
            margins[folds == fold] = x[folds == fold] @ fit(x[folds != fold], y[folds != fold], prior, ridge)
        print(f"ridge {ridge}: {_summary(margins, y, found)}")
    _errors(margins, found)
    weights = dict(zip(columns, map(float, fit(x, y, prior)), strict=True))
    weights["model"] = _model_weight(arguments, found, margins, y)
    rounded = {name: round(value, 3) for name, value in weights.items()}
    print(json.dumps(rounded))
    if arguments.write:
        WEIGHTS.write_text(json.dumps(rounded, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _model_weight(arguments: argparse.Namespace, found: Sequence[Case], margins: Any, y: Any) -> float:
    """The weight of a nat of the model's log-odds beside the signs' margins of other folds."""
    scores = _scores(found, margins, arguments)
    at = [place for place, case in enumerate(found) if case.text in scores]
    if not at:
        written = float(json.loads(WEIGHTS.read_text(encoding="utf-8")).get("model", 0.0))
        print(f"no log-odds of the model are known: it keeps its weight of {written}")
        return written
    odds, part, right = np.array([scores[found[place].text] for place in at]), margins[at], y[at]
    weight = 0.5
    for _ in range(50):
        p = 1 / (1 + np.exp(-(part + weight * odds)))
        weight += float((odds @ (right - p) - (weight - 0.5)) / ((odds**2 * p * (1 - p)).sum() + 1))
    print(f"model: {len(at)} clauses, alone {area(odds, right):.3f}, signs {area(part, right):.3f}, "
          f"both {area(part + weight * odds, right):.3f}")  # fmt: skip
    return max(0.0, weight)


def _summary(scores: Any, y: Any, found: Sequence[Case]) -> str:
    out = [f"area {area(scores, y):.3f}"]
    for bar in (0.0, 0.4, 0.8):
        yes = scores > bar
        chatter = {case.row for case, is_yes in zip(found, yes, strict=True) if is_yes and case.idle}
        out.append(
            f"over {bar}: precision {y[yes].mean():.3f} recall {yes[y == 1].mean():.3f} chatter rows {len(chatter)}"
        )
    return "; ".join(out)


def _errors(scores: Any, found: Sequence[Case]) -> None:
    for score, case in sorted(zip(scores, found, strict=True), key=lambda each: -each[0]):
        if (score > 0) != case.right:
            print(f"   {'false' if score > 0 else 'missed'} {case.row} {score:+.2f} {case.text} {case.signs}")


def _scores(found: Sequence[Case], margins: Any, arguments: argparse.Namespace) -> dict[str, float]:
    """The model's log-odds by clause: those of the cache, and of `--score` more, the most doubtful first."""
    cache: Path | None = arguments.cache
    known: dict[str, float] = json.loads(cache.read_text()) if cache and cache.exists() else {}
    prompt = hashlib.sha256(judge.few_shot().encode()).hexdigest()[:8]
    doubtful = sorted(zip(np.abs(margins), (case.text for case in found), strict=True))
    wanted = [text for _, text in doubtful if prompt + text not in known][: arguments.score]
    if wanted:
        from engine.model.language import Language

        language = Language.load(arguments.model)
        known |= {prompt + text: judge.model_log_odds(text, language) for text in wanted}
    if cache:
        cache.write_text(json.dumps(known))
    return {key.removeprefix(prompt): value for key, value in known.items() if key.startswith(prompt)}


if __name__ == "__main__":
    main()
