"""Our own drawings: SVG files of resources/icons, coloured by the theme and rendered for every pixel ratio.

`icon` draws line icons ("currentColor"); `drawing` draws pictures whose "@names" are looked up in `PICTURE`.
"""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.theme import Theme

POINTING = ("left", "right", "sidebar")  # along the lines
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
PICTURE = {  # (light, dark): the colours of the sleeping dormouse
    "moon": ("#f0cf86", "#e9cd8c"), "ground": ("#ece6da", "#201e28"), "leaf": ("#a9bd93", "#566b4d"),
    "fur": ("#d6a06d", "#b98556"), "furdark": ("#b07c4c", "#94663e"), "belly": ("#f7e6d2", "#e3cbb0"),
    "ear": ("#f2c4ab", "#d9a48a"), "line": ("#4a3020", "#2b1a10"), "nose": ("#7a4a36", "#5b3626"),
    "blush": ("#ee9f86", "#d98a72"), "accent": ("#8a7cd0", "#a79bf0"),
}  # fmt: skip


def icon(theme: Theme, name: str, colour: str = "muted", size: int = 18) -> QIcon:
    """The icon `name` in the theme's `colour`; paler where its button is disabled."""
    made = QIcon()
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "faint")):
        text = source.replace("currentColor", getattr(theme.colours, tint))
        made.addPixmap(_turned(name, _render(text, QSize(theme.px(size), theme.px(size)))), mode)
    return made


def pixmap(theme: Theme, name: str, colour: str = "muted", size: int = 18) -> QPixmap:
    """The icon `name` as a pixmap for a label."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    made = _render(text.replace("currentColor", getattr(theme.colours, colour)), QSize(theme.px(size), theme.px(size)))
    return _turned(name, made)


def _turned(name: str, made: QPixmap) -> QPixmap:
    """Where lines run from right to left, an icon that points along them points the other way."""
    if name in POINTING and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return made.transformed(QTransform.fromScale(-1.0, 1.0))
    return made


def drawing(theme: Theme, name: str, width: int) -> QPixmap:
    """The picture `name`, `width` logical pixels wide at 100%."""
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    text = re.sub(r"@(\w+)", lambda found: PICTURE[found[1]][theme.dark], text)
    box = QSvgRenderer(QByteArray(text.encode())).viewBoxF()
    return _render(text, QSize(theme.px(width), round(theme.px(width) * box.height() / box.width())))


def app_icon() -> QIcon:
    """The application's icon."""
    made = QIcon()
    text = (FOLDER / "app.svg").read_text(encoding="utf-8")
    for size in (16, 22, 32, 48, 64, 128, 256):
        made.addPixmap(_render(text, QSize(size, size), 1.0))
    return made


def tinted_file(theme: Theme, name: str, colour: str, folder: Path) -> str:
    """The icon as an SVG file in `folder`, for style sheets, which take only files; returns its path."""
    tint = getattr(theme.colours, colour)
    path = folder / f"{name}-{tint[1:]}.svg"
    if not path.exists():
        text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        path.write_text(text.replace("currentColor", tint), encoding="utf-8")
    return path.as_posix()


def _render(text: str, size: QSize, ratio: float | None = None) -> QPixmap:
    if ratio is None:
        app = QApplication.instance()
        ratio = max(2.0, app.devicePixelRatio()) if isinstance(app, QApplication) else 2.0
    key, made = f"dormouse-{hash(text)}-{size.width()}-{ratio}", QPixmap()
    if QPixmapCache.find(key, made):
        return made
    made = QPixmap(size * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made
