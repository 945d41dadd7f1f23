"""Runs every long test, prints the table of figures as Markdown, and exits with 1 when one of them falls short.

python -m tests.soak [NAME …]      only the rows whose function's name holds one of the words

What the full length finds is kept row by row (see `table`), so that the rows may be run one after the other.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from engine.store.database import PRAGMAS
from tests.crash import (
    adapter_attacks,
    clock_jumps,
    damage,
    divergence,
    night_kills,
    power_cut,
    races,
    small_disk,
    test_kill_turns,
    works,
)
from tests.engine.sleep import test_conditions
from tests.fakes import tiny_model
from tests.soak.table import Figure, keep, table

OWN = " (without what it stood ready and had no processor)"
QUICK = os.environ.get("QUICK", "") not in ("", "0")


def size(quick: int, full: int) -> int:
    """How often, by the length of this run."""
    return quick if QUICK else full


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="soak") as name:
        yield Path(name)


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


def kills_in_chat() -> Figure:
    """kill -9 at a random instant of each turn; what was not acknowledged is said again. Two lives side by side."""
    wanted = size(100, 1_000)
    os.environ["ECHO_SLOW"] = "0.004"
    with folder() as root, ThreadPoolExecutor(2) as pool:
        lives = list(pool.map(lambda seed: _killed_life(root / str(seed), wanted // 2, seed), (21, 22)))
    kills, turns = sum(life[0] for life in lives), sum(life[1] for life in lives)
    wrong = "; ".join(life[2] for life in lives if life[2])
    found = f"{kills:,} kills in {turns:,} turns: {wrong or '0 lost, 0 doubled'}"
    return Figure("kill -9 in chat", found, "0 lost, 0 doubled", not wrong and kills >= wanted)


def _killed_life(root: Path, wanted: int, seed: int) -> tuple[int, int, str]:
    """One folder's life: kills, turns, and what is wrong with it afterwards."""
    driver = test_kill_turns.Driver(root / "data", test_kill_turns.ECHO, None, seed=seed)
    number = 0
    while sum(driver.kills.values()) < wanted and number < 2 * wanted:
        driver.say(number, driver.random.uniform(0, 0.06))
        number += 1
    return sum(driver.kills.values()), number, _judged(lambda: driver.judge(number))


def _judged(judge: Callable[[], None]) -> str:
    try:
        judge()
    except AssertionError as error:
        return str(error).splitlines()[0]
    return ""


def kill_at_every_write() -> Figure:
    """kill -9 at each write of one turn, below the encryption."""
    got = works.killed_turn()
    found = f"{got.tried} writes, {len(got.wrong)} wrong"
    return Figure("kill at every write of one turn", found, "0 lost, 0 doubled", not got.wrong and got.tried > 0)


def kills_in_a_night() -> Figure:
    """kill -9 of sleeper and engine over all stages, the true trainer on a small model, chat beside it."""
    kills = size(10, 50)
    with folder() as root:
        model = tiny_model(root / "model")
        old = night_kills.prepare(root / "template", model)
        adapter = night_kills.undisturbed(root / "template", root / "whole", model).adapter
        got = night_kills.disturbed(root / "template", root / "killed", model, kills, seed=31)
    equal = got.ends["published", adapter]
    odd = "; ".join(f"odd: {end[0]} {end[1][:12]}" for end in got.ends if end != ("published", adapter))
    found = f"{got.kills.total()} kills in {len(got.stages)} stages: {equal} of {got.nights} nights with the same "
    found += f"adapter hash; {got.answered} answers meanwhile, slowest {got.slowest:.1f} s{OWN}{odd and f'; {odd}'}"
    held = equal == got.nights and len(got.stages) == 6 and got.kills.total() >= kills
    held = held and old in got.adapters <= {old, adapter} and got.slowest < 5  # the old one until the new is published
    return Figure("kill -9 in a night", found, "same hash; answers within 5 s", held)


def deaths_of_a_sleeper() -> Figure:
    """Abort, want of memory and silence inside a stage: once, and every time."""
    cases = [("train:abort", 1), ("dream:memory", 0)]
    if not QUICK:
        cases += [(f"{work}:{how}", 0) for work in ("read", "train", "ask") for how in ("abort", "limit")]
    well = 0
    with folder() as root:
        model = tiny_model(root / "model")
        before = night_kills.prepare(root / "template", model)
        for number, (ends, times) in enumerate(cases):
            end, house = night_kills.ending(root / "template", root / str(number), model, ends, times)
            house.close()
            verdict, adapter = getattr(end, "verdict", ""), getattr(end, "adapter", "")
            well += verdict == "published" if times else verdict == "failed" and adapter == before
    found = f"{well} of {len(cases)}: chat alive, the old adapter or the right one"
    return Figure("a sleeper that dies", found, "harms nobody", well == len(cases))


def failing_writes() -> Figure:
    """Each write of five works fails in its turn."""
    got = [work() for work in works.WORKS]
    wrong = sum(len(each.wrong) for each in got)
    found = f"{', '.join(f'{each.work} {each.tried}' for each in got)}: {wrong} wrong"
    return Figure("failing write N, every N", found, "nothing half-done", wrong == 0)


