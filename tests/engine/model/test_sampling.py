"""What is drawn: from the nucleus only, in the right shares, as the seed says."""

from __future__ import annotations

from collections import Counter

import mlx.core as mx
import pytest

from engine.model.sampling import MOST, sampler

SHARES = [0.5, 0.3, 0.1, 0.06, 0.04]


def drawn(temperature: float, top_p: float, *, seed: int = 0, shares: list[float] = SHARES) -> Counter[int]:
    mx.random.seed(seed)
    rows = mx.log(mx.array([shares] * 4000))
    return Counter(sampler(temperature, top_p)(rows).tolist())


def test_temperature_zero_takes_the_likeliest() -> None:
    assert drawn(0.0, 0.95) == {0: 4000}


@pytest.mark.parametrize(("top_p", "nucleus"), [(0.3, 1), (0.5, 1), (0.51, 2), (0.85, 3), (0.95, 4), (1.0, 5)])
def test_only_the_nucleus_is_drawn_from(top_p: float, nucleus: int) -> None:
    assert set(drawn(1.0, top_p)) == set(range(nucleus))
    assert set(drawn(1.0, top_p, shares=SHARES[::-1])) == {4 - place for place in range(nucleus)}


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.0])
def test_shares_follow_the_temperature(temperature: float) -> None:
    weights = [share ** (1 / temperature) for share in SHARES]
    found = drawn(temperature, 1.0)
    for token, weight in enumerate(weights):
        assert found[token] / 4000 == pytest.approx(weight / sum(weights), abs=0.03)


def test_the_seed_decides() -> None:
    logprobs = mx.log(mx.softmax(mx.random.normal((50, 1000))))

    def draw(seed: int) -> list[int]:
        mx.random.seed(seed)
        found: list[int] = sampler(1.0, 1.0)(logprobs).tolist()  # type: ignore[assignment]
        return found

    assert draw(1) == draw(1) != draw(2)
    likeliest = mx.argsort(-logprobs, axis=-1)[:, :MOST].tolist()
    assert all(token in row for token, row in zip(draw(3), likeliest, strict=True))
