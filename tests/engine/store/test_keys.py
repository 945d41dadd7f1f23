"""The key: made once, never replaced, and found again whatever the keyring does."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import Trouble
from engine.paths import DataFolder
from engine.store import keys
from engine.store.database import Database
from engine.store.keys import Key, Keyring, obtain_key

SECONDS = 0.2  # how long a keyring may take here


class MemoryKeyring:
    """A keyring as it should be."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, account: str) -> str | None:
        return self.secrets.get((service, account))

    def set_password(self, service: str, account: str, secret: str) -> None:
        self.secrets[service, account] = secret


class LockedKeyring(MemoryKeyring):
    """The user has closed the prompt."""

    def get_password(self, service: str, account: str) -> str | None:
        raise PermissionError("locked")


class HangingKeyring(MemoryKeyring):
    """Nobody ever answers the prompt."""

    def get_password(self, service: str, account: str) -> str | None:
        threading.Event().wait(30)
        return None


class ForgetfulKeyring(MemoryKeyring):
    """It says that it has stored the secret."""

    def set_password(self, service: str, account: str, secret: str) -> None:
        pass


class ReadOnlyKeyring(MemoryKeyring):
    """It may be read and not written."""

    def set_password(self, service: str, account: str, secret: str) -> None:
        raise PermissionError("read-only")


class OtherKeyring(MemoryKeyring):
    """It holds another folder's key."""

    def get_password(self, service: str, account: str) -> str | None:
        return "ab" * 32


class GarbledKeyring(MemoryKeyring):
    """It holds something else."""

    def get_password(self, service: str, account: str) -> str | None:
        return "hunter2"


BROKEN: list[Callable[[], Keyring]] = [LockedKeyring, HangingKeyring, ForgetfulKeyring, ReadOnlyKeyring]


def obtain(folder: DataFolder, ring: Keyring) -> Key:
    return obtain_key(folder, ring, new_seconds=SECONDS, open_seconds=SECONDS)


def contents(folder: DataFolder) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.root.iterdir()}


def with_database(folder: DataFolder, key: Key) -> None:
    Database.open(folder.database, key.value).close()


def test_a_good_keyring_keeps_the_key(folder: DataFolder) -> None:
    ring = MemoryKeyring()
    key = obtain(folder, ring)
    assert key.source == "keyring" and len(key.value) == 32 and not folder.key_file.exists()
    (((service, account), secret),) = ring.secrets.items()
    assert (service, account, secret) == ("dormouse", folder.id_file.read_text().strip(), key.value.hex())
    assert obtain(folder, ring) == key, "a start that was interrupted before the database goes on with the same key"
    with_database(folder, key)
    assert obtain(folder, ring) == key and len(ring.secrets) == 1


def test_every_folder_has_its_own_key(tmp_path: Path) -> None:
    ring = MemoryKeyring()
    found = [obtain(DataFolder(tmp_path / name), ring) for name in ("a", "b")]
    assert found[0].value != found[1].value and len(ring.secrets) == 2


def test_a_folder_that_is_moved_keeps_its_key(folder: DataFolder, tmp_path: Path) -> None:
    ring = MemoryKeyring()
    key = obtain(folder, ring)
    with_database(folder, key)
    folder.root.rename(tmp_path / "moved")
    assert obtain(DataFolder(tmp_path / "moved"), ring) == key


@pytest.mark.parametrize("ring", BROKEN)
def test_without_an_answer_the_key_is_kept_in_a_private_file(folder: DataFolder, ring: Callable[[], Keyring]) -> None:
    begun = time.monotonic()
    key = obtain(folder, ring())
    assert time.monotonic() - begun < SECONDS + 2
    assert key.source == "file" and folder.key_file.stat().st_mode & 0o777 == 0o600
    assert folder.key_file.read_text().strip() == key.value.hex()
    with_database(folder, key)
    assert obtain(folder, ring()) == key == obtain(folder, MemoryKeyring())


