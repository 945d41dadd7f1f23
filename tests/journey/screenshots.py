"""`make screenshots`: every view of the window in light and dark, 1x and 2x, as PNGs in build/screenshots/.

    python -m tests.journey.screenshots [--fake] [--out DIR] [--minutes N] [--only WORD] [--ratio N]
                                           [--data DIR]

Without --fake, everything shown went through the real engine and the starter model: conversations, facts, answers, and
a nap with its report, which is woken after --minutes; the live night is shown from that nap's own events. With --fake
it takes a minute, for looking while drawing. Each pixel ratio is a process of its own, as it is on a real display.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

from PySide6.QtCore import QCoreApplication, QEventLoop

from desktop.app import engine_command
from desktop.engine_link import EngineLink
from engine import protocol
from engine.protocol import ImportedTurn
from tests.desktop.fake_engine import MARKDOWN

FACTS = (
    "The user's sister Priya lives in Lisbon.", "The user is allergic to hazelnuts.",
    "The user's team meets on Tuesdays at nine.", "The user works as a museum conservator.",
    "The user's bicycle is a green Brompton.", "The user plays the viola in a string quartet.",
)  # fmt: skip
TALKS = (
    ("A weekend in Lisbon", (("user", "Can you plan a weekend in Lisbon? My sister Priya will be there."),
                             ("assistant", MARKDOWN))),
    ("Bread without kneading", (("user", "How do I bake bread without kneading?"),
                                ("assistant", "Mix **500 g** flour, 350 g water, 10 g salt, a little yeast. Wait."))),
    ("Letter to the landlord", (("user", "Help me write to my landlord about the heating."),
                                ("assistant", "Of course. *Dear Ms Okafor, the heating in the third-floor flat…*"))),
    ("Names for a sailing boat that is much longer than any list would like to show", (
        ("user", "Names for a boat?"), ("assistant", "- Otter\n- Halcyon\n- Second Wind"))),
)  # fmt: skip
SAID = ("Hello! My dog is called Bramble, and my father turns seventy in March.",
        "What would you do with a naughty dog?")  # fmt: skip
NIGHT = "night.jsonl"  # the events of the nap, beside the data


class Asker:
    """An engine, and a way to wait for its answers."""

    def __init__(self, app: QCoreApplication, command: list[str]) -> None:
        self.app, self.link = app, EngineLink(command)
        self.link.start()

    def until(self, condition: Callable[[], object], seconds: float) -> bool:
        """Let the application live until something holds."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.004)
        return bool(condition())

    def ask(self, kind: type[protocol.Request], seconds: float = 60, **fields: object) -> list[protocol.AnyEvent]:
        """Ask the engine and wait for the last event."""
        heard: list[protocol.AnyEvent] = []
        self.link.ask(kind, heard.append, **fields)
        self.until(lambda: heard and protocol.is_last(heard[-1]), seconds)
        return heard


def seed(asker: Asker) -> None:
    """Conversations, facts and two answers."""
    for title, turns in reversed(TALKS):
        rows = tuple(ImportedTurn(role=role, text=text) for role, text in turns)  # type: ignore[arg-type]
        asker.ask(protocol.ImportConversation, title=title, turns=rows)
    for text in FACTS:
        asker.ask(protocol.AddFact, text=text)
    talk: int | None = None
    for text in SAID:
        heard = asker.ask(protocol.Say, 240, text=text, uid=f"seed-{text[:9]}", conversation=talk, max_tokens=60)
        talk = next((each.turn.conversation for each in heard if isinstance(each, protocol.TurnSaved)), talk)
    listed = asker.ask(protocol.Conversations)
    for found in (
        talk for each in listed if isinstance(each, protocol.ConversationList) for talk in each.conversations
    ):
        if found.title.startswith("Bread"):
            asker.ask(protocol.ChangeConversation, conversation=found.id, pinned=True)


def nap(asker: Asker, minutes: float, keep: Path) -> None:
    """A nap whose events are kept for the picture of a live night."""
    heard: list[protocol.AnyEvent] = []
    asker.link.ask(protocol.Sleep, heard.append, depth="nap")
    if not asker.until(lambda: heard and protocol.is_last(heard[-1]), minutes * 60):
        asker.ask(protocol.Stop)
        asker.until(lambda: heard and protocol.is_last(heard[-1]), 120)
    keep.write_bytes(b"".join(protocol.encode(each) for each in heard))
    print("the nap:", heard[-1])


def main() -> int:
    """Seed, then one process for each pixel ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fake", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--ratio", type=int, choices=(1, 2))
    parser.add_argument("--data", type=Path, help="keep the data here; where there is some, nothing is seeded")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as passing:
        folder = str(given.data or passing)
        if not given.fake and not (Path(folder) / NIGHT).exists():
            asker = Asker(QCoreApplication(sys.argv[:1]), engine_command(folder, None))
            if not asker.until(lambda: asker.link.state == "ready", 600):
                print("the engine does not start:", asker.link.state, *asker.link.errors)
                return 1
            seed(asker)
            nap(asker, given.minutes, Path(folder) / NIGHT)
            asker.link.stop()
        for ratio in (given.ratio,) if given.ratio else (1, 2):
            command = [sys.executable, "-m", "tests.journey.views", "--data", folder, "--out", str(given.out)]
            command += ["--only", given.only, *(["--fake"] if given.fake else [])]
            subprocess.run(command, check=True, env=os.environ | {"QT_SCALE_FACTOR": str(ratio)})
    print(f"{len(list(given.out.glob('*.png')))} pictures in {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
