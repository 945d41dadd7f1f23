"""The head: a linear probe on the starter model's hidden states, which hears in a sentence what no list of words holds.

"The user's mate reckons penguins have knees" and "The user's sister has fear of bridges" share their plain signs; a
model halfway through reading them tells them apart. The numbers in `resources/words/judge_head.json` were fitted by
`tests/bench/fit_head.py` together with the weights of the signs, for one model only. Promises: the same sentence and
model give the same odds, whatever else was asked. Refuses to know any other model.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

ACCEPT = 0.65  # probability from which a clause is a fact, by folds over own rows: precision .95 at recall .89


class Hears(Protocol):
    """The part of `Language` that the head needs."""

    def halfway(self, text: str, layer: int) -> list[float]:
        """The mean and the last token's hidden state of `text` after `layer` layers."""


class Head(msgspec.Struct, frozen=True):
    """A fitted probe: `parameters` of the model that it belongs to, the `layer` it listens to, the sum it makes.

    `signs` are the weights of the judge's signs beside it (with "bias"), `states` one weight per hidden value.
    """

    parameters: int
    layer: int
    signs: dict[str, float]
    states: list[float]

    def odds(self, text: str, language: object) -> float:
        """What the model's states add to the log-odds of "lasting", in nats."""
        hears: Hears = language  # type: ignore[assignment]  # `of` has seen that it is the model of this head
        found = hears.halfway(text, self.layer)
        return sum(weight * value for weight, value in zip(self.states, found, strict=True))


class _Sized(Protocol):
    @property
    def parameters(self) -> int: ...


@cache
def fitted() -> Head:
    """The head that ships."""
    raw = (files("resources") / "words" / "judge_head.json").read_bytes()
    return msgspec.json.decode(raw, type=Head)


def of(language: _Sized) -> Head | None:
    """The head for `language`, None where it was fitted to another model."""
    return fitted() if language.parameters == fitted().parameters and hasattr(language, "halfway") else None
