"""Pictures of figures as PNG, drawn with Qt: lines over a common axis, and points of two shares."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

SIZE, MARGIN, KEY = (900, 480), 60, 170  # pixels: the picture, its margin, the room for the labels
COLOURS = ("#2c6e9b", "#2e8b57", "#c0392b", "#8e5ea2", "#c78a1e", "#555555")
WIDTH, HEIGHT = SIZE[0] - 2 * MARGIN - KEY, SIZE[1] - 2 * MARGIN


@dataclass(frozen=True)
class Point:
    """One measured pair of shares, its series, its label ("" for none) and whether it is filled."""

    across: float
    up: float
    series: str
    label: str = ""
    filled: bool = True


@contextmanager
def _picture(path: Path) -> Iterator[Any]:
    """A painter on white; the file is written at the end."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield painter
    painter.end()
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # its stub wants bytes for the format
        raise OSError(f"cannot write {path}")
    del application


def _rule(painter: Any) -> None:
    """The shares from 0 to 1 at the left, each with a line across."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor

    for tenth in range(0, 11, 2):
        height = MARGIN + (1 - tenth / 10) * HEIGHT
        painter.setPen(QColor("#dddddd"))
        painter.drawLine(QPointF(MARGIN, height), QPointF(MARGIN + WIDTH, height))
        painter.setPen(QColor("#333333"))
        painter.drawText(QPointF(MARGIN - 34, height + 4), f"{tenth / 10:.1f}")


def _key(painter: Any, names: Sequence[str]) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor

    for number, name in enumerate(names):
        painter.setPen(QColor(COLOURS[number % len(COLOURS)]))
        painter.drawText(QPointF(MARGIN + WIDTH + 20, MARGIN + 20 + 22 * number), name)


def lines(path: Path, axis: str, places: Sequence[float], values: Mapping[str, Sequence[float | None]]) -> None:
    """Shares over `places`, one colour and one label a line, written to `path`; None is a gap."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QColor, QPen

    low, high = min(places), max(places)

    def point(place: float, value: float) -> QPointF:
        across = (place - low) / (high - low) if high > low else 0.5
        return QPointF(MARGIN + across * WIDTH, MARGIN + (1 - min(max(value, 0.0), 1.1)) * HEIGHT)

    with _picture(path) as painter:
        _rule(painter)
        for place in places:
            painter.drawText(QPointF(point(place, 0).x() - 5, MARGIN + HEIGHT + 20), f"{place:g}")
        painter.drawText(QPointF(MARGIN + WIDTH / 2, SIZE[1] - 14), axis)
        for number, row in enumerate(values.values()):
            painter.setPen(QPen(QColor(COLOURS[number % len(COLOURS)]), 2.5))
            known = [point(place, value) for place, value in zip(places, row, strict=True) if value is not None]
            for one, other in pairwise(known):
                painter.drawLine(one, other)
            for each in known:
                painter.drawEllipse(each, 3, 3)
        _key(painter, list(values))


def scatter(path: Path, across: str, up: str, points: Sequence[Point], goal: tuple[float, float]) -> None:
    """Points of two shares; `goal` is the most of `across` and the least of `up` that is asked for, shaded."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QColor, QPen

    widest = max(0.5, *(each.across for each in points)) * 1.05

    def place(x: float, y: float) -> QPointF:
        return QPointF(MARGIN + x / widest * WIDTH, MARGIN + (1 - y) * HEIGHT)

    names = list(dict.fromkeys(each.series for each in points))
    with _picture(path) as painter:
        painter.fillRect(QRectF(place(0, 1), place(*goal)), QColor("#e3f1e6"))
        _rule(painter)
        painter.drawText(place(0, 1) + QPointF(6, 16), "goal")
        for tenth in range(int(widest * 10) + 1):
            painter.drawText(place(tenth / 10, 0) + QPointF(-8, 20), f"{tenth / 10:.1f}")
        painter.drawText(QPointF(MARGIN + WIDTH / 2 - 110, SIZE[1] - 14), across)
        painter.drawText(QPointF(MARGIN - 34, MARGIN - 14), up)
        dots = [place(each.across, each.up) for each in points]
        taken = [QRectF(dot.x() - 5, dot.y() - 5, 10, 10) for dot in dots]
        for each, dot in zip(points, dots, strict=True):
            colour = QColor(COLOURS[names.index(each.series) % len(COLOURS)])
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour if each.filled else QColor("white"))
            painter.drawEllipse(dot, 4, 4)
            if each.label:
                width = painter.fontMetrics().horizontalAdvance(each.label)
                rooms = [QRectF(dot.x() + x - (width if x < 0 else 0), dot.y() + y - 8, width, 14)
                         for y in (0, 14, -14, 26, -26, 38, -38) for x in (9, -9)]  # fmt: skip
                free = (room for room in rooms if not any(room.intersects(other) for other in taken))
                room = next(free, rooms[0])
                taken.append(room)
                painter.drawText(room.bottomLeft() + QPointF(0, -2), each.label)
        _key(painter, names)
