"""Tables: rows of words and numbers, with a bar beside a share, tagged so that each cell is heard with its headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from reports.charts import Share, draw_share
from reports.flowables import TaggedParagraph, TaggedTable
from reports.structure import DECORATION, Element
from reports.style import REGULAR, Styles


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A cell that holds a number, as words, and the same number as a bar beside it."""

    words: str
    share: Share | None
    top: float


Cell = str | ShareCell
"""Markup, or a share with its bar."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the first of which is its header; a `group` row heads the rows below it."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading as markup, its part of the width (all parts add up to 1), and whether it holds numbers."""

    heading: str
    part: float
    is_number: bool = False


def tagged_table(element: Element, columns: Sequence[Column], rows: Sequence[Row], look: Styles, width: float) -> TaggedTable:
    """A table drawn as `element`, `width` points wide: its headings repeat on each page, each row has a heading of its own."""
    heads = element.add("THead").add("TR")
    data: list[list[Any]] = [[_head_cell(column, heads, look) for column in columns]]
    body = element.add("TBody")
    data += [_cells(row, columns, body.add("TR"), look) for row in rows]
    drawn = TaggedTable(
        data,
        header_rows=1,
        colWidths=_widths(columns, look, width),
        hAlign="LEFT",
        style=_table_style(rows, look),
    )
    drawn.spaceAfter = look.edition.size * 1.2
    return drawn


def _widths(columns: Sequence[Column], look: Styles, width: float) -> list[float]:
    """Widths in points; a column that would break a word of its heading takes what it needs from the widest."""
    style = look.cell_head
    widths = [column.part * width for column in columns]
    for index, column in enumerate(columns):
        longest = max(stringWidth(word, style.fontName, style.fontSize) for word in column.heading.split())
        missing = longest + 1.9 * look.edition.size - widths[index]
        if missing > 0:
            widths[index] += missing
            widths[widths.index(max(widths))] -= missing
    return widths


def _head_cell(column: Column, row: Element, look: Styles) -> TaggedParagraph:
    style = look.cell_head_right if column.is_number else look.cell_head
    return TaggedParagraph(column.heading, style, row.add("TH", attributes={"Table": {"Scope": "Column"}}))


def _cells(row: Row, columns: Sequence[Column], element: Element, look: Styles) -> list[Any]:
    if row.kind == "group":
        spanning = {"Table": {"Scope": "Row", "ColSpan": len(columns)}}
        head = TaggedParagraph(str(row.cells[0]), look.label, element.add("TH", attributes=dict(spanning)))
        return [head] + [""] * (len(columns) - 1)
    cells: list[Any] = []
    for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        owner = element.add("TD") if index else element.add("TH", attributes={"Table": {"Scope": "Row"}})
        style = look.cell_right if column.is_number else look.cell
        if row.kind == "total":
            style = look.cell_head_right if column.is_number else look.cell_head
        if isinstance(cell, ShareCell):
            cells.append(BarredNumber(cell, look, owner))
        else:
            cells.append(TaggedParagraph(cell, style, owner))
    return cells


def _table_style(rows: Sequence[Row], look: Styles) -> list[tuple[Any, ...]]:
    """Rules instead of boxes: a strong one under the headings, fine ones between rows, a strong one over a total."""
    palette, pad = look.palette, look.edition.size * 0.42
    style: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # else ReportLab names Helvetica for cells without words
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad * 4),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad * 1.25),
        ("LINEBELOW", (0, 0), (-1, 0), 1.2, palette.bar),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, palette.rule),
    ]
    for number, row in enumerate(rows, start=1):
        if row.kind == "group":
            style += [("SPAN", (0, number), (-1, number)), ("TOPPADDING", (0, number), (-1, number), pad * 1.6)]
        elif row.kind == "total":
            style.append(("LINEABOVE", (0, number), (-1, number), 0.9, palette.bar))
    return style


class BarredNumber(Flowable):
    """A table cell: a bar as decoration, and the number that it shows as the cell's content."""

    canv: Any

    def __init__(self, cell: ShareCell, look: Styles, owner: Element) -> None:
        super().__init__()
        self.cell, self.look = cell, look
        self.words = TaggedParagraph(cell.words, look.cell_right, owner)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The width at hand; as high as the number."""
        size = self.look.edition.size
        self.number_width = min(aW, max(3.4 * size, self.words.minWidth() + 1)) if self.cell.share else aW
        self.width = aW
        self.height = self.words.wrap(self.number_width, aH)[1]
        return self.width, self.height

    def draw(self) -> None:
        """Bar, then number."""
        size = self.look.edition.size
        room = self.width - self.number_width - size
        if self.cell.share is not None and room > size:
            old = self.canv.switch(DECORATION)
            draw_share(
                self.canv, (0, self.height / 2 - size * 0.3, room, size * 0.6), self.cell.share, self.cell.top, self.look.palette
            )
            self.canv.switch(old)
        self.words.drawOn(self.canv, self.width - self.number_width, 0)
