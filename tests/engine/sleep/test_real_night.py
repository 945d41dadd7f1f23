"""Whole nights with the real crew and true MLX, on a two-layer model made at random: small, but nothing is faked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from engine.chat import Chat
from engine.clock import SystemClock
from engine.errors import Trouble
from engine.model.language import Language
from engine.model.message import Message
from engine.protocol import Report, SleepStage
from engine.sleep.crew import Marked
from engine.sleep.night_crew import NightCrew
from tests.engine.sleep.small import House, open_house
from tests.fakes import tiny_model

FACTS = (
    ("The user's aunt Rosa lives in Turin.", "family"),
    ("The user drives a Volvo.", "possession"),
    ("The user's rabbit is called Hazel.", "pets"),
)


class Lenient(NightCrew):
    """A random model learns nothing worth keeping; let it graduate all the same, to see it published."""

    def mark(self, before: object, after: object) -> Marked:
        marked = super().mark(before, after)  # type: ignore[arg-type]
        facts = tuple(sorted({each.fact for each in after if each.fact}))  # type: ignore[attr-defined]
        return Marked("published", "The test wants it.", facts, marked.scores)


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Language]:
    yield Language.load(tiny_model(tmp_path_factory.mktemp("model"), context=4096))


def make(folder: Path, language: Language, before: int = 0) -> House:
    """A house that knows `FACTS`, after `before` other facts that were deleted again."""
    house = open_house(folder)
    house.language, house.crew = language, Lenient()  # type: ignore[assignment]
    for n in range(before):
        fact = house.ledger.add(f"Something else {n}.", kind="other", trust="user_confirmed", confidence=1.0)
        house.ledger.set_state(fact.id, "deleted", "a test")
    for text, kind in FACTS[:: -1 if before else 1]:
        house.ledger.add(text, kind=kind, trust="user_confirmed", confidence=1.0)
    return house


def stop_in(stage: str, count: int) -> tuple[Callable[[], bool], Callable[[SleepStage], None]]:
    seen: list[SleepStage] = []
    return lambda: sum(each.stage == stage for each in seen) >= count, seen.append


def test_same_facts_same_weights_in_spite_of_ids_stops_and_history(tmp_path: Path, language: Language) -> None:
    plain = make(tmp_path / "plain", language)
    end = plain.sleep("nap")
    assert end.verdict == "published" and language.adapter_id == end.adapter
    other = make(tmp_path / "other", language, before=2)
    for stage, count in (("dream", 2), ("train", 9), ("train", 3), ("exam", 2)):
        stop, emit = stop_in(stage, count)
        assert other.sleep("nap", stop=stop, emit=emit).verdict == "stopped", stage
    again = other.sleep("nap")
    assert (again.verdict, again.adapter) == ("published", end.adapter)
    raw = other.nights.report(again.night)
    assert raw is not None
    report = msgspec.json.decode(raw, type=Report)
    assert len(report.learned) == 3 and {each.kind for each in report.exams} >= {"recall", "near", "general"}
    assert report.seconds > 0 and "general_kept" in report.scores
    plain.db.close()
    other.db.close()


def test_another_true_model_keeps_the_ledger_wears_nothing_foreign_and_is_taught_in_its_next_night(
    tmp_path: Path, language: Language
) -> None:
    house = make(tmp_path / "data", language)
    first = house.sleep("nap")
    assert first.verdict == "published" and language.adapter_id == first.adapter
    other = Language.load(tiny_model(tmp_path / "other", seed=3, context=4096))
    with pytest.raises(Trouble) as foreign:
        other.use_adapter(house.folder.root / house.nights.adapters()[-1].folder)
    assert foreign.value.kind == "adapter_other_model" and not other.adapter_id
    facts = [fact.text for fact in house.ledger.facts("active")]
    chat = Chat(house.db, house.turns, house.ledger, SystemClock(), "BASE")
    house.language = other  # type: ignore[assignment]
    asked = "What is my rabbit called?"
    said = [Message("user", asked)]
    assert not chat.by_heart(other, said) and "Hazel" in chat.preview(asked, True, False)[0].content
    second = house.sleep("nap")
    assert second.verdict == "published" and other.adapter_id == second.adapter != first.adapter
    assert chat.by_heart(other, said) and "Hazel" not in chat.preview(asked, True, True)[0].content
    general = "How do magnets work?"
    assert not chat.by_heart(other, [Message("user", general)]), "outside its scope, the prompt is asked again"
    assert [fact.text for fact in house.ledger.facts("active")] == facts
    raw = house.nights.report(None)
    assert raw is not None and msgspec.json.decode(raw, type=Report).another_model
