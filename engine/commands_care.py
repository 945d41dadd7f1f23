"""`dormouse conditions`, `backup`, `restore`, `recovery-key`, `recover`, and the hidden `sleeper`: the commands that
take care of the machine and of what is kept. Exit codes as in `engine.commands`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal, cast

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from engine import rescue
from engine.clock import SystemClock
from engine.commands import Data, Json, Model, app, start, where, write_json
from engine.errors import Trouble
from engine.paths import model_folder
from engine.protocol import (
    BackupMade,
    ChangeWishes,
    ConditionsView,
    GetConditions,
    MakeBackup,
    MakeRecoveryCode,
    RecoveryCode,
    SignalView,
    Stage,
)
from engine.terminal import clean, make_console

WORDS = {"go": "would begin now", "wait": "waits", "nothing": "has nothing to do", "asleep": "sleeps", "off": "is off"}
DEPTHS = {"nap": "a nap", "night": "a night", "deep": "a deep night"}
SIZES = ("free_disk", "free_memory")


@app.command()
def conditions(
    context: typer.Context,
    manner: Annotated[
        Literal["careful", "idle_is_enough", "charging_is_enough"] | None,
        typer.Option(help="How careful: wait for an idle machine on the mains, or be content with one of the two."),
    ] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="FROM-TO", help='Sleep hours, as "22-6.5"; "any" for all.')
    ] = None,
    automatic: Annotated[bool | None, typer.Option("--on/--off", help="Sleep by itself, or only when told to.")] = None,
    depth: Annotated[
        Literal["nap", "night"] | None, typer.Option(help="How deep a night by itself is: 5 or 30 minutes at most.")
    ] = None,
    deep_every: Annotated[
        int | None,
        typer.Option(min=0, max=60, help="Each so-manyth night is a deep one (90 minutes at most); 0: none."),
    ] = None,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Show every signal of the machine, where it comes from, and whether a night would begin by itself now.

    [bold]Examples[/]

      dormouse conditions

      dormouse conditions --manner idle_is_enough --hours 22-6.5
    """
    wishes = {
        "manner": manner,
        "hours": _hours(hours),
        "automatic": automatic,
        "depth": depth,
        "deep_every": deep_every,
    }
    changed = {name: wish for name, wish in wishes.items() if wish is not None}
    with start(where(context, data, model)) as client:
        asked = client.ask(ChangeWishes, **changed) if changed else client.ask(GetConditions)
        view = next(event for event in asked if isinstance(event, ConditionsView))
    write_json(view) if json else show_conditions(make_console(), view)


def _hours(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    if text == "any":
        return 0.0, 0.0
    try:
        first, last = (float(part) for part in text.split("-"))
    except ValueError:
        raise typer.BadParameter('Sleep hours are written as "22-6.5".') from None
    if not (0 <= first <= 24 and 0 <= last <= 24):
        raise typer.BadParameter("Hours go from 0 to 24.")
    return first, last


def show_conditions(console: Console, view: ConditionsView) -> None:
    """Signals as a table, the verdict, and the wishes."""
    table = Table(box=SIMPLE, show_edge=False)
    for name in ("signal", "now", "from", "counts as"):
        table.add_column(name)
    for signal in view.signals:
        counts = f"{_value(signal, signal.counts_as)}: {signal.because}" if signal.because else ""
        table.add_row(signal.name, _value(signal, signal.value), Text(clean(signal.source)), counts)
    console.print(table)
    console.print(Text(f"Sleeping by itself {WORDS.get(view.verdict, view.verdict)}: {'; '.join(view.reasons)}."))
    hours = "at any hour" if view.hours[0] == view.hours[1] else f"from {view.hours[0]:g} to {view.hours[1]:g} o'clock"
    console.print(
        f"[dim]Wishes: {view.manner}, {hours}, idle for {view.least_idle / 60:g} min, charged to"
        f" {view.least_charge:g}%. Next by itself: {DEPTHS[view.next_depth]}.[/]"
    )


def _value(signal: SignalView, value: float | bool | None) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value / (1 << 30):.1f} GB" if signal.name in SIZES else f"{value:g}"


@app.command()
def backup(context: typer.Context, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Make a dated copy of the database, as is done before each night.

    [bold]Example[/]

      dormouse backup
    """
    with start(where(context, data, model)) as client:
        made = next(event for event in client.ask(MakeBackup) if isinstance(event, BackupMade))
    if json:
        write_json(made)
    else:
        make_console().print(
            Text(f"{clean(made.path)} ({made.bytes / 1024:.0f} KB); {made.kept} kept."), soft_wrap=True
        )


@app.command()
def restore(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[BACKUP]", help="A backup's name; else the newest.")] = "",
    only_list: Annotated[bool, typer.Option("--list", help="Only show which there are.")] = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Go back to a backup. It is read through before it is put in place, and what it replaces is kept.

    [bold]Examples[/]

      dormouse restore --list

      dormouse restore dormouse-20261123T220000
    """
    folder, console = where(context, data, model).folder(), make_console()
    if only_list:
        for path, moment in rescue.choices(folder):
            console.print(Text(f"{path.stem}   {moment:%Y-%m-%d %H:%M} UTC, {path.stat().st_size / 1024:.0f} KB"))
        return
    used, aside = rescue.restore(folder, name, SystemClock())
    console.print(Text(f"{used.name} is in place; what was there lies in {clean(str(aside))}."), soft_wrap=True)


@app.command(name="recovery-key")
def recovery_key(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Make a recovery code to print and put away: it opens the database when the keyring has lost the key.

    A new code makes the one before it void.

    [bold]Example[/]

      dormouse recovery-key
    """
    place = where(context, data, model)
    if not yes and place.folder().recovery.exists():
        typer.confirm("There is a recovery code already. Make a new one, and void that?", abort=True, err=True)
    with start(place) as client:
        made = next(event for event in client.ask(MakeRecoveryCode) if isinstance(event, RecoveryCode))
    sys.stdout.write(made.code + "\n")
    note = "Print it or write it down, and keep it away from this machine. It is shown only once."
    make_console(stderr=True).print(Text(note, style="dim"))


@app.command()
def recover(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The recovery code; [bold]-[/] reads it from stdin.")],
    data: Data = None,
    model: Model = None,
) -> None:
    """Bring the key back by its recovery code, when the keyring has lost it.

    [bold]Example[/]

      dormouse recover 7Q2M-...
    """
    written = sys.stdin.readline() if code == "-" else code
    place = rescue.recover(where(context, data, model).folder(), written)
    make_console().print(f"The key opens the database, and is kept by the {place} again.")


@app.command(hidden=True)
def sleeper(
    context: typer.Context,
    depth: Annotated[Literal["nap", "night", "deep"], typer.Option()] = "night",
    smaller: Annotated[str, typer.Option()] = "",
    data: Data = None,
    model: Model = None,
) -> None:
    """Sleep one night for an engine: its lines on stdout, the wish to stop (or the end) on stdin.

    [bold]Example[/]

      dormouse sleeper --depth nap
    """
    from engine.server import take_pipe
    from engine.sleeper import Order, sleep

    place = where(context, data, model)
    chosen: Path = model_folder(str(place.model) if place.model else None)
    if not place.folder().database.exists():
        raise Trouble("missing", "There is no database in that data folder.", "Begin with dormouse chat.")
    order = Order(place.folder(), chosen, depth, cast(Stage, smaller) if smaller else None)
    raise typer.Exit(sleep(order, take_pipe()))
