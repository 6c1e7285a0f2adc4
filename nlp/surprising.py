"""Unusual answers worth reading: said in words that few others use, and far from where the others lie.

A reading list, never a verdict. Two measures, each turned into ranks and added: how rare an answer's words are (mean inverse
document frequency), and how thinly the other answers lie around its passages (a kernel density with the squared cosine as its
kernel, Parzen 1962). Both are measured against the usual answers alone: a fifth, those that look the most unusual, is left out
and the measures are taken anew (iterative trimming, as in Rousseeuw and Van Driessen 1999). A dozen strays with words of their
own would otherwise make each other look usual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from nlp.material import Material
from nlp.vectors import Matrix

MOST_SHARE = 0.05
MOST = 50
"""The reading list holds at most this share of the answers and at most this many: as much as a person reads at one sitting."""
FEWEST = 20
"""With fewer answers a person reads them all, and nothing is usual yet."""
CLEARLY = 0.8
"""An answer is listed only when, on the mean of both measures, four in five are more usual: among equals nobody is."""
TRIMMED = 0.2
ROUNDS = 3
EXPECTED_WORDS = 2
"""Each answer is read as if it held this many words more, of middling rarity: one rare word is a slip more often than a view."""
LEAST_DENSITY = 1e-3
UNSEEN = 0.5
"""A word that no usual answer holds counts as if half an answer did."""

Scores = npt.NDArray[np.float64]


def worth_reading(ids: Sequence[str], scores: Scores) -> tuple[str, ...]:
    """Of the answers with these ids and scores (see `surprise`) the most unusual first: at most one in twenty, and at most 50."""
    most = min(MOST, int(MOST_SHARE * scores.size))
    clearly = np.flatnonzero(scores >= CLEARLY).tolist()
    return tuple(ids[at] for at in sorted(clearly, key=lambda at: (-scores[at], ids[at]))[:most])


def surprise(material: Material, rows: Matrix) -> Scores:
    """How unusual each answer of the material is, from 0 (as usual as can be) to 1; ties are equal. Shape (answers,).

    All are 0 in a set of fewer than 20. `rows` holds one vector of unit length per unit of the material. Time and memory grow
    with the answers, not with their square.
    """
    count = len(material.answers)
    if count < FEWEST:
        return np.zeros(count)
    held = [sorted(set(material.lexicon.words(answer.text))) for answer in material.answers]
    stems = [sorted(set(context)) for context in material.contexts()]
    usual, scores = np.ones(count), np.zeros(count)
    for _ in range(ROUNDS):
        rare = _ranks(rarity(held, usual)) + _ranks(rarity(stems, usual))
        scores = np.round((rare / 2 + _ranks(sparsity(material, rows, usual))) / 2, 6)
        usual = np.where(_ranks(scores) > 1 - TRIMMED, 0.0, 1.0)
    return scores


def rarity(held: Sequence[Sequence[str]], usual: Scores) -> Scores:
    """Mean inverse document frequency of each answer's distinct words among the other usual answers (those weighing 1)."""
    spread: Counter[str] = Counter()
    for found, weight in zip(held, usual.tolist(), strict=True):
        if weight:
            spread.update(found)
    total = np.log(1 + usual.sum())
    sums = np.array(
        [
            sum(total - float(np.log(UNSEEN + spread[word] - weight)) for word in found)
            for found, weight in zip(held, usual.tolist(), strict=True)
        ]
    )
    lengths = np.array([len(found) for found in held], dtype=np.float64)
    told = lengths > 0
    known = told & (usual > 0) if (told & (usual > 0)).any() else told
    middling = float(np.mean(sums[known] / lengths[known])) if known.any() else 0.0
    return np.asarray((sums + EXPECTED_WORDS * middling) / (lengths + EXPECTED_WORDS), dtype=np.float64)


def sparsity(material: Material, rows: Matrix, usual: Scores) -> Scores:
    """Minus the log of the density of other usual answers around an answer: the mean over its passages.

    The squared cosines of a passage with all others add up to a quadratic form, so that nothing is compared pair by pair.
    """
    writers = np.array(sorted({(passage.unit, passage.answer) for passage in material.passages}), dtype=np.int64).reshape(-1, 2)
    weight = np.bincount(writers[:, 0], weights=usual[writers[:, 1]], minlength=rows.shape[0])
    spread = rows.T @ (rows * weight[:, None])
    density = ((rows @ spread) * rows).sum(axis=1)
    unit_of = np.array([passage.unit for passage in material.passages], dtype=np.int64)
    answer_of = np.array([passage.answer for passage in material.passages], dtype=np.int64)
    around = -np.log(np.maximum(density[unit_of] - usual[answer_of], LEAST_DENSITY))
    pieces = np.bincount(answer_of, minlength=usual.size)
    return np.asarray(np.bincount(answer_of, weights=around, minlength=usual.size) / np.maximum(pieces, 1), dtype=np.float64)


def _ranks(values: Scores) -> Scores:
    """Ranks from 0 to 1; equal values (to six places) share the mean of theirs."""
    return np.asarray((rankdata(np.round(values, 6)) - 0.5) / values.size, dtype=np.float64)
