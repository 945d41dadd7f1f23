"""The commands of `dormouse`, each a thin face over one engine process.

Exit codes: 0 done, 1 trouble (one sentence and one remedy on stderr), 2 wrong usage. Refuses to do anything itself.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from engine.client import Client
from engine.errors import Trouble
from engine.front import window
from engine.paths import DataFolder, data_folder, named_model
from engine.protocol import Check, CheckResult, GetReport, PromptText, ReportReady, ShowPrompt
from engine.talk import Talk, memory, newest, night, say, trust_of_stdin
from engine.terminal import clean, make_console, show_changes, show_check, show_facts, show_report

PANEL = "Where"
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The data folder; else DORMOUSE_DATA.", rich_help_panel=PANEL),
]
Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="DIR", help="An MLX model folder; else the starter model.", rich_help_panel=PANEL),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON to stdout, for programs.")]

SLEEPER = (sys.executable, "-m", "engine", "sleeper")  # frozen, this executable answers like python

app = typer.Typer(
    name="dormouse",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True)
class Where:
    """What --data and --model say, before or after the command's name."""

    data: Path | None = None
    model: Path | None = None

    def folder(self) -> DataFolder:
        """The data folder."""
        return data_folder(str(self.data) if self.data else None)


def where(context: typer.Context, data: Path | None, model: Path | None) -> Where:
    """The options after the command's name, else those before it."""
    before = context.find_object(Where) or Where()
    return Where(data or before.data, model or before.model)


def start(place: Where, warm: bool = False) -> Client:
    """An engine for `place`."""
    return Client.start(place.folder(), place.model.expanduser().absolute() if place.model else None, warm=warm)


def write_json(message: msgspec.Struct | dict[str, object]) -> None:
    """One JSON object on stdout, indented."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(message)).decode() + "\n")


@app.callback(invoke_without_command=True)
def dormouse(context: typer.Context, data: Data = None, model: Model = None) -> None:
    """A desktop assistant that sleeps: what you tell it by day, it knows by heart after a night.

    Everything stays on this machine. Without a command, the app opens.

    [bold]Examples[/]

      dormouse chat "My sister Priya lives in Lisbon."

      dormouse sleep

      dormouse chat --new "Where does my sister live?"
    """
    context.obj = Where(data, model)
    if context.invoked_subcommand is None:
        raise typer.Exit(open_app(context.obj))


def open_app(place: Where) -> int:
    """The window where there is one and a display to show it on, else the conversation in the terminal."""
    if (shown := window()) is not None:
        return int(shown.main(*(str(part) if part else None for part in (place.data, place.model))))
    converse(place, new=False)
    return 0


@app.command()
def chat(
    context: typer.Context,
    message: Annotated[str | None, typer.Argument(help="What to say; [bold]-[/] reads it from stdin.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Begin a new conversation instead of going on.")] = False,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Talk with Dormouse.

    Without a MESSAGE, a conversation in the terminal: Ctrl-C ends an answer, Ctrl-D leaves, /help tells the rest.
    With a MESSAGE, one answer, which goes on with the newest conversation.
    What comes from a file or a pipe is taken for somebody else's words: no facts are noted from it.

    [bold]Examples[/]

      dormouse chat

      dormouse chat --new "What is the capital of Portugal?"

      dormouse chat --json - < letter.txt
    """
    place = where(context, data, model)
    if message is None:
        if json:
            raise typer.BadParameter("--json needs a MESSAGE.")
        return converse(place, new)
    text, trust = (sys.stdin.read(), trust_of_stdin()) if message == "-" else (message, "user_typed")
    with start(place) as client:
        latest = None if new else newest(client)
        turn = say(client, text, latest.id if latest else None, None if json else make_console(), trust)
    if json:
        write_json(turn)


def converse(place: Where, new: bool) -> None:
    """The conversation in the terminal."""
    console = make_console()
    with start(place, warm=True) as client:
        latest = None if new else newest(client)
        console.print("[bold]Dormouse[/] [dim]· /help for help, Ctrl-D to leave[/]")
        if latest:
            console.print(Text(f"Going on with “{clean(latest.title)}”; /new begins another.", style="dim"))
        Talk(client, console, latest).run()


