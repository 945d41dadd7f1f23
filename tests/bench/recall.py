"""Recall of what was said long ago: `python -m tests.bench.recall --data LOCOMO.json [--json FILE]`.

Share of the evidence turns among the first 5 and 10, per category, in one run: ours; SQLite's FTS5 alone (all words of
the question, OR, BM25, with the tokenizer it comes with and with porter stems); BM25 from `bm25s`, where it is
installed; ours without vectors, and vectors alone. Each session is a conversation of its own in a true encrypted
database. Then how time grows: that of one recall in databases of `--turns` turns, filled with the conversations' own
messages and words drawn by lot, and that of recalling facts from ledgers of `--facts` facts (none where no number
follows).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from engine.clock import SystemClock
from engine.memory.episodes import Episodes
from engine.memory.meaning import Meaning
from engine.memory.recall import recall
from engine.store.database import Database
from engine.store.ledger import Ledger
from engine.store.turns import Turns

Search = Callable[[str], Sequence[int]]
CATEGORIES = {1: "multi-hop", 2: "time", 3: "open", 4: "single-hop", 5: "adversarial"}
FIRST = (5, 10)


@dataclass
class Life:
    """One long conversation in a database of its own; `ids` maps the data's names of turns to rows."""

    db: Database
    ids: dict[str, int]
    texts: dict[int, str]
    questions: list[dict[str, Any]]


def settle(root: Path, row: dict[str, Any]) -> Life:
    """Put one row of the data into a database."""
    db = Database.open(root / "recall.db", b"k" * 32)
    turns = Turns(db, SystemClock())
    ids: dict[str, int] = {}
    with db.transaction():
        for session in row["sessions"]:
            conversation, parent = turns.new_conversation(session["date"]), None
            for said in session["turns"]:
                text = f"{said['speaker']}: {said['text']}"
                if isinstance(said.get("image"), str):
                    text += f" [{said['image']}]"
                parent = turns.add_user(conversation, parent, text).id
                ids[said["id"]] = parent
    texts = {turn: turns.turn(turn).text for turn in ids.values()}
    return Life(db, ids, texts, row["qa"])


def ours(life: Life) -> Search:
    """Our own."""
    episodes = Episodes(life.db, Meaning.find())
    return lambda question: [each.turn for each in episodes.recall(question, max(FIRST))]


def by_words(life: Life) -> Search:
    """Our own without the vectors of `engine.memory.meaning`."""
    episodes = Episodes(life.db)
    return lambda question: [each.turn for each in episodes.recall(question, max(FIRST))]


def by_meaning(life: Life) -> Search | None:
    """The vectors alone, over all messages."""
    meaning = Meaning.find()
    if meaning is None:
        return None
    turns, points = list(life.texts), meaning.texts(list(life.texts.values()))

    def search(question: str) -> list[int]:
        likeness = points @ meaning.texts([question])[0]
        return [turns[place] for place in (-likeness).argsort()[: max(FIRST)]]

    return search


def fts5(life: Life, tokenizer: str) -> Search:
    """FTS5 alone."""
    life.db.execute("DROP TABLE IF EXISTS temp.plain")
    life.db.execute(f"CREATE VIRTUAL TABLE temp.plain USING fts5 (text, tokenize='{tokenizer}')")
    for turn, text in life.texts.items():
        life.db.execute("INSERT INTO temp.plain (rowid, text) VALUES (?, ?)", (turn, text))

    def search(question: str) -> list[int]:
        query = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        rows = life.db.execute("SELECT rowid FROM temp.plain WHERE plain MATCH ? ORDER BY rank LIMIT 10", (query,))
        return [row[0] for row in rows]

    return search


def library(life: Life) -> Search | None:
    """BM25 of the library bm25s, Lucene's variant, words in lower case; None where it is not installed."""
    try:
        import bm25s  # type: ignore[import-not-found]  # not among the locked packages: `pip install bm25s`
    except ImportError:
        return None
    turns = list(life.texts)
    index = bm25s.BM25()
    index.index([re.findall(r"\w+", life.texts[turn].lower()) for turn in turns], show_progress=False)

    def search(question: str) -> list[int]:
        known = [word for word in re.findall(r"\w+", question.lower()) if word in index.vocab_dict]
        if not known:
            return []
        places, _ = index.retrieve([known], k=max(FIRST), show_progress=False)
        return [turns[place] for place in places[0]]

    return search


SYSTEMS: dict[str, Callable[[Life], Search | None]] = {
    "ours": ours,
    "ours, by words only": by_words,
    "vectors alone": by_meaning,
    "FTS5 alone": lambda life: fts5(life, "unicode61 remove_diacritics 2"),
    "FTS5 alone, porter": lambda life: fts5(life, "porter unicode61 remove_diacritics 2"),
    "bm25s": library,
}


