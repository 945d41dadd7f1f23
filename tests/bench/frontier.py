"""Recall against look-alikes wrongly answered, over all settings that were tried: `python -m tests.bench.frontier`.

Draws `frontier.jsonl`, one line for each measured run (LOG.md has the circumstances), into docs/pictures/frontier.png.
The third cost is written beside each night of forty facts: its block, and the share of told questions denied.
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
    found, named = [], set[str]()
    for row in map(json.loads, HERE.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()):
        full, ours = row["facts"] == 40, row["arm"] == "night"
        label = (f"{row['block']} {row['denial']:.0%}" if ours else row["arm"]) if full else ""
        label = "" if label in named else label  # three seeds of an arm need its name once
        named |= {label} if not ours else set()
        kind = f"ours, {row['facts']} facts" if ours else "others, 40 facts"
        found.append(plot.Point(row["near"], row["recall"], kind, label, full))
    return found


def main() -> None:
    """Draw."""
    plot.scatter(PICTURE, "look-alikes answered with a wrong fact", "recall", points(), GOAL)
    print(PICTURE)


if __name__ == "__main__":
    main()
