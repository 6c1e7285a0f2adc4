"""K-means of a small set from many starts at once: every start is a slice of one array, so that a start costs next to nothing.

Distances come from the inner products of the rows alone (kernel k-means with a linear kernel; Dhillon, Guan and Kulis 2004),
starts from greedy k-means++ (Arthur and Vassilvitskii 2007).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nlp.louvain import Labels
from nlp.vectors import Matrix

MOST_ROUNDS = 100
CANDIDATES = 3
"""How many passages are drawn for each further centre; the one that brings the others nearest is taken."""


def from_many_starts(rows: Matrix, weights: Matrix, count: int, seed: int, restarts: int = 1) -> Labels:
    """For each row of `weights` (shape: tries, rows) the groups of k-means with `count` centres, best of `restarts` starts.

    A row of weight nought pulls no centre, but is told its nearest one. Groups may be fewer than `count` where rows are
    equal. Shape of the result: (tries, rows). Meant for some hundred rows: memory is tries x restarts x count x rows.
    """
    products = np.round(rows @ rows.T, 12)
    lengths = np.diag(products).copy()
    apart = np.maximum(lengths[:, None] + lengths[None, :] - 2 * products, 0.0)
    spread = np.repeat(weights, restarts, axis=0)
    first = _first_centres(apart, spread, min(count, rows.shape[0]), np.random.default_rng(seed))
    labels, inertia = _settle(products, lengths, spread, apart[first].argmin(axis=1), first.shape[1])
    best = np.round(inertia, 9).reshape(weights.shape[0], restarts).argmin(axis=1)
    found: Labels = labels.reshape(weights.shape[0], restarts, -1)[np.arange(weights.shape[0]), best]
    return found


def _first_centres(apart: Matrix, weights: Matrix, count: int, random: np.random.Generator) -> npt.NDArray[np.int64]:
    """Rows to start from, drawn far from each other: shape (runs, count)."""
    runs = np.arange(weights.shape[0])
    chosen = np.empty((runs.size, count), dtype=np.int64)
    chosen[:, 0] = _drawn(weights, random.random((runs.size, 1)))[:, 0]
    nearest = apart[chosen[:, 0]]
    for at in range(1, count):
        candidates = _drawn(weights * nearest, random.random((runs.size, CANDIDATES)))
        reached = np.minimum(nearest[:, None, :], apart[candidates])
        best = np.round((reached * weights[:, None, :]).sum(axis=2), 9).argmin(axis=1)
        chosen[:, at], nearest = candidates[runs, best], reached[runs, best]
    return chosen


def _drawn(chances: Matrix, fractions: Matrix) -> npt.NDArray[np.int64]:
    """Positions drawn in proportion to each row of `chances`, at the given fractions of its sum."""
    reached = np.cumsum(chances, axis=1)
    wanted = fractions * reached[:, -1:]
    drawn: npt.NDArray[np.int64] = (reached[:, None, :] <= wanted[:, :, None]).sum(axis=2)
    return np.asarray(np.minimum(drawn, chances.shape[1] - 1), dtype=np.int64)


def _settle(products: Matrix, lengths: Matrix, weights: Matrix, labels: Labels, count: int) -> tuple[Labels, Matrix]:
    """Lloyd's rounds on every run until its labels stay; the labels, and each run's weighted sum of squared distances."""
    inertia = np.zeros(labels.shape[0])
    moving = np.arange(labels.shape[0])
    for _ in range(MOST_ROUNDS):
        distance = _distances(products, weights[moving], labels[moving], count)
        again = distance.argmin(axis=1)
        inertia[moving] = ((distance.min(axis=1) + lengths) * weights[moving]).sum(axis=1)
        changed = (again != labels[moving]).any(axis=1)
        labels[moving] = again
        moving = moving[changed]
        if not moving.size:
            break
    return labels, inertia


def _distances(products: Matrix, weights: Matrix, labels: Labels, count: int) -> Matrix:
    """Squared distance of every row to every centre less the row's own squared length: shape (runs, count, rows)."""
    runs, size = labels.shape
    member = np.zeros((runs, count, size))
    np.put_along_axis(member, labels[:, None, :], weights[:, None, :], axis=1)
    mass = member.sum(axis=2, keepdims=True)
    member /= np.where(mass > 0, mass, 1.0)
    pull = (member.reshape(-1, size) @ products).reshape(runs, count, size)
    own = (member * pull).sum(axis=2, keepdims=True)
    return np.asarray(np.where(mass > 0, np.round(own - 2 * pull, 9), np.inf), dtype=np.float64)
