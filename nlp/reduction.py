"""Fewer dimensions: truncated singular value decomposition, by whichever way is cheapest for the shape.

A matrix of few rows is decomposed exactly, through the inner products of its rows. Others go through the randomised range finder
of Halko, Martinsson and Tropp (2011, arXiv:0909.4061): four rounds of powers with one orthogonalisation on the way, which the
gently falling spectra of word counts allow, and the last small decomposition through inner products as well.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.linalg import eigh, qr

Matrix = npt.NDArray[np.float64]

FEW_ROWS = 20
"""With so few rows a dimension less would lose an answer."""
EXACT = 300
"""Up to this many rows of a wide matrix all inner products cost less than drawing a range."""
ROUNDS = 4
OVERSAMPLED = 10
LEAST = 1e-9


def reduced(matrix: sp.csr_matrix, dimensions: int, seed: int) -> Matrix:
    """The matrix in at most `dimensions` dimensions: its rows on its strongest right singular vectors, each up to its sign.

    Shape (rows, dimensions), or the matrix as it is where it has few rows or columns. Chance comes from the seed.
    """
    dimensions = min(dimensions, matrix.shape[0] - 1, matrix.shape[1] - 1)
    if dimensions < 2 or matrix.shape[0] <= FEW_ROWS:
        return np.asarray(matrix.toarray(), dtype=np.float64)
    if matrix.shape[0] <= min(EXACT, matrix.shape[1] - 1):
        return _exact(matrix, dimensions)
    return _drawn(matrix, dimensions, seed)


def _exact(matrix: sp.csr_matrix, dimensions: int) -> Matrix:
    squares, axes = _strongest((matrix @ matrix.T).toarray(), dimensions)
    return axes * np.sqrt(squares)


def _drawn(matrix: sp.csr_matrix, dimensions: int, seed: int) -> Matrix:
    wide = matrix.shape[0] < matrix.shape[1]
    tall, across = (matrix.T.tocsr(), matrix) if wide else (matrix, matrix.T.tocsr())
    found = np.random.RandomState(seed).normal(size=(tall.shape[1], dimensions + OVERSAMPLED))
    for at in range(ROUNDS):
        found = across @ (tall @ found)
        if at == ROUNDS // 2 - 1:
            found = qr(found, mode="economic", check_finite=False)[0]
    basis = qr(tall @ found, mode="economic", check_finite=False)[0]
    within = across @ basis
    squares, axes = _strongest(within.T @ within, dimensions)
    if wide:
        return np.asarray(within @ axes, dtype=np.float64)
    return np.asarray((tall @ (within @ axes)) / np.sqrt(np.maximum(squares, LEAST**2)), dtype=np.float64)


def _strongest(products: Matrix, dimensions: int) -> tuple[Matrix, Matrix]:
    """The largest eigenvalues of a symmetric matrix without negative ones, largest first, and their vectors as columns."""
    values, axes = eigh(products, check_finite=False)
    return np.maximum(values[::-1][:dimensions], 0.0), axes[:, ::-1][:, :dimensions]
