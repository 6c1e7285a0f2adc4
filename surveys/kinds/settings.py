"""What can be set for a question, by kind: read from its stored settings, checked, with standard values. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

LONGEST_TEXT = 20_000
LONGEST_SHORT_TEXT = 500
LONGEST_REASON = 2_000
MOST_POINTS = 1_000


class BadSetting(ValueError):
    """A question is set in a way that nobody could answer; the message is a plain sentence for the lead."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """For choices: whether other words may be written, how many may be ticked, and which choice stands alone."""

    other: bool = False
    fewest: int = 0
    most: int = 0
    """0: as many as there are."""
    alone: frozenset[str] = frozenset()
    """Choices that exclude all others: "none of these", "prefer not to say"."""


@dataclass(frozen=True, slots=True)
class Span:
    """For ratings and sliders: whole numbers from `low` to `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """For numbers: the least and greatest that is taken, and decimal places."""

    least: Decimal | None = None
    greatest: Decimal | None = None
    places: int = 0


@dataclass(frozen=True, slots=True)
class DateBounds:
    """For dates: the first and last day that is taken."""

    first: dt.date | None = None
    last: dt.date | None = None


def characters(settings: Mapping[str, Any], standard: int) -> int:
    """The greatest number of characters that a text takes. Raises BadSetting."""
    most = _whole(settings, "most_characters", standard)
    if not 1 <= most <= LONGEST_TEXT:
        raise BadSetting(f"A text can have from 1 to {LONGEST_TEXT:,} characters, not {most:,}.")
    return most


def ticks(settings: Mapping[str, Any], offered: int) -> Ticks:
    """How the choices of a question may be ticked; `offered` is their number. Raises BadSetting."""
    made = Ticks(
        other=settings.get("other") is True,
        fewest=_whole(settings, "fewest", 0),
        most=_whole(settings, "most", 0),
        alone=frozenset(settings.get("alone", ())),
    )
    room = offered + (1 if made.other else 0)
    if made.fewest < 0 or made.most < 0 or made.fewest > room or (made.most and made.most < max(1, made.fewest)):
        raise BadSetting(f"With {room} choices people cannot tick at least {made.fewest} and at most {made.most}.")
    return made


def span(settings: Mapping[str, Any], low: int, high: int) -> Span:
    """The numbers of a rating or slider. Raises BadSetting for fewer than 2 or more than 101 steps."""
    made = Span(_whole(settings, "low", low), _whole(settings, "high", high))
    if not 2 <= made.high - made.low + 1 <= 101:
        raise BadSetting(f"A rating needs from 2 to 101 steps; {made.low} to {made.high} cannot be used.")
    return made


def number_bounds(settings: Mapping[str, Any]) -> NumberBounds:
    """The bounds of a number question. Raises BadSetting."""
    made = NumberBounds(_decimal(settings, "least"), _decimal(settings, "greatest"), _whole(settings, "places", 0))
    if made.least is not None and made.greatest is not None and made.least > made.greatest:
        raise BadSetting(f"The least number ({made.least}) is greater than the greatest ({made.greatest}).")
    if not 0 <= made.places <= 6:
        raise BadSetting(f"A number can have from 0 to 6 decimal places, not {made.places}.")
    return made


def date_bounds(settings: Mapping[str, Any]) -> DateBounds:
    """The bounds of a date question. Raises BadSetting."""
    made = DateBounds(_day(settings, "first"), _day(settings, "last"))
    if made.first is not None and made.last is not None and made.first > made.last:
        raise BadSetting("The first day that people may enter is after the last.")
    return made


def places(settings: Mapping[str, Any], offered: int) -> int:
    """How many choices a ranking asks for: all of them unless `most` says fewer. Raises BadSetting."""
    most = _whole(settings, "most", 0) or offered
    if not 1 <= most <= max(1, offered):
        raise BadSetting(f"People cannot rank {most} of {offered} choices.")
    return most


def total(settings: Mapping[str, Any]) -> int:
    """The points to share out. Raises BadSetting."""
    points = _whole(settings, "total", 100)
    if not 1 <= points <= MOST_POINTS:
        raise BadSetting(f"People can share out from 1 to {MOST_POINTS:,} points, not {points:,}.")
    return points


def _whole(settings: Mapping[str, Any], name: str, standard: int) -> int:
    value = settings.get(name, standard)
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadSetting(f"{name} must be a whole number, not {value!r}.")
    return value


def _decimal(settings: Mapping[str, Any], name: str) -> Decimal | None:
    value = settings.get(name)
    if value is None:
        return None
    try:
        made = Decimal(str(value))
    except InvalidOperation:
        raise BadSetting(f"{name} must be a number, not {value!r}.") from None
    if not made.is_finite():
        raise BadSetting(f"{name} must be a number, not {value!r}.")
    return made


def _day(settings: Mapping[str, Any], name: str) -> dt.date | None:
    value = settings.get(name)
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise BadSetting(f"{name} must be a day such as 2027-03-31, not {value!r}.") from None
