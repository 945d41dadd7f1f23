"""Fits the head on the starter model's hidden states: `python -m tests.bench.fit_head --cache FILE [--write]`.

The cases are those of `fit_judge`: every clause of the own rows, right or wrong. The states of each clause are put on
their first principal axes, and a logistic regression is drawn over signs and axes together, the signs pulled to their
priors as ever and the axes to zero. Ten folds by row tell what to expect, beside the signs alone; `--write` folds the
axes back into one weight per hidden value. `--cache` keeps the states (a .npz), for the model is slow to ask.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.model.language import Language
from tests.bench.extraction import STARTER, rows_of
from tests.bench.fit_judge import FOLDS, HERE, PRIOR, RIDGE, WEIGHTS, Case, area, cases

HEAD = WEIGHTS.with_name("judge_head.json")
LAYER = 8  # of 30: by folds the mean and last token of 8 do as well as 16 or 20, at half the cost and below any adapter
AXES = (80, 60)  # principal axes kept of the mean's states and of the last token's
PULL = 50.0  # ridge on the axes, by folds among 30, 50, 60, 120


def states_of(found: Sequence[Case], cache: Path, model: Path) -> Any:
    """The states of each case's text (cases, twice the width), those that the cache lacks asked for."""
    known: dict[str, Any] = {}
    if cache.exists():
        with np.load(cache) as kept:
            known = dict(zip(json.loads(str(kept["texts"])), kept["states"], strict=True))
    wanted = sorted({case.text for case in found} - known.keys())
    if wanted:
        language = Language.load(model)
        known |= {text: np.array(language.halfway(text, LAYER), dtype=np.float32) for text in wanted}
        np.savez(cache, texts=json.dumps(list(known)), states=np.stack(list(known.values())))
    return np.stack([known[case.text] for case in found]).astype(np.float64)


def axes_of(states: Any) -> tuple[Any, Any]:
    """The principal axes as a map from states to coordinates: (twice the width, axes), and the mean of the states."""
    centre, half = states.mean(axis=0), states.shape[1] // 2
    maps = np.zeros((states.shape[1], sum(AXES)))
    for part, kept, at in ((slice(0, half), AXES[0], 0), (slice(half, None), AXES[1], AXES[0])):
        spread = states[:, part].std(axis=0) + 1e-3
        scaled = (states[:, part] - centre[part]) / spread
        _, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
        basis = vectors[:, ::-1][:, :kept]
        maps[part, at : at + kept] = (basis / spread[:, None]) / (scaled @ basis).std()
    return maps, centre


def fit(x: Any, y: Any, prior: Any, pull: Any) -> Any:
    """Weights by Newton's method, pulled to `prior` with the strengths `pull`."""
    weights = prior.copy()
    for _ in range(10):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (p - y) + pull * (weights - prior)
        weights = weights - np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(pull), gradient)
    return weights


def main() -> None:
    """Cross-validate, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="where the states are kept (.npz)")
    parser.add_argument("--model", type=Path, default=STARTER)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    found = cases(*rows_of(HERE, "", ("", "dev", "more")))
    states = states_of(found, asked.cache, asked.model)
    names = sorted({sign for case in found for sign in case.signs})
    signs = np.array([[1.0, *(float(name in case.signs) for name in names)] for case in found])
    maps, centre = axes_of(states)
    x, y = np.hstack([signs, (states - centre) @ maps]), np.array([float(case.right) for case in found])
    prior = np.concatenate([[PRIOR.get(name, 0.0) for name in ("bias", *names)], np.zeros(maps.shape[1])])
    pull = np.concatenate([[1e-3], np.full(len(names), RIDGE), np.full(maps.shape[1], PULL)])
    folds = np.array([int(hashlib.sha256(case.row.encode()).hexdigest(), 16) % FOLDS for case in found])
    for name, width in (("signs alone", signs.shape[1]), ("signs and states", x.shape[1])):
        margins = np.zeros(len(y))
        for fold in range(FOLDS):
            out, part = folds != fold, x[:, :width]
            margins[~out] = part[~out] @ fit(part[out], y[out], prior[:width], pull[:width])
        print(name, _summary(margins, y, found))
    if asked.write:
        weights = fit(x, y, prior, pull)
        told = dict(zip(("bias", *names), map(float, weights[: signs.shape[1]]), strict=True))
        on_states = maps @ weights[signs.shape[1] :]
        told["bias"] -= float(centre @ on_states)
        parameters = Language.load(asked.model).parameters
        shown = {"parameters": parameters, "layer": LAYER, "signs": {name: round(at, 4) for name, at in told.items()},
                 "states": [float(f"{at:.5g}") for at in on_states]}  # fmt: skip
        HEAD.write_text(json.dumps(shown, sort_keys=True) + "\n", encoding="utf-8")


def _summary(margins: Any, y: Any, found: Sequence[Case]) -> str:
    out = [f"area {area(margins, y):.4f} of {len(y)}"]
    for sure in (0.5, 0.6, 0.7, 0.75, 0.8):
        yes = margins > np.log(sure / (1 - sure))
        idle = {case.row for case, is_yes in zip(found, yes, strict=True) if is_yes and case.idle}
        out.append(f"p > {sure}: precision {y[yes].mean():.3f} recall {yes[y == 1].mean():.3f} idle rows {len(idle)}")
    return "\n  ".join(out)


if __name__ == "__main__":
    main()
