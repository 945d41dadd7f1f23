"""`dormouse models`, `models get`, `use`, `cancel`, `remove` and `token`, and `dormouse updates`: which model answers,
and how others arrive. Exit codes as in `engine.commands`. Refuses to fetch anything that was not named."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.table import Table
from rich.text import Text

from engine.client import Asked, Client
from engine.commands import Data, Json, Model, app, start, where, write_json
from engine.errors import Trouble
from engine.protocol import (
    CancelDownload,
    CheckUpdates,
    DownloadModel,
    DownloadProgress,
    FindModel,
    ListModels,
    ModelList,
    ModelOffer,
    ModelReady,
    PauseDownload,
    RemoveModel,
    SetHubToken,
    UpdateNews,
    UseModel,
)
from engine.terminal import clean, make_console

GB = 1 << 30
STATES = {"in_use": "in use", "installed": "here", "downloading": "coming", "paused": "paused", "downloadable": ""}
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name of the list, or a repository as owner/name.")]

models = typer.Typer(no_args_is_help=False, rich_markup_mode="rich")
app.add_typer(models, name="models")


@models.callback(invoke_without_command=True)
def listing(context: typer.Context, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Show the models that are here and those worth having, with what each needs; get, use or remove one.

    [bold]Examples[/]

      dormouse models

      dormouse models get mlx-community/Qwen3-4B-Instruct-2507-4bit

      dormouse models use "Qwen3 4B Instruct"
    """
    context.obj = where(context, data, model)
    if context.invoked_subcommand is None:
        show(context, json)


