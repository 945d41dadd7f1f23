"""Model downloads against a hub on this machine: cut, wrong, missing, busy, full, stopped and killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.clock import SystemClock
from engine.errors import Trouble
from engine.model import manifest
from engine.model.catalog import GB, OFFERS, by_name, recommend
from engine.model.download import Paused, Step, cancel, download, partial_folder
from engine.model.hub import plan
from tests.engine.model.fake_hub import Hub

REPO = "mlx-community/tiny"
WEIGHTS = random.Random(7).randbytes(400_000)
FILES = {
    "config.json": b'{"model_type":"llama"}',
    "model.safetensors": WEIGHTS,
    "tokenizer.json": b"{}",
    "README.md": b"# tiny",
    "modeling_tiny.py": b"raise SystemExit",
    "pytorch_model.bin": b"\x80\x04",
    "sub/evil.safetensors": b"x",
    "../up.json": b"x",
}
KEPT = {"config.json", "model.safetensors", "tokenizer.json", "README.md"}


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub(REPO, dict(FILES), {"model.safetensors"})
    yield hub
    hub.close()


def fetch(hub: Hub, folder: Path, **options: object) -> Path:
    return download(plan(REPO, endpoint=hub.url), folder, SystemClock(), endpoint=hub.url, **options)  # type: ignore[arg-type]


def test_a_model_arrives_whole_with_nothing_but_allowed_files(hub: Hub, tmp_path: Path) -> None:
    steps: list[Step] = []
    folder = fetch(hub, tmp_path / "tiny", progress=steps.append)
    assert {path.name for path in folder.iterdir()} == KEPT | {"manifest.json"}
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    about = manifest.read(folder)
    assert about is not None and set(about.files) == KEPT
    manifest.check_hashes(folder, about)
    assert json.loads((folder / "manifest.json").read_text())["licence"] == "apache-2.0"
    assert steps[-1].done == steps[-1].total == sum(len(FILES[name]) for name in KEPT)
    assert set(plan(REPO, endpoint=hub.url).skipped) == set(FILES) - KEPT
    before = hub.served
    assert fetch(hub, folder) == folder and hub.served - before < len(WEIGHTS), "a second call fetches nothing"


def test_a_cut_connection_is_continued_where_it_was(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 100_000
    folder = fetch(hub, tmp_path / "tiny")
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    ranges = [wanted for name, wanted in hub.ranges if name == "model.safetensors"]
    assert len(ranges) == 2 and 0 < int(ranges[1].removeprefix("bytes=").split("-")[0]) <= 102_400


def test_a_pause_keeps_what_has_come_and_cancel_drops_it(hub: Hub, tmp_path: Path) -> None:
    folder, seen = tmp_path / "tiny", 0

    def watch(step: Step) -> None:
        nonlocal seen
        seen = step.done

    hub.slow = 0.002
    with pytest.raises(Paused):
        fetch(hub, folder, progress=watch, should_stop=lambda: seen > 100_000)
    assert not folder.exists() and (partial_folder(folder) / "model.safetensors").stat().st_size > 50_000
    hub.ranges.clear()
    assert fetch(hub, folder).exists()
    assert any(name == "model.safetensors" and wanted for name, wanted in hub.ranges), (
        "it went on, it did not begin again"
    )
    hub.cut_after = 0
    cancel(tmp_path / "other")
    assert not partial_folder(folder).exists()


def test_a_wrong_hash_is_refused_and_only_that_file_comes_again(hub: Hub, tmp_path: Path) -> None:
    for name in ("model.safetensors", "config.json"):
        hub.lie = {name}
        with pytest.raises(Trouble) as trouble:
            fetch(hub, tmp_path / name)
        assert trouble.value.kind == "damaged_download" and not (tmp_path / name).exists()
        assert not (partial_folder(tmp_path / name) / name).exists()
    hub.lie = set()
    hub.ranges.clear()
    assert fetch(hub, tmp_path / "model.safetensors").exists()
    assert "config.json" not in [name for name, _ in hub.ranges], "what was sound is not fetched again"


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, "RepoNotFound", "no_such_model"),
        (401, "", "no_such_model"),
        (403, "GatedRepo", "gated"),
        (500, "", "offline"),
    ],
)
def test_each_refusal_has_its_own_sentence(hub: Hub, status: int, code: str, kind: str) -> None:
    hub.status, hub.error_code = status, code
    with pytest.raises(Trouble) as trouble:
        plan(REPO, endpoint=hub.url)
    assert trouble.value.kind == kind and trouble.value.remedy


def test_too_many_requests_and_no_network(hub: Hub) -> None:
    hub.status = 429
    with pytest.raises(Trouble) as busy:
        plan(REPO, endpoint=hub.url)
    assert busy.value.kind == "busy"
    hub.close()
    with pytest.raises(Trouble) as offline:
        plan(REPO, endpoint=hub.url)
    assert offline.value.kind == "offline"


def test_a_gated_model_opens_with_a_token(hub: Hub, tmp_path: Path) -> None:
    hub.token = "hf_secret"
    with pytest.raises(Trouble):
        plan(REPO, endpoint=hub.url)
    what = plan(REPO, token="hf_secret", endpoint=hub.url)
    folder = download(what, tmp_path / "tiny", SystemClock(), token="hf_secret", endpoint=hub.url)
    assert folder.exists() and "hf_secret" not in (folder / "manifest.json").read_text()


def test_a_full_disk_is_seen_before_the_first_byte(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(Trouble) as trouble:
        fetch(hub, tmp_path / "tiny")
    assert trouble.value.kind == "disk_full" and not hub.ranges


def test_names_and_repositories_that_are_no_models_are_refused(hub: Hub) -> None:
    for name in ("tiny", "a/../b", "https://x/y", "a/b/c", ""):
        with pytest.raises(Trouble):
            plan(name, endpoint=hub.url)
    hub.files = {"config.json": b"{}", "pytorch_model.bin": b"x"}
    with pytest.raises(Trouble) as trouble:
        plan(REPO, endpoint=hub.url)
    assert trouble.value.kind == "not_mlx"


CHILD = """
import sys
from pathlib import Path
from engine.clock import SystemClock
from engine.model.download import download
from engine.model.hub import plan
url, folder = sys.argv[1], Path(sys.argv[2])
download(plan("mlx-community/tiny", endpoint=url), folder, SystemClock(), endpoint=url)
"""


def test_kill_9_in_the_middle_leaves_nothing_that_looks_whole(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    hub.slow = 0.01
    child = subprocess.Popen([sys.executable, "-c", CHILD, hub.url, str(folder)], env=dict(os.environ))
    part = partial_folder(folder) / "model.safetensors"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (part.exists() and part.stat().st_size > 0 and hub.served > 100_000):
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not folder.exists()
    hub.slow = 0.0
    assert (fetch(hub, folder) / "model.safetensors").read_bytes() == WEIGHTS


def test_the_recommendation_fits_the_machine() -> None:
    for total in (4, 8, 16, 24, 64):
        offer, why = recommend(total * GB, True, 100 * GB)
        assert why and (offer is OFFERS[0] or offer.memory <= total * GB / 2)
    assert recommend(64 * GB, True, 100 * GB)[0].parameters > recommend(8 * GB, True, 100 * GB)[0].parameters
    assert recommend(64 * GB, False, 100 * GB)[0] is OFFERS[0]
    assert recommend(64 * GB, True, 1)[0] is OFFERS[0]
    assert by_name("mlx-community/qwen2.5-7b-instruct-4bit") is OFFERS[3] and by_name("nope") is None
