"""The learning curve as a picture (SVG) and as words: the words are the picture's text alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log2

from nlp.curve import WAYS, Curve, Point, Way

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 50, 60
TITLE = "How fast assisted coding learns"
NAMES: dict[Way, str] = {"chosen": "Read as chosen", "random": "Read at random"}
INK, QUIET, RULE = "#1d2b33", "#4d5b63", "#d5dbde"
STROKES: dict[Way, tuple[str, str]] = {"chosen": ("#0b5d7a", ""), "random": ("#a8480f", ' stroke-dasharray="7 5"')}
"""Colour and dashes of each line: the two can be told apart without colour, too."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where figures stand in the picture: doublings of answers read across, agreement upwards."""

    first: int
    last: int
    lowest: float
    highest: float

    def across(self, read: int) -> float:
        """The place of a number of answers read, in pixels from the left."""
        doublings = log2(self.last / self.first) or 1.0
        return round(LEFT + (WIDTH - LEFT - RIGHT) * log2(read / self.first) / doublings, 1)

    def up(self, f1: float) -> float:
        """The place of a figure, in pixels from the top."""
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (f1 - self.lowest) / (self.highest - self.lowest), 1)


def curve_words(curve: Curve) -> str:
    """The curve in a few sentences, every figure of the picture in them."""
    parts = []
    for way in WAYS:
        figures = [f"{one.f1:.2f} after {one.read:,}" for one in of(curve, way)]
        parts.append(f"{NAMES[way]}: {', '.join(figures)}.")
    return (
        f"Mean F1 per answer on {curve.held_out:,} answers held out, by the number of answers read; {curve.codes} codes, "
        f"{len(curve.seeds)} {'seed' if len(curve.seeds) == 1 else 'seeds'}. {' '.join(parts)}"
    )


def curve_svg(curve: Curve) -> bytes:
    """The curve as a picture in UTF-8 that needs nothing else; the same curve gives the same bytes."""
    frame = framed(curve.points)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title words" font-family="Arial, Helvetica, sans-serif" font-size="14">',
        f'<title id="title">{TITLE}</title>',
        f'<desc id="words">{escape(curve_words(curve))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        text(LEFT, 28, TITLE, size=18, fill=INK),
        *scale_up(frame),
        *scale_across(curve, frame),
    ]
    for way, up in zip(WAYS, name_places(curve, frame), strict=True):
        lines += drawn(of(curve, way), way, frame, up)
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def of(curve: Curve, way: Way) -> list[Point]:
    """The points of one way of reading, in order."""
    return [one for one in curve.points if one.way == way]


def framed(points: Sequence[Point]) -> Frame:
    """A frame around all points and their ranges, to the next tenth."""
    low, high = min(one.lowest for one in points), max(one.highest for one in points)
    bottom = max(0.0, floor(10 * low + 1e-9) / 10)
    top = min(1.0, max(ceil(10 * high - 1e-9) / 10, bottom + 0.1))
    return Frame(min(one.read for one in points), max(one.read for one in points), min(bottom, top - 0.1), top)


def scale_up(frame: Frame) -> Iterator[str]:
    """A rule and a figure for every tenth of agreement."""
    for tenth in range(round(10 * frame.lowest), round(10 * frame.highest) + 1):
        y = frame.up(tenth / 10)
        yield f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="{RULE}"/>'
        yield text(LEFT - 8, y + 5, f"{tenth / 10:.1f}", anchor="end")
    middle = round((TOP + HEIGHT - BOTTOM) / 2)
    turned = f' transform="rotate(-90 20 {middle})"'
    yield text(20, middle, "F1 per answer", anchor="middle", extra=turned)


def scale_across(curve: Curve, frame: Frame) -> Iterator[str]:
    """The numbers of answers read, evenly spaced by doublings."""
    for read in sorted({one.read for one in curve.points}):
        x = frame.across(read)
        yield f'<line x1="{x}" y1="{HEIGHT - BOTTOM}" x2="{x}" y2="{HEIGHT - BOTTOM + 5}" stroke="{QUIET}"/>'
        yield text(x, HEIGHT - BOTTOM + 20, f"{read:,}", anchor="middle")
    yield text(round((LEFT + WIDTH - RIGHT) / 2), HEIGHT - 14, "Answers read by a person", anchor="middle")


def name_places(curve: Curve, frame: Frame) -> list[float]:
    """How far down the name of each line stands, at its end, moved apart where the two would overlap."""
    ends = [frame.up(of(curve, way)[-1].f1) for way in WAYS]
    middle = sum(ends) / len(ends)
    if abs(ends[0] - ends[1]) >= 18:
        return ends
    return [middle - 9, middle + 9] if ends[0] <= ends[1] else [middle + 9, middle - 9]


def drawn(points: Sequence[Point], way: Way, frame: Frame, name_up: float) -> Iterator[str]:
    """One line: the mean, a bar from the lowest to the highest seed at each point, and its name at the end."""
    colour, dashes = STROKES[way]
    path = " ".join(f"{frame.across(one.read)},{frame.up(one.f1)}" for one in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>'
    for one in points:
        x = frame.across(one.read)
        yield f'<line x1="{x}" y1="{frame.up(one.lowest)}" x2="{x}" y2="{frame.up(one.highest)}" stroke="{colour}"/>'
        yield marker(way, x, frame.up(one.f1), colour)
    yield text(WIDTH - RIGHT + 12, round(name_up + 5, 1), NAMES[way], fill=colour)


def marker(way: Way, x: float, y: float, colour: str) -> str:
    """A dot for one way of reading and a square for the other."""
    if way == "chosen":
        return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'


def text(x: float, y: float, words: str, *, anchor: str = "start", fill: str = QUIET, size: int = 14, extra: str = "") -> str:
    """A line of text."""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{fill}" font-size="{size}"{extra}>{escape(words)}</text>'
