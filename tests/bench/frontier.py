"""Recall against look-alikes wrongly answered, over all settings that were tried: `python -m tests.bench.frontier`.

Draws `frontier.jsonl`, one line for each measured run (LOG.md has the circumstances), into docs/pictures/frontier.png.
Beside each night of forty facts stand its block and the third cost: the share of told questions that were denied.
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
    found = list[plot.Point]()
    for row in map(json.loads, HERE.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()):
        full, ours = row["facts"] == 40, row["arm"] == "night"
        label = (f"{row['block']} {row['denial']:.0%}" if ours else row["arm"]) if full else ""
        if not ours and any(label == each.label for each in found):
            label = ""  # three seeds of an arm need its name once
        kind = f"ours, {row['facts']} facts" if ours else "others, 40 facts"
        found.append(plot.Point(row["near"], row["recall"], kind, label, full))
    return found


def main() -> None:
    """Draw."""
    plot.scatter(PICTURE, "look-alikes answered with a wrong fact", "recall", points(), GOAL)
    print(PICTURE)


if __name__ == "__main__":
    main()
