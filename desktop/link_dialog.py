"""A link of an answer is opened only after its full address has been seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.i18n import translate


def open_link(page: QWidget, address: str) -> None:
    """Ask over `page`, then let the browser open `address`; the safe button is the default."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, translate("Links", "Open this address?"), address, parent=page)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(translate("Links", "It opens in your browser, outside Dormouse."))
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    if box.exec() == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(QUrl(address))
