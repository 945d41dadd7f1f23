"""Every message round-trips, every request has its place, and every list stays within a line."""

from __future__ import annotations

import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import protocol
from engine.answers import ANSWERS, WHILE_ASLEEP
from engine.call import PART, parts
from engine.protocol import (
    MAX_LINE,
    ConversationTurns,
    Done,
    FactList,
    SleepStage,
    Token,
    TroubleEvent,
    decode_event,
    decode_request,
    encode,
    is_last,
)

REQUESTS: tuple[type[protocol.Request], ...] = typing.get_args(protocol.AnyRequest)
EVENTS: tuple[type[protocol.Event], ...] = typing.get_args(protocol.AnyEvent)


def all_messages(base: type[protocol.Message]) -> set[type]:
    return {each for child in base.__subclasses__() for each in (child, *all_messages(child))}


def test_every_message_is_in_its_union() -> None:
    """A struct that is forgotten there could be sent and never understood."""
    assert set(REQUESTS) == all_messages(protocol.Request)
    assert set(EVENTS) == all_messages(protocol.Event)


def test_every_request_is_answered() -> None:
    assert set(ANSWERS) | {protocol.Hello, protocol.Stop, protocol.Bye} == set(REQUESTS)
    assert set(WHILE_ASLEEP) <= set(REQUESTS)


def example(kind: type) -> object:
    """A smallest instance of `kind`: 1, "a", … in every field that has no default."""
    fields = {field.name: value(field.type) for field in msgspec.structs.fields(kind) if field.required}
    return kind(**fields)


def value(kind: typing.Any) -> typing.Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return value(arguments[0])
    if origin is typing.Literal:
        return arguments[0]
    if origin is dict:
        return {}
    if origin in (tuple, list):
        return () if Ellipsis in arguments or origin is list else tuple(map(value, arguments))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return example(kind)
    if kind in (str, int, float, bool, dict):
        return {str: "a", int: 1, float: 1.0, bool: True, dict: {}}[kind]
    return value(next(each for each in arguments if each is not type(None)))


@pytest.mark.parametrize("kind", REQUESTS, ids=lambda kind: kind.__name__)
def test_a_request_round_trips_as_one_line(kind: type[protocol.Request]) -> None:
    request = typing.cast(protocol.Request, example(kind))
    line = encode(request)
    assert line.count(b"\n") == 1 and line.endswith(b"\n")
    assert decode_request(line) == request
    assert decode_request(line[:-2] + b',"from a newer side":[1]}\n') == request


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_an_event_round_trips_as_one_line(kind: type[protocol.Event]) -> None:
    event = typing.cast(protocol.Event, example(kind))
    assert decode_event(encode(event)) == event


def test_which_events_are_last() -> None:
    assert is_last(Done()) and is_last(TroubleEvent(kind="a", sentence="b")) and is_last(FactList(facts=()))
    assert not is_last(Token(turn=1, text="a")) and not is_last(FactList(facts=(), more=True))
    assert not is_last(SleepStage(night=1, stage="dream", done=0, total=1))


@given(st.lists(st.integers(0, PART).map(lambda size: "a" * size), max_size=12))
def test_parts_are_whole_in_order_and_fit_a_line(items: list[str]) -> None:
    made = list(parts(items))
    assert [item for some, _ in made for item in some] == items
    assert [more for _, more in made] == [True] * (len(made) - 1) + [False]
    assert all(some for some, _ in made) or made == [((), False)]
    assert all(len(msgspec.json.encode(some)) < MAX_LINE - 4096 for some, _ in made)


def test_the_longest_turn_fits_a_line() -> None:
    text = "\N{GRINNING FACE}" * protocol.MAX_MESSAGE  # four bytes a character
    turn = protocol.Turn(
        id=1, conversation=1, parent=None, role="user", text=text, state="whole", trust="user_typed", created="now"
    )
    about = protocol.Conversation(id=1, title="a" * 200, created="now", updated="now", turns=1)
    assert len(encode(ConversationTurns(conversation=about, turns=(turn,)))) < MAX_LINE
