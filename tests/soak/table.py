"""What the long tests found, row by row: kept in build/soak.json, told as Markdown, and written into the README.

Rows may be run at different times, each keeps its own date. `python -m tests.soak.table` prints the table of what is
kept of the full length; with --readme it is written into README.md.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / "build" / "soak.json"
BEGIN, END = "<!-- soak: made by `python -m tests.soak.table --readme` -->\n", "<!-- end of soak -->"
HEAD = ("| what | found | promised | held | s | on |", "|---|---|---|---|---|---|")


@dataclass
class Figure:
    """One row: what was found, what was promised, whether the promise held; `load` of the machine when it ended."""

    name: str
    found: str
    promised: str
    held: bool
    seconds: float = 0.0
    date: str = ""
    load: float = 0.0

    @property
    def line(self) -> str:
        """The row as Markdown."""
        held = "yes" if self.held else "**no**"
        found = " ".join(self.found.split()).replace("|", "/")
        return f"| {self.name.strip()} | {found} | {self.promised} | {held} | {self.seconds:.0f} | {self.date[5:]} |"


def keep(figure: Figure, path: Path = KEPT) -> None:
    """Put `figure` among those that are kept, in the place of an older one of its name."""
    rows = {row.name: row for row in kept(path)} | {figure.name: figure}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows.values()], indent=1), encoding="utf-8")


def kept(path: Path = KEPT) -> list[Figure]:
    """The rows that are kept."""
    return [Figure(**row) for row in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def table(rows: Sequence[Figure], length: str = "the full length") -> str:
    """The rows as Markdown, with dates, time and machine."""
    dates = sorted({row.date for row in rows})
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    minutes, loads = sum(row.seconds for row in rows) / 60, [row.load for row in rows]
    about = f"`make soak`, {when}, {length}: {minutes:.0f} minutes on {os.cpu_count()} cores, load {min(loads):.0f} to "
    return "\n".join([f"{about}{max(loads):.0f}.", "", *HEAD, *(row.line for row in rows), ""])


def with_table(readme: str, rows: Sequence[Figure]) -> str:
    """`readme` with its table made anew."""
    head, rest = readme.split(BEGIN)
    return head + BEGIN + table(rows) + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    path = ROOT / "README.md"
    if "--readme" in sys.argv:
        path.write_text(with_table(path.read_text(encoding="utf-8"), kept()), encoding="utf-8")
    else:
        print(table(kept()))
