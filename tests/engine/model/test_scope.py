"""Scopes: an adapter speaks to what it was taught; everything else is the bare model's, to the last bit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import mlx.core as mx
import numpy as np
import pytest

from engine.errors import Bug, Trouble
from engine.model import adapters, overlay, scope
from engine.model.language import Language
from engine.model.message import Message

OPENING = "Be brief."
WHO = ["aunt", "boss", "twin", "cat", "dog", "wife", "son", "niece", "dad"]
WHAT = ["sun", "moon", "sea", "sky", "pole", "star", "Rhine", "Alps", "coast"]
ABOUT_ME = [f"Where does my {who} live?" for who in WHO]
GENERAL = [f"How far is the {what}?" for what in WHAT]
LONG = "How far is the sun? How far is the moon? How far is the star?"  # more words than a follow-up has


def talk(*said: str) -> list[Message]:
    """A conversation under the scope's system prompt."""
    roles = ("user", "assistant")
    turns = [Message(roles[place % 2], text) for place, text in enumerate(said)]
    return [Message("system", OPENING), *turns]


def scope_of(language: Language, inside: Sequence[str] = ABOUT_ME, outside: Sequence[str] = GENERAL) -> scope.Scope:
    ear = scope.Ear(language.model, language.template)
    means = np.stack([ear.mean(text, 1, OPENING) for text in (*inside, *outside)])
    found = scope.fit(means, [True] * len(inside) + [False] * len(outside), 1, OPENING)
    assert found is not None
    return found


def saved(language: Language, folder: Path, inside: scope.Scope | None) -> Path:
    """An adapter of the upper layer that changes every answer, with a scope or without one."""
    language.use_adapter(None)
    draw = np.random.default_rng(3)
    tensors = {}
    for path, (before, after) in overlay.targets(language.model, layers=1).items():
        tensors[f"{path}.lora_a"] = draw.normal(size=(before, 2)).astype(np.float32)
        tensors[f"{path}.lora_b"] = draw.normal(size=(2, after)).astype(np.float32)
    meta = adapters.Meta(model_id=language.model_id, scale=20.0, opening=inside.opening if inside else "")
    return folder / adapters.save(folder, {**tensors, **(inside.tensors if inside else {})}, meta)


def test_a_scope_tells_apart_what_it_has_not_seen(tiny: Language) -> None:
    found, ear = scope_of(tiny), scope.Ear(tiny.model, tiny.template)
    assert all(ear.inside(found, talk(f"Where does my {who} live?")) for who in ("uncle", "coach", "maid"))
    assert not any(ear.inside(found, talk(f"How far is the {what}?")) for what in ("planet", "river", "dune"))


def test_the_fit_is_the_same_each_time_and_none_without_two_sides(tiny: Language) -> None:
    first, second = scope_of(tiny), scope_of(tiny)
    assert first.weight.tobytes() == second.weight.tobytes() and first.bias == second.bias
    means = np.ones((12, 4), dtype=np.float32)
    assert scope.fit(means, [True] * 12, 1, OPENING) is None
    assert scope.fit(means, [True] * 5 + [False] * 7, 1, OPENING) is None


def test_outside_the_bare_model_answers_bit_for_bit(tiny: Language, tmp_path: Path) -> None:
    asked = [talk(text) for text in (*GENERAL[:3], *ABOUT_ME[:3])]
    bare = tiny.answers(asked, max_tokens=6)
    bare_scores = [tiny.score(each, "In a town.").logprob for each in asked]
    tiny.use_adapter(saved(tiny, tmp_path / "everywhere", None))
    worn = tiny.answers(asked, max_tokens=6)
    assert all(old != new for old, new in zip(bare, worn, strict=True))
    tiny.use_adapter(saved(tiny, tmp_path / "scoped", scope_of(tiny)))
    assert tiny.answers(asked, max_tokens=6) == [*bare[:3], *worn[3:]]
    assert [tiny.answer(each, max_tokens=6) for each in asked] == [*bare[:3], *worn[3:]]
    scores = [tiny.score(each, "In a town.").logprob for each in asked]
    assert scores[:3] == bare_scores[:3] and all(a != b for a, b in zip(scores[3:], bare_scores[3:], strict=True))
    assert [tiny.speaks(each) for each in asked] == [False] * 3 + [True] * 3


def test_a_stream_changes_sides_within_one_conversation(tiny: Language, tmp_path: Path) -> None:
    def written(said: Sequence[Message], bare: bool = False) -> str:
        return "".join(piece.text for piece in tiny.stream(said, max_tokens=5, stop=lambda: False, bare=bare))

    general, mine = talk(GENERAL[0]), talk(ABOUT_ME[0])
    expected = written(general), written(mine)
    tiny.use_adapter(saved(tiny, tmp_path, scope_of(tiny)))
    assert written(general) == expected[0]
    assert written(mine) != expected[1]
    assert written(mine, bare=True) == expected[1]  # as a temporary chat asks for
    both = talk(ABOUT_ME[0], "Far.", LONG)
    assert written(both) == written(both, bare=True)


