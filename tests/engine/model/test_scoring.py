"""Log-probabilities against the plain way: one pass over everything, no caches, no batches."""

from __future__ import annotations

import math

import mlx.core as mx
import pytest

from engine.errors import Bug
from engine.model.language import Language, Message

USER = [Message("system", "Be brief."), Message("user", "Which is it?")]
OPTIONS = ["yes", "no", "Käse 🐭", "yes it is", "a rather long answer that goes on", "no"]


def plain(language: Language, prompt: list[int], rest: list[int]) -> tuple[float, bool]:
    logits = language.model(mx.array(prompt + rest)[None])[0, len(prompt) - 1 : -1]
    logprobs = logits - mx.logsumexp(logits, axis=-1, keepdims=True)
    greedy = mx.argmax(logits, axis=-1).tolist() == rest
    return sum(logprobs[place, token].item() for place, token in enumerate(rest)), greedy


def test_scores_are_those_of_one_plain_pass(tiny: Language) -> None:
    for answer, score in zip(OPTIONS, tiny.scores(USER, OPTIONS), strict=True):
        rest = tiny.answer_tokens(USER, answer)
        logprob, greedy = plain(tiny, tiny.tokens(USER), rest)
        assert (score.logprob, score.tokens, score.greedy) == (pytest.approx(logprob, abs=1e-3), len(rest), greedy)
    assert tiny.scores(USER, []) == []


def test_score_is_scores_of_one(tiny: Language) -> None:
    for answer in OPTIONS:
        assert tiny.score(USER, answer).logprob == pytest.approx(tiny.scores(USER, OPTIONS)[0].logprob, abs=1e-3) or (
            answer != OPTIONS[0]
        )


def test_many_options_are_scored_as_few_are(tiny: Language) -> None:
    many = [f"{number} times" for number in range(30)]
    together = tiny.scores(USER, many)
    for answer, score in zip(many, together, strict=True):
        assert score.logprob == pytest.approx(tiny.score(USER, answer).logprob, abs=1e-3)


def test_the_greedy_answer_is_known_as_such(tiny: Language) -> None:
    said = tiny.tokens(USER)
    for _ in range(3):
        said.append(int(mx.argmax(tiny.model(mx.array(said)[None])[0, -1]).item()))
    wanted = said[len(tiny.tokens(USER)) :]
    score = tiny.scores(USER, [tiny.tokenizer.decode(wanted)])[0]
    assert not score.greedy  # its end is not what the model would say
    logprob, greedy = plain(tiny, tiny.tokens(USER), wanted)
    assert greedy and logprob < 0


@pytest.mark.parametrize("prefix", ["Is it?\nAnswer:", "a few words " * 20, "x"])
def test_raw_scores_are_those_of_one_plain_pass(tiny: Language, prefix: str) -> None:
    options = [" yes", " no", " the other one"]
    known = tiny.template.raw_tokens(prefix)
    for option, found in zip(options, tiny.raw_scores(prefix, options), strict=True):
        whole = tiny.template.raw_tokens(prefix + option)
        assert whole[: len(known)] == known
        assert found == pytest.approx(plain(tiny, known, whole[len(known) :])[0], abs=1e-3)


def test_options_that_merge_with_the_prefix_are_weighed_over_the_same_text(tiny: Language) -> None:
    the, to = (tiny.template.raw_tokens("say t" + option) for option in ("he", "o"))
    start = len(the) - 1  # " the" is one token, so the letter t is weighed with both options
    assert the[:start] == to[:start] == tiny.template.raw_tokens("say")
    for whole, found in zip((the, to), tiny.raw_scores("say t", ["he", "o"]), strict=True):
        assert found == pytest.approx(plain(tiny, whole[:start], whole[start:])[0], abs=1e-3)


def test_history_changes_no_bit(tiny: Language) -> None:
    few = "Q: a?\nA: yes\nQ: b?\nA: no\n" * 12
    asked = [few + f"Q: {word}?\nA:" for word in ("mouse", "house", "a longer question", "the")]
    fresh = []
    for prompt in asked:
        tiny.forget_prompts()
        fresh.append((tiny.raw_scores(prompt, [" yes", " no"]), tiny.answer(USER), tiny.scores(USER, OPTIONS)))
    assert fresh == [
        (tiny.raw_scores(prompt, [" yes", " no"]), tiny.answer(USER), tiny.scores(USER, OPTIONS)) for prompt in asked
    ]


def test_yes_no_is_a_share(tiny: Language) -> None:
    yes, no = tiny.raw_scores("Well?", [" yes", " no"])
    assert tiny.yes_no("Well?") == pytest.approx(math.exp(yes) / (math.exp(yes) + math.exp(no)))
    assert tiny.yes_no("Well?", yes=" no", no=" yes") == pytest.approx(1 - tiny.yes_no("Well?"))


@pytest.mark.parametrize(("prefix", "options"), [("", [" yes"]), ("Well?", []), ("Well?", [" yes", ""])])
def test_nothing_to_weigh_is_a_bug(tiny: Language, prefix: str, options: list[str]) -> None:
    with pytest.raises(Bug):
        tiny.raw_scores(prefix, options)


@pytest.mark.parametrize("words", [1, 30, 200])
def test_perplexity_is_that_of_one_plain_pass(tiny: Language, words: int) -> None:
    text = "mouse " * words
    tokens = tiny.template.raw_tokens(text)
    total = plain(tiny, tokens[:1], tokens[1:])[0]
    assert tiny.perplexity(text) == pytest.approx(math.exp(-total / (len(tokens) - 1)), rel=1e-4)


def test_perplexity_of_one_token_is_a_bug(tiny: Language) -> None:
    with pytest.raises(Bug):
        tiny.perplexity("x")


def test_states_halfway_are_those_of_the_plain_layers(tiny: Language) -> None:
    tokens = tiny.template.raw_tokens("The mouse sleeps.")
    hidden = tiny.model.model.embed_tokens(mx.array([tokens]))
    hidden = tiny.model.model.layers[0](hidden, "causal", None)[0]
    found = tiny.halfway("The mouse sleeps.", 1)
    assert found == pytest.approx([*hidden.mean(axis=0).tolist(), *hidden[-1].tolist()], abs=1e-5)
