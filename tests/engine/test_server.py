"""The engine process, with an echo for a model: order, stops, ends, bad lines, bugs, one instance."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import protocol
from engine.client import Client
from engine.clock import SystemClock
from engine.desk import Desk
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.pipe import Inbox
from engine.protocol import (
    MAX_LINE,
    Bye,
    ChangeConversation,
    Conversations,
    Done,
    Event,
    Facts,
    GetDrafts,
    Hello,
    KeepDraft,
    KeepMemoryDraft,
    MemoryFile,
    MemoryText,
    OpenConversation,
    Rate,
    Ready,
    Request,
    Say,
    Sleep,
    SleepStage,
    Stop,
    Token,
    TroubleEvent,
    TurnSaved,
    WriteMemoryFile,
    decode_event,
    encode,
    is_last,
)
from engine.server import Server, serve
from tests.echo import Echo

ECHO = (sys.executable, "-m", "tests.echo", "serve")


class Engine:
    """An engine on a thread of this process, at the other end of two pipes."""

    def __init__(self, root: Path, echo: Echo | None = None) -> None:
        self.echo = echo or Echo()
        self._out, theirs_in = os.pipe()
        theirs_out, self._in = os.pipe()
        self._pipe = (theirs_out, theirs_in)
        self.code: int | None = None
        self._root, self._lines = root, b""
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        load: Any = lambda _: self.echo  # noqa: E731
        self.code = serve(DataFolder(self._root), Path("echo"), self._pipe, load=load, own_process=False)
        os.close(self._pipe[1])

    def send(self, *requests: Request | bytes) -> None:
        data = b"".join(each if isinstance(each, bytes) else encode(each) for each in requests)
        while data:
            data = data[os.write(self._in, data) :]

    def event(self) -> Event:
        while b"\n" not in self._lines:
            chunk = os.read(self._out, 1 << 16)
            assert chunk, "the engine has ended"
            self._lines += chunk
        line, self._lines = self._lines.split(b"\n", 1)
        return decode_event(line)

    def ask(self, request: Request | bytes) -> list[Event]:
        """Send, and all events up to the first last one."""
        self.send(request)
        events = [self.event()]
        while not is_last(events[-1]):
            events.append(self.event())
        return events

    def end(self) -> int | None:
        if self._in >= 0:
            os.close(self._in)
            self._in = -1
        self._thread.join(10)
        assert not self._thread.is_alive()
        return self.code


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(tmp_path / "data")
    assert isinstance(engine.ask(Hello(id=1, warm=False))[0], Ready)
    yield engine
    engine.end()


def saved(events: list[Event]) -> list[Any]:
    return [event.turn for event in events if isinstance(event, TurnSaved)]


def test_a_turn_in_order_and_its_one_last_event(engine: Engine) -> None:
    events = engine.ask(Say(id=2, text="hello"))
    names = [type(event).__name__ for event in events]
    assert names == [
        "ModelReady",
        "TurnSaved",
        "Changed",
        "AnswerBegun",
        "Token",
        "Token",
        "Token",
        "TurnSaved",
        "Done",
    ]
    assert {event.re for event in events} == {2}
    user, answer = saved(events)
    assert (user.role, user.text, user.state) == ("user", "hello", "whole")
    assert (answer.role, answer.text, answer.state, answer.parent) == ("assistant", "You said: hello", "whole", user.id)
    assert "".join(event.text for event in events if isinstance(event, Token)) == answer.text


def test_nothing_is_done_before_hello_and_another_version_is_refused(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    [trouble] = engine.ask(Say(id=1, text="hello"))
    assert isinstance(trouble, TroubleEvent) and trouble.kind == "no_hello" and trouble.re == 1
    [trouble] = engine.ask(Hello(id=2, version=99))
    assert isinstance(trouble, TroubleEvent) and trouble.kind == "version"
    assert engine.end() == 1


def test_stop_takes_effect_within_one_token(engine: Engine) -> None:
    seen = threading.Event()

    def before(number: int) -> None:
        if number == 4:
            seen.wait(5)  # token 4 waits until the Stop is known

    engine.echo.before_token = before
    engine.send(Say(id=2, text="count to 1000"))
    while not (isinstance(event := engine.event(), Token) and event.text == "3 "):
        pass
    engine.send(Stop(id=3))
    time.sleep(0.2)  # the reader thread hears it while the main thread computes
    seen.set()
    events = [engine.event() for _ in range(3)]
    assert [type(event).__name__ for event in events] == ["TurnSaved", "Done", "Done"]
    assert saved(events)[0].state == "interrupted" and saved(events)[0].text == "1 2 3 "
    assert events[2] == Done(re=3)
    assert saved(engine.ask(Say(id=4, text="hello")))[1].state == "whole"  # a stop is not for what comes after it


def test_the_pipe_s_end_in_mid_answer_keeps_what_was_said(tmp_path: Path) -> None:
    engine = Engine(tmp_path, Echo(slow=0.02))
    engine.ask(Hello(id=1))
    engine.event()  # ModelReady
    engine.send(Say(id=2, text="count to 1000"))
    while not isinstance(engine.event(), Token):
        pass
    began = time.monotonic()
    assert engine.end() == 0
    assert time.monotonic() - began < 1
    again = Engine(tmp_path)
    again.ask(Hello(id=1, warm=False))
    turns = again.ask(OpenConversation(id=2, conversation=1))[0].turns  # type: ignore[attr-defined]
    assert [turn.state for turn in turns] == ["whole", "interrupted"]
    assert turns[1].text.startswith("1 ")
    again.end()


def test_a_face_that_dies_leaves_a_kept_answer_too(tmp_path: Path) -> None:
    with Client.start(DataFolder(tmp_path), command=ECHO) as client:
        pass  # a first engine makes the folder
    process = subprocess.Popen(
        [*ECHO, "--data", tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "ECHO_SLOW": ".02"},
    )
    assert process.stdin and process.stdout
    process.stdin.write(encode(Hello(id=1)) + encode(Say(id=2, text="count to 500")))
    process.stdin.flush()
    while b"Token" not in process.stdout.readline():
        pass
    process.stdout.close()  # nobody reads any more
    assert process.wait(10) == 0
    process.stdin.close()
    with Client.start(DataFolder(tmp_path), command=ECHO) as client:
        [opened] = list(client.ask(OpenConversation, conversation=1))
    assert [turn.state for turn in opened.turns] == ["whole", "interrupted"]  # type: ignore[attr-defined]


class Bed:
    """A night that goes on, and who ended it."""

    asleep = True

    def __init__(self) -> None:
        self.stopped: list[str] = []

    def handles(self, request: Request, reply: Any) -> bool:
        return False

    def busy(self) -> Any:
        return contextlib.nullcontext()

    def consider(self) -> None: ...

    def stop(self, why: str = "") -> None:
        self.stopped.append(why)

    def end(self) -> None: ...


def test_stopping_an_answer_leaves_the_night_though_something_was_asked_meanwhile(tmp_path: Path) -> None:
    out, into = os.pipe()
    inbox, bed, events, began = Inbox(out), Bed(), list[Event](), threading.Event()

    def hear(event: Event) -> None:
        events.append(event)
        if isinstance(event, Token):
            began.set()

    def run() -> None:
        desk = Desk.open(DataFolder(tmp_path / "data"), Path("echo"), SystemClock(), logging.getLogger("test"),
                         lambda _: Echo(0.05))  # type: ignore[arg-type, return-value]  # fmt: skip
        Server(desk, inbox, hear, logging.getLogger("test"), bed).run()  # type: ignore[arg-type]

    def until(done: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not done() and time.monotonic() < end:
            time.sleep(0.02)

    inbox.start()
    thread = threading.Thread(target=run)
    thread.start()
    os.write(into, encode(Hello(id=1)) + encode(Say(id=2, text="count to 400")))
    assert began.wait(20)
    os.write(into, encode(ChangeConversation(id=3, conversation=1, pinned=True)) + encode(Stop(id=4)))
    until(lambda: any(event.re == 4 for event in events))
    answer_only = list(bed.stopped)
    os.write(into, encode(Stop(id=5)))
    until(lambda: any(event.re == 5 for event in events))
    both = list(bed.stopped)
    os.write(into, encode(Bye(id=6)))
    thread.join(20)
    os.close(into)
    assert saved(events)[-1].state == "interrupted"
    assert (len(answer_only), len(both)) == (0, 1), "a stop that ends no answer is for the night"


def test_reading_is_answered_between_tokens_and_writing_after_the_answer(engine: Engine) -> None:
    asked = threading.Event()

    def before(number: int) -> None:
        if number == 4:
            asked.wait(5)

    engine.echo.before_token = before
    engine.send(Say(id=2, text="count to 9"))
    while not isinstance(engine.event(), Token):
        pass
    engine.send(Rate(id=3, turn=2, rating=1), OpenConversation(id=4, conversation=1), KeepDraft(id=5, text="a draft"))
    time.sleep(0.2)  # the reader thread hears them while the main thread computes
    asked.set()
    lasts, events = [], []
    while len(lasts) < 4:
        events.append(engine.event())
        lasts += [events[-1].re] * is_last(events[-1])
    assert lasts == [4, 5, 2, 3]
    assert saved(events)[0].text == "1 2 3 4 5 6 7 8 9 "  # the answer was not touched by it


def test_a_face_that_dies_in_mid_answer_loses_no_draft(tmp_path: Path) -> None:
    command = [*ECHO, "--data", tmp_path]
    slow = {**os.environ, "ECHO_SLOW": ".5"}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=slow)
    assert process.stdin and process.stdout
    process.stdin.write(encode(Hello(id=1)) + encode(Say(id=2, text="count to 500")))
    process.stdin.flush()
    while b"Token" not in process.stdout.readline():
        pass
    process.stdin.write(encode(KeepDraft(id=3, text="half a thou")) + encode(KeepDraft(id=4, text="half a thought")))
    process.stdin.close()
    process.stdout.close()  # killed: both ends are gone before the next token
    assert process.wait(10) == 0
    with Client.start(DataFolder(tmp_path), command=ECHO) as client:
        [kept] = list(client.ask(GetDrafts))
    assert [draft.text for draft in kept.drafts] == ["half a thought"]  # type: ignore[attr-defined]


def test_an_edited_memory_file_is_kept_until_it_is_saved(engine: Engine) -> None:
    def page(number: int) -> MemoryText:
        return next(each for each in engine.ask(MemoryFile(id=number)) if isinstance(each, MemoryText))

    engine.ask(KeepMemoryDraft(id=2, text="- The user likes snow."))
    engine.ask(KeepMemoryDraft(id=3, text="- The user likes rain."))
    kept = page(4)
    assert kept.draft == "- The user likes rain." and "rain" not in kept.text
    engine.ask(WriteMemoryFile(id=5, text=kept.draft))
    saved = page(6)
    assert saved.draft == "" and "The user likes rain." in saved.text


def test_requests_asked_before_the_end_are_still_done(tmp_path: Path) -> None:
    lines = b"".join(map(encode, (Hello(id=1), KeepDraft(id=2, text="a"), Say(id=3, text="b"), Conversations(id=4))))
    done = subprocess.run([*ECHO, "--data", tmp_path], input=lines, capture_output=True, timeout=20, check=True)
    events = [decode_event(line) for line in done.stdout.splitlines()]
    assert [event.re for event in events if is_last(event)] == [1, 2, 3, 4]
    assert [turn.state for turn in saved(events)] == ["whole", "interrupted"]


def test_saying_the_same_thing_twice_stores_it_once(engine: Engine) -> None:
    first = saved(engine.ask(Say(id=2, text="hello", uid="u1")))
    again = saved(engine.ask(Say(id=3, text="hello", uid="u1")))
    assert again == first
    [listed] = engine.ask(Conversations(id=4))
    assert [c.turns for c in listed.conversations] == [2]  # type: ignore[attr-defined]


def test_stdout_is_the_protocol_s_alone(tmp_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from engine.paths import DataFolder;"
        "from engine.server import serve, take_pipe; from tests.echo import Echo\n"
        "def load(folder):\n"
        "    print('a library says something'); os.write(1, b'and C code does, too'); os.system('echo and a child')\n"
        "    assert sys.stdin.read() == ''\n"
        "    return Echo()\n"
        f"sys.exit(serve(DataFolder(Path({str(tmp_path)!r})), Path(), take_pipe(), load=load))"
    )
    lines = encode(Hello(id=1)) + encode(Bye(id=2))
    done = subprocess.run([sys.executable, "-c", code], input=lines, capture_output=True, timeout=20, check=True)
    assert [type(decode_event(line)).__name__ for line in done.stdout.splitlines()] == ["Ready", "ModelReady", "Done"]
    assert b"a library says" in done.stderr and b"and C code" in done.stderr and b"and a child" in done.stderr


def test_two_engines_never_share_a_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with Client.start(folder, command=ECHO) as first:
        with pytest.raises(Trouble) as caught:
            Client.start(folder, command=ECHO)
        assert caught.value.kind == "already_running"
        os.kill(first.pid, 9)
        with pytest.raises(Trouble) as caught:
            list(first.ask(Conversations))
        assert caught.value.kind == "engine_ended"
        with Client.start(folder, command=ECHO) as second:  # the kernel has let go of a dead engine's lock
            assert list(second.ask(Conversations))


def test_a_bug_is_one_sentence_a_place_in_the_log_and_no_end(tmp_path: Path) -> None:
    engine = Engine(tmp_path, Echo(fail="canary-in-an-exception"))
    engine.ask(Hello(id=1, warm=False))
    events = engine.ask(Say(id=2, text="canary one two three"))
    assert isinstance(events[-1], TroubleEvent) and events[-1].kind == "bug"
    assert "canary" not in events[-1].sentence + events[-1].remedy
    engine.echo.fail = ""
    assert saved(engine.ask(Say(id=3, text="canary", conversation=1)))[1].state == "whole"
    turns = engine.ask(OpenConversation(id=4, conversation=1))[0].turns  # type: ignore[attr-defined]
    assert [turn.state for turn in turns] == ["whole", "interrupted", "whole", "whole"]
    engine.end()
    log = (tmp_path / "engine.log").read_text()
    assert "RuntimeError" in log and "echo.py" in log
    assert "canary" not in log


def test_a_model_that_does_not_load_leaves_everything_else(tmp_path: Path) -> None:
    with Client.start(DataFolder(tmp_path), tmp_path / "no model", warm=True) as client:
        with pytest.raises(Trouble) as caught:
            list(client.ask(Say, text="hello"))
        assert caught.value.kind == "model_missing"
        assert next(iter(client.ask(Conversations))).conversations == ()  # type: ignore[attr-defined]


def test_temporary_conversations_are_gone_with_the_engine(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.ask(Hello(id=1, warm=False))
    engine.ask(Say(id=2, text="keep this"))
    engine.ask(Say(id=3, text="forget this", temporary=True))
    assert len(engine.ask(Conversations(id=4))[0].conversations) == 2  # type: ignore[attr-defined]
    engine.end()
    again = Engine(tmp_path)
    again.ask(Hello(id=1, warm=False))
    assert [c.title for c in again.ask(Conversations(id=2))[0].conversations] == ["keep this"]  # type: ignore[attr-defined]
    again.end()


def test_a_long_conversation_comes_in_parts_that_fit_a_line(engine: Engine) -> None:
    engine.echo.context = 10**9
    for number in range(2, 10):
        engine.ask(Say(id=number, text="long " * 30_000, conversation=1 if number > 2 else None))
    engine.send(OpenConversation(id=20, conversation=1))
    events = [engine.event()]
    while not is_last(events[-1]):
        events.append(engine.event())
    assert len(events) > 2
    assert all(len(encode(event)) < MAX_LINE for event in events)
    assert [turn.id for event in events for turn in event.turns] == list(range(1, 17))  # type: ignore[attr-defined]


# --- asleep -----------------------------------------------------------------------------------------------------


def test_while_asleep_reading_is_answered_and_stop_wakes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A night made of steps that only wait: what the server does around it is what is tested."""
    cycle = pytest.importorskip("engine.sleep.cycle")
    from engine.sleep.context import NightContext, NightEnd

    def run_night(context: NightContext) -> NightEnd:
        for step in range(1000):
            context.emit(SleepStage(night=1, stage="dream", done=step, total=1000))
            if context.should_stop():
                return NightEnd("stopped", "You woke me.", 1)
            time.sleep(0.01)
        raise AssertionError("nobody stopped the night")

    monkeypatch.setattr(cycle, "run_night", run_night)
    engine.ask(Say(id=2, text="hello"))
    engine.send(Sleep(id=3), Facts(id=4), MemoryFile(id=5), Say(id=6, text="are you there?"), b"nonsense\n")
    lasts: dict[int, Event] = {}
    while len(lasts) < 4:
        event = engine.event()
        if is_last(event):
            lasts[event.re] = event
    assert [type(lasts[re]).__name__ for re in (4, 5, 6, 0)] == [
        "FactList",
        "MemoryText",
        "TroubleEvent",
        "TroubleEvent",
    ]
    assert lasts[6].kind == "asleep" and lasts[0].kind == "bad_line"  # type: ignore[attr-defined]
    engine.send(Stop(id=7), Say(id=8, text="good morning"))
    order = []
    while not order or order[-1] != 8:
        if is_last(event := engine.event()):
            order.append(event.re)
    assert order == [3, 7, 8]


