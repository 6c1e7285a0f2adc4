"""Answers to vectors, from the answers alone: what words they share, and what words keep company in this consultation.

Two blocks of equal weight. The lexical block is tf-idf of stems and pairs of stems, joined with letter sequences (which
forgive spelling), reduced by latent semantic analysis (Deerwester et al. 1990). The company block averages word vectors
learnt from this set: positive pointwise mutual information of words within an answer, reduced the same way (Bullinaria and
Levy 2007). Every random choice takes the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

Matrix = npt.NDArray[np.float64]

LARGE = 300
"""From this many distinct passages on, a word seen once is taken for noise."""
LEXICAL_DIMENSIONS = 100
COMPANY_DIMENSIONS = 64
LETTERS_WEIGHT = 0.4
SELF_COMPANY = 3.0
"""Added to each word's company with itself, so that a rare word still stands for itself."""
MOST_LETTER_SEQUENCES = 60_000


@dataclass(frozen=True, slots=True)
class Vectors:
    """One unit-length row per document; rows of documents without any known word are all zero."""

    rows: Matrix


def unit(matrix: Matrix) -> Matrix:
    """Rows scaled to length one; zero rows stay zero."""
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    return np.asarray(np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 1e-9), dtype=np.float64)


def vectors(documents: Sequence[Sequence[str]], seed: int) -> Vectors:
    """Vectors of documents given as stems. Shape of rows: (documents, up to 164). Equal documents get equal rows."""
    blocks = [unit(lexical(documents, seed))]
    company_block = company(documents, seed)
    if company_block is not None:
        blocks.append(unit(company_block))
    return Vectors(unit(np.hstack(blocks)))


def lexical(documents: Sequence[Sequence[str]], seed: int, dimensions: int = LEXICAL_DIMENSIONS) -> Matrix:
    """The lexical block: shape (documents, at most `dimensions`)."""
    least = 2 if len(documents) >= LARGE else 1
    most = 0.5 if len(documents) >= LARGE else 1.0
    stems = _weighted(documents, "pairs", least, most)
    letters = _weighted(documents, "letters", least, 1.0)
    parts = [part for part in (stems, None if letters is None else LETTERS_WEIGHT * letters) if part is not None]
    if not parts:
        return np.zeros((len(documents), 1))
    return reduced(sp.csr_matrix(sp.hstack(parts)), dimensions, seed)


def _pairs(document: Sequence[str]) -> list[str]:
    return [*document, *(f"{first} {second}" for first, second in pairwise(document))]


def _weighted(documents: Sequence[Sequence[str]], kind: str, least: int, most: float) -> sp.csr_matrix | None:
    common = {"sublinear_tf": True, "min_df": least, "max_df": most}
    try:
        if kind == "pairs":
            return sp.csr_matrix(TfidfVectorizer(analyzer=_pairs, **common).fit_transform(documents))
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), max_features=MOST_LETTER_SEQUENCES, **common)
        return sp.csr_matrix(vectorizer.fit_transform([" ".join(document) for document in documents]))
    except ValueError:  # every term fell to the limits
        return None


def company(documents: Sequence[Sequence[str]], seed: int, dimensions: int = COMPANY_DIMENSIONS) -> Matrix | None:
    """The company block: shape (documents, at most `dimensions`); None when the words are too few to learn from."""
    least = 2 if len(documents) >= LARGE else 1
    present = presence(documents, least)
    if present.shape[1] < 6:
        return None
    frequency = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
    words = unit(reduced(_ppmi(present, frequency), min(dimensions, present.shape[1] - 2), seed))
    rarity = np.log((1 + present.shape[0]) / (1 + frequency)) + 1
    return np.asarray(present.multiply(rarity).tocsr() @ words)


def presence(documents: Sequence[Sequence[str]], least: int) -> sp.csr_matrix:
    """Which document holds which word, as ones; words in fewer than `least` documents are left out. Columns sorted by word."""
    counts: dict[str, int] = {}
    for document in documents:
        for word in set(document):
            counts[word] = counts.get(word, 0) + 1
    column = {word: at for at, word in enumerate(sorted(word for word, count in counts.items() if count >= least))}
    pairs = [(row, column[word]) for row, document in enumerate(documents) for word in sorted(set(document)) if word in column]
    rows = np.array([row for row, _ in pairs], dtype=np.int64)
    columns = np.array([at for _, at in pairs], dtype=np.int64)
    return sp.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(documents), len(column)))


def _ppmi(present: sp.csr_matrix, frequency: Matrix) -> sp.csr_matrix:
    """Positive pointwise mutual information of words met together in two documents or more, plus a weight on themselves."""
    together = sp.coo_matrix(present.T @ present)
    apart = (together.row != together.col) & (together.data >= 2)
    rows, columns, met = together.row[apart], together.col[apart], together.data[apart]
    information = np.log(met * present.shape[0] / (frequency[rows] * frequency[columns]))
    positive = information > 0
    matrix = sp.csr_matrix((information[positive], (rows[positive], columns[positive])), shape=together.shape)
    return sp.csr_matrix(matrix + SELF_COMPANY * sp.csr_matrix(sp.identity(together.shape[0])))


def reduced(matrix: sp.csr_matrix, dimensions: int, seed: int) -> Matrix:
    """The matrix in at most `dimensions` dimensions, by truncated singular value decomposition."""
    dimensions = min(dimensions, matrix.shape[0] - 1, matrix.shape[1] - 1)
    if dimensions < 2:
        return np.asarray(matrix.toarray(), dtype=np.float64)
    return np.asarray(TruncatedSVD(dimensions, random_state=seed, n_iter=4).fit_transform(matrix), dtype=np.float64)