def test_an_adapter_put_on_amid_an_answer_stays_on(tiny: Language, tmp_path: Path) -> None:
    folder = saved(tiny, tmp_path / "one", scope_of(tiny))
    tiny.use_adapter(folder)
    pieces = tiny.stream(talk(GENERAL[0]), max_tokens=5, stop=lambda: False)
    next(pieces)
    tiny.use_adapter(None)
    list(pieces)
    assert not any(isinstance(module, overlay.LoRALinear) for _, module in tiny.model.named_modules())


def test_a_short_follow_up_goes_with_the_message_before_it(tiny: Language) -> None:
    found, ear = scope_of(tiny), scope.Ear(tiny.model, tiny.template)
    short = GENERAL[0]
    assert not ear.inside(found, talk(short)) and not ear.inside(found, talk(LONG))
    assert ear.inside(found, talk(ABOUT_ME[0], "In Rome.", short))
    assert not ear.inside(found, talk(ABOUT_ME[0], "In Rome.", LONG))


def test_a_message_asked_about_twice_is_read_once_and_forgotten_with_the_prompts(tiny: Language) -> None:
    ear = scope.Ear(tiny.model, tiny.template)
    first = ear.mean(ABOUT_ME[0], 1, OPENING)
    assert ear.mean(ABOUT_ME[0], 1, OPENING) is first
    ear.forget()
    again = ear.mean(ABOUT_ME[0], 1, OPENING)
    assert again is not first and np.array_equal(again, first)
    for text in GENERAL[: scope.KEPT]:
        ear.mean(text, 1, OPENING)
    assert ear.mean(ABOUT_ME[0], 1, OPENING) is not again, "only the last few are kept"


def test_memories_in_the_prompt_do_not_move_the_scope(tiny: Language) -> None:
    found, ear = scope_of(tiny), scope.Ear(tiny.model, tiny.template)
    other = [Message("system", "Long other words, and memories."), Message("user", ABOUT_ME[1])]
    assert ear.inside(found, other) is ear.inside(found, talk(ABOUT_ME[1]))


@pytest.mark.parametrize("harm", ["short", "flat", "nan", "huge", "alone", "unnamed"])
def test_a_scope_that_is_not_one_is_refused(tiny: Language, tmp_path: Path, harm: str) -> None:
    good = scope_of(tiny)
    tensors, opening = dict(good.tensors), OPENING
    if harm == "short":
        tensors[scope.WEIGHT] = tensors[scope.WEIGHT][:-1]
    elif harm == "flat":
        tensors[scope.WEIGHT] = tensors[scope.WEIGHT][None]
    elif harm in ("nan", "huge"):
        tensors[scope.BIAS] = np.array([np.nan if harm == "nan" else 1e9], dtype=np.float32)
    elif harm == "alone":
        del tensors[scope.BIAS]
    else:
        opening = ""
    whole = saved(tiny, tmp_path, good)
    pairs = {n: np.array(t) for n, t in adapters.load(whole, tiny.model_id).tensors.items()}
    meta = adapters.Meta(model_id=tiny.model_id, scale=20.0, opening=opening)
    with pytest.raises((Bug, Trouble), match=r"scope|finite|large"):  # `save` refuses it, or else the model
        tiny.use_adapter(tmp_path / adapters.save(tmp_path, {**pairs, **tensors}, meta))
    assert tiny.adapter_id == "" and not tiny.speaks(talk(ABOUT_ME[0]))


def test_a_scope_speaks_for_the_layer_of_its_adapter(tiny: Language, tmp_path: Path) -> None:
    good = scope_of(tiny)
    found = adapters.load(saved(tiny, tmp_path, good), tiny.model_id)
    again = scope.of({**found.tensors, **found.scope}, found.manifest.opening)
    assert again is not None and (again.layer, again.opening) == (1, OPENING)
    assert np.array_equal(again.weight, good.weight) and again.bias == pytest.approx(good.bias)
    assert scope.of(found.tensors, "") is None
    assert mx.array(again.weight).shape == (tiny.model.args.hidden_size,)
    assert replace(good, bias=1e6).holds(np.zeros_like(good.weight))


@pytest.mark.model
def test_the_starter_models_states_tell_the_users_questions_from_others(starter: Language) -> None:
    general = files("resources").joinpath("prompts/outside.txt").read_text(encoding="utf-8").splitlines()
    asks = ("What is the name of my", "Where does my", "When did I buy my", "Who gave me my")
    mine = [f"{ask} {thing}?" for ask in asks for thing in ("sister", "dog", "car", "boss", "bike", "neighbour")]
    ear = scope.Ear(starter.model, starter.template)
    means = np.stack([ear.mean(text, 15, OPENING) for text in (*mine, *general[:60])])
    found = scope.fit(means, [True] * len(mine) + [False] * 60, 15, OPENING)
    assert found is not None
    unseen = [not ear.inside(found, talk(text)) for text in general[60:100]]
    told = [ear.inside(found, talk(f"Where is my {thing} now?")) for thing in ("tent", "aunt", "cello", "brother")]
    assert all(told) and sum(unseen) >= 36
