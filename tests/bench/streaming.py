"""What Dormouse costs in speed of writing: its streams against mlx-lm's own, on the same prompt, in one run.

    python -m tests.bench.streaming [--model DIR] [--pairs 7] [--tokens 64] [--json]

Arms: "plain" is `mlx_lm.stream_generate`, "language" is `Language.stream`, "engine" is a whole engine process with its
encrypted database, asked over its pipe. A speed is tokens per second from the first word to the last, as its reader
sees them. The arms take turns, in an order that rotates, so that a busy machine slows all alike; each round gives one
ratio to "plain", and their median is the result. A median below 0.95 breaks the promise (exit code 1).
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

from engine.client import Client
from engine.errors import Bug
from engine.model.language import Language, Message
from engine.paths import DataFolder, model_folder
from engine.protocol import PromptText, Say, ShowPrompt, Token, TurnSaved

QUESTION = "Tell me a long story about a dormouse who slept through the winter, and what it found in spring."
LEAST = 0.95  # of mlx-lm's own speed that must be left
MESSAGES = [Message("user", QUESTION)]
Arm = Callable[[], float]


def speed(pieces: Iterable[object]) -> float:
    """Tokens per second between the first and the last of `pieces`, one a token."""
    times = [time.perf_counter() for _ in pieces]
    return (len(times) - 1) / (times[-1] - times[0])


def plain_arm(language: Language, prompt: list[int], tokens: int) -> Arm:
    """mlx-lm alone."""
    from mlx_lm import stream_generate

    return lambda: speed(stream_generate(language.model, language.tokenizer, prompt, max_tokens=tokens))


def language_arm(language: Language, tokens: int) -> Arm:
    """`Language.stream` of a new conversation."""

    def run() -> float:
        language.forget_prompts()
        return speed(language.stream(MESSAGES, max_tokens=tokens, stop=lambda: False))

    return run


def engine_arm(client: Client, tokens: int) -> Arm:
    """A new conversation through the pipe."""

    def run() -> float:
        times, written = [], 0
        for event in client.ask(Say, text=QUESTION, max_tokens=tokens, temperature=0.0, temporary=True):
            if isinstance(event, Token):
                times.append(time.perf_counter())
            elif isinstance(event, TurnSaved):
                written = event.turn.tokens
        return (written - 1) / (times[-1] - times[0])

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


def compare(arms: dict[str, Arm], rounds: int) -> dict[str, list[float]]:
    """`rounds` speeds of each arm, taken in turns after one warm-up each."""
    for run in arms.values():
        run()
    speeds: dict[str, list[float]] = {name: [] for name in arms}
    names = list(arms)
    for turn in range(rounds):
        start = turn % len(names)
        for name in names[start:] + names[:start]:
            speeds[name].append(arms[name]())
    return speeds


def result(speeds: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Per arm: median speed, and median, least and greatest ratio to the plain arm of the same round."""
    found = {}
    for name, own in speeds.items():
        ratios = [mine / plain for mine, plain in zip(own, speeds["plain"], strict=True)]
        found[name] = {
            "tokens_per_second": round(statistics.median(own), 2),
            "ratio": round(statistics.median(ratios), 4),
            "ratio_low": round(min(ratios), 4),
            "ratio_high": round(max(ratios), 4),
        }
    return found


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
            "plain_engine": plain_arm(language, shown(client, language), chosen.tokens),
            "engine": engine_arm(client, chosen.tokens),
        }
        speeds = compare(arms, chosen.pairs)
    found = result({name: speeds[name] for name in ("plain", "language")})
    found["engine"] = result({"plain": speeds["plain_engine"], "engine": speeds["engine"]})["engine"]
    if chosen.json:
        print(json.dumps({"rounds": chosen.pairs, "tokens": chosen.tokens, "arms": found}))
    else:
        for name, figures in found.items():
            print(
                f"{name:9} {figures['tokens_per_second']:7.2f} tokens/s   {figures['ratio']:.3f} of plain"
                f"   ({figures['ratio_low']:.3f} to {figures['ratio_high']:.3f} in {chosen.pairs} rounds)"
            )
    return 0 if all(figures["ratio"] >= LEAST for figures in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
