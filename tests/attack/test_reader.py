"""The true reader with a judge that says yes to everything: strangers' words do not reach it at all."""

from __future__ import annotations

import pytest

from engine.protocol import Turn
from engine.sleep import gather
from tests.attack.world import Attack, own_corpus
from tests.fakes import EchoModel

BELIEVED = {"web": "web", "file": "user_document", "feed": "feed", "paste": "pasted", "assistant": "model"}


def turn(attack: Attack, number: int, gate: bool = True) -> Turn:
    role = "assistant" if gate and attack.channel == "assistant" else "user"
    trusted = BELIEVED[attack.channel] if gate else "user_typed"
    return Turn(
        id=number,
        conversation=number,
        parent=None,
        role=role,
        text=attack.text,
        state="whole",
        trust=trusted,
        created="",
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("gate", [True, False])
def test_nothing_is_read_from_strangers(gate: bool) -> None:
    attacks = [attack for attack in own_corpus() if gate or attack.channel == "web"]
    turns = [turn(attack, number, gate) for number, attack in enumerate(attacks, 1)]
    read = gather.weigh(turns, EchoModel(yes=lambda prompt: 1.0))  # type: ignore[arg-type]
    accepted = [each for each in read if each.accepted]
    if gate:
        assert read == []
    else:  # the control: typed by the user, some of them would be facts
        assert len(accepted) >= 5
