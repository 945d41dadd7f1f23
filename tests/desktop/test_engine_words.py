"""The engine's sentences in the window's language: every one is in the table, and is found again with its values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.engine_notes import NOTES
from desktop.engine_reasons import REASONS
from desktop.engine_troubles import TROUBLES
from desktop.engine_words import said, trouble_words
from desktop.i18n import Translation
from engine.probes import machine
from engine.protocol import TroubleEvent
from engine.sleep import conditions
from engine.sleep.conditions import DEFAULTS, Snapshot, Wishes

ENGINE = Path(__file__).resolve().parents[2] / "engine"
TERMINAL = ("client", "commands", "commands_care", "commands_memory", "commands_models", "talk", "terminal")
SOURCES = {str(source) for source in (*REASONS, *TROUBLES)}


@pytest.fixture
def german(qapp):
    translation = Translation(qapp)
    translation.use("de")
    yield
    translation.use("en_US")


def words(node: ast.expr) -> str | None:
    """A literal, or an f-string with its values numbered."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        numbers = iter(range(99))
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{{next(numbers)}}}" for part in node.values
        )
    return None


def told(kind: str) -> Iterator[tuple[str, str]]:
    """What the engine's own source gives to each `kind`, but for what only a terminal hears."""
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if path.stem not in TERMINAL else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == kind:
                texts = [words(each) for each in node.args[1:]]
                texts += [words(each.value) for each in node.keywords if each.arg in ("sentence", "remedy")]
                yield from ((path.name, text) for text in texts if text and " " in text)


@pytest.mark.parametrize("kind", ["Trouble", "TroubleEvent"])
def test_every_trouble_is_in_the_table(kind):
    unknown = [
        (path, text) for path, text in told(kind) if text not in SOURCES and not text.startswith(("MEMORY.md", "{"))
    ]
    assert not unknown


def test_the_test_above_reads_something():
    assert len(list(told("Trouble"))) > 120


@pytest.mark.parametrize("path", ["store/check.py", "model/catalog.py"])
def test_every_finding_and_every_word_about_a_model_is_in_the_table(path):
    tree = ast.parse((ENGINE / path).read_text(encoding="utf-8"))
    texts = {words(node) for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr)}
    sentences = {text for text in texts if text and re.fullmatch(r"[A-Z][^\n]+ [^\n]+\.", text)}
    docs = {
        ast.get_docstring(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    }
    pieces = {text for text in sentences if any(text != other and text in other for other in sentences)}
    assert len(sentences - docs) > 4
    assert sentences - docs - pieces <= SOURCES


def test_every_reason_of_the_conditions_is_known_in_german(german):
    worst = Snapshot(on_ac=False, charge=10, idle=5, display_off=False, thermal=3, low_power=True, lid_closed=True,
                     memory_pressure=True, hour=12.5)  # fmt: skip
    wishes = Wishes(hours=(22.0, 6.0), display_must_sleep=True)
    reasons = conditions._broken(conditions.START, worst, wishes)
    assert len(reasons) > 8
    for reason in (*reasons, *(because for _, because in DEFAULTS.values())):
        assert said(reason) != reason, reason
    assert said("you were here 42 seconds ago, less than 10 minutes") == (
        "Sie waren vor 42 Sekunden noch da, weniger als 10 Minuten")  # fmt: skip


def test_what_the_stages_say_of_themselves_is_said_in_german(german):
    for note, words in (
        ("Read 1 message of yours and found 2 possible facts.",
         "1 Nachricht von Ihnen gelesen und 2 mögliche Tatsachen gefunden."),
        ("Facts: 2 new, 1 said again.", "Tatsachen: 2 neu, 1 noch einmal gesagt."),
        ("Facts: 1 new. 2 lines missing from MEMORY.md came back.",
         "Tatsachen: 1 neu. 2 Zeilen, die in MEMORY.md fehlten, sind wieder da."),
        ("Dreamt 331 rows, kept 320.", "331 Übungen geträumt, 320 behalten."),
        ("Trained on 320 rows. Done with less: the machine had ended this stage before.",
         "Geübt: 320 Übungen. Mit weniger getan: Der Rechner hatte diese Stufe schon einmal beendet."),
        ("24 questions: 0 right before, 20 after.", "24 Fragen: vorher 0 richtig, nachher 20."),
        ("Published; 3 facts answered by heart, 1 still looked up.",
         "Übernommen; 3 Tatsachen auswendig beantwortet, 1 weiter nachgeschlagen."),
        ("Kept what was there. 1 older adapter with a deleted fact went out of use.",
         "Es bleibt, wie es war. 1 älterer Adapter mit einer gelöschten Tatsache außer Gebrauch genommen."),
    ):  # fmt: skip
        assert said(note) == words


def test_every_stage_note_of_the_table_is_in_the_engine_s_source():
    source = " ".join(path.read_text(encoding="utf-8") for path in sorted((ENGINE / "sleep").glob("*.py")))
    for note in NOTES:
        for piece in re.split(r"\{\d\}", str(note)):
            bare = piece.strip(" ,.").removesuffix("s")
            assert bare in source, note


def test_where_signals_come_from_is_known_or_a_name(german):
    sources = {source for _, source in machine(Path("/tmp")).values()}
    assert {said(source) for source in sources} <= {"das Dateisystem", "psutil", "kein Akku gefunden"}


def test_trouble_is_said_in_german_with_its_remedy(german):
    event = TroubleEvent(kind="disk_full", sentence="The disk is full, so dormouse.db could not be written.",
                         remedy="Free some space and try again.")  # fmt: skip
    assert trouble_words(event) == (
        "Die Platte ist voll, darum ließ sich dormouse.db nicht schreiben. "
        "Machen Sie etwas Platz und versuchen Sie es noch einmal.")  # fmt: skip


def test_what_nobody_has_translated_stays(german):
    assert said("A sentence {0} of nobody.") == "A sentence {0} of nobody."
    assert said("It is current. A sentence of nobody.") == "Es ist aktuell. A sentence of nobody."
    assert said("") == ""


def test_english_is_left_alone(qapp):
    Translation(qapp).use("en_US")
    assert said("It is current.") == "It is current."
