"""The window over the real engine: a day and a nap with the starter model, the rest with two random layers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.app import engine_command
from desktop.forget_dialog import ForgetDialog
from desktop.report_view import ReportView
from engine import protocol
from engine.paths import DataFolder
from engine.store.database import Database
from engine.store.keys import obtain_key
from tests.fakes import tiny_model

pytestmark = pytest.mark.model
LONG = 900_000  # milliseconds: other work may hold the machine, and a broken window never comes


@pytest.fixture
def real(open_window, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

    def open_real(model=None):
        return open_window(command=engine_command(str(tmp_path / "data"), str(model) if model else None))

    return open_real


@pytest.fixture
def tiny(tmp_path):
    return tiny_model(tmp_path / "model", context=4096)


@pytest.mark.timeout(1800)
def test_a_night_from_sleep_now_to_its_report(real, tiny):
    user = real(tiny)
    user.say("My sister Ingrid lives in Trondheim.", LONG)
    user.say("My cat is called Pixel. I play the piano.", LONG)
    page = night(user)
    assert page.findChildren(ReportView)
    assert {stage.stage for stage in page._reports[0].stages} >= {"gather", "consolidate"}
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: any("Trondheim" in fact.text for fact in panel.model.rows), LONG)


@pytest.mark.timeout(2700)
def test_a_day_with_the_starter_model(real):
    """Type, stream, stop, edit, regenerate, search, forget, sleep, read the report; few words and facts. The
    limits are for a busy machine."""
    user = real()
    window, session = user.window, user.window.session
    session.max_tokens = 12
    grown: list[str] = []
    session.grew.connect(grown.append)
    user.say("My sister Ingrid lives in Trondheim.", LONG)
    assert len(grown) > 3  # it came in pieces
    assert "".join(grown) == session.turns[-1].text
    stop_a_long_answer(user)
    first = session.turns[-2].id
    window.chat._asked(first, "edited", "My cat is called Pixel.")
    user.until(lambda: not session.busy, LONG)
    assert session.turns[-2].text == "My cat is called Pixel."
    assert len(session.turns[-2].siblings) == 2
    answer = session.turns[-1].id
    window.actions_by_name["regenerate"].trigger()
    user.until(lambda: not session.busy, LONG)
    assert session.turns[-1].siblings == (answer, session.turns[-1].id)
    window.new_chat()
    user.say("What is tea?", LONG)
    window.library.search("Trondheim")
    user.until(lambda: len(window.conversations) == 1 and window.conversations[0].hit, LONG)
    window.library.search("")
    forget_one_memory(user)
    report = nap(user)
    told = {fact.text for fact in report.facts}
    assert told and told <= {"The user's cat is called Pixel.", "The user's sister Ingrid lives in Trondheim."}
    window.open_conversation(1)
    user.until(lambda: session.notes.by_turn, LONG)
    assert {fact.text for facts in session.notes.by_turn.values() for fact in facts} <= told


def stop_a_long_answer(user):
    session = user.window.session
    session.max_tokens = 400
    user.type("Tell me a very long story about a mouse.")
    user.bot.keyClick(user.window.chat.composer.text, Qt.Key.Key_Return)
    user.until(lambda: session.busy and session.turns[-1].text, LONG)
    user.window.chat.composer._button.click()
    user.until(lambda: not session.busy, LONG)
    assert session.turns[-1].state == "interrupted"
    session.max_tokens = 12


def forget_one_memory(user):
    user.window.link.ask(protocol.AddFact, text="The user's parrot is called Captain.")
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel.model.rows, LONG)
    dialog = ForgetDialog(user.window.theme, user.window.link, panel.model.rows[0].id, "", user.window)
    dialog.show()
    user.until(dialog.accept_button.isEnabled, LONG)
    dialog.accept_button.click()
    user.until(lambda: not panel.model.rows, LONG)
    dialog.close()


def nap(user):
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.how_deep.setCurrentIndex(0)
    page.sleep_button.click()
    user.until(lambda: not page.asleep, LONG)
    user.until(lambda: page.findChildren(ReportView), LONG)
    report = page._reports[0]
    assert report.verdict in ("published", "published_fewer", "kept_old"), report.reason
    assert [stage.stage for stage in report.stages] == ["gather", "consolidate", "dream", "train", "exam", "wake"]
    assert report.exams
    return report


@pytest.mark.timeout(1800)
def test_forgetting_says_where_it_lives_and_leaves_nothing(real, tiny):
    user = real(tiny)
    user.window.link.ask(protocol.AddFact, text="The user's parrot is called Captain.")
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    user.until(lambda: panel.model.rows, LONG)
    fact = panel.model.rows[0]
    dialog = ForgetDialog(user.window.theme, user.window.link, fact.id, fact.text, user.window)
    dialog.show()
    user.until(dialog.accept_button.isEnabled, LONG)
    dialog.accept_button.click()
    user.until(lambda: not panel.model.rows, LONG)
    dialog.close()


@pytest.mark.timeout(1800)
def test_a_killed_engine_loses_no_acknowledged_turn(real, tiny):
    user = real(tiny)
    user.say("Remember the word heron.", LONG)
    number = user.window.session.id
    user.type("a draft in the making")
    user.bot.wait(600)
    os.kill(user.window.link._process.processId(), signal.SIGKILL)
    user.until(lambda: user.window.link.state == "ready" and user.window.session.turns, LONG)
    assert user.window.session.id == number
    assert user.texts[0] == "Remember the word heron."
    assert user.window.chat.composer.text.toPlainText() == "a draft in the making"
    user.window.link.stop()
    user.window.session.drafts.clear()
    user.window.link.start()
    user.until(lambda: user.window.session.drafts.get(number) == "a draft in the making", LONG)


@pytest.mark.timeout(1800)
def test_delete_export_and_settings_speak_to_the_real_engine(real, tiny, monkeypatch, tmp_path):
    from desktop.exchange import read_conversation, write_conversation

    user = real(tiny)
    user.say("Short one.", LONG)
    write_conversation(user.window, user.window.link, user.window.session.id, tmp_path / "talk.json", True)
    user.until((tmp_path / "talk.json").exists, LONG)
    read_conversation(user.window, user.window.link, tmp_path / "talk.json")
    user.until(lambda: len(user.window.conversations) == 2, LONG)
    user.window.show_page("settings")
    page = user.window.pages["settings"]
    user.until(page.sleep.isVisible, LONG)
    page.check()
    user.until(lambda: page._findings.count(), LONG)
    destructive = QMessageBox.ButtonRole.DestructiveRole
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(
        QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if box.buttonRole(b) == destructive)
    )
    user.window.show_page("chat")
    user.window.commands_of_chat.delete_open()
    user.until(lambda: len(user.window.conversations) == 1, LONG)


@pytest.mark.timeout(120)
@pytest.mark.skipif(not os.path.exists("/usr/bin/Xvfb"), reason="needs Xvfb")
def test_the_window_runs_under_an_x_server(tmp_path):
    """A real display, a real window, started as a user starts it; it ends cleanly when its window is closed."""
    script = (
        "from PySide6.QtCore import QTimer\n"
        "import desktop.__main__ as m, desktop.app as a\n"
        "shown = a.Dormouse.show\n"
        "def show(self, hidden=False):\n"
        "    shown(self, hidden)\n"
        "    said = lambda: print('SIZE', self.window.width(), self.window.isVisible())\n"
        "    QTimer.singleShot(1500, lambda: (said(), self.window.quit()))\n"
        "a.Dormouse.show = show\n"
        f"raise SystemExit(m.main({str(tmp_path)!r}))\n"
    )
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", sys.executable, "-c", script],
        capture_output=True, text=True, env=environment, timeout=100, check=False,
    )  # fmt: skip
    assert "SIZE 1120 True" in done.stdout, done.stderr
    assert done.returncode == 0, done.stderr


@pytest.mark.timeout(2700)
def test_a_correction_is_dreamt_and_a_temporary_chat_is_not(real, tiny, tmp_path):
    """Through the window, the real engine and a night of its own process, and then in every table of the database."""
    user = real(tiny)
    window, session = user.window, user.window.session
    session.max_tokens = 12
    user.say("My sister Ingrid lives in Trondheim.", LONG)
    user.say("When does the tile museum open?", LONG)
    answer = session.turns[-1].id
    window.chat._asked(answer, "down", None)
    box = window.chat.view.message(answer)._box
    box.text.setPlainText("The tile museum opens at ten.")
    box.accept.click()
    user.until(lambda: session.turns[-1].correction == "The tile museum opens at ten.", LONG)
    window.new_chat(temporary=True)
    user.say("My parrot is called Zanzibar and lives in Paramaribo.", LONG)
    assert not session.turns[-1].facts and session.temporary
    page = night(user)
    assert any("Zanzibar" in turn.text for turn in session.turns)  # it can be read until the end
    assert [each.corrected for each in page._reports[0].rehearsed] == ["The tile museum opens at ten."]
    window.link.stop()
    folder = DataFolder(tmp_path / "data")
    with closing(Database.open(folder.database, obtain_key(folder).value)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {name: repr(database.execute(f'SELECT * FROM "{name}"')) for (name,) in tables}
    assert "Ingrid" in rows["turns"] and "Ingrid" in rows["facts"]
    assert "rehearsal" in rows["dreams"] and "The tile museum opens at ten." in rows["dreams"]
    # neither word is in the books that dreams and exams draw other values from
    assert [name for name, text in rows.items() if "Zanzibar" in text or "Paramaribo" in text] == []
    assert "Zanzibar" not in folder.memory_file.read_text()


def night(user):
    """A nap from its button to its report."""
    stages: set[str] = set()
    user.window.link.said.connect(
        lambda event: stages.add(event.stage) if isinstance(event, protocol.SleepStage) else None
    )  # not `night_events`: on a busy machine a whole night may come in one reading of the pipe, its end too
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.how_deep.setCurrentIndex(0)
    page.sleep_button.click()
    user.until(lambda: not page.asleep, LONG)
    user.until(lambda: page._reports, LONG)
    assert stages >= {"gather", "consolidate"}
    return page
