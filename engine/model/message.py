"""What goes into a model and what comes out of it, as plain data. Knows nothing of MLX, so it is cheap to import."""

from __future__ import annotations

from typing import Literal

import msgspec

Finished = Literal["", "stop", "length", "stopped"]


class Message(msgspec.Struct, frozen=True):
    """One message of a conversation as a model sees it; `role` is "system", "user" or "assistant"."""

    role: str
    content: str


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """The next words of a streamed answer.

    `text` may be empty and never ends inside a character. `tokens` counts the answer's tokens so far. Of the prompt's
    `prompt_tokens`, `reused_tokens` were still known from an earlier turn. `finished` is "" until the last piece:
    "stop" (the model ended its turn), "length" (`max_tokens` or the context was reached), "stopped" (by the caller).
    """

    text: str
    tokens: int
    prompt_tokens: int
    reused_tokens: int
    tokens_per_second: float = 0.0
    finished: Finished = ""


class Score(msgspec.Struct, frozen=True):
    """How likely an answer is: the sum of its tokens' log-probabilities in nats, their number, its end included.

    `greedy` says that the model, asked for its likeliest answer, would say exactly this one.
    """

    logprob: float
    tokens: int
    greedy: bool
