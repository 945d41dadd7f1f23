"""The list of components names everything that ships, and is the same whenever the same is built."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import msgspec
import notices
import other_parts
import pytest
import sign_news

from engine.errors import Trouble
from engine.updates import opened


def test_everything_that_ships_is_listed_with_a_licence_and_its_text(tmp_path: Path) -> None:
    count = notices.collect(tmp_path)
    document = json.loads((tmp_path / "sbom.cdx.json").read_text())
    assert document["bomFormat"] == "CycloneDX" and document["specVersion"] == "1.6"
    names = {each["name"]: each for each in document["components"]}
    assert {"pyside6-essentials", "mlx", "keyring", "cryptography", "cpython", "SmolLM2-135M-Instruct"} <= set(names)
    assert len(names) == count + 1 and all(each["licenses"] for each in names.values())
    texts = {path.stem: path.read_text() for path in tmp_path.glob("*.txt")}
    assert set(texts) == set(names) - {"SmolLM2-135M-Instruct"}
    assert [name for name, text in texts.items() if len(text.splitlines()) < 8] == [], "each has its licence's text"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["pyside6-essentials"] and "PSF" in texts["cpython"]
    references = [each["bom-ref"] for each in document["components"]]
    assert len(set(references)) == len(references)
    again = tmp_path / "again"
    notices.collect(again)
    assert (again / "sbom.cdx.json").read_bytes() == (tmp_path / "sbom.cdx.json").read_bytes()


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="the system's libraries are told by dpkg")
def test_the_system_s_libraries_in_a_bundle_are_listed_too(tmp_path: Path) -> None:
    inside = tmp_path / "bundle/_internal"
    inside.mkdir(parents=True)
    for name in ("libz.so.1", "libnobody-knows.so.7", "libpython3.11.so.1.0"):
        (inside / name).touch()
    found = other_parts.parts(tmp_path / "bundle")
    assert set(found) == {"cpython", "pyinstaller", "system-zlib1g"}
    assert found["system-zlib1g"].component.version and "zlib" in found["system-zlib1g"].text


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
