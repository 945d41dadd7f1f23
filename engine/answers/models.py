"""Answers about models: which there are, fetching them, and which one answers."""

from __future__ import annotations

import os
from pathlib import Path

from engine.call import Call
from engine.desk import Desk
from engine.errors import Trouble
from engine.model import library
from engine.model.download import cancel
from engine.paths import STARTER, models_folder
from engine.probes.hardware import Hardware, hardware
from engine.protocol import (
    CancelDownload,
    DownloadModel,
    FindModel,
    ListModels,
    ModelList,
    ModelOffer,
    PauseDownload,
    RemoveModel,
    SetHubToken,
    UseModel,
)
from engine.store import keys
from engine.store.settings import Settings

TOKEN = "hub token"  # noqa: S105  # the name under which the keyring keeps it, and the setting that says that it does


def list_models(desk: Desk, request: ListModels, call: Call) -> None:
    """What is here and what could be; the disk is looked at, the network is not."""
    machine = hardware(models_folder())
    found = library.offers(models_folder(), desk.model_folder, desk.downloads.running, _room(machine))
    call.reply(_list(desk, machine, found))


def find_model(desk: Desk, request: FindModel, call: Call) -> None:
    """One repository as the hub describes it, asked on another thread."""
    library.folder_of(models_folder(), request.repository)  # a wrong name is told at once
    machine, token, running = hardware(models_folder()), _token(desk), desk.downloads.running
    has_token, in_use = _has_token(desk), desk.model_folder

    def ask() -> ModelList:
        plan = desk.downloads.plan(request.repository, token() or None)
        found = library.planned(plan, models_folder(), in_use, running, _room(machine))
        return ModelList(
            models=(found,), memory=machine.memory, free_disk=machine.free_disk, chip=machine.chip, token=has_token
        )

    desk.downloads.ask(ask, call.reply)


def download_model(desk: Desk, request: DownloadModel, call: Call) -> None:
    """Begin, or go on; the rest is told from the download's own thread."""
    desk.downloads.begin(request.repository, _token(desk), call.reply)


def pause_download(desk: Desk, request: PauseDownload, call: Call) -> None:
    """What has come is kept."""
    desk.downloads.pause(request.repository)


def cancel_download(desk: Desk, request: CancelDownload, call: Call) -> None:
    """What has come goes."""
    desk.downloads.cancel(request.repository)


def remove_model(desk: Desk, request: RemoveModel, call: Call) -> None:
    """Delete a model's files; what Dormouse has learned stays where it is."""
    if request.repository in desk.downloads.running:
        raise Trouble("downloading", "That model is being downloaded.", "Cancel the download instead.")
    cancel(library.folder_of(models_folder(), request.repository))
    library.remove(models_folder(), request.repository, desk.model_folder)


def use_model(desk: Desk, request: UseModel, call: Call) -> None:
    """Another model from now on."""
    desk.use_model(_wanted(request), call.reply)


def _wanted(request: UseModel) -> Path:
    if request.folder:
        return Path(request.folder).expanduser().absolute()
    if not request.repository:
        return models_folder() / STARTER
    folder = library.folder_of(models_folder(), request.repository)
    if not folder.is_dir():
        raise Trouble("no_such_model", "That model is not on this machine yet.", "Download it first.")
    return folder


def set_hub_token(desk: Desk, request: SetHubToken, call: Call) -> None:
    """Into the keyring; the database holds only that there is one."""
    token = request.token.strip()
    if not token.isascii() or any(sign.isspace() for sign in token):
        raise Trouble("bad_token", "That is not an access token.", "Copy it from the hub's settings page once more.")
    keys.keep_secret(TOKEN, token)
    Settings(desk.db).set(TOKEN, bool(token) or None)


def _has_token(desk: Desk) -> bool:
    return Settings(desk.db).get(TOKEN, bool, False) or bool(os.environ.get("HF_TOKEN"))


def _token(desk: Desk) -> library.Token:
    """How to come by the access token, on a thread that may wait: the keyring is asked only where it holds one."""
    kept = Settings(desk.db).get(TOKEN, bool, False)
    return lambda: (keys.secret(TOKEN) if kept else "") or os.environ.get("HF_TOKEN", "")


def _room(machine: Hardware) -> library.Room:
    return library.Room(memory=machine.memory, free_disk=machine.free_disk, accelerated=machine.accelerated)


def _list(desk: Desk, machine: Hardware, models: tuple[ModelOffer, ...]) -> ModelList:
    return ModelList(
        models=models,
        memory=machine.memory,
        free_disk=machine.free_disk,
        chip=machine.chip,
        token=_has_token(desk),
    )
