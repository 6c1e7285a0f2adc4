"""Reads what a lead typed about a consultation: values to store, and messages for the fields. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from consult.consultations.addresses import BadAddress, check_slug
from consult.consultations.consultations import About
from consult.consultations.duties import LANGUAGE_NAMES, box
from consult.consultations.models import Consultation, Involvement, Stage
from surveys.definition import Wording
from surveys.kinds.answered import clean_text

OTHER_LANGUAGES = tuple(code for code in LANGUAGE_NAMES if code != "en")
MOST_ASKED = 100_000_000

LONGEST = {
    "title": 200,
    "background": 20_000,
    "can_change": 5_000,
    "is_fixed": 5_000,
    "decided_by": 2_000,
    "legal_duty": 2_000,
    "notice": 500,
}
"""The texts of the form and the most characters that each may have."""

NAMES = {
    "title": "The title",
    "background": "The background",
    "can_change": "What can still change",
    "is_fixed": "What cannot change",
    "decided_by": "Who decides",
    "legal_duty": "The legal duty",
    "notice": "The notice",
}

STAGES = {
    Stage.need: ("Finding out what is needed", "You have not decided what to provide yet."),
    Stage.procure: ("Choosing who provides it", "You know what is needed and are planning or buying it."),
    Stage.monitor: ("Watching how it goes", "The service is running and you want to know how it is for people."),
    Stage.evaluate: ("Judging whether it worked", "You want to know what changed, and what to do next."),
}
INVOLVEMENTS = {
    Involvement.inform: ("Inform", "We tell people what we plan. Their answers can only correct mistakes."),
    Involvement.consult: ("Consult", "We listen to what people say, then we decide and say why."),
    Involvement.involve: ("Involve", "We work with people the whole way, so that our choices reflect what matters to them."),
    Involvement.collaborate: (
        "Collaborate",
        "We work out the choices with people, and take their advice wherever we can.",
    ),
    Involvement.empower: ("Empower", "We do what people decide."),
}

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TypedAbout:
    """What the form held. Where `errors` is empty, `about` and `languages` can be stored."""

    about: About
    languages: list[str]
    errors: dict[str, str]


def read_about(typed: Mapping[str, str], *, today: dt.date) -> TypedAbout:
    """Check every field of the form. An empty slug stays empty: the caller makes one from the title."""
    errors: dict[str, str] = {}
    languages = ["en", *(code for code in OTHER_LANGUAGES if typed.get(f"language-{code}") == "yes")]
    texts = {name: _texts(typed, name, errors) for name in LONGEST}
    if not texts["title"].get("en"):
        errors.setdefault("title", "Enter the title of the consultation")
    about = About(
        slug=_slug(typed, errors),
        title=texts["title"],
        background=texts["background"],
        can_change=texts["can_change"],
        is_fixed=texts["is_fixed"],
        decided_by=texts["decided_by"],
        legal_duty=texts["legal_duty"],
        notice=texts["notice"],
        closes_on=_day(typed, errors, today),
        stage=_one_of(Stage, typed, "stage", "Choose the stage that this consultation serves", errors, Stage.need),
        involvement=_one_of(Involvement, typed, "involvement", "Choose how much say people have", errors, Involvement.consult),
        asked=_people(typed, errors),
    )
    return TypedAbout(about, languages, errors)


def read_while_shown(typed: Mapping[str, str], *, today: dt.date, closes_on: dt.date | None) -> TypedAbout:
    """The few fields that can change after the consultation has opened; `about` holds nothing else.

    `closes_on` is the date that is stored: it may stay although it has passed.
    """
    errors: dict[str, str] = {}
    about: dict[str, Any] = {"asked": _people(typed, errors)}
    if "closes_on-day" in typed:
        about["closes_on"] = _day(typed, errors, today, closes_on)
    return TypedAbout(about, [], errors)  # type: ignore[arg-type]  # a part of About: change_consultation keeps the rest


LONGEST_REASON = 2_000


def read_reopening(typed: Mapping[str, str], errors: dict[str, str], *, today: dt.date) -> tuple[str, dt.date | None]:
    """Why a consultation is opened again, and its new last day; what is wrong goes into `errors`."""
    reason = clean_text(typed.get("reason", "")).strip()
    if not reason:
        errors["reason"] = "Say why you open it again"
    elif len(reason) > LONGEST_REASON:
        errors["reason"] = f"The reason must be {LONGEST_REASON:,} characters or fewer. It has {len(reason):,}"
    closes_on = _day(typed, errors, today)
    if closes_on is None:
        errors.setdefault("closes_on", "Enter the last day to answer")
    return reason, closes_on


def values_of(consultation: Consultation, languages: list[str]) -> dict[str, str]:
    """A stored consultation as the fields of the form."""
    values = {"slug": consultation.slug, "stage": consultation.stage.value, "involvement": consultation.involvement.value}
    for name in LONGEST:
        wording: Wording = getattr(consultation, name)
        values[name] = wording.get("en", "")
        values |= {box(name, code): wording.get(code, "") for code in OTHER_LANGUAGES}
    values |= {f"language-{code}": "yes" for code in languages if code != "en"}
    if consultation.closes_on is not None:
        day = consultation.closes_on
        values |= {"closes_on-day": str(day.day), "closes_on-month": str(day.month), "closes_on-year": str(day.year)}
    if consultation.asked is not None:
        values["asked"] = str(consultation.asked)
    return values


def _texts(typed: Mapping[str, str], name: str, errors: dict[str, str]) -> Wording:
    """One text in every language that was typed; an empty one is left out."""
    wording: Wording = {}
    for code in LANGUAGE_NAMES:
        field = box(name, code)
        text = clean_text(typed.get(field, "")).strip()
        if name == "title":
            text = " ".join(text.split())
        if len(text) > LONGEST[name]:
            where = "" if code == "en" else f" in {LANGUAGE_NAMES[code]}"
            errors[field] = f"{NAMES[name]}{where} must be {LONGEST[name]:,} characters or fewer. It has {len(text):,}"
        if text:
            wording[code] = text
    return wording


def _slug(typed: Mapping[str, str], errors: dict[str, str]) -> str:
    slug = typed.get("slug", "").strip().lower()
    if slug:
        try:
            check_slug(slug)
        except BadAddress as bad:
            errors["slug"] = bad.what_happened
    return slug


def _day(typed: Mapping[str, str], errors: dict[str, str], today: dt.date, stored: dt.date | None = None) -> dt.date | None:
    """The closing date, or None where all three boxes are empty."""
    day = read_day(typed, "closes_on", "The closing date", errors)
    if day is not None and day < today and day != stored:
        errors["closes_on"] = "The closing date must be today or later"
    return day


def read_day(typed: Mapping[str, str], field: str, name: str, errors: dict[str, str]) -> dt.date | None:
    """A day typed in three boxes; None where all are empty, and where it cannot be read, which goes into `errors`."""
    parts = {part: typed.get(f"{field}-{part}", "").strip() for part in ("day", "month", "year")}
    if not any(parts.values()):
        return None
    empty = [part for part, text in parts.items() if not text]
    if empty:
        errors[field] = f"{name} must include a {' and a '.join(empty)}"
        return None
    try:
        return dt.date(*(_number(parts[part]) for part in ("year", "month", "day")))
    except ValueError:
        errors[field] = f"{name} must be a real date, like 31 3 2027"
        return None


def _people(typed: Mapping[str, str], errors: dict[str, str]) -> int | None:
    text = typed.get("asked", "").replace(",", "").replace(" ", "")
    if not text:
        return None
    try:
        number = _number(text)
    except ValueError:
        number = 0
    if not 0 < number <= MOST_ASKED:
        errors["asked"] = "The number of people asked must be a whole number, like 250"
        return None
    return number


def _number(text: str) -> int:
    """A plain number; Python's own `int` also takes signs, underscores and the digits of other scripts."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise ValueError("not a plain number")
    return int(text)


def _one_of(kind: type[Kind], typed: Mapping[str, str], field: str, message: str, errors: dict[str, str], standard: Kind) -> Kind:
    try:
        return kind(typed.get(field, ""))
    except ValueError:
        errors[field] = message
        return standard
