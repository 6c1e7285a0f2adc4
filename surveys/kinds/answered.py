"""What somebody sent for one question, and what is kept of it: parts, problems and the names of form fields. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Parts = dict[str, str]
"""What is stored of one question: "" for its one value, else the key of a tick, row or cell, to its value as text.

A cell is named row.column, or row.column.level. A part that begins with "+" holds words beside a tick: "+other", "row.+why".
"""
Form = Mapping[str, list[str]]
"""A form as the browser sends it: the name of a field to its values, in order."""

OTHER = "+other"
WHY = "+why"
CHOSEN = "yes"
"""The value of a ticked box."""
OTHER_CHOICE = "+other"
"""What a form sends, and what is stored, where somebody chose "other" rather than an answer on the list."""

Fault = Literal[
    "missing",
    "too-long",
    "not-offered",
    "other-empty",
    "too-few",
    "too-many",
    "alone",
    "not-a-number",
    "not-whole",
    "too-small",
    "too-large",
    "too-fine",
    "not-a-date",
    "too-early",
    "too-late",
    "not-a-postcode",
    "same-place-twice",
    "place-left-out",
    "rows-left-out",
    "sum-too-small",
    "sum-too-large",
    "score-missing",
]
CONTROL = {c: None for c in range(32) if c not in (9, 10)}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer; the page says it in the reader's language."""

    question_key: str
    fault: Fault
    limit: float = 0
    """The bound that was passed: characters, ticks, points, the least or greatest number."""
    length: float = 0
    """What was sent, in the same unit."""
    part: str = ""
    """The field of the question that needs another look."""
    bound: dt.date | None = None
    """The first or last day that is taken, where a day lies outside."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question read from a form: what to store, and what is wrong. Where something is wrong, nothing is stored."""

    parts: Parts = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def name_of(key: str, part: str = "") -> str:
    """The name of the form field for a part of a question; keys hold no dots."""
    return f"{key}.{part}" if part else key


def clean_text(text: str) -> str:
    """The text as stored: line ends as one character, and no control characters, which databases and PDFs refuse."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROL)


def one(form: Form, key: str, part: str = "") -> str:
    """The first value of a field, cleaned; empty where the form has none."""
    sent = form.get(name_of(key, part), ())
    return clean_text(sent[0]) if sent else ""


def many(form: Form, key: str, part: str = "") -> list[str]:
    """All values of a field, cleaned, empty ones left out."""
    return [value for value in (clean_text(sent) for sent in form.get(name_of(key, part), ())) if value.strip()]


def refused(
    key: str, fault: Fault, *, part: str = "", limit: float = 0, length: float = 0, bound: dt.date | None = None
) -> Answered:
    """Nothing to store, and why."""
    return Answered(problems=(Problem(key, fault, limit, length, part, bound),))
