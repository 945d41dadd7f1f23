"""One tiny model for all tests of this folder: made once, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.model.language import Language
from engine.paths import model_folder
from tests.fakes import tiny_model


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def loaded(tiny_folder: Path) -> Language:
    return Language.load(tiny_folder)


@pytest.fixture
def tiny(loaded: Language) -> Language:
    """The shared tiny model, with nothing in its memory and no adapter on it."""
    loaded.use_adapter(None)
    return loaded


@pytest.fixture(scope="session")
def starter_loaded() -> Language:
    return Language.load(model_folder())


@pytest.fixture
def starter(starter_loaded: Language) -> Language:
    starter_loaded.use_adapter(None)
    return starter_loaded
