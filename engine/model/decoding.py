"""Writing answers token by token: one as a stream, or many side by side.

Promises to look at `stop` at every token and between the strides of a long prompt, and that a streamed text never ends
inside a character. Takes tokens, not messages; raises nothing of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from engine.clock import Clock
from engine.model import blas
from engine.model.message import Finished, Piece
from engine.model.prompt_cache import PREFILL, ConversationMemory, PrefixMemory
from engine.model.sampling import against_repetition

blas.prepare()

import mlx.core as mx  # noqa: E402  (BLAS must be loaded first)
from mlx_lm.generate import generate_step, generation_stream, wired_limit  # noqa: E402

Stop = Callable[[], bool]
HALF = "\ufffd"  # what a detokenizer shows for the bytes of an unfinished character
BATCH = 32  # answers written side by side: 10 to 15 times the speed of one by one; 16 take a third longer [measured]
NEAR = 1e-3  # nats; batches round differently from single answers, by about 1e-5 in float32, so a closer call is redone
NEAR_HALF = 0.25  # the same for 16-bit logits


class _Stopped(Exception):
    """Not an error: it leaves the reading of a long prompt."""


class Stream:
    """Answers of conversations, one at a time, each going on from what `memory` holds of it."""

    def __init__(self, model: Any, tokenizer: Any, memory: ConversationMemory, clock: Clock) -> None:
        self._model, self._tokenizer, self._memory, self._clock = model, tokenizer, memory, clock

    def pieces(
        self,
        prompt: list[int],
        *,
        max_tokens: int,
        sampler: Callable[[mx.array], mx.array],
        stop: Stop,
        repetition: float = 1.0,
    ) -> Iterator[Piece]:
        """The answer to `prompt` (token ids); the last piece has `finished`. What was read stays in the memory."""
        cache, reused = self._memory.take(prompt)
        read = reused

        def progress(done: int, total: int) -> None:
            nonlocal read
            read = reused + done
            if done < total and stop():  # after the last stride a token is under way, and the loop below asks
                raise _Stopped

        shaping = [against_repetition(repetition, len(prompt) - reused)] if repetition != 1.0 else None
        steps = generate_step(
            mx.array(prompt[reused:]), self._model, max_tokens=max_tokens, sampler=sampler, prompt_cache=cache,
            prefill_step_size=PREFILL, prompt_progress_callback=progress, logits_processors=shaping,
        )  # fmt: skip
        written: list[int] = []
        try:
            with wired_limit(self._model, [generation_stream]):
                yield from self._write(steps, written, len(prompt), reused, max_tokens, stop)
        except _Stopped:
            yield Piece(text="", tokens=0, prompt_tokens=len(prompt), reused_tokens=reused, finished="stopped")
        except RuntimeError:
            cache = []  # MLX failed in the middle: nobody knows what this cache holds
            raise
        finally:
            steps.close()
            if cache:
                self._memory.keep([*prompt[:read], *written], cache)

    def _write(
        self, steps: Any, written: list[int], prompt_tokens: int, reused: int, max_tokens: int, stop: Stop
    ) -> Iterator[Piece]:
        text = self._tokenizer.detokenizer
        begun = 0.0
        finished: Finished = ""
        for token, _logprobs in steps:
            begun = begun or self._clock.monotonic()
            written.append(token)
            if token in self._tokenizer.eos_token_ids:
                finished = "stop"
            else:
                text.add_token(token)
                finished = "length" if len(written) == max_tokens else "stopped" if stop() else ""
            if finished:
                text.finalize()
            seconds = self._clock.monotonic() - begun
            yield Piece(
                text=text.last_segment.rstrip(HALF) if finished else text.last_segment,
                tokens=len(written) - (finished == "stop"),
                prompt_tokens=prompt_tokens,
                reused_tokens=reused,
                tokens_per_second=(len(written) - 1) / seconds if seconds else 0.0,
                finished=finished,
            )
            if finished:
                return


class Batch:
    """Greedy answers, a pure function of the prompts' tokens: nothing asked before changes a bit of them."""

    def __init__(self, model: Any, tokenizer: Any, memory: PrefixMemory) -> None:
        self._model, self._tokenizer, self._memory = model, tokenizer, memory

    def one(self, prompt: list[int], max_tokens: int, stop: Stop | None = None) -> str:
        """The likeliest answer to `prompt`, of at most `max_tokens` tokens; cut short when `stop` says so."""
        written: list[int] = []
        with self._memory.holding(prompt[:-1]) as cache, wired_limit(self._model, [generation_stream]):
            for token, _ in generate_step(
                mx.array(prompt[-1:]), self._model, max_tokens=max_tokens, prompt_cache=cache
            ):
                if token in self._tokenizer.eos_token_ids:
                    break
                written.append(token)
                if len(written) == max_tokens or (stop is not None and stop()):
                    break
        return self._text(written)

    def many(self, prompts: Sequence[list[int]], limits: Sequence[int], stop: Stop | None = None) -> list[str]:
        """`one` of each prompt with its own limit, in their order; after `stop`, "" for those not yet written."""
        answers = [""] * len(prompts)
        order = sorted(range(len(prompts)), key=lambda place: (len(prompts[place]), place))  # little padding
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            texts = self._together([prompts[p] for p in places], [limits[p] for p in places], stop)
            for place, text in zip(places, texts, strict=True):
                answers[place] = text
        return answers

    def _together(self, prompts: list[list[int]], limits: list[int], stop: Stop | None) -> list[str]:
        stopped = stop or (lambda: False)
        caches = self._caches(prompts, stopped)
        if caches is None:
            return ["" if stopped() else self.one(*row, stop) for row in zip(prompts, limits, strict=True)]
        written, doubtful = self._decode(caches, [prompt[-1] for prompt in prompts], limits, stopped)
        return [
            self.one(prompts[row], limits[row], stop) if row in doubtful and not stopped() else self._text(tokens)
            for row, tokens in enumerate(written)
        ]

    def _caches(self, prompts: list[list[int]], stop: Stop) -> list[Any] | None:
        """One cache for all rows, padded on the left; None where this model's kind of cache knows no batches."""
        rows = []
        for prompt in prompts:
            if stop():
                return None
            with self._memory.holding(prompt[:-1]) as cache:
                if len(prompts) == 1 or not all(hasattr(part, "merge") for part in cache):
                    return None
                rows.append(deepcopy(cache))  # arrays are values: nothing is copied until one side writes
        return [parts[0].merge(list(parts)) for parts in zip(*rows, strict=True)]

    def _decode(
        self, cache: list[Any], last: list[int], limits: list[int], stop: Stop
    ) -> tuple[list[list[int]], set[int]]:
        """Each row's tokens, and the rows where a choice was too close to call in a batch."""
        written: list[list[int]] = [[] for _ in last]
        doubtful: set[int] = set()
        live = list(range(len(last)))
        for _ in range(max(limits)):
            chosen, close = self._step(cache, last)
            keep = []
            for place, (row, token) in enumerate(zip(live, chosen, strict=True)):
                if close[place]:
                    doubtful.add(row)
                elif token not in self._tokenizer.eos_token_ids:
                    written[row].append(token)
                    if len(written[row]) < limits[row]:
                        keep.append(place)
            if not keep or stop():
                break
            last = [chosen[place] for place in keep]
            if len(keep) < len(live):
                live = [live[place] for place in keep]
                for part in cache:
                    part.filter(mx.array(keep))
        return written, doubtful

    def _step(self, cache: list[Any], last: list[int]) -> tuple[list[int], list[bool]]:
        """The likeliest next token of each row, and whether another came too close to it."""
        logits = self._model(mx.array(last)[:, None], cache=cache)[:, -1]
        best = mx.argmax(logits, axis=-1)
        top = mx.topk(logits, 2, axis=-1)
        close = mx.abs(top[:, 1] - top[:, 0]) < (NEAR if logits.dtype == mx.float32 else NEAR_HALF)
        mx.eval(best, close)
        chosen: list[int] = best.tolist()  # type: ignore[assignment]  # MLX types no shapes
        doubt: list[bool] = close.tolist()  # type: ignore[assignment]
        return chosen, doubt

    def _text(self, tokens: list[int]) -> str:
        text = self._tokenizer.detokenizer
        for token in tokens:
            text.add_token(token)
        text.finalize()
        return str(text.text).rstrip(HALF)
