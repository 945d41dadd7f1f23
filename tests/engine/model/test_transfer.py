"""One file over HTTP from a hub that misbehaves: busy, gone, cut, sending on or too much; and a disk that fills."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.model import manifest, transfer
from engine.model.download import MARGIN, NOTE, Paused, Step, cancel, download, partial_folder
from engine.model.hub import plan
from tests.crash.small_disk import tmpfs
from tests.engine.model.fake_hub import Hub
from tests.engine.model.test_download import CHILD, FILES, REPO, WEIGHTS


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub(REPO, dict(FILES), {"model.safetensors"})
    yield hub
    hub.close()


class QuickClock(SystemClock):
    """Waits take a hundredth of their time, and are counted."""

    def __init__(self) -> None:
        self.waited = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.waited

    def sleep(self, seconds: float) -> None:
        self.waited += seconds * 0.99
        super().sleep(seconds * 0.01)


def fetch(hub: Hub, folder: Path, **options: object) -> Path:
    what = plan(REPO, token=hub.token or None, endpoint=hub.url)
    return download(what, folder, QuickClock(), endpoint=hub.url, token=hub.token or None, **options)  # type: ignore[arg-type]


def refused(hub: Hub, folder: Path, **options: object) -> Trouble:
    with pytest.raises(Trouble) as trouble:
        fetch(hub, folder, **options)
    assert trouble.value.sentence and trouble.value.remedy and not folder.exists()
    return trouble.value


def test_a_hub_that_is_busy_for_a_moment_is_waited_for(hub: Hub, tmp_path: Path) -> None:
    hub.refusals = [(429, {"Retry-After": "7"}), (503, {}), (500, {}), (429, {})]
    clock = QuickClock()
    folder = download(plan(REPO, endpoint=hub.url), tmp_path / "tiny", clock, endpoint=hub.url)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS and not hub.refusals
    assert 7 <= clock.waited <= 7 + 2 + 4 + 8 + 1


def test_one_that_stays_busy_or_asks_for_long_is_told_and_what_has_come_is_kept(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 100_000
    hub.refusals = []
    folder = tmp_path / "tiny"

    def after(step: Step) -> None:
        if step.done > 100_000 and not hub.refusals:
            hub.refusals = [(429, {"Retry-After": "900"})]

    told = refused(hub, folder, progress=after)
    assert told.kind == "busy" and "15 minutes" in told.remedy
    kept = (partial_folder(folder) / "model.safetensors").stat().st_size
    assert kept > 50_000
    hub.refusals = [(429, {})] * transfer.TRIES
    assert refused(hub, folder).kind == "busy" and not hub.refusals
    assert (partial_folder(folder) / "model.safetensors").stat().st_size == kept
    assert (fetch(hub, folder) / "model.safetensors").read_bytes() == WEIGHTS


@pytest.mark.parametrize(("status", "kind"), [(404, "no_such_file"), (403, "no_such_model"), (410, "offline")])
def test_a_file_that_is_gone_is_told_at_once(hub: Hub, tmp_path: Path, status: int, kind: str) -> None:
    hub.refusals = [(status, {"X-Error-Code": "EntryNotFound"} if status == 404 else {})]
    assert refused(hub, tmp_path / "tiny").kind == kind and len(hub.tokens) == 1


def test_a_wait_can_be_stopped(hub: Hub, tmp_path: Path) -> None:
    hub.refusals = [(429, {"Retry-After": "50"})]
    began, asked = time.monotonic(), 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(Paused):
        download(plan(REPO, endpoint=hub.url), tmp_path / "tiny", SystemClock(), endpoint=hub.url, should_stop=stop)
    assert time.monotonic() - began < 25, "the hub's fifty seconds are not waited for"


def test_the_token_goes_to_the_hub_and_not_where_it_sends_us_on(hub: Hub, tmp_path: Path) -> None:
    store = Hub(REPO, dict(FILES), {"model.safetensors"})
    try:
        hub.token, hub.sent_on = "hf_secret", store.url.replace("127.0.0.1", "localhost")
        folder = fetch(hub, tmp_path / "tiny")
    finally:
        store.close()
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert set(hub.tokens) == {"Bearer hf_secret"} and set(store.tokens) == {""}


def test_a_server_without_ranges_or_with_too_much_never_makes_a_wrong_file(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after, hub.no_ranges = 100_000, True
    steps: list[Step] = []
    folder = fetch(hub, tmp_path / "tiny", progress=steps.append)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS and steps[-1].done == steps[-1].total
    hub.no_ranges, hub.surplus = False, 50 << 20
    began = hub.served
    assert refused(hub, tmp_path / "more").kind == "damaged_download"
    assert hub.served - began < 40 << 20, "it is not read to its end"


def test_a_beginning_that_the_server_does_not_know_is_begun_anew(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    hub.slow = 0.001
    with pytest.raises(Paused):
        fetch(hub, folder, should_stop=lambda: hub.served > 100_000)
    hub.slow, hub.refusals = 0.0, [(416, {})]
    assert (fetch(hub, folder) / "model.safetensors").read_bytes() == WEIGHTS and not hub.refusals


def test_a_disk_that_fills_up_on_the_way_is_told_and_the_rest_comes_when_there_is_room(hub: Hub) -> None:
    with tmpfs(1 << 20) as disk:
        if disk is None:
            pytest.skip("only root may mount a small file system here")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("engine.model.download.MARGIN", 0)
            ballast = disk / "ballast"

            def fill(step: Step) -> None:
                if step.done > 150_000 and not ballast.exists():
                    room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
                    ballast.write_bytes(bytes(max(0, room - 50_000)))

            told = refused(hub, disk / "tiny", progress=fill)
            assert told.kind == "disk_full" and "goes on" in told.remedy
            kept = (partial_folder(disk / "tiny") / "model.safetensors").stat().st_size
            assert kept > 100_000
            before = len(hub.ranges)
            assert refused(hub, disk / "tiny").kind == "disk_full" and len(hub.ranges) == before, (
                "seen before the start"
            )
            ballast.unlink()
            folder = fetch(hub, disk / "tiny")
            assert (folder / "model.safetensors").read_bytes() == WEIGHTS
            assert hub.ranges[-1] == ("tokenizer.json", "") or any(w == f"bytes={kept}-" for _, w in hub.ranges)
        assert MARGIN > 0


def test_two_engines_do_not_fetch_into_one_place(hub: Hub, tmp_path: Path) -> None:
    folder, seen = tmp_path / "tiny", list[str]()

    def meddle(_: Step) -> None:
        if not seen:
            for other in (lambda: fetch(hub, folder), lambda: cancel(folder)):
                with pytest.raises(Trouble) as trouble:
                    other()
                seen.append(trouble.value.kind)

    assert (fetch(hub, folder, progress=meddle) / "model.safetensors").read_bytes() == WEIGHTS
    assert seen == ["downloading", "downloading"]


def test_the_speed_is_that_of_the_last_seconds(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 200_000
    hub.refusals = [(503, {"Retry-After": "0"})]
    steps: list[Step] = []
    fetch(hub, tmp_path / "tiny", progress=steps.append)
    assert all(step.speed >= 0 for step in steps) and max(step.speed for step in steps) > 0
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_killed_seven_times_it_still_arrives_and_no_half_looks_whole(hub: Hub, tmp_path: Path) -> None:
    """Each child is killed a little further on, the later ones while they verify, write the manifest or rename."""
    folder, chance = tmp_path / "tiny", random.Random(11)
    deadline = time.monotonic() + 240
    for number in range(7):
        hub.slow = 0.004 if number < 4 else 0.0
        target = hub.served + chance.randrange(4_096, 60_000)
        child = subprocess.Popen([sys.executable, "-c", CHILD, hub.url, str(folder)], env=dict(os.environ))
        while hub.served < target and child.poll() is None and time.monotonic() < deadline:
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.03)
        child.send_signal(signal.SIGKILL)
        child.wait()
        if folder.exists():
            about = manifest.read(folder)
            assert about is not None
            manifest.check_hashes(folder, about)
    assert (fetch(hub, folder) / "model.safetensors").read_bytes() == WEIGHTS
    assert not partial_folder(folder).exists()


def test_a_kill_between_manifest_and_rename_fetches_nothing_again(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tiny"

    def dies(self: Path, target: Path) -> Path:
        if self.name.endswith(".partial"):
            raise KeyboardInterrupt
        return rename(self, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        fetch(hub, folder)
    monkeypatch.undo()
    before = len(hub.ranges)
    assert (fetch(hub, folder) / "model.safetensors").read_bytes() == WEIGHTS and len(hub.ranges) == before
    assert not (folder / NOTE).exists()
