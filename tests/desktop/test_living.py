"""Tray, single instance, start at login, welcome, state, and the quit that loses nothing."""

from __future__ import annotations

import json
import os
import plistlib
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest

from desktop import autostart, window_state
from desktop.about import NAME, licence, parts
from desktop.drafts import WAIT
from desktop.exchange import (
    as_json,
    as_markdown,
    from_json,
    from_markdown,
    parts_of,
    read_conversation,
    write_conversation,
)
from desktop.signals import QuitSignals
from desktop.single import SingleInstance
from engine import protocol
from engine.client import Client
from engine.errors import Trouble
from engine.paths import DataFolder
from engine.protocol import Conversation, ImportedTurn, Turn

STAMP = "2026-01-01T00:00:00.000Z"
TALK = Conversation(id=1, title="A talk: with marks", created=STAMP, updated=STAMP, turns=2)


def turn(number, role, text):
    return Turn(id=number, conversation=1, parent=None, role=role, text=text, state="whole", trust="user_typed",
                created=STAMP)  # fmt: skip


TURNS = [
    turn(1, "user", "Hello\n\n# not a heading of ours\n\n## You\n\n\\## Dormouse"),
    turn(2, "assistant", "```\n## code\n```"),
]


def test_second_start_raises_the_first(qtbot, tmp_path):
    first = SingleInstance(str(tmp_path))
    assert first.first
    raised: list[bool] = []
    first.raised.connect(lambda: raised.append(True))
    code = (
        "from PySide6.QtCore import QCoreApplication as A; a = A([])\n"
        "from desktop.single import SingleInstance as S\n"
        f"s = S({str(tmp_path)!r}); print(s.first, s.call_first())"
    )
    second = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: bool(raised), timeout=10_000)
    assert second.communicate(timeout=10)[0].split() == ["False", "True"]
    first.close()
    third = SingleInstance(str(tmp_path))
    assert third.first
    third.close()


def test_other_data_folders_are_other_instances(qtbot, tmp_path):
    one, two = SingleInstance(str(tmp_path / "a")), SingleInstance(str(tmp_path / "b"))
    assert one.first and two.first
    one.close()
    two.close()


def test_other_users_are_other_instances(qtbot, tmp_path, monkeypatch):
    """The temporary folder, where the lock lies, is everybody's."""
    one = SingleInstance(str(tmp_path))
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    two = SingleInstance(str(tmp_path))
    assert one.first and two.first
    one.close()
    two.close()


def test_start_at_login_on_both_systems(tmp_path):
    linux = autostart.place("linux", tmp_path)
    command = ["/opt/dor mouse/python", "-m", "desktop", "--data", 'a "b"']
    autostart.set_on(True, command, linux)
    text = linux.read_text()
    assert 'Exec="/opt/dor mouse/python" "-m" "desktop" "--data" "a \\"b\\""' in text
    assert autostart.is_on(linux)
    autostart.set_on(False, command, linux)
    autostart.set_on(False, command, linux)
    assert not autostart.is_on(linux)
    assert plistlib.loads(autostart.content(command, "darwin"))["ProgramArguments"] == command


def test_markdown_and_json_come_back_the_same():
    wanted = tuple(ImportedTurn(role=each.role, text=each.text) for each in TURNS)
    assert from_json(as_json(TALK, TURNS)) == (TALK.title, "", wanted)
    assert from_markdown(as_markdown(TALK, TURNS)) == (TALK.title, "", wanted)


def test_the_system_prompt_goes_out_and_comes_back_in_both_formats():
    talk = msgspec.structs.replace(TALK, system="Answer in verse.\n\n## You\n\nnot a heading")
    for out, back in ((as_json, from_json), (as_markdown, from_markdown)):
        title, system, turns = back(out(talk, TURNS))
        assert (title, system) == (TALK.title, talk.system)
        assert [turn.text for turn in turns] == [turn.text for turn in TURNS]