def measure(data: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The table: per system, recall at 5 and 10, overall and per category, and the median milliseconds of a search."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as made:
        for number, row in enumerate(data):
            life = settle(Path(made) / str(number), row)
            for name, system in SYSTEMS.items():
                if search := system(life):
                    _ask(life, search, found[name])
            life.db.close()
    return {
        name: {key: round(100 * statistics.fmean(each), 1) for key, each in table.items() if key != "ms"}
        | {"ms": round(statistics.median(table["ms"]), 2)}
        for name, table in found.items()
    }


def _ask(life: Life, search: Search, table: dict[str, list[float]]) -> None:
    for question in life.questions:
        evidence = {life.ids[name] for name in question["evidence"] if name in life.ids}
        if not evidence:
            continue
        began = time.perf_counter()
        got = search(question["question"])
        table["ms"].append(1000 * (time.perf_counter() - began))
        for first in FIRST:
            share = len(evidence & set(got[:first])) / len(evidence)
            table[f"@{first}"].append(share)
            table[f"{CATEGORIES[question['category']]} @{first}"].append(share)


def speed(data: list[dict[str, Any]], sizes: Sequence[int]) -> dict[str, float]:
    """Median and slowest-of-twenty milliseconds of one recall, by the number of turns."""
    dice = random.Random(0)
    said = [turn["text"] for row in data for session in row["sessions"] for turn in session["turns"]]
    words = [
        f"{a}{b}{c}" for a in "bdfklmnprst" for b in ("a", "e", "i", "o", "u") for c in ("lan", "mor", "tic", "ver")
    ]
    questions = [question["question"] for row in data for question in row["qa"]]
    figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            db = Database.open(Path(made) / "recall.db", b"k" * 32)
            _fill(db, size, said, words, dice)
            figures |= _timed(f"{size} turns", Episodes(db, Meaning.find()).recall, dice.sample(questions, 60))
            db.close()
    return figures


def _timed(name: str, ask: Callable[[str], object], questions: Sequence[str]) -> dict[str, float]:
    """Milliseconds of the clock and of this thread's processor time: the second tells the same on a busy machine."""
    for question in questions[:3]:
        ask(question)  # what is read once for all
    clock, thread = [], []
    for question in questions:
        began, worked = time.perf_counter(), time.thread_time()
        ask(question)
        clock.append(1000 * (time.perf_counter() - began))
        thread.append(1000 * (time.thread_time() - worked))
    shares = {"median": 0.5, "95 %": 0.95}
    return {
        f"{name}, {share} {kind}": round(sorted(times)[int(at * len(times))], 2)
        for kind, times in (("ms", clock), ("ms of processor time", thread))
        for share, at in shares.items()
    }


def speed_of_facts(data: list[dict[str, Any]], sizes: Sequence[int]) -> dict[str, float]:
    """Median and slowest-of-twenty milliseconds of recalling facts, by the number of facts."""
    dice = random.Random(0)
    said = [" ".join(turn["text"].split()[:9]) for row in data for s in row["sessions"] for turn in s["turns"]]
    questions = [question["question"] for row in data for question in row["qa"]]
    figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as made:
            db = Database.open(Path(made) / "facts.db", b"k" * 32)
            ledger = Ledger(db, SystemClock())
            with db.transaction():
                for number in range(size):
                    text = f"The user's friend no {number} said: {dice.choice(said)}"
                    ledger.add(text, kind="other", trust="user_confirmed", confidence=1.0)
            figures |= _timed(f"{size} facts", partial(recall, ledger), dice.sample(questions, 60))
            db.close()
    return figures


def _fill(db: Database, size: int, said: Sequence[str], words: Sequence[str], dice: random.Random) -> None:
    with db.transaction():
        for number in range(size):
            if number % 40 == 0:
                conversation = db.insert(
                    "INSERT INTO conversations (title, system, created, updated, temporary, newest_turn)"
                    " VALUES ('', '', '', '', 0, 0)"
                )
                parent = None
            text = f"{dice.choice(said)} {' '.join(dice.choices(words, k=4))}"
            parent = db.insert(
                "INSERT INTO turns (conversation, parent, role, text, state, trust, created)"
                " VALUES (?, ?, 'user', ?, 'whole', 'user_typed', '')",
                (conversation, parent, text),
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--turns", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--facts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    data = json.loads(asked.data.read_text(encoding="utf-8"))
    tables = measure(data)
    for name, table in tables.items():
        print(f"{name:20}" + "  ".join(f"{key} {value:g}" for key, value in table.items()))
    times = speed(data, asked.turns) | speed_of_facts(data, asked.facts)
    for key, value in times.items():
        print(f"{key}: {value:g}")
    if asked.json:
        asked.json.write_text(json.dumps({**tables, "speed": times}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
