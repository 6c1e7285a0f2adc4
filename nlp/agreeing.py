"""Small groups that agree: answers outside every theme that say the same as one or a few others, and nothing looser than that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from nlp.material import Material
from nlp.strangers import telling_stems
from nlp.vectors import Matrix, unit

ALIKE = 0.5
"""Mean cosine over all pairs of a group from which on its members say the same; pairs without a common telling word count 0."""
MOST_COMPARED = 2_000
"""Answers outside all themes that are compared pair by pair; with more of them the themes are at fault, not the answers."""
SAME = 0.8
"""From this cosine on two answers say the same, however common their words are."""
COMMON = 0.05
"""Otherwise they need a telling word in common that no larger share of all answers holds."""


def agreeing(material: Material, rows: Matrix, free: Sequence[int]) -> list[tuple[int, ...]]:
    """Groups of two or more among the answers `free` that say the same, largest first; each answer is in one at most.

    Of very many the first `MOST_COMPARED` are compared. Average linkage (Sokal and Michener 1958) over the cosines of whole
    answers, cut where the mean falls below `ALIKE`.
    """
    free = sorted(free[:MOST_COMPARED])
    if len(free) < 2:
        return []
    cosines = _cosines(material, rows, free)
    alike = np.round(np.where(_in_common(material, free) | (cosines >= SAME), cosines, 0.0), 6)
    apart = np.clip(1.0 - alike, 0.0, 1.0)
    np.fill_diagonal(apart, 0.0)
    labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1.0 - ALIKE, "distance")
    groups: dict[int, list[int]] = {}
    for at, label in zip(free, labels.tolist(), strict=True):
        groups.setdefault(label, []).append(at)
    found = [tuple(group) for group in groups.values() if len(group) >= 2]
    return sorted(found, key=lambda group: (-len(group), group))


def _cosines(material: Material, rows: Matrix, free: Sequence[int]) -> Matrix:
    number = {answer: at for at, answer in enumerate(free)}
    whole = np.zeros((len(free), rows.shape[1]))
    for passage in material.passages:
        if passage.answer in number:
            whole[number[passage.answer]] += rows[passage.unit]
    whole = unit(whole)
    return np.asarray(whole @ whole.T, dtype=np.float64)


def _in_common(material: Material, free: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which pairs share a telling word that few answers hold."""
    held = telling_stems(material)
    spread = Counter(stem for stems in held for stem in stems)
    few = max(3.0, COMMON * len(held))
    known = {stem: at for at, stem in enumerate(sorted(stem for stem, count in spread.items() if 2 <= count <= few))}
    pairs = [(at, known[stem]) for at, answer in enumerate(free) for stem in sorted(held[answer]) if stem in known]
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    holds = sp.csr_matrix((np.ones(len(pairs)), (ends[:, 0], ends[:, 1])), shape=(len(free), max(1, len(known))))
    return np.asarray((holds @ holds.T).toarray() > 0)
