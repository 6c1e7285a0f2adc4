"""Each kind of question: what it takes, what it refuses and how it says so, and that nothing sent can break it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition import QuestionDefinition
from surveys.kinds import HANDLING, faults_in, parts_of
from surveys.kinds.answered import Answered, Problem
from surveys.kinds.words import outward_code
from surveys.models import Kind
from tests.surveys.asked import form, question

SINGLE = question("q", Kind.single_choice, "bus car foot", other=True)
SEVERAL = question("q", Kind.several_choices, "bus car foot none", other=True, fewest=2, most=3, alone=["none"])
RANKING = question("q", Kind.ranking, "bus car foot")
POINTS = question("q", Kind.points, "bus car foot")
MATRIX = question("q", Kind.matrix, "easy hard", rows="doctor dentist")
STATEMENTS = question("q", Kind.statements, rows="closer cheaper")
TOUCHPOINTS = question("q", Kind.touchpoints, rows="booking waiting")
APPRAISAL = question("q", Kind.appraisal, "merge keep", rows="urgent planned", levels="town county")
RATING = question("q", Kind.rating)
SLIDER = question("q", Kind.slider, "local shared")
NUMBER = question("q", Kind.number, least=0, greatest=150, places=1)
DATE = question("q", Kind.date, first="2020-01-01", last="2026-12-31")
AREA = question("q", Kind.area)
SCALE = question("q", Kind.scale, "agree neither disagree")
STAGE = question("q", Kind.stage, "referred waiting treated")
TEXT = question("q", Kind.long_text)
SHORT = question("q", Kind.short_text)
ALL = (
    SINGLE, SEVERAL, RANKING, POINTS, MATRIX, STATEMENTS, TOUCHPOINTS, APPRAISAL, RATING, SLIDER, NUMBER, DATE, AREA, SCALE,
    STAGE, TEXT, SHORT,
)  # fmt: skip


def read(asked: QuestionDefinition, **sent: Any) -> Answered:
    """Read a form whose fields are named after parts: `_` for the question itself, `other` for "+other", `a__b` for "a.b"."""
    names = {"_": "q", "other": "q.+other"}
    fields = {names.get(part, "q." + part.replace("__", ".").replace("why", "+why")): value for part, value in sent.items()}
    return HANDLING[asked.kind].read(asked, form(fields))


def stored(asked: QuestionDefinition, **sent: Any) -> dict[str, str]:
    answered = read(asked, **sent)
    assert not answered.problems, answered.problems
    return answered.parts


def refusal(asked: QuestionDefinition, **sent: Any) -> Problem:
    answered = read(asked, **sent)
    assert not answered.parts, "what is refused must not be stored in part"
    [problem] = answered.problems
    return problem


def test_every_kind_is_in_the_table_and_in_these_tests() -> None:
    assert set(HANDLING) == set(Kind) == {asked.kind for asked in ALL}


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.kind.value)
def test_an_empty_form_is_no_answer_and_is_refused_only_where_one_is_required(asked: QuestionDefinition) -> None:
    from dataclasses import replace

    if asked is not SEVERAL:  # at least two ticks are asked for
        assert read(asked) == Answered()
    assert refusal(replace(asked, required=True)).fault in {"missing", "sum-too-small"}


def test_other_words_are_kept_beside_the_tick_and_never_over_it() -> None:
    assert stored(SINGLE, _="+other", other="By boat") == {"": "+other", "+other": "By boat"}
    assert stored(SEVERAL, _=["car", "+other", "bus"], other="By boat") == {"bus": "yes", "car": "yes", "+other": "By boat"}
    assert refusal(SINGLE, _="+other", other="  ").fault == "other-empty"
    assert stored(SINGLE, _="bus", other="typed, then changed my mind") == {"": "bus"}


def test_only_what_is_offered_is_taken() -> None:
    assert refusal(SINGLE, _="train").fault == "not-offered"
    assert refusal(question("q", Kind.single_choice, "bus car"), _="+other", other="x").fault == "not-offered"
    assert refusal(SEVERAL, _=["bus", "train"]).fault == "not-offered"
    assert refusal(MATRIX, doctor="impossible").fault == "not-offered"
    assert refusal(RATING, _="11").fault == refusal(RATING, _="3.5").fault == refusal(RATING, _="٣").fault == "not-offered"


def test_ticks_are_counted_and_a_choice_that_stands_alone_excludes_the_others() -> None:
    assert refusal(SEVERAL, _=["bus"]) == Problem("q", "too-few", 2, 1)
    assert refusal(SEVERAL, _=["bus", "car", "foot", "+other"], other="x") == Problem("q", "too-many", 3, 4)
    assert refusal(SEVERAL, _=["bus", "none"]).fault == "alone"
    assert stored(SEVERAL, _=["none"]) == {"none": "yes"}


def test_a_ranking_has_no_place_twice_and_none_left_out() -> None:
    assert stored(RANKING, bus="2", foot="1") == {"bus": "2", "foot": "1"}
    assert refusal(RANKING, bus="1", car="1") == Problem("q", "same-place-twice", 0, 1, "car")
    assert refusal(RANKING, bus="1", car="3") == Problem("q", "place-left-out", 2)
    assert refusal(RANKING, bus="4").fault == "not-offered"


def test_points_must_add_up() -> None:
    assert stored(POINTS, bus="60", car="40") == {"bus": "60", "car": "40", "foot": "0"}
    assert refusal(POINTS, bus="60", car="30") == Problem("q", "sum-too-small", 100, 90)
    assert refusal(POINTS, bus="60", car="50") == Problem("q", "sum-too-large", 100, 110)
    assert refusal(POINTS, bus="-10", car="110").fault == "not-whole"


def test_rows_may_be_left_out_unless_the_question_is_required() -> None:
    from dataclasses import replace

    assert stored(MATRIX, dentist="hard") == {"dentist": "hard"}
    assert refusal(replace(MATRIX, required=True), dentist="hard") == Problem("q", "rows-left-out", 2, 1, "doctor")
    assert stored(STATEMENTS, closer="agree", cheaper="unsure") == {"closer": "agree", "cheaper": "unsure"}


def test_words_about_a_step_stand_beside_how_it_felt() -> None:
    answer = stored(TOUCHPOINTS, booking="delighted", booking__why="They rang back", waiting__why="Three hours")
    assert answer == {"booking": "delighted", "booking.+why": "They rang back", "waiting.+why": "Three hours"}


def test_a_cell_of_an_appraisal_takes_a_score_and_a_reason_and_no_reason_alone() -> None:
    answer = stored(APPRAISAL, urgent__merge__town="4", urgent__merge__town__why="Nearer")
    assert answer == {"urgent.merge.town": "4", "urgent.merge.town.+why": "Nearer"}
    assert refusal(APPRAISAL, urgent__merge__town__why="Nearer") == Problem("q", "score-missing", part="urgent.merge.town")
    assert refusal(APPRAISAL, urgent__merge__town="6").fault == "not-offered"
    assert len(parts_of(APPRAISAL)) == 2 * 2 * 2 * 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("40", "40"), ("1,0", None), ("0.50", "0.5"), ("007", "7"), ("-0", "0"), ("1e2", None), ("12.25", None), ("−1", None)],
)
def test_numbers_are_read_as_people_write_them(typed: str, kept: str | None) -> None:
    if kept is None:
        assert refusal(NUMBER, _=typed).fault in {"not-a-number", "too-fine", "too-small"}
    else:
        assert stored(NUMBER, _=typed) == {"": kept}


def test_thousands_may_have_commas() -> None:
    assert stored(question("q", Kind.number), _="1,250,000") == {"": "1250000"}
    assert refusal(NUMBER, _="1,250") == Problem("q", "too-large", 150)


def test_dates_are_days_that_exist_and_lie_within_the_bounds() -> None:
    assert stored(DATE, day="29", month="2", year="2024") == {"": "2024-02-29"}
    assert stored(DATE, _="2024-02-29") == {"": "2024-02-29"}
    assert refusal(DATE, day="30", month="2", year="2024").fault == "not-a-date"
    assert refusal(DATE, day="1", month="", year="2024") == Problem("q", "not-a-date", part="month")
    assert refusal(DATE, day="1", month="1", year="24").fault == "not-a-date"
    assert refusal(DATE, _="2027-01-01") == Problem("q", "too-late", bound=dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sy23 3bu", "SY23"), ("SY233BU", "SY23"), (" sw1a 1aa ", "SW1A"), ("M1 1AE", "M1"), ("ec1a", "EC1A"), ("B33", "B33"),
        ("Anytown", ""), ("12345", ""), ("SY23 3BU, 4 High Street", ""),
    ],
)  # fmt: skip
def test_only_the_first_half_of_a_postcode_is_kept(typed: str, kept: str) -> None:
    assert outward_code(typed) == kept
    if kept:
        assert stored(AREA, _=typed) == {"": kept}
    else:
        assert refusal(AREA, _=typed).fault == "not-a-postcode"


FIELDS = ["q", *(f"q.{part}" for asked in ALL for part in parts_of(asked) if part), "q.day", "q.month", "q.year", "x"]
VALUES = ["1", "2", "60", "40", "bus", "+other", "agree", "easy"]
NOISE = st.dictionaries(
    st.sampled_from(
        ["q", *(f"q.{part}" for asked in ALL for part in parts_of(asked) if part), "q.day", "q.month", "q.year", "x"]
    ),
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(["1", "2", "60", "40", "bus", "+other", "agree", "easy"])), max_size=3
    ),
    max_size=8,
)


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.kind.value)
@settings(max_examples=60, deadline=None)
@given(sent=NOISE)
def test_whatever_is_sent_is_stored_under_known_parts_or_refused_as_a_whole(
    asked: QuestionDefinition, sent: dict[str, list[str]]
) -> None:
    answered = HANDLING[asked.kind].read(asked, sent)
    assert not (answered.parts and answered.problems)
    assert set(answered.parts) <= set(parts_of(asked))
    assert all(value for value in answered.parts.values())


@pytest.mark.parametrize("asked", [asked for asked in ALL if asked is not DATE], ids=lambda asked: asked.kind.value)
@settings(max_examples=60, deadline=None)
@given(sent=NOISE)
def test_what_was_stored_can_be_sent_again_and_is_stored_the_same(asked: QuestionDefinition, sent: dict[str, list[str]]) -> None:
    parts = HANDLING[asked.kind].read(asked, sent).parts
    again: dict[str, list[str]] = {}
    for part, value in parts.items():
        if asked.kind is Kind.several_choices and part != "+other":
            again.setdefault("q", []).append(part)
        else:
            again[f"q.{part}" if part else "q"] = [value]
    if asked.kind is Kind.several_choices and "+other" in parts:
        again.setdefault("q", []).append("+other")
    assert HANDLING[asked.kind].read(asked, again).parts == parts


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.kind.value)
def test_these_questions_can_be_asked(asked: QuestionDefinition) -> None:
    assert faults_in(asked) == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (question("q", Kind.single_choice, "bus"), "two or more choices"),
        (question("q", Kind.matrix, "easy hard"), "at least one row"),
        (question("q", Kind.several_choices, "bus car", fewest=3), "cannot tick"),
        (question("q", Kind.several_choices, "bus car", alone=["none"]), "stand alone"),
        (question("q", Kind.rating, low=5, high=5), "2 to 101 steps"),
        (question("q", Kind.slider, "left middle right"), "two poles"),
        (question("q", Kind.number, least=2, greatest=1), "greater than"),
        (question("q", Kind.number, least="much"), "must be a number"),
        (question("q", Kind.date, first="yesterday"), "must be a day"),
        (question("q", Kind.points, "bus car", total=0), "share out"),
        (question("q", Kind.ranking, "bus car", most=3), "rank 3 of 2"),
        (question("q", Kind.long_text, most_characters=0), "characters"),
    ],
)
def test_a_question_that_nobody_could_answer_is_told_to_the_lead(asked: QuestionDefinition, words: str) -> None:
    assert any(words in fault for fault in faults_in(asked)), faults_in(asked)
