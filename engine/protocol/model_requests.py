"""What a face may ask about models and updates of the program."""

from __future__ import annotations

from engine.protocol.requests import Request


class ListModels(Request, frozen=True, kw_only=True):
    """The models that are here and those worth offering; touches no network."""


class FindModel(Request, frozen=True, kw_only=True):
    """Ask the hub about one repository ("owner/name"): a `ModelList` of one with its true size, or a trouble."""

    repository: str


class DownloadModel(Request, frozen=True, kw_only=True):
    """Fetch a model from the hub, or go on with it: `DownloadProgress` …, then `Done` when it is whole and verified.

    One that is paused or cancelled ends with a trouble of the kind "paused" or "cancelled". Chat goes on beside it.
    """

    repository: str


class PauseDownload(Request, frozen=True, kw_only=True):
    """End the running download of `repository` and keep what has come."""

    repository: str


class CancelDownload(Request, frozen=True, kw_only=True):
    """End the download of `repository`, running or paused, and throw away what has come."""

    repository: str


class RemoveModel(Request, frozen=True, kw_only=True):
    """Delete the downloaded model of `repository` from the disk; never the one in use, never the one that ships."""

    repository: str


class UseModel(Request, frozen=True, kw_only=True):
    """Answer with another model from now on: one of the hub's that is here, any local `folder`, or (both "") the
    starter model. `ModelReady`, then `Done`; a model that does not load changes nothing. A night that runs is ended.
    """

    repository: str = ""
    folder: str = ""


class SetHubToken(Request, frozen=True, kw_only=True):
    """Keep the access token for gated models in the keyring; "" removes it."""

    token: str


class CheckUpdates(Request, frozen=True, kw_only=True):
    """Is there a newer Dormouse? `automatic` chooses whether to ask at all; else no network is touched."""

    automatic: bool | None = None
