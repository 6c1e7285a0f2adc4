"""How numbers, ranks, dates and stored wording are printed, in the page's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal
from markupsafe import Markup

FALLBACK = "en"
LOCALE = {"en": "en_GB", "cy": "cy"}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def filters(language: str) -> dict[str, Callable[..., Any]]:
    """The filters of the templates of one language, by name."""
    return {
        "count": partial(count, language=language),
        "per_hundred": per_hundred,
        "whole": whole,
        "date_words": partial(date_words, language=language),
        "datetime_words": partial(datetime_words, language=language),
        "wording": partial(wording, language=language),
        "wording_text": partial(wording_text, language=language),
    }


def count(number: float | None, language: str = FALLBACK) -> str:
    """A number with separators, 1204 -> "1,204"; None (not known, or suppressed) is an en dash."""
    return "–" if number is None else format_decimal(number, locale=LOCALE[language])


def whole(share: float) -> int:
    """A share rounded to a whole number the way people expect: 34.5 -> 35, never half to even."""
    return int(Decimal(str(share)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def per_hundred(share: float | None) -> str:
    """A share of a hundred as a whole number: 34.2 -> "34". None is an en dash.

    A few people are never printed as none, nor nearly all as all: 0.3 -> "<1", 99.8 -> ">99".
    """
    if share is None:
        return "–"
    if 0 < share < 0.5:
        return "<1"
    return ">99" if 99.5 <= share < 100 else str(whole(share))


def date_words(day: dt.date | None, language: str = FALLBACK) -> str:
    """A day in words: 1 June 2026, 1 Mehefin 2026; None is empty."""
    return "" if day is None else format_date(day, "d MMMM y", locale=LOCALE[language])


def datetime_words(moment: dt.datetime | None, language: str = FALLBACK) -> str:
    """A moment in words, in British time: 1 June 2026, 2:30pm (in Welsh 14:30); None is empty.

    Raises ValueError for a moment without a time zone, which could mean either of two hours.
    """
    if moment is None:
        return ""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone to be printed.")
    london = get_timezone("Europe/London")
    pattern = "d MMMM y, HH:mm" if language == "cy" else "d MMMM y, h:mm"
    words = format_datetime(moment, pattern, tzinfo=london, locale=LOCALE[language])
    if language == "cy":
        return words
    return words.removesuffix(":00") + ("am" if moment.astimezone(london).hour < 12 else "pm")


def wording(stored: Mapping[str, str] | str | None, language: str = FALLBACK) -> Markup:
    """Stored wording, {"en": …, "cy": …}, in the page's language, for use in HTML.

    Where it has none in that language the English (else any) is given inside an element that says which language it
    is, so that a screen reader pronounces it rightly. A plain string is given as it is, escaped.
    """
    text, spoken = _chosen(stored, language)
    return Markup('<span lang="{}">{}</span>').format(spoken, text) if spoken != language and text else Markup.escape(text)


def wording_text(stored: Mapping[str, str] | str | None, language: str = FALLBACK) -> str:
    """The same as plain text, for a title, an attribute or a value, where an element cannot stand."""
    return _chosen(stored, language)[0]


def _chosen(stored: Mapping[str, str] | str | None, language: str) -> tuple[str, str]:
    """The text and the language it is in."""
    if not isinstance(stored, Mapping):
        return str(stored or ""), language
    for code in (language, FALLBACK, *stored):
        if stored.get(code):
            return stored[code], code
    return "", language


def rank_words(rank: int, low: int, high: int) -> str:
    """A rank with its uncertainty: "second, could be second to fourth"; "first" when sure; empty when unknown."""
    if not low or not high:
        return ""
    if low == high == rank:
        return ordinal(rank)
    return f"{ordinal(rank)}, could be {ordinal(low)} to {ordinal(high)}"


def ordinal(rank: int) -> str:
    """A rank in words up to tenth, then in figures: 1 -> "first", 22 -> "22nd"."""
    if rank < len(ORDINALS):
        return ORDINALS[rank]
    ending = "th" if rank % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