# --- any line ---------------------------------------------------------------------------------------------------

WORDS = st.text(max_size=20)
NUMBERS = st.integers(-3, 12) | st.integers() | st.floats() | WORDS | st.none() | st.booleans()
ANY = st.recursive(
    NUMBERS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=5
)
ROWS = st.integers(1, 9) | st.integers(1, 9) | st.integers(1, 9) | NUMBERS
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "text": WORDS | WORDS | ANY,
    "conversation": ROWS,
    "turn": ROWS,
    "parent": ROWS,
    "fact": ROWS,
    "leaf": ROWS,
    "night": ROWS,
    "state": st.sampled_from(["", "active", "deleted", "x"]) | ANY,
    "rating": st.integers(-2, 2),
    "search": WORDS | ANY,
    "limit": NUMBERS,
    "title": WORDS | ANY,
    "turns": st.lists(
        st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "x"]), "text": WORDS}), max_size=3
    ),
    "uid": WORDS,
    "root": ANY,
    "temporary": st.booleans(),
    "trust": st.sampled_from(["user_typed", "pasted", "model", "god"]),
    "correction": WORDS,
    "question": WORDS,
    "version": st.just(protocol.VERSION) | st.integers(),
    "wish": st.fixed_dictionaries(
        {}, optional={"fact": st.integers(1, 3), "turn": st.integers(1, 9), "about": WORDS, "words": st.booleans()}
    ),
}
KINDS = [kind for kind in protocol.AnyRequest.__args__ if kind not in (Bye, Sleep, protocol.Check)]  # the end, or long


