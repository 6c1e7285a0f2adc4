"""Days as people know them: a consultation is held in Britain, so its days begin and end at midnight in London. Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local_day(now: dt.datetime) -> dt.date:
    """Which day it is where the consultation is held: dates on pages are British dates."""
    return now.astimezone(LONDON).date()


def end_of_day(day: dt.date) -> dt.datetime:
    """The last second of a day in London."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), LONDON).astimezone(dt.UTC)


def is_past(day: dt.date | None, now: dt.datetime) -> bool:
    """Whether a day has ended; one that was never set has not."""
    return day is not None and local_day(now) > day