def test_a_long_conversation_comes_in_parts(open_window, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.exchange.PART_TURNS", 3)
    user = open_window()
    rows = [{"role": ("user", "assistant")[each % 2], "text": f"message {each}"} for each in range(10)]
    (tmp_path / "long.json").write_text(json.dumps({"title": "Long", "turns": rows}))
    read_conversation(user.window, user.window.link, tmp_path / "long.json")
    user.until(lambda: len(user.texts) == 10)
    assert user.texts == [row["text"] for row in rows]
    assert len(user.window.conversations) == 1


def test_parts_fit_into_a_line_of_the_protocol():
    turns = [ImportedTurn(role="user", text=text * 60_000) for text in ('\n"\\', "\x01\x02", "äß€", "a") for _ in "ab"]
    parts = parts_of(turns)
    assert [turn for part in parts for turn in part] == turns
    for part in parts:
        assert len(protocol.encode(protocol.ImportConversation(id=1, title="", turns=part))) < protocol.MAX_LINE


def test_export_and_import_through_the_window(open_window, tmp_path):
    user = open_window()
    user.say("hello export")
    for name in ("talk.md", "talk.json"):
        write_conversation(
            user.window, user.window.link, user.window.session.id, tmp_path / name, name.endswith("json")
        )
        user.until(lambda path=tmp_path / name: path.exists())
    assert json.loads((tmp_path / "talk.json").read_text())["turns"][0]["text"] == "hello export"
    before = user.window.session.id
    read_conversation(user.window, user.window.link, tmp_path / "talk.md")
    user.until(lambda: user.window.session.id not in (None, before))
    assert user.texts[0] == "hello export"


def test_a_file_that_is_no_conversation_is_told(open_window, tmp_path):
    user = open_window()
    for name, text in (
        ("a.json", "{"),
        ("b.json", "[1]"),
        ("c.md", "nothing"),
        ("d.json", '{"turns": [{"role": "x"}]}'),
    ):
        (tmp_path / name).write_text(text)
        read_conversation(user.window, user.window.link, tmp_path / name)
        assert name in user.window.chat.banner.text.text()


def test_welcome_is_three_pages_once(open_window):
    user = open_window()
    user.window.greet()
    page = user.window.pages["welcome"]
    assert user.window.stack.currentWidget() is page
    page.next.click()
    page.next.click()
    assert page.next.text() == "Begin"
    page.next.click()
    assert user.window.stack.currentWidget() is user.window.chat
    user.window.greet()
    assert user.window.stack.currentWidget() is user.window.chat


def test_the_about_box_names_all_that_is_shipped_with_its_licence():
    said = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]["dependencies"]
    asked = {NAME.match(line).group().casefold() for line in said if "darwin'" not in line or "linux" in line}
    named = {each.casefold().replace("_", "-") for each in parts()}
    assert asked <= named and {"shiboken6", "tokenizers", "transformers"} <= named
    assert [each for each in parts() if not licence(each)] == []


def test_the_welcome_goes_on_by_the_keyboard_alone(open_window):
    user = open_window()
    user.window.hide()
    user.window.greet()  # before the window is shown, as at a first start
    user.window.show()
    page = user.window.pages["welcome"]
    user.until(lambda: user.window.focusWidget() is page.next)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(user.window.focusWidget(), key)
    user.until(lambda: user.window.stack.currentWidget() is user.window.chat)


def test_window_state_is_kept(open_window, tmp_path):
    user = open_window()
    user.window.resize(760, 640)
    user.window.toggle_sidebar()
    user.window.theme.set_scheme("dark")
    window_state.keep(user.window)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert settings.value("look/scheme") == "dark"
    again = open_window()
    assert again.window.size().width() == 760
    assert not again.window.sidebar.isVisible()


def test_without_a_tray_closing_quits_and_with_one_it_hides(open_window):
    user = open_window()
    for stays in (True, False):
        user.window.show()
        user.window.on_close = lambda stays=stays: not stays
        event = QCloseEvent()
        user.window.closeEvent(event)
        assert event.isAccepted() is not stays  # refused: Qt does not close it, it is only hidden
        assert user.window.isVisible() is not stays


def test_attached_files_are_documents(open_window, tmp_path, monkeypatch):
    user = open_window()
    (tmp_path / "notes.txt").write_text("The parrot is 40.")
    (tmp_path / "picture.bin").write_bytes(b"\xff\x00\xfe")
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(user.window.session, "say", lambda text, trust="user_typed": sent.append((text, trust)))
    user.window.chat.attachments.read([str(tmp_path / "notes.txt"), str(tmp_path / "picture.bin")])
    assert "picture.bin" in user.window.chat.banner.text.text()
    user.window.chat._send("Read this")
    assert sent[0][1] == "user_document"
    assert "The parrot is 40." in sent[0][0]
    assert not user.window.chat.attachments.isVisible()


def test_a_draft_reaches_the_engine_and_comes_back(open_window):
    user = open_window()
    user.type("half a thought")
    kept: list[str] = []

    def hear(event: protocol.AnyEvent) -> None:
        if isinstance(event, protocol.DraftList):
            kept.extend(draft.text for draft in event.drafts)

    user.bot.wait(2 * WAIT)
    user.window.link.ask(protocol.GetDrafts, hear)
    user.until(lambda: kept == ["half a thought"])


