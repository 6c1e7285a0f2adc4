"""When to stop reading: what the next answers read would still gain, from what the last ones gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

WORTHWHILE = 0.01
"""A hundred answers more must raise agreement by at least one point in a hundred to be worth a person's time."""
FEWEST_READ = 50
NEXT = 100


@dataclass(frozen=True, slots=True)
class Round:
    """How well the machine agreed with the person after so many answers were read."""

    read: int
    agreement: float
    """Mean F1 per answer, 0 to 1, always on the same answers."""


@dataclass(frozen=True, slots=True)
class StopAdvice:
    """Whether reading on is worth it, as a sentence to print and the figure behind it."""

    stop: bool
    gain: float
    """Agreement to be gained from the next hundred answers, 0 to 1."""
    sentence: str


def worth_reading_on(history: Sequence[Round], unread: int) -> StopAdvice:
    """Advice from how agreement grew. It grows about evenly with each doubling of what was read, and ever more slowly,
    so that the mean growth per doubling over the rounds promises, if anything, too much (learning curves: Perlich et al. 2003).

    `unread` is the number of answers not read. Rounds are taken in the order of `read`; those of the same size are one.
    """
    rounds = sorted({one.read: one for one in history if one.read > 0}.values(), key=lambda one: one.read)
    if not unread:
        return StopAdvice(True, 0.0, "Stop: every answer has been read.")
    if not rounds or rounds[-1].read < FEWEST_READ:
        return StopAdvice(False, 1.0, f"Read on: with fewer than {FEWEST_READ} answers read, nothing can be said yet.")
    if len(rounds) < 2:
        return StopAdvice(False, 1.0, "Read on: it takes another round to see how fast agreement grows.")
    first, last = rounds[0], rounds[-1]
    per_doubling = (last.agreement - first.agreement) / log2(last.read / first.read)
    more = min(NEXT, unread)
    gain = max(0.0, per_doubling * log2(1 + more / last.read))
    return _advice(gain, more)


def _advice(gain: float, more: int) -> StopAdvice:
    points = f"{100 * gain:.1f} points in 100"
    answers = "1 more answer" if more == 1 else f"{more} more answers"
    if gain < WORTHWHILE * more / NEXT:
        return StopAdvice(True, gain, f"You can stop: reading {answers} would raise agreement by only about {points}.")
    return StopAdvice(False, gain, f"Read on: {answers} would raise agreement by about {points}.")
