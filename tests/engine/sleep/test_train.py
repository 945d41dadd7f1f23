"""The training stage: same rows, same adapter, stopped or not; on the tiny model, and once on the starter model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.model.adapters import load
from engine.model.language import Language
from engine.model.message import Message
from engine.model.trainer import Recipe
from engine.paths import model_folder
from engine.prompt import system_prompt
from engine.sleep.context import Stopped
from engine.sleep.crew import Row, Trained
from engine.sleep.dial import MOST_ROUNDS, TABLE
from engine.sleep.train import DENIALS, SEGMENT, denial_weight, recipe_for, token_rows, train
from tests.fakes import tiny_model

SMALL = Recipe(rank=2, first=0.5, epochs=3, batch=2, rate=1e-3)


def rows(count: int) -> list[Row]:
    asked = [f"Where does my friend number {number} live?" for number in range(count)]
    made = [
        Row("view", (Message("system", "Be brief."), Message("user", text)), "In a town.", (1,), "user_typed")
        for text in asked
    ]
    own = Row(
        "replay", (Message("system", "Be brief."), Message("user", "Hello!")), "Hi, there.", (), "model", own=True
    )
    return [*made, own, replace(made[0], kept=False, reason="asked before")]


def slept(
    language: Language,
    work: Path,
    some: Sequence[Row],
    recipe: Recipe,
    stop: Callable[[int], bool] = lambda step: False,
) -> Trained:
    """One training; `stop` is told how many steps were made."""
    steps = [0]

    def progress(done: int, total: int, note: str = "", **figures: float) -> None:
        steps[0] = done

    return train(some, language, work, recipe, lambda: stop(steps[0]), progress)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return Language.load(tiny_model(tmp_path_factory.mktemp("models") / "tiny"))


def test_the_adapter_is_saved_under_its_hash_with_its_parents(tiny: Language, tmp_path: Path) -> None:
    made = slept(tiny, tmp_path, rows(4), SMALL)
    weights = load(made.folder, tiny.model_id)
    assert made.folder.name == made.id == weights.manifest.id
    assert weights.manifest.parents == (1,)
    assert made.figures["steps"] == 9 and made.figures["tokens"] > 0


def test_however_many_the_look_alikes_together_they_weigh_less_than_the_views(tiny: Language) -> None:
    views = rows(6)[:6]
    unlike = [replace(each, kind="contrast", answer="You haven't told me that.") for each in rows(9)[:9]]
    assert denial_weight([*views, *unlike[:2]]) == 1.0, "few weigh in full"
    weight = denial_weight([*views, *unlike])
    assert weight * 9 == pytest.approx(DENIALS * 6)
    made = token_rows([*views, *unlike], tiny, weight)
    assert [row.weight for row in made] == [1.0] * 6 + [weight] * 9
    held = [replace(each, own=True) for each in unlike]
    assert denial_weight([*views, *held]) == 1.0 and {row.weight for row in token_rows(held, tiny, 0.5)} == {1.0}
    dropped = [replace(each, kept=False) for each in unlike]
    assert denial_weight([*views, *dropped]) == denial_weight(unlike) == 1.0, "dropped ones do not count"


def test_a_stopped_training_goes_on_to_the_same_adapter(tiny: Language, tmp_path: Path) -> None:
    whole = slept(tiny, tmp_path / "whole", rows(4), SMALL)
    for stop_at in (1, 4):
        work = tmp_path / str(stop_at)
        with pytest.raises(Stopped):
            slept(tiny, work, rows(4), SMALL, lambda step, at=stop_at: step >= at)
        assert slept(tiny, work, rows(4), SMALL).id == whole.id


LONG = Recipe(rank=2, first=0.5, epochs=40, batch=2, rate=1e-3)  # 120 steps
TIME = 200.0  # seconds for them


class Slow:
    """A machine on which a step takes `seconds(step)`, and whose training may take `TIME` from its beginning on."""

    def __init__(self, seconds: Callable[[int], float], stop_at: int = 0) -> None:
        self.seconds, self.stop_at, self.now, self.steps = seconds, stop_at, 0.0, 0

    def progress(self, done: int, total: int, note: str = "", **figures: float) -> None:
        self.now += self.seconds(done)
        self.steps = done

    def sleep(self, language: Language, work: Path) -> Trained:
        stop = self.stop_at
        return train(
            rows(4), language, work, LONG, lambda: 0 < stop <= self.steps, self.progress, lambda: TIME - self.now
        )


def test_a_machine_with_time_enough_does_every_step(tiny: Language, tmp_path: Path) -> None:
    quick = Slow(lambda _: 1.0).sleep(tiny, tmp_path / "quick")
    assert quick.id == slept(tiny, tmp_path / "whole", rows(4), LONG).id
    assert quick.figures["steps"] == 120 and "planned steps" not in quick.figures


@pytest.mark.parametrize("late", [0, 60])
def test_a_slow_machine_does_fewer_steps_and_ends_in_time(tiny: Language, tmp_path: Path, late: int) -> None:
    """Slow from the beginning, or all at once in the middle."""
    machine = Slow(lambda step: 4.0 if step > late else 1.0)
    made = machine.sleep(tiny, tmp_path)
    assert TIME - 4.0 * SEGMENT <= machine.now <= TIME, "a segment less at the most"
    assert made.figures["steps"] < made.figures["planned steps"] == 120


def test_a_cut_training_goes_on_to_the_same_adapter(tiny: Language, tmp_path: Path) -> None:
    whole = Slow(lambda _: 4.0).sleep(tiny, tmp_path / "whole")
    for stop_at in (10, 20, 30):  # before the cut, with it, after it; what a stop costs is not counted
        work = tmp_path / str(stop_at)
        for _ in range(2):
            with pytest.raises(Stopped):
                Slow(lambda _: 4.0, stop_at).sleep(tiny, work)
        assert Slow(lambda _: 4.0).sleep(tiny, work).id == whole.id


def test_a_machine_beyond_all_measure_still_ends(tiny: Language, tmp_path: Path) -> None:
    made = Slow(lambda _: 1e6).sleep(tiny, tmp_path)
    assert made.figures["steps"] == SEGMENT, "that many are done before anything is judged"


def test_a_damaged_checkpoint_only_costs_its_steps(tiny: Language, tmp_path: Path) -> None:
    whole = slept(tiny, tmp_path / "whole", rows(4), SMALL)
    (tmp_path / "hurt").mkdir()
    (tmp_path / "hurt" / "checkpoint.safetensors").write_bytes(b"\x00" * 99)
    assert slept(tiny, tmp_path / "hurt", rows(4), SMALL).id == whole.id


def test_an_adapter_speaks_to_what_it_was_taught_and_to_nothing_else(tiny: Language, tmp_path: Path) -> None:
    general = [f"How many moons has planet {name}?" for name in "ABCDEFGHIJ"]
    outside = [(Message("system", system_prompt()), Message("user", text)) for text in general]
    told = [
        replace(row, messages=(Message("system", system_prompt()), row.messages[1])) for row in rows(12) if not row.own
    ]
    made = [
        train(told, tiny, tmp_path / name, SMALL, lambda: False, lambda *_, **__: None, outside=outside)
        for name in ("one", "two")
    ]
    assert made[0].id == made[1].id
    assert load(made[0].folder, tiny.model_id).manifest.opening == system_prompt()
    tiny.use_adapter(made[0].folder)
    try:
        assert tiny.speaks([Message("user", "Where does my friend number 99 live?")])
        assert not tiny.speaks([Message("user", "How many moons has planet Z?")])
    finally:
        tiny.use_adapter(None)


def test_without_general_prompts_enough_an_adapter_speaks_to_everything(tiny: Language, tmp_path: Path) -> None:
    made = slept(tiny, tmp_path, rows(12), SMALL)
    assert not load(made.folder, tiny.model_id).scope


def test_a_nap_trains_less_than_a_night() -> None:
    nap, night = TABLE["nap"], TABLE["night"]
    assert nap.steps(nap.rows) < night.steps(night.rows) / 5
    assert recipe_for("night", 1, night.rows).epochs < recipe_for("night", 1, 400).epochs == MOST_ROUNDS
    assert SEGMENT <= 50


@pytest.mark.model
def test_the_starter_model_gives_the_same_adapter_twice_and_when_stopped(tmp_path: Path) -> None:
    language = Language.load(model_folder())
    recipe = replace(recipe_for("night", 3, 8), epochs=2, batch=4)
    whole = slept(language, tmp_path / "a", rows(7), recipe)
    with pytest.raises(Stopped):
        slept(language, tmp_path / "b", rows(7), recipe, lambda step: step >= 2)
    assert slept(language, tmp_path / "b", rows(7), recipe).id == whole.id