def lines_of(kind: type[Request]) -> st.SearchStrategy[bytes]:
    """Requests of one kind, right ones and wrong ones: usually with what it needs, of values that usually fit."""
    fields = [field for field in msgspec.structs.fields(kind) if field.name != "id"]
    needed = {field.name: FIELDS.get(field.name, ANY) for field in fields if field.required}
    others = {
        name: FIELDS.get(name, ANY) for name in [field.name for field in fields if not field.required] + ["stray"]
    }
    drawn = st.fixed_dictionaries(needed, optional=others)
    head = st.sampled_from([{"id": 5}] * 8 + [{}, {"id": 0}, {"id": "5"}, {"type": "Dance"}])
    return st.builds(lambda some, first: json.dumps({"type": kind.__name__, **some, **first}).encode(), drawn, head)


REQUESTS = st.sampled_from(KINDS).flatmap(lines_of)
MARK = 2**53 - 1  # the id of the request that tells the test where a list of lines ends
LINES = (
    st.one_of(REQUESTS, REQUESTS, REQUESTS, st.binary(max_size=200), ANY.map(lambda a: json.dumps(a).encode()))
    .map(lambda line: line.replace(b"\n", b" "))
    .filter(lambda line: str(MARK).encode() not in line)
)
PER_EXAMPLE, EXAMPLES = 50, 100  # 5,000 lines


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(tmp_path_factory.mktemp("fuzzed"))
    engine.ask(Hello(id=1, warm=False))
    for number in range(2, 5):
        engine.ask(Say(id=number, text=f"message {number}"))
    yield engine
    assert engine.end() == 0


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(LINES, min_size=PER_EXAMPLE, max_size=PER_EXAMPLE))
def test_five_thousand_lines_do_not_end_it(fuzzed: Engine, lines: list[bytes]) -> None:
    events = []
    for line in lines:
        fuzzed.send(line + b"\n")
    fuzzed.send(Rate(id=MARK, turn=1, rating=0))
    while not events or not (events[-1].re == MARK and is_last(events[-1])):
        events.append(fuzzed.event())
    assert sum(map(is_last, events)) == PER_EXAMPLE + 1  # each line has its one last event
    assert [event for event in events if isinstance(event, TroubleEvent) and event.kind == "bug"] == []