@app.command()
def sleep(
    context: typer.Context,
    depth: Annotated[
        Literal["nap", "night", "deep"],
        typer.Option(help="At most 5, 30 or 90 minutes; the deep one also rebuilds the old memories in the weights."),
    ] = "night",
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Let Dormouse sleep now: gather, consolidate, dream, train, exam, wake.

    Ctrl-C wakes it; the next sleep goes on from there. In the morning, [bold]dormouse report[/] tells how it went.

    [bold]Examples[/]

      dormouse sleep

      dormouse sleep --depth nap --json
    """
    with start(where(context, data, model)) as client:
        console = make_console(stderr=json)
        end = night(client, depth, console)
        if json:
            write_json(end)
        else:
            console.print(Text(clean(end.reason)))
    if end.verdict == "failed":
        raise Trouble("night_failed", "The night has failed.", "dormouse report tells why; try again.")


@app.command(name="memory")
def show_memory(
    context: typer.Context,
    diff: Annotated[int | None, typer.Option(min=1, metavar="NIGHT", help="Only what that night changed.")] = None,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Show what is remembered, where it lives (prompt or weights), and the memory file.

    [bold]Examples[/]

      dormouse memory

      dormouse memory --diff 3

      dormouse memory --json
    """
    with start(where(context, data, model)) as client:
        facts, text = memory(client, diff)
    if diff is not None:
        lines = [line for line in text.text.split("\n") if line]
        write_json({"night": diff, "lines": lines}) if json else show_changes(make_console(), diff, lines)
    elif json:
        write_json({"path": text.path, "text": text.text, "facts": facts.facts})
    else:
        show_facts(make_console(), facts.facts, text.path)


@app.command()
def report(
    context: typer.Context,
    number: Annotated[int | None, typer.Option("--night", min=1, help="The night's number; else the last one.")] = None,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Tell how a night went: what was learned, corrected and doubted, and how the exam was passed.

    [bold]Examples[/]

      dormouse report

      dormouse report --night 3 --json
    """
    with start(where(context, data, model)) as client:
        for event in client.ask(GetReport, night=number):
            if isinstance(event, ReportReady):
                write_json(event.report) if json else show_report(make_console(), event.report)


@app.command()
def check(context: typer.Context, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Look for damage, and mend what is safe to mend.

    [bold]Examples[/]

      dormouse check

      dormouse check --json
    """
    with start(where(context, data, model)) as client:
        result = next(event for event in client.ask(Check) if isinstance(event, CheckResult))
    write_json(result) if json else show_check(make_console(), result)
    if not result.sound:
        raise Trouble("damaged", "The data folder is damaged.", "Restore what is marked bad from a backup.")


@app.command()
def prompt(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A first message.")],
    bare: Annotated[bool, typer.Option("--bare", help="Without memories.")] = False,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Show exactly what the model would be given for TEXT in a new conversation.

    [bold]Examples[/]

      dormouse prompt "Where does my sister live?"
    """
    with start(where(context, data, model)) as client:
        for event in client.ask(ShowPrompt, text=text, memories=not bare):
            if isinstance(event, PromptText):
                write_json(event) if json else make_console().print(Text(clean(event.text)), soft_wrap=True)


@app.command()
def serve(context: typer.Context, data: Data = None, model: Model = None) -> None:
    """Serve a window or another program: requests on stdin, events on stdout, one JSON object a line.

    The messages are told in [bold]engine/protocol/[/]; the engine ends when its stdin does.
    """
    from engine.probes import read_signals
    from engine.server import serve as run
    from engine.server import take_pipe

    place = where(context, data, model)
    folder, chosen = place.folder(), named_model(str(place.model) if place.model else None)
    raise typer.Exit(run(folder, chosen, take_pipe(), sleeper=SLEEPER, probe=lambda: read_signals(folder.root)))


def complain(trouble: Trouble) -> None:
    """One sentence and one remedy on stderr."""
    Console(stderr=True, highlight=False).print(Text(f"dormouse: {clean(str(trouble))}"), soft_wrap=True)
