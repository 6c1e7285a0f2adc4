"""Kernel ridge regression, one for every code at once, and what it would have said of each answer without having seen it.

Ridge regression scores text about as well as a support vector machine, and its leave-one-out predictions come at no cost
from the inverse it needs anyway (Rifkin and Lippert 2007; "PRESS", Allen 1974). They stand in for cross-validation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve

Matrix = npt.NDArray[np.float64]

RIDGE = 0.1
"""Added to the likeness of an answer with itself: how far coders are taken to be at one with themselves."""
DRAWN_TO = 0.5
"""Far from all that was read, a score falls to this part of the code's share."""


@dataclass(frozen=True, slots=True)
class Ridge:
    """Weights of the read answers for each code, and the scores of those answers with each left out in turn."""

    weights: Matrix
    """Shape (read, codes)."""
    floor: Matrix
    """Shape (codes,)."""
    left_out: Matrix
    """Shape (read, codes)."""

    def scores(self, likeness: Matrix) -> Matrix:
        """About 1 where a code holds and 0 where not: shape (answers, codes), from likeness of shape (answers, read)."""
        return np.asarray(likeness @ self.weights + self.floor)


def fit_ridge(likeness: Matrix, codes: Matrix) -> Ridge:
    """Fit from the likeness of the read answers with each other (read, read) and their codes as 1 and 0 (read, codes)."""
    factor = cho_factor(likeness + RIDGE * np.eye(likeness.shape[0]), lower=True)
    inverse = np.asarray(cho_solve(factor, np.eye(likeness.shape[0])))
    floor = DRAWN_TO * codes.mean(axis=0)
    weights = inverse @ (codes - floor)
    return Ridge(weights, floor, codes - weights / np.diag(inverse)[:, None])
