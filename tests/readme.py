"""README.md's tree, made of the modules' first sentences: `python -m tests.readme` writes it, a test compares."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- tree: made by `python -m tests.readme` -->\n```\n", "```\n<!-- end of the tree -->"
PLACES = ("engine", "engine/protocol", "engine/answers", "engine/store", "engine/model", "engine/memory",
          "engine/sleep", "engine/probes", "desktop", "packaging")  # fmt: skip
WIDTH = 30


def sentence(path: Path) -> str:
    """The first sentence of a module's docstring, or of a shell script's first comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        text = ast.get_docstring(ast.parse(text)) or ""
    else:
        text = " ".join(line.lstrip("# ") for line in text.splitlines()[1:4] if line.startswith("#"))
    first = " ".join(text.split("\n\n")[0].split()).split(". ")[0].rstrip(".")
    return first if len(first) <= 100 else first[:97].rsplit(" ", 1)[0] + " …"


def tree() -> str:
    """The tree, a line a file, folders in the order that a reader wants."""
    lines = []
    for place in PLACES:
        folder = ROOT / place
        if not folder.is_dir():
            continue
        about = sentence(folder / "__init__.py") if (folder / "__init__.py").exists() else ""
        lines.append(f"{place + '/':<{WIDTH}} {about}".rstrip())
        for path in sorted(folder.iterdir()):
            if path.name != "__init__.py" and path.suffix in (".py", ".sh"):
                lines.append(f"  {path.name:<{WIDTH - 2}} {sentence(path)}".rstrip())
    return "\n".join(lines) + "\n"


def with_tree(readme: str) -> str:
    """`readme` with its tree made anew."""
    head, rest = readme.split(BEGIN)
    return head + BEGIN + tree() + END + rest.split(END, 1)[1]


def main() -> int:
    """Write the tree into README.md."""
    path = ROOT / "README.md"
    path.write_text(with_tree(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
