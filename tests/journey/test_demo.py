"""The demo itself, with a random two-layer model: every stage of a day and a night, on the true path, in seconds.

What such a model says is noise; what is tested is that the story is told to its end, and told truly.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.paths import DataFolder
from tests.fakes import tiny_model
from tests.journey import demo


def test_a_day_and_a_night_are_told_to_their_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tiny_model(tmp_path / "model", context=4096)
    code = demo.main(["--model", str(model), "--depth", "nap", "--keep", str(tmp_path / "data")])
    shown = capsys.readouterr().out
    assert code == 0, shown
    for title in (
        "The day",
        "evening",
        "Closed book, before",
        "The nap",
        "morning",
        "Before and after",
        "morning report",
    ):
        assert title in shown
    for stage in ("gather", "consolidate", "dream", "train", "exam", "wake"):
        assert f"{stage:12}"[:9] in shown
    assert "My sister Ingrid lives in Trondheim." in shown  # MEMORY.md, in the user's own voice
    assert "None of Trondheim, piano, walnut, Pixel, Saab stands in it." in shown
    assert "\x1b" not in shown and "Traceback" not in shown
    folder = DataFolder(tmp_path / "data")
    said = [text for conversation in demo.load_day()[0] for text in conversation]
    logs = b"".join(path.read_bytes() for path in folder.root.glob("*.log*"))
    assert b"Sleep" in logs
    for word in ("Ingrid", "Trondheim", "Saab", "Zorbo", *said):
        assert word.encode() not in logs  # no user's word in a log
        assert word.encode() not in folder.database.read_bytes()  # nor in the clear on the disk


def test_questions_are_marked_as_they_are_written() -> None:
    conversations, questions = demo.load_day()
    assert sum(map(len, conversations)) >= 8 and {question.kind for question in questions} == set(demo.KINDS)
    near = next(question for question in questions if question.kind == "near")
    told = next(question for question in questions if question.kind == "recall")
    assert told.right(f"She lives in {told.expect[0].upper()}.") and not told.right("She lives in Oslo.")
    assert near.right("You haven't told me.") and not near.right(f"In {near.avoid[0]}.")


def test_a_demo_without_a_model_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.main(["--model", str(tmp_path / "none"), "--keep", str(tmp_path / "data")]) == 1
    assert "There is no model folder" in capsys.readouterr().out
