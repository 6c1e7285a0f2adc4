"""Reads what a lead typed into the settings of a question, by kind. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from consult.designing.kinds import KINDS
from surveys.models import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One setting as a field of the form: its label, hint, what it holds, and the name under which it is stored."""

    label: str
    hint: str
    holds: Literal["number", "decimal", "day", "tick"]
    stored: str


FIELDS: dict[str, Field] = {
    "most_characters": Field("Most characters (optional)", "Leave empty for the usual limit.", "number", "most_characters"),
    "other": Field("Offer “Something else”, with room to say what", "", "tick", "other"),
    "fewest": Field("Fewest ticks (optional)", "", "number", "fewest"),
    "most": Field("Most ticks (optional)", "", "number", "most"),
    "last_alone": Field("The last choice stands alone", "For instance “None of these”.", "tick", "alone"),
    "low": Field("Lowest number", "", "number", "low"),
    "high": Field("Highest number", "", "number", "high"),
    "places": Field("How many to rank (optional)", "Leave empty to let people rank them all.", "number", "most"),
    "total": Field("Points to share out", "Usually 100.", "number", "total"),
    "least": Field("Least (optional)", "", "decimal", "least"),
    "greatest": Field("Greatest (optional)", "", "decimal", "greatest"),
    "places_after": Field("Digits after the point (optional)", "Leave empty for whole numbers.", "number", "places"),
    "first": Field("First day (optional)", "For example, 2026-01-31.", "day", "first"),
    "last": Field("Last day (optional)", "For example, 2026-12-31.", "day", "last"),
}
STANDARD: dict[Kind, dict[str, str]] = {
    Kind.rating: {"low": "0", "high": "10"},
    Kind.slider: {"low": "1", "high": "7"},
    Kind.appraisal: {"low": "1", "high": "5"},
    Kind.points: {"total": "100"},
}
"""What the form of a new question holds."""


def read_settings(typed: Mapping[str, str], kind: Kind, keys: Sequence[str], errors: dict[str, str]) -> dict[str, Any]:
    """The settings to store; what cannot be read is told in `errors`. `keys` are those of the choices, in order."""
    made: dict[str, Any] = {}
    for name in KINDS[kind].settings:
        field, text = FIELDS[name], typed.get(name, "").strip()
        if field.holds == "tick":
            if text == "yes" and name == "last_alone":
                made["alone"] = list(keys[-1:])
            elif text == "yes":
                made[field.stored] = True
        elif text:
            value = _value(field, text)
            if value is None:
                errors[name] = WRONG[field.holds]
            else:
                made[field.stored] = value
    return made


WRONG = {
    "number": "Enter a whole number, like 10",
    "decimal": "Enter a number, like 10 or 2.5",
    "day": "Enter a day like 2026-12-31",
}


def _value(field: Field, text: str) -> int | str | None:
    try:
        if field.holds == "number":
            return int(text) if text.lstrip("-").isascii() and len(text) < 10 else None
        if field.holds == "day":
            return dt.date.fromisoformat(text).isoformat()
        return str(Decimal(text)) if Decimal(text).is_finite() else None
    except (ValueError, InvalidOperation):
        return None


def values_of_settings(kind: Kind, settings: Mapping[str, Any]) -> dict[str, str]:
    """Stored settings as the fields of the form."""
    values: dict[str, str] = {}
    for name in KINDS[kind].settings:
        held = settings.get(FIELDS[name].stored)
        if FIELDS[name].holds == "tick":
            values[name] = "yes" if held else ""
        else:
            values[name] = "" if held is None else str(held)
    return values
