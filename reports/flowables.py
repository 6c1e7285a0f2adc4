"""Flowables that carry a structure element: paragraph, list item, quotation, figure, table and line of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table
from reportlab.platypus.doctemplate import NullActionFlowable

from reports.structure import DECORATION, Element
from reports.tagged import Spaces, TaggedCanvas


class Bookmark(NamedTuple):
    """Where the contents and the outline point: a key, the words shown, and the level from 0."""

    key: str
    words: str
    level: int


class TaggedParagraph(Paragraph):
    """A paragraph drawn as `element`. `text` is ReportLab markup: people's words must have passed `words.plain`."""

    canv: TaggedCanvas
    frags: list[Any]
    link_words: dict[str, str]
    spaces: Spaces
    """Shared by all parts of a paragraph: they are drawn in order."""

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        element: Element | None = None,
        bookmark: Bookmark | None = None,
        **options: Any,
    ) -> None:
        super().__init__(text, style, **options)  # type: ignore[arg-type]
        self.element, self.bookmark = element, bookmark
        if text is not None:  # ReportLab makes the parts of a split without text; `hand_on` gives them these
            self.link_words = _link_words(self.frags)
            self.spaces = Spaces("".join(fragment.text for fragment in self.frags))

    def split(self, aW: float, aH: float) -> list[TaggedParagraph]:  # type: ignore[override]  # noqa: N803
        """The parts for this frame and the next: one element, drawn in two places; the bookmark stays with the first."""
        parts: list[TaggedParagraph] = super().split(aW, aH)  # type: ignore[assignment]
        for index, part in enumerate(parts):
            if part is not self:
                self.hand_on(part, is_first=index == 0)
        return parts

    def hand_on(self, part: Any, *, is_first: bool) -> None:
        """Give a part what the whole carried."""
        part.element, part.link_words, part.spaces = self.element, self.link_words, self.spaces
        part.bookmark = self.bookmark if is_first else None

    def draw(self) -> None:
        """Draw the words as the element's content."""
        canvas = self.canv
        if self.bookmark is not None:
            canvas.note_heading(*self.bookmark, self.height)
        canvas.link_words = self.link_words
        self.draw_ornament(canvas)
        old = canvas.switch(self.element if self.element is not None else DECORATION)
        if self.element is not None and len(self.frags) == 1 and (links := getattr(self.frags[0], "link", None)):
            canvas.switch(canvas.link_element(links[0]))  # the whole paragraph is one link, which ReportLab draws another way
        canvas.spaces = None if canvas.is_muted else self.spaces
        super().draw()
        canvas.spaces = None
        canvas.switch(old)

    def draw_ornament(self, canvas: TaggedCanvas) -> None:
        """What stands beside the words; nothing here."""

    def first_baseline(self) -> float:
        """Height of the first line's baseline over the bottom of the paragraph, in points."""
        lines: Any = self.blPara  # type: ignore[attr-defined]
        line = lines if lines.kind == 0 else lines.lines[0]
        return float(self.height - getattr(line, "ascent", self.style.fontSize))


def _link_words(fragments: Sequence[Any]) -> dict[str, str]:
    words: dict[str, str] = {}
    for fragment in fragments:
        for _, target in getattr(fragment, "link", None) or []:
            words[target] = words.get(target, "") + fragment.text
    return words


class ListItem(TaggedParagraph):
    """A line of a list: its mark (a bullet or a number) is the Lbl, its words the LBody."""

    def __init__(self, text: str | None, style: ParagraphStyle, element: Element | None = None, **options: Any) -> None:
        self.mark = options.pop("mark", "")
        self.label: Element | None = options.pop("label", None)
        super().__init__(text, style, element, **options)

    def hand_on(self, part: Any, *, is_first: bool) -> None:
        """The mark stands before the first part only."""
        super().hand_on(part, is_first=is_first)
        part.mark, part.label = (self.mark, self.label) if is_first else ("", None)

    def draw_ornament(self, canvas: TaggedCanvas) -> None:
        """The mark, in the indent."""
        if not self.mark or self.label is None:
            return
        old = canvas.switch(self.label)
        canvas.setFillColor(self.style.textColor)
        canvas.setFont(self.style.fontName, self.style.fontSize)
        canvas.drawString(self.style.leftIndent - self.style.fontSize * 1.1, self.first_baseline(), self.mark + " ")
        canvas.switch(old)


class Quotation(TaggedParagraph):
    """A paragraph of somebody's words, with a bar beside it on every page that it runs over."""

    def __init__(self, text: str | None, style: ParagraphStyle, element: Element | None = None, **options: Any) -> None:
        self.bar: Color | None = options.pop("bar", None)
        super().__init__(text, style, element, **options)

    def hand_on(self, part: Any, *, is_first: bool) -> None:
        """The bar runs on."""
        super().hand_on(part, is_first=is_first)
        part.bar = self.bar

    def draw_ornament(self, canvas: TaggedCanvas) -> None:
        """The bar: decoration."""
        if self.bar is None:
            return
        old = canvas.switch(DECORATION)
        canvas.setFillColor(self.bar)
        canvas.rect(0, -self.style.fontSize * 0.1, self.style.fontSize * 0.28, self.height, stroke=0, fill=1)
        canvas.switch(old)


