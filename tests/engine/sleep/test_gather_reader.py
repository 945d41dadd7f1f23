"""A large model reads for itself: the same interface, each line checked against the message."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.message import Message
from engine.sleep import gather
from tests.engine.sleep.test_gather import turns


class Large:
    """A large model that answers with `lines`."""

    parameters = 7_000_000_000

    def __init__(self, *lines: str) -> None:
        self.lines, self.prompts = lines, list[Sequence[Message]]()

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        """Never called for a large model."""
        raise AssertionError

    def answer(self, messages: Sequence[Message], *, max_tokens: int = 64) -> str:
        """The lines, with the chatter that models put around them."""
        self.prompts.append(messages)
        return "Here you are:\n" + "\n".join(self.lines)


SAID = "Dilani, my sister, moved to Leeds. Translate: 'we are all going to Bath tomorrow morning'"


def test_a_grounded_line_becomes_a_candidate() -> None:
    model = Large(
        '{"fact": "The user\'s sister Dilani lives in Leeds.", "value": "Leeds", "quote": "moved to Leeds",'
        ' "kind": "family"}'
    )
    (found,) = gather.extract(turns(SAID), model, known={"Noor": "wife"})
    assert (found.text, found.value, found.kind) == ("The user's sister Dilani lives in Leeds.", "Leeds", "family")
    assert SAID[found.evidence.start : found.evidence.end] == found.evidence.quote == "moved to Leeds"
    assert "Noor (wife)" in model.prompts[0][0].content and SAID in model.prompts[0][1].content


def test_what_is_not_grounded_is_left_out_with_its_reason() -> None:
    lines = {
        '{"fact": "The user\'s sister lives in Paris.", "value": "Paris", "quote": "moved to '
        'Leeds"}': "not grounded in the message",
        '{"fact": "The user lives in Leeds.", "value": "Leeds", "quote": "I live in '
        'Leeds"}': "not grounded in the message",
        '{"fact": "Leeds is large.", "value": "Leeds", "quote": "Leeds"}': "not a sentence about the user",
        '{"fact": "The user has a sister.", "value": "Leeds", "quote": "moved to '
        'Leeds"}': "the value is not in the sentence",
        '{"fact": "The user is going to Bath.", "value": "Bath", "quote": "going to Bath"}': "quoted words",
    }
    found = gather.weigh(turns(SAID), Large(*lines))
    assert [each.reason for each in found] == list(lines.values())
    assert not any(each.accepted for each in found)


def test_broken_lines_and_secrets_are_passed_over() -> None:
    model = Large(
        "{broken", '{"facts": 3}', '{"fact": "The user\'s PIN is 4921.", "value": "4921", "quote": "my PIN is 4921"}'
    )
    found = gather.weigh(turns("my PIN is 4921"), model)
    assert not any(each.accepted or "4921" in each.text for each in found)
