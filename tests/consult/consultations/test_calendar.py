"""How much time people have: six weeks that are not August, Christmas or Easter."""

from __future__ import annotations

import datetime as dt

import pytest

from consult.consultations.calendar import time_given
from consult.consultations.days import end_of_day, is_past, local_day


@pytest.mark.parametrize(
    "first, last, days, counted, names",
    [
        (dt.date(2027, 5, 4), dt.date(2027, 6, 14), 42, 42, []),
        (dt.date(2027, 5, 4), dt.date(2027, 6, 13), 41, 41, []),
        (dt.date(2027, 7, 20), dt.date(2027, 9, 9), 52, 21, ["August"]),
        (dt.date(2027, 12, 1), dt.date(2028, 1, 11), 42, 25, ["Christmas"]),
        (dt.date(2028, 1, 3), dt.date(2028, 2, 14), 43, 40, ["Christmas"]),
        (dt.date(2027, 3, 1), dt.date(2027, 4, 15), 46, 42, ["Easter"]),
        (dt.date(2027, 8, 10), dt.date(2027, 8, 20), 11, 0, ["August"]),
        (dt.date(2027, 5, 4), dt.date(2027, 5, 3), 0, 0, []),
    ],
)
def test_days_in_august_over_christmas_and_easter_do_not_count(
    first: dt.date, last: dt.date, days: int, counted: int, names: list[str]
) -> None:
    time = time_given(first, last)
    assert (time.days, time.counted, [one.name for one in time.stretches]) == (days, counted, names)
    assert time.is_enough is (counted >= 42)


@pytest.mark.parametrize("languages", [("en",), ("en", "cy")])
def test_bank_holidays_are_named_and_are_no_working_days(languages: tuple[str, ...]) -> None:
    time = time_given(dt.date(2027, 5, 1), dt.date(2027, 5, 31), languages)
    assert [day for day, _ in time.bank_holidays] == [dt.date(2027, 5, 3), dt.date(2027, 5, 31)]
    assert time.working_days == 19


def test_a_last_day_far_off_is_enough_whatever_lies_in_between() -> None:
    time = time_given(dt.date(2026, 6, 1), dt.date(2099, 6, 30))
    assert time.is_enough
    assert len(time.bank_holidays) < 12, "a year of them at most"


def test_a_day_ends_at_midnight_in_london() -> None:
    day = dt.date(2026, 6, 30)
    assert end_of_day(day) == dt.datetime(2026, 6, 30, 22, 59, 59, tzinfo=dt.UTC), "British summer time"
    assert local_day(end_of_day(day)) == day
    assert not is_past(day, end_of_day(day))
    assert is_past(day, end_of_day(day) + dt.timedelta(seconds=1))
    assert not is_past(None, end_of_day(day))
