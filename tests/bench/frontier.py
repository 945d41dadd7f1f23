"""Recall against look-alikes wrongly answered, over all settings that were tried: `python -m tests.bench.frontier`.

Draws `frontier.jsonl`, one line for each measured run (LOG.md has the circumstances), into docs/pictures/frontier.png.
A denial of what was told is the third cost: it is written beside each night of forty facts.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench import plot

HERE = Path(__file__)
PICTURE = HERE.parents[2] / "docs/pictures/frontier.png"
GOAL = (0.10, 0.85)  # look-alikes at most, recall at least


def points() -> list[plot.Point]:
    """One for each run; those of forty facts are filled and named."""
    found = []
    for row in map(json.loads, HERE.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()):
        full, ours = row["facts"] == 40, row["arm"] == "night"
        label = (
            (f"{row['block']}, {row['day'][8:]} Nov: {row['denial']:.0%} denied" if ours else row["arm"])
            if full
            else ""
        )
        kind = f"ours, {row['facts']} facts" if ours else "others, 40 facts"
        found.append(plot.Point(row["near"], row["recall"], kind, label, full))
    return found


def main() -> None:
    """Draw."""
    plot.scatter(PICTURE, "look-alikes answered with a wrong fact", "recall", points(), GOAL)
    print(PICTURE)


if __name__ == "__main__":
    main()
