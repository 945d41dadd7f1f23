"""How Dormouse looks in a terminal, and in a log: answers as they stream, tables, the bars of a night.

It promises: nothing that a model or a file says can move the cursor or colour the screen; the same content is readable
where output is no terminal. Refuses to know where the things it shows come from.
"""

from __future__ import annotations

import re
from types import TracebackType

from rich.box import SIMPLE
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from engine.protocol import CheckResult, FactView, Finding, NightPlan, Report, SleepStage, Stage

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)  # escapes, and marks that turn text round
MARKS = {"ok": "[green]✓[/]", "note": "[yellow]·[/]", "mended": "[cyan]mended[/]", "bad": "[bold red]✗[/]"}
STAGES: dict[Stage, str] = {
    "gather": "light sleep: gather",
    "consolidate": "deep sleep: consolidate",
    "dream": "REM: dream",
    "train": "REM: train",
    "exam": "exam",
    "wake": "wake",
}
WIDTH = max(map(len, STAGES.values()))
BAR = 24  # characters of a bar in a log


def clean(text: str) -> str:
    """`text` without what would steer a terminal."""
    return CONTROL.sub("", text.replace("\r\n", "\n"))


def make_console(stderr: bool = False) -> Console:
    """A console on stdout or stderr; where that is no terminal, one that does not cut lines."""
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=120)


def show_piece(console: Console, text: str) -> None:
    """The next piece of an answer, as it is."""
    console.print(Text(clean(text)), end="", soft_wrap=True)


def show_facts(console: Console, facts: tuple[FactView, ...], path: str) -> None:
    """The ledger as a table, and where the memory file lies."""
    if not facts:
        console.print("Nothing is remembered yet. Tell Dormouse something, then let it sleep: [bold]dormouse sleep[/]")
    else:
        table = Table(box=SIMPLE, show_edge=False)
        for name, justify in (
            ("", "right"),
            ("what", "left"),
            ("lives in", "left"),
            ("state", "left"),
            ("sure", "right"),
        ):
            table.add_column(name, justify=justify)  # type: ignore[arg-type]  # rich's own literal type
        for fact in facts:
            where = "prompt" if fact.lives == "prompt" else f"weights ({fact.lives})"
            table.add_row(str(fact.id), Text(clean(fact.text)), where, fact.state, f"{fact.confidence:.0%}")
        console.print(table)
    console.print(Text(f"Memory file: {path}", style="dim"), soft_wrap=True)


def show_changes(console: Console, night: int, lines: list[str]) -> None:
    """What one night put into the memory file and took out of it."""
    if not lines:
        console.print(f"Night {night} left the memory file as it was.")
    for line in lines:
        console.print(Text(clean(line), style="green" if line.startswith("+") else "red"), soft_wrap=True)


def show_report(console: Console, report: Report) -> None:
    """A morning report."""
    console.print(Markdown(clean(report.text), hyperlinks=False))


def show_check(console: Console, result: CheckResult) -> None:
    """The findings of a check."""
    for finding in result.findings:
        console.print(finding_line(finding), soft_wrap=True)


def finding_line(finding: Finding) -> Text:
    """One finding on one line."""
    return Text.from_markup(f"{MARKS[finding.level]} ").append(clean(finding.sentence))


def plan_line(plan: NightPlan) -> str:
    """What a night will take at most, on one line."""
    name = {"nap": "A nap", "night": "A night", "deep": "A deep night"}[plan.depth]
    messages = f"{plan.messages} new message{'s' * (plan.messages != 1)}"
    facts = f"{plan.facts} fact{'s' * (plan.facts != 1)} known"
    work = f"up to {plan.rows} rows and {plan.steps} steps at rank {plan.rank}"
    likely = f" (here about {plan.expected:.0f})" if plan.expected >= 1 else ""
    return f"{name}, up to {plan.minutes:g} minutes{likely}: {messages}, {facts}, {work}."


class NightBars:
    """The bars of a night, one a stage: moving in a terminal, a line per finished quarter in a log."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars: dict[Stage, TaskID] = {}
        self._quarters: dict[Stage, int] = {}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=BAR, complete_style="blue", finished_style="green"),
            TextColumn("{task.completed:>3.0f}/{task.total:<3.0f} {task.fields[note]}", markup=False),
            console=console,
            transient=False,
        )

    def __enter__(self) -> NightBars:
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._console.is_terminal:
            self._progress.stop()

    def show(self, event: SleepStage) -> None:
        """One step of the night."""
        if self._console.is_terminal:
            self._move(event)
        else:
            self._write(event)

    def _move(self, event: SleepStage) -> None:
        if event.stage not in self._bars:
            self._bars[event.stage] = self._progress.add_task(STAGES[event.stage].ljust(WIDTH), note="", total=1)
        bar = self._bars[event.stage]
        self._progress.update(bar, completed=event.done, total=max(1, event.total), note=self._note(event))

    def _write(self, event: SleepStage) -> None:
        quarter = 4 * event.done // max(1, event.total)
        if quarter > self._quarters.get(event.stage, -1):
            self._quarters[event.stage] = quarter
            full = BAR * event.done // max(1, event.total)
            bar = "█" * full + "░" * (BAR - full)
            line = f"{STAGES[event.stage]:{WIDTH}} {bar} {event.done:>3}/{event.total:<3} {self._note(event)}"
            self._console.print(Text(line.rstrip()), soft_wrap=True)

    def _note(self, event: SleepStage) -> str:
        figures = "  ".join(f"{name} {value:.3g}" for name, value in event.figures.items())
        return "  ".join(part for part in (clean(event.note), figures) if part)
