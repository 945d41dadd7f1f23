"""Where things lie: one data folder per user, one cache of models. Creates nothing by itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

ARCHIVE = "MEMORY.archive.md"
STARTER = "smollm2-135m-instruct"


@dataclass(frozen=True)
class DataFolder:
    """The names of everything inside one data folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted SQLite file."""
        return self.root / "dormouse.db"

    @property
    def key_file(self) -> Path:
        """The 0600 file that holds the key where no keyring answers."""
        return self.root / "dormouse.key"

    @property
    def id_file(self) -> Path:
        """The folder's own random name, under which a keyring keeps its key; moves with the folder."""
        return self.root / "dormouse.id"

    @property
    def memory_file(self) -> Path:
        """`MEMORY.md`, which the user may read and edit."""
        return self.root / "MEMORY.md"

    @property
    def memory_archive(self) -> Path:
        """What the memory file has no room for any more; the same facts lie in the ledger."""
        return self.root / ARCHIVE

    @property
    def adapters(self) -> Path:
        """The folder of published adapters, one folder each, named by adapter id."""
        return self.root / "adapters"

    @property
    def backups(self) -> Path:
        """The folder of dated database backups."""
        return self.root / "backups"

    @property
    def work(self) -> Path:
        """The folder of a night's checkpoints."""
        return self.root / "work"

    @property
    def lock(self) -> Path:
        """The file that the engine holds a flock on."""
        return self.root / "lock"

    @property
    def sleeper_lock(self) -> Path:
        """The file that a sleeper holds a flock on: one night at a time, whoever began it."""
        return self.root / "sleeper.lock"

    @property
    def running(self) -> Path:
        """The mark of an engine that has not ended cleanly yet."""
        return self.root / "running"

    @property
    def recovery(self) -> Path:
        """The key, wrapped by a recovery code that only the user has."""
        return self.root / "dormouse.recovery"

    @property
    def sleeper_log(self) -> Path:
        """The sleeper's log: ids, counts and hashes only."""
        return self.root / "sleeper.log"

    @property
    def log(self) -> Path:
        """The engine's log: ids, counts and hashes only."""
        return self.root / "engine.log"


def data_folder(chosen: str | None = None) -> DataFolder:
    """The folder named by `--data`, else `DORMOUSE_DATA`, else the platform's own place for user data."""
    named = chosen or os.environ.get("DORMOUSE_DATA")
    return DataFolder(
        Path(named).expanduser().absolute() if named else Path(platformdirs.user_data_dir("dormouse", appauthor=False))
    )


def models_folder() -> Path:
    """The cache of model folders: `DORMOUSE_MODELS`, else the platform's cache."""
    named = os.environ.get("DORMOUSE_MODELS")
    return (
        Path(named).expanduser().absolute()
        if named
        else Path(platformdirs.user_cache_dir("dormouse", appauthor=False)) / "models"
    )


def named_model(chosen: str | None = None) -> Path | None:
    """The model folder named by `--model`, else by `DORMOUSE_MODEL`, else None: then the user's own choice counts."""
    named = chosen or os.environ.get("DORMOUSE_MODEL")
    return Path(named).expanduser().absolute() if named else None


def model_folder(chosen: str | None = None) -> Path:
    """The model to use: a folder named by `--model` or `DORMOUSE_MODEL`, else the starter model in the cache."""
    return named_model(chosen) or models_folder() / STARTER
