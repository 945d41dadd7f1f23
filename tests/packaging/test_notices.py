"""The list of components names everything that ships, and is the same whenever the same is built."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import msgspec
import notices
import pytest
import sign_news

from engine.errors import Trouble
from engine.updates import opened


def test_every_package_that_ships_is_listed_with_a_licence(tmp_path: Path) -> None:
    count = notices.collect(tmp_path)
    document = json.loads((tmp_path / "sbom.cdx.json").read_text())
    assert document["bomFormat"] == "CycloneDX" and document["specVersion"] == "1.6"
    names = {each["name"]: each for each in document["components"]}
    assert {"pyside6-essentials", "mlx", "keyring", "cryptography", "SmolLM2-135M-Instruct"} <= set(names)
    assert len(names) == count + 1 and all(each["licenses"] for each in names.values())
    assert {path.stem for path in tmp_path.glob("*.txt")} == set(names) - {"SmolLM2-135M-Instruct"}
    again = tmp_path / "again"
    notices.collect(again)
    assert (again / "sbom.cdx.json").read_bytes() == (tmp_path / "sbom.cdx.json").read_bytes()


def test_news_are_signed_with_a_key_of_the_makers_own(tmp_path: Path) -> None:
    key = tmp_path / "key"
    public = sign_news.new_key(key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    made = sign_news.sign(key, msgspec.json.encode({"version": "1.2", "notes": "New.", "page": "https://example.org"}))
    assert opened(made, public).version == "1.2"
    other = sign_news.new_key(tmp_path / "other")
    with pytest.raises(Trouble):
        opened(made, other)
    with pytest.raises(FileExistsError):
        sign_news.new_key(key)
