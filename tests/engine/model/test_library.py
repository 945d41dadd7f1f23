"""Which models there are: the list, what was fetched by name, what is half there, and what this machine can hold."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from engine.errors import Trouble
from engine.model import manifest
from engine.model.catalog import GB, OFFERS
from engine.model.download import NOTE, partial_folder
from engine.model.hub import Plan, RemoteFile
from engine.model.library import Room, folder_of, offers, planned, remove
from engine.paths import STARTER
from engine.protocol import ModelOffer

MAC = Room(memory=16 * GB, free_disk=100 * GB, accelerated=True)
BOX = Room(memory=16 * GB, free_disk=100 * GB, accelerated=False)
QWEN = "mlx-community/Qwen2.5-1.5B-Instruct-4bit"
OWN = "someone/My-Model"


def put(folder: Path, source: str, size: int = 1000) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(bytes(size))
    (folder / manifest.NAME).write_bytes(manifest.make(folder, source=source, licence="mit"))
    return folder


def by_repository(models: Path, room: Room = MAC, running: frozenset[str] = frozenset()) -> dict[str, ModelOffer]:
    return {each.repository: each for each in offers(models, models / STARTER, running, room)}


def test_an_empty_machine_has_the_starter_in_use_and_the_rest_to_download(tmp_path: Path) -> None:
    (tmp_path / STARTER).mkdir()
    found = by_repository(tmp_path)
    assert set(found) == {offer.repo for offer in OFFERS}
    assert found[""].state == "in_use" and found[""].folder == str(tmp_path / STARTER)
    assert {each.state for name, each in found.items() if name} == {"downloadable"}
    assert [each.repository for each in found.values() if each.recommended] == [OFFERS[3].repo]
    assert [each.repository for each in by_repository(tmp_path, BOX).values() if each.recommended] == [""]
    assert "slowly" in by_repository(tmp_path, BOX)[QWEN].sentence


def test_what_was_fetched_by_name_and_a_local_folder_are_in_the_list_too(tmp_path: Path) -> None:
    models, local = tmp_path / "models", put(tmp_path / "elsewhere", "")
    put(folder_of(models, OWN), OWN)
    put(folder_of(models, QWEN), QWEN)
    (models / "stray").mkdir()
    found = {each.name: each for each in offers(models, local, (), MAC)}
    assert found["My-Model"].state == "installed" and found["My-Model"].licence == "mit"
    assert found["Qwen2.5 1.5B Instruct"].state == "installed"
    assert found["elsewhere"].state == "in_use" and found["elsewhere"].folder == str(local)
    assert "stray" not in found


def test_an_unfinished_download_is_paused_or_running_and_tells_how_far_it_is(tmp_path: Path) -> None:
    files = (RemoteFile(name="config.json", size=2), RemoteFile(name="model.safetensors", size=5000))
    for repository in (OWN, QWEN):
        partial = partial_folder(folder_of(tmp_path, repository))
        partial.mkdir()
        note = Plan(repo=repository, revision="1", licence="mit", files=files)
        (partial / NOTE).write_bytes(msgspec.json.encode(note))
        (partial / "model.safetensors").write_bytes(bytes(1234))
    found = by_repository(tmp_path, running=frozenset({QWEN}))
    assert (found[OWN].state, found[QWEN].state) == ("paused", "downloading")
    assert found[OWN].done >= 1234 and found[OWN].size == 5002 and not found[OWN].folder


def test_what_does_not_fit_says_why(tmp_path: Path) -> None:
    little = by_repository(tmp_path, Room(memory=4 * GB, free_disk=100 * GB, accelerated=True))
    assert not little[OFFERS[3].repo].fits and "memory" in little[OFFERS[3].repo].sentence
    full = by_repository(tmp_path, Room(memory=64 * GB, free_disk=GB // 4, accelerated=True))
    assert not full[QWEN].fits and "disk" in full[QWEN].sentence and full[""].fits
    file = RemoteFile(name="model.safetensors", size=40 * GB)
    plan = Plan(repo=OWN, revision="1", licence="", files=(file,))
    huge = planned(plan, tmp_path, tmp_path / STARTER, (), MAC)
    assert not huge.fits and huge.size == 40 * GB and huge.licence == "not named"


def test_only_what_was_downloaded_and_is_not_in_use_can_be_removed(tmp_path: Path) -> None:
    folder = put(folder_of(tmp_path, OWN), OWN)
    with pytest.raises(Trouble) as used:
        remove(tmp_path, OWN, folder)
    assert used.value.kind == "in_use" and folder.is_dir()
    remove(tmp_path, OWN, tmp_path / STARTER)
    assert list(tmp_path.iterdir()) == []
    for name, kind in ((OWN, "no_such_model"), ("", "bad_name"), ("a/..", "bad_name"), ("../../etc", "bad_name")):
        with pytest.raises(Trouble) as trouble:
            remove(tmp_path, name, tmp_path / STARTER)
        assert trouble.value.kind == kind
