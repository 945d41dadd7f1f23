from __future__ import annotations

import os
import signal
from datetime import datetime

import msgspec
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.condition_row import ConditionRow
from desktop.report_view import ReportView
from desktop.scores import shares
from desktop.theme import Theme
from desktop.tonight import next_words
from desktop.tray import Tray
from engine import protocol
from tests.desktop.fake_engine import FakeEngine


def test_sleep_shows_stages_and_then_the_report(open_window):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.sleep_button.click()
    user.until(lambda: page.live._losses)
    assert page.live.isVisible()
    assert not page.tonight.isVisible()
    user.until(lambda: page._reports)
    assert not page.asleep
    assert page.findChildren(ReportView)
    assert len(page.live._losses) == 31


def test_wake_stops_and_offers_to_go_on(open_window):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.sleep()
    user.until(lambda: page.live._rows["dream"][2].value() > 1)
    page.live.wake.click()
    user.until(lambda: not page.asleep)
    assert "woke it" in page.banner.text.text()
    assert "goes on where it was" in page._advice.text()


def test_a_doubt_is_answered(open_window, monkeypatch):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.sleep()
    user.until(lambda: page._reports)
    sent: list[dict] = []
    monkeypatch.setattr(page._link, "ask", lambda kind, handler=None, **fields: sent.append(fields))
    view = page.findChildren(ReportView)[0]
    view.answered.emit(3, True)
    view.answered.emit(3, False)
    assert sent == [{"fact": 3, "state": "active"}, {"fact": 3, "state": "deleted"}]


def test_the_report_says_that_another_model_answers_now(qtbot):
    for verdict, another, words in (
        ("published", True, "taught to it anew"),
        ("kept_old", True, "looks up for now"),
        ("published", False, ""),
    ):
        report = msgspec.structs.replace(FakeEngine().report(1), verdict=verdict, another_model=another)
        view = ReportView(Theme("light"), report, newest=True, doubted=set())
        qtbot.addWidget(view)
        said = " ".join(label.text() for label in view.findChildren(QLabel))
        assert ("Another model answers" in said) is another and words in said


def test_the_scores_say_what_was_learned_and_what_was_kept():
    found = shares(FakeEngine().report(1))
    assert found[0] == ("recall", 0.0, 0.92)
    assert [name for name, _, _ in found] == ["recall", "near", "known_kept", "general_kept"]
    assert found[-1] == ("general_kept", None, 1.0)


def test_tonight_says_why_it_waits_and_can_be_switched_off(open_window):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    user.until(lambda: page.conditions.isVisible())
    assert page.conditions.automatic.isChecked()
    assert page.conditions._pill.text() == "Waits"
    page.conditions.automatic.click()
    user.until(lambda: page.conditions._pill.text() == "Off")


def test_hours_and_recovery_code_in_settings(open_window):
    from desktop.keep_safe import CodeDialog, KeepSafe

    user = open_window()
    user.window.show_page("settings")
    page = user.window.pages["settings"]
    user.until(lambda: page.sleep.isVisible())
    assert page.sleep._start.currentData() == 22.5
    user.window.link.ask(protocol.ChangeWishes, page.sleep._hear, hours=(22.5, 7.25))
    user.until(lambda: page.sleep._end.currentData() == 7.25)
    page.sleep._end.setCurrentIndex(page.sleep._end.findData(8.0))
    page.sleep._hours_changed()
    user.until(lambda: page.sleep._end.currentText() in ("8:00 AM", "08:00", "8:00\u202fAM"))
    safe = page.findChildren(KeepSafe)[0]
    user.window.link.ask(protocol.MakeRecoveryCode, safe._hear)
    user.until(lambda: safe.findChildren(CodeDialog))
    dialog = safe.findChildren(CodeDialog)[0]
    assert "ABCD-EFGH-IJKL-MNOP" in dialog.document().toPlainText()
    dialog.close()


def test_the_depth_of_nights_is_chosen_with_its_minutes(open_window):
    user = open_window()
    user.window.show_page("settings")
    sleep = user.window.pages["settings"].sleep
    user.until(lambda: sleep.isVisible())
    assert [sleep.how_deep.itemText(place) for place in range(2)] == ["Nap, up to 5 min", "Night, up to 30 min"]
    assert sleep.how_deep.currentData() == "night"
    assert sleep.deep_every.currentText() == "Every 7 nights"
    assert "up to 90 min" in sleep._deep_words.text()
    sleep.how_deep.setCurrentIndex(0)
    sleep.how_deep.activated.emit(0)
    sleep.deep_every.setCurrentIndex(sleep.deep_every.findData(0))
    sleep.deep_every.activated.emit(0)
    heard = []
    user.window.link.ask(protocol.GetConditions, heard.append)
    user.until(lambda: heard)
    assert (heard[0].depth, heard[0].deep_every) == ("nap", 0)
    user.window.show_page("night")
    page = user.window.pages["night"]
    user.until(lambda: page.how_deep.itemText(2) == "Deep night, up to 90 min")


def test_the_next_window_is_told(qapp):
    from desktop.i18n import Translation

    translation = Translation(qapp)
    translation.use("de")
    view = protocol.ConditionsView(
        verdict="wait", reasons=(), signals=(), automatic=True, manner="careful", hours=(22.5, 6.0), least_idle=600,
        least_charge=40, next_depth="deep", minutes={"deep": 90.0},
    )  # fmt: skip
    at = datetime(2026, 1, 2, 12, 0)
    deep = "Tiefe Nacht, bis 90 min"
    try:
        assert next_words(view, at) == f"Als Nächstes: heute von 22:30 bis 06:00. {deep}."
        assert next_words(view, at.replace(hour=23)) == f"Als Nächstes: jetzt, bis 06:00. {deep}."
        day = msgspec.structs.replace(view, hours=(9.0, 11.0))
        assert next_words(day, at) == f"Als Nächstes: morgen von 09:00 bis 11:00. {deep}."
        always = msgspec.structs.replace(view, hours=(0.0, 0.0))
        assert next_words(always, at) == f"Als Nächstes: zu jeder Stunde, {deep}."
    finally:
        translation.use("en_US")


