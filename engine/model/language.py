"""The language model: the one door through which the engine reads, writes and weighs words.

One object is one model folder, with at most one adapter on it. All of it runs on the thread that loaded it (MLX's
streams belong to their thread), and that is checked. `answer`, `answers`, `score` and all below them are pure functions
of model, adapter and words, to the last bit on a CPU; `stream` reuses what a conversation already read, and so may
round differently. A conversation outside the adapter's scope is read and answered by the bare model, as if there were
no adapter. Refuses to know facts, turns, files other than the model's, and any particular model.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.clock import Clock, SystemClock
from engine.errors import Bug, Trouble
from engine.model import blas
from engine.model.message import Message, Piece, Score

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)

from engine.model import adapters, loading, overlay, scope, scoring, states  # noqa: E402
from engine.model.decoding import Batch, Stream  # noqa: E402
from engine.model.prompt_cache import ConversationMemory, PrefixMemory, common_prefix  # noqa: E402
from engine.model.sampling import sampler  # noqa: E402
from engine.model.template import ChatTemplate  # noqa: E402

__all__ = ["Language", "Message", "Piece", "Score"]

MANY = 64  # tokens of an answer nobody limits


class Language:
    """A loaded model. Make one with `Language.load`.

    `model_id` is a SHA-256 in hex, `name` is for people, `context` is in tokens, `adapter_id` is "" without adapter.
    `model` and `tokenizer` are mlx-lm's own objects, for the trainer only.
    """

    def __init__(self, loaded: loading.Loaded, clock: Clock) -> None:
        self.model, self.tokenizer = loaded.model, loaded.tokenizer
        self.model_id, self.name = loaded.model_id, loaded.name
        self.parameters, self.context = loaded.parameters, loaded.context
        self.adapter_id = ""
        self.template = ChatTemplate(loaded.tokenizer)
        self._thread = threading.get_ident()
        self._ear = scope.Ear(self.model, self.template)
        self._scopes: list[scope.Scope] = []  # none: the adapter speaks to everything
        self._overlay: tuple[dict[str, Any], float] | None = None  # what the model wears, tensors and scale
        self._worn, self._bare = _Reading(self, clock), _Reading(self, clock)

    @classmethod
    def load(cls, folder: Path, *, seed: int = 0, clock: Clock | None = None) -> Language:
        """Load the MLX model in `folder`; `seed` is for sampling.

        Raises `Trouble`: model_missing, model_damaged (names the file), model_unsupported.
        """
        mx.random.seed(seed)
        return cls(loading.load(folder), clock or SystemClock())

    # --- words to tokens ---------------------------------------------------------------------------------------

    def tokens(self, messages: Sequence[Message], add_generation: bool = True) -> list[int]:
        """The token ids of a conversation; with `add_generation`, up to where the answer begins."""
        return self.template.tokens(messages, add_generation)

    def prompt_text(self, messages: Sequence[Message]) -> str:
        """Exactly what the model is given, special tokens included."""
        return self.template.text(messages)

    def answer_tokens(self, messages: Sequence[Message], answer: str) -> list[int]:
        """The tokens after `tokens(messages)` when the model says exactly `answer`, the end of its turn included."""
        return self.template.answer_tokens(messages, answer)

    # --- writing -----------------------------------------------------------------------------------------------

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        top_p: float = 0.95,
        stop: Callable[[], bool],
        seed: int | None = None,
        repetition: float = 1.0,
        bare: bool = False,
    ) -> Iterator[Piece]:
        """The answer, piece by piece, as it is written; the last piece has `finished`. `bare` leaves the adapter out.

        `stop` is asked at every token and every 256 tokens of the prompt. Temperature 0 takes the likeliest token.
        `repetition` above 1 makes less likely what the answer's last 64 tokens said; 1.1 ends a small model's loops.
        Raises `Trouble` (too_long) at once where the prompt leaves no room for an answer.
        """
        self._check_thread()
        prompt = self._fitting(messages)
        if seed is not None:
            mx.random.seed(seed)
        return self._pieces(
            bare or not self.speaks(messages),
            prompt,
            max_tokens=max(1, min(max_tokens, self.context - len(prompt))),
            sampler=sampler(temperature, top_p),
            stop=stop,
            repetition=repetition,
        )

    def _pieces(self, bare: bool, prompt: list[int], **how: Any) -> Iterator[Piece]:
        with self._as(bare) as reading:
            yield from reading.stream.pieces(prompt, **how)

    def answer(self, messages: Sequence[Message], *, max_tokens: int = MANY) -> str:
        """The likeliest answer, of at most `max_tokens` tokens. Raises `Trouble` (too_long)."""
        self._check_thread()
        prompt = self._fitting(messages)
        with self._as(not self.speaks(messages)) as reading:
            return reading.batch.one(prompt, min(max_tokens, self.context - len(prompt)))

    def answers(
        self,
        conversations: Sequence[Sequence[Message]],
        *,
        max_tokens: int = MANY,
        stop: Callable[[], bool] | None = None,
    ) -> list[str]:
        """`answer` of each, many times faster than one by one; once `stop` says so, "" or a part for those not done."""
        self._check_thread()
        prompts = [self._fitting(messages) for messages in conversations]
        spoken = [self.speaks(messages) for messages in conversations]
        found = [""] * len(prompts)
        for bare in (False, True):
            places = [place for place, inside in enumerate(spoken) if inside is not bare]
            with self._as(bare) as reading:
                most = [min(max_tokens, self.context - len(prompts[place])) for place in places]
                said = reading.batch.many([prompts[place] for place in places], most, stop) if places else []
            for place, text in zip(places, said, strict=True):
                found[place] = text
        return found

    # --- weighing ----------------------------------------------------------------------------------------------

    def score(self, messages: Sequence[Message], answer: str) -> Score:
        """How likely the model is to give exactly `answer`, the end of its turn included."""
        return self.scores(messages, [answer])[0]

    def scores(self, messages: Sequence[Message], answers: Sequence[str]) -> list[Score]:
        """`score` of each of `answers`, with one reading of the conversation. Raises `Trouble` (too_long)."""
        self._check_thread()
        prompt = self._fitting(messages)
        rests = [self.answer_tokens(messages, answer) for answer in answers]
        self._check_length(len(prompt) + max(map(len, rests), default=0))
        with self._as(not self.speaks(messages)) as reading:
            return scoring.scores(self.model, reading.prefixes, prompt, rests)

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        """The log-probability in nats of each option right after the plain text `prefix` (no chat template).

        What `prefix` shares with earlier prompts is not read again. Options are told apart from the first token in
        which one of them differs from `prefix`, so that all are weighed over the same stretch of text.
        """
        self._check_thread()
        known = self.template.raw_tokens(prefix)
        wholes = [self.template.raw_tokens(prefix + option) for option in options]
        shared = min([common_prefix(known, whole) for whole in wholes], default=0)
        if not options or shared == 0 or any(len(whole) == shared for whole in wholes):
            raise Bug("raw_scores needs a prefix, and options that each add a token to it")
        self._check_length(max(map(len, wholes)))
        rests = [whole[shared:] for whole in wholes]
        found = scoring.scores(self.model, self._worn.prefixes, known[:shared], rests)
        return [score.logprob for score in found]

    def halfway(self, text: str, layer: int) -> list[float]:
        """The mean and the last token's hidden state of the plain `text` after `layer` layers: twice the width."""
        self._check_thread()
        tokens = self.template.raw_tokens(text)
        self._check_length(len(tokens))
        return states.states(self.model, tokens, layer)

    def yes_no(self, prompt: str, yes: str = " yes", no: str = " no") -> float:
        """P(yes) / (P(yes) + P(no)) after the plain text `prompt`, usually a few examples and a question."""
        first, second = self.raw_scores(prompt, [yes, no])
        return 1 / (1 + math.exp(min(second - first, 700.0)))  # exp overflows past 709

    def perplexity(self, text: str) -> float:
        """exp of the mean negative log-likelihood per token of a plain text of at least two tokens, 1 at best.

        A scope hears messages and no plain text, so an adapter is always on here: what it could harm at the worst.
        """
        self._check_thread()
        tokens = self.template.raw_tokens(text)
        self._check_length(len(tokens))
        if len(tokens) < 2:
            raise Bug("perplexity needs a text of at least two tokens")
        return scoring.perplexity(self.model, tokens)

    # --- adapters ----------------------------------------------------------------------------------------------

    def use_adapter(self, folder: Path | None, beneath: Path | None = None, *, everywhere: bool = False) -> None:
        """Answer from now on with the adapter in `folder`, or, with None, exactly as the base model does. `beneath` is
        the slow adapter that it was trained upon; `adapter_id` is the upper one's.

        Both speak where one of their scopes holds; `everywhere` lets them speak to everything (to see the worst of
        them). Everything is checked before the model is touched: on `Trouble` (adapter_missing, adapter_damaged,
        adapter_other_model) it goes on as before. The adapter is never fused into the weights.
        """
        self._check_thread()
        found = [adapters.load(each, self.model_id) for each in (folder, beneath) if each is not None]
        for each in found:
            adapters.check_fit(each, overlay.targets(self.model))
        scopes = [scope.of({**each.tensors, **each.scope}, each.manifest.opening) for each in found]
        overlay.detach(self.model)
        self._overlay = None
        if found:
            layers = [({n: mx.array(t) for n, t in each.tensors.items()}, each.manifest.scale) for each in found]
            self._overlay = overlay.stacked(layers)
            overlay.attach(self.model, *self._overlay)
        known = [each for each in scopes if each is not None]
        self._scopes = [] if everywhere or len(known) < len(scopes) else known
        self.adapter_id = found[0].manifest.id if found else ""
        self.forget_prompts()

    def speaks(self, messages: Sequence[Message]) -> bool:
        """Whether the adapter has a say in the answer to this conversation; False where there is none."""
        self._check_thread()
        if self._overlay is None or not self._scopes:
            return self._overlay is not None
        return any(self._ear.inside(each, messages) for each in self._scopes)

    @contextmanager
    def _as(self, bare: bool) -> Iterator[_Reading]:
        """The model as it answers: as it is, or without its adapter while the block runs."""
        worn = self._overlay
        if not bare or worn is None:
            yield self._worn
            return
        layers = overlay.detach(self.model)
        try:
            yield self._bare
        finally:
            if self._overlay is worn:  # else another adapter was put on while an answer was being written
                overlay.put_back(self.model, layers)

    def forget_prompts(self) -> None:
        """Drop all prompt caches: after another adapter, and when words were forgotten that they hold."""
        self._ear.forget()
        for reading in (self._worn, self._bare):
            reading.prefixes.clear()
            reading.conversations.clear()

    def close(self) -> None:
        """Let go of what was read and of the thread's streams; needed only where its thread ends before the process.

        Without it, a process whose worker thread used MLX can abort at its end (mlx#3395).
        """
        self._check_thread()
        self.forget_prompts()
        mx.clear_streams()

    # --- checks ------------------------------------------------------------------------------------------------

    def _fitting(self, messages: Sequence[Message]) -> list[int]:
        prompt = self.tokens(messages)
        self._check_length(len(prompt) + 1)
        return prompt

    def _check_length(self, tokens: int) -> None:
        if tokens > self.context:
            raise Trouble(
                "too_long",
                f"That is {tokens} tokens long, and this model can hold {self.context}.",
                "Shorten it, or choose a model with a longer context.",
            )

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise Bug("a Language is used on the thread that loaded it, and on no other")


class _Reading:
    """What one way of answering, with the adapter or without, has read so far, and how it writes."""

    def __init__(self, language: Language, clock: Clock) -> None:
        self.prefixes = PrefixMemory(language.model)
        self.conversations = ConversationMemory(language.model)
        self.stream = Stream(language.model, language.tokenizer, self.conversations, clock)
        self.batch = Batch(language.model, language.tokenizer, self.prefixes)
