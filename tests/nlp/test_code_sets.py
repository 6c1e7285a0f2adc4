"""Which codes to propose together."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from nlp.calibration import calibration_error
from nlp.code_sets import best_sets


def expected_f1(chosen: tuple[int, ...], likely: np.ndarray) -> float:
    """By going through every way the codes can fall."""
    total = 0.0
    for held in product((0, 1), repeat=len(likely)):
        chance = float(np.prod([p if one else 1 - p for p, one in zip(likely, held, strict=True)]))
        total += chance * 2 * sum(held[at] for at in chosen) / (len(chosen) + sum(held))
    return total


@pytest.mark.parametrize("seed", range(20))
def test_no_other_set_of_codes_would_be_expected_to_score_better(seed: int) -> None:
    likely = np.random.default_rng(seed).random(5) ** 2
    sets = best_sets(likely[None, :])
    ours = tuple(np.flatnonzero(sets.proposed[0]).tolist())
    others = [expected_f1(one, likely) for size in range(1, 6) for one in combinations(range(5), size)]
    assert expected_f1(ours, likely) == pytest.approx(max(others), abs=1e-9)


def test_a_code_below_one_half_is_proposed_where_it_is_the_best_there_is() -> None:
    sets = best_sets(np.array([[0.2, 0.05, 0.01]]))
    assert sets.proposed.tolist() == [[True, False, False]]


def test_sure_codes_are_all_proposed_and_sure_absences_none() -> None:
    sets = best_sets(np.array([[0.99, 0.01, 0.98, 0.97]]))
    assert sets.proposed.tolist() == [[True, False, True, True]]
    assert sets.expected[0] > 0.95


def test_there_may_be_no_answers_or_one_code() -> None:
    assert best_sets(np.zeros((0, 3))).proposed.shape == (0, 3)
    assert best_sets(np.array([[0.3]])).proposed.tolist() == [[True]]


def test_calibration_error_is_nought_when_stated_shares_come_true_and_large_when_not() -> None:
    stated = np.repeat([0.25, 0.75], 100)
    true = np.concatenate([np.repeat([1.0, 0.0], [25, 75]), np.repeat([1.0, 0.0], [75, 25])])
    assert calibration_error(stated, true) == pytest.approx(0)
    assert calibration_error(stated, 1 - true) == pytest.approx(0.5)
