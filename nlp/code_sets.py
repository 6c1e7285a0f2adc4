"""Which codes to propose together: the set with the highest expected F1, not every code above one half.

Where no code reaches one half, the best guess is still better than none; where a sixth is likely beside five sure ones, it
costs little. Taking codes as independent given the answer, the best set holds the most probable ones (Lewis 1995), and its
expected F1 follows from the distributions of how many inside and outside the set hold (Poisson binomial).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

MOST_PROPOSED = 6
MOST_WEIGHED = 12
"""Only this many most probable codes of an answer are weighed; what is left adds up to next to nothing."""
MOST_MISSED = 7


@dataclass(frozen=True, slots=True)
class CodeSets:
    """For each answer the codes to propose, at least one, and the F1 to expect of them."""

    proposed: npt.NDArray[np.bool_]
    """Shape (answers, codes)."""
    expected: Matrix
    """0 to 1, given that the answer has a code at all; too hopeful where codes shut each other out: fit for ranking."""


def best_sets(probabilities: Matrix) -> CodeSets:
    """The sets of highest expected F1, from probabilities of shape (answers, codes)."""
    order = np.argsort(-probabilities, axis=1, kind="stable")[:, :MOST_WEIGHED]
    likely = np.take_along_axis(probabilities, order, axis=1)
    most = min(MOST_PROPOSED, order.shape[1])
    expected = np.stack([_expected_f1(likely, size) for size in range(1, most + 1)], axis=1)
    size = np.argmax(np.round(expected, 9), axis=1) + 1
    proposed = np.zeros(probabilities.shape, dtype=np.bool_)
    np.put_along_axis(proposed, order, np.arange(order.shape[1]) < size[:, None], axis=1)
    any_holds = 1.0 - np.prod(1.0 - probabilities, axis=1)
    return CodeSets(proposed, np.minimum(1.0, expected.max(axis=1) / np.maximum(any_holds, 1e-6)))


def _expected_f1(likely: Matrix, size: int) -> Matrix:
    """Of proposing the `size` most probable codes: the mean of 2 x right / (proposed + held) over what may hold."""
    right = _how_many(likely[:, :size], size)
    missed = _how_many(likely[:, size:], MOST_MISSED)
    rights, misses = np.arange(size + 1.0)[:, None], np.arange(MOST_MISSED + 1.0)[None, :]
    return np.asarray(np.einsum("ar,rm,am->a", right, 2 * rights / (size + rights + misses), missed))


def _how_many(probabilities: Matrix, most: int) -> Matrix:
    """The distribution of how many of independent events hold, those beyond `most` left out: shape (answers, most + 1)."""
    counts = np.zeros((probabilities.shape[0], most + 1))
    counts[:, 0] = 1.0
    for column in probabilities.T:
        up = counts[:, :-1] * column[:, None]
        counts *= 1.0 - column[:, None]
        counts[:, 1:] += up
    return counts
