"""The icon: every size is drawn, the small ones are not one blur, and the containers hold what they say."""

from __future__ import annotations

import struct
from pathlib import Path

import icons
import pytest
from PySide6.QtGui import QImage


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    icons.make(folder)
    return folder


def test_every_size_has_its_size_a_clear_corner_and_contrast(made: Path) -> None:
    for size in icons.SIZES:
        image = QImage(str(made / f"dormouse-{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() < 128 < image.pixelColor(size // 2, size // 2).alpha()
        grey = [image.pixelColor(x, y).lightness() for x in range(size) for y in range(size)]
        assert max(grey) - min(grey) > 100, "moon and night stand out from one another"


def test_at_sixteen_pixels_the_closed_eye_is_dark_on_fur(made: Path) -> None:
    image = QImage(str(made / "dormouse-16.png"))
    eye, fur = image.pixelColor(5, 11).lightness(), image.pixelColor(10, 10).lightness()
    assert fur - eye > 60


def test_ico_and_icns_hold_whole_pictures(made: Path) -> None:
    ico = (made / "dormouse.ico").read_bytes()
    assert struct.unpack("<HHH", ico[:6]) == (0, 1, len(icons.ICO))
    for place, size in enumerate(icons.ICO):
        entry = struct.unpack("<BBBBHHII", ico[6 + 16 * place : 22 + 16 * place])
        assert entry[0] == size % 256 and ico[entry[7] : entry[7] + entry[6]] == icons.png(size)
    icns = (made / "dormouse.icns").read_bytes()
    assert icns[:4] == b"icns" and struct.unpack(">I", icns[4:8])[0] == len(icns)
    at, kinds = 8, []
    while at < len(icns):
        kinds.append(icns[at : at + 4].decode())
        length = struct.unpack(">I", icns[at + 4 : at + 8])[0]
        assert icns[at + 8 : at + 16] == b"\x89PNG\r\n\x1a\n"
        at += length
    assert kinds == [kind for kind, _ in icons.ICNS] and at == len(icns)