@models.command(name="list")
def show(context: typer.Context, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Show the models that are here and those worth having; asks no network.

    [bold]Example[/]

      dormouse models list --json
    """
    with start(where(context, data, model)) as client:
        found = _list(client)
    write_json(found) if json else _show(make_console(), found)


@models.command()
def get(context: typer.Context, name: Name, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Fetch a model, or go on where it stopped. Ctrl-C pauses; what has come is kept.

    [bold]Examples[/]

      dormouse models get "Qwen2.5 1.5B Instruct"

      dormouse models get mlx-community/Qwen3-4B-Instruct-2507-4bit
    """
    with start(where(context, data, model)) as client:
        repository = _repository(client, name)
        found = next(event for event in client.ask(FindModel, repository=repository) if isinstance(event, ModelList))
        console = make_console(stderr=json)
        console.print(Text(_about(found.models[0])), soft_wrap=True)
        _follow(client, client.ask(DownloadModel, repository=repository), repository, console)
        if json:
            write_json(_one(_list(client), repository))
        else:
            console.print(Text(f"It is here. “dormouse models use {repository}” lets it answer."), soft_wrap=True)


@models.command()
def use(context: typer.Context, name: Name, json: Json = False, data: Data = None, model: Model = None) -> None:
    """Let another model answer from now on: one that is here, or any MLX model folder.

    What is remembered stays. What was known by heart is looked up until a night has taught it to the new model.

    [bold]Examples[/]

      dormouse models use "SmolLM2 135M Instruct"

      dormouse models use ~/models/my-own-model
    """
    with start(where(context, data, model)) as client:
        folder = Path(name).expanduser()
        chosen = {"folder": str(folder.absolute())} if folder.is_dir() else {"repository": _repository(client, name)}
        ready = next(event for event in client.ask(UseModel, **chosen) if isinstance(event, ModelReady))
    if json:
        write_json(ready)
    else:
        by_heart = "" if ready.adapter else " What it should know by heart it learns in its next night."
        make_console().print(Text(f"{clean(ready.name)} answers from now on.{by_heart}"), soft_wrap=True)


@models.command()
def cancel(context: typer.Context, name: Name, data: Data = None, model: Model = None) -> None:
    """Throw away what an unfinished download has brought.

    [bold]Example[/]

      dormouse models cancel "Qwen2.5 7B Instruct"
    """
    with start(where(context, data, model)) as client:
        list(client.ask(CancelDownload, repository=_repository(client, name)))


@models.command()
def remove(context: typer.Context, name: Name, data: Data = None, model: Model = None) -> None:
    """Delete a downloaded model from the disk, unless it is the one in use.

    [bold]Example[/]

      dormouse models remove "Qwen2.5 7B Instruct"
    """
    with start(where(context, data, model)) as client:
        list(client.ask(RemoveModel, repository=_repository(client, name)))


@models.command()
def token(context: typer.Context, data: Data = None, model: Model = None) -> None:
    """Keep an access token for gated models in the keyring; it is read from stdin, and an empty one removes it.

    [bold]Example[/]

      dormouse models token < token.txt
    """
    if sys.stdin.isatty():
        word: str = typer.prompt("Access token", hide_input=True, default="", show_default=False, err=True)
    else:
        word = sys.stdin.readline()
    with start(where(context, data, model)) as client:
        list(client.ask(SetHubToken, token=word.strip()))


@app.command(name="updates")
def look_for_updates(
    context: typer.Context,
    automatic: Annotated[bool | None, typer.Option("--on/--off", help="Look for updates, or never ask.")] = None,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Tell whether there is a newer Dormouse. Nothing is asked before you have said --on, and nothing is installed.

    [bold]Example[/]

      dormouse updates --on
    """
    with start(where(context, data, model)) as client:
        asked = client.ask(CheckUpdates, automatic=automatic)
        news = next(event for event in asked if isinstance(event, UpdateNews))
    if json:
        return write_json(news)
    lines = [news.sentence, *([news.notes, news.page] if news.state == "newer" else [])]
    make_console().print(Text(clean("\n".join(line for line in lines if line))), soft_wrap=True)


def _list(client: Client) -> ModelList:
    return next(event for event in client.ask(ListModels) if isinstance(event, ModelList))


def _one(found: ModelList, repository: str) -> ModelOffer:
    return next(each for each in found.models if each.repository == repository)


def _repository(client: Client, name: str) -> str:
    """The repository that the user means: by the list's names, else in their own words; "" is the starter model."""
    for each in _list(client).models:
        if name.casefold() in (each.name.casefold(), each.repository.casefold(), Path(each.folder or "?").name):
            return each.repository
    if "/" not in name:
        raise Trouble("no_such_model", "There is no such model in the list.", "Write it as owner/name.")
    return name


def _follow(client: Client, asked: Asked, repository: str, console: Console) -> None:
    """The download's bar, up to its end; Ctrl-C pauses it."""
    columns = (TextColumn("{task.fields[file]}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as bars:
        bar = bars.add_task("", total=None, file="")
        while True:
            try:
                for event in asked:
                    if isinstance(event, DownloadProgress):
                        bars.update(bar, completed=event.done, total=event.total, file=clean(event.file))
                return
            except KeyboardInterrupt:
                client.ask(PauseDownload, repository=repository)


def _about(offer: ModelOffer) -> str:
    return f"{clean(offer.repository)}: {_size(offer.size)}, licence {clean(offer.licence)}. {offer.sentence}".strip()


def _show(console: Console, found: ModelList) -> None:
    table = Table(box=SIMPLE, show_edge=False)
    for title in ("", "model", "size", "memory", "licence", "state"):
        table.add_column(title, justify="right" if title in ("size", "memory") else "left")
    for each in found.models:
        mark = "★" if each.recommended else "" if each.fits else "✗"
        name = Text(clean(each.name)).append(f"\n{clean(each.repository or each.folder)}", style="dim")
        table.add_row(mark, name, _size(each.size), _size(each.memory), clean(each.licence), STATES[each.state])
    console.print(table)
    best = next((each for each in found.models if each.recommended), None)
    machine = f"{clean(found.chip)}, {_size(found.memory)} of memory, {_size(found.free_disk)} of free disk."
    console.print(Text(machine, style="dim"), soft_wrap=True)
    if best:
        console.print(Text(f"★ for this machine: {best.name}. {best.sentence}"), soft_wrap=True)


def _size(size: int) -> str:
    return f"{size / GB:.1f} GB" if size >= GB / 10 else f"{size / (1 << 20):.0f} MB"
