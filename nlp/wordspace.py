"""Passages given as numbers of stems, as weighted words and pairs of words: sparse tf-idf without a vectoriser's overhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

RARE = 2
"""A pair of words in fewer passages of the sample is chance."""


@dataclass(frozen=True, slots=True)
class Space:
    """The words and pairs that passages are measured by, and the weight of each."""

    words: int
    pairs: Numbers
    """Codes of the known pairs, first * words + second, sorted; column `words + at` stands for the pair at `at`."""
    weights: Floats
    """For each column its rarity in the sample, less for words that tell little."""

    def rows(self, passages: Sequence[Sequence[int]]) -> sp.csr_matrix:
        """One row of length one for each passage (nought where no word is known): shape (passages, columns)."""
        row, column = self._found(passages)
        shape = (len(passages), self.weights.size)
        held = sp.csr_matrix((np.ones(row.size), (row, column)), shape=shape)  # sums repeats, in order of row and column
        held.sum_duplicates()
        held.data = (1 + np.log(held.data)) * self.weights[held.indices]
        lengths = np.sqrt(np.asarray(held.multiply(held).sum(axis=1)).ravel())
        held.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(held.indptr))
        return held

    def _found(self, passages: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
        """The passage and the column of every known word and pair."""
        row, number = flat(passages)
        known = number >= 0
        together = (row[1:] == row[:-1]) & known[1:] & known[:-1]
        codes = number[:-1][together] * self.words + number[1:][together]
        at = np.searchsorted(self.pairs, codes)
        listed = at < self.pairs.size
        listed[listed] = self.pairs[at[listed]] == codes[listed]
        return (
            np.concatenate([row[known], row[:-1][together][listed]]),
            np.concatenate([number[known], self.words + at[listed]]),
        )


def flat(passages: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """The passage of each stem, and its number, in order."""
    lengths = np.fromiter(map(len, passages), dtype=np.int64, count=len(passages))
    numbers = np.fromiter(chain.from_iterable(passages), dtype=np.int64, count=int(lengths.sum()))
    return np.repeat(np.arange(lengths.size), lengths), numbers


def space(passages: Sequence[Sequence[int]], plain: Floats) -> Space:
    """The space of a sample of passages; `plain` says how much each word tells, 0 to 1 (a pair tells as its better word)."""
    words = plain.size
    row, number = flat(passages)
    together = row[1:] == row[:-1]
    codes = number[:-1][together] * words + number[1:][together]
    size = max(1, len(passages))
    pairs, held = np.unique(np.unique(codes * size + row[:-1][together]) // size, return_counts=True)  # once for each passage
    pairs, held = pairs[held >= RARE], held[held >= RARE]
    alone = np.bincount(np.unique(number * size + row) // size, minlength=words)
    rarity = np.log((1 + len(passages)) / (1 + np.concatenate([alone, held]))) + 1
    telling = np.concatenate([plain, np.maximum(plain[pairs // max(1, words)], plain[pairs % max(1, words)])])
    return Space(words, pairs.astype(np.int64), rarity * telling)
