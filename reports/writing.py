"""What a person fills in on paper: boxes to tick, squares and lines to write on, each tagged as a field that is printed.

A field is a Form element with the attribute owner PrintField (ISO 32000-1, 14.8.5.6), so that a screen reader says that
there is a box, and which words belong to it.
"""

from __future__ import annotations

from typing import Any, Literal

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.flowables import TaggedParagraph
from reports.structure import Element
from reports.style import Edition, Styles
from reports.tagged import TaggedCanvas

LINE_APART, LARGE_LINE_APART = 9 * mm, 13 * mm
"""From one ruled line to the next: handwriting needs 8 mm or more (UK Government Design System, forms on paper)."""


def field(parent: Element, role: Literal["cb", "tv"], words: str) -> Element:
    """A field under `parent`: "cb" is ticked, "tv" is written in; `words` say so."""
    attributes: dict[str, Any] = {"PrintField": {"Role": role, "checked": "off"} if role == "cb" else {"Role": role}}
    return parent.add("Form", alt=words, attributes=attributes)


def box_side(edition: Edition) -> float:
    """The side of a box to tick, in points."""
    return 5 * mm if edition.size < 14 else 7 * mm


def line_apart(edition: Edition) -> float:
    """From one ruled line to the next, in points."""
    return LINE_APART if edition.size < 14 else LARGE_LINE_APART


class Box(Flowable):
    """An empty box as the content of a field."""

    canv: TaggedCanvas

    def __init__(self, width: float, height: float, element: Element, ink: Color) -> None:
        super().__init__()
        self.width, self.height, self.element, self.ink = width, height, element, ink

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The outline."""
        canvas = self.canv
        old = canvas.switch(self.element)
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(0.9)
        canvas.rect(0.5, 0.5, self.width - 1, self.height - 1, stroke=1, fill=0)
        canvas.switch(old)


class Ruled(Flowable):
    """Lines to write on, over the width at hand or a part of it."""

    canv: TaggedCanvas

    def __init__(self, count: int, apart: float, element: Element, ink: Color, part: float = 1) -> None:
        super().__init__()
        self.count, self.apart, self.element, self.ink, self.part = count, apart, element, ink, part

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """All lines, and a little room after them."""
        self.width, self.height = aW * self.part, self.count * self.apart + self.apart * 0.35
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """Between two lines, where both parts keep at least two."""
        fits = int(aH / self.apart - 0.35)
        if fits < 2 or self.count - fits < 2:
            return []
        return [Ruled(n, self.apart, self.element, self.ink, self.part) for n in (fits, self.count - fits)]

    def draw(self) -> None:
        """From the top down."""
        canvas = self.canv
        old = canvas.switch(self.element)
        canvas.setStrokeColor(self.ink)
        canvas.setLineWidth(0.6)
        for number in range(1, self.count + 1):
            y = self.height - number * self.apart
            canvas.line(0, y, self.width, y)
        canvas.switch(old)


class Choice(Flowable):
    """A box and the words beside it."""

    canv: TaggedCanvas

    def __init__(self, box: Box, words: TaggedParagraph, look: Styles) -> None:
        super().__init__()
        self.box, self.words = box, words
        self.gap, self.spaceAfter = 3 * mm, look.edition.size * 0.45

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """As high as the higher of the two."""
        self.words_height = self.words.wrap(aW - self.box.width - self.gap, aH)[1]
        self.width, self.height = aW, max(self.box.height, self.words_height)
        return self.width, self.height

    def draw(self) -> None:
        """The box level with the first line, then the words."""
        lead = self.words.style.leading
        box_low = self.height - self.box.height - max(0.0, (lead - self.box.height) / 2)
        self.box.drawOn(self.canv, 0, max(0.0, box_low))
        drop = max(0.0, (self.box.height - lead) / 2)
        self.words.drawOn(self.canv, self.box.width + self.gap, self.height - self.words_height - drop)


class InARow(Flowable):
    """Boxes side by side, each with its words under it; a new row begins where one is full."""

    canv: TaggedCanvas

    def __init__(self, pairs: list[tuple[Box, TaggedParagraph]], apart: float) -> None:
        super().__init__()
        self.pairs, self.apart = pairs, apart

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """As many rows as it takes."""
        self.in_row = max(1, min(len(self.pairs), int((aW + 0.1) / self.apart)))
        words = max(words.wrap(self.apart, aH)[1] for _, words in self.pairs)
        self.row_height = self.pairs[0][0].height + words + 2 * mm
        rows = -(-len(self.pairs) // self.in_row)
        self.width, self.height = aW, rows * self.row_height
        return self.width, self.height

    def draw(self) -> None:
        """Row by row, each number before its box, as it is read out."""
        for place, (box, words) in enumerate(self.pairs):
            row, column = divmod(place, self.in_row)
            left, top = column * self.apart, self.height - row * self.row_height
            box.drawOn(self.canv, left + (self.apart - box.width) / 2, top - box.height)
            words.drawOn(self.canv, left, top - box.height - words.height - 0.5 * mm)


class SquareGroups(Flowable):
    """Groups of squares, one for each letter, with the name of each group over it."""

    canv: TaggedCanvas

    def __init__(self, groups: list[tuple[int, Element, TaggedParagraph | None]], side: float, ink: Color) -> None:
        super().__init__()
        self.groups, self.side, self.ink = groups, side, ink

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Squares, under their names."""
        names = [name.wrap(self.side * max(count, 4), aH)[1] for count, _, name in self.groups if name is not None]
        self.width, self.height = aW, self.side * 1.15 + max(names, default=0)
        return self.width, self.height

    def draw(self) -> None:
        """From left to right."""
        canvas, left = self.canv, 0.0
        for count, element, name in self.groups:
            if name is not None:
                name.drawOn(canvas, left, self.height - name.height)
            old = canvas.switch(element)
            canvas.setStrokeColor(self.ink)
            canvas.setLineWidth(0.9)
            for place in range(count):
                canvas.rect(left + place * self.side + 0.5, 0.5, self.side, self.side, stroke=1, fill=0)
            canvas.switch(old)
            left += self.side * max(count, 3 if name is not None else count) + self.side