@pytest.mark.parametrize("ring", [MemoryKeyring, *BROKEN])
def test_a_lost_key_is_one_sentence_and_nothing_changes(folder: DataFolder, ring: Callable[[], Keyring]) -> None:
    with_database(folder, obtain(folder, MemoryKeyring()))
    before = contents(folder)
    with pytest.raises(Trouble) as caught:
        obtain(folder, ring())
    assert caught.value.kind == "key_missing" and caught.value.remedy
    assert contents(folder) == before


def test_a_database_without_the_folders_name_is_left_alone(folder: DataFolder) -> None:
    ring = MemoryKeyring()
    with_database(folder, obtain(folder, ring))
    folder.id_file.unlink()
    before, secrets = contents(folder), dict(ring.secrets)
    with pytest.raises(Trouble):
        obtain(folder, ring)
    assert contents(folder) == before and ring.secrets == secrets


def test_another_value_in_the_keyring_opens_nothing_and_changes_nothing(folder: DataFolder) -> None:
    with_database(folder, obtain(folder, MemoryKeyring()))
    before = contents(folder)
    with pytest.raises(Trouble) as caught:
        Database.open(folder.database, obtain(folder, OtherKeyring()).value)
    assert caught.value.kind == "wrong_key" and contents(folder) == before
    with pytest.raises(Trouble) as caught:
        obtain(folder, GarbledKeyring())
    assert caught.value.kind == "key_damaged" and contents(folder) == before


@pytest.mark.parametrize("text", ["", "zz" * 32, "ab" * 31, "\xff\xfe"])
def test_a_damaged_key_file_is_replaced_only_while_there_is_no_database(folder: DataFolder, text: str) -> None:
    folder.root.mkdir()
    folder.key_file.write_text(text, encoding="latin-1")
    key = obtain(folder, LockedKeyring())
    assert folder.key_file.read_text().strip() == key.value.hex()
    with_database(folder, key)
    folder.key_file.write_text(text, encoding="latin-1")
    before = contents(folder)
    with pytest.raises(Trouble) as caught:
        obtain(folder, MemoryKeyring())
    assert caught.value.kind == "key_damaged" and contents(folder) == before


def test_a_log_without_a_database_counts_as_one(folder: DataFolder) -> None:
    folder.root.mkdir()
    folder.database.with_name("dormouse.db-wal").write_bytes(b"x")
    with pytest.raises(Trouble):
        obtain(folder, MemoryKeyring())
    assert list(folder.root.iterdir()) == [folder.database.with_name("dormouse.db-wal")]


def test_a_file_in_the_folders_place(folder: DataFolder) -> None:
    folder.root.write_text("mine")
    with pytest.raises(Trouble) as caught:
        obtain(folder, MemoryKeyring())
    assert caught.value.kind == "not_a_folder" and folder.root.read_text() == "mine"


def test_backends_that_keep_secrets_in_the_clear_are_not_used(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "UNSAFE", (MemoryKeyring.__module__,))
    ring = MemoryKeyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: ring)
    assert obtain_key(folder).source == "file" and ring.secrets == {}


def test_a_key_never_shows_itself() -> None:
    assert "ab" not in repr(Key(b"\xab" * 32, "file"))


@pytest.mark.parametrize("broken", BROKEN)
def test_a_token_lies_in_the_keyring_or_nowhere(broken: Callable[[], Keyring]) -> None:
    ring = MemoryKeyring()
    keys.keep_secret("hub", "hf_1", ring)
    assert keys.secret("hub", ring) == "hf_1" and keys.secret("other", ring) == ""
    keys.keep_secret("hub", "", ring)
    assert keys.secret("hub", ring) == ""
    with pytest.raises(Trouble) as trouble:
        keys.keep_secret("hub", "hf_2", broken(), seconds=SECONDS)
    assert trouble.value.kind == "no_keyring" and "hf_2" not in str(trouble.value)
    assert keys.secret("hub", broken(), seconds=SECONDS) == ""
