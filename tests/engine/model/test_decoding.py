"""Answers token by token: whole characters, a stop within one token, batches that change nothing."""

from __future__ import annotations

import random
from collections.abc import Callable

import mlx.core as mx
import pytest

from engine.clock import SystemClock
from engine.model.decoding import HALF, Stream
from engine.model.language import Language, Message, Piece
from engine.model.prompt_cache import PREFILL, ConversationMemory
from engine.model.sampling import RECENT, sampler
from tests.engine.model.scripted import Scripted

PROMPT = [5, 6, 7, 8]


def never() -> bool:
    return False


def after(count: int) -> Callable[[], bool]:
    """A stop that says yes when asked for the `count`-th time."""
    asked = iter(range(1, 10_000))
    return lambda: next(asked) >= count


def say(tiny: Language, script: list[int], max_tokens: int = 100, stop: Callable[[], bool] = never) -> list[Piece]:
    model = Scripted(len(PROMPT), script, len(tiny.tokenizer))
    stream = Stream(model, tiny.tokenizer, ConversationMemory(model), SystemClock())
    return list(stream.pieces(PROMPT, max_tokens=max_tokens, sampler=sampler(0.0, 1.0), stop=stop))


def spell(tiny: Language, text: str) -> list[int]:
    return list(tiny.tokenizer.encode(text, add_special_tokens=False))


@pytest.mark.parametrize("text", ["Käse, naïve — 🐭🧀 done", "日本語のテキスト", "👩‍👩‍👧‍👦 family", "plain", "tail 🐭"])
def test_no_piece_ends_inside_a_character(tiny: Language, text: str) -> None:
    pieces = say(tiny, [*spell(tiny, text), tiny.template.turn_end or 0])
    assert all(HALF not in piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.finished for piece in pieces if piece.finished] == ["stop"] and pieces[-1].finished
    assert pieces[-1].tokens == len(spell(tiny, text))


def test_an_answer_cut_inside_a_character_ends_before_it(tiny: Language) -> None:
    script = spell(tiny, "ab🐭c")
    for most in range(1, 6):
        pieces = say(tiny, script, max_tokens=most)
        assert ("".join(piece.text for piece in pieces), pieces[-1].finished, pieces[-1].tokens) == (
            ("ab" if most > 1 else "a") + "🐭" * (most == 6), "length", most
        )  # fmt: skip


def test_an_answer_may_be_empty(tiny: Language) -> None:
    pieces = say(tiny, [tiny.template.turn_end or 0])
    assert [(piece.text, piece.tokens, piece.finished) for piece in pieces] == [("", 0, "stop")]


@pytest.mark.parametrize("count", [1, 2, 10])
def test_a_stop_takes_effect_at_the_next_token(tiny: Language, count: int) -> None:
    seen: list[Piece] = []
    for piece in tiny.stream([Message("user", "go on")], max_tokens=50, stop=lambda: len(seen) >= count):
        seen.append(piece)
    assert (len(seen), seen[-1].tokens, seen[-1].finished) == (count + 1, count + 1, "stopped")


def test_a_stop_before_anything_reads_nothing(tiny: Language) -> None:
    assert [piece.finished for piece in say(tiny, [9], stop=lambda: True)] == ["stopped"]


def test_a_long_prompt_can_be_stopped_while_it_is_read_and_goes_on_from_there(tiny: Language) -> None:
    long = [Message("user", "word and word " * 60)]
    total = len(tiny.tokens(long))
    assert total > 2 * PREFILL
    stopped = list(tiny.stream(long, max_tokens=5, stop=after(3)))
    assert [(piece.text, piece.finished) for piece in stopped] == [("", "stopped")]
    again = list(tiny.stream(long, max_tokens=5, stop=never))
    assert again[-1].reused_tokens == 2 * PREFILL and again[-1].finished


def test_wherever_it_is_stopped_the_memory_stays_sound(tiny: Language) -> None:
    long = [Message("user", "word and word " * 40)]
    whole = [piece.text for piece in tiny.stream(long, max_tokens=6, stop=never)]
    for count in range(1, 10):
        tiny.forget_prompts()
        list(tiny.stream(long, max_tokens=6, stop=after(count)))
        assert [piece.text for piece in tiny.stream(long, max_tokens=6, stop=never)] == whole, count


