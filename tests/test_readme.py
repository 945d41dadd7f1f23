"""The README tells the truth about the tree and about the commands."""

from __future__ import annotations

from tests.readme import ROOT, with_tree


def test_the_tree_in_the_readme_is_the_tree() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert with_tree(readme) == readme, "run `python -m tests.readme`"
