"""News of updates from a server on this machine: signed, forged, garbled, older, too long, and none at all."""

from __future__ import annotations

import base64
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from engine import updates
from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import CheckUpdates, UpdateNews
from engine.updates import Channel, News, Signed, channel, fetch, judge
from tests.engine.channelled import VARIABLE

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = base64.b64encode(SIGNER.public_key().public_bytes_raw()).decode()
NEWS = News(version="9.1", notes="Sleeps better.", page="https://example.org/dormouse")


def signed(news: object, signer: Ed25519PrivateKey = SIGNER) -> bytes:
    text = msgspec.json.encode(news)
    return msgspec.json.encode(Signed(news=text.decode(), signature=base64.b64encode(signer.sign(text)).decode()))


class Post:
    """Serves `data` at `url`, and counts who asks."""

    def __init__(self) -> None:
        self.data, self.asked = signed(NEWS), 0
        post = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                post.asked += 1
                self.send_response(200)
                self.end_headers()
                self.wfile.write(post.data)

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/news.json"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:  # twice is harmless
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.close()


def kind(post: Post) -> str:
    with pytest.raises(Trouble) as trouble:
        fetch(Channel(post.url, KEY))
    assert trouble.value.sentence and trouble.value.remedy
    return trouble.value.kind


def test_signed_news_arrive(post: Post) -> None:
    assert fetch(Channel(post.url, KEY)) == NEWS and post.asked == 1


def test_nothing_unsigned_is_believed(post: Post) -> None:
    post.data = signed(NEWS, Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert kind(post) == "bad_signature"
    whole = msgspec.json.decode(signed(NEWS), type=Signed)
    post.data = msgspec.json.encode(msgspec.structs.replace(whole, news=whole.news.replace("9.1", "9.2")))
    assert kind(post) == "bad_signature"
    post.data = msgspec.json.encode(Signed(news=whole.news, signature=""))
    assert kind(post) == "bad_signature"


def test_garbage_is_refused_in_a_sentence(post: Post) -> None:
    long, unsafe = bytes(updates.LONGEST + 1), signed(News(version="9.1", page="javascript:alert(1)"))
    for data in (b"", b"<html>", b"{}", b'{"news":1,"signature":2}', b'{"news":"x","signature":"*"}', b"[" * 99999,
                 long, unsafe, signed({"version": "latest"}), signed([])):  # fmt: skip
        post.data = data
        assert kind(post) == "bad_news", data[:40]


def test_no_server_no_channel_and_no_plain_http_elsewhere(post: Post) -> None:
    post.close()
    assert kind(post) == "offline"
    for where, expected in ((Channel(), "no_channel"), (Channel("http://192.0.2.1/news", KEY), "bad_news"),
                            (Channel("file:///etc/hostname", KEY), "bad_news")):  # fmt: skip
        with pytest.raises(Trouble) as trouble:
            fetch(where)
        assert trouble.value.kind == expected
    assert isinstance(channel(), Channel)


@pytest.mark.parametrize(
    ("offered", "ours", "state", "word"),
    [
        ("1.10.0", "1.9", "newer", "is there"),
        ("1.2", "1.2.0", "current", "newest"),
        ("0.9", "1.0", "current", "does not go back"),
    ],
)
def test_only_a_newer_version_is_news(offered: str, ours: str, state: str, word: str) -> None:
    found, sentence = judge(offered, ours)
    assert found == state and word in sentence


def ask(client: Client, **fields: object) -> UpdateNews:
    found = next(iter(client.ask(CheckUpdates, **fields)))
    assert isinstance(found, UpdateNews)
    return found


def test_an_engine_asks_only_while_the_user_wishes_it(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, msgspec.json.encode(Channel(post.url, KEY)).decode())
    command = (sys.executable, "-m", "tests.engine.channelled", "serve")
    with Client.start(DataFolder(tmp_path), command=command) as client:
        assert ask(client).state == "off" and post.asked == 0
        news = ask(client, automatic=True)
        assert (news.state, news.version, news.notes, news.page) == ("newer", NEWS.version, NEWS.notes, NEWS.page)
        assert news.automatic and post.asked == 1
    with Client.start(DataFolder(tmp_path), command=command) as client:
        assert ask(client).state == "newer" and post.asked == 2, "the wish is kept"
        post.data = signed(News(version="0.0.1", notes="Old.", page="https://example.org"))
        back = ask(client)
        assert back.state == "current" and "does not go back" in back.sentence
        post.data = signed(NEWS, Ed25519PrivateKey.from_private_bytes(bytes(32)))
        with pytest.raises(Trouble) as forged:
            list(client.ask(CheckUpdates))
        assert forged.value.kind == "bad_signature"
        asked = post.asked
        assert ask(client, automatic=False).state == "off" and ask(client).state == "off" and post.asked == asked


def test_a_build_without_a_channel_says_so_and_keeps_no_wish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "{}")
    with Client.start(
        DataFolder(tmp_path), command=(sys.executable, "-m", "tests.engine.channelled", "serve")
    ) as client:
        assert ask(client).state == "nowhere" and ask(client).sentence
        with pytest.raises(Trouble) as nowhere:
            list(client.ask(CheckUpdates, automatic=True))
        assert nowhere.value.kind == "no_channel" and ask(client).automatic is False
