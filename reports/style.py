"""Type and colour: one typeface, one palette for the screen and one for ink on paper, and sizes that grow together."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC, BOLD_ITALIC, BLACK = "Survey", "Survey-Bold", "Survey-Italic", "Survey-BoldItalic", "Survey-Black"
_FILES = {
    REGULAR: "Lato-Regular.ttf",
    BOLD: "Lato-Bold.ttf",
    ITALIC: "Lato-Italic.ttf",
    BOLD_ITALIC: "Lato-BoldItalic.ttf",
    BLACK: "Lato-Black.ttf",
}
_REGISTERING = Lock()


class TypefaceMissing(RuntimeError):
    """The package with the typeface is not installed; without it a PDF cannot embed its letters."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """The letters at hand: code points that every weight in use can print."""

    code_points: frozenset[int]

    def has(self, character: str) -> bool:
        """Whether the typeface has a glyph for this character."""
        return ord(character) in self.code_points


def typeface() -> Typeface:
    """Register Lato with ReportLab, once in a process however many threads ask, and say what it can print.

    ReportLab's font table is global; names of our own keep another library's "Lato" apart. Raises TypefaceMissing.
    """
    with _REGISTERING:  # a second registration would swap the font under a document that another thread is drawing
        return _registered()


@cache
def _registered() -> Typeface:
    found = importlib.util.find_spec("fontpkg_lato")
    if found is None or found.origin is None:
        raise TypefaceMissing("The typeface is missing. Install the package fontpkg-lato.")
    folder = Path(found.origin).parent / "files"
    fonts = [TTFont(name, str(folder / file), shapable=False) for name, file in _FILES.items()]
    for font in fonts:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    return Typeface(frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts)))


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a document; `tests/reports/test_style.py` holds every pair of text and ground to a contrast of 7."""

    ink: Color
    quiet: Color
    """Secondary text on paper."""
    link: Color
    rule: Color
    wash: Color
    """The ground of a note or of every other row."""
    bar: Color
    on_bar: Color
    """Lines on a bar."""
    track: Color
    """What a bar fills."""
    accent: Color
    """A fine line of colour: beside a quote, under a title."""
    board: Color
    board_glow: Color
    board_edge: Color
    board_frame: Color
    board_bar: Color
    """An ornament on the board's ground, without words."""
    slot: Color
    slot_line: Color
    slot_text: Color
    slot_number: Color
    slot_number_ground: Color
    slot_bar: Color
    count: Color
    count_ground: Color
    title: Color
    title_ground: Color


_WHITE, _BLACK = HexColor(0xFFFFFF), HexColor(0x000000)
_NIGHT, _DEEP, _GOLD, _ICE = HexColor(0x0B1F4A), HexColor(0x071433), HexColor(0xFFD23F), HexColor(0xE8F1FF)

