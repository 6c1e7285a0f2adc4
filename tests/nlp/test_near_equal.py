"""Themes that say nearly the same; the rows and answers here are invented."""

import numpy as np
import pytest

from nlp.grouping import begun_with
from nlp.lexicons import ENGLISH
from nlp.material import Material, gather
from nlp.near_equal import beyond_shared
from nlp.types import Comment
from nlp.vectors import unit


def test_where_answers_share_nothing_near_is_the_cosine_itself() -> None:
    assert beyond_shared(0.5, np.vstack([np.eye(3), -np.eye(3)]), np.ones(6)) == pytest.approx(0.5)


def test_the_more_all_answers_share_the_nearer_two_themes_must_be_to_be_one() -> None:
    apart = np.eye(4)
    alike = unit(np.eye(4) + 0.5)
    assert 0.5 < beyond_shared(0.5, apart, np.ones(4)) < beyond_shared(0.5, alike, np.ones(4)) < 1.0


def test_what_many_wrote_counts_for_as_much_as_they_are() -> None:
    rows = np.eye(2)
    assert beyond_shared(0.0, rows, np.array([9.0, 1.0])) == pytest.approx(0.82)


def told(answers: list[str]) -> Material:
    return gather([Comment(str(at), text) for at, text in enumerate(answers)], ENGLISH)


def test_short_answers_are_begun_with_groups_to_spare_and_long_ones_are_not() -> None:
    assert begun_with(told(["Longer opening hours", "More buses", "Clean toilets"]), 8) == 10
    long = "The surgery ought to keep its doors open later on weekday evenings for people with jobs"
    assert begun_with(told([long]), 8) == 8