def full_disk() -> Figure:
    """A real tmpfs of 2 MiB."""
    got = small_disk.fill()
    found = got.skipped or f"{got.kept} of {got.acked} acknowledged turns kept, goes on: {got.recovered}"
    return Figure("a full disk (2 MiB tmpfs)", found, "all kept, goes on", got.held)


def forged_adapters() -> Figure:
    """Bit flips and structural attacks on an adapter."""
    with folder() as root:
        got = adapter_attacks.attack(tiny_model(root / "model"), root, flips=200, seed=41)
    found = f"{got.flips_refused} of {got.flips} flips, {got.attacks_refused} of {got.attacks} attacks refused"
    found += f"; base {'unchanged' if got.base_unchanged else 'CHANGED'}"
    held = got.flips == got.flips_refused >= 200 and got.attacks == got.attacks_refused >= 40 and got.base_unchanged
    return Figure("forged adapters", found, "all refused, base unchanged", held)


def lost_trainings() -> Figure:
    """NaN first, middle, last; infinite loss; exploding norm."""
    with folder() as root:
        got = divergence.diverge_often(tiny_model(root / "model"), root / "data")
    found = f"{got.refused} of {got.tried} not published, with the reason"
    return Figure("trainings that lose their way", found, "5 of 5", got.refused == got.tried == 5)


def signals() -> Figure:
    """Generated sequences of power, heat, display, lid and input against the decision (hypothesis)."""
    wrong = _judged(test_conditions.test_any_sequence_of_signals_starts_rarely_and_never_in_a_forbidden_state)
    wrong = wrong or _judged(test_conditions.test_any_sequence_of_signals_ends_a_night_as_soon_as_it_must)
    return Figure("500 sequences of signals", wrong or "never outside allowed states", "never outside", not wrong)


def the_user_returns() -> Figure:
    """From input to the end of a sleeper process that began by itself."""
    with folder() as root:
        worst = night_kills.slowest_stop(root, tiny_model(root / "model"), size(2, 10))
    return Figure("the user returns", f"{size(2, 10)} times, slowest {worst:.2f} s{OWN}", "2 s at most", worst <= 2.0)


def jumping_clocks() -> Figure:
    """Turns, backups and nights under a clock that jumps."""
    with folder() as root:
        got = clock_jumps.live_often(root, size(5, 50))
    return Figure("clock jumps", f"{got.jumps} jumps, {len(got.wrong)} wrong", "0 wrong", not got.wrong)


def racing_starts() -> Figure:
    """Eight engines at once over a new folder."""
    got = races.race(size(5, 50))
    found = "; ".join(f"{count} × {name}" for name, count in got.items())
    return Figure("8-way start races", found, "one owner each", set(got) == {"1 ready, 7 refused"})


def keyrings() -> Figure:
    """Missing, locked, raising, wrong, slow; at a start and at a night."""
    got = races.rings(float(size(1, 30)))
    found = f"{got.held} of {got.tried}: told, and the bytes unchanged"
    return Figure(f"keyrings (slow: {size(1, 30)} s)", found, "10 of 10", got.held == got.tried == 10)


FIGURES: tuple[Callable[[], Figure], ...] = (
    kills_in_chat, kill_at_every_write, power_cuts, power_cut_control, kills_in_a_night, deaths_of_a_sleeper,
    failing_writes, full_disk, damaged_database, forged_adapters, lost_trainings, signals, the_user_returns,
    jumping_clocks, racing_starts, keyrings,
)  # fmt: skip


def main(figures: tuple[Callable[[], Figure], ...] = FIGURES) -> int:
    """Run them in order; 0 when every promise held."""
    os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")  # never the user's own keyring
    rows = []
    for measure in figures:
        begun = time.monotonic()
        try:
            figure = measure()
        except Exception as error:  # a row that breaks is a row that falls short; the others still count
            figure = Figure(measure.__name__, f"broke: {type(error).__name__}: {error}", "a figure", False)
        figure.seconds, figure.date = round(time.monotonic() - begun, 1), str(date.today())
        figure.load = round(os.getloadavg()[0], 1)
        rows.append(figure)
        if not QUICK:
            keep(figure)
        mark = "ok  " if figure.held else "FAIL"
        print(
            f"{mark} {figure.name:<32} {figure.found:<72} promised: {figure.promised}  ({figure.seconds:.0f} s)",
            flush=True,
        )
    print(f"\n{table(rows, 'the short versions' if QUICK else 'the full length')}")
    broken = [row.name for row in rows if not row.held]
    print(f"{len(rows) - len(broken)} passed, {len(broken)} failed")
    return 1 if broken else 0


def wanted(words: list[str]) -> tuple[Callable[[], Figure], ...]:
    """The rows that are asked for; all without words."""
    return tuple(each for each in FIGURES if not words or any(word in each.__name__ for word in words))


if __name__ == "__main__":
    sys.exit(main(wanted(sys.argv[1:])))
