"""The about box: whose work this is, and in an installed program the way to every licence's text."""

from __future__ import annotations

import sys

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from desktop.about import AboutDialog
from desktop.theme import Theme


def texts(dialog):
    return [button for button in dialog.findChildren(QPushButton) if button.text() == "All licence texts"]


def test_it_names_the_licence_and_the_works_it_stands_on(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(Theme("light"), parent)
    assert any("Apache License 2.0" in label.text() for label in dialog.findChildren(QLabel))
    listed = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "SmolLM2-135M-Instruct\tApache-2.0" in listed
    assert any(line.startswith("PySide6-Essentials") and "LGPL" in line for line in listed.splitlines())
    assert not texts(dialog), "a checkout has no folder of them"


def test_an_installed_program_opens_the_folder_of_all_licence_texts(qtbot, tmp_path, monkeypatch):
    (tmp_path / "notices").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    parent = QWidget()
    qtbot.addWidget(parent)
    texts(AboutDialog(Theme("light"), parent))[0].click()
    assert opened == [str(tmp_path / "notices")]
