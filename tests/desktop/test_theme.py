from __future__ import annotations

import pytest

from desktop.style import SHEET, sheet
from desktop.theme import COLOUR_NAMES, DARK, LIGHT, PAIRS, SCALES, Theme, contrast


@pytest.mark.parametrize("pair", PAIRS, ids="/".join)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_readable(colours, pair):
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


def test_contrast_is_the_known_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_field_borders_can_be_seen():
    for colours in (LIGHT, DARK):
        assert contrast(colours.outline, colours.window) >= 3.0  # WCAG's bound for controls


def test_sheet_names_only_colours_of_the_theme(qapp):
    names = {name for name in SHEET.get_identifiers() if not name[1:].isdigit()}
    assert names <= set(COLOUR_NAMES) | {"mono", "chevron", "tick", "knob_on", "knob_off", "end"}
    assert "$" not in sheet(Theme("dark"))


def test_scale_stays_between_80_and_200(qapp):
    theme = Theme("light")
    for _ in range(20):
        theme.step(1)
    assert theme.scale == SCALES[-1] == 2.0
    for _ in range(20):
        theme.step(-1)
    assert theme.scale == SCALES[0] == 0.8
    theme.step(0)
    assert theme.scale == 1.0
