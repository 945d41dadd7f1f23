"""Lines over a common axis as a PNG, drawn with Qt: shares between 0 and 1, one colour and one label a line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

SIZE, MARGIN, KEY = (900, 480), 60, 170  # pixels: the picture, its margin, the room for the labels
COLOURS = ("#2c6e9b", "#2e8b57", "#c0392b", "#8e5ea2", "#c78a1e", "#555555")


def lines(path: Path, axis: str, places: Sequence[float], values: Mapping[str, Sequence[float | None]]) -> None:
    """Write the picture to `path`; None is a gap."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter, QPen
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = SIZE[0] - 2 * MARGIN - KEY, SIZE[1] - 2 * MARGIN
    low, high = min(places), max(places)

    def point(place: float, value: float) -> QPointF:
        across = (place - low) / (high - low) if high > low else 0.5
        return QPointF(MARGIN + across * width, MARGIN + (1 - min(max(value, 0.0), 1.1)) * height)

    for tenth in range(0, 11, 2):
        painter.setPen(QPen(QColor("#dddddd")))
        painter.drawLine(point(low, tenth / 10), QPointF(MARGIN + width, point(low, tenth / 10).y()))
        painter.setPen(QPen(QColor("#333333")))
        painter.drawText(QPointF(MARGIN - 34, point(low, tenth / 10).y() + 4), f"{tenth / 10:.1f}")
    for place in places:
        painter.drawText(QPointF(point(place, 0).x() - 5, MARGIN + height + 20), f"{place:g}")
    painter.drawText(QPointF(MARGIN + width / 2, SIZE[1] - 14), axis)
    for number, (name, row) in enumerate(values.items()):
        painter.setPen(QPen(QColor(COLOURS[number % len(COLOURS)]), 2.5, Qt.PenStyle.SolidLine))
        known = [point(place, value) for place, value in zip(places, row, strict=True) if value is not None]
        for one, other in pairwise(known):
            painter.drawLine(one, other)
        for each in known:
            painter.drawEllipse(each, 3, 3)
        painter.drawText(QPointF(MARGIN + width + 20, MARGIN + 20 + 22 * number), name)
    painter.end()
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # its stub wants bytes for the format
        raise OSError(f"cannot write {path}")
    del application
