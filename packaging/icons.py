"""Draws the program's icon in every size and form that a platform wants, out of two SVG files.

    python packaging/icons.py FOLDER

Makes dormouse-SIZE.png (16 to 1024 pixels), dormouse.ico, dormouse.icns and the background of the Mac's disk image.
Up to `SMALL` pixels the drawing is `app-small.svg`, which leaves out what would blur. The tile behind the animal
carries its own colour, so that one icon stands on light and dark ground alike. The same SVG and the same Qt give the
same bytes. Needs no display.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ICONS = ROOT / "resources" / "icons"
BACKGROUND, DMG = ROOT / "packaging" / "macos" / "background.svg", (600, 380)  # points of the disk image's window
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
SMALL = 24  # pixels; from 32 on the whole drawing is legible
ICO = (16, 24, 32, 48, 64, 128, 256)
# Apple's type for each size in pixels; those of "@2x" hold the same picture as the plain ones.
ICNS = (
    ("icp4", 16), ("icp5", 32), ("icp6", 64), ("ic07", 128), ("ic08", 256), ("ic09", 512), ("ic10", 1024),
    ("ic11", 32), ("ic12", 64), ("ic13", 256), ("ic14", 512),
)  # fmt: skip


def png(size: int) -> bytes:
    """The icon as a PNG of `size` by `size` pixels."""
    return drawn(ICONS / ("app-small.svg" if size <= SMALL else "app.svg"), size, size)


def drawn(svg: Path, width: int, height: int) -> bytes:
    """A drawing as a PNG of so many pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(str(svg))
    if not drawing.isValid():
        sys.exit(f"{svg.name} cannot be read as a drawing")
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon of PNGs: a header, a directory of 16 bytes a picture (256 is written as 0), the pictures."""
    head, body = struct.pack("<HHH", 0, 1, len(ICO)), b""
    start = len(head) + 16 * len(ICO)
    for size in ICO:
        data = pictures[size]
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return head + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """An Apple icon of PNGs: each with its type and length, the whole with the word "icns" and its length."""
    body = b"".join(kind.encode() + struct.pack(">I", len(pictures[size]) + 8) + pictures[size] for kind, size in ICNS)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def make(folder: Path) -> list[Path]:
    """Write all of them into `folder`; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: png(size) for size in SIZES}
    made = {f"dormouse-{size}.png": data for size, data in pictures.items()}
    made |= {"dormouse.ico": ico(pictures), "dormouse.icns": icns(pictures)}
    made["dmg-background.png"] = drawn(BACKGROUND, *DMG)
    made["dmg-background@2x.png"] = drawn(BACKGROUND, 2 * DMG[0], 2 * DMG[1])  # dmgbuild joins the two for Retina
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


if __name__ == "__main__":
    print(f"{len(make(Path(sys.argv[1])))} icons")