def test_every_condition_tells_its_state_and_where_that_is_known_from(open_window):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    user.until(lambda: page.conditions.isVisible())
    next(b for b in page.conditions.findChildren(QPushButton) if b.text() == "Every condition").click()
    rows = [row.accessibleName() for row in page.conditions.findChildren(ConditionRow)]
    assert rows == [
        "On the mains: yes, from: /sys/class/power_supply",
        "Last input: 42 s ago, from: logind",
        "Display asleep: no, not known: without a display signal the display is taken to be on",
    ]


def after_nights(open_window, count=1):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    for _ in range(count):
        before = len(page._reports)
        page.sleep()
        user.until(lambda before=before: len(page._reports) > before and not page.asleep)
    return user, page


def test_an_insight_is_kept_and_another_refused(open_window):
    from desktop.insights import InsightRow

    user, page = after_nights(open_window)
    rows = page.findChildren(InsightRow)
    assert ["Lisbon" in row.insight.text for row in rows] == [True, False]
    first, second = (row.findChildren(QPushButton) for row in rows)
    assert [button.text() for button in first] == ["Keep", "No"]
    first[0].click()
    user.until(lambda: [row.insight.state for row in page.findChildren(InsightRow)][:1] == ["kept"])
    page.findChildren(InsightRow)[1].findChildren(QPushButton)[1].click()
    user.until(lambda: [row.insight.state for row in page.findChildren(InsightRow)] == ["kept", "refused"])
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert "Kept" in shown and "Refused" in shown
    second.clear()


def test_practised_answers_and_returned_facts_are_told(open_window):
    _, page = after_nights(open_window)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    for words in ("tile museum open", "now: The tile museum opens at ten", "Looked up from now on"):
        assert words in shown


def test_an_answered_doubt_is_not_asked_again(open_window):
    user, page = after_nights(open_window)
    user.until(lambda: 3 in (page._still_doubted or ()))

    def yes():
        return [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Yes: ") and b.isVisible()]

    user.until(yes)  # the report is drawn once the doubts are known
    yes()[0].click()
    user.until(lambda: page._still_doubted == {9})
    assert not [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("Yes: ") and b.isVisible()]
    assert "Answered" in [label.text() for label in page.findChildren(QLabel)]


def test_a_paused_night_waits_and_goes_on(open_window):
    user = open_window()
    user.window.show_page("night")
    page = user.window.pages["night"]
    page.sleep()
    user.until(lambda: page.live._rows["dream"][2].value() > 1)
    page.live.pause.click()
    user.until(lambda: not page.asleep)
    assert page._state.text() == "Paused"
    assert page.sleep_button.text() == "Go on"
    assert not page.how_deep.isVisible()
    assert not page.banner.isVisible()  # it did what was asked
    page.sleep_button.click()
    user.until(lambda: page._reports)
    assert page._state.text() == "Awake"
    assert page.sleep_button.text() == "Sleep now"


def test_history_shows_scores_and_minutes(open_window):
    _, page = after_nights(open_window, 2)
    assert page.history.minutes.isVisible()
    assert page.history.minutes.accessibleDescription() == "minutes 7.2"
    assert "Recall 92%" in page.history.scores.accessibleDescription()


def test_an_engine_that_dies_in_a_night_leaves_nobody_asleep(open_window):
    """A night that began by itself: nobody has asked for it, so no answer tells of its end."""
    user = open_window()
    user.window.show_page("night")
    page, link = user.window.pages["night"], user.window.link
    tray = Tray(user.window, link)
    stage = protocol.SleepStage(night=3, stage="train", done=4, total=30, note="learning")
    link.said.emit(stage)
    tray.show_stage(stage)
    assert page.asleep and tray.asleep and user.window.night_events
    os.kill(link._process.processId(), signal.SIGKILL)
    user.until(lambda: not page.asleep)
    assert not user.window.night_events and not tray.asleep
    assert page.tonight.isVisible() and page.sleep_button.text() == "Go on"
    assert "Nothing is lost" in page.banner.text.text()
    user.until(lambda: link.state == "ready")
    user.window.theme.flip()
    assert not user.window.pages["night"].asleep


def test_one_recovery_code_is_made_at_a_time(open_window):
    """A second one makes the first void, which may be the one that is seen last."""
    from desktop.keep_safe import CodeDialog

    user = open_window()
    user.window.show_page("settings")
    safe = user.window.pages["settings"].safe
    asked, ask = [], user.window.link.ask
    user.window.link.ask = lambda kind, *given, **fields: (asked.append(kind), ask(kind, *given, **fields))[1]
    safe.make_code()
    assert not safe._code.isEnabled()
    safe.make_code()
    user.until(lambda: safe.findChildren(CodeDialog))
    assert asked.count(protocol.MakeRecoveryCode) == 1 and safe._code.isEnabled()
    safe.findChildren(CodeDialog)[0].close()
    user.until(lambda: QApplication.activeModalWidget() is None)
    safe.make_code()
    user.window.theme.flip()  # the page that has asked is no more when the code comes
    user.until(lambda: [each for each in user.window.findChildren(CodeDialog) if each.isVisible()])
    user.window.findChildren(CodeDialog)[-1].close()
