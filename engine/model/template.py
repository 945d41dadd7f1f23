"""A model's own way of writing a conversation down: its chat template, used everywhere alike.

Promises that chat, training and exam see identical tokens for identical messages, that a model without a system role
still gets the system prompt, and that no special token can be typed by a user. Refuses to know any model's markers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

from jinja2 import TemplateError

from engine.errors import Bug, Trouble
from engine.model.message import Message

BREAKS = ("\u200b", "\u2060", " ")  # inside a special token's name, the first that this tokenizer does not drop
OTHER = "Choose a model made for chat, usually named Instruct or Chat."
PROBE = "qzx"  # a word no template holds by itself


class ChatTemplate:
    """Turns messages into text and tokens with `tokenizer`, an `mlx_lm` TokenizerWrapper."""

    def __init__(self, tokenizer: Any) -> None:
        if not tokenizer.has_chat_template:
            raise Trouble(
                "model_unsupported",
                "This model has no chat template, so it cannot hold a conversation.",
                OTHER,
            )
        self._tokenizer = tokenizer
        self._specials = _specials(tokenizer)
        self._pattern = re.compile("|".join(map(re.escape, sorted(self._specials, key=len, reverse=True))) or r"(?!)")
        self._break = next((mark for mark in BREAKS if self._breaks(mark)), None)
        if self._break is None:
            raise Trouble("model_unsupported", "This model cannot tell typed text from its own marks.", OTHER)
        self._has_system = self._keeps_system()
        self.turn_end = self._find_turn_end()

    def text(self, messages: Sequence[Message], add_generation: bool = True) -> str:
        """The exact text the model is given, special tokens included; with `add_generation`, up to the answer."""
        try:
            return self._render(self._with_system(messages), add_generation)
        except TemplateError as error:
            raise Bug(f"the chat template refused {[message.role for message in messages]}: {error}") from error

    def tokens(self, messages: Sequence[Message], add_generation: bool = True) -> list[int]:
        """The token ids of `text`."""
        return self._encode(self.text(messages, add_generation))

    def answer_tokens(self, messages: Sequence[Message], answer: str) -> list[int]:
        """The tokens that follow `tokens(messages)` when the model says exactly `answer`, with the end of its turn."""
        prompt = self.tokens(messages)
        whole = self.tokens([*messages, Message("assistant", answer)], add_generation=False)
        tail = whole[len(prompt) :]
        ends = [place for place, token in enumerate(tail) if token in self._tokenizer.eos_token_ids]
        if whole[: len(prompt)] == prompt and ends:
            return tail[: ends[0] + 1]
        # a template that rewrites history, as those of thinking models, or that marks no end
        return self._encode(self.plain(answer)) + ([] if self.turn_end is None else [self.turn_end])

    def raw_tokens(self, text: str) -> list[int]:
        """The tokens of a plain text without a template, opened as the tokenizer opens any text."""
        return list(self._tokenizer.encode(self.plain(text)))

    def plain(self, text: str) -> str:
        """`text` with the names of special tokens broken, so that they are read as the characters they are."""
        mark = self._break or ""
        return self._pattern.sub(lambda found: found[0][0] + mark + found[0][1:], text)

    def _breaks(self, mark: str) -> bool:
        """Whether `mark` inside the names of all special tokens keeps them from being read as special tokens."""
        typed = " ".join(name[0] + mark + name[1:] for name in self._specials)
        return not set(self._specials.values()) & set(self._encode(typed))

    def _render(self, messages: Sequence[Message], add_generation: bool) -> str:
        rows = [{"role": message.role, "content": self.plain(message.content)} for message in messages]
        rendered: str = self._tokenizer.apply_chat_template(
            rows, tokenize=False, add_generation_prompt=add_generation, enable_thinking=False
        )
        return rendered

    def _encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False))

    def _with_system(self, messages: Sequence[Message]) -> Sequence[Message]:
        """`messages`, the system prompt moved into the first user message where the model has no system role."""
        if self._has_system or len(messages) < 2 or messages[0].role != "system":
            return messages
        first = Message("user", f"{messages[0].content}\n\n{messages[1].content}")
        return [first, *messages[2:]]

    def _keeps_system(self) -> bool:
        try:
            return PROBE in self._render([Message("system", PROBE), Message("user", "a")], True)
        except TemplateError:
            return False

    def _find_turn_end(self) -> int | None:
        """The token that closes an answer: the first end token after an answer in the model's own template."""
        ends: set[int] = self._tokenizer.eos_token_ids
        prompt = [Message("user", "a")]
        shown = self._encode(self._render([*prompt, Message("assistant", PROBE)], False))
        after = shown[len(self._encode(self._render(prompt, False))) :]
        found = next((token for token in after if token in ends), self._tokenizer.eos_token_id)
        if found is None:
            logging.getLogger(__name__).warning("the model names no end token; answers end at their length only")
        return found


def _specials(tokenizer: Any) -> dict[str, int]:
    """The special tokens that have a name to type, with their ids."""
    added = getattr(tokenizer, "added_tokens_decoder", {})
    found = {str(token.content): number for number, token in added.items() if token.special}
    found.update(zip(tokenizer.all_special_tokens, tokenizer.all_special_ids, strict=True))
    return {name: number for name, number in found.items() if len(name) > 1}
