"""The true dreamer and trainer on a two-layer model: what is rebuilt without X is, to the byte, what never held X."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.memory import forget
from engine.model.language import Language
from engine.protocol import Wish
from engine.sleep.crew import Answered, Marked
from engine.sleep.night_crew import NightCrew
from tests.engine.memory.conftest import StillClock
from tests.engine.sleep.small import House, open_house
from tests.fakes import tiny_model

CANARY = "The user's godmother Quillfeather keeps eleven ravens."
FACTS = ("The user's brother Tom lives in Oslo.", "The user's cat is called Momo.")


class Publishing(NightCrew):
    """The true crew, but for an examiner who lets a model of two layers pass."""

    def ask(self, facts: Sequence[Any], *rest: Any) -> list[Answered]:
        return []

    def mark(self, before: Sequence[Answered], after: Sequence[Answered]) -> Marked:
        return Marked("published", "because of the test", (), {})


def lived(root: Path, model: Language, facts: Sequence[str]) -> House:
    house = open_house(root)
    house.language, house.crew = model, Publishing()  # type: ignore[assignment]
    for text in facts:
        house.ledger.add(text, kind="family", trust="user_confirmed", confidence=1.0)
    house.sleep("nap")
    return house


def test_the_weights_are_those_of_a_life_without_it(tmp_path: Path) -> None:
    model = Language.load(tiny_model(tmp_path / "model", context=4096))
    knew = lived(tmp_path / "knew", model, (FACTS[0], CANARY, FACTS[1]))
    with_it = knew.nights.current_adapter(model.model_id)
    assert with_it is not None
    canary = knew.ledger.find_same(CANARY)
    assert canary is not None and canary.id in with_it.parents
    receipt = forget.forget(knew.db, knew.folder, StillClock(), Wish(fact=canary.id))
    assert receipt.left == 0 and knew.nights.current_adapter(model.model_id) is None
    assert not (knew.folder.adapters / with_it.id).exists()
    assert knew.sleep("nap").verdict == "published"
    rebuilt = knew.nights.current_adapter(model.model_id)
    never = lived(tmp_path / "never", model, FACTS)
    expected = never.nights.current_adapter(model.model_id)
    assert rebuilt is not None and expected is not None
    assert rebuilt.id == expected.id != with_it.id
    files = [(house.folder.adapters / rebuilt.id / "adapter.safetensors").read_bytes() for house in (knew, never)]
    assert files[0] == files[1]
    for house in (knew, never):
        house.db.close()
