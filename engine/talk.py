"""The conversation in a terminal: a line in, an answer streaming out.

Ctrl-C ends a running answer (what was said of it is kept); at the prompt, Ctrl-C or Ctrl-D leaves. Promises: what comes
from a pipe or a file is said as pasted words, never as the user's own. Refuses to know how the engine does what it is
asked.
"""

from __future__ import annotations

import contextlib
import secrets
import sys
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from engine.client import Asked, Client
from engine.errors import Trouble
from engine.protocol import (
    Check,
    CheckResult,
    Conversation,
    ConversationList,
    Conversations,
    Depth,
    Event,
    FactList,
    Facts,
    GetReport,
    MemoryFile,
    MemoryText,
    NightPlan,
    PromptText,
    Regenerate,
    ReportReady,
    Say,
    ShowPrompt,
    Sleep,
    SleepEnded,
    SleepStage,
    Token,
    Trust,
    Turn,
    TurnSaved,
)
from engine.terminal import NightBars, clean, plan_line, show_check, show_facts, show_piece, show_report

HELP = """\
Write a message and press Enter. Ctrl-C ends an answer; Ctrl-D leaves.
  /new            begin a new conversation
  /again          have the last answer given once more
  /memory         what is remembered
  /sleep [nap]    let Dormouse sleep now
  /report         how the last night went
  /prompt TEXT    exactly what the model would be given for TEXT in a new conversation
  /check          look for damage
  /quit           leave"""


def newest(client: Client) -> Conversation | None:
    """The conversation that was spoken in last."""
    found: list[Conversation] = []
    for event in client.ask(Conversations):
        if isinstance(event, ConversationList):
            found += event.conversations
    return max(found, key=lambda conversation: (conversation.updated, conversation.id), default=None)


def listen(client: Client, asked: Asked, hear: Callable[[Event], None]) -> None:
    """`hear` each event of `asked`. A first Ctrl-C asks the engine to stop, and the events go on to their end."""
    stopped = False
    while True:
        try:
            for event in asked:
                hear(event)
            return
        except KeyboardInterrupt:
            if stopped:
                raise
            stopped = True
            client.stop()


def answer(client: Client, asked: Asked, console: Console | None) -> Turn:
    """Stream the answer of a `Say` or `Regenerate` to `console`; the answer as it was kept."""
    kept: list[Turn] = []

    def hear(event: Event) -> None:
        if isinstance(event, Token) and console:
            show_piece(console, event.text)
        if isinstance(event, TurnSaved) and event.turn.role == "assistant":
            kept.append(event.turn)

    listen(client, asked, hear)
    if not kept:
        raise Trouble("no_answer", "The engine gave no answer.", "Try again.")
    if console:
        console.print("" if kept[0].state == "whole" else "[dim] … (stopped; this much is kept)[/]")
    return kept[0]


def trust_of_stdin() -> Trust:
    """Whose words stdin brings: somebody's at a keyboard, or those of a file or a program, which nobody typed."""
    return "user_typed" if sys.stdin.isatty() else "pasted"


def say(
    client: Client, text: str, conversation: int | None, console: Console | None, trust: Trust = "user_typed"
) -> Turn:
    """Say `text` and stream the answer; the answer as it was kept."""
    asked = client.ask(Say, text=text, conversation=conversation, uid=secrets.token_hex(8), trust=trust)
    return answer(client, asked, console)


def night(client: Client, depth: Depth, console: Console) -> SleepEnded:
    """One night with its bars; how it ended."""
    ended: list[SleepEnded] = []

    def hear(event: Event) -> None:
        if isinstance(event, NightPlan):
            console.print(Text(plan_line(event), style="dim"), soft_wrap=True)
        if isinstance(event, SleepStage):
            bars.show(event)
        if isinstance(event, SleepEnded):
            ended.append(event)

    with NightBars(console) as bars:
        listen(client, client.ask(Sleep, depth=depth), hear)
    return ended[0]


def memory(client: Client, night: int | None = None) -> tuple[FactList, MemoryText]:
    """All facts, and the memory file; with `night`, what that night changed in it."""
    facts = tuple(fact for event in client.ask(Facts) if isinstance(event, FactList) for fact in event.facts)
    text = next(event for event in client.ask(MemoryFile, night=night) if isinstance(event, MemoryText))
    return FactList(facts=facts), text


class Talk:
    """A conversation with somebody at the keyboard, or with lines from a pipe."""

    def __init__(self, client: Client, console: Console, conversation: Conversation | None) -> None:
        self._client, self._console = client, console
        self._conversation = conversation.id if conversation else None
        self._last: Turn | None = None
        self._at_keyboard = sys.stdin.isatty()

    def run(self) -> None:
        """Until the user leaves."""
        if self._at_keyboard:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401  # gives input() its line editing and history
        while (line := self._line()) is not None:
            try:
                if line.startswith("/"):
                    if not self._command(*(line[1:].split(None, 1) or [""])):
                        return
                elif line.strip():
                    self._say(line)
            except Trouble as trouble:
                if trouble.kind == "engine_ended":
                    raise
                self._console.print(Text(str(trouble), style="red"))

    def _line(self) -> str | None:
        """The next line, None at the end."""
        try:
            if self._at_keyboard:
                return input("\nyou › ")
            line = sys.stdin.readline()
            return line.rstrip("\n") if line else None
        except (EOFError, KeyboardInterrupt):
            self._console.print()
            return None

    def _say(self, text: str) -> None:
        self._console.print("[bold cyan]dormouse ›[/] ", end="")
        self._last = say(self._client, text, self._conversation, self._console, trust_of_stdin())
        self._conversation = self._last.conversation

    def _command(self, name: str, rest: str = "") -> bool:
        """Do one slash command; False to leave."""
        match name:
            case "quit" | "exit" | "q":
                return False
            case "new":
                self._conversation = self._last = None
                self._console.print("[dim]A new conversation.[/]")
            case "again":
                self._again()
            case "memory":
                facts, text = memory(self._client)
                show_facts(self._console, facts.facts, text.path)
            case "sleep":
                self._sleep("nap" if rest.strip() == "nap" else "night")
            case "report" | "prompt" | "check":
                self._show(name, rest)
            case _:
                self._console.print(HELP, markup=False)
        return True

    def _again(self) -> None:
        if self._last is None:
            raise Trouble("no_answer", "There is no answer yet that could be given again.", "Say something first.")
        self._console.print("[bold cyan]dormouse ›[/] ", end="")
        self._last = answer(self._client, self._client.ask(Regenerate, turn=self._last.id), self._console)

    def _sleep(self, depth: Depth) -> None:
        end = night(self._client, depth, self._console)
        self._console.print(Text(clean(end.reason)))

    def _show(self, name: str, rest: str) -> None:
        asked = {
            "report": lambda: self._client.ask(GetReport),
            "check": lambda: self._client.ask(Check),
            "prompt": lambda: self._client.ask(ShowPrompt, text=rest or "Hello!"),
        }[name]()
        for event in asked:
            match event:
                case ReportReady():
                    show_report(self._console, event.report)
                case CheckResult():
                    show_check(self._console, event)
                case PromptText():
                    self._console.print(Text(clean(event.text)), soft_wrap=True)
