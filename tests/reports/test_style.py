"""Type and colour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

from reports.style import BLACK, BOLD, BOLD_ITALIC, INK_ON_PAPER, ITALIC, REGULAR, SCREEN, Palette, typeface

WHITE = Color(1, 1, 1)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""

    def luminance(colour: Color) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb()]
        return float(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [SCREEN, INK_ON_PAPER])
def test_text_stands_out_from_its_ground_seven_times(palette: Palette) -> None:
    pairs = [
        (palette.ink, WHITE),
        (palette.ink, palette.wash),
        (palette.quiet, WHITE),
        (palette.link, WHITE),
        (palette.bar, WHITE),  # headings
        (palette.slot_text, palette.slot),
        (palette.slot_text, palette.board),
        (palette.slot_text, palette.board_glow),
        (palette.slot_text, palette.board_edge if palette is SCREEN else palette.board),
        (palette.slot_number, palette.slot_number_ground),
        (palette.slot_number, palette.board_glow if palette is INK_ON_PAPER else palette.board),
        (palette.count, palette.count_ground),
        (palette.title, palette.title_ground),
    ]
    for text, ground in pairs:
        assert contrast(text, ground) >= 7, (text.hexval(), ground.hexval())


@pytest.mark.parametrize("palette", [SCREEN, INK_ON_PAPER])
def test_bars_and_lines_that_mean_something_stand_out_three_times(palette: Palette) -> None:
    for mark, ground in (
        (palette.bar, palette.track),
        (palette.on_bar, palette.bar),
        (palette.slot_bar, palette.slot),
        (palette.slot_line, palette.slot),
        (palette.board_frame, palette.board),
    ):
        assert contrast(mark, ground) >= 3, (mark.hexval(), ground.hexval())


def test_the_paper_edition_has_no_colour() -> None:
    for name in Palette.__slots__:
        red, green, blue = getattr(INK_ON_PAPER, name).rgb()
        assert red == green == blue, name


def test_fonts_are_registered_once_however_many_threads_ask() -> None:
    before = {name: id(pdfmetrics.getFont(name)) for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC, BLACK) if typeface()}
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: typeface(), range(20)))
    assert all(each is found[0] for each in found)
    assert {name: id(pdfmetrics.getFont(name)) for name in before} == before


def test_the_typeface_prints_welsh_and_the_languages_of_the_latin_alphabet() -> None:
    assert all(typeface().has(letter) for letter in "ŵŷâêîôûïẁỳẃýŴŶąćęłńóśźżşğıčřžőű")
