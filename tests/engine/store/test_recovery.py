"""The printed code: opens, forgives slips of the pen, refuses everything else."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from engine.errors import Trouble
from engine.store.recovery import make_code, open_with_code, read_code


def test_the_code_opens_and_is_forgiving(tmp_path: Path) -> None:
    key, path = secrets.token_bytes(32), tmp_path / "recovery.json"
    code = make_code(key, path)
    assert len(code) == 39 and path.stat().st_mode & 0o777 == 0o600
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert open_with_code(code, path) == key and open_with_code(sloppy, path) == key
    assert key.hex() not in path.read_text() and read_code(code) not in path.read_text()


def test_a_new_code_ends_the_old_one(tmp_path: Path) -> None:
    key, path = secrets.token_bytes(32), tmp_path / "recovery.json"
    old, new = make_code(key, path), make_code(key, path)
    assert open_with_code(new, path) == key
    with pytest.raises(Trouble, match="does not belong"):
        open_with_code(old, path)


def test_everything_else_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "recovery.json"
    code = make_code(bytes(32), path)
    for wrong in ("", "ABCD", code + "0", code.replace(code[0], "U")):
        with pytest.raises(Trouble) as trouble:
            open_with_code(wrong, path)
        assert trouble.value.kind == "wrong_code"
    for damage in (b"", b"{}", b'{"salt":"zz","wrapped":"","tag":""}'):
        path.write_bytes(damage)
        with pytest.raises(Trouble) as trouble:
            open_with_code(code, path)
        assert trouble.value.kind == "damaged"
    with pytest.raises(Trouble) as trouble:
        open_with_code(code, tmp_path / "none")
    assert trouble.value.kind == "no_recovery"


def test_each_flipped_bit_of_the_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "recovery.json"
    code = make_code(secrets.token_bytes(32), path)
    sound = path.read_bytes()
    for index in range(len(sound)):
        path.write_bytes(sound[:index] + bytes([sound[index] ^ 1]) + sound[index + 1 :])
        with pytest.raises(Trouble):
            open_with_code(code, path)
