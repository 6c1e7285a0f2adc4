"""Closed answers counted: who was shown a question, who answered, and what they chose, by row where there are rows. Pure.

The base of every share is the people who were shown the question and answered it (MODEL.md, rule 2); how many were shown it
stands beside. Small cells are not hidden here: who publishes must guard them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, quantiles

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import CHOSEN, OTHER, OTHER_CHOICE, WHY, Parts
from surveys.kinds.grids import cells_of, columns_of, scores_of
from surveys.kinds.measuring import steps_of
from surveys.models import Axis, Kind

BY_NUMBER = frozenset({Kind.rating, Kind.slider, Kind.number, Kind.points, Kind.ranking, Kind.appraisal})


@dataclass(frozen=True, slots=True)
class Given:
    """One respondent's answer to the question: whether it was on their way, and its parts (none where they left it out)."""

    shown: bool
    parts: Parts


@dataclass(frozen=True, slots=True)
class Row:
    """What was chosen in one row of a question ("" for a question without rows)."""

    key: str
    answered: int
    """People who answered this row: the base of its shares."""
    counts: tuple[tuple[str, int], ...]
    """Each value that is offered, in the order offered, and the people who chose it; values nobody chose are there with 0."""
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The middle and the spread of numbers: quartiles by linear interpolation (Hyndman and Fan 1996, type 7), and the mean."""

    low: Decimal
    quarter: float
    median: float
    three_quarters: float
    high: Decimal
    mean: float


@dataclass(frozen=True, slots=True)
class Tally:
    """One question counted."""

    question_key: str
    shown: int
    answered: int
    """People who answered any part of it."""
    rows: tuple[Row, ...]
    others: int = 0
    """People who chose "something else" and said what."""
    reasons: int = 0
    """People who gave words beside a row or a cell."""


def tally(question: QuestionDefinition, given: Iterable[Given]) -> Tally:
    """Count the answers to one closed question. Texts and areas have no rows; they are only counted as answered.

    A value that the question does not offer (from a file that was not checked) is counted under its own name, after the others.
    """
    held = list(given)
    answers = [one.parts for one in held if one.shown and one.parts]
    return Tally(
        question_key=question.key,
        shown=sum(one.shown for one in held),
        answered=len(answers),
        rows=tuple(_row(question, key, answers) for key in _rows(question)),
        others=sum(OTHER in parts for parts in answers),
        reasons=sum(any(part.endswith(f".{WHY}") for part in parts) for parts in answers),
    )


def _rows(question: QuestionDefinition) -> tuple[str, ...]:
    if question.kind in (Kind.long_text, Kind.short_text, Kind.area, Kind.date):
        return ()
    if question.kind in (Kind.matrix, Kind.statements, Kind.touchpoints):
        return tuple(row.key for row in question.along(Axis.row))
    if question.kind in (Kind.ranking, Kind.points):
        return tuple(choice.key for choice in question.along(Axis.answer))
    return tuple(cell for cell, *_ in cells_of(question)) if question.kind is Kind.appraisal else ("",)


def _row(question: QuestionDefinition, key: str, answers: list[Parts]) -> Row:
    if question.kind is Kind.several_choices:
        ticks = Counter(part for parts in answers for part, value in parts.items() if value == CHOSEN and part != OTHER)
        ticks[OTHER_CHOICE] = sum(OTHER in parts for parts in answers)
        return Row("", len(answers), _ordered(ticks, _offered(question)))
    values = [parts[key] for parts in answers if key in parts]
    numbers = _numbers(values) if question.kind in BY_NUMBER and values else None
    return Row(key, len(values), _ordered(Counter(values), _offered(question)), numbers)


def _offered(question: QuestionDefinition) -> list[str]:
    """The values that a row can take, in order; none where any number can be typed."""
    if question.kind in (Kind.rating, Kind.slider, Kind.appraisal):
        span = steps_of(question) if question.kind is not Kind.appraisal else scores_of(question)
        return [str(step) for step in range(span.low, span.high + 1)]
    if question.kind is Kind.ranking:
        return [str(place) for place in range(1, len(question.along(Axis.answer)) + 1)]
    if question.kind in (Kind.number, Kind.points):
        return []
    return [*columns_of(question), *([OTHER_CHOICE] if question.settings.get("other") is True else [])]


def _ordered(counts: Counter[str], offered: list[str]) -> tuple[tuple[str, int], ...]:
    if not offered:
        return tuple(sorted(counts.items(), key=lambda pair: Decimal(pair[0])))
    strange = sorted(value for value, count in counts.items() if value not in offered and count)
    return tuple((value, counts[value]) for value in [*offered, *strange])


def _numbers(values: list[str]) -> Numbers:
    numbers = sorted(Decimal(value) for value in values)
    floats = [float(number) for number in numbers]
    quarters = quantiles(floats, n=4, method="inclusive") if len(floats) > 1 else floats * 3
    return Numbers(numbers[0], quarters[0], quarters[1], quarters[2], numbers[-1], round(fmean(floats), 6))
