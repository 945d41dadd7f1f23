"""`make demo`: one scripted day and one night, with a real model, through the real engine process, and no display.

    python -m tests.journey.demo [--depth nap|night] [--model DIR] [--keep DIR]

It shows what one would want to see: the chat, the memory file before and after, each stage of the night, the exact
prompt of a new conversation, the same questions before and after without anything about the user in it, and the morning
report. Whatever comes out is shown, also what went wrong. It promises at most 15 minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder, model_folder
from engine.protocol import Depth, GetReport, ModelReady, PromptText, Report, ReportReady, Say, ShowPrompt
from engine.talk import answer, memory, night
from engine.terminal import clean, make_console, show_facts, show_report

DAY = Path(__file__).with_name("day.toml")
CHAT_TOKENS, ANSWER_TOKENS = 80, 40  # enough to see what the model means; the rest of the time is for the night
KINDS = {
    "recall": "told today",
    "near": "never told (look-alikes)",
    "general": "general knowledge",
}
GOOD, BAD = "[green]✓[/]", "[red]✗[/]"


@dataclass(frozen=True)
class Question:
    """One closed-book question: right when one of `expect` is said, if any is given, and none of `avoid`."""

    kind: str
    ask: str
    expect: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    def right(self, said: str) -> bool:
        low = said.lower()
        hit = not self.expect or any(word.lower() in low for word in self.expect)
        return hit and not any(word.lower() in low for word in self.avoid)


def load_day(path: Path = DAY) -> tuple[list[list[str]], list[Question]]:
    """The conversations of the day, and the questions of the morning."""
    day = tomllib.loads(path.read_text(encoding="utf-8"))
    made = [
        Question(q["kind"], q["ask"], tuple(q.get("expect", ())), tuple(q.get("avoid", ()))) for q in day["questions"]
    ]
    return day["messages"], made


class Demo:
    """The whole story on one console."""

    def __init__(self, client: Client, console: Console, depth: Depth) -> None:
        self.client, self.console, self.depth = client, console, depth
        self.conversations, self.questions = load_day()

    def run(self) -> bool:
        """Tell it; whether the night ended well enough to be shown."""
        self.day()
        self.title("What is remembered in the evening")
        self.memory_file()
        before = self.ask("Closed book, before the night")
        self.prompt()
        ended = self.night()
        self.title("What is remembered in the morning")
        self.memory_file()
        after = self.ask("Closed book, after the night")
        self.compare(before, after)
        self.report()
        return ended

    def title(self, text: str) -> None:
        self.console.print()
        self.console.print(Rule(f"[bold]{text}[/]", align="left"))

    def day(self) -> None:
        """Every message of the day, with its answer as it streams."""
        self.title("The day")
        for number, messages in enumerate(self.conversations, 1):
            self.console.print(f"\n[dim]conversation {number}[/]")
            conversation = None
            for message in messages:
                self.console.print(Text(f"you      › {message}", style="bold"), soft_wrap=True)
                self.console.print("dormouse › ", end="")
                asked = self.client.ask(
                    Say, text=message, conversation=conversation, max_tokens=CHAT_TOKENS, temperature=0.0
                )
                conversation = answer(self.client, asked, self.console).conversation

    def memory_file(self) -> None:
        """The facts, and MEMORY.md as it lies on the disk."""
        facts, text = memory(self.client)
        show_facts(self.console, facts.facts, text.path)
        if facts.facts:
            self.console.print(Panel(Text(clean(text.text.strip())), title="MEMORY.md", title_align="left", box=SIMPLE))

    def ask(self, title: str) -> list[str]:
        """The answer to each question, each in a new conversation that recalls nothing."""
        self.title(title)
        answers = []
        for question in self.questions:
            asked = self.client.ask(Say, text=question.ask, temporary=True, max_tokens=ANSWER_TOKENS, temperature=0.0)
            answers.append(" ".join(answer(self.client, asked, None).text.split()))
            self.console.print(Text(f"  {question.ask}  {clean(answers[-1])}"), soft_wrap=True)
        return answers

    def prompt(self) -> None:
        """The exact prompt of such a question, and that none of the day's words stand in it."""
        self.title("The whole prompt of such a question")
        question = self.questions[0]
        shown = next(
            event
            for event in self.client.ask(ShowPrompt, text=question.ask, memories=False)
            if isinstance(event, PromptText)
        )
        self.console.print(Text(clean(shown.text)), soft_wrap=True)
        told = [word for each in self.questions if each.kind == "recall" for word in each.expect]
        found = [word for word in told if word.lower() in shown.text.lower()]
        verdict = f"{BAD} It holds {found}!" if found else f"{GOOD} None of {', '.join(told)} stands in it."
        self.console.print(f"{verdict} {shown.tokens} tokens.")

    def night(self) -> bool:
        """All stages with their bars."""
        self.title(f"The {'nap' if self.depth == 'nap' else 'night'}")
        began = time.monotonic()
        ended = night(self.client, self.depth, self.console)
        self.console.print(Text(clean(f"{ended.verdict}: {ended.reason}")), soft_wrap=True)
        self.console.print(f"[dim]{time.monotonic() - began:.0f} s, adapter {ended.adapter[:16] or 'none'}[/]")
        return ended.verdict in ("published", "published_fewer", "kept_old")

    def compare(self, before: list[str], after: list[str]) -> None:
        """The questions side by side, and how many were answered rightly."""
        self.title("Before and after, closed book")
        table = Table(box=SIMPLE, show_edge=False, pad_edge=False)
        for name in ("question", "", "before the night", "", "after the night"):
            table.add_column(name, overflow="fold")
        for kind, label in KINDS.items():
            table.add_row(f"[dim]{label}[/]", "", "", "", "")
            for question, first, second in zip(self.questions, before, after, strict=True):
                if question.kind == kind:
                    marks = [GOOD if question.right(said) else BAD for said in (first, second)]
                    texts = [Text(clean(said)[:70]) for said in (first, second)]
                    table.add_row(Text(question.ask), marks[0], texts[0], marks[1], texts[1])
        self.console.print(table)
        for kind, label in KINDS.items():
            pairs = [
                (q.right(a), q.right(b))
                for q, a, b in zip(self.questions, before, after, strict=True)
                if q.kind == kind
            ]
            right = [sum(column) for column in zip(*pairs, strict=True)]
            self.console.print(f"{label}: {right[0]} of {len(pairs)} right before, {right[1]} after.")

    def report(self) -> None:
        """The morning report."""
        self.title("The morning report")
        for event in self.client.ask(GetReport):
            if isinstance(event, ReportReady):
                show_report(self.console, event.report)
                self.times(event.report)

    def times(self, report: Report) -> None:
        stages = ", ".join(f"{stage.stage} {stage.seconds:.0f} s" for stage in report.stages)
        self.console.print(f"[dim]{stages}[/]")


