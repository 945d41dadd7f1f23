from __future__ import annotations

from desktop.report_view import ReportView, score_pairs
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
