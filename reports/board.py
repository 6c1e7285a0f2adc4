"""The board: "our survey said", as on the game show; a screen reader hears it as a numbered list."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from reports.flowables import TaggedParagraph
from reports.structure import DECORATION, Artifact, Element
from reports.style import BLACK, REGULAR, Styles
from reports.tagged import TaggedCanvas

_SMALL = 8.4
MOST_SLOTS = 8
"""Answers on the board, as on the show; the rest stand in the annex."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of the board: place, name as markup, number of people with its unit, share in words, part of the top count."""

    place: str
    name: str
    count: str
    unit: str
    share: str
    part: float


class BoardDrawing(Flowable):
    """The board of one question, drawn with its text as content and its panels as decoration."""

    canv: TaggedCanvas

    def __init__(
        self, title: str, slots: Sequence[Slot], total: tuple[str, str], parent: Element, styles: Styles, width: float
    ) -> None:
        """`title` and `total` (words, number) are printable, not markup; `width` in points."""
        super().__init__()
        self.title, self.slots, self.total, self.styles = title, slots, total, styles
        self.width, self.unit = width, styles.edition.size / 10.5
        self.heading: Element | Artifact = parent.add("P")
        board = parent.add("L", attributes={"List": {"ListNumbering": "Decimal"}})
        self.items = [_item(board, slot, styles) for slot in slots]
        self.foot: Element | Artifact = parent.add("P")
        self.has_total = True
        self.spaceAfter = 5 * mm

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The full width; each slot is as high as its name needs."""
        self.inner = self.width - 2 * self._pad
        self.name_room = self.inner - self._number_width - self._count_width - 8 * mm
        heights = [item.name.wrap(self.name_room, aH)[1] for item in self.items]
        lowest = 12.2 * mm * self.unit + 2.4 * (self._small - _SMALL * self.unit)
        self.heights = [max(lowest, height + 5.2 * mm * self.unit) for height in heights]
        self.height = self._head + sum(self.heights) + self._gap * max(len(self.heights) - 1, 0) + self._tail
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Where it is higher than a page (large print, long names): the board goes on under its title, as the same list."""
        self.wrap(aW, aH)
        room, fitting = aH - self._head - self._tail, 0
        while fitting < len(self.heights) and room >= self.heights[fitting]:
            room -= self.heights[fitting] + self._gap
            fitting += 1
        if fitting in (0, len(self.heights)):
            return []
        first, rest = copy(self), copy(self)
        for part in (first, rest):
            vars(part).pop("_postponed", None)  # ReportLab's note that this board was moved to a new page once already
        first.slots, first.items, first.has_total = self.slots[:fitting], self.items[:fitting], False
        rest.slots, rest.items, rest.heading = self.slots[fitting:], self.items[fitting:], DECORATION
        return [first, rest]

    @property
    def _units_width(self) -> float:
        """Width of the widest unit under the counts, in points."""
        return max(stringWidth(slot.unit, REGULAR, self._small * 1.1) for slot in self.slots)

    @property
    def _small(self) -> float:
        """Size of the share under the count, in points."""
        return max(_SMALL * self.unit, self.styles.edition.smallest)

    @property
    def _pad(self) -> float:
        return 7 * mm

    @property
    def _gap(self) -> float:
        return 1.7 * mm

    @property
    def _head(self) -> float:
        return 19.5 * mm * self.unit

    @property
    def _tail(self) -> float:
        return 14 * mm * self.unit if self.has_total else self._pad

    @property
    def _number_width(self) -> float:
        return 13 * mm * self.unit

    @property
    def _count_width(self) -> float:
        return 33 * mm * self.unit

    def draw(self) -> None:
        """Frame, title, slots from the first to the last, total."""
        self._draw_frame()
        self._draw_title()
        top = self.height - self._head
        for item, slot, height in zip(self.items, self.slots, self.heights, strict=True):
            self._draw_slot(item, slot, top - height, height)
            top -= height + self._gap
        if self.has_total:
            self._draw_total()

    def _draw_frame(self) -> None:
        canvas, palette = self.canv, self.styles.palette
        old = canvas.switch(DECORATION)
        canvas.saveState()
        canvas.setFillColor(palette.board_edge)
        canvas.roundRect(0, 0, self.width, self.height, 5.4 * mm, stroke=0, fill=1)
        canvas.setFillColor(palette.board_frame)
        canvas.roundRect(1.1 * mm, 1.1 * mm, self.width - 2.2 * mm, self.height - 2.2 * mm, 4.5 * mm, stroke=0, fill=1)
        inside = canvas.beginPath()
        inside.roundRect(2.6 * mm, 2.6 * mm, self.width - 5.2 * mm, self.height - 5.2 * mm, 3.2 * mm)
        canvas.clipPath(inside, stroke=0, fill=0)
        canvas.linearGradient(
            0,
            self.height,
            0,
            0,
            (palette.board_glow, palette.board, palette.board_edge if self._is_dark else palette.board),
            (0, 0.42, 1),
        )
        canvas.restoreState()
        canvas.switch(old)

    @property
    def _is_dark(self) -> bool:
        return self.styles.palette.slot_text.rgb() == (1, 1, 1)

    def _draw_title(self) -> None:
        canvas, palette, size = self.canv, self.styles.palette, 15.5 * self.unit
        width = stringWidth(self.title, BLACK, size) + 12 * mm * self.unit
        height, y = 9.6 * mm * self.unit, self.height - 15.2 * mm * self.unit
        old = canvas.switch(DECORATION)
        canvas.setFillColor(palette.title_ground)
        canvas.setStrokeColor(palette.board_frame)
        canvas.setLineWidth(1)
        canvas.roundRect((self.width - width) / 2, y, width, height, height / 2, stroke=1, fill=1)
        canvas.switch(self.heading)
        canvas.setFillColor(palette.title)
        canvas.setFont(BLACK, size)
        canvas.drawCentredString(self.width / 2, y + height / 2 - size * 0.35, self.title)
        canvas.switch(old)

    def _draw_slot(self, item: _Item, slot: Slot, y: float, height: float) -> None:
        canvas, x = self.canv, self._pad
        old = canvas.switch(DECORATION)
        self._draw_panels(x, y, height, slot.part)
        canvas.switch(item.label)
        size = (15 if len(slot.place) < 3 else 12) * self.unit
        canvas.setFillColor(self.styles.palette.slot_number)
        canvas.setFont(BLACK, size)
        middle = y + height / 2
        width = stringWidth(slot.place, BLACK, size)
        canvas.drawString(x + (self._number_width - width) / 2, middle - size * 0.35, slot.place + " ")
        item.name.drawOn(canvas, x + self._number_width + 4 * mm, middle - item.name.height / 2 + 0.7 * mm)
        self._draw_count(item, slot, middle)
        canvas.switch(old)

    def _draw_panels(self, x: float, y: float, height: float, part: float) -> None:
        """Number box, name panel with its bar, count box, in one rounded outline."""
        canvas, palette = self.canv, self.styles.palette
        count_x = x + self.inner - self._count_width
        canvas.saveState()
        outline = canvas.beginPath()
        outline.roundRect(x, y, self.inner, height, 1.8 * mm)
        canvas.clipPath(outline, stroke=0, fill=0)
        for left, width, colour in (
            (x, self._number_width, palette.slot_number_ground),
            (x + self._number_width, self.inner - self._number_width - self._count_width, palette.slot),
            (count_x, self._count_width, palette.count_ground),
        ):
            canvas.setFillColor(colour)
            canvas.rect(left, y, width, height, stroke=0, fill=1)
        room = count_x - x - self._number_width
        canvas.setFillColor(palette.slot_bar)
        canvas.rect(x + self._number_width, y, room * part, 1.5 * mm * self.unit, stroke=0, fill=1)
        canvas.restoreState()
        canvas.setStrokeColor(palette.slot_line)
        canvas.setLineWidth(0.9)
        canvas.roundRect(x, y, self.inner, height, 1.8 * mm, stroke=1, fill=0)
        for line_x in (x + self._number_width, count_x):
            canvas.line(line_x, y, line_x, y + height)

    def _draw_count(self, item: _Item, slot: Slot, middle: float) -> None:
        """The number large with its unit beside it, and the share below: two paragraphs of the list item."""
        canvas, palette, unit = self.canv, self.styles.palette, self.unit
        big, small = 15.5 * unit, self._small
        left = self._pad + self.inner - self._count_width
        widest = max(stringWidth(each.count, BLACK, big) for each in self.slots)
        room = self._count_width - stringWidth(slot.unit, REGULAR, small * 1.1) - 5 * mm
        if widest > room:  # millions
            big, widest = big * room / widest, room
        # numbers end at this edge and their units begin, so that the column lines up
        edge = left + (self._count_width + widest - self._units_width - 1.4 * mm * unit) / 2
        canvas.switch(item.count)
        canvas.setFillColor(palette.count)
        canvas.setFont(BLACK, big)
        canvas.drawString(edge - stringWidth(slot.count, BLACK, big), middle + 0.6 * unit, slot.count + " ")
        canvas.setFont(REGULAR, small * 1.1)
        canvas.drawString(edge + 1.4 * mm * unit, middle + 0.6 * unit, slot.unit)
        canvas.switch(item.share)
        canvas.setFont(REGULAR, small)
        width = stringWidth(slot.share, REGULAR, small)
        canvas.drawString(left + (self._count_width - width) / 2, middle - small * 1.32, slot.share)

    def _draw_total(self) -> None:
        canvas, palette, unit = self.canv, self.styles.palette, self.unit
        words, number = self.total[0] + " ", self.total[1]
        size, big, y = 10.5 * unit, 14 * unit, 6.6 * mm * unit
        width = stringWidth(words, REGULAR, size) + stringWidth(number, BLACK, big)
        x = (self.width - width) / 2
        old = canvas.switch(self.foot)
        canvas.setFillColor(palette.slot_text)
        canvas.setFont(REGULAR, size)
        canvas.drawString(x, y, words)
        canvas.setFillColor(palette.slot_number)
        canvas.setFont(BLACK, big)
        canvas.drawString(x + stringWidth(words, REGULAR, size), y, number)
        canvas.switch(old)


@dataclass(frozen=True, slots=True)
class _Item:
    label: Element
    name: TaggedParagraph
    count: Element
    share: Element


def _item(board: Element, slot: Slot, styles: Styles) -> _Item:
    """A list item whose body holds three short paragraphs: name, people, share; a reader pauses between them."""
    item = board.add("LI")
    label, body = item.add("Lbl"), item.add("LBody")
    name = TaggedParagraph(slot.name, styles.slot, body.add("P"))
    return _Item(label, name, body.add("P"), body.add("P"))
