"""`dormouse why`, `dormouse explain` and `dormouse forget`: the commands about what is known, and about no longer
knowing it. Exit codes as in `engine.commands`. Refuses to forget anything that was not shown first."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from engine.client import Client
from engine.commands import Data, Json, Model, app, start, where, write_json
from engine.errors import Trouble
from engine.protocol import (
    Explain,
    Explanation,
    Forget,
    ForgetPreview,
    ForgetReceipt,
    PreviewForget,
    Why,
    WhyAnswer,
    Wish,
)
from engine.terminal import clean, make_console

MARK = {True: "✓", False: "✗", None: "·"}


@app.command()
def why(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="A question as you would ask it.")],
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Tell which memories would answer QUESTION, read from which messages, and why the rest would not be used.

    [bold]Example[/]

      dormouse why "Where does my sister live?"
    """
    with start(where(context, data, model)) as client:
        answer = next(event for event in client.ask(Why, question=question) if isinstance(event, WhyAnswer))
    write_json(answer) if json else _show_why(make_console(), answer)


def _show_why(console: Console, answer: WhyAnswer) -> None:
    if not answer.facts:
        console.print("Nothing that is remembered speaks of that; the model answers from what it was made with.")
    for reason in answer.facts:
        place = {"prompt": "prompt ", "fast": "weights", "slow": "weights", "": "not used"}[reason.by]
        console.print(Text(f"{place:8}  {reason.fact:>4}  {clean(reason.text)}"), soft_wrap=True)
        console.print(Text(f"{'':16}{clean(reason.why)}", style="dim"), soft_wrap=True)
        for piece in reason.evidence[-3:]:
            console.print(Text(f"{'':16}{piece.created[:10]}: “{clean(piece.quote)}”", style="dim"), soft_wrap=True)


@app.command()
def explain(
    context: typer.Context,
    fact: Annotated[int, typer.Argument(min=1, help="The memory's number, as [bold]dormouse memory[/] shows it.")],
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Tell why a memory is kept, and why it is known by heart or not, gate by gate.

    [bold]Example[/]

      dormouse explain 12
    """
    with start(where(context, data, model)) as client:
        told = next(event for event in client.ask(Explain, fact=fact) if isinstance(event, Explanation))
    if json:
        return write_json(told)
    console = make_console()
    console.print(Text(clean(told.fact.text), style="bold"), soft_wrap=True)
    for gate in told.gates:
        console.print(Text(f"{MARK[gate.passed]} {gate.name:10} {clean(gate.sentence)}"), soft_wrap=True)
    return None


@app.command()
def forget(
    context: typer.Context,
    about: Annotated[str, typer.Argument(help="Everything that names this.")] = "",
    fact: Annotated[int | None, typer.Option(min=1, help="One memory, by its number.")] = None,
    turn: Annotated[int | None, typer.Option(min=1, help="One message, by its number.")] = None,
    conversation: Annotated[int | None, typer.Option(min=1, help="One conversation, by its number.")] = None,
    keep_words: Annotated[bool, typer.Option("--keep-words", help="Leave the messages as they are.")] = False,
    drop_unreadable_backups: Annotated[
        bool, typer.Option("--drop-unreadable-backups", help="Delete backups that cannot be opened to be rewritten.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry: Annotated[bool, typer.Option("--preview", help="Show what would go, and leave it.")] = False,
    json: Json = False,
    data: Data = None,
    model: Model = None,
) -> None:
    """Forget something everywhere: memories, messages, dreams, backups, and the weights that know it.

    Shows what would go and asks. Adapters that know it are taken out of use at once; the next sleep rebuilds them
    without it.

    [bold]Examples[/]

      dormouse forget Priya

      dormouse forget --fact 12 --keep-words
    """
    wish = Wish(
        fact=fact, turn=turn, conversation=conversation, about=about, words=not keep_words,
        drop_unreadable_backups=drop_unreadable_backups,
    )  # fmt: skip
    with start(where(context, data, model)) as client:
        shown = next(event for event in client.ask(PreviewForget, wish=wish) if isinstance(event, ForgetPreview))
        if dry and json:
            return write_json(shown)
        if not json:
            _show_preview(make_console(), shown)
        if dry or not (yes or _agreed()):
            return None
        receipt = _forget(client, wish)
    write_json(receipt) if json else _show_receipt(make_console(), receipt)
    if receipt.left:
        raise Trouble("left", "Something of it is still there.", f"Look at: {', '.join(receipt.places)}.")
    return None


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Trouble("not_agreed", "Nothing was forgotten, because nobody was there to agree.", "Say --yes.")
    return typer.confirm("Forget all this for good?")


def _forget(client: Client, wish: Wish) -> ForgetReceipt:
    return next(event for event in client.ask(Forget, wish=wish) if isinstance(event, ForgetReceipt))


def _show_preview(console: Console, shown: ForgetPreview) -> None:
    for fact in shown.facts:
        console.print(Text(f"memory  {fact.id:>5}  {clean(fact.text)}"), soft_wrap=True)
    for turn, words in zip(shown.turns, shown.snippets, strict=True):
        console.print(Text(f"message {turn:>5}  {clean(words)}"), soft_wrap=True)
    for line in shown.lines:
        console.print(Text(f"MEMORY.md      {clean(line)}"), soft_wrap=True)
    told = ", ".join(f"{count} {place.replace('_', ' ')}" for place, count in shown.counts.items())
    console.print(
        Text(f"Would go: {told or 'nothing'}; {shown.backups} backups would be gone through."), soft_wrap=True
    )


def _show_receipt(console: Console, receipt: ForgetReceipt) -> None:
    told = ", ".join(f"{count} {place.replace('_', ' ')}" for place, count in receipt.counts.items())
    console.print(Text(f"Forgotten: {told or 'nothing'}."), soft_wrap=True)
    for name in receipt.unreadable_backups:
        console.print(Text(f"Could not be opened, and may still hold it: {name} (--drop-unreadable-backups)."))
    console.print("A second look found it nowhere." if not receipt.left else f"Still found: {receipt.left}.")
