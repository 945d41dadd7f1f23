"""The models of this machine: those of the list, those fetched by name, the one in use, and what each needs.

Promises to look at the disk and nothing else (no network, no loading), and to be right after any crash: only a folder
with a manifest is a model, only a partial folder is an unfinished one. Refuses to fetch or to load anything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from engine.errors import Trouble
from engine.model import manifest
from engine.model.catalog import GB, OFFERS, TRAINING_ROOM, Offer, by_name, recommend
from engine.model.download import MARGIN, NOTE, partial_folder
from engine.model.hub import REPOSITORY, Plan
from engine.protocol import ModelOffer, ModelState

Token = Callable[[], str]  # asked for the access token when it is needed; "" where there is none
TALKATIVE = 500_000_000  # weights (bytes, where nobody counts them) that a CPU still reads fast enough to talk with
SHARE_TO_FIT = 0.7  # of all memory: what macOS lets the GPU have, and what leaves the rest of a machine alive


class _About(msgspec.Struct, frozen=True):
    """What a manifest says about where its model came from."""

    source: object = ""
    licence: str = ""


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """What this machine has: bytes of memory and free disk, and whether MLX has a GPU (`accelerated`)."""

    memory: int
    free_disk: int
    accelerated: bool


def folder_of(models: Path, repository: str) -> Path:
    """Where the model of `repository` lies, or will lie; raises `Trouble` for what is no repository's name."""
    if not REPOSITORY.fullmatch(repository) or ".." in repository:
        raise Trouble("bad_name", "That is not the name of a model repository.", "Write it as owner/name.")
    known = by_name(repository)
    return models / (known.folder if known else repository.replace("/", "--").lower())


def offers(models: Path, in_use: Path, running: Collection[str], room: Room) -> tuple[ModelOffer, ...]:
    """All models: the list first, then what else is here. `running` names the repositories that are being fetched."""
    best, why = recommend(room.memory, room.accelerated, room.free_disk)
    listed = [_listed(each, models, in_use, running, room) for each in OFFERS]
    listed = [
        msgspec.structs.replace(each, recommended=True, sentence=why) if offer is best else each
        for offer, each in zip(OFFERS, listed, strict=True)
    ]
    known = {models / offer.folder for offer in OFFERS}
    more = [_here(folder, in_use, running, room) for folder in _others(models) if folder not in known]
    if in_use not in known and in_use.parent != models:
        more.append(_here(in_use, in_use, running, room))
    return (*listed, *more)


def planned(plan: Plan, models: Path, in_use: Path, running: Collection[str], room: Room) -> ModelOffer:
    """One model as the hub describes it, with its true size."""
    known, folder = by_name(plan.repo), folder_of(models, plan.repo)
    weights = sum(file.size for file in plan.files if file.name.endswith(".safetensors"))
    found = ModelOffer(
        repository=plan.repo, name=known.name if known else plan.repo.partition("/")[2],
        parameters=known.parameters if known else 0, size=plan.size, memory=weights + TRAINING_ROOM, disk=plan.size,
        licence=plan.licence or "not named", state="downloadable", fits=True, recommended=False, sentence="",
    )  # fmt: skip
    return _judged(_placed(found, folder, in_use, running), room, known.note if known else "")


def size_on_disk(folder: Path) -> int:
    """Bytes of all files in `folder`; 0 where there is none."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) if folder.is_dir() else 0


def remove(models: Path, repository: str, in_use: Path) -> None:
    """Delete a downloaded model; raises `Trouble` for the one in use, and for one that is not here."""
    folder = folder_of(models, repository)
    if folder == in_use:
        raise Trouble("in_use", "That model is in use.", "Choose another model first.")
    if not folder.is_dir():
        raise Trouble("no_such_model", "That model is not on this machine.", "See the list of models.")
    doomed = folder.with_name(f".{folder.name}.removed")  # gone at once: half a model must not look whole
    shutil.rmtree(doomed, ignore_errors=True)
    folder.rename(doomed)
    for left in models.glob(".*.removed"):  # this one, and what a kill has left of others
        shutil.rmtree(left, ignore_errors=True)


def _listed(offer: Offer, models: Path, in_use: Path, running: Collection[str], room: Room) -> ModelOffer:
    found = ModelOffer(
        repository=offer.repo, name=offer.name, parameters=offer.parameters, size=offer.disk, memory=offer.memory,
        disk=offer.disk, licence=offer.licence, state="downloadable", fits=True, recommended=False, sentence="",
    )  # fmt: skip
    return _judged(_placed(found, models / offer.folder, in_use, running), room, offer.note)


def _others(models: Path) -> list[Path]:
    """Model folders, and the final places of unfinished ones."""
    if not models.is_dir():
        return []
    whole = [each for each in models.iterdir() if each.name[0] != "." and (each / manifest.NAME).is_file()]
    begun = [each for each in models.glob(".*.partial") if (each / NOTE).is_file()]
    places = {each.with_name(each.name[1:].removesuffix(".partial")) for each in begun}
    return sorted({*whole, *places})


def _here(folder: Path, in_use: Path, running: Collection[str], room: Room) -> ModelOffer:
    """A model that is no part of the list: what its own files say."""
    note = partial_folder(folder) / NOTE
    if not folder.is_dir() and note.is_file():
        return planned(msgspec.json.decode(note.read_bytes(), type=Plan), folder.parent, in_use, running, room)
    about, size = _about(folder), size_on_disk(folder)
    source = about.source if isinstance(about.source, str) else ""
    found = ModelOffer(
        repository=source, name=source.partition("/")[2] or folder.name, parameters=0, size=size,
        memory=size + TRAINING_ROOM, disk=size, licence=about.licence or "not named", state="installed", fits=True,
        recommended=False, sentence="",
    )  # fmt: skip
    return _judged(_placed(found, folder, in_use, running), room, "")


def _about(folder: Path) -> _About:
    try:
        return msgspec.json.decode((folder / manifest.NAME).read_bytes(), type=_About)
    except (OSError, msgspec.DecodeError):
        return _About()


def _placed(found: ModelOffer, folder: Path, in_use: Path, running: Collection[str]) -> ModelOffer:
    """`found` with its state, as the disk says."""
    partial, state = partial_folder(folder), found.state
    if folder.is_dir() or not found.repository:  # what has no repository is here, or ships and is unpacked when used
        state = "in_use" if folder == in_use else "installed"
    elif found.repository and found.repository in running:
        state = "downloading"
    elif (partial / NOTE).is_file():
        state = "paused"
    done = size_on_disk(partial) if state in ("downloading", "paused") else 0
    return msgspec.structs.replace(found, state=state, folder=str(folder) if folder.is_dir() else "", done=done)


def _is_here(state: ModelState) -> bool:
    return state in ("in_use", "installed")


def _judged(found: ModelOffer, room: Room, note: str) -> ModelOffer:
    """`found` with whether it fits, and why not."""
    sentence, fits = note, False
    if found.memory > room.memory * SHARE_TO_FIT:
        sentence = f"It wants {_gb(found.memory)} of memory, and this machine has {_gb(room.memory)}."
    elif not _is_here(found.state) and found.disk - found.done + MARGIN > room.free_disk:
        sentence = f"It needs {_gb(found.disk)} of free disk, and there are {_gb(room.free_disk)}."
    else:
        fits = True
        if not room.accelerated and (found.parameters or found.size) > TALKATIVE:
            sentence = "Without an Apple GPU it answers slowly."
    return msgspec.structs.replace(found, fits=fits, sentence=sentence)


def _gb(size: int) -> str:
    return f"{size / GB:.1f} GB"
