"""Runs of two and three words that texts share, counted for all texts at once.

Runs of neighbouring words ("shingles", Broder 1997) tell a copied sentence from a shared subject: two people who write about the
same thing share words, two who send the same letter share runs of them. Runs of grammar alone ("in the") tell nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from nlp.words import STOP

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEIGHBOURS = 3
"""How far apart, in the list of texts that hold a run, two texts may stand to be compared. One would do for exact copies; three
keep the members of a heavily edited campaign in touch, and the work in proportion to the number of words."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """Which text holds which run of words: sparse 0/1 matrices with one row per text."""

    pairs: sp.csr_array
    """Texts x distinct runs of two words that are not all grammar."""
    columns: sp.csc_array
    """The same matrix, quick to read by column."""
    threes: sp.csc_array
    """Texts x distinct runs of three words that are not all grammar."""


def shingles(texts: Sequence[Sequence[str]], left_out: Sequence[str] = ()) -> Shingles:
    """The runs of two and three words of each text (a sequence of folded words).

    Runs that occur in `left_out`, for instance the words of the question, are not counted: many people repeat the question.
    """
    everything = [*texts, list(left_out)]
    numbers, flat = _numbered(everything)
    owner = np.repeat(np.arange(len(everything)), [len(text) for text in everything])
    grammar = np.array([word in STOP for word in numbers], dtype=bool)
    two, two_held = _runs(flat, owner, grammar, 2)
    three, three_held = _runs(flat, owner, grammar, 3)
    pairs = _incidence(two, owner[: len(two)], two_held, len(texts))
    return Shingles(pairs, pairs.tocsc(), _incidence(three, owner[: len(three)], three_held, len(texts)).tocsc())


def _numbered(texts: Sequence[Sequence[str]]) -> tuple[dict[str, int], Whole]:
    """A number for each distinct word, in order of first use, and every word of every text as its number."""
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(word, len(numbers)) for text in texts for word in text]
    return numbers, np.array(flat, dtype=np.int64)


def _runs(flat: Whole, owner: Whole, grammar: Flags, length: int) -> tuple[Whole, Flags]:
    """A number for the run that begins at each word, and whether it counts: within one text, and not all grammar."""
    last = max(0, len(flat) - length + 1)
    keys = flat[:last].copy()
    dull = grammar[flat[:last]] if last else np.zeros(0, dtype=bool)
    for step in range(1, length):
        following = flat[step : last + step]
        # Numbered afresh after each word: products of three word numbers would outgrow 64 bits in a long text.
        keys = np.unique(keys, return_inverse=True)[1] * (len(grammar) + 1) + following
        dull = dull & grammar[following]
    return keys, (owner[:last] == owner[length - 1 : last + length - 1]) & ~dull


def _incidence(keys: Whole, owner: Whole, held: Flags, rows: int) -> sp.csr_array:
    """The 0/1 matrix of texts by distinct runs; runs of the last, left-out text are dropped."""
    theirs = keys[held & (owner == rows)]
    held = held & (owner < rows) & ~np.isin(keys, theirs)
    distinct, column = np.unique(keys[held], return_inverse=True)
    matrix = sp.csr_array((np.ones(len(column), dtype=np.int64), (owner[held], column)), shape=(rows, len(distinct)))
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def neighbours(threes: sp.csc_array) -> tuple[Whole, Whole]:
    """Pairs of texts worth comparing, each once: texts that stand near each other in the list of those that hold a run.

    Two arrays of row numbers, left < right. Their length is at most three times the number of runs held, so the work grows in
    proportion to the words written, whatever the size of a campaign (comparing all members would grow with its square).
    """
    threes.sort_indices()
    column = np.repeat(np.arange(threes.shape[1]), np.diff(threes.indptr))
    rows = threes.indices.astype(np.int64)
    found = []
    for gap in range(1, NEIGHBOURS + 1):
        same = column[:-gap] == column[gap:]
        found.append(rows[:-gap][same] * threes.shape[0] + rows[gap:][same])
    both = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    return both // max(1, threes.shape[0]), both % max(1, threes.shape[0])


def shared(pairs: sp.csr_array, left: Whole, right: Whole) -> Whole:
    """How many distinct runs of two words each pair of texts shares."""
    counts = np.zeros(len(left), dtype=np.int64)
    for start in range(0, len(left), 200_000):
        part = slice(start, start + 200_000)
        counts[part] = np.asarray(pairs[left[part]].multiply(pairs[right[part]]).sum(axis=1)).ravel()
    return counts
