"""Runs every long test, prints the table of figures, and exits with 1 when one of them falls short."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.store.database import PRAGMAS
from tests.crash import damage, power_cut

QUICK = os.environ.get("QUICK", "") not in ("", "0")


@dataclass
class Figure:
    """One row of the table: what was found, what was promised, and whether the promise held."""

    name: str
    found: str
    promised: str
    held: bool
    seconds: float = 0.0


def size(quick: int, full: int) -> int:
    """How often, by the length of this run."""
    return quick if QUICK else full


def power_cuts() -> Figure:
    """Cuts with the real settings: nothing acknowledged is lost."""
    got = power_cut.cut_often(power_cut.record(200, PRAGMAS), size(400, 10_000), seed=11)
    found = f"{got.cuts:,} cuts: {got.lost} lost, {got.corrupt} corrupt"
    return Figure("power cuts", found, "0 lost, 0 corrupt", got.lost == got.corrupt == 0)


def power_cut_control() -> Figure:
    """The same with `synchronous=NORMAL`: the test must notice."""
    weak = tuple("synchronous=NORMAL" if pragma.startswith("synchronous") else pragma for pragma in PRAGMAS)
    got = power_cut.cut_often(power_cut.record(200, weak), size(100, 1_000), seed=12)
    found = f"{got.cuts:,} cuts: {got.lost} lost (worst {got.worst} turns)"
    return Figure("  control: synchronous=NORMAL", found, "loses turns", got.lost > 0)


def damaged_database() -> Figure:
    """Bit flips, truncations and zeroed pages."""
    plan = {damage.flip: size(100, 1_000), damage.truncate: size(20, 100), damage.zero_page: size(20, 100)}
    got = damage.harm_often(plan, seed=13)
    found = f"{got.noticed:,} of {got.tried:,} noticed, {got.mended} restored from the last backup"
    return Figure("damaged database", found, "all noticed", got.noticed == got.tried)


FIGURES: tuple[Callable[[], Figure], ...] = (power_cuts, power_cut_control, damaged_database)


def main(figures: tuple[Callable[[], Figure], ...] = FIGURES) -> int:
    """Run them in order; 0 when every promise held."""
    rows = []
    for measure in figures:
        begun = time.monotonic()
        figure = measure()
        figure.seconds = time.monotonic() - begun
        rows.append(figure)
        mark = "ok  " if figure.held else "FAIL"
        print(
            f"{mark} {figure.name:<32} {figure.found:<58} promised: {figure.promised}  ({figure.seconds:.0f} s)",
            flush=True,
        )
    broken = [row.name for row in rows if not row.held]
    print(f"{len(rows) - len(broken)} passed, {len(broken)} failed")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
