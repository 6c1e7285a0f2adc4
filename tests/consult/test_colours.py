"""Words can be read on every surface of the frame and the board: WCAG 2.2 contrast, computed from the stylesheets.

A checker that runs in a browser cannot judge text over a gradient, so the lightest stop of it is judged here.
"""

from __future__ import annotations

import re

import pytest

from consult.templating import STATIC

NAMED = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", (STATIC / "css/site.css").read_text(encoding="utf-8")))
PALE = "#cfdcf3"
"""The quiet words on dark surfaces."""

PAIRS = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("soft", "card"),
    ("link", "paper"),
    ("link", "card"),
    ("night", "paper"),
    ("night", "ice"),
    ("deep", "gold"),
    ("deep", "ice"),
    ("gold", "dusk"),
    ("gold", "deep"),
    ("card", "dusk"),
    (PALE, "dusk"),
    (PALE, "night"),
    (PALE, "deep"),
    ("#c9dcff", "#0d2a66"),
    ("gold", "#0d2a66"),
    ("#3d3100", "straw"),
    ("#000", "focus"),
]


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    digits = NAMED.get(colour, colour).lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_what_the_standard_gives() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("words", "surface"), PAIRS)
def test_words_stand_out(words: str, surface: str) -> None:
    assert contrast(words, surface) >= 4.5


@pytest.mark.parametrize("colour", sorted({colour for pair in PAIRS for colour in pair if colour.startswith("#")}))
def test_a_colour_judged_here_is_still_in_use(colour: str) -> None:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in (STATIC / "css").glob("*.css"))
    assert colour in sheets
