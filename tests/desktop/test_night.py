from __future__ import annotations

from desktop.report_view import ReportView, score_pairs
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


def test_scores_come_in_pairs():
    pairs = score_pairs(FakeEngine().report(1))
    assert pairs[0] == ("recall", 0.0, 0.92)
    assert [name for name, _, _ in pairs] == ["recall", "near", "general"]


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
    from desktop.sleep_settings import CodeDialog, KeepSafe

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
