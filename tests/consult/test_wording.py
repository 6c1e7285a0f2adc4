"""Numbers, dates and stored wording as pages print them."""

from __future__ import annotations

import datetime as dt

import pytest
from markupsafe import Markup

from consult.wording import count, date_words, datetime_words, per_hundred, wording, wording_text


@pytest.mark.parametrize(("number", "words"), [(1204, "1,204"), (0, "0"), (None, "–")])
def test_numbers_have_separators(number: int | None, words: str) -> None:
    assert count(number) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(34.2, "34"), (34.5, "35"), (0, "0"), (0.3, "<1"), (0.5, "1"), (99.8, ">99"), (99.4, "99"), (100, "100"), (None, "–")],
)
def test_a_few_are_never_printed_as_none_nor_nearly_all_as_all(share: float | None, words: str) -> None:
    assert per_hundred(share) == words


def test_dates_are_in_words_in_both_languages() -> None:
    assert date_words(dt.date(2026, 6, 1)) == "1 June 2026"
    assert date_words(dt.date(2026, 6, 1), "cy") == "1 Mehefin 2026"
    assert date_words(None) == ""


@pytest.mark.parametrize(
    ("moment", "english", "welsh"),
    [
        (dt.datetime(2026, 6, 1, 13, 30, tzinfo=dt.UTC), "1 June 2026, 2:30pm", "1 Mehefin 2026, 14:30"),
        (dt.datetime(2026, 1, 1, 9, 0, tzinfo=dt.UTC), "1 January 2026, 9am", "1 Ionawr 2026, 09:00"),
        (dt.datetime(2026, 6, 30, 23, 5, tzinfo=dt.UTC), "1 July 2026, 12:05am", "1 Gorffennaf 2026, 00:05"),
    ],
)
def test_moments_are_in_british_time(moment: dt.datetime, english: str, welsh: str) -> None:
    assert datetime_words(moment) == english
    assert datetime_words(moment, "cy") == welsh


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        datetime_words(dt.datetime(2026, 6, 1, 9, 0))  # noqa: DTZ001 - the very thing that is refused


def test_wording_without_translation_says_which_language_it_is_in() -> None:
    assert wording({"en": "Question", "cy": "Cwestiwn"}, "cy") == Markup("Cwestiwn")
    assert wording({"en": "A & B"}, "cy") == Markup('<span lang="en">A &amp; B</span>')
    assert wording({"cy": "Cwestiwn"}, "en") == Markup('<span lang="cy">Cwestiwn</span>')
    assert wording("<b>", "cy") == Markup("&lt;b&gt;")
    assert wording(None, "cy") == wording({}, "cy") == Markup("")
    assert wording_text({"en": "A & B"}, "cy") == "A & B"
