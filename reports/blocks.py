"""The blocks that a report is written in: heading, paragraph, list, quotation, table, figure.

A `Manuscript` holds the flow of the pages and, in step with it, the structure that assistive technology reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, unescape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from reports.charts import Share, draw_share
from reports.flowables import Bookmark, ContentsLine, Figure, Kept, ListItem, Quotation, TaggedParagraph, TaggedTable
from reports.phrases import Phrases
from reports.structure import DECORATION, Element
from reports.style import BLACK, REGULAR, Edition, Styles, derived, styles
from reports.words import paragraphs, plain, shortened

LONGEST_ENTRY, LONGEST_BOXED = 160, 400
"""Letters of a heading that the contents and the bookmarks show, and up to which it stands beside its rank in a box."""

SHORT_QUOTE, SHORT_TABLE = 1200, 16
"""Up to so many letters or rows, a quotation or a table is not divided between pages."""

MOST_SUBHEADINGS_IN_CONTENTS = 36
"""Beyond this a contents page stops helping; the bookmarks list every heading in any case."""


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


class Manuscript:
    """The report being written. Words given to it are markup: people's words must have passed `words.plain`."""

    def __init__(self, phrases: Phrases, edition: Edition) -> None:
        self.phrases, self.edition = phrases, edition
        self.styles: Styles = styles(edition)
        self.palette = edition.palette
        self.width = A4[0] - 2 * edition.margin
        self.story: list[Flowable] = []
        self.root = Element("Document")
        self.place = self.root
        """The element that the next block goes into."""
        self.bookmarks: list[tuple[Bookmark, str]] = []
        self._contents: tuple[int, Element] | None = None
        self._is_keeping = False

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        """A fixed phrase as markup; its values are escaped here."""
        return plain(self.phrases.say(key, count, **values))

    # the flow

    def add(self, *flowables: Flowable) -> None:
        """Put flowables next in the story."""
        self.story.extend(flowables)

    def space(self, lines: float) -> None:
        """White space, in lines of body text."""
        self.add(Spacer(1, lines * self.styles.body.leading))

    def need(self, lines: float) -> None:
        """Begin a new page unless this many lines of body text fit on this one."""
        if not self._is_keeping:
            self.add(CondPageBreak(lines * self.styles.body.leading))

    def new_page(self) -> None:
        """Begin a new page."""
        self.add(PageBreak())

    @contextmanager
    def inside(self, role: str, **texts: Any) -> Any:
        """Blocks written in this context go into a new element of `role`."""
        outer, self.place = self.place, self.place.add(role, **texts)
        try:
            yield self.place
        finally:
            self.place = outer

    @contextmanager
    def together(self) -> Any:
        """Blocks written in this context stay on one page where they fit on one; an inner context joins the outer."""
        if self._is_keeping:
            yield
            return
        outer, self.story, self._is_keeping = self.story, [], True
        try:
            yield
        finally:
            block, self.story, self._is_keeping = self.story, outer, False
            self.add(Kept(block))

    # text

    def heading(self, level: int, markup: str, *, key: str, mark: str = "", in_contents: bool = True) -> None:
        """A heading of level 1 to 3, bookmarked under `key`; `mark` is a theme's rank, shown in a box before it."""
        self.need({1: 6, 2: 8, 3: 7}[level])
        words = shortened(_words_of(markup), LONGEST_ENTRY)
        bookmark = Bookmark(key, words, level - 1)
        if in_contents and level > 1:
            self.bookmarks.append((bookmark, escape(words)))
        element, style = self.place.add(f"H{level}"), getattr(self.styles, f"heading{level}")
        if mark and len(markup) > LONGEST_BOXED:  # a box cannot be divided between pages, a paragraph can
            mark, markup = "", f"{escape(mark)} {markup}"
        paragraph = TaggedParagraph(markup, style, element, bookmark)
        self.add(RankedHeading(mark, paragraph, self.styles) if mark else paragraph)

    def paragraph(self, markup: str, style: ParagraphStyle | None = None, role: str = "P") -> None:
        """A paragraph."""
        self.add(TaggedParagraph(markup, style or self.styles.body, self.place.add(role)))

    def note(self, markup: str) -> None:
        """A paragraph in a box: what a reader must not miss."""
        size = self.edition.size
        style = derived(
            "note",
            self.styles.body,
            backColor=self.palette.wash,
            borderPadding=(size * 0.8, size, size * 0.9, size),
            leftIndent=size,
            rightIndent=size,
            spaceBefore=size,
            spaceAfter=size * 1.6,
        )
        self.paragraph(markup, style)

    def bullets(self, items: Iterable[str]) -> None:
        """A list with bullets."""
        listing = self.place.add("L", attributes={"List": {"ListNumbering": "Disc"}})
        for markup in items:
            item = listing.add("LI")
            label = item.add("Lbl")
            self.add(ListItem(markup, self.styles.item, item.add("LBody"), mark="•", label=label))

    def quotation(self, label: str, words: str, who: str, *, is_lead: bool = False) -> None:
        """Somebody's words, exactly; `words` is plain text, `label` and `who` are markup."""
        style = self.styles.quote_lead if is_lead else self.styles.quote
        bar = self.palette.accent if is_lead else self.palette.rule
        lines = paragraphs(words) or [""]
        lines[0], lines[-1] = f"“{lines[0]}", f"{lines[-1]}”"
        if len(lines) == 1:
            lines = [f"“{(paragraphs(words) or [''])[0]}”"]
        self.need(5)
        with self.together() if len(words) < SHORT_QUOTE else nullcontext():
            self.paragraph(label, self.styles.label)
            with self.inside("BlockQuote"):
                for markup in lines:
                    self.add(Quotation(markup, style, self.place.add("P"), bar=bar))
                if who:
                    self.paragraph(who, self.styles.who)

    # tables and figures

    def table(self, caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with a caption, column headings repeated on each page, and a heading for each row."""
        element = self.place.add("Table")
        title = TaggedParagraph(caption, self.styles.caption, element.add("Caption"))
        heads = element.add("THead").add("TR")
        data: list[list[Any]] = [[self._head_cell(column, heads) for column in columns]]
        body = element.add("TBody")
        data += [self._cells(row, columns, body.add("TR")) for row in rows]
        drawn = TaggedTable(
            data,
            header_rows=1,
            colWidths=self._widths(columns),
            hAlign="LEFT",
            splitInRow=5 * self.styles.cell.leading,  # a row longer than a page: at least five lines on either
            style=_table_style(rows, self.styles),
        )
        drawn.spaceAfter = self.edition.size * 1.2
        self.need(8)
        with self.together() if len(rows) <= SHORT_TABLE else nullcontext():
            self.add(title, drawn)

    def _widths(self, columns: Sequence[Column]) -> list[float]:
        """Widths in points; a column that would break a word of its heading takes what it needs from the widest."""
        style = self.styles.cell_head
        widths = [column.part * self.width for column in columns]
        for index, column in enumerate(columns):
            longest = max(stringWidth(word, style.fontName, style.fontSize) for word in column.heading.split())
            missing = longest + 1.9 * self.edition.size - widths[index]
            if missing > 0:
                widths[index] += missing
                widths[widths.index(max(widths))] -= missing
        return widths

    def _head_cell(self, column: Column, row: Element) -> TaggedParagraph:
        style = self.styles.cell_head_right if column.is_number else self.styles.cell_head
        return TaggedParagraph(column.heading, style, row.add("TH", attributes={"Table": {"Scope": "Column"}}))

    def _cells(self, row: Row, columns: Sequence[Column], element: Element) -> list[Any]:
        if row.kind == "group":
            spanning = {"Table": {"Scope": "Row", "ColSpan": len(columns)}}
            head = TaggedParagraph(str(row.cells[0]), self.styles.label, element.add("TH", attributes=dict(spanning)))
            return [head] + [""] * (len(columns) - 1)
        cells: list[Any] = []
        for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            owner = element.add("TD") if index else element.add("TH", attributes={"Table": {"Scope": "Row"}})
            style = self.styles.cell_right if column.is_number else self.styles.cell
            if row.kind == "total":
                style = self.styles.cell_head_right if column.is_number else self.styles.cell_head
            if isinstance(cell, ShareCell):
                cells.append(BarredNumber(cell, self.styles, owner))
            else:
                cells.append(TaggedParagraph(cell, style, owner))
        return cells

    def figure(self, drawing: Flowable, alt: str) -> None:
        """A drawing with its alternative text (plain text, not markup)."""
        self.add(Figure(drawing, self.place.add("Figure", alt=alt)))

    # contents

    def contents_here(self) -> None:
        """The table of contents stands here, once everything is written."""
        self._contents = (len(self.story), self.place.add("TOC"))

    def finished(self) -> list[Flowable]:
        """The whole story, with its contents filled in."""
        if self._contents is None:
            return _with_headings_kept(self.story)
        index, top = self._contents
        has_few = sum(bookmark.level > 1 for bookmark, _ in self.bookmarks) <= MOST_SUBHEADINGS_IN_CONTENTS
        lines: list[Flowable] = []
        entry, below = top, None
        for bookmark, markup in self.bookmarks:
            if bookmark.level > 1 and not has_few:
                continue
            style = self.styles.contents_sub if bookmark.level > 1 else self.styles.contents
            if bookmark.level == 1:
                entry, below = top.add("TOCI"), None
                lines.append(Spacer(1, self.edition.size * 0.55))
                lines.append(ContentsLine(markup, style, entry, bookmark, self.palette.quiet))
            else:
                below = below or entry.add("TOC")
                lines.append(ContentsLine(markup, style, below.add("TOCI"), bookmark, self.palette.quiet))
        return _with_headings_kept([*self.story[:index], *lines, *self.story[index:]])


def _with_headings_kept(story: Sequence[Flowable]) -> list[Flowable]:
    """A heading right before blocks that are kept together is kept with them, so that it never stands alone."""
    kept: list[Flowable] = []
    for flowable in story:
        if isinstance(flowable, Kept) and kept and _is_heading(kept[-1]):
            kept[-1] = Kept([kept[-1], *flowable.content])
        else:
            kept.append(flowable)
    return kept


def _is_heading(flowable: Flowable) -> bool:
    return isinstance(flowable, RankedHeading) or (isinstance(flowable, TaggedParagraph) and flowable.bookmark is not None)


def _words_of(markup: str) -> str:
    """The words of a heading, whose markup holds nothing but escapes."""
    return unescape(markup)


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


class RankedHeading(Flowable):
    """A theme's heading: its rank in a box like that of the board, then its name. Both are the heading's content."""

    canv: Any

    def __init__(self, mark: str, words: TaggedParagraph, look: Styles) -> None:
        super().__init__()
        self.mark, self.words, self.look = mark, words, look
        size = look.edition.size
        self.box = size * (2.5 if len(mark) < 3 else 3.2)
        self.spaceBefore, self.spaceAfter = size * 2.4, size * 0.7

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The full width; at least as high as the box."""
        self.words_height = self.words.wrap(aW - self.box - 4 * mm, aH)[1]
        self.width, self.height = aW, max(self.look.edition.size * 2.5, self.words_height)
        return self.width, self.height

    def draw(self) -> None:
        """Box, rank, name."""
        canvas, palette, size = self.canv, self.look.palette, self.look.edition.size
        side = size * 2.5
        old = canvas.switch(DECORATION)
        canvas.setFillColor(palette.slot_number_ground)
        canvas.roundRect(0, self.height - side, self.box, side, 1.2 * mm, stroke=0, fill=1)
        canvas.switch(self.words.element)
        canvas.setFillColor(palette.slot_number)
        canvas.setFont(BLACK, size * 1.4)
        width = stringWidth(self.mark, BLACK, size * 1.4)
        canvas.drawString((self.box - width) / 2, self.height - side / 2 - size * 0.5, self.mark + " ")
        top = self.height - (side - self.words.style.leading) / 2 if self.words_height <= side else self.height
        self.words.drawOn(canvas, self.box + 4 * mm, min(top, self.height) - self.words_height)
        canvas.switch(old)
