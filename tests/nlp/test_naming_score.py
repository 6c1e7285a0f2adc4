"""How names are judged by groups made by hand. The answers are invented."""

import pytest

from nlp.naming_score import NamingScore, naming_score

ANSWERS = ["car park", "parking", "cars", "cold food", "food", "go"]
CODES = [["cars"], ["cars"], ["cars"], ["food"], ["food"], ["rest"]]
FOUND = [["t1"], ["t1"], ["t1"], ["t2"], ["t2"], ["t3"]]


def test_a_name_counts_when_it_shares_a_stem_with_a_common_answer_of_its_group() -> None:
    names = {"t1": "Parking", "t2": "Service"}
    assert naming_score(ANSWERS, CODES, FOUND, names) == NamingScore(matched=2, named=1)
    assert naming_score(ANSWERS, CODES, FOUND, names).share == 0.5


def test_an_answer_that_is_all_grammar_counts_by_its_own_words() -> None:
    assert naming_score(["go", "go", "stop"], [["a"], ["a"], ["b"]], [["t1"], ["t1"], []], {"t1": "Go"}) == NamingScore(1, 1)


def test_only_the_largest_groups_are_judged_where_that_is_asked() -> None:
    assert naming_score(ANSWERS, CODES, FOUND, {"t1": "Parking", "t2": "Service"}, largest=1) == NamingScore(1, 1)


def test_a_theme_that_hardly_fits_its_group_is_not_judged() -> None:
    found = [["t1"], [], [], [], [], []] + [["t1"]] * 20
    score = naming_score(ANSWERS + ["x"] * 20, CODES + [["other"]] * 20, found, {"t1": "Parking"})
    assert score == NamingScore(1, 0)


def test_scores_add_up_over_questions_and_none_is_nought() -> None:
    assert NamingScore(4, 3) + NamingScore(1, 1) == NamingScore(5, 4)
    assert NamingScore(0, 0).share == 0


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="side by side: 1, 2 and 0"):
        naming_score(["a"], [[], []], [], {})
