"""Colours, sizes and fonts: two palettes of our own, one scale. The one place where a colour is written down.

Promises: every pair in `PAIRS` has a contrast of at least 4.5:1 in both palettes (a test computes it), and a change of
scheme or scale reaches every widget by `changed`. Refuses to know any widget; `style.py` turns it into a style sheet.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

GRID = 4  # logical pixels: every margin and gap is a multiple
BASE_SIZE = 14  # logical pixels of body text at 100%
MEASURE = 700  # logical pixels: about 72 characters of body text
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)
SANS = ("Inter", "Noto Sans", "Cantarell", "Segoe UI", "Ubuntu", "DejaVu Sans")
MONO = ("JetBrains Mono", "SF Mono", "Menlo", "Cascadia Mono", "Noto Sans Mono", "DejaVu Sans Mono")


@dataclass(frozen=True)
class Colours:
    """One palette; each field is "#rrggbb"."""

    window: str
    sidebar: str
    surface: str
    sunken: str
    hover: str
    pressed: str
    border: str
    outline: str
    text: str
    muted: str
    faint: str
    bubble: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    link: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    mark: str
    on_mark: str
    selection: str
    code: str
    code_bar: str
    keyword: str
    string: str
    number: str
    comment: str
    name: str


LIGHT = Colours(
    window="#fcfbf9", sidebar="#f4f1ec", surface="#ffffff", sunken="#f6f3ee", hover="#ebe7df", pressed="#e1dcd2",
    border="#e6e1d8", outline="#8f877a", text="#23201c", muted="#665f55", faint="#b5ada0", bubble="#efebf7",
    accent="#5546a6", accent_hover="#463893", on_accent="#ffffff", accent_soft="#ece8f8", on_accent_soft="#43358c",
    link="#4a3ba0", good="#23683f", good_soft="#e3f2e7", warning="#7a4d00", warning_soft="#fbf0d9", danger="#a32626",
    danger_soft="#fbe7e5", mark="#ffe08a", on_mark="#2a2100", selection="#d6cff0", code="#f6f4f0", code_bar="#eeebe4",
    keyword="#7a2f8f", string="#2b6134", number="#935000", comment="#6b655b", name="#2251a3",
)  # fmt: skip
DARK = Colours(
    window="#17161b", sidebar="#121116", surface="#201f26", sunken="#1b1a20", hover="#292731", pressed="#34313d",
    border="#2d2b35", outline="#736f80", text="#ece9f1", muted="#a8a3b3", faint="#5d5969", bubble="#2a2738",
    accent="#b0a3f5", accent_hover="#c3b9fa", on_accent="#1a1433", accent_soft="#2b2744", on_accent_soft="#cfc6fb",
    link="#bcb0f8", good="#8fd3a5", good_soft="#1d3326", warning="#f0c56d", warning_soft="#382d16", danger="#f5a19a",
    danger_soft="#3d2122", mark="#7a5f10", on_mark="#fff6dc", selection="#463f6b", code="#1d1c23", code_bar="#25242c",
    keyword="#d7a6ee", string="#a5d6a0", number="#f2bf80", comment="#9691a3", name="#9dbdf5",
)  # fmt: skip

# (foreground, background): everything that is ever read against what it is read on
PAIRS = (
    ("text", "window"), ("text", "sidebar"), ("text", "surface"), ("text", "sunken"), ("text", "hover"),
    ("text", "pressed"), ("text", "bubble"), ("text", "selection"), ("text", "code"),
    ("muted", "window"), ("muted", "sidebar"), ("muted", "surface"), ("muted", "sunken"), ("muted", "hover"),
    ("muted", "code_bar"), ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent_soft", "accent_soft"),
    ("link", "window"), ("link", "surface"), ("link", "bubble"), ("accent", "window"), ("accent", "surface"),
    ("good", "good_soft"), ("good", "window"), ("good", "surface"), ("warning", "warning_soft"), ("warning", "window"),
    ("warning", "surface"), ("danger", "danger_soft"), ("danger", "window"), ("danger", "surface"),
    ("text", "good_soft"), ("text", "warning_soft"), ("text", "danger_soft"), ("text", "accent_soft"),
    ("on_mark", "mark"), ("keyword", "code"), ("string", "code"), ("number", "code"), ("comment", "code"),
    ("name", "code"),
)  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Theme(QObject):
    """The palette and scale in force. `scheme` is "system", "light" or "dark"; `scale` is one of `SCALES`."""

    changed = Signal()

    def __init__(self, scheme: str = "system", scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self.scale = scale
        self.colours = LIGHT
        self.sans, self.mono = _families()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.colours = self._choose()

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self.colours is DARK

    def set_scheme(self, scheme: str) -> None:
        """Change to "system", "light" or "dark"."""
        self.scheme = scheme
        self._apply()

    def flip(self) -> None:
        """Light to dark, dark to light."""
        self.set_scheme("light" if self.dark else "dark")

    def set_scale(self, scale: float) -> None:
        """Change the size of everything; kept within 80% to 200%."""
        self.scale = min(max(scale, SCALES[0]), SCALES[-1])
        self._apply()

    def step(self, direction: int) -> None:
        """One step larger (1), smaller (-1), or back to 100% (0)."""
        near = min(range(len(SCALES)), key=lambda place: abs(SCALES[place] - self.scale))
        self.set_scale(1.0 if direction == 0 else SCALES[min(max(near + direction, 0), len(SCALES) - 1)])

    def px(self, value: float) -> int:
        """`value` logical pixels at 100%, scaled."""
        return round(value * self.scale)

    def mirrored(self, start: float, top: float, end: float, bottom: float) -> tuple[int, int, int, int]:
        """Margins for Qt, which does not mirror them: `start` is where a line begins, on the right in Arabic."""
        begin, finish = self.px(start), self.px(end)
        if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            begin, finish = finish, begin
        return begin, self.px(top), finish, self.px(bottom)

    def font(self, size: float = BASE_SIZE, weight: QFont.Weight = QFont.Weight.Normal, mono: bool = False) -> QFont:
        """A font of `size` logical pixels at 100%."""
        font = QFont()
        font.setFamilies([self.mono, self.sans] if mono else [self.sans])
        font.setPixelSize(max(8, self.px(size)))
        font.setWeight(weight)
        if mono:
            font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def palette(self) -> QPalette:
        """The palette for Fusion's own drawing (menus, selections, disabled text)."""
        return _palette(self.colours)

    def colour(self, name: str) -> QColor:
        """One named colour of the palette in force."""
        return QColor(getattr(self.colours, name))

    def _choose(self) -> Colours:
        if self.scheme == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self.scheme == "dark"
        return DARK if dark else LIGHT

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self._apply()

    def _apply(self) -> None:
        self.colours = self._choose()
        self.changed.emit()


def _families() -> tuple[str, str]:
    """The first installed family of each list; macOS keeps its own fonts."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    if sys.platform == "darwin":
        return QApplication.font().family(), fixed
    installed = set(QFontDatabase.families())
    sans = next((name for name in SANS if name in installed), QApplication.font().family())
    return sans, next((name for name in MONO if name in installed), fixed)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    named = {
        role.Window: colours.window, role.WindowText: colours.text, role.Base: colours.surface,
        role.AlternateBase: colours.sunken, role.Text: colours.text, role.Button: colours.surface,
        role.ButtonText: colours.text, role.BrightText: colours.danger, role.Highlight: colours.selection,
        role.HighlightedText: colours.text, role.Link: colours.link, role.LinkVisited: colours.link,
        role.PlaceholderText: colours.muted, role.ToolTipBase: colours.text, role.ToolTipText: colours.window,
        role.Light: colours.surface, role.Midlight: colours.hover, role.Mid: colours.border,
        role.Dark: colours.outline, role.Shadow: colours.border, role.Accent: colours.accent,
    }  # fmt: skip
    palette = QPalette()
    for each, colour in named.items():
        palette.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.faint))
    return palette


COLOUR_NAMES = tuple(field.name for field in fields(Colours))
