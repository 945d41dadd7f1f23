"""A damaged database is always noticed, and its last backup always mends it."""

from __future__ import annotations

from pathlib import Path

from tests.crash.damage import KEY, Database, DataFolder, filled, flip, harm_often, notices, truncate, zero_page


def test_every_damage_is_noticed_and_mended() -> None:
    outcome = harm_often({flip: 100, truncate: 20, zero_page: 20}, seed=3)
    assert outcome.tried == outcome.noticed == 140 and outcome.mended == 14, outcome


def test_the_examination_can_fail(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    filled(folder, 3)
    assert not notices(folder.database), "a sound file is not called damaged"
    Database.open(folder.database, KEY).close()
