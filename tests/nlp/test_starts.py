"""K-means from many starts at once: it finds plain groups, obeys the weights, and gives the same for the same seed."""

import numpy as np

from nlp.starts import from_many_starts
from nlp.vectors import Matrix, unit


def clouds(groups: int = 4, each: int = 12) -> Matrix:
    """Invented rows: tight clouds round as many directions at right angles."""
    chance = np.random.default_rng(5)
    return unit(np.repeat(np.eye(groups), each, axis=0) + 0.05 * chance.normal(size=(groups * each, groups)))


def test_every_try_finds_plain_groups_whole() -> None:
    rows = clouds()
    for labels in from_many_starts(rows, np.ones((5, len(rows))), 4, seed=1, restarts=3):
        parts = labels.reshape(4, 12)
        assert (parts == parts[:, :1]).all()
        assert len(set(parts[:, 0].tolist())) == 4


def test_the_same_seed_gives_the_same_groups() -> None:
    rows, weights = clouds(), np.ones((3, 48))
    assert (from_many_starts(rows, weights, 7, seed=2) == from_many_starts(rows, weights, 7, seed=2)).all()


def test_a_row_that_weighs_nothing_pulls_no_centre_but_is_told_its_nearest() -> None:
    rows, weights = clouds(), np.ones((1, 48))
    weights[0, :12] = 0.0
    labels = from_many_starts(rows, weights, 3, seed=1, restarts=5)[0]
    parts = labels[12:].reshape(3, 12)
    assert len(set(parts[:, 0].tolist())) == 3
    assert (parts == parts[:, :1]).all()
    assert set(labels[:12].tolist()) <= set(parts[:, 0].tolist())


def test_more_centres_than_different_rows_leave_equal_rows_together() -> None:
    rows = np.repeat(np.eye(2), 5, axis=0)
    labels = from_many_starts(rows, np.ones((1, 10)), 6, seed=1)[0]
    assert len(set(labels[:5].tolist())) == len(set(labels[5:].tolist())) == 1
    assert labels[0] != labels[5]
