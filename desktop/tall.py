"""What scrolls: as high as its wrapped text needs at the width it has."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """As high as its wrapped text needs at the width it has: a scroll area would squeeze it into its viewport first."""

    def event(self, event: QEvent) -> bool:
        """Qt's call for everything; sizes and layouts matter here."""
        done = super().event(event)
        layout = self.layout()
        if layout is not None and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            needed = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
            if needed != self.minimumHeight():
                self.setMinimumHeight(max(0, needed))
        return done
