"""What was read is not read again, and reading it in another order changes no bit."""

from __future__ import annotations

import random

import mlx.core as mx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import Bug
from engine.model.language import Language
from engine.model.prompt_cache import STRIDE, ConversationMemory, PrefixMemory, read


def prompt(seed: int, length: int) -> list[int]:
    return [random.Random(seed * 10007 + place).randrange(3, 259) for place in range(length)]


def logits(language: Language, memory: PrefixMemory, tokens: list[int]) -> list[float]:
    with memory.holding(tokens[:-1]) as cache:
        assert cache[0].size() == len(tokens) - 1
        found: list[float] = language.model(mx.array(tokens[-1:])[None], cache=cache)[0, -1].tolist()
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 150), st.integers(0, 2), st.integers(1, 40)), max_size=8))
def test_history_changes_no_bit(tiny: Language, asked: list[tuple[int, int, int, int]]) -> None:
    memory = PrefixMemory(tiny.model)
    for start, length, end, more in [*asked, (0, 100, 1, 20)]:
        tokens = prompt(start, length) + prompt(end + 5, more)
        assert logits(tiny, memory, tokens) == logits(tiny, PrefixMemory(tiny.model), tokens)


def test_a_shared_beginning_is_read_once(tiny: Language) -> None:
    memory, few_shot = PrefixMemory(tiny.model), prompt(0, 320)
    for place in range(50):
        logits(tiny, memory, few_shot + prompt(place + 1, 10))
    assert memory.tokens_read <= 320 + 50 * (STRIDE + 10)


def test_several_prompts_in_turn_are_each_read_once(tiny: Language) -> None:
    memory = PrefixMemory(tiny.model)
    for place in range(30):
        logits(tiny, memory, prompt(place % 3, 300) + prompt(place + 9, 5))
    assert memory.tokens_read <= 3 * 300 + 30 * (STRIDE + 5)


def test_prompts_with_a_common_beginning_do_not_drive_each_other_out(tiny: Language) -> None:
    memory, system = PrefixMemory(tiny.model), prompt(7, 64)
    for place in range(30):
        logits(tiny, memory, system + prompt(place % 2, 300) + prompt(place + 9, 5))
    assert memory.tokens_read <= 2 * 364 + 30 * (STRIDE + 5)


def test_what_was_written_in_the_block_is_forgotten(tiny: Language) -> None:
    memory, tokens = PrefixMemory(tiny.model), prompt(0, 70)
    before = logits(tiny, memory, tokens)
    with pytest.raises(RuntimeError), memory.holding(tokens) as cache:
        read(tiny.model, prompt(3, 50), cache)
        raise RuntimeError
    assert logits(tiny, memory, tokens) == before


def test_a_conversation_goes_on_where_it_was(tiny: Language) -> None:
    memory, tokens = ConversationMemory(tiny.model), prompt(0, 50)
    cache, held = memory.take(tokens)
    assert held == 0
    read(tiny.model, tokens, cache)
    memory.keep(tokens, cache)
    assert memory.take([*tokens, 7, 8])[1] == 50
    cache, held = memory.take(tokens)
    assert held == 49 == cache[0].size()  # at least one token is left, whose logits are wanted
    cache, held = memory.take([*tokens[:20], 1, 2, 3])
    assert held == 20 == cache[0].size()


def test_a_cache_that_holds_something_else_is_not_kept(tiny: Language) -> None:
    memory = ConversationMemory(tiny.model)
    cache, _ = memory.take([5, 6, 7])
    read(tiny.model, [5, 6, 7], cache)
    with pytest.raises(Bug):
        memory.keep([5, 6], cache)


def test_conversations_share_a_beginning_without_harm(tiny: Language) -> None:
    memory, system = ConversationMemory(tiny.model), prompt(0, 30)
    for other in range(3):
        tokens = system + prompt(other + 1, 40)
        cache, held = memory.take(tokens)
        assert held == (30 if other else 0)
        read(tiny.model, tokens[held:], cache)
        memory.keep(tokens, cache)
    for other in range(3):
        assert memory.take(system + prompt(other + 1, 40) + [5])[1] == 70


def test_kept_conversations_are_bounded_in_bytes(tiny: Language) -> None:
    memory = ConversationMemory(tiny.model, most_bytes=400_000)
    for other in range(10):
        tokens = prompt(other, 300)
        cache, _ = memory.take(tokens)
        read(tiny.model, tokens, cache)
        memory.keep(tokens, cache)
    held = [memory.take([*prompt(other, 300), 5])[1] for other in range(10)]
    assert held[9] == 300 and held[:5] == [0] * 5