def test_the_second_turn_does_not_read_the_first_again(tiny: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    kind, call = type(tiny.model), type(tiny.model).__call__

    def counting(self: object, tokens: object, **more: object) -> object:
        read.append(tokens.shape[1])  # type: ignore[attr-defined]
        return call(self, tokens, **more)

    monkeypatch.setattr(kind, "__call__", counting)
    first = [Message("user", "the first question, " * 10)]
    pieces = list(tiny.stream(first, max_tokens=12, stop=never))
    answer = "".join(piece.text for piece in pieces)
    assert sum(read) == pieces[-1].prompt_tokens + 12
    second = [*first, Message("assistant", answer), Message("user", "and the second?")]
    read.clear()
    last = list(tiny.stream(second, max_tokens=4, stop=never))[-1]
    assert last.reused_tokens >= len(tiny.tokens(first))
    assert sum(read) == last.prompt_tokens - last.reused_tokens + 4


def test_a_regenerated_answer_reads_one_token(tiny: Language) -> None:
    messages = [Message("user", "say it again")]
    first, second = (list(tiny.stream(messages, max_tokens=10, stop=never)) for _ in range(2))
    assert second[0].reused_tokens == second[0].prompt_tokens - 1
    assert [piece.text for piece in first] == [piece.text for piece in second]


def test_a_stream_left_early_leaves_a_sound_memory(tiny: Language) -> None:
    messages = [Message("user", "leave me early")]
    whole = [piece.text for piece in tiny.stream(messages, max_tokens=10, stop=never)]
    for used in (1, 4):
        tiny.forget_prompts()
        stream = tiny.stream(messages, max_tokens=10, stop=never)
        for _ in range(used):
            next(stream)
        stream.close()  # type: ignore[attr-defined]
        assert [piece.text for piece in tiny.stream(messages, max_tokens=10, stop=never)] == whole


def test_sampling_follows_its_seed(tiny: Language) -> None:
    def sample(seed: int) -> str:
        pieces = tiny.stream([Message("user", "x")], max_tokens=30, temperature=20.0, seed=seed, stop=never)
        return "".join(piece.text for piece in pieces)

    assert sample(1) == sample(1) != sample(2)


def test_a_repetition_in_the_answer_is_punished_and_one_of_the_prompt_is_not(tiny: Language) -> None:
    messages = [Message("user", "@@@@ tell me @@@@")]
    prompt, said = tiny.tokens(messages), []
    for _ in range(RECENT + 6):
        logits = tiny.model(mx.array(prompt + said)[None])[0, -1].tolist()
        for token in set(said[-RECENT:]):
            logits[token] = logits[token] * 1.5 if logits[token] < 0 else logits[token] / 1.5
        said.append(logits.index(max(logits)))
    for _ in range(2):  # the second time most of the prompt comes from the memory
        pieces = list(tiny.stream(messages, max_tokens=len(said), repetition=1.5, stop=never))
        assert "".join(piece.text for piece in pieces) == tiny.tokenizer.decode(said).rstrip(HALF)
    assert len(set(said)) > 10 > len(set(tiny.answer(messages, max_tokens=len(said))))


def conversations(count: int) -> list[list[Message]]:
    draw = random.Random(0)
    words = ["the", "yes", "no", "mouse", "Käse", "🐭", "why", "12", "sleep"]
    return [
        [Message("system", "Be brief."), Message("user", " ".join(draw.choices(words, k=draw.randrange(1, 40))))]
        for _ in range(count)
    ]


def test_answers_are_those_given_one_by_one(tiny: Language) -> None:
    asked = conversations(24)
    assert tiny.answers(asked, max_tokens=20) == [tiny.answer(one, max_tokens=20) for one in asked]


def test_each_has_its_own_room(tiny: Language) -> None:
    room = tiny.context - len(tiny.tokens([Message("user", "")]))
    asked = [[Message("user", "xq" * (room // 2 - 5))], *conversations(3)]
    said = tiny.answers(asked, max_tokens=30)
    assert said == [tiny.answer(one, max_tokens=30) for one in asked]
    assert len(tiny.template.raw_tokens(said[0])) < 12 < len(tiny.template.raw_tokens(said[1]))


def test_they_end_where_the_model_ends(tiny: Language) -> None:
    asked = conversations(20)
    said = tiny.answers(asked, max_tokens=20)
    ends = tiny.tokenizer.eos_token_ids
    common = max(range(3, 259), key=lambda token: sum(tiny.tokenizer.decode([token]) in text for text in said))
    tiny.tokenizer.eos_token_ids = {*ends, common}
    try:
        shorter = tiny.answers(asked, max_tokens=20)
        assert shorter == [tiny.answer(one, max_tokens=20) for one in asked]
        assert sum(map(len, shorter)) < sum(map(len, said))
    finally:
        tiny.tokenizer.eos_token_ids = ends


def test_answers_can_be_stopped(tiny: Language) -> None:
    asked = conversations(40)
    said = tiny.answers(asked, max_tokens=20, stop=after(60))
    whole = tiny.answers(asked, max_tokens=20)
    assert len(said) == 40 and "" in said and said != whole
    assert all(full.startswith(part) for part, full in zip(said, whole, strict=True))


def test_a_stream_at_temperature_zero_says_what_answer_says(tiny: Language) -> None:
    for messages in conversations(8):
        pieces = tiny.stream(messages, max_tokens=20, stop=never)
        assert "".join(piece.text for piece in pieces) == tiny.answer(messages, max_tokens=20)
