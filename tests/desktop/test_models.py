"""Choosing a model: the list, a download with pause and cancel, any name, any folder, and the menu in the header."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QPushButton


@pytest.fixture
def page(open_window):
    user = open_window()
    user.window.show_page("models")
    page = user.window.pages["models"]
    user.until(lambda: len(page.list.rows) == 4)
    page.user = user
    return page


def row(page, name):
    return next(each for each in page.list.rows if name in each.offer.name)


def press(page, name, label):
    next(b for b in row(page, name).findChildren(QPushButton) if b.text() == label).click()


def labels(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_every_offer_says_what_it_needs(page):
    words = labels(row(page, "1.5B"))
    for part in ("Recommended", "1.5 B parameters", "to download", "of memory", "Apache-2.0"):
        assert part in words
    assert "In use" in labels(row(page, "135M"))
    assert "can spare" in labels(row(page, "7B"))
    assert "Test chip" in page.machine.text()


def test_a_download_shows_progress_pauses_and_goes_on(page):
    press(page, "1.5B", "Download")
    page.user.until(lambda: "MB/s" in row(page, "1.5B").told.text())
    assert row(page, "1.5B").bar.value() > 0
    press(page, "1.5B", "Pause")
    page.user.until(lambda: row(page, "1.5B").offer.state == "paused")
    assert "what has come is kept" in row(page, "1.5B").told.text()
    assert not page.banner.isVisible()  # a pause is no trouble
    press(page, "1.5B", "Go on")
    page.user.until(lambda: row(page, "1.5B").offer.state == "installed")
    assert "every file verified" in page.banner.text.text()
    press(page, "1.5B", "Use")
    page.user.until(lambda: page.user.window.chat.header.model.text() == "Qwen2.5 1.5B Instruct")
    page.user.until(lambda: row(page, "1.5B").offer.state == "in_use")


def test_a_paused_download_can_be_thrown_away(page):
    press(page, "4B", "Cancel")
    page.user.until(lambda: row(page, "4B").offer.state == "downloadable")


def test_any_repository_by_its_name(page):
    page.name.setText("nonsense")
    assert not page.look.isEnabled()
    page.name.setText("no/such")
    page.look.click()
    page.user.until(lambda: "no such model" in page.banner.text.text())
    page.name.setText("somebody/special-3B")
    page.look.click()
    page.user.until(lambda: any(each.offer.repository == "somebody/special-3B" for each in page.list.rows))


def test_any_folder_and_a_folder_without_a_model(page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/empty")
    page._choose_folder()
    page.user.until(lambda: "no MLX model" in page.banner.text.text())
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/home/me/mine")
    page._choose_folder()
    page.user.until(lambda: page.user.window.chat.header.model.text() == "Local")


def test_the_token_is_kept_and_never_shown(page, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("hf_secret", True))
    assert page.token.text() == "Set…"
    page.token.click()
    page.user.until(lambda: page.token.text() == "Change…")
    assert "hf_secret" not in labels(page)


def test_the_header_offers_what_is_here(open_window):
    user = open_window()
    user.until(lambda: user.window.chat.header.model.text() == "Fake 1B")
    user.window.models.refresh()
    user.until(lambda: user.window.models.offers)
    menu = user.window.menus.model_menu(user.window.models.offers)
    assert [action.text() for action in menu.actions() if action.text()] == ["SmolLM2 135M Instruct", "More models…"]
    menu.actions()[-1].trigger()
    assert user.window.page == "models"
