"""Eight engines that start at the same instant over the same new folder: one owner, seven sentences; and each keyring
that there may be: nothing is changed that cannot be opened."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import Hello, Ready, Say, TroubleEvent, decode_event, encode
from engine.server import serve
from tests.echo import Echo

ECHO = (sys.executable, "-m", "tests.echo", "serve")
SLEEPER = (sys.executable, "-m", "tests.crash.night", "sleeper")
STARTERS = 8


def race(rounds: int) -> Counter[str]:
    """Start so many at once, so many times; counts rounds by how many engines were ready."""
    outcome: Counter[str] = Counter()
    for _ in range(rounds):
        root = Path(tempfile.mkdtemp(prefix="race"))
        ready, refused = _start_together(root / "data")
        outcome[f"{ready} ready, {refused} refused"] += 1
        shutil.rmtree(root)
    return outcome


def _start_together(folder: Path) -> tuple[int, int]:
    gate_out, gate_in = os.pipe()
    pipes = [(*os.pipe(), *os.pipe()) for _ in range(STARTERS)]
    children = []
    for out, into, heard, says in pipes:
        child = os.fork()
        if child == 0:
            _one_engine(folder, gate_out, gate_in, out, says, [p for each in pipes for p in each])
        children.append(child)
        os.close(out)
        os.close(says)
        os.write(into, encode(Hello(id=1, warm=False)))
        assert heard
    os.close(gate_out)
    os.close(gate_in)  # go
    firsts = [_first(heard) for _, _, heard, _ in pipes]
    for _, into, heard, _ in pipes:
        os.close(into)
        os.close(heard)
    for child in children:
        os.waitpid(child, 0)
    ready = sum(isinstance(each, Ready) for each in firsts)
    refused = sum(isinstance(each, TroubleEvent) and each.kind == "already_running" for each in firsts)
    return ready, refused


def _one_engine(folder: Path, gate_out: int, gate_in: int, out: int, says: int, all_pipes: list[int]) -> None:
    """A child: wait for the start, then be an engine."""
    code = 2
    try:
        for each in {*all_pipes, gate_in} - {out, says}:
            _close(each)
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        os.read(gate_out, 1)
        code = serve(DataFolder(folder), Path("echo"), (out, says), load=lambda _: Echo(), own_process=False)  # type: ignore[arg-type,return-value]
    finally:
        os._exit(code)


def _close(descriptor: int) -> None:
    with suppress(OSError):  # closed by the parent before the fork
        os.close(descriptor)


def _first(descriptor: int) -> object:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            return None
        line += byte
    return decode_event(line)


# --- keyrings ---------------------------------------------------------------------------------------------------

CASES = {"missing": "key_missing", "locked": "key_missing", "raising": "key_missing", "wrong": "wrong_key", "slow": ""}


@dataclass
class Rings:
    """Of `tried` starts and sleeps: how many ended as they must with the folder's bytes as they were."""

    tried: int = 0
    held: int = 0
    wrong: list[str] = field(default_factory=list)


def rings(slow: float) -> Rings:
    """Each kind of keyring at a start and at a night."""
    outcome = Rings()
    with tempfile.TemporaryDirectory(prefix="rings") as name, _ring(Path(name) / "ring.json", slow) as behave:
        folder = DataFolder(Path(name) / "data")
        behave("good")
        with Client.start(folder, command=ECHO) as client:
            list(client.ask(Say, text="hello"))
        assert client.ready.key_source == "keyring"
        before = _bytes(folder)
        for case, kind in CASES.items():
            for what, ask in (("start", _start), ("sleep", _sleep)):
                behave(case)
                got = ask(folder)
                same = _bytes(folder) == before
                outcome.tried += 1
                if got == kind and (same or not kind):
                    outcome.held += 1
                else:
                    outcome.wrong.append(f"{case} at {what}: {got or 'opened'}, bytes {'same' if same else 'changed'}")
                before = _bytes(folder)
        behave("good")
        assert _start(folder) == ""
    return outcome


@contextmanager
def _ring(file: Path, slow: float) -> Iterator[Callable[[str], None]]:
    """Children use the keyring of `tests.crash.ring`; the yielded function says how it behaves."""
    names = {"PYTHON_KEYRING_BACKEND": "tests.crash.ring.Ring", "RING_FILE": str(file), "RING_SLOW": str(slow)}
    kept = {name: os.environ.get(name) for name in (*names, "RING")}
    os.environ.update(names)
    try:
        yield lambda how: os.environ.update(RING=how)
    finally:
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _start(folder: DataFolder) -> str:
    """The kind of trouble of a start; "" for none."""
    try:
        with Client.start(folder, command=ECHO):
            return ""
    except Trouble as trouble:
        return trouble.kind


def _sleep(folder: DataFolder) -> str:
    """The same of a sleeper; that it then misses a model shows that the key was right."""
    command = (*SLEEPER, "--data", str(folder.root), "--model", str(folder.root / "no-model"), "--depth", "nap")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as sleeper:  # stdin stays open
        assert sleeper.stdout
        events = [decode_event(line) for line in sleeper.stdout]
    kinds = [event.kind for event in events if isinstance(event, TroubleEvent)]
    return "" if kinds == ["model_missing"] else (kinds or ["no word"])[0]


def _bytes(folder: DataFolder) -> dict[str, str]:
    names = ("dormouse.db", "dormouse.db-wal", "dormouse.id", "dormouse.key")
    paths = [folder.root / name for name in names]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.exists()}
