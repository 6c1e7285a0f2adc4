"""Tables to fill in on paper: a tick in each row, points beside each choice, a score with its reason in each cell."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from reports.blocks import Manuscript
from reports.flowables import TaggedParagraph, TaggedTable
from reports.questionnaire import Appraisal, Grid, Points
from reports.structure import Element
from reports.style import REGULAR, Styles, derived
from reports.words import plain
from reports.writing import Box, Ruled, box_side, field, line_apart

FIRST_COLUMN = 0.2
"""The least part of the width that the words of the rows need."""


def write_grid(manuscript: Manuscript, shape: Grid, widths: list[float]) -> None:
    """The grid as a table with these columns, in points."""
    look = manuscript.styles
    manuscript.paragraph(manuscript.say("grid"))
    element = manuscript.place.add("Table")
    centred = derived("grid_head", look.cell_head, alignment=1)
    heads = element.add("THead").add("TR")
    data: list[list[Any]] = [[_head(manuscript.say("grid.row"), look.cell_head, heads)]]
    data[0] += [_head(plain(column), centred, heads) for column in shape.columns]
    body = element.add("TBody")
    for words in shape.rows:
        row = body.add("TR")
        cells: list[Any] = [TaggedParagraph(plain(words), look.cell, _row_head(row))]
        cells += [_tick(manuscript, row.add("TD")) for _ in shape.columns]
        data.append(cells)
    _add(manuscript, data, widths, centred=True)


def grid_widths(manuscript: Manuscript, shape: Grid) -> list[float] | None:
    """Widths of the columns in points: the boxes' columns alike, the first takes the rest. None where there is no room."""
    style, size = manuscript.styles.cell_head, manuscript.edition.size
    words = [word for column in shape.columns for word in plain(column).split()]
    longest = max((stringWidth(word, style.fontName, style.fontSize) for word in words), default=0.0)
    column = max(longest + size * 0.9, box_side(manuscript.edition) * 2)
    first = manuscript.width - column * len(shape.columns)
    if first < manuscript.width * FIRST_COLUMN:
        return None
    if first > manuscript.width * 0.5:
        first = manuscript.width * 0.5
        column = (manuscript.width - first) / len(shape.columns)
    return [first, *[column] * len(shape.columns)]


def write_points(manuscript: Manuscript, shape: Points) -> None:
    """Choices with a box for their points, and what they add up to."""
    look = manuscript.styles
    element = manuscript.place.add("Table")
    heads = element.add("THead").add("TR")
    data: list[list[Any]] = [[_head(manuscript.say(f"points.{one}"), look.cell_head, heads) for one in ("choice", "points")]]
    body = element.add("TBody")
    for option in shape.options:
        row = body.add("TR")
        data.append([TaggedParagraph(plain(option), look.cell, _row_head(row)), _written(manuscript, row.add("TD"))])
    row = body.add("TR")
    total = TaggedParagraph(manuscript.say("points.total"), look.cell_head, _row_head(row))
    data.append([total, TaggedParagraph(manuscript.phrases.number(shape.total), look.cell_head, row.add("TD"))])
    _add(manuscript, data, [manuscript.width * 0.6, manuscript.width * 0.25])


def write_function(manuscript: Manuscript, function: str, shape: Appraisal) -> None:
    """One function of an appraisal: its options, a box for each score, and a line for the reason."""
    look = manuscript.styles
    element = manuscript.place.add("Table")
    manuscript.add(TaggedParagraph(plain(function), look.caption, element.add("Caption")))
    heads = element.add("THead").add("TR")
    names = [manuscript.say(f"scores.{one}") for one in ("option", "score", "why")]
    data: list[list[Any]] = [[_head(name, look.cell_head, heads) for name in names]]
    body = element.add("TBody")
    for option in shape.options:
        row = body.add("TR")
        words = TaggedParagraph(plain(option), look.cell, _row_head(row))
        score = _written(manuscript, row.add("TD"))
        reason = field(row.add("TD"), "tv", manuscript.phrases.say("alt.lines"))
        data.append([words, score, Ruled(1, line_apart(manuscript.edition) * 1.2, reason, manuscript.palette.ink)])
    width = manuscript.width
    _add(manuscript, data, [width * 0.32, width * 0.16, width * 0.52])


def _head(markup: str, style: Any, row: Element) -> TaggedParagraph:
    return TaggedParagraph(markup, style, row.add("TH", attributes={"Table": {"Scope": "Column"}}))


def _row_head(row: Element) -> Element:
    return row.add("TH", attributes={"Table": {"Scope": "Row"}})


def _tick(manuscript: Manuscript, cell: Element) -> Box:
    side = box_side(manuscript.edition)
    box = Box(side, side, field(cell, "cb", manuscript.phrases.say("alt.tick")), manuscript.palette.ink)
    box.hAlign = "CENTER"
    return box


def _written(manuscript: Manuscript, cell: Element) -> Box:
    side = box_side(manuscript.edition)
    box = Box(side * 2.6, side * 1.5, field(cell, "tv", manuscript.phrases.say("alt.write")), manuscript.palette.ink)
    box.hAlign = "LEFT"
    return box


def _add(manuscript: Manuscript, data: list[list[Any]], widths: list[float], *, centred: bool = False) -> None:
    drawn = TaggedTable(data, header_rows=1, colWidths=widths, hAlign="LEFT", style=_style(manuscript.styles, centred))
    drawn.spaceAfter = manuscript.edition.size
    manuscript.add(drawn)


def _style(look: Styles, centred: bool) -> list[tuple[Any, ...]]:
    """Rules between the rows, so that the eye keeps to its row; the boxes in the middle of their cells."""
    pad, palette = look.edition.size * 0.4, look.palette
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("ALIGN", (1, 0), (-1, -1), "CENTER" if centred else "LEFT"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0 if not centred else 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad if not centred else 1),
        ("RIGHTPADDING", (0, 0), (0, -1), 3 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, palette.bar),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, palette.rule),
    ]