SCREEN = Palette(
    ink=HexColor(0x17202A),
    quiet=HexColor(0x43525F),
    link=HexColor(0x00478A),
    rule=HexColor(0xC3CCD4),
    wash=HexColor(0xF1F5F9),
    bar=HexColor(0x17408F),
    on_bar=_WHITE,
    track=HexColor(0xDFE7F1),
    accent=HexColor(0xE0A800),
    board=_NIGHT,
    board_glow=HexColor(0x17408F),
    board_edge=_DEEP,
    board_frame=_GOLD,
    board_bar=HexColor(0x2B5BB8),
    slot=HexColor(0x0D2A66),
    slot_line=HexColor(0x9DC1FF),
    slot_text=_WHITE,
    slot_number=_GOLD,
    slot_number_ground=_DEEP,
    slot_bar=_GOLD,
    count=_DEEP,
    count_ground=_ICE,
    title=_DEEP,
    title_ground=_GOLD,
)
INK_ON_PAPER = Palette(
    ink=_BLACK,
    quiet=HexColor(0x333333),
    link=_BLACK,
    rule=HexColor(0x999999),
    wash=HexColor(0xF2F2F2),
    bar=HexColor(0x333333),
    on_bar=_WHITE,
    track=HexColor(0xE0E0E0),
    accent=_BLACK,
    board=_WHITE,
    board_glow=_WHITE,
    board_edge=_BLACK,
    board_frame=_BLACK,
    board_bar=HexColor(0x999999),
    slot=_WHITE,
    slot_line=_BLACK,
    slot_text=_BLACK,
    slot_number=_BLACK,
    slot_number_ground=HexColor(0xE6E6E6),
    slot_bar=HexColor(0x333333),
    count=_BLACK,
    count_ground=_WHITE,
    title=_BLACK,
    title_ground=_WHITE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A way of printing the same content: the size of body text, the smallest size, the palette, the page margins.

    Sizes and margins in points.
    """

    name: str
    size: float
    smallest: float
    palette: Palette
    margin: float


STANDARD = Edition("standard", 10.5, 8, SCREEN, 20 * mm)
"""For the screen and for a colour printer."""
PAPER = Edition("paper", 10.5, 8, INK_ON_PAPER, 20 * mm)
"""Black on white, with little ink."""
LARGE_PRINT = Edition("large print", 16, 16, INK_ON_PAPER, 16 * mm)
"""Nothing under 16 points, black on white (RNIB, Clear Print guidance)."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Every paragraph style, derived from the edition's size, so that an edition is one number and one palette."""

    edition: Edition
    body: ParagraphStyle
    lead: ParagraphStyle
    heading1: ParagraphStyle
    heading2: ParagraphStyle
    heading3: ParagraphStyle
    caption: ParagraphStyle
    small: ParagraphStyle
    label: ParagraphStyle
    quote: ParagraphStyle
    quote_lead: ParagraphStyle
    who: ParagraphStyle
    figures: ParagraphStyle
    item: ParagraphStyle
    cell: ParagraphStyle
    cell_right: ParagraphStyle
    cell_head: ParagraphStyle
    cell_head_right: ParagraphStyle
    cell_strong: ParagraphStyle
    contents: ParagraphStyle
    contents_sub: ParagraphStyle
    slot: ParagraphStyle

    @property
    def palette(self) -> Palette:
        """The colours of the edition."""
        return self.edition.palette


def derived(name: str, parent: ParagraphStyle, **settings: Any) -> ParagraphStyle:
    """A style like `parent` apart from `settings`, which are ReportLab's."""
    return ParagraphStyle(name, parent=parent, **settings)


@cache
def styles(edition: Edition = STANDARD) -> Styles:
    """The paragraph styles of an edition; registers the typeface. Raises TypefaceMissing."""
    typeface()
    size, colours = edition.size, edition.palette
    reading_measure = 28 * mm if size < 14 else 0.0  # keeps lines of body text near 80 letters

    def style(name: str, scale: float = 1, lead: float = 1.45, font: str = REGULAR, **extra: Any) -> ParagraphStyle:
        settings: dict[str, Any] = {"textColor": colours.ink, "allowWidows": 0, "allowOrphans": 0, **extra}
        points = max(size * scale, edition.smallest)
        return ParagraphStyle(name, fontName=font, fontSize=points, leading=points * lead, **settings)

    cell: dict[str, Any] = {"scale": 0.95, "lead": 1.32}
    return Styles(
        edition=edition,
        body=style("body", spaceAfter=size * 0.7, rightIndent=reading_measure),
        lead=style("lead", 1.2, 1.4, spaceAfter=size * 0.8, rightIndent=reading_measure / 2),
        heading1=style("heading1", 3, 1.12, BLACK),
        heading2=style("heading2", 2.1, 1.18, BLACK, spaceBefore=size * 2.6, spaceAfter=size, textColor=colours.bar),
        heading3=style("heading3", 1.4, 1.25, BOLD, spaceBefore=size * 1.2, spaceAfter=size * 0.5),
        caption=style("caption", 1, 1.35, BOLD, spaceBefore=size * 0.6, spaceAfter=size * 0.45),
        small=style("small", 0.86, 1.4, textColor=colours.quiet, spaceAfter=size * 0.5, rightIndent=reading_measure),
        label=style("label", 0.82, 1.3, BOLD, textColor=colours.quiet, spaceBefore=size * 0.5, spaceAfter=size * 0.2),
        quote=style("quote", 1, 1.5, leftIndent=size * 1.3, spaceAfter=size * 0.35, rightIndent=reading_measure * 0.7),
        quote_lead=style("quote_lead", 1.2, 1.42, leftIndent=size * 1.3, spaceAfter=size * 0.35, rightIndent=reading_measure / 2),
        who=style("who", 0.86, 1.4, textColor=colours.quiet, leftIndent=size * 1.3, spaceAfter=size * 0.9),
        figures=style("figures", spaceBefore=size * 0.5, spaceAfter=size * 0.8),
        item=style("item", leftIndent=size * 1.5, spaceAfter=size * 0.45, rightIndent=reading_measure),
        cell=style("cell", **cell),
        cell_right=style("cell_right", **cell, alignment=TA_RIGHT),
        cell_head=style("cell_head", **cell, font=BOLD),
        cell_head_right=style("cell_head_right", **cell, font=BOLD, alignment=TA_RIGHT),
        cell_strong=style("cell_strong", **cell, font=BOLD),
        contents=style("contents", 1.05, 1.5, BOLD),
        contents_sub=style("contents_sub", 1, 1.5, leftIndent=size * 1.2),
        slot=style("slot", 1.2, 1.15, BOLD, textColor=colours.slot_text),
    )
