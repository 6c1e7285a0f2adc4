"""The blocks that a report is written in: heading, paragraph, list, quotation, table, figure.

A `Manuscript` holds the flow of the pages and, in step with it, the structure that assistive technology reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any
from xml.sax.saxutils import escape, unescape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from reports.flowables import Bookmark, ContentsLine, Figure, Kept, ListItem, Quotation, TaggedParagraph
from reports.phrases import Phrases
from reports.structure import DECORATION, Element
from reports.style import BLACK, Edition, Styles, derived, styles
from reports.tables import Column, Row, tagged_table
from reports.words import paragraphs, plain, shortened

LONGEST_ENTRY, LONGEST_BOXED = 160, 400
"""Letters of a heading that the contents and the bookmarks show, and up to which it stands beside its rank in a box."""

SHORT_QUOTE, SHORT_TABLE = 1200, 16
"""Up to so many letters or rows, a quotation or a table is not divided between pages."""

MOST_SUBHEADINGS_IN_CONTENTS = 36
"""Beyond this a contents page stops helping; the bookmarks list every heading in any case."""


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
        self._keys: set[str] = set()
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
        bookmark = Bookmark(self._unused(key), words, level - 1)
        if in_contents and level > 1:
            self.bookmarks.append((bookmark, escape(words)))
        element, style = self.place.add(f"H{level}"), getattr(self.styles, f"heading{level}")
        if mark and len(markup) > LONGEST_BOXED:  # a box cannot be divided between pages, a paragraph can
            mark, markup = "", f"{escape(mark)} {markup}"
        paragraph = TaggedParagraph(markup, style, element, bookmark)
        self.add(RankedHeading(mark, paragraph, self.styles) if mark else paragraph)

    def _unused(self, key: str) -> str:
        """`key` as a name that a link may hold, and that no other heading has."""
        name = wanted = re.sub(r"[^A-Za-z0-9_-]", "-", key)
        number = 1
        while name in self._keys:
            number += 1
            name = f"{wanted}-{number}"
        self._keys.add(name)
        return name

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
        drawn = tagged_table(element, columns, rows, self.styles, self.width)
        self.need(8)
        with self.together() if len(rows) <= SHORT_TABLE else nullcontext():
            self.add(title, drawn)

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
