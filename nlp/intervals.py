"""What chance could have done: Wilson intervals of shares, bootstrap intervals of ranks."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

Z95 = 1.959963984540054
RESAMPLES = 500


def wilson(count: int, base: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), as two shares from 0 to 1; (0, 1) where the base is nought."""
    if base <= 0:
        return 0.0, 1.0
    share, square = count / base, Z95 * Z95 / base
    middle = (share + square / 2) / (1 + square)
    half = Z95 * sqrt(share * (1 - share) / base + square / (4 * base)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def ranks(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """1 for the largest; equal counts share a rank, and the next rank is skipped (1, 2, 2, 4). Last axis."""
    above = counts[..., None, :] > counts[..., :, None]
    return np.asarray(above.sum(axis=-1) + 1, dtype=np.int64)


def rank_intervals(membership: npt.NDArray[np.bool_], seed: int) -> list[tuple[int, int]]:
    """The 95 % bootstrap interval of each theme's rank, people drawn with replacement. `membership` is (people, themes)."""
    if not membership.size:
        return []
    # people with the same themes are alike here: drawing patterns by their number is the same, and far quicker
    patterns, held = np.unique(membership, axis=0, return_counts=True)
    return pattern_rank_intervals(patterns, held, seed)


def pattern_rank_intervals(patterns: npt.NDArray[np.bool_], held: npt.NDArray[np.int64], seed: int) -> list[tuple[int, int]]:
    """The same from patterns of themes, (patterns, themes), in order and each once, and how many people have each."""
    random, people = np.random.default_rng(seed), int(held.sum())
    drawn = random.multinomial(people, held / people, size=RESAMPLES)
    found = ranks(drawn @ patterns.astype(np.int64))
    low, high = np.percentile(found, [2.5, 97.5], axis=0, method="nearest")
    return [(int(best), int(worst)) for best, worst in zip(low, high, strict=True)]
