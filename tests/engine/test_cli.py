"""The command line: what a person and a program get to see, and the exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from engine.client import Client
from engine.commands import app
from engine.paths import DataFolder
from engine.protocol import AddFact, ConversationTurns, OpenConversation
from engine.terminal import NightBars, clean, make_console
from tests.commandline import ROOT, dormouse

ECHO = (sys.executable, "-m", "tests.echo", "serve")


def with_echo(*arguments: str) -> list[str]:
    """The command of a process that is `dormouse ARGUMENTS` with an echo for a model."""
    code = (
        "import sys; from engine.client import Client; from engine.__main__ import main\n"
        f"Client.start.__func__.__kwdefaults__['command'] = {ECHO!r}\n"
        f"sys.argv = {['dormouse', *arguments]!r}\n"
        "sys.exit(main())"
    )
    return [sys.executable, "-c", code]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A data folder in which every command drives the true engine process with an echo for a model."""
    start = Client.start.__func__  # type: ignore[attr-defined]

    def echoing(cls: type[Client], folder: DataFolder, model: Path | None = None, **options: object) -> Client:
        client = start(cls, folder, model, **{"command": ECHO, **options})
        assert isinstance(client, Client)
        return client

    monkeypatch.setattr(Client, "start", classmethod(echoing))
    monkeypatch.delenv("DORMOUSE_DATA", raising=False)
    yield str(tmp_path / "data")


def test_chat_goes_on_with_the_newest_conversation_and_new_begins_one(data: str) -> None:
    ran = dormouse("chat", "hello", "--data", data)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "You said: hello\n", "")
    turns = [json.loads(dormouse("chat", "--json", "again", "--data", data).stdout)]
    turns += [json.loads(dormouse("--data", data, "chat", "--new", "--json", "-", stdin="from a pipe").stdout)]
    assert [(turn["conversation"], turn["text"]) for turn in turns] == [
        (1, "You said: again"),
        (2, "You said: from a pipe"),
    ]
    assert {"id", "parent", "state", "tokens_per_second", "facts"} <= set(turns[0])


