"""The duties before opening, after the Gunning principles, and whether each is met. Pure.

R v Brent LBC ex p Gunning (1985), endorsed in R (Moseley) v Haringey LBC (2014): people are asked while the matter is still
open; they are told enough to answer; they have time to do so; and what they say is considered with an open mind. What can be
read off the consultation is checked in `duties.py` and cannot be overridden. What only a person can vouch for, and how much
time is enough, is a gate here: met by dated evidence or by the dates, or overridden by a named officer with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.consultations.calendar import SIX_WEEKS, TimeGiven, time_given
from consult.consultations.duties import Missing
from consult.consultations.models import Consultation, DutyEvidence, DutyOverride
from consult.wording import date_words


class Duty(StrEnum):
    """A duty that can be overridden; what it is called in the tables."""

    still_open = "still-open"
    reasons = "reasons"
    time = "time"


@dataclass(frozen=True, slots=True)
class About:
    """A duty in words for the lead."""

    name: str
    what: str
    for_example: str
    """What evidence of it can look like; empty where the dates themselves tell."""


DUTIES = {
    Duty.still_open: About(
        "The decision is still open",
        "Ask while answers can make a difference. Write down what shows that nothing has been decided yet.",
        "For example: Minutes of the board of 4 May, item 7: no option has been chosen.",
    ),
    Duty.reasons: About(
        "People are told the reasons",
        "People need to know why you ask, and enough about each option to answer. Write down how you made sure.",
        "For example: The patient panel read the background on 11 May. We rewrote what they found hard.",
    ),
    Duty.time: About(
        "People have enough time",
        "Give six weeks or more, not counting August, 20 December to 5 January, or Easter.",
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Gate:
    """Where one duty stands."""

    duty: Duty
    about: About
    evidence: tuple[DutyEvidence, ...]
    override: DutyOverride | None
    lacking: str
    """What is still to do, as a sentence without a full stop; empty when the duty is met."""
    warnings: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the consultation may open as far as this duty goes."""
        return not self.lacking or self.override is not None


def gates(
    consultation: Consultation,
    languages: Sequence[str],
    evidence: Iterable[DutyEvidence],
    overrides: Iterable[DutyOverride],
    first_day: dt.date,
) -> tuple[Gate, ...]:
    """All duties in their order. `first_day` is the day on which people can first answer."""
    shown, decided = list(evidence), {one.duty: one for one in overrides}
    found = []
    for duty, about in DUTIES.items():
        own = tuple(one for one in shown if one.duty == duty)
        lacking, warnings = (
            _time(consultation.closes_on, first_day, languages) if duty is Duty.time else (_unshown(about, own), ())
        )
        found.append(Gate(duty, about, own, decided.get(duty), lacking, warnings))
    return tuple(found)


def missing_gates(every: Iterable[Gate]) -> tuple[Missing, ...]:
    """What keeps the gates shut, each with the place where it can be mended."""
    return tuple(Missing(gate.lacking, f"duties#{gate.duty.value}") for gate in every if not gate.passes)


def is_time_enough(closes_on: dt.date | None, first_day: dt.date, languages: Sequence[str]) -> bool:
    """Whether the dates alone meet the duty to give people time."""
    return not _time(closes_on, first_day, languages)[0]


def _unshown(about: About, own: Sequence[DutyEvidence]) -> str:
    return "" if own else f"Write down what shows that {about.name[0].lower()}{about.name[1:]}"


def _time(closes_on: dt.date | None, first_day: dt.date, languages: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    if closes_on is None:
        return "Choose a last day to answer, so that people know how much time they have", ()
    time = time_given(first_day, closes_on, languages)
    if time.is_enough:
        return "", _warnings(time)
    holidays = " outside the holidays" if time.stretches else ""
    lacking = f"Give people more time: they have {_days(time.counted)}{holidays}, and {SIX_WEEKS} is the least"
    return lacking, _warnings(time)


def _warnings(time: TimeGiven) -> tuple[str, ...]:
    """What a lead should know of the dates, in sentences, whether they are enough or not."""
    away = [
        f"{one.name} lies in it ({date_words(one.first)} to {date_words(one.last)}): many people are away"
        for one in time.stretches
    ]
    banks = [f"{date_words(day)} ({name})" for day, name in time.bank_holidays]
    listed = [f"Bank holidays in it: {', '.join(banks)}"] if banks else []
    return (*away, *listed)


def _days(number: int) -> str:
    return f"{number} {'day' if number == 1 else 'days'}"
