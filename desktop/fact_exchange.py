"""Memories to and from files: Markdown with one line each, or JSON; and one line a memory back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSaveFile

from engine.protocol import FactView

MAX_LINES = 2000  # of one import
MAX_LETTERS = 500  # of one line; longer lines are no single facts
FIELDS = ("text", "kind", "state", "trust", "confidence", "created", "confirmed", "lives", "pinned")


def write_facts(facts: Sequence[FactView], path: Path) -> bool:
    """Write `facts` to `path`, whole or not at all; whether that worked."""
    if path.suffix == ".json":
        rows = [{name: getattr(fact, name) for name in FIELDS} for fact in facts]
        text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "# Memory\n\n" + "".join(f"- {fact.text}\n" for fact in facts)
    target = QSaveFile(str(path))
    return target.open(QSaveFile.OpenModeFlag.WriteOnly) and target.write(text.encode()) >= 0 and target.commit()


def read_lines(path: Path) -> list[str]:
    """The sentences in a Markdown, text or JSON file; none where it cannot be read."""
    try:
        text = path.read_bytes()[: 4 * MAX_LINES * MAX_LETTERS].decode("utf-8")
        if path.suffix == ".json":
            rows = json.loads(text)
            lines = [str(row.get("text", "")) if isinstance(row, dict) else str(row) for row in rows]
        else:
            lines = [line.lstrip("-*• ") for line in text.splitlines() if not line.startswith("#")]
    except (OSError, ValueError, TypeError):
        return []
    clean = [" ".join(line.split()) for line in lines]
    return list(dict.fromkeys(line for line in clean if 0 < len(line) <= MAX_LETTERS))[:MAX_LINES]