def test_data_may_stand_before_or_after_the_command_or_in_the_environment(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [json.loads(dormouse("--data", data, "memory", "--json").stdout)["path"]]
    paths += [json.loads(dormouse("memory", "--json", "--data", data).stdout)["path"]]
    monkeypatch.setenv("DORMOUSE_DATA", data)
    paths += [json.loads(dormouse("memory", "--json").stdout)["path"]]
    assert set(paths) == {data + "/MEMORY.md"}
    other = str(tmp_path / "other")  # what is nearest counts
    assert json.loads(dormouse("--data", data, "memory", "--json", "--data", other).stdout)["path"].startswith(other)


def test_memory_shows_facts_where_they_live_and_the_file(data: str) -> None:
    assert "Nothing is remembered yet" in dormouse("memory", "--data", data).stdout
    with Client.start(DataFolder(Path(data))) as client:
        list(client.ask(AddFact, text="The user's dog is called [bold]Bramble[/]."))
    shown = dormouse("memory", "--data", data).stdout
    assert "The user's dog is called [bold]Bramble[/]." in shown  # what is remembered is never markup
    assert "prompt" in shown and "MEMORY.md" in shown
    told = json.loads(dormouse("memory", "--json", "--data", data).stdout)
    assert [fact["lives"] for fact in told["facts"]] == ["prompt"] and "Bramble" in told["text"]


def test_what_a_night_changed_in_the_memory_file(data: str) -> None:
    ran = dormouse("memory", "--diff", "7", "--data", data)
    assert ran.code == 1 and "There was no night 7." in ran.stderr


def test_check_is_sound_in_words_and_in_json(data: str) -> None:
    ran = dormouse("check", "--data", data)
    assert ran.code == 0 and ran.stdout.count("✓") >= 4
    told = json.loads(dormouse("check", "--json", "--data", data).stdout)
    assert told["sound"] is True and {finding["level"] for finding in told["findings"]} <= {"ok", "note", "mended"}


def test_prompt_shows_exactly_what_the_model_is_given(data: str) -> None:
    with Client.start(DataFolder(Path(data))) as client:
        list(client.ask(AddFact, text="The user's dog is called Bramble."))
    asked = "What is my dog called?"
    assert "Bramble" in dormouse("prompt", asked, "--data", data).stdout
    bare = dormouse("prompt", asked, "--bare", "--data", data).stdout
    assert bare.strip().endswith(f"<user>{asked}</user>") and "Bramble" not in bare


def test_the_conversation_in_a_pipe(data: str) -> None:
    lines = "hello\n\n/again\n/memory\n/new\nsecond\n/nonsense\n/quit\nnever said\n"
    ran = dormouse("chat", "--data", data, stdin=lines)
    assert ran.code == 0 and ran.stderr == ""
    assert ran.stdout.count("You said: hello") == 2 and "You said: second" in ran.stdout
    assert "/report" in ran.stdout and "never said" not in ran.stdout
    assert "no report" in dormouse("chat", "--data", data, stdin="/report\nhello\n").stdout  # trouble does not end it


def said(data: str) -> list[tuple[str, str]]:
    """The words and the trust of all that was said in the first conversation."""
    with Client.start(DataFolder(Path(data))) as client:
        events = list(client.ask(OpenConversation, conversation=1))
    turns = [turn for event in events if isinstance(event, ConversationTurns) for turn in event.turns]
    return [(turn.text, turn.trust) for turn in turns if turn.role == "user"]


def test_only_words_from_a_keyboard_or_an_argument_are_the_users_own(data: str) -> None:
    dormouse("chat", "from an argument", "--data", data)
    dormouse("chat", "-", "--data", data, stdin="from a pipe")
    dormouse("chat", "--data", data, stdin="a line of an article\nand another\n")
    terminal = Terminal(data, slow="0")
    terminal.wait_for("you ›")
    terminal.type("from a keyboard\n")
    terminal.wait_for("You said: from a keyboard")
    terminal.wait_for("you ›")
    terminal.type("\x04")
    assert terminal.process.wait(15) == 0
    assert said(data) == [
        ("from an argument", "user_typed"),
        ("from a pipe", "pasted"),
        ("a line of an article", "pasted"),
        ("and another", "pasted"),
        ("from a keyboard", "user_typed"),
    ]


def test_usage_errors_are_2(data: str) -> None:
    for arguments in (
        ["dance"],
        ["sleep", "--depth", "coma"],
        ["chat", "--nonsense"],
        ["chat", "--json"],
        ["report", "--night", "0"],
    ):
        ran = dormouse(*arguments, "--data", data) if arguments != ["dance"] else dormouse(*arguments)
        assert ran.code == 2 and "Usage" in ran.stderr, arguments
        assert "Traceback" not in ran.stderr


def test_every_command_has_a_help_to_learn_from() -> None:
    assert dormouse("--help").code == 0
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        shown = dormouse(name, "--help").stdout
        assert "--data" in shown and "--model" in shown
        assert "Example" in shown or name == "serve", name
        assert re.search(rf"dormouse {name}", shown), name


def test_without_arguments_and_without_a_display_the_conversation_opens(
    data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "You said: hello" in dormouse("--data", data, stdin="hello\n").stdout


def test_a_bug_is_told_in_one_line(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import engine.commands

    def broken(*_: object) -> None:
        raise KeyError("canary")

    monkeypatch.setattr(engine.commands, "show_check", broken)
    ran = dormouse("check", "--data", data)
    assert ran.code == 1 and len(ran.stderr.strip().splitlines()) == 1
    assert "canary" not in ran.stderr and "Traceback" not in ran.stderr


def test_what_a_model_says_does_not_steer_the_terminal() -> None:
    assert clean("a\x1b[2Jb\x07c\u202ed\ttab\nline\r\nend\x9b31m") == "a[2Jbcd\ttab\nline\nend31m"


def test_a_night_in_a_log_is_a_line_a_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    from engine.protocol import SleepStage

    with NightBars(make_console()) as bars:
        for done in range(101):
            bars.show(SleepStage(night=1, stage="train", done=done, total=100, figures={"loss": 1 / (done + 1)}))
        bars.show(SleepStage(night=1, stage="wake", done=1, total=1, note="[red]Good morning.[/]"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6 and lines[4].endswith("█ 100/100 loss 0.0099") and lines[5].endswith("[red]Good morning.[/]")


class Terminal:
    """`dormouse` at a terminal, with somebody who types."""

    def __init__(self, data: str, slow: str) -> None:
        self._end, inner = pty.openpty()
        self.process = subprocess.Popen(
            with_echo("chat", "--data", data), stdin=inner, stdout=inner, stderr=inner, cwd=ROOT,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
            env={**os.environ, "ECHO_SLOW": slow, "TERM": "xterm", "COLUMNS": "100"},
        )  # fmt: skip
        os.close(inner)
        self.seen = b""

    def type(self, text: str) -> None:
        os.write(self._end, text.encode())

    def wait_for(self, text: str) -> None:
        until = time.monotonic() + 15
        while text.encode() not in self.seen:
            ready, _, _ = select.select([self._end], [], [], until - time.monotonic())
            assert ready, self.seen
            self.seen += os.read(self._end, 4096)
        self.seen = self.seen.split(text.encode(), 1)[1]

    def interrupt(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)


def test_ctrl_c_ends_the_answer_and_ctrl_d_leaves(data: str) -> None:
    terminal = Terminal(data, slow="0.05")
    terminal.wait_for("you ›")
    terminal.type("count to 500\n")
    terminal.wait_for("3 4 5")
    terminal.interrupt()
    terminal.wait_for("stopped; this much is kept")
    terminal.wait_for("you ›")
    terminal.type("hello\n")
    terminal.wait_for("You said: hello")
    terminal.wait_for("you ›")
    terminal.type("\x04")
    assert terminal.process.wait(15) == 0
    answer = json.loads(dormouse("chat", "--json", "after", "--data", data).stdout)
    assert answer["conversation"] == 1


def test_output_into_a_closed_pipe_is_quiet(data: str) -> None:
    process = subprocess.Popen(
        with_echo("chat", "count to 300", "--data", data), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "ECHO_SLOW": "0.01"},
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.read(4)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(20)
