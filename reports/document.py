"""What every report shares: cover, pages with their running head and foot, metadata, and the bytes of the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from reports.blocks import Manuscript
from reports.flowables import Bookmark, TaggedParagraph, fitted
from reports.structure import DECORATION, FOOTER, HEADER
from reports.style import BLACK, BOLD, REGULAR, Edition, derived
from reports.tagged import TaggedCanvas
from reports.words import plain, printable, shortened

_BUILDING = Lock()
"""ReportLab's fonts keep a reading position while they are embedded: one document at a time in a process."""


class CannotBeLaidOut(ValueError):
    """A block is higher than a page and cannot be divided; the message holds nobody's words."""


LONGEST_NOTICE = 600
"""Letters of the notice that the foot of a page repeats; the cover prints all of it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What identifies a document, as plain text; `subject` goes into the metadata, `notice` onto every page."""

    title: str
    organisation: str
    language: str
    subject: str
    notice: str = ""
    dated: dt.date | None = None
    """Date of publication, which the file bears as its date of creation; so the same report gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the cover, as plain text."""

    kicker: str
    kind: str
    question: tuple[str, str] = ("", "")
    """Label and question."""
    lines: tuple[str, ...] = ()
    link: tuple[str, str] = ("", "")
    """Words and address."""
    bars: tuple[float, ...] = ()
    """Shares that the band bears as an ornament: the shape of the board, without words."""


def write_cover(manuscript: Manuscript, imprint: Imprint, cover: Cover) -> None:
    """The first page: a band with the title, then what the document is about; the next page has head and foot."""
    look = manuscript.styles
    with manuscript.inside("Sect"):
        manuscript.add(CoverBand(manuscript, imprint, cover), Spacer(1, 12 * mm))
        label, question = cover.question
        if question:
            manuscript.paragraph(plain(label), look.label)
            manuscript.paragraph(plain(question), derived("question", look.lead, fontName=BOLD))
            manuscript.space(0.6)
        for line in cover.lines:
            manuscript.paragraph(plain(line), derived("line", look.body, spaceAfter=look.body.fontSize * 0.2))
        words, address = cover.link
        if address:
            manuscript.space(0.4)
            manuscript.paragraph(link(manuscript, words, address))
        if imprint.notice:
            manuscript.space(1)
            manuscript.note(plain(imprint.notice))
    manuscript.add(NextPageTemplate("inner"))
    manuscript.new_page()


def link(manuscript: Manuscript, words: str, address: str) -> str:
    """Markup of a link to `address` that reads as `words` (plain text)."""
    target = plain(address).replace('"', "%22")
    return f'<a href="{target}" color="{manuscript.palette.link.hexval().replace("0x", "#")}" underline="1">{plain(words)}</a>'


