"""A made-up life in a data folder: conversations, facts, nights, files and backups, drawn by a seed.

Every life holds the same canary facts in as many places as the engine has, among others that must stay.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import msgspec

from engine.files import write_atomic
from engine.memory.memory_file import MemoryFile
from engine.paths import DataFolder
from engine.protocol import ExamView, Report
from engine.store.backup import make_backup
from engine.store.database import Database
from engine.store.ledger import Evidence, Fact, Ledger
from engine.store.nights import Nights
from engine.store.turns import Turns
from tests.engine.memory.conftest import StillClock

KEY = b"k" * 32
CANARY = "Zquellbjörn"  # a name that occurs nowhere by accident, with a letter that JSON likes to escape
OTHERS = (
    ("My brother Tom lives in Oslo.", "The user's brother Tom lives in Oslo.", "Oslo"),
    ("I drive a green Saab 900.", "The user drives a green Saab 900.", "green Saab 900"),
    ("I am allergic to celery.", "The user is allergic to celery.", "celery"),
    ("Our cat is called Momo.", "The user's cat is called Momo.", "Momo"),
)


@dataclass
class Life:
    folder: DataFolder
    db: Database
    turns: Turns
    ledger: Ledger
    nights: Nights
    canary: Fact
    others: list[Fact]
    said: int  # the turn that the canary was read from
    conversation: int
    adapters: tuple[str, str]  # one that never saw the canary, one that did

    def close(self) -> None:
        self.db.close()


def reopen(root: Path) -> Database:
    return Database.open(DataFolder(root).database, KEY)


def live(root: Path, seed: int = 0, alone: bool = False) -> Life:
    """A life with the canary in every place there is; `alone`: in one fact and what came of it only."""
    dice = random.Random(seed)
    folder = DataFolder(root)
    clock = StillClock()
    db = Database.open(folder.database, KEY)
    turns, ledger, nights = Turns(db, clock), Ledger(db, clock), Nights(db, clock)
    life = Life(folder, db, turns, ledger, nights, None, [], 0, 0, ("", ""))  # type: ignore[arg-type]
    told = [*OTHERS]
    dice.shuffle(told)
    place = dice.randrange(len(told) + 1)
    for number in range(len(told) + 1):
        if number == place:
            _tell_canary(life, dice, alone)
        else:
            said, text, value = told[number if number < place else number - 1]
            conversation = turns.new_conversation(said[:30])
            life.others.append(_tell(life, conversation, None, said, text, value))
        if dice.random() < 0.4:
            _chatter(life, dice)
    _sleep(life, 1, [f.id for f in life.others if f.id < life.canary.id], dice)
    _sleep(life, 2, [f.id for f in (*life.others, life.canary)], dice)
    _files(life, dice, alone)
    return life


def _tell(life: Life, conversation: int, parent: int | None, said: str, text: str, value: str) -> Fact:
    turn = life.turns.add_user(conversation, parent, said, f"uid-{said}")
    answer = life.turns.begin_answer(conversation, turn.id)
    life.turns.save_answer(answer, f"How nice: {value}!", "whole")
    evidence = [Evidence(turn.id, 0, len(said), said)]
    return life.ledger.add(
        text, kind="other", subject="", attribute="", value=value, trust="user_typed", confidence=0.9, evidence=evidence
    )


def _tell_canary(life: Life, dice: random.Random, alone: bool) -> None:
    said = f"My sister {CANARY} lives in Xanthuporto, and she sings."
    life.conversation = life.turns.new_conversation(said[:30])
    first = None
    for _ in range(dice.randrange(3)):
        first = life.turns.add_user(life.conversation, first, "Good morning!").id
    life.canary = _tell(
        life, life.conversation, first, said, f"The user's sister {CANARY} lives in Xanthuporto.", "Xanthuporto"
    )
    life.said = life.ledger.evidence(life.canary.id)[0].turn
    if dice.random() < 0.5:  # reworded and doubted: the history of the fact holds its words, too
        life.ledger.set_state(life.canary.id, "uncertain", f"{CANARY} may have moved")
        life.ledger.set_state(life.canary.id, "active")
    if alone:
        return
    if dice.random() < 0.5:
        other = life.turns.add_user(life.conversation, life.said, f"What shall I post to {CANARY} in Xanthuporto?")
        answer = life.turns.begin_answer(life.conversation, other.id, facts=[life.canary.id])
        life.turns.save_answer(answer, f"A card for {CANARY}.", "whole")
        life.turns.rate(answer, -1, f"She is in Xanthuporto, {CANARY} is.")
    life.turns.keep_draft(life.conversation, f"Dear {CANARY}")
    life.nights.keep_memory_draft(f"# Memory\n\n- My sister {CANARY} is dear to me.\n- The user likes rain.\n")


def _chatter(life: Life, dice: random.Random) -> None:
    conversation = life.turns.new_conversation("Chatter")
    life.turns.add_user(conversation, None, dice.choice(["What is the capital of Peru?", "Tell me a joke."]))


def _sleep(life: Life, number: int, facts: list[int], dice: random.Random) -> None:
    """A night that leaves its traces, without a model."""
    nights, ledger = life.nights, life.ledger
    night = nights.begin("night", 1 << 20, 0)
    texts = [ledger.get(fact).text for fact in facts]
    for stage in ("gather", "consolidate", "dream", "train", "exam", "wake"):
        nights.journal(night, stage, "done", msgspec.json.encode({"texts": texts}))  # type: ignore[arg-type]
    exams = []
    for fact in facts:
        row = ledger.get(fact)
        prompt = msgspec.json.encode([{"role": "user", "content": f"Tell me of it: {row.value}?"}]).decode()
        nights.add_dream(night, "view", prompt, row.text, [fact], [], "user_typed", "kept")
        nights.add_exam(night, "recall", fact, "What of it?", row.value, "I know nothing.", False, "before")
        nights.add_exam(night, "recall", fact, "What of it?", row.value, row.value, True, "after")
        exams.append(
            ExamView(
                night=night, kind="recall", question="What of it?", expected=row.value, before="", after=row.value,
                right_before=False, right_after=True, fact=fact,
            )
        )  # fmt: skip
    if any(CANARY in text for text in texts):  # a thought that names no parents
        nights.add_dream(night, "association", "[]", f"{CANARY} could visit Tom.", [], [], "model", "dropped", CANARY)
    name = f"adapters/a{number}"
    write_atomic(_made(life.folder.root / name) / "adapter.safetensors", dice.randbytes(64))
    write_atomic(life.folder.root / name / "manifest.json", msgspec.json.encode({"parents": facts}))
    identity = f"{number}{'0' * 63}"
    nights.add_adapter(identity, night, name, "m" * 64, facts)
    nights.publish(identity)
    life.adapters = (life.adapters[1], identity)
    for fact in facts:
        ledger.set_lives(fact, "fast")
    file = MemoryFile(life.db, ledger, nights, life.folder.memory_file)
    file.sync(night)
    report = Report(
        night=night, depth="night", started="", seconds=1.0, verdict="published", reason="fine", learned=tuple(facts),
        facts=tuple(ledger.views(facts)), exams=tuple(exams), adapter=identity, text="# Night\n- " + "\n- ".join(texts),
    )  # fmt: skip
    nights.end(night, "published", "fine", msgspec.json.encode(report))


def _files(life: Life, dice: random.Random, alone: bool) -> None:
    folder = life.folder
    file = MemoryFile(life.db, life.ledger, life.nights, folder.memory_file)
    hers = "" if alone else f"- {CANARY} likes tulips from Xanthuporto\n"
    mine = f"\n## People\n\n{hers}- Tom likes beer\n\nA line of my own.\n"
    write_atomic(folder.memory_file, (file.text() + mine).encode())
    file.sync()
    make_backup(life.db, folder, StillClock().now())
    for name in ("work/checkpoint.safetensors", "work/rows.json"):
        write_atomic(_made(folder.work).parent / name, f"rows of {CANARY} in Xanthuporto".encode())
    if alone:
        return
    write_atomic(folder.log, f"1 INFO night 2\n2 ERROR oops {CANARY}\n".encode())
    write_atomic(folder.root / "MEMORY.md~", f"- {CANARY} lives in Xanthuporto\n- Tom\n".encode())
    write_atomic(folder.root / ".MEMORY.md.1234.tmp", CANARY.encode())


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
