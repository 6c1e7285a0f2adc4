"""Scores, intervals and communities against cases whose answer is known."""

import numpy as np
import pytest
import scipy.sparse as sp

from nlp.intervals import rank_intervals, ranks, wilson
from nlp.louvain import communities
from nlp.scores import score


def test_themes_that_are_the_codes_score_one_everywhere() -> None:
    codes = [["a"], ["a"], ["a", "b"], ["b"], ["c"], ["c"]]
    found = score(codes, [[code.upper() for code in held] for held in codes])
    assert (found.v, found.ari, found.matched_f1, found.f1, found.answer_f1, found.top5, found.k_ratio) == (1, 1, 1, 1, 1, 1, 1)


def test_one_theme_for_everybody_tells_nothing_about_the_codes() -> None:
    found = score([["a"], ["b"]] * 10, [["t"]] * 20)
    assert found.v == found.ari == 0
    assert found.matched_f1 == pytest.approx((2 * 10 / 30) / 2)
    assert found.k_ratio == 0.5


def test_minority_views_hold_answers_but_are_no_themes() -> None:
    found = score([["a"], ["a"], ["b"], ["b"]], [["t1"], ["t1"], ["m1"], []], frozenset({"m1"}))
    assert (found.k_ratio, found.unplaced) == (0.5, 0.25)


def test_wilson_gives_the_interval_of_the_tables() -> None:
    low, high = wilson(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)
    assert wilson(0, 0) == (0.0, 1.0)


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    assert ranks(np.array([7, 9, 7, 1])).tolist() == [2, 1, 2, 4]


def test_a_theme_held_by_nearly_all_keeps_its_rank_in_every_resample() -> None:
    held = np.zeros((100, 3), dtype=np.bool_)
    held[:90, 0], held[:11, 1], held[50:60, 2] = True, True, True
    assert rank_intervals(held, seed=1) == [(1, 1), (2, 3), (2, 3)]


def test_two_cliques_joined_by_a_thread_are_two_communities() -> None:
    graph = np.zeros((10, 10))
    graph[:5, :5] = graph[5:, 5:] = 1
    np.fill_diagonal(graph, 0)
    graph[4, 5] = graph[5, 4] = 0.1
    labels = communities(sp.csr_matrix(graph), 1.0, seed=1)
    assert labels.tolist() == [0] * 5 + [1] * 5
