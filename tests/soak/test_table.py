"""The table of the long tests: rows of several runs in one, the newest of each."""

from __future__ import annotations

from pathlib import Path

from tests.soak.table import BEGIN, END, Figure, keep, kept, table, with_table

CUTS = Figure("power cuts", "10,000 cuts: 0 lost", "0 lost", True, 50.0, "2026-11-27", 1.0)


def test_rows_of_several_runs_make_one_table(tmp_path: Path) -> None:
    path = tmp_path / "build" / "soak.json"
    keep(CUTS, path)
    keep(Figure("a race", "two | owners", "one", False, 10.0, "2026-11-28", 9.6), path)
    keep(Figure("power cuts", "10,000 cuts: 1 lost", "0 lost", False, 70.0, "2026-11-28", 2.0), path)
    text = table(kept(path))
    assert text.count("\n| power cuts |") == 1 and "1 lost | 0 lost | **no** | 70 | 11-28 |" in text
    assert "| a race | two / owners | one | **no** |" in text
    assert "2026-11-28, the full length: 1 minutes" in text and "load 2 to 10." in text
    assert "2026-11-27 to 2026-11-28" in table([CUTS, *kept(path)])


def test_it_is_written_between_its_marks() -> None:
    readme = f"before\n{BEGIN}old\n{END}\nafter\n"
    assert with_table(with_table(readme, [CUTS]), [CUTS]) == f"before\n{BEGIN}{table([CUTS])}{END}\nafter\n"
