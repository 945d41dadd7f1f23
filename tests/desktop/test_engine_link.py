from __future__ import annotations

import os
import sys

from desktop.engine_link import RESTARTS, EngineLink
from engine import protocol
from tests.desktop.conftest import WAIT, fake


def test_agrees_asks_and_ends(qtbot):
    link = EngineLink(fake())
    link.start()
    heard: list[object] = []
    link.ask(protocol.Conversations, heard.append)  # asked before the engine is ready: it waits its turn
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert isinstance(heard[0], protocol.ConversationList)
    qtbot.waitUntil(lambda: link.state == "ready", timeout=WAIT)
    link.stop()
    assert link.state == "off"


def test_a_dead_engine_is_started_again_and_its_requests_are_answered(qtbot):
    link = EngineLink(fake())
    link.start()
    qtbot.waitUntil(lambda: link.state == "ready", timeout=WAIT)
    heard: list[object] = []
    died: list[bool] = []
    link.died.connect(died.append)
    link.ask(protocol.Say, heard.append, text="crash now please and more")
    qtbot.waitUntil(lambda: bool(died), timeout=WAIT)
    assert isinstance(heard[-1], protocol.TroubleEvent)
    assert heard[-1].kind == "engine_died"
    assert died == [True]
    qtbot.waitUntil(lambda: link.state == "ready", timeout=WAIT)
    link.stop()


def test_an_engine_that_always_dies_is_given_up(qtbot):
    link = EngineLink([sys.executable, "-c", "import sys; sys.exit(3)"])
    died: list[bool] = []
    link.died.connect(died.append)
    link.start()
    qtbot.waitUntil(lambda: link.state == "dead", timeout=WAIT)
    assert died == [True] * RESTARTS + [False]
    heard: list[object] = []
    link.ask(protocol.Facts, heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    assert isinstance(heard[0], protocol.TroubleEvent)


def test_an_engine_that_refuses_is_not_asked_again(qtbot):
    os.environ["FAKE_REFUSE"] = "wrong_key"
    try:
        link = EngineLink(fake())
        events: list[object] = []
        died: list[bool] = []
        link.said.connect(events.append)
        link.died.connect(died.append)
        link.start()
        qtbot.waitUntil(lambda: bool(died), timeout=WAIT)
    finally:
        del os.environ["FAKE_REFUSE"]
    assert died == [False]
    assert events[0].kind == "wrong_key"


def test_a_program_that_is_not_there(qtbot):
    link = EngineLink(["/nonexistent/engine"])
    link.start()
    qtbot.waitUntil(lambda: link.state == "dead", timeout=WAIT)


def test_rubbish_on_the_pipe_is_survived(qtbot):
    script = "print('not json'); print('{}'); import sys; sys.stdin.readline(); " \
             "print('{\"type\":\"Ready\",\"re\":1}', flush=True); sys.stdin.read()"  # fmt: skip
    link = EngineLink([sys.executable, "-c", script])
    link.start()
    qtbot.waitUntil(lambda: link.ready is not None, timeout=WAIT)
    assert len(link.errors) == 2
    assert "not json" not in " ".join(link.errors)  # the log holds no text of the pipe
    link.stop()