def wake(client: Client, console: Console) -> None:
    """Load the model, with its name and its size."""
    asked: Iterable[object] = client.ask(ShowPrompt, text="Hello!", memories=False)
    for event in asked:
        if isinstance(event, ModelReady):
            size = f"{event.parameters / 1e6:.0f} million parameters, loaded in {event.seconds:.1f} s"
            console.print(f"[dim]{event.name}: {size}[/]")


def main(arguments: list[str] | None = None) -> int:
    """Run the demo; 0 when the story could be told to its end."""
    reader = argparse.ArgumentParser(prog="make demo", description=__doc__.split("\n", 1)[0])
    reader.add_argument("--depth", choices=["nap", "night"], default="night")
    reader.add_argument("--model", help="a model folder; else the starter model")
    reader.add_argument("--keep", type=Path, help="keep the data here instead of in a folder that goes away")
    chosen = reader.parse_args(arguments)
    console, began = make_console(), time.monotonic()
    console.print(Rule("[bold]Dormouse[/]: one day, one night"))
    with tempfile.TemporaryDirectory(prefix="dormouse-demo-") as temporary:
        try:
            folder = DataFolder(chosen.keep.absolute() if chosen.keep else Path(temporary) / "data")
            with Client.start(folder, model_folder(chosen.model)) as client:
                wake(client, console)
                told = Demo(client, console, chosen.depth).run()
        except Trouble as trouble:
            console.print(Text(f"dormouse: {trouble}", style="red"), soft_wrap=True)
            return 1
    console.print(f"\n[dim]All of it took {time.monotonic() - began:.0f} s.[/]")
    return 0 if told else 1


if __name__ == "__main__":
    sys.exit(main())
