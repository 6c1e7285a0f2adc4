"""What a passage is made of, as weights: stems and pairs of stems, and the letter sequences of its words.

Tf-idf with logarithmic counts, smoothed document frequencies and rows of length one (Salton and Buckley 1988): the same numbers
as scikit-learn's `TfidfVectorizer` gives with `sublinear_tf`. Counted here because the letters of a word are then cut up once
for all passages that hold it, however many these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

SHORTEST, LONGEST = 3, 5
"""Letters in a sequence, the space before and after a word counted in."""


def stems_and_pairs(documents: Sequence[Sequence[str]], least: int, most: float) -> tuple[list[str], sp.csr_matrix] | None:
    """The stems and pairs of stems in `least` documents or more and in at most a share `most` of them, sorted, and their weights.

    Shape of the weights: (documents, terms). None when there is no such term.
    """
    terms, counts = _counts([_with_pairs(document) for document in documents])
    kept = _between(counts, least, most * len(documents))
    return ([terms[at] for at in kept.tolist()], _weighed(counts[:, kept])) if kept.size else None


def letters(documents: Sequence[Sequence[str]], least: int, limit: int) -> sp.csr_matrix | None:
    """The weights of sequences of three to five letters within words: shape (documents, at most `limit` sequences).

    Only those in `least` documents or more, the commonest if there are too many. None when there is none.
    """
    words, held = _counts(documents)
    _, within = _counts([_sequences(word) for word in words])
    counts = sp.csr_matrix(held @ within)
    kept = _between(counts, least, float(len(documents)))
    if kept.size > limit:
        often = np.asarray(counts.sum(axis=0)).ravel()[kept]
        kept = np.sort(kept[(-often).argsort()[:limit]])
    return _weighed(counts[:, kept]) if kept.size else None


def _with_pairs(document: Sequence[str]) -> list[str]:
    return [*document, *(f"{first} {second}" for first, second in pairwise(document))]


def _sequences(word: str) -> list[str]:
    """The letter sequences of one word; a word too short for a length is a sequence by itself, once."""
    spaced = f" {word} "
    found = []
    for length in range(SHORTEST, LONGEST + 1):
        found += [spaced[at : at + length] for at in range(max(1, len(spaced) - length + 1))]
        if len(spaced) <= length:
            break
    return found


def _counts(documents: Sequence[Iterable[str]]) -> tuple[list[str], sp.csr_matrix]:
    """Every term, sorted, and how often each document holds it."""
    number: dict[str, int] = {}
    found: list[int] = []
    bounds = [0]
    for document in documents:
        found += [number.setdefault(term, len(number)) for term in document]
        bounds.append(len(found))
    terms = sorted(number)
    place = np.empty(len(terms), dtype=np.int32)
    place[[number[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
    entries = place[found], np.array(bounds, dtype=np.int32)
    counts = sp.csr_matrix((np.ones(len(found)), *entries), shape=(len(documents), len(terms)))
    counts.sum_duplicates()
    return terms, counts


def _between(counts: sp.csr_matrix, least: int, most: float) -> npt.NDArray[np.int64]:
    """The terms in `least` to `most` documents."""
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.flatnonzero((spread >= least) & (spread <= most))


def _weighed(counts: sp.csr_matrix) -> sp.csr_matrix:
    """Counts to weights."""
    size, terms = counts.shape
    spread = np.bincount(counts.indices, minlength=terms)
    rarity = np.log((1 + size) / (1 + spread)) + 1.0
    weights = (np.log(counts.data) + 1.0) * rarity[counts.indices]
    row = np.repeat(np.arange(size), np.diff(counts.indptr))
    lengths = np.sqrt(np.bincount(row, weights=weights * weights, minlength=size))
    return sp.csr_matrix((weights / lengths[row], counts.indices, counts.indptr), shape=(size, terms))
