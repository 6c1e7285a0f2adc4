"""Figures drawn from numbers: a proportion bar with its likely range, and all themes at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from reports.flowables import TaggedParagraph
from reports.style import BOLD, Palette, Styles

_SCALES = ((10, 5), (20, 5), (30, 10), (40, 10), (50, 10), (60, 10), (80, 20), (100, 20))
"""Where a scale in every 100 ends, and how far apart its lines stand."""

_NARROWEST = 6.0
"""A range narrower than this, in points, is drawn without ends, which would run into a blot."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share in every 100 with its likely range; without a range `low` equals `high`."""

    per_hundred: float
    low: float = 0.0
    high: float = 0.0

    @property
    def has_range(self) -> bool:
        """Whether there is a range to draw."""
        return self.high > self.low


def draw_share(canvas: Canvas, box: tuple[float, float, float, float], share: Share, top: float, palette: Palette) -> None:
    """Draw a bar for `share` on its track in `box` (x, y, width, height in points), where the full width is `top`."""
    x, y, width, height = box
    radius = min(height / 2, 2.5)
    canvas.setFillColor(palette.track)
    canvas.roundRect(x, y, width, height, radius, stroke=0, fill=1)
    filled = width * min(share.per_hundred / top, 1) if top else 0
    if filled > 0:
        canvas.setFillColor(palette.bar)
        canvas.roundRect(x, y, max(filled, 2 * radius), height, radius, stroke=0, fill=1)
    if share.has_range and top:
        _draw_range(canvas, (x, y + height / 2, width, height), share, top, palette)


def _draw_range(canvas: Canvas, box: tuple[float, float, float, float], share: Share, top: float, palette: Palette) -> None:
    """The likely range as a line with ends: light where it lies on the bar, dark where it lies on the track."""
    x, middle, width, height = box
    left, here, right = (x + width * min(value / top, 1) for value in (share.low, share.per_hundred, share.high))
    end = max(height * 0.27, 1.8) if right - left > _NARROWEST else 0
    canvas.setLineWidth(1.1)
    canvas.setLineCap(0)
    for colour, start, stop, tick in ((palette.on_bar, left, here, left), (palette.bar, here, right, right)):
        canvas.setStrokeColor(colour)
        canvas.line(start, middle, stop, middle)
        if end:
            canvas.line(tick, middle - end, tick, middle + end)


class ShareBar(Flowable):
    """A proportion bar as decoration beside numbers that say the same, for instance in a table's cell."""

    canv: Any

    def __init__(self, share: Share, top: float, palette: Palette, height: float = 8, width: float | None = None) -> None:
        super().__init__()
        self.share, self.top, self.palette, self.fixed_width, self.height = share, top, palette, width, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """The width at hand, or the one asked for."""
        self.width = aW if self.fixed_width is None else self.fixed_width
        return self.width, self.height

    def draw(self) -> None:
        """Draw; no element is current, so the bar is an artifact."""
        draw_share(self.canv, (0, 0, self.width, self.height), self.share, self.top, self.palette)


class GlanceChart(Flowable):
    """Labelled bars with likely ranges on one scale. Its words are part of the figure, which carries alternative text."""

    canv: Any

    def __init__(self, rows: Sequence[tuple[str, str, Share]], styles: Styles, width: float) -> None:
        """`rows` holds label as markup, value as words, and share; `width` in points."""
        super().__init__()
        self.rows, self.styles, self.full_width = rows, styles, width
        self.size = styles.edition.size
        widest = max((max(share.per_hundred, share.high) for _, _, share in rows), default=0)
        self.top, self.step = next((top, step) for top, step in _SCALES if top >= min(widest, 100))

    @classmethod
    def up_to(cls, height: float, rows: Sequence[tuple[str, str, Share]], styles: Styles, width: float) -> GlanceChart:
        """A chart of as many rows, from the first, as stand in `height` points; at least one."""
        for number in range(len(rows), 1, -1):
            chart = cls(rows[:number], styles, width)
            if chart.wrap(width, height)[1] <= height:
                return chart
        return cls(rows[:1], styles, width)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """As wide as asked for; as high as the labels need."""
        self.label_width = self.full_width * 0.4
        self.labels = [TaggedParagraph(label, self.styles.cell) for label, _, _ in self.rows]
        heights = [label.wrap(self.label_width, aH)[1] for label in self.labels]
        self.heights = [max(height + self.size * 0.55, self.size * 1.9) for height in heights]
        self.width, self.height = self.full_width, sum(self.heights) + 2.2 * self.size
        return self.width, self.height

    def draw(self) -> None:
        """Scale, then a row for each share, from the top down."""
        canvas, size = self.canv, self.size
        left = self.label_width + size
        room = self.full_width - left - 3.2 * size
        self._draw_scale(left, room)
        top = self.height
        for label, height, (_, value, share) in zip(self.labels, self.heights, self.rows, strict=True):
            middle = top - height / 2
            self._draw_label(label, middle)
            draw_share(canvas, (left, middle - size * 0.45, room, size * 0.9), share, self.top, self.styles.palette)
            canvas.setFillColor(self.styles.palette.ink)
            canvas.setFont(BOLD, size)
            canvas.drawRightString(self.full_width, middle - size * 0.35, f" {value} ")
            top -= height

    def _draw_label(self, label: TaggedParagraph, middle: float) -> None:
        """The label within the figure, whatever the paragraph alone would do."""
        label.element = self.canv.current
        label.drawOn(self.canv, 0, middle - label.height / 2)

    def _draw_scale(self, left: float, room: float) -> None:
        canvas, size, palette = self.canv, self.size, self.styles.palette
        bottom, small = 1.6 * size, max(size * 0.82, self.styles.edition.smallest)
        canvas.setLineWidth(0.5)
        for value in range(0, self.top + 1, self.step):
            x = left + room * value / self.top
            canvas.setStrokeColor(palette.rule)
            canvas.line(x, bottom, x, self.height)
            canvas.setFillColor(palette.quiet)
            canvas.setFont(self.styles.small.fontName, small)
            words = f"{value:g} "
            canvas.drawString(x - stringWidth(words.strip(), self.styles.small.fontName, small) / 2, 0.4 * size, words)
