"""Would the themes come back from another sample of the same people? Found again in seeded resamples, and compared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nlp.clusters import grouped
from nlp.louvain import Labels
from nlp.vectors import Matrix

RESAMPLES = 8
SHARE_KEPT = 0.8


def stability(rows: Matrix, weights: npt.NDArray[np.float64], labels: Labels, count: int, seed: int) -> list[float]:
    """For each group its mean best Jaccard overlap with the groups found in resamples (Hennig 2007), 0 to 1.

    Each resample leaves out a fifth of the distinct passages, drawn with the seed, and groups the rest into `count` groups
    afresh. The overlap is counted in people, among the passages kept. A group with no passage kept is passed over.
    """
    groups = int(labels.max(initial=-1)) + 1
    found: list[list[float]] = [[] for _ in range(groups)]
    random = np.random.default_rng(seed)
    for _ in range(RESAMPLES if labels.size >= 2 * max(1, groups) else 0):
        kept = np.sort(random.choice(labels.size, max(2, round(SHARE_KEPT * labels.size)), replace=False))
        again = grouped(rows[kept], weights[kept], count, int(random.integers(2**31)), restarts=1)
        overlap = _overlaps(labels[kept], again, weights[kept], groups)
        for group in np.unique(labels[kept][labels[kept] >= 0]).tolist():
            found[group].append(float(overlap[group].max()))
    return [round(float(np.mean(overlaps)), 4) if overlaps else 1.0 for overlaps in found]


def _overlaps(one: Labels, two: Labels, weights: npt.NDArray[np.float64], groups: int) -> Matrix:
    """Jaccard overlap of every group of `one` with every group of `two`, by weight."""
    both = np.zeros((groups, int(two.max()) + 1))
    inside = one >= 0
    np.add.at(both, (one[inside], two[inside]), weights[inside])
    first = both.sum(axis=1, keepdims=True)
    second = np.bincount(two, weights=weights, minlength=both.shape[1])[None, :]
    return np.asarray(both / np.maximum(first + second - both, 1e-9), dtype=np.float64)
