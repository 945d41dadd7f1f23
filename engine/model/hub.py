"""The door to the model hub: what a repository holds, and the sentence for each way in which asking can fail.

Promises: only files of the allow-list are ever named in a plan, so no code and no pickle arrives. `HF_ENDPOINT` is
respected. Refuses to know where files are kept (`engine.model.download`).
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from engine.errors import Trouble

ALLOWED = re.compile(
    r"config\.json|generation_config\.json|model\.safetensors\.index\.json|[\w.-]+\.safetensors|tokenizer\.json"
    r"|tokenizer_config\.json|tokenizer\.model|special_tokens_map\.json|added_tokens\.json|vocab\.json|merges\.txt"
    r"|chat_template\.(?:jinja|json)|LICEN[CS]E(?:\.\w+)?|README\.md"
)
REPOSITORY = re.compile(r"[\w.-]{1,96}/[\w.-]{1,96}")
TIMEOUT = 20.0  # seconds for the hub's answer to a question


class RemoteFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the plan: its hash is `sha256` (large files) or git's own blob hash `sha1` (small ones)."""

    name: str
    size: int
    sha256: str = ""
    sha1: str = ""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What would be fetched: `size` bytes in `files` of `repo` at the commit `revision`; `skipped` stays behind."""

    repo: str
    revision: str
    licence: str
    files: tuple[RemoteFile, ...]
    skipped: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes in all."""
        return sum(file.size for file in self.files)


def plan(repo: str, token: str | None = None, endpoint: str | None = None) -> Plan:
    """Ask the hub what `repo` ("owner/name") holds. Raises `Trouble` for each way in which that can go wrong."""
    if not REPOSITORY.fullmatch(repo) or ".." in repo:
        raise Trouble("bad_name", "That is not the name of a model repository.", "Write it as owner/name.")
    from huggingface_hub import HfApi

    with troubles():
        info = HfApi(endpoint=endpoint, token=token or False).model_info(repo, files_metadata=True, timeout=TIMEOUT)
    siblings = list(info.siblings or ())
    files = tuple(_remote(s) for s in siblings if ALLOWED.fullmatch(s.rfilename))
    skipped = tuple(s.rfilename for s in siblings if not ALLOWED.fullmatch(s.rfilename))
    names = {file.name for file in files}
    if "config.json" not in names or not any(name.endswith(".safetensors") for name in names):
        raise Trouble(
            "not_mlx", f"{repo} holds no safetensors model.", "Choose an MLX model, for example from mlx-community."
        )
    card: Any = info.card_data
    return Plan(
        repo=repo, revision=str(info.sha), licence=str(getattr(card, "license", "") or ""), files=files, skipped=skipped
    )


def _remote(sibling: Any) -> RemoteFile:
    large = sibling.lfs
    sha256, sha1 = (str(large.sha256), "") if large else ("", str(sibling.blob_id))
    return RemoteFile(name=sibling.rfilename, size=int(sibling.size or 0), sha256=sha256, sha1=sha1)


OFFLINE = ("The model hub cannot be reached.", "Check the network and try again; what has come is kept.")


@contextmanager
def troubles() -> Iterator[None]:
    """Turn what the hub's library raises into `Trouble`, one kind for each thing a user can do about it."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError as error:
        raise Trouble(
            "gated", "This model is gated.", "Accept its terms on the hub and give Dormouse your access token."
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise Trouble("no_such_model", "The hub knows no such model.", "Check the spelling of owner/name.") from error
    except errors.HfHubHTTPError as error:
        raise _http_trouble(error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Trouble(
                "disk_full", "The disk became full during the download.", "Free some space; it goes on where it was."
            ) from error
        raise Trouble("offline", *OFFLINE) from error
    except errors.HTTPError as error:  # type: ignore[attr-defined]  # the transport's own base class, re-exported
        raise Trouble("offline", *OFFLINE) from error


def _http_trouble(error: Any) -> Trouble:
    status = getattr(error.response, "status_code", 0)
    if status == 429:
        return Trouble("busy", "The model hub asks us to wait.", "Try again in a few minutes; what has come is kept.")
    if status in (401, 403):
        return Trouble(
            "no_such_model", "There is no such model, or it is private.", "Check its name and your access token."
        )
    if status == 404:
        return Trouble("no_such_file", "A file of this model is missing on the hub.", "Choose another model.")
    return Trouble(
        "offline", f"The model hub answered with an error ({status}).", "Try again later; what has come is kept."
    )
