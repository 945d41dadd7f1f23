"""kill -9 at any moment: every acknowledged turn is there, and none twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

from engine.store import migrations
from engine.store.check import INDEXES, _agrees
from engine.store.database import Database
from engine.store.turns import Turns
from tests.engine.store.conftest import KEY, FakeClock
from tests.engine.store.writer import write_until_killed

KILLS = 20
STARTS = 20
LONGEST = 0.06  # seconds from the first acknowledged turn to the kill


def test_no_acknowledged_turn_is_lost_or_doubled(tmp_path: Path) -> None:
    path, pipe, chance = tmp_path / "dormouse.db", str(tmp_path / "pipe"), random.Random(9)
    os.mkfifo(pipe)
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.engine.store.writer"])
    acknowledged: dict[int, str] = {}
    for _ in range(KILLS):
        child = forks.Process(target=write_until_killed, args=(path, pipe), daemon=True)
        child.start()
        with open(pipe) as stream:
            lines = [stream.readline()]
            time.sleep(chance.random() * LONGEST)
            child.kill()
            lines += stream.readlines()
        child.join()
        for line in lines:
            if line.endswith("\n"):
                number, uid = line.split()
                assert acknowledged.setdefault(int(number), uid) == uid
        _examine(path, acknowledged)
    assert len(acknowledged) > 2 * KILLS, "the children were killed before they did anything"


def test_a_first_start_that_is_killed_starts_again(tmp_path: Path) -> None:
    """Each is killed a little later into its start than the one before, whatever a start takes on this machine."""
    began = time.monotonic()
    _start(tmp_path / "whole" / "dormouse.db", None)
    whole, killed, touched = time.monotonic() - began, 0, 0
    for number in range(STARTS):
        path = tmp_path / str(number) / "dormouse.db"
        killed += _start(path, whole * (number + 1) / STARTS)
        touched += path.exists() and path.stat().st_size > 0
        db = Database.open(path, KEY)
        assert db.integrity() == [] and db.execute("PRAGMA user_version") == [(migrations.LATEST,)]
        db.close()
    assert killed and touched, "no child was killed, or each before it did anything"


def _start(path: Path, seconds: float | None) -> bool:
    """Open a new database in a process of its own, killed after `seconds`; whether the kill came before the end."""
    child = os.fork()
    if child == 0:
        Database.open(path, KEY)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _examine(path: Path, acknowledged: dict[int, str]) -> None:
    db = Database.open(path, KEY)
    stored = dict(db.execute("SELECT id, coalesce(uid, '-') FROM turns"))
    assert acknowledged.items() <= stored.items()
    uids = [uid for uid in stored.values() if uid != "-"]
    assert len(uids) == len(set(uids))
    assert db.integrity() == [] and all(_agrees(db, index) for index in INDEXES)
    Turns(db, FakeClock()).interrupted_fix()
    db.close()
