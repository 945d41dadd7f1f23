"""A model that says back what it was told, word by word: `Language` as far as a chat needs it, without any weights.

    python -m tests.echo serve --data DIR    the true engine process, with this model instead of MLX

`Echo.slow` is the pause before each word, in seconds; "count to N" is answered with the numbers up to N.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.model.message import Message, Piece


class Echo:
    """Answers "You said: …". Its tokens are words."""

    model_id, name, parameters, context, adapter_id = "echo", "Echo", 0, 2048, ""

    def __init__(self, slow: float = 0.0, fail: str = "", context: int = 2048) -> None:
        self.slow, self.fail, self.context = slow, fail, context
        self.prompts: list[list[Message]] = []
        self.before_token: Callable[[int], None] = lambda _: None

    def forget_prompts(self) -> None:
        """Nothing is kept between prompts."""

    def use_adapter(self, folder: Path | None, beneath: Path | None = None) -> None:
        self.adapter_id = folder.name if folder else ""

    def speaks(self, messages: Sequence[Message]) -> bool:
        return bool(self.adapter_id)

    def tokens(self, messages: Sequence[Message], add_generation: bool = True) -> list[int]:
        return [1 for message in messages for _ in ["<role>", *message.content.split()]]

    def prompt_text(self, messages: Sequence[Message]) -> str:
        return "".join(f"<{message.role}>{message.content}</{message.role}>" for message in messages)

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int, stop: Callable[[], bool], **_: Any
    ) -> Iterator[Piece]:
        self.prompts.append(list(messages))
        said = messages[-1].content
        count = re.fullmatch(r"count to (\d+)", said)
        words = [f"{n} " for n in range(1, int(count[1]) + 1)] if count else f"You said: {said}".split(" ")
        size = len(self.tokens(messages))
        for number, word in enumerate(words, 1):
            self.before_token(number)
            if self.fail and number == 3:
                raise RuntimeError(self.fail)
            time.sleep(self.slow)
            ended = "stopped" if stop() else "length" if number >= max_tokens else ""
            text = "" if ended == "stopped" else word if count else word + " " * (number < len(words))
            yield Piece(text=text, tokens=number, prompt_tokens=size, reused_tokens=0, finished=ended)  # type: ignore[arg-type]
            if ended:
                return
        yield Piece(text="", tokens=len(words), prompt_tokens=size, reused_tokens=0, finished="stop")


def main() -> int:
    from engine.paths import data_folder
    from engine.server import serve, take_pipe

    slow = float(os.environ.get("ECHO_SLOW", "0"))
    folder = data_folder(sys.argv[sys.argv.index("--data") + 1])
    return serve(folder, Path("echo"), take_pipe(), load=lambda _: Echo(slow))  # type: ignore[arg-type,return-value]


if __name__ == "__main__":
    sys.exit(main())
