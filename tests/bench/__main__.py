"""Every measurement of the project, one after another: `python -m tests.bench`, or with names only those.

    python -m tests.bench [streaming trainer_speed extraction night10 memory recall learning]

Those that need the benchmark data look for it in `DORMOUSE_BENCH_DATA`, else in `../shared/data`, and are left out with
a word where there is none. Each one's own module can be run by itself, with its own options.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

DATA = Path(os.environ.get("DORMOUSE_BENCH_DATA", "../shared/data"))
BENCHES: dict[str, tuple[str, ...]] = {
    "streaming": (),
    "trainer_speed": (),
    "extraction": ("--data", str(DATA), "--block", "a"),
    "night10": ("--data", str(DATA), "--block", "a", "--skip", "12"),
    "memory": ("--data", str(DATA), "--block", "a"),
    "recall": ("--data", str(DATA / "locomo_dev.json")),
    "learning": ("--data", str(DATA), "--block", "a", "--json", "build/learning.json"),
}  # fmt: skip


def main(names: list[str]) -> int:
    """Run the named benches, or all; 0 when each of them could run."""
    if unknown := set(names) - set(BENCHES):
        print(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    failed = 0
    Path("build").mkdir(exist_ok=True)
    for name in names or BENCHES:
        options = BENCHES[name]
        if options and not DATA.exists():
            print(f"\n## {name}: left out, there is no data in {DATA} (set DORMOUSE_BENCH_DATA)")
            continue
        print(f"\n## {name}", flush=True)
        begun = time.monotonic()
        failed += subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *options], check=False).returncode != 0
        print(f"({time.monotonic() - begun:.0f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
