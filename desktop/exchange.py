"""Conversations to and from files: Markdown for people, JSON for programs, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSaveFile
from PySide6.QtWidgets import QFileDialog

from desktop.engine_link import EngineLink
from desktop.i18n import translate
from engine import protocol
from engine.protocol import Conversation, ImportedTurn, Turn

if TYPE_CHECKING:
    from desktop.window import MainWindow

NAMES = {"user": "You", "assistant": "Dormouse", "system": "System"}
QUOTED = re.compile(
    r"^(\\*## (?:You|Dormouse|System)\s*)$", re.MULTILINE
)  # such a line inside a message gets a backslash
HEADING = re.compile(r"^## (You|Dormouse|System)\s*$", re.MULTILINE)
MAX_IMPORT = 64_000_000  # bytes of a file
PART, PART_TURNS = 800_000, 2_000  # bytes and messages of one request: a line of the protocol holds a mebibyte


def as_markdown(conversation: Conversation, turns: list[Turn]) -> str:
    """A conversation as Markdown that `from_markdown` reads back."""
    parts = [f"# {conversation.title}\n"]
    if conversation.system:
        parts.append(f"## {NAMES['system']}\n\n{quoted(conversation.system.rstrip())}\n")
    parts += [f"## {NAMES[turn.role]}\n\n{quoted(turn.text.rstrip())}\n" for turn in turns]
    return "\n".join(parts)


def quoted(text: str) -> str:
    """`text` with the lines marked that would read as the heading of a message."""
    return QUOTED.sub(r"\\\1", text)


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    return re.sub(r"^\\(\\*## (?:You|Dormouse|System)\s*)$", r"\1", text, flags=re.MULTILINE)


def as_json(conversation: Conversation, turns: list[Turn]) -> str:
    """A conversation as JSON that `from_json` reads back."""
    rows = [{"role": turn.role, "text": turn.text, "created": turn.created} for turn in turns]
    made = {"title": conversation.title, "system": conversation.system, "turns": rows}
    return json.dumps(made, ensure_ascii=False, indent=1)


def from_markdown(text: str) -> tuple[str, str, tuple[ImportedTurn, ...]]:
    """(title, system prompt, turns) of a Markdown file; a `ValueError` where it holds no messages."""
    roles = {name: role for role, name in NAMES.items()}
    title = text.split("\n", 1)[0].lstrip("# ").strip()
    pieces = HEADING.split(text)
    turns = tuple(
        ImportedTurn(role=roles[name], text=unquoted(body.strip()))  # type: ignore[arg-type]  # the pattern allows only roles
        for name, body in zip(pieces[1::2], pieces[2::2], strict=True)
    )
    if not turns:
        raise ValueError("no messages")
    if turns[0].role == "system":
        return title, turns[0].text, turns[1:]
    return title, "", turns


def from_json(text: str) -> tuple[str, str, tuple[ImportedTurn, ...]]:
    """(title, system prompt, turns) of a JSON file; a `ValueError` where it is not one of ours."""
    data = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("turns"), list):
        raise ValueError("not a conversation")
    turns = tuple(
        ImportedTurn(role=row["role"], text=str(row["text"]))
        for row in data["turns"]
        if isinstance(row, dict) and row.get("role") in NAMES and "text" in row
    )
    if not turns:
        raise ValueError("no messages")
    return str(data.get("title", "")), str(data.get("system", "")), turns


def export_dialog(window: MainWindow, link: EngineLink, number: int) -> None:
    """Ask where to, then fetch the conversation and write it."""
    title = next((each.title for each in window.conversations if each.id == number), "conversation")
    name = re.sub(r"[^\w\- ]+", "", title).strip()[:60] or "conversation"
    kinds = "Markdown (*.md);;JSON (*.json)"
    path, kind = QFileDialog.getSaveFileName(window, translate("Exchange", "Export conversation"), f"{name}.md", kinds)
    if path:
        write_conversation(window, link, number, Path(path), "json" in kind.lower() or path.endswith(".json"))


def write_conversation(window: MainWindow, link: EngineLink, number: int, path: Path, as_data: bool) -> None:
    """Fetch a conversation and write it to `path`, whole or not at all."""
    turns: list[Turn] = []

    def hear(event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.ConversationTurns):
            turns.extend(event.turns)
            if not event.more:
                text = (as_json if as_data else as_markdown)(event.conversation, turns)
                _write(window, path, text)

    link.ask(protocol.OpenConversation, hear, conversation=number)


def _write(window: MainWindow, path: Path, text: str) -> None:
    target = QSaveFile(str(path))
    done = target.open(QSaveFile.OpenModeFlag.WriteOnly) and target.write(text.encode()) >= 0 and target.commit()
    banner = window.chat.banner
    if done:
        banner.show_trouble("good", translate("Exchange", "Exported to {0}.").format(path.name))
    else:
        banner.show_trouble(
            "danger", translate("Exchange", "{0} could not be written: {1}").format(path.name, target.errorString())
        )


def import_dialog(window: MainWindow, link: EngineLink) -> None:
    """Ask for a file and hand its conversation to the engine."""
    path, _ = QFileDialog.getOpenFileName(
        window, translate("Exchange", "Import conversation"), "", "Markdown, JSON (*.md *.json)"
    )
    if path:
        read_conversation(window, link, Path(path))


def read_conversation(window: MainWindow, link: EngineLink, path: Path) -> None:
    """Read a file and hand its conversation to the engine; the new conversation is opened."""
    try:
        data = path.read_bytes()
        if len(data) > MAX_IMPORT:
            raise ValueError("too long")
        text = data.decode("utf-8")
        title, system, turns = (from_json if path.suffix == ".json" else from_markdown)(text)
    except (OSError, ValueError, KeyError):
        sentence = translate("Exchange", "{0} holds no conversation that Dormouse can read.").format(path.name)
        window.chat.banner.show_trouble("warning", sentence)
        return

    waiting = parts_of(turns)

    def hear(event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.TroubleEvent):
            window.show_trouble(event)
        elif isinstance(event, protocol.Changed) and event.conversations:
            if waiting:
                send(event.conversations[0])
            else:
                window.open_conversation(event.conversations[0])

    def send(conversation: int | None) -> None:
        link.ask(
            protocol.ImportConversation, hear, title=title or path.stem, turns=waiting.pop(0), system=system,
            conversation=conversation,
        )  # fmt: skip

    send(None)


def parts_of(turns: Sequence[ImportedTurn]) -> list[tuple[ImportedTurn, ...]]:
    """The turns in as many parts as lines of the protocol are needed for them."""
    parts: list[list[ImportedTurn]] = [[]]
    size = 0
    for turn in turns:
        more = len(json.dumps(turn.text, ensure_ascii=False).encode()) + 40  # with its role
        if parts[-1] and (size + more > PART or len(parts[-1]) == PART_TURNS):
            parts.append([])
            size = 0
        parts[-1].append(turn)
        size += more
    return [tuple(part) for part in parts]
