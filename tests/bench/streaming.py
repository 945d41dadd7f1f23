"""What Dormouse costs in speed of writing: its streams against mlx-lm's own, on the same prompt, in one run.

    python -m tests.bench.streaming [--model DIR] [--pairs 7] [--tokens 64] [--json]

Arms: "plain" is `mlx_lm.stream_generate`, "language" is `Language.stream`, "engine" is a whole engine process with its
encrypted database, asked over its pipe. Measured are tokens per second from the first word to the last, as its reader
sees them, and CPU time a token of the process that writes, which a busy machine disturbs less. The arms take turns, in
an order that rotates; each round gives one ratio to "plain", and their median is the result. The promise is broken
(exit code 1) where a median speed is below 0.95 of plain.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from engine.client import Client
from engine.errors import Bug
from engine.model.language import Language, Message
from engine.paths import DataFolder, model_folder
from engine.protocol import PromptText, Say, ShowPrompt, Token, TurnSaved

QUESTION = "Tell me a long story about a dormouse who slept through the winter, and what it found in spring."
LEAST = 0.95  # of mlx-lm's own speed that must be left
MESSAGES = [Message("user", QUESTION)]


class Mark(NamedTuple):
    """A moment: seconds on the wall, and CPU seconds that the writing process has used."""

    wall: float
    cpu: float


class Reading(NamedTuple):
    """One answer between its first token and its last: tokens per second, and CPU milliseconds a token."""

    speed: float
    cpu: float


Arm = Callable[[], Reading]


def mark(process: psutil.Process) -> Mark:
    """Now."""
    used = process.cpu_times()
    return Mark(time.perf_counter(), used.user + used.system)


def reading(marks: list[Mark], tokens: int) -> Reading:
    """What `marks`, taken at the first and the last of `tokens` tokens and maybe between, say."""
    wall, cpu = marks[-1].wall - marks[0].wall, marks[-1].cpu - marks[0].cpu
    return Reading((tokens - 1) / wall, 1000 * cpu / (tokens - 1))


def watched(begin: Callable[[], Iterable[object]]) -> Arm:
    """An arm of this process: `begin` starts a stream of one piece a token."""
    own = psutil.Process()

    def run() -> Reading:
        marks = [mark(own) for _ in begin()]
        return reading(marks, len(marks))

    return run


def plain_arm(language: Language, prompt: list[int], tokens: int) -> Arm:
    """mlx-lm alone."""
    from mlx_lm import stream_generate

    return watched(lambda: stream_generate(language.model, language.tokenizer, prompt, max_tokens=tokens))


def language_arm(language: Language, tokens: int) -> Arm:
    """`Language.stream` of a new conversation."""

    def begin() -> Iterable[object]:
        language.forget_prompts()
        return language.stream(MESSAGES, max_tokens=tokens, stop=lambda: False)

    return watched(begin)


def engine_arm(client: Client, tokens: int) -> Arm:
    """A new conversation through the pipe. Counted are the tokens that arrive, which is all but a silent one or two."""
    child = psutil.Process(client.pid)

    def run() -> Reading:
        marks, written = [], 0
        for event in client.ask(Say, text=QUESTION, max_tokens=tokens, temperature=0.0, temporary=True):
            if isinstance(event, Token):
                marks.append(mark(child))
            elif isinstance(event, TurnSaved):
                written = event.turn.tokens
        if written - len(marks) > 2:
            raise Bug(f"{written} tokens arrived in {len(marks)} events, so their speed is not known")
        return reading(marks, len(marks))

    return run


@contextmanager
def engine(model: Path) -> Iterator[Client]:
    """An engine on an empty data folder, its model loaded and warm."""
    with tempfile.TemporaryDirectory() as folder, Client.start(DataFolder(Path(folder)), model, warm=True) as client:
        engine_arm(client, 8)()
        yield client


def shown(client: Client, language: Language) -> list[int]:
    """The tokens of the engine's own prompt for the question, system prompt included."""
    for event in client.ask(ShowPrompt, text=QUESTION):
        if isinstance(event, PromptText):
            return list(language.tokenizer.encode(event.text, add_special_tokens=False))
    raise Bug("the engine showed no prompt")


def compare(arms: dict[str, Arm], rounds: int) -> dict[str, list[Reading]]:
    """`rounds` readings of each arm, taken in turns after one warm-up each."""
    for run in arms.values():
        run()
    found: dict[str, list[Reading]] = {name: [] for name in arms}
    names = list(arms)
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            found[name].append(arms[name]())
    return found


def summary(own: list[Reading], plain: list[Reading]) -> dict[str, float]:
    """Medians of one arm, and its ratios to the plain arm of the same round."""
    ratios = [mine.speed / theirs.speed for mine, theirs in zip(own, plain, strict=True)]
    costs = [mine.cpu / theirs.cpu for mine, theirs in zip(own, plain, strict=True)]
    return {
        "tokens_per_second": round(statistics.median(one.speed for one in own), 2),
        "ratio": round(statistics.median(ratios), 4),
        "ratio_low": round(min(ratios), 4),
        "ratio_high": round(max(ratios), 4),
        "cpu_ms_a_token": round(statistics.median(one.cpu for one in own), 2),
        "cpu_ratio": round(statistics.median(costs), 4),
        "cpu_ratio_low": round(min(costs), 4),
        "cpu_ratio_high": round(max(costs), 4),
    }


def show(name: str, figures: dict[str, float]) -> str:
    """One line of the table."""
    return (
        f"{name:9} {figures['tokens_per_second']:7.2f} tokens/s, {figures['ratio']:.3f} of plain"
        f" ({figures['ratio_low']:.3f} to {figures['ratio_high']:.3f});"
        f" CPU {figures['cpu_ms_a_token']:6.1f} ms a token, {figures['cpu_ratio']:.3f} of plain"
        f" ({figures['cpu_ratio_low']:.3f} to {figures['cpu_ratio_high']:.3f})"
    )


def main() -> int:
    """Run all arms and print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=model_folder())
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    language = Language.load(chosen.model)
    with engine(chosen.model) as client:
        arms = {
            "plain": plain_arm(language, language.tokens(MESSAGES), chosen.tokens),
            "language": language_arm(language, chosen.tokens),
            "plain, engine's prompt": plain_arm(language, shown(client, language), chosen.tokens),
            "engine": engine_arm(client, chosen.tokens),
        }
        found = compare(arms, chosen.pairs)
    plain, other = found["plain"], found["plain, engine's prompt"]
    table = {
        "plain": summary(plain, plain),
        "language": summary(found["language"], plain),
        "engine": summary(found["engine"], other),
    }
    if chosen.json:
        print(json.dumps({"rounds": chosen.pairs, "tokens": chosen.tokens, "arms": table}))
    else:
        print(*(show(name, figures) for name, figures in table.items()), sep="\n")
    return 0 if all(figures["ratio"] >= LEAST for figures in table.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
