"""Small dialogs that several pages use."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.style import mark
from desktop.theme import Theme


def ask_text(parent: QWidget, theme: Theme, title: str, words: str, text: str) -> str | None:
    """Let the user write a longer text; None where it was given up."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(theme.px(520), theme.px(320))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*(theme.px(20),) * 4)
    layout.setSpacing(theme.px(12))
    label = QLabel(words)
    label.setWordWrap(True)
    mark(label, "muted")
    field = QPlainTextEdit(text)
    field.setAccessibleName(title)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
    save = buttons.button(QDialogButtonBox.StandardButton.Save)
    mark(save, "primary")
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    for widget in (label, field, buttons):
        layout.addWidget(widget)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return field.toPlainText().strip() if accepted else None


class FittingDialog(QDialog):
    """As high as its wrapped text needs at the width it has: Qt reckons with the width that the text wishes for."""

    def event(self, event: QEvent) -> bool:
        """Qt's call for everything; sizes and layouts matter here."""
        done = super().event(event)
        layout = self.layout()
        if layout is not None and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show):
            needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            if needed > 0 and needed != self.minimumHeight():
                self.setMinimumHeight(needed)
                self.resize(self.width(), needed)
        return done
