"""Questions that are answered with a number or a day: ratings, sliders, numbers, dates. Pure."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from surveys.definition import QuestionDefinition
from surveys.kinds.answered import Answered, Form, one, refused
from surveys.kinds.settings import Span, date_bounds, number_bounds, span
from surveys.models import Kind

NUMBER = re.compile(r"[+\-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?")
DAY_PARTS = ("day", "month", "year")


def steps_of(question: QuestionDefinition) -> Span:
    """The numbers that a rating (0 to 10 unless set) or a slider (1 to 7) offers."""
    return span(question.settings, 0, 10) if question.kind is Kind.rating else span(question.settings, 1, 7)


def read_step(question: QuestionDefinition, form: Form) -> Answered:
    """One of the whole numbers offered."""
    value, steps = one(form, question.key).strip(), steps_of(question)
    if not value:
        return refused(question.key, "missing") if question.required else Answered()
    if not re.fullmatch(r"-?\d{1,4}", value, re.ASCII) or not steps.low <= int(value) <= steps.high:
        return refused(question.key, "not-offered")
    return Answered({"": str(int(value))})


def read_number(question: QuestionDefinition, form: Form) -> Answered:
    """A number within its bounds. "1,250" and "1250" are the same; "1.250" is one and a quarter."""
    value, bounds = one(form, question.key).strip(), number_bounds(question.settings)
    if not value:
        return refused(question.key, "missing") if question.required else Answered()
    if not NUMBER.fullmatch(value):
        return refused(question.key, "not-a-number")
    number = Decimal(value.replace(",", "").replace("−", "-"))
    if bounds.least is not None and number < bounds.least:
        return refused(question.key, "too-small", limit=float(bounds.least))
    if bounds.greatest is not None and number > bounds.greatest:
        return refused(question.key, "too-large", limit=float(bounds.greatest))
    if number != round(number, bounds.places):
        return refused(question.key, "too-fine" if bounds.places else "not-whole", limit=bounds.places)
    return Answered({"": _plain(number)})


def _plain(number: Decimal) -> str:
    """The number in digits without an exponent or idle noughts: "40", "2.5", "0"."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def read_date(question: QuestionDefinition, form: Form) -> Answered:
    """A day, sent in three fields (day, month, year) or as one such as 2027-03-31; stored as the latter."""
    sent = [one(form, question.key, part).strip() for part in DAY_PARTS]
    whole = one(form, question.key).strip()
    if not any(sent) and not whole:
        return refused(question.key, "missing") if question.required else Answered()
    day = _day(sent) if any(sent) else _iso(whole)
    if day is None:
        return refused(question.key, "not-a-date", part=_first_empty(sent) if any(sent) else "")
    bounds = date_bounds(question.settings)
    if bounds.first is not None and day < bounds.first:
        return refused(question.key, "too-early", bound=bounds.first)
    if bounds.last is not None and day > bounds.last:
        return refused(question.key, "too-late", bound=bounds.last)
    return Answered({"": day.isoformat()})


def _day(sent: list[str]) -> dt.date | None:
    if not all(re.fullmatch(r"\d{1,4}", part, re.ASCII) for part in sent) or len(sent[2]) != 4:
        return None
    try:
        return dt.date(int(sent[2]), int(sent[1]), int(sent[0]))
    except ValueError:
        return None


def _iso(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def _first_empty(sent: list[str]) -> str:
    return next((part for part, value in zip(DAY_PARTS, sent, strict=True) if not value), "")