def test_a_draft_reaches_the_engine_while_somebody_types_on(open_window, monkeypatch):
    user = open_window()
    kept: list[str] = []
    ask = user.window.link.ask

    def watched(kind, *given, **fields):
        if kind is protocol.KeepDraft:
            kept.append(fields["text"])
        return ask(kind, *given, **fields)

    monkeypatch.setattr(user.window.link, "ask", watched)
    user.window.chat.composer.text.setFocus()
    for _ in range(12):  # never a pause as long as WAIT
        user.bot.keyClicks(user.window.chat.composer.text, "word ")
        user.bot.wait(WAIT // 4)
    assert len(kept) >= 2


def drafts_in(folder):
    """What the true engine has kept there."""
    with Client.start(DataFolder(folder)) as client:
        return [draft.text for event in client.ask(protocol.GetDrafts) for draft in event.drafts]


LAST_WORDS = """
import os, signal
from PySide6.QtCore import QTimer
import desktop.__main__ as m, desktop.app as a
shown = a.Dormouse.show
def show(self, hidden=False):
    shown(self, hidden)
    def type_and(act):
        self.window.show_page("chat")
        self.window.chat.composer.text.insertPlainText("my last words")
        act()
    def when_kept(do):  # the promise is about what the engine has acknowledged, however slow the machine is
        waits = self.window.session.draft_box._timer.isActive() or self.link._typed
        QTimer.singleShot(20, lambda: when_kept(do)) if waits else do()
    ready = lambda: type_and(ACT) if self.link.ready else QTimer.singleShot(50, ready)
    ready()
a.Dormouse.show = show
raise SystemExit(m.main(FOLDER))
"""


EDITING = """
import os, signal
from PySide6.QtCore import QTimer
import desktop.__main__ as m, desktop.app as a
shown = a.Dormouse.show
def show(self, hidden=False):
    shown(self, hidden)
    def edit():
        self.window.show_page("memory")
        panel = self.window.pages["memory"]
        panel.tabs.setCurrentWidget(panel.file)
        when_read(panel.file)
    def when_read(file):
        if file.text.isReadOnly():
            QTimer.singleShot(20, lambda: when_read(file))
        else:
            file.text.appendPlainText("- The user's canoe is red.")
            when_kept(file)
    def when_kept(file):
        done = file._kept == file.text.toPlainText()
        os.kill(os.getpid(), signal.SIGKILL) if done else QTimer.singleShot(20, lambda: when_kept(file))
    ready = lambda: edit() if self.link.ready else QTimer.singleShot(50, ready)
    ready()
a.Dormouse.show = show
raise SystemExit(m.main(FOLDER))
"""


@pytest.mark.timeout(400)
def test_a_killed_window_loses_nothing_of_an_edited_memory_file(tmp_path, monkeypatch):
    """With the true engine; the file on disk is not touched by what was never saved."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    script = EDITING.replace("FOLDER", repr(str(tmp_path / "data")))
    done = subprocess.run([sys.executable, "-c", script], env=environment, timeout=300, check=False)
    assert done.returncode == -signal.SIGKILL
    for _ in range(600):
        try:
            with Client.start(DataFolder(tmp_path / "data")) as client:
                [page] = [each for each in client.ask(protocol.MemoryFile) if isinstance(each, protocol.MemoryText)]
            assert page.draft.endswith("canoe is red.") and "canoe" not in page.text
            return
        except Trouble:
            time.sleep(0.1)
    raise AssertionError("the engine does not let go")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("act", "code"), [
    ("lambda: os.kill(os.getpid(), signal.SIGTERM)", 0),  # the desktop ends
    ("self.window.quit", 0),
    ("lambda: when_kept(lambda: os.kill(os.getpid(), signal.SIGKILL))", -signal.SIGKILL),
])  # fmt: skip
def test_the_window_ends_and_the_draft_stays(act, code, tmp_path, monkeypatch):
    """With the true engine, a data folder of its own, and as a process of its own."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    script = LAST_WORDS.replace("ACT", act).replace("FOLDER", repr(str(tmp_path / "data")))
    environment = os.environ | {
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run([sys.executable, "-c", script], env=environment, timeout=300, check=False)
    assert done.returncode == code
    for _ in range(600):  # the engine of a window that was killed lets go of the folder a moment later
        try:
            assert drafts_in(tmp_path / "data") == ["my last words"]
            return
        except Trouble:
            time.sleep(0.1)
    raise AssertionError("the engine does not let go")


def test_a_signal_is_told_and_what_was_there_comes_back(qtbot):
    before = signal.getsignal(signal.SIGTERM)
    signals, told = QuitSignals(), []
    signals.wanted.connect(lambda: told.append(1))
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: told == [1], timeout=5000)
    signals.close()
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_engine_that_died_is_told_the_draft_again(open_window):
    user = open_window()
    user.type("half a thought")
    user.bot.wait(2 * WAIT)
    user.window.link.restart()  # the fake keeps nothing over its end
    user.until(lambda: user.window.link.state == "ready")
    kept = []
    user.until(lambda: (user.window.link.ask(protocol.GetDrafts, kept.append), user.bot.wait(50)) and [
        draft.text for event in kept for draft in event.drafts][-1:] == ["half a thought"])  # fmt: skip
    assert user.window.chat.composer.text.toPlainText() == "half a thought"


def test_typing_stays_quick_while_an_answer_grows(open_window):
    user = open_window()
    user.type("slow please")
    from PySide6.QtCore import Qt

    user.bot.keyClick(user.window.chat.composer.text, Qt.Key.Key_Return)
    user.until(lambda: user.window.session.here and len(user.texts) == 2)
    times = []
    for letter in "the quick brown fox jumps over the lazy dog " * 3:
        began = time.process_time()
        user.bot.keyClicks(user.window.chat.composer.text, letter)
        times.append(time.process_time() - began)
        user.bot.wait(2)
    user.window.session.stop()
    user.until(lambda: not user.window.session.busy)
    times.sort()
    assert times[len(times) // 2] < 0.016  # CPU: what other work does to the clock is not the window's
