"""The inbox: any bytes become requests or troubles, in order, and a stop means what came before it."""

from __future__ import annotations

import os
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.pipe import FaceGone, Inbox, Item, Outbox
from engine.protocol import MAX_LINE, Conversations, Done, Say, Stop, decode_event, encode


def read(data: bytes, pieces: int = 1 << 16) -> list[Item]:
    """All items that an inbox makes of `data`, written `pieces` bytes at a time."""
    out, into = os.pipe()
    inbox = Inbox(out)
    inbox.start()

    def write() -> None:
        for start in range(0, len(data), pieces):
            os.write(into, data[start : start + pieces])
        os.close(into)

    threading.Thread(target=write).start()
    items = [inbox.get()]
    while items[-1].request or items[-1].trouble:
        items.append(inbox.get())
    os.close(out)
    return items


def kinds(items: list[Item]) -> list[str]:
    return [item.trouble.kind if item.trouble else type(item.request).__name__ for item in items]


def test_lines_become_requests_in_order_however_they_are_cut() -> None:
    data = encode(Say(id=1, text="héllo 🐭")) + encode(Conversations(id=2)) + encode(Stop(id=3))
    for pieces in (1, 2, 3, 7, 1000):
        items = read(data, pieces)
        assert kinds(items) == ["Say", "Conversations", "Stop", "NoneType"]
        assert items[0].request == Say(id=1, text="héllo 🐭")
        assert [item.number for item in items] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("line", "kind", "re"),
    [
        (b"\n", "bad_line", 0),
        (b"hello\n", "bad_line", 0),
        (b"\x00\n", "bad_line", 0),
        (b"\xff\xfe\n", "bad_line", 0),
        (b"[" * 100_000 + b"\n", "bad_request", 0),
        (b'{"type":"Say","id":4,"text":"a"\n', "bad_line", 0),
        (b'{"type":"Say","id":4,"text":"\xff"}\n', "bad_line", 0),
        (b'{"type":"Say","id":4,"x":' + b"[" * 50_000 + b"]" * 50_000 + b',"text":"a"}\n', "bad_line", 0),
        (b"17\n", "bad_request", 0),
        (b"{}\n", "bad_request", 0),
        (b'{"type":"Dance","id":5}\n', "bad_request", 5),
        (b'{"type":"Say","id":6}\n', "bad_request", 6),
        (b'{"type":"Say","id":6,"text":7}\n', "bad_request", 6),
        (b'{"type":"Say","id":"six","text":"a"}\n', "bad_request", 0),
        (b'{"type":"Say","id":-1,"text":"a"}\n', "bad_request", 0),
        (b'{"type":"Rate","id":7,"turn":99999999999999999999,"rating":1}\n', "bad_request", 7),
        (b'{"type":"Rate","id":8,"turn":1,"rating":2}\n', "bad_request", 8),
        (b'{"type":"Say","id":9,"text":"' + b"a" * 2 * MAX_LINE + b'"}\n', "line_too_long", 0),
        (b'{"type":"Stop","id":9}', "half_line", 0),
    ],
)
def test_a_wrong_line_becomes_a_trouble_and_the_next_line_is_read(line: bytes, kind: str, re: int) -> None:
    after = b"" if kind == "half_line" else encode(Stop(id=77))
    items = read(line + after)
    assert kinds(items) == [kind, *(["Stop"] if after else []), "NoneType"]
    if items[0].trouble:
        assert items[0].trouble.re == re
        assert items[0].trouble.sentence.endswith(".")
        assert len(items[0].trouble.sentence) < 120


def test_a_trouble_names_the_field_and_none_of_the_words() -> None:
    [item, _] = read(b'{"type":"Say","id":6,"text":"canary","max_tokens":"canary"}\n')
    assert item.trouble is not None
    assert '"max_tokens"' in item.trouble.sentence
    assert "canary" not in str(item)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=60).map(lambda b: b.replace(b"\n", b"")), max_size=8), st.integers(1, 50))
def test_every_line_gives_exactly_one_item(lines: list[bytes], pieces: int) -> None:
    items = read(b"".join(line + b"\n" for line in lines), pieces)
    assert len(items) == len(lines) + 1


def test_a_stop_means_what_came_before_it_and_nothing_after() -> None:
    out, into = os.pipe()
    inbox = Inbox(out)
    os.write(into, encode(Say(id=1, text="a")) + encode(Say(id=2, text="b")) + encode(Stop(id=3)))
    inbox.start()
    first, second, stop = inbox.get(), inbox.get(), inbox.get()
    assert inbox.stopped(first) and inbox.stopped(second) and not inbox.stopped(stop)
    os.write(into, encode(Say(id=4, text="c")))
    third = inbox.get()
    assert not inbox.stopped(third)
    inbox.end()
    assert inbox.stopped(third)
    os.close(into)


def test_the_outbox_writes_whole_lines_and_knows_when_nobody_reads() -> None:
    out, into = os.pipe()
    outbox = Outbox(into)
    outbox.send(Done(re=5))
    assert decode_event(os.read(out, 100)) == Done(re=5)
    os.close(out)
    with pytest.raises(FaceGone):
        outbox.send(Done(re=6))