def test_after_all_that_the_folder_is_sound(fuzzed: Engine) -> None:
    from engine.protocol import Check

    [result] = fuzzed.ask(Check(id=9))
    assert result.sound  # type: ignore[attr-defined]
    fuzzed.echo.before_token = lambda _: None
    assert saved(fuzzed.ask(Say(id=10, text="still here?")))[1].state == "whole"


def test_two_mebibytes_and_half_a_line(tmp_path: Path) -> None:
    engine = Engine(tmp_path)
    engine.ask(Hello(id=1, warm=False))
    [trouble] = engine.ask(b'{"type":"Say","id":2,"text":"' + b"a" * 2 * MAX_LINE + b'"}\n')
    assert isinstance(trouble, TroubleEvent) and trouble.kind == "line_too_long"
    engine.send(b'{"type":"Say","id":3,"te')
    assert engine.end() == 0
    assert isinstance(last := engine.event(), TroubleEvent) and last.kind == "half_line"


def test_an_engine_that_cannot_start_tells_whoever_asks_first(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out, into = os.pipe()
    theirs, ours = os.pipe()
    os.write(into, encode(Hello(id=7)))
    assert serve(DataFolder(tmp_path / "file"), Path(), (out, ours), own_process=False) == 1
    event = decode_event(os.read(theirs, 4096))
    assert isinstance(event, TroubleEvent) and (event.kind, event.re) == ("not_a_folder", 7)
    for descriptor in (into, theirs, ours):
        os.close(descriptor)
