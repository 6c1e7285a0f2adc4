"""How much time people have to answer, and which holidays lie in it. Pure.

Six weeks is the least that gives people, and the groups who answer for others, time to meet. Days in August, over
Christmas and over Easter do not count towards it: many people are away, and many groups do not meet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIX_WEEKS = 42
"""Days."""
SATURDAY = 5
LONGEST_LISTED = 366
"""Bank holidays are listed for as many days: a consultation without a real end has no use for a list of decades."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of year when many people are away: its name, its first and its last day."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """The time from the first day on which people can answer to the last, both included."""

    days: int
    counted: int
    """Days outside August, Christmas and Easter."""
    working_days: int
    """Monday to Friday without bank holidays, in the first year at most."""
    stretches: tuple[Stretch, ...]
    bank_holidays: tuple[tuple[dt.date, str], ...]

    @property
    def is_enough(self) -> bool:
        """Whether six weeks are left when the holidays are taken out."""
        return self.counted >= SIX_WEEKS


def time_given(first: dt.date, last: dt.date, languages: Sequence[str] = ("en",)) -> TimeGiven:
    """The time from `first` to `last`; none at all where `last` lies before `first`.

    Bank holidays are those of Wales where the consultation is held in Welsh too, else those of England.
    """
    if last < first:
        return TimeGiven(0, 0, 0, (), ())
    banks = bank_holidays(first.year, min(last.year, first.year + 2), "WLS" if "cy" in languages else "ENG")
    stretches = tuple(one for one in _stretches(first, last, banks) if one.first <= last and one.last >= first)
    away = sum((min(one.last, last) - max(one.first, first)).days + 1 for one in stretches)
    near = [first + dt.timedelta(days=n) for n in range(min((last - first).days + 1, LONGEST_LISTED))]
    days = (last - first).days + 1
    return TimeGiven(
        days=days,
        counted=days - away,
        working_days=sum(1 for day in near if day.weekday() < SATURDAY and day not in banks),
        stretches=stretches,
        bank_holidays=tuple((day, banks[day]) for day in near if day in banks),
    )


def bank_holidays(first_year: int, last_year: int, nation: str) -> dict[dt.date, str]:
    """Bank holidays of "ENG" or "WLS" in these years, by day."""
    # late: it loads the calendars of the whole world, which only a lead who looks at dates needs
    from holidays import country_holidays

    found = country_holidays("GB", subdiv=nation, years=range(first_year, last_year + 1))
    return dict(sorted(found.items()))


def _stretches(first: dt.date, last: dt.date, banks: dict[dt.date, str]) -> Iterator[Stretch]:
    """The holidays of the years in question, in order; a long time is enough whatever lies in it, so two years do."""
    for year in range(first.year - 1, min(last.year, first.year + 2) + 1):
        good_friday = next((day for day, name in banks.items() if day.year == year and name == "Good Friday"), None)
        if good_friday is not None:
            yield Stretch("Easter", good_friday, good_friday + dt.timedelta(days=3))
        yield Stretch("August", dt.date(year, 8, 1), dt.date(year, 8, 31))
        yield Stretch("Christmas", dt.date(year, 12, 20), dt.date(year + 1, 1, 5))
