"""Would the themes come back from another sample of the same people? Found again in seeded resamples, and compared."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nlp.clusters import FEW, grouped
from nlp.louvain import Labels
from nlp.starts import from_many_starts
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
    if labels.size < 2 * max(1, groups):
        return [1.0] * groups
    random = np.random.default_rng(seed)
    share = max(2, round(SHARE_KEPT * labels.size))
    kept = np.array([np.sort(random.choice(labels.size, share, replace=False)) for _ in range(RESAMPLES)])
    for inside, again in zip(kept, _found_again(rows, weights, kept, count, random), strict=True):
        overlap = _overlaps(labels[inside], again, weights[inside], groups)
        for group in np.unique(labels[inside][labels[inside] >= 0]).tolist():
            found[group].append(float(overlap[group].max()))
    return [round(float(np.mean(overlaps)), 4) if overlaps else 1.0 for overlaps in found]


def _found_again(
    rows: Matrix, weights: npt.NDArray[np.float64], kept: npt.NDArray[np.int64], count: int, random: np.random.Generator
) -> list[Labels]:
    """The groups of each resample; in a small set all resamples are grouped at once, those left out weighing nothing."""
    if rows.shape[0] >= FEW:
        return [grouped(rows[one], weights[one], count, int(random.integers(2**31)), restarts=1) for one in kept]
    masked = np.zeros((len(kept), rows.shape[0]))
    np.put_along_axis(masked, kept, np.sqrt(weights)[kept], axis=1)
    labels = from_many_starts(rows, masked, max(1, count), int(random.integers(2**31)))
    return list(np.take_along_axis(labels, kept, axis=1))


def _overlaps(one: Labels, two: Labels, weights: npt.NDArray[np.float64], groups: int) -> Matrix:
    """Jaccard overlap of every group of `one` with every group of `two`, by weight."""
    both = np.zeros((groups, int(two.max()) + 1))
    inside = one >= 0
    np.add.at(both, (one[inside], two[inside]), weights[inside])
    first = both.sum(axis=1, keepdims=True)
    second = np.bincount(two, weights=weights, minlength=both.shape[1])[None, :]
    return np.asarray(both / np.maximum(first + second - both, 1e-9), dtype=np.float64)
