"""Scores to probabilities: several views of an answer weighed together so that 0.8 means right eight times in ten.

One logistic regression serves all codes (Platt 1999; stacking, Wolpert 1992): it sees how each view scores the code, how
it scores the strongest rival, how common the code is, and how near the answer is to the words of the code. It is fitted on
the scores of read answers with each left out in turn, so that it has seen how wrong they can be. A code with three examples
could not be calibrated alone; together they can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

Matrix = npt.NDArray[np.float64]

STRENGTH = 10.0
"""Inverse of the penalty on the weights (C of scikit-learn)."""
COMPANY_PENALTY = 40.0
NEVER, ALWAYS = 0.001, 0.999


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the evidence, the same for every code, and what each code tells of the others."""

    weights: Matrix
    start: float
    share: Matrix
    """Of the read answers, how many have each code; shape (codes,)."""
    read: int
    mean: Matrix
    company: Matrix
    """Shape (codes, codes): by how much the surprise of one code moves another."""

    def probabilities(self, views: Sequence[Matrix], nearness: Matrix) -> Matrix:
        """The probability of each code: shape (answers, codes), from scores of the same shape and nearness to the codes, of
        shape (answers, codes, kinds)."""
        alone = _logistic(_evidence(views, nearness, self.share, self.read) @ self.weights + self.start)
        return np.asarray(np.clip(alone + (alone - self.mean) @ self.company, NEVER, ALWAYS))


def fit_calibration(views: Sequence[Matrix], nearness: Matrix, codes: Matrix) -> Calibration:
    """Fit on left-out scores (one matrix per view, each (read, codes)) and the codes that the person gave, 1 or 0."""
    share, read = codes.mean(axis=0), codes.shape[0]
    evidence = _evidence(views, nearness, share, read)
    weights, start = _weighed(evidence, codes)
    alone = _logistic(evidence @ weights + start)
    mean = alone.mean(axis=0)
    apart = alone - mean
    # codes that come together or shut each other out: a ridge regression of what is left on the other codes' probabilities
    penalised = apart.T @ apart + COMPANY_PENALTY * np.eye(codes.shape[1])
    company = np.asarray(np.linalg.solve(penalised, apart.T @ (codes - alone)))
    return Calibration(weights, start, share, read, mean, company)


def _weighed(evidence: Matrix, codes: Matrix) -> tuple[Matrix, float]:
    flat, held = evidence.reshape(-1, evidence.shape[-1]), codes.ravel()
    if held.min() == held.max():  # one code on every answer, or none on any: nothing to weigh
        odds = (held.sum() + 0.5) / (held.size - held.sum() + 0.5)
        return np.zeros(flat.shape[1]), float(np.log(odds))
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(flat, held)
    return np.asarray(model.coef_[0]), float(model.intercept_[0])


def _evidence(views: Sequence[Matrix], nearness: Matrix, share: Matrix, read: int) -> Matrix:
    """Shape (answers, codes, kinds of evidence)."""
    odds = np.broadcast_to(np.log((share + 1 / read) / (1 - share + 1 / read)), views[0].shape)
    middle = np.mean(views, axis=0)
    kinds = [kind for view in views for kind in (view, _strongest_rival(view))]
    return np.stack([*kinds, odds, middle * odds, np.maximum(middle, 0.0), *_of_names(nearness, share, read)], axis=-1)


def _of_names(nearness: Matrix, share: Matrix, read: int) -> list[Matrix]:
    """What the words of the codes tell. Word vectors tell enough to ask also which code is nearest, and to be heard most on
    codes that were seldom read; words learnt from the answers alone do not (measured)."""
    kinds = list(np.moveaxis(nearness, -1, 0))
    if len(kinds) < 2:
        return kinds
    rare = 1 / np.sqrt(1 + share * read)
    return [of_kind for kind in kinds for of_kind in (kind, _strongest_rival(kind), kind * rare)]


def _strongest_rival(scores: Matrix) -> Matrix:
    """For each code, the highest score among the others; itself where there is no other."""
    if scores.shape[1] < 2:
        return scores
    first = scores.argmax(axis=1)
    here = np.arange(scores.shape[0])
    rest = scores.copy()
    rest[here, first] = -np.inf
    rival = np.repeat(scores[here, first][:, None], scores.shape[1], axis=1)
    rival[here, first] = rest.max(axis=1)
    return rival


def _logistic(odds: Matrix) -> Matrix:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * odds)))


def calibration_error(probabilities: Matrix, codes: Matrix, bins: int = 10) -> float:
    """The mean gap between stated and true shares, over bins of equal width weighted by size (Naeini et al. 2015); 0 to 1."""
    stated, held = probabilities.ravel(), codes.ravel()
    place = np.minimum((stated * bins).astype(np.int64), bins - 1)
    gaps = np.abs(np.bincount(place, stated - held, minlength=bins))
    return float(gaps.sum() / stated.size)
