"""Closed answers counted, with who was shown the question as well as who answered it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.models import Kind
from surveys.tally import Given, Row, tally
from tests.surveys.asked import question

TRAVEL = question("travel", Kind.single_choice, "bus car foot", other=True)
USED = question("used", Kind.several_choices, "bus car foot", other=True)
ACCESS = question("access", Kind.matrix, "easy hard", rows="doctor dentist")


def answers(*parts: dict[str, str] | None) -> list[Given]:
    """One respondent each; None was not shown the question."""
    return [Given(one is not None, one or {}) for one in parts]


def test_the_base_is_who_answered_and_who_was_shown_it_stands_beside() -> None:
    found = tally(TRAVEL, answers({"": "bus"}, {"": "bus"}, {"": "car"}, {}, None))
    assert (found.shown, found.answered) == (4, 3)
    assert found.rows == (Row("", 3, (("bus", 2), ("car", 1), ("foot", 0), ("+other", 0))),)


def test_an_answer_that_was_not_on_the_way_is_not_counted() -> None:
    assert tally(TRAVEL, [Given(False, {"": "bus"})]).answered == 0


def test_several_ticks_count_people_for_each_tick() -> None:
    found = tally(USED, answers({"bus": "yes", "car": "yes"}, {"bus": "yes", "+other": "boat"}))
    assert (found.answered, found.others) == (2, 1)
    assert found.rows[0].counts == (("bus", 2), ("car", 1), ("foot", 0), ("+other", 1))


def test_each_row_has_a_base_of_its_own() -> None:
    found = tally(ACCESS, answers({"doctor": "easy"}, {"doctor": "hard", "dentist": "hard"}, {}))
    assert [(row.key, row.answered, row.counts) for row in found.rows] == [
        ("doctor", 2, (("easy", 1), ("hard", 1))),
        ("dentist", 1, (("easy", 0), ("hard", 1))),
    ]


def test_numbers_have_a_middle_and_a_spread() -> None:
    [row] = tally(question("q", Kind.number), answers({"": "1"}, {"": "2"}, {"": "3"}, {"": "4"}, {"": "10.5"})).rows
    assert row.numbers is not None
    assert (float(row.numbers.low), row.numbers.median, float(row.numbers.high), row.numbers.mean) == (1, 3, 10.5, 4.1)
    assert (row.numbers.quarter, row.numbers.three_quarters) == (2.0, 4.0)
    assert [value for value, _ in row.counts] == ["1", "2", "3", "4", "10.5"]


def test_points_and_places_are_counted_for_each_choice() -> None:
    share = tally(question("q", Kind.points, "bus car"), answers({"bus": "60", "car": "40"}, {"bus": "20", "car": "80"}))
    assert [(row.key, row.numbers and row.numbers.mean) for row in share.rows] == [("bus", 40.0), ("car", 60.0)]
    ranked = tally(question("q", Kind.ranking, "bus car"), answers({"bus": "1", "car": "2"}, {"car": "1"}))
    assert [(row.key, row.answered, row.counts) for row in ranked.rows] == [
        ("bus", 1, (("1", 1), ("2", 0))),
        ("car", 2, (("1", 1), ("2", 1))),
    ]


def test_reasons_in_an_appraisal_are_counted_as_people() -> None:
    appraisal = question("q", Kind.appraisal, "merge keep", rows="urgent planned")
    found = tally(
        appraisal, answers({"urgent.merge": "4", "urgent.merge.+why": "Near", "planned.keep": "1", "planned.keep.+why": "x"})
    )
    assert found.reasons == 1
    assert {row.key: row.answered for row in found.rows} == {
        "urgent.merge": 1,
        "urgent.keep": 0,
        "planned.merge": 0,
        "planned.keep": 1,
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["bus", "car", "foot", "+other", "", "gone"])))
def test_everybody_who_answered_is_in_exactly_one_count(chosen: list[str]) -> None:
    found = tally(TRAVEL, answers(*({"": one} if one else {} for one in chosen)))
    assert sum(count for _, count in found.rows[0].counts) == found.answered == sum(bool(one) for one in chosen)
