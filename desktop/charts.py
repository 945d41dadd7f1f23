"""A small line chart: a loss curve while it grows, scores over nights. Says its last values to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.theme import Theme
from desktop.words import number_words, percent_words


@dataclass(frozen=True)
class Series:
    """One line: a name, a colour of the theme, and (x, y) points by rising x."""

    name: str
    colour: str
    points: Sequence[tuple[float, float]]


class LineChart(QWidget):
    """`percent` shows y from 0 to 100%; otherwise the scale follows the data from 0, with `digits` after the point."""

    def __init__(
        self, theme: Theme, name: str, percent: bool = False, digits: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._percent, self._digits = theme, percent, digits
        self._series: list[Series] = []
        self.setMinimumHeight(theme.px(140))
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def show_series(self, series: Sequence[Series]) -> None:
        """Draw these lines."""
        self._series = [each for each in series if each.points]
        last = ", ".join(f"{each.name} {self._words(each.points[-1][1])}" for each in self._series)
        self.setAccessibleDescription(last)
        self.update()

    def _words(self, value: float) -> str:
        return percent_words(value) if self._percent else number_words(value, self._digits if value < 100 else 0)

    def _top(self) -> float:
        if self._percent:
            return 1.0
        highest = max((y for each in self._series for _, y in each.points), default=1.0)
        return highest * 1.08 if highest > 0 else 1.0

    def _range(self) -> tuple[float, float]:
        xs = [x for each in self._series for x, _ in each.points]
        low, high = (min(xs), max(xs)) if xs else (0.0, 1.0)
        return low, high if high > low else low + 1

    def _area(self) -> QRectF:
        px = self._theme.px
        legend = px(22) if len(self._series) > 1 else px(6)
        return QRectF(px(40), legend, self.width() - px(52), self.height() - legend - px(22))

    def _point(self, area: QRectF, x: float, y: float) -> QPointF:
        low, high = self._range()
        return QPointF(
            area.left() + (x - low) / (high - low) * area.width(), area.bottom() - y / self._top() * area.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, lines, legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_grid(painter, area)
        for each in self._series:
            self._paint_line(painter, area, each, filled=len(self._series) == 1)
        if len(self._series) > 1:
            self._paint_legend(painter)

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        theme = self._theme
        painter.setFont(theme.font(11))
        for step in range(3):
            y = area.bottom() - step / 2 * area.height()
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(theme.colour("muted"))
            box = QRectF(0, y - theme.px(8), area.left() - theme.px(8), theme.px(16))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, self._words(self._top() * step / 2))
        low, high = self._range()
        foot = QRectF(area.left(), area.bottom() + theme.px(4), area.width(), theme.px(16))
        if self._series:
            painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, f"{low:.0f}")
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{high:.0f}")

    def _paint_line(self, painter: QPainter, area: QRectF, each: Series, filled: bool) -> None:
        colour = self._theme.colour(each.colour)
        points = [self._point(area, x, y) for x, y in each.points]
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        if filled and len(points) > 1:
            under = QPainterPath(path)
            under.lineTo(points[-1].x(), area.bottom())
            under.lineTo(points[0].x(), area.bottom())
            shade = QLinearGradient(0, area.top(), 0, area.bottom())
            soft = QColor(colour)
            soft.setAlpha(60)
            shade.setColorAt(0, soft)
            soft.setAlpha(0)
            shade.setColorAt(1, soft)
            painter.fillPath(under, shade)
        painter.setPen(QPen(colour, self._theme.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for point in points if len(points) <= 24 and not filled else points[-1:]:
            painter.drawEllipse(point, self._theme.px(3), self._theme.px(3))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self, painter: QPainter) -> None:
        x = float(self._theme.px(40))
        painter.setFont(self._theme.font(12))
        for each in self._series:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(each.colour))
            painter.drawEllipse(QPointF(x + 4, self._theme.px(8)), self._theme.px(4), self._theme.px(4))
            painter.setPen(self._theme.colour("muted"))
            box = QRectF(x + self._theme.px(12), 0, self._theme.px(220), self._theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, each.name)
            x += self._theme.px(32) + painter.fontMetrics().horizontalAdvance(each.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The values under the pointer."""
        area = self._area()
        low, high = self._range()
        x = low + (event.position().x() - area.left()) / max(area.width(), 1) * (high - low)
        lines = []
        for each in self._series:
            near = min(each.points, key=lambda point: abs(point[0] - x))
            lines.append(f"{each.name}  {near[0]:.0f}: {self._words(near[1])}")
        if lines:
            QToolTip.showText(event.globalPosition().toPoint(), "\n".join(lines), self)
