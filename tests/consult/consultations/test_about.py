"""What a lead may type about a consultation, and what is said when it cannot be used."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.about import LONGEST, read_about, read_while_shown, values_of
from consult.consultations.models import Consultation, Involvement, Stage

TODAY = dt.date(2026, 6, 1)
LEAST = {"title": "Bus 42", "stage": "need", "involvement": "consult"}


def errors(**typed: str) -> dict[str, str]:
    return read_about({**LEAST, **typed}, today=TODAY).errors


def date(day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    return {"closes_on-day": day, "closes_on-month": month, "closes_on-year": year}


def test_a_title_is_enough_for_a_draft() -> None:
    read = read_about(LEAST, today=TODAY)
    assert read.errors == {}
    assert read.languages == ["en"]
    assert read.about["title"] == {"en": "Bus 42"}
    assert read.about["closes_on"] is None
    assert read.about["asked"] is None


@pytest.mark.parametrize("title", ["", "   ", "\n\t"])
def test_a_title_is_needed(title: str) -> None:
    assert errors(title=title) == {"title": "Enter the title of the consultation"}


def test_a_title_in_welsh_alone_is_not_enough() -> None:
    assert list(errors(title="", **{"title-cy": "Bws 42"})) == ["title"]


@pytest.mark.parametrize("name", sorted(LONGEST))
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(name: str) -> None:
    assert errors(**{name: "x" * LONGEST[name]}) == {}
    assert f"{LONGEST[name]:,} characters or fewer" in errors(**{name: "x" * (LONGEST[name] + 1)})[name]
    assert "in Welsh" in errors(**{f"{name}-cy": "x" * (LONGEST[name] + 1)})[f"{name}-cy"]


def test_paragraphs_are_kept_and_a_title_is_one_line() -> None:
    read = read_about({**LEAST, "title": " Bus\r\n 42 ", "background": "One.\r\n\r\nTwo.\x00 "}, today=TODAY)
    assert read.about["title"] == {"en": "Bus 42"}
    assert read.about["background"] == {"en": "One.\n\nTwo."}


@pytest.mark.parametrize("slug", ["Bus stop", "bus_42", "new", "-", "x" * 81])
def test_an_address_that_cannot_be_used_is_named(slug: str) -> None:
    assert list(errors(slug=slug)) == ["slug"]


def test_an_address_typed_in_capitals_is_made_small() -> None:
    assert read_about({**LEAST, "slug": " Bus-42 "}, today=TODAY).about["slug"] == "bus-42"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (date("31", "6", "2026"), "real date"),
        (date("x", "6", "2026"), "real date"),
        (date("1", "13", "2026"), "real date"),
        (date("²", "6", "2027"), "real date"),
        (date("1", "1", "99999999999999"), "real date"),
        (date("0", "0", "0"), "real date"),
        (date("1", "", "2026"), "must include a month"),
        (date("1", "", ""), "must include a month and a year"),
        (date("31", "5", "2026"), "today or later"),
    ],
)
def test_a_closing_date_must_be_whole_real_and_not_past(typed: dict[str, str], words: str) -> None:
    assert words in errors(**typed)["closes_on"]


def test_the_consultation_may_close_today() -> None:
    assert read_about({**LEAST, **date("1", "6", "2026")}, today=TODAY).about["closes_on"] == TODAY


@pytest.mark.parametrize("asked", ["0", "-5", "1.5", "many", "1e3", "١٢", "1_000", "9" * 12])
def test_the_number_asked_must_be_a_whole_number(asked: str) -> None:
    assert list(errors(asked=asked)) == ["asked"]


def test_the_number_asked_may_have_a_comma() -> None:
    assert read_about({**LEAST, "asked": " 1,200 "}, today=TODAY).about["asked"] == 1200


def test_stage_and_involvement_must_be_chosen_from_the_list() -> None:
    assert set(errors(stage="", involvement="boss")) == {"stage", "involvement"}


def test_after_opening_only_the_closing_date_and_the_number_asked_are_read() -> None:
    typed = {**LEAST, **date("1", "7", "2026"), "asked": "7", "title": "Other"}
    assert dict(read_while_shown(typed, today=TODAY, closes_on=None).about) == {"closes_on": dt.date(2026, 7, 1), "asked": 7}
    assert dict(read_while_shown({"asked": ""}, today=TODAY, closes_on=None).about) == {"asked": None}


def test_after_opening_a_closing_date_that_has_passed_may_stay_but_not_move_into_the_past() -> None:
    passed = dt.date(2026, 5, 1)
    assert read_while_shown(date("1", "5", "2026"), today=TODAY, closes_on=passed).errors == {}
    assert list(read_while_shown(date("2", "5", "2026"), today=TODAY, closes_on=passed).errors) == ["closes_on"]


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)


@given(TEXT, TEXT, st.sampled_from(Stage), st.sampled_from(Involvement), st.dates(min_value=TODAY), st.booleans())
def test_what_is_stored_comes_back_into_the_form_and_is_read_the_same(
    title: str, background: str, stage: Stage, involvement: Involvement, day: dt.date, welsh: bool
) -> None:
    typed = {
        "title": f"T {title}",
        "background": background,
        "background-cy": background,
        "stage": stage.value,
        "involvement": involvement.value,
        "slug": "bus-42",
        "asked": "12",
        **date(str(day.day), str(day.month), str(day.year)),
        **({"language-cy": "yes"} if welsh else {}),
    }
    first = read_about(typed, today=TODAY)
    assert first.errors == {}
    again = read_about(values_of(Consultation(**first.about), first.languages), today=TODAY)
    assert again == first