class CoverBand(Flowable):
    """The band over the top of the cover, to the edges of the paper; it grows with the title."""

    canv: TaggedCanvas

    def __init__(self, manuscript: Manuscript, imprint: Imprint, cover: Cover) -> None:
        super().__init__()
        self.margin, self.palette, self.bars = manuscript.edition.margin, manuscript.palette, cover.bars
        look, place, colours = manuscript.styles, manuscript.place, manuscript.palette
        size = next((points for points, letters in ((34, 60), (28, 110), (22, 220)) if len(imprint.title) <= letters), 16)
        text = {"textColor": colours.slot_text, "rightIndent": 0}
        gold = {"textColor": colours.slot_number}
        kicker = derived("kicker", look.body, fontName=BLACK, fontSize=look.body.fontSize * 1.25, **gold)
        title = derived("title", look.heading1, fontSize=size, leading=size * 1.12, **text)
        kind = derived("kind", look.lead, fontSize=look.lead.fontSize * 1.15, leading=look.lead.leading * 1.15, **text)
        body = derived(
            "organisation", look.lead, fontName=BOLD, textColor=colours.slot_text, rightIndent=66 * mm if cover.bars else 0
        )
        words = printable(imprint.title).replace("\n", " ")
        self.kicker = TaggedParagraph(plain(cover.kicker), kicker, place.add("P"))
        self.title = TaggedParagraph(plain(imprint.title), title, place.add("H1"), Bookmark("top", words, 0))
        self.kind = TaggedParagraph(plain(cover.kind), kind, place.add("P"))
        self.organisation = TaggedParagraph(plain(imprint.organisation), body, place.add("P"))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The full width; at least 95 mm of band below the upper margin."""
        parts = (self.kicker, self.title, self.kind, self.organisation)
        self.heights = [part.wrap(aW, aH)[1] for part in parts]
        self.width, self.height = aW, max(112 * mm, sum(self.heights) + 52 * mm)
        return self.width, self.height

    def draw(self) -> None:
        """Band and gold line as decoration, then the words from the top down."""
        canvas, palette = self.canv, self.palette
        old = canvas.switch(DECORATION)
        left, width, top = -self.margin, A4[0], self.height + 30 * mm
        canvas.saveState()
        band = canvas.beginPath()
        band.rect(left, 0, width, top)
        canvas.clipPath(band, stroke=0, fill=0)
        canvas.linearGradient(left, top, left + width * 0.6, 0, (palette.board_glow, palette.board), (0, 1))
        canvas.restoreState()
        self._draw_bars(canvas, width - self.margin)
        canvas.setFillColor(palette.board_frame)
        canvas.rect(left, -1.6 * mm, width, 1.6 * mm, stroke=0, fill=1)
        canvas.switch(old)
        kicker, title, kind, _ = self.heights
        y = self.height - 10 * mm - kicker
        self.kicker.drawOn(canvas, 0, y)
        y -= title + 10 * mm
        self.title.drawOn(canvas, 0, y)
        self.kind.drawOn(canvas, 0, y - kind - 4 * mm)
        self.organisation.drawOn(canvas, 0, 9 * mm)

    def _draw_bars(self, canvas: TaggedCanvas, right: float) -> None:
        """The answers' shares as bars that grow from the right edge, the first in the colour of the board's numbers."""
        longest = max(self.bars, default=0)
        if longest <= 0 or self.palette.board == self.palette.title_ground:
            return
        height, gap = 4.6 * mm, 2.2 * mm
        for index, share in enumerate(self.bars):
            length = 62 * mm * share / longest
            y = 9 * mm + (len(self.bars) - 1 - index) * (height + gap)
            canvas.setFillColor(self.palette.board_frame if index == 0 else self.palette.board_bar)
            canvas.rect(right - length, y, length, height, stroke=0, fill=1)


class _Pages:
    """The running head and foot: artifacts of pagination, as PDF/UA asks (7.8)."""

    def __init__(self, manuscript: Manuscript, imprint: Imprint) -> None:
        self.phrases, self.edition = manuscript.phrases, manuscript.edition
        self.palette, self.imprint = manuscript.palette, imprint
        self.size = max(self.edition.smallest, self.edition.size * 0.76)
        self.width = manuscript.width
        notice = printable(imprint.notice).replace("\n", " ")
        notice = shortened(notice, LONGEST_NOTICE)
        self.notice = simpleSplit(notice, REGULAR, self.size, self.width - 9 * self.size) if notice else []

    @property
    def foot_height(self) -> float:
        """Room for the foot, in points, from the edge of the paper."""
        return 13 * mm + max(len(self.notice), 1) * self.size * 1.3

    def head_and_foot(self, canvas: Any, document: Any) -> None:
        """Called by ReportLab when a page begins."""
        canvas.saveState()
        self._head(canvas)
        self._foot(canvas)
        canvas.restoreState()

    def cover(self, canvas: Any, document: Any) -> None:
        """The cover has a foot only."""
        canvas.saveState()
        self._foot(canvas)
        canvas.restoreState()

    def _head(self, canvas: Any) -> None:
        left, right, y = self.edition.margin, A4[0] - self.edition.margin, A4[1] - 13 * mm
        organisation = fitted(printable(self.imprint.organisation).replace("\n", " "), BOLD, self.size, self.width * 0.4)
        title = fitted(printable(self.imprint.title).replace("\n", " "), REGULAR, self.size, self.width * 0.56)
        old = canvas.switch(HEADER)
        canvas.setFillColor(self.palette.quiet)
        canvas.setFont(REGULAR, self.size)
        canvas.drawString(left, y, title)
        canvas.setFont(BOLD, self.size)
        canvas.drawRightString(right, y, organisation)
        canvas.setStrokeColor(self.palette.rule)
        canvas.setLineWidth(0.5)
        canvas.line(left, y - 2.6 * mm, right, y - 2.6 * mm)
        canvas.switch(old)

    def _foot(self, canvas: Any) -> None:
        left, right = self.edition.margin, A4[0] - self.edition.margin
        y = 9 * mm + (len(self.notice) - 1) * self.size * 1.3 if self.notice else 9 * mm
        old = canvas.switch(FOOTER)
        canvas.setFillColor(self.palette.quiet)
        canvas.setFont(REGULAR, self.size)
        for number, line in enumerate(self.notice):
            canvas.drawString(left, y - number * self.size * 1.3, line)
        page = canvas.getPageNumber()
        say = self.phrases.say
        canvas.draw_late(
            right, y, BOLD, self.size, lambda: say("page_of", page=page, pages=canvas.getPageNumber() - 1), right=True
        )
        canvas.switch(old)


def bind(manuscript: Manuscript, imprint: Imprint) -> bytes:
    """The PDF file of a manuscript whose first story element is its cover: the same input, the same bytes.

    Raises CannotBeLaidOut where a block stands on no page.
    """
    file = BytesIO()
    edition: Edition = manuscript.edition
    pages = _Pages(manuscript, imprint)
    document = BaseDocTemplate(
        file,
        pagesize=A4,
        title=printable(imprint.title).replace("\n", " "),
        author=printable(imprint.organisation).replace("\n", " "),
        subject=imprint.subject,
        creator="Our Survey Said",
        lang=imprint.language,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
    )
    box = (edition.margin, pages.foot_height, manuscript.width, A4[1] - pages.foot_height - 22 * mm)
    cover_box = (edition.margin, pages.foot_height, manuscript.width, A4[1] - pages.foot_height - 12 * mm)
    document.addPageTemplates(
        [
            PageTemplate("cover", [Frame(*cover_box, 0, 0, 0, 0, id="cover")], onPage=pages.cover, pagesize=A4),
            PageTemplate("inner", [Frame(*box, 0, 0, 0, 0, id="inner")], onPage=pages.head_and_foot, pagesize=A4),
        ]
    )
    maker = partial(_canvas, manuscript, imprint)
    with _BUILDING:
        try:
            document.build(manuscript.finished(), canvasmaker=maker)
        except LayoutError:
            # ReportLab's message quotes the block, which may hold somebody's words; they go into no log
            raise CannotBeLaidOut("A block of the document is higher than a page and cannot be divided.") from None
    return file.getvalue()


def _canvas(manuscript: Manuscript, imprint: Imprint, filename: Any, **options: Any) -> TaggedCanvas:
    options["lang"] = imprint.language
    canvas = TaggedCanvas(filename, tree=manuscript.root, **options)
    if imprint.dated is not None:
        day = imprint.dated
        canvas._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    return canvas