class Figure(Flowable):
    """A drawing with its alternative text; `draw` of the drawing may use text, lines and fills."""

    canv: TaggedCanvas

    def __init__(self, drawing: Flowable, element: Element) -> None:
        super().__init__()
        self.drawing, self.element = drawing, element

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The drawing's own size."""
        self.width, self.height = self.drawing.wrap(aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        """Draw within the Figure element and note the box that it fills on the page."""
        canvas = self.canv
        left, bottom = canvas.absolutePosition(0, 0)
        right, top = canvas.absolutePosition(self.width, self.height)
        box = tuple(round(value, 2) for value in (left, bottom, right, top))
        self.element.attributes["Layout"] = {"BBox": box, "Placement": "Block"}
        old = canvas.switch(self.element)
        self.drawing.drawOn(canvas, 0, 0)
        canvas.switch(old)


class ContentsLine(Flowable):
    """A line of the table of contents: the words link to their place, the page number is filled in at the end."""

    canv: TaggedCanvas

    def __init__(self, markup: str, style: ParagraphStyle, entry: Element, bookmark: Bookmark, rule: Color) -> None:
        super().__init__()
        self.style, self.rule, self.bookmark = style, rule, bookmark
        self.reference = entry.add("Reference")
        linked = f'<a href="#{bookmark.key}">{markup}</a>'
        self.words = TaggedParagraph(linked, style, self.reference)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The full width, as high as the words."""
        self.width = aW
        _, height = self.words.wrap(aW - 3 * self.style.fontSize, aH)
        self.height = height + self.style.spaceAfter
        return self.width, self.height

    def draw(self) -> None:
        """Words, a dotted line as decoration, and the page number."""
        canvas, size = self.canv, self.style.fontSize
        self.words.drawOn(canvas, 0, self.style.spaceAfter)
        words_end = self.words.getActualLineWidths0()[-1]
        base = self.style.spaceAfter + self.style.leading - size
        old = canvas.switch(DECORATION)
        canvas.setStrokeColor(self.rule)
        canvas.setLineWidth(0.6)
        canvas.setDash([0.6, 3])
        canvas.line(words_end + size / 2, base, self.width - 2 * size, base)
        canvas.setDash()
        canvas.switch(self.reference)
        canvas.setFillColor(self.style.textColor)
        canvas.draw_late(
            self.width, base, self.style.fontName, size, lambda: str(canvas.page_of.get(self.bookmark.key, "")), right=True
        )
        canvas.switch(old)


class Kept(KeepTogether):
    """Flowables that stay on one page where they fit on one; what fits on none begins here, without a gap before it."""

    _content: list[Flowable]
    _frame: Any
    _H: float

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """The content, after a page break where that helps."""
        parts: list[Flowable] = super().split(aW, aH)
        if self._frame._height < self._H:
            return [NullActionFlowable(), *self._content]  # an action first tells ReportLab to look at each part anew
        return parts

    @property
    def content(self) -> list[Flowable]:
        """What is kept together."""
        return list(self._content)


class MutedRepeats:
    """ReportLab's hook into the drawing of a table: header rows repeated on a later page are not read out again."""

    def __init__(self, header_rows: int) -> None:
        self.header_rows, self.parts_drawn = header_rows, 0

    def __call__(self, table: Any, what: str, *details: Any) -> None:
        """Called at the start and end of the table's parts, rows and cells."""
        canvas = table.canv
        if what == "startTable":
            self.parts_drawn += 1
        elif what == "startRow":
            canvas.is_muted = self.parts_drawn > 1 and details[0] < self.header_rows
            canvas.switch(DECORATION)
        elif what == "endRow":
            canvas.is_muted = False


class TaggedTable(Table):
    """A table whose cells hold flowables that carry their elements already, so that splitting needs no thought."""

    def __init__(self, data: Sequence[Sequence[Any]], header_rows: int = 0, **options: Any) -> None:
        if "renderCB" not in options:  # a part made by splitting hands its own on
            options.update(renderCB=MutedRepeats(header_rows), repeatRows=header_rows)
        super().__init__(data, **options)  # type: ignore[arg-type]

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        """Between rows; within a row only where it is longer than a page, and there anywhere if nothing better is found."""
        parts: list[Flowable] = super().split(availWidth, availHeight)
        if not parts and hasattr(self, "_postponed"):  # ReportLab's sign that a whole page was not enough
            self.splitInRow = 1
            parts = super().split(availWidth, availHeight)
        return parts


def fitted(words: str, font: str, size: float, room: float) -> str:
    """`words` cut to `room` points with an ellipsis; for running heads, never for anybody's answer."""
    if stringWidth(words, font, size) <= room:
        return words
    while words and stringWidth(words + "…", font, size) > room:
        words = words[:-1]
    return words.rstrip() + "…"
