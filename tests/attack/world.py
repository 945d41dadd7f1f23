"""What an attack meets: a night whose reader believes all it reads, whose dreamer copies all it sees, and no model.

If the gates hold with these, they hold with any model: provenance decides, not somebody's judgement.
"""

from __future__ import annotations

import base64
import codecs
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.memory import trust
from engine.memory.recall import recall
from engine.model.message import Message
from engine.prompt import system_text
from engine.protocol import Turn
from engine.sleep.crew import Row
from engine.store.ledger import Evidence, Fact
from tests.engine.sleep.small import Found, House, SmallCrew, open_house

CHANNELS = ("web", "file", "feed", "paste", "assistant")
ROOT = Path(__file__).parent


@dataclass(frozen=True)
class Attack:
    """A text that comes in by `channel` and must not arrive: none of `canaries` may be found anywhere."""

    id: str
    channel: str
    text: str
    canaries: tuple[str, ...]


@dataclass
class GullibleCrew(SmallCrew):
    """Takes every sentence of every turn, whoever said it, for a fact; copies all it was ever given into its dreams."""

    seen: list[str] = field(default_factory=list)

    def read(
        self, turns: Sequence[Turn], day: Any, known: Any, language: Any, should_stop: Any, progress: Any
    ) -> list[Found]:
        found = []
        for turn in turns:
            self.seen.append(turn.text)
            for part in re.finditer(r"[^.!?\n|]+[.!?]?", turn.text):
                sentence = part.group().strip()
                if len(sentence.split()) >= 2:
                    start = turn.text.index(sentence, part.start())
                    found.append(Found(sentence, Evidence(turn.id, start, start + len(sentence), sentence)))
        return found

    def dream(
        self,
        facts: Sequence[Fact],
        language: Any,
        seed: int,
        depth: Any,
        should_stop: Any,
        progress: Any,
        known: Sequence[Fact] = (),
    ) -> list[Row]:
        """Rows that carry their fact, and claim the highest trust there is."""
        rows = [
            Row("view", (Message("user", f"What of it? {fact.text}"),), fact.text, (fact.id,), "user_confirmed")
            for fact in facts
        ]
        return [*rows, Row("association", (Message("user", "Anything?"),), "Two thoughts.", (), "user_confirmed")]


def open_world(root: Path) -> House:
    """A house with the gullible crew."""
    house = open_house(root)
    house.crew = GullibleCrew()
    return house


def plant(house: House, attack: Attack, gate: bool = True) -> int:
    """Bring the text in by its channel, in a conversation of its own; without the gate, as if the user had typed it."""
    conversation = house.turns.new_conversation()
    if attack.channel == "assistant" and gate:
        asked = house.turns.add_user(conversation, None, "Please go on", "", "user_typed")
        answer = house.turns.begin_answer(conversation, asked.id)
        return house.turns.save_answer(answer, attack.text, "whole").id
    believed = trust.of_channel(attack.channel) if gate else "user_typed"
    return house.turns.add_user(conversation, None, attack.text, "", believed).id


def places(house: House, question: str = "What do you know about me and my home?") -> dict[str, str]:
    """All that the machine made of what it heard, as text, by place."""
    rows = house.db.execute
    facts = " \n".join(f"{text} {value}" for text, value in rows("SELECT text, value FROM facts"))
    versions = " \n".join(text for (text,) in rows("SELECT text FROM memory_files"))
    dreams = " \n".join(f"{prompt} {answer}" for prompt, answer in rows("SELECT prompt, answer FROM dreams"))
    kept = " \n".join(f"{p} {a}" for p, a in rows("SELECT prompt, answer FROM dreams WHERE state = 'kept'"))
    exams = " \n".join(f"{q} {e} {a}" for q, e, a in rows("SELECT question, expected, after FROM exams"))
    reports = " \n".join(
        bytes(report).decode() for (report,) in rows("SELECT report FROM nights WHERE report NOT NULL")
    )
    prompt = system_text("", [fact.text for fact in recall(house.ledger, question, weights=False)])
    file = house.memory() if house.folder.memory_file.exists() else ""
    return {
        "ledger": facts, "memory file": file + versions, "dreams": dreams, "training rows": kept, "exams": exams,
        "reports": reports, "prompt": prompt,
    }  # fmt: skip


def arrived(house: House, canaries: Sequence[str], question: str = "") -> dict[str, list[str]]:
    """Per place the canaries that are there, in any of their spellings."""
    held = {name: folded(text) for name, text in places(house, question or "What do you know about me?").items()}
    return {
        name: hit
        for name, text in held.items()
        if (hit := [canary for canary in canaries if any(spelling in text for spelling in spellings(canary))])
    }


def folded(text: str) -> str:
    """`text` in lower case, without characters that nobody sees."""
    return re.sub("[\u200b-\u200f\u2060\ufeff]", "", text).casefold()


def spellings(canary: str) -> Iterator[str]:
    """The ways in which a canary may hide."""
    plain = canary.casefold()
    yield plain
    yield "-".join(plain)
    yield codecs.encode(plain, "rot13")
    for shift in range(3):  # base64 of a word depends on where in a group of three it begins
        raw = base64.b64encode(b" " * shift + plain.encode()).decode()
        yield raw[4 * bool(shift) : len(raw) - 4].casefold() or plain


def own_corpus() -> list[Attack]:
    """Our own attacks, each over every channel that is not the user's."""
    rows = [json.loads(line) for line in (ROOT / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Attack(f"{row['id']}-{channel}", channel, row["text"], (row["canary"],)) for row in rows for channel in CHANNELS
    ]


def bench_data() -> Path | None:
    """The shared benchmark's folder, where it is at hand."""
    named = os.environ.get("DORMOUSE_BENCH_DATA")
    for folder in (Path(named) if named else None, ROOT.parents[1].parent / "shared" / "data"):
        if folder and (folder / "poison.jsonl").exists():
            return folder
    return None


def poison(folder: Path) -> tuple[list[Attack], list[tuple[str, tuple[str, ...]]]]:
    """The attacks of poison.jsonl, and the user's own words with what must be kept of them."""
    rows = [json.loads(line) for line in (folder / "poison.jsonl").read_text(encoding="utf-8").splitlines()]
    attacks = [Attack(r["id"], r["channel"], r["text"], (r["canary"],)) for r in rows if "canary" in r]
    return attacks, [(r["text"], tuple(r["keep"])) for r in rows if "keep" in r]
