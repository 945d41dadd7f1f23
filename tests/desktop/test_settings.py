"""Settings that bound what is remembered, privacy, beginning anew, the welcome, and memories by conversation."""

from __future__ import annotations

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from desktop.updates import NewsDialog, UpdateWatch
from engine import protocol


def open_settings(open_window):
    user = open_window()
    user.window.show_page("settings")
    page = user.window.pages["settings"]
    user.until(lambda: page.remember.isVisible())
    return user, page


def asked(user):
    heard = []
    user.window.link.ask(protocol.GetMayRemember, heard.append)
    user.until(lambda: heard)
    return heard[0]


def test_kinds_and_words_reach_the_engine_and_come_back(open_window):
    user, page = open_settings(open_window)
    assert all(tick.isChecked() for tick in page.remember.kinds.values())
    page.remember.kinds["health"].click()
    page.remember.never.setPlainText("Bramble\n\n  the tax office ")
    page.remember.keep_words()
    user.until(lambda: asked(user).never == ("Bramble", "the tax office"))
    assert asked(user).kinds_off == ("health",)
    page.remember.never.clear()
    page.remember._later.stop()  # not kept: the engine's words come back
    page.remember.refresh()
    user.until(lambda: page.remember.never.toPlainText() == "Bramble\nthe tax office")


def test_remembering_from_chats_is_switched_off_as_a_whole(open_window):
    user, page = open_settings(open_window)
    page.remember.chats.click()
    user.until(lambda: not page.remember.never.isEnabled())
    assert not any(tick.isEnabled() for tick in page.remember.kinds.values())
    assert asked(user).chats is False


def test_updates_are_off_until_they_are_asked_for(open_window):
    user, page = open_settings(open_window)
    assert not page.privacy.updates.isChecked()
    assert page.privacy.news.isHidden()
    page.privacy.updates.click()
    user.until(lambda: page.privacy.show_notes.isVisible())
    assert "9.0" in page.privacy.news.text()
    page.privacy.show_notes.click()
    dialog = user.window.findChild(NewsDialog)
    assert dialog.notes.toPlainText() == "It dreams better." and dialog.open_page.isVisible()
    dialog.close()


def test_a_build_that_has_nowhere_to_ask_says_so_and_offers_no_switch(open_window):
    _, page = open_settings(open_window)
    sentence = "This Dormouse was built without an address to ask."
    page.privacy._hear(protocol.UpdateNews(re=1, state="nowhere", sentence=sentence, automatic=False))
    assert not page.privacy.updates.isEnabled() and page.privacy.news.text() == sentence


def test_a_newer_version_is_told_once_and_only_where_it_is_wished_for(open_window, monkeypatch):
    user = open_window()
    watch = UpdateWatch(user.window.link, user.window.settings, lambda: user.window.chat.banner, user.window)
    shown = []
    watch.show_news = shown.append
    heard = []
    user.window.link.said.connect(lambda event: heard.append(type(event).__name__))

    def ask():
        user.window.settings.setValue("updates/asked", 1)  # long ago
        before = heard.count("UpdateNews")
        watch.ask()
        user.until(lambda: heard.count("UpdateNews") > before)
        user.bot.wait(20)

    banner = user.window.chat.banner
    ask()
    assert not banner.isVisible()
    user.window.link.ask(protocol.CheckUpdates, automatic=True)
    ask()
    assert banner.isVisible() and "9.0" in banner.text.text()
    banner.button.click()
    assert [news.notes for news in shown] == ["It dreams better."] and not banner.isVisible()
    ask()
    assert not banner.isVisible()
    before = heard.count("UpdateNews")
    watch.ask()
    asked(user)  # an answer to a later question: an earlier one would be here by now
    assert heard.count("UpdateNews") == before, "it was asked today"
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    dialog = NewsDialog(user.window.theme, shown[0], user.window)
    dialog.open_page.click()
    assert opened == ["https://example.org/dormouse"]


def test_beginning_anew_wants_the_word_and_shows_a_receipt(open_window):
    user = open_window()
    user.say("hello dog")
    user.window.show_page("settings")
    dialog = user.window.pages["settings"].reset()
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("forget")
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("Forget Everything ")
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    user.until(lambda: any("finds nothing" in label.text() for label in dialog.findChildren(QLabel)))
    assert any("memories: 12" in label.text() for label in dialog.findChildren(QLabel))
    user.until(lambda: not user.window.conversations)
    assert user.window.session.id is None
    assert user.texts == []
    dialog.close()


def test_the_welcome_offers_models_and_hours(open_window):
    user = open_window()
    user.window.show_page("welcome")
    page = user.window.pages["welcome"]
    user.until(lambda: len(page.list.rows) == 3)
    assert page.list.rows[0].offer.state == "in_use"
    assert any(row.offer.recommended for row in page.list.rows)
    page.next.click()
    page.next.click()
    user.until(lambda: page.wishes.isVisible())
    page.wishes.automatic.click()
    user.until(lambda: not page.wishes.automatic.isChecked())
    finished = []
    page.done.connect(lambda: finished.append(True))
    page.next.click()
    assert finished


def test_memories_are_filtered_by_conversation(open_window):
    user = open_window()
    user.say("first talk")
    user.window.show_page("memory")
    panel = user.window.pages["memory"]
    box = panel.bar._boxes[-1]
    user.until(lambda: box.count() == 2)
    assert box.itemText(1) == "first talk"
    panel._set_filter(conversation=99)
    assert panel.model.rows == []
    panel._set_filter(conversation=1)
    assert panel.model.rows
